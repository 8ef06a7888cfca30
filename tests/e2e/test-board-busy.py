#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A drop is shown at once while an import keeps the writer, while others search and while a backup is made; what was
dropped meanwhile is stored in the end.

test-board-busy.py LIAISON
"""

import json
import os
import subprocess
import sys
import tempfile
import time

from gi.repository import GLib

from harness import Desktop, Story

LIAISON = sys.argv[1]
CLIENTS = 30000


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, \
         Desktop([LIAISON, '--workspace', os.path.join(place, 'workspace')],
                 environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:
        workspace = os.path.join(place, 'workspace')
        environment = {**os.environ, 'ASAN_OPTIONS': 'detect_leaks=0'}
        board, clients = (os.path.join(place, name) for name in ('board.json', 'clients.csv'))

        def begin(*command):
            return subprocess.Popen([LIAISON, '--workspace', workspace, *command], env=environment,
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        def lane(title):
            with desktop.database(workspace) as database:
                return {card for (card,) in database.execute(
                    'SELECT t.title FROM task t JOIN board_column c ON c.id = t.column_id WHERE c.title = ?', (title,))}

        def drop(title, begin_load):
            """Lets a card go in another column under a load, and returns how many ms it took until it stood there."""
            target = desktop.find('list', 'Doing')
            desktop.begin_drag(desktop.find('list item', title), target)
            desktop.settle()
            begin_load()
            begun = time.monotonic()
            desktop.end_drag()
            desktop.wait(lambda: desktop.look('list item', title, target), f'“{title}” is shown in its new column')
            return (time.monotonic() - begun) * 1000

        with open(board, 'w', encoding='utf-8') as file:
            json.dump({'format': 'liaison-board', 'version': 1, 'name': 'Winter campaign',
                       'columns': [{'title': 'To Do'}, {'title': 'Doing'}],
                       'cards': [{'title': f'Card {number}', 'column': 0} for number in range(1, 6)]}, file)
        with open(clients, 'w', encoding='utf-8') as file:
            file.write('Name;Phone\n')
            file.writelines(f'Client {number};+7 916 {number // 10000:03d}-{number // 100 % 100:02d}-{number % 100:02d}\n'
                            for number in range(CLIENTS))
        subprocess.run([LIAISON, '--workspace', workspace, 'import', board], check=True, capture_output=True,
                       env=environment)
        desktop.start()
        desktop.action('page', GLib.Variant('s', 'projects'))
        desktop.find('list item', 'Card 1')
        desktop.settle()
        quiet = drop('Card 1', lambda: None)
        desktop.wait(lambda: lane('Doing') == {'Card 1'}, 'the card is stored')

        running = []
        log = os.path.join(workspace, 'workspace.db-wal')
        before = os.path.getsize(log) if os.path.exists(log) else 0

        def import_clients():
            running[:] = [begin('import', clients)]
            desktop.wait(lambda: os.path.exists(log) and os.path.getsize(log) > before + 1000000,
                         'the import is in the middle of its transaction')

        busy = drop('Card 2', import_clients)
        story.ok(running[0].poll() is None and lane('Doing') == {'Card 1'},
                 f'a drop is shown after {busy:.0f} ms while an import keeps the writer')
        story.ok(running[0].wait() == 0, 'the import comes to its end')
        story.ok(desktop.wait(lambda: lane('Doing') == {'Card 1', 'Card 2'}, 'the card is stored'),
                 'and what was dropped meanwhile is stored then')

        busy = drop('Card 3', lambda: running.extend(begin('search', 'client', '--json') for _ in range(3)))
        desktop.wait(lambda: len(lane('Doing')) == 3, 'the card is stored')
        story.ok(all(search.wait() == 0 for search in running),
                 f'a drop is shown after {busy:.0f} ms while others search, {quiet:.0f} ms alone')

        busy = drop('Card 4', lambda: running.append(begin('backup')))
        story.ok(desktop.wait(lambda: len(lane('Doing')) == 4, 'the card is stored') and running[-1].wait() == 0,
                 f'a drop is shown after {busy:.0f} ms while {CLIENTS} clients are backed up')
        complaints = desktop.complaints()
        story.ok(not complaints, f'nothing was complained of {complaints}')


sys.exit(Story().tell(steps))

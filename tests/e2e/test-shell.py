#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shell around the pages by keyboard: the palette.

test-shell.py LIAISON
"""

import os
import re
import subprocess
import sys
import tempfile

from harness import Desktop, Story

LIAISON = sys.argv[1]
TABLE = 'Компания;Контакт;Телефон;Город\r\nРомашка;Анна Сидорова;8 (916) 123-45-67;Москва\r\nВега;;+7 495 000-11-22;Тверь\r\n'


def selected(desktop, pattern):
    """Returns the line of the palette that is selected, where its name matches."""
    return next((node for node in desktop.walk() if node.get_role_name() == 'list item' and
                 desktop.has(node, 'selected') and re.search(pattern, node.get_name() or '')), None)


def palette(story, desktop, rows):
    desktop.key('ctrl+k')
    desktop.find('text', 'Search and Commands')
    desktop.settle()
    desktop.type('123-45')
    desktop.wait(lambda: selected(desktop, '^Анна Сидорова, Ромашка'), 'the person is found by digits')
    desktop.key('Return')
    story.ok(desktop.find('text', 'Log a Touch'), 'the palette finds a person by digits and opens the client')

    desktop.key('ctrl+k')
    desktop.find('text', 'Search and Commands')
    desktop.wait(lambda: selected(desktop, '^Ромашка'), 'the client that was opened is offered first')
    desktop.type('clients')
    desktop.wait(lambda: selected(desktop, '^Go to “Clients”'), 'a page is offered')
    desktop.key('Return')
    story.ok(desktop.find(None, 'Search Clients'), 'the palette goes to a page')

    desktop.key('ctrl+k')
    desktop.find('text', 'Search and Commands')
    desktop.settle()
    desktop.type('next step')
    desktop.key('Return')
    desktop.find('label', 'Choose')
    desktop.wait(lambda: selected(desktop, '^Ромашка'), 'the command asks for its client')
    desktop.type('vega')
    desktop.key('Escape')
    desktop.wait(lambda: not desktop.look('label', 'Choose'), 'Escape goes back to the first step')
    desktop.type('next step')
    desktop.key('Return')
    desktop.find('label', 'Choose')
    desktop.type('вега')
    desktop.wait(lambda: selected(desktop, '^Вега'), 'the client is found')
    desktop.key('Return')
    desktop.find('button', 'Save')
    desktop.settle()
    desktop.type('send the offer')
    desktop.key('Return')
    story.ok(desktop.wait(lambda: rows('SELECT f.title, c.name FROM followup f JOIN client c ON c.id = f.client_id')
                          == [('Send the offer', 'Вега')], 'the next step is stored'),
             'a command asks for its client in a second step')

    desktop.key('ctrl+k')
    desktop.find('text', 'Search and Commands')
    desktop.settle()
    desktop.type('offer')
    desktop.wait(lambda: selected(desktop, '^Send the offer'), 'the follow-up is found')
    desktop.key('ctrl+Return')
    story.ok(desktop.wait(lambda: rows('SELECT count(*) FROM followup WHERE done_at IS NULL') == [(0,)], 'it is done'),
             'Ctrl+Enter does the other thing: a follow-up is done')
    desktop.key('ctrl+k')
    desktop.find('text', 'Search and Commands')
    desktop.key('ctrl+k')
    story.ok(desktop.wait(lambda: not desktop.look('text', 'Search and Commands'), 'the palette is closed'),
             'the key that opens the palette closes it')


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, \
         Desktop([LIAISON, '--workspace', os.path.join(place, 'workspace')],
                 environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:
        workspace = os.path.join(place, 'workspace')
        table = os.path.join(place, 'clients.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write(TABLE)
        subprocess.run([LIAISON, '--workspace', workspace, 'import', table], check=True, capture_output=True)

        def rows(sql):
            with desktop.database(workspace) as database:
                return database.execute(sql).fetchall()

        desktop.start()
        palette(story, desktop, rows)

        complaints = desktop.complaints()
        for line in complaints:
            print('# ' + line)
        story.ok(not complaints, 'no warning was printed')


sys.exit(Story().tell(steps))

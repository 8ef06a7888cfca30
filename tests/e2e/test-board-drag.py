#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is dragged to and over a board that is larger than its window: a file of another program onto a card, a card to
the end of a long column and to a column out of sight, a card onto a client in the list; and moves are spoken.

test-board-drag.py LIAISON
"""

import json
import os
import subprocess
import sys
import tempfile

from gi.repository import GLib

from harness import Desktop, Story

LIAISON = sys.argv[1]
COLUMNS = ['Ideas', 'To Do', 'Doing', 'Review', 'Approved', 'Done']
CARDS = [f'Card {number:02d}' for number in range(1, 31)]


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, \
         Desktop([LIAISON, '--workspace', os.path.join(place, 'workspace')], width=1000, height=720,
                 environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:
        workspace = os.path.join(place, 'workspace')
        board, clients = (os.path.join(place, name) for name in ('board.json', 'clients.csv'))

        def rows(sql):
            with desktop.database(workspace) as database:
                return database.execute(sql).fetchall()

        def lane(title):
            return [card for (card,) in rows('SELECT t.title FROM task t JOIN board_column c ON c.id = t.column_id'
                                             f" WHERE c.title = '{title}' ORDER BY t.rank, t.id")]

        def is_in_sight(role, name):
            node = desktop.look(role, name)
            left, top, width, height = desktop.geometry()
            x, y = desktop.middle(node) if node else (0, 0)
            return left < x < left + width and top < y < top + height - 30

        with open(board, 'w', encoding='utf-8') as file:
            json.dump({'format': 'liaison-board', 'version': 1, 'name': 'Winter campaign',
                       'columns': [{'title': title} for title in COLUMNS],
                       'cards': [{'title': title, 'column': 0} for title in CARDS]}, file)
        with open(clients, 'w', encoding='utf-8') as file:
            file.write('Name;Phone\nRomashka;+7 916 123-45-67\nVega;+7 916 123-45-68\n')
        for path in (board, clients):
            subprocess.run([LIAISON, '--workspace', workspace, 'import', path], check=True, capture_output=True,
                           env={**os.environ, 'ASAN_OPTIONS': 'detect_leaks=0'})

        desktop.start()
        desktop.resize(1000, 720)
        desktop.action('page', GLib.Variant('s', 'projects'))
        card = desktop.find('list item', 'Card 01')
        desktop.settle()

        # --- A file of another program
        file = os.path.join(place, 'brief.pdf')
        with open(file, 'wb') as stream:
            stream.write(b'%PDF-1.7 ' + os.urandom(70000))
        desktop.drop_file(file, card)
        attached = 'SELECT a.name, a.size, t.title FROM attachment a JOIN task t ON t.id = a.task_id'
        story.ok(desktop.wait(lambda: rows(attached) == [('brief.pdf', 70009, 'Card 01')], 'the file is stored'),
                 'a file of another program is dropped on a card')
        desktop.settle()
        desktop.key('ctrl+z')
        story.ok(desktop.wait(lambda: not rows(attached), 'the file is gone'), 'and taken off by undo')

        # --- What a screen reader says
        said = desktop.announcements()
        desktop.settle()
        desktop.click(desktop.find('list item', 'Card 02'))
        desktop.key('alt+Right')
        desktop.wait(lambda: lane('To Do') == ['Card 02'], 'the card is moved')
        story.ok(desktop.wait(lambda: '“Card 02” is in “To Do” now' in said, f'the move is spoken {said}'),
                 'a move by keyboard is spoken')
        desktop.settle()
        desktop.drag(desktop.find('list item', 'Card 02'), desktop.find('list item', 'Card 01'), dy=-12)
        desktop.wait(lambda: lane('Ideas')[:2] == ['Card 02', 'Card 01'], 'the card is back')
        story.ok(desktop.wait(lambda: '“Card 02” is in “Ideas” now' in said, f'the drop is spoken {said}'),
                 'and one by the pointer')

        # --- A client
        desktop.settle()
        desktop.begin_drag(desktop.find('list item', 'Card 01'), desktop.find('list', 'To Do'))
        desktop.glide(desktop.middle(desktop.find('list', 'To Do')), desktop.middle(desktop.find('list item', 'Clients')))
        row = desktop.find('label', 'Romashka')
        desktop.settle()
        desktop.drag_on(row)
        owner = "SELECT c.name FROM task t JOIN client c ON c.id = t.client_id WHERE t.title = 'Card 01'"
        story.ok(desktop.wait(lambda: rows(owner) == [('Romashka',)], 'the card has its client'),
                 'a card is held over a page of the sidebar, and dropped on a client there')
        desktop.settle()
        desktop.key('ctrl+z')
        story.ok(desktop.wait(lambda: rows(owner) == [], 'undone'), 'and taken back by undo')
        desktop.action('page', GLib.Variant('s', 'projects'))

        # --- Edges
        desktop.settle()
        x, _, width, _ = desktop.geometry()
        fourth = desktop.find('list item', 'Card 04')
        desktop.begin_drag(desktop.find('list item', 'Card 02'), fourth)
        desktop.settle()
        lane_x, lane_y = desktop.middle(desktop.find('list', 'Ideas'))
        height_of_lane = desktop.find('list', 'Ideas').get_component_iface().get_extents(
            desktop.atspi.CoordType.WINDOW).height
        desktop.glide(desktop.middle(fourth), (lane_x, lane_y + height_of_lane // 2 - 8))
        desktop.wait(lambda: is_in_sight('list item', 'Card 30'), 'the last card is in sight')
        desktop.settle()
        desktop.end_drag()
        story.ok(desktop.wait(lambda: lane('Ideas')[-1] == 'Card 02', f'the card is the last one {lane("Ideas")}'),
                 'a column scrolls under a card that is held at its lower edge')

        desktop.settle()
        desktop.begin_drag(desktop.find('list item', 'Card 30'), desktop.find('list', 'To Do'))
        start = desktop.middle(desktop.find('list', 'To Do'))
        desktop.glide(start, (x + width - 6, start[1]))
        desktop.wait(lambda: is_in_sight('list', 'Done'), 'the last column is in sight')
        desktop.settle()
        desktop.drag_on(desktop.find('list', 'Done'))
        story.ok(desktop.wait(lambda: lane('Done') == ['Card 30'], 'the card is in the last column'),
                 'the board scrolls under a card that is held at its side')
        desktop.settle()
        desktop.key('ctrl+z')
        desktop.wait(lambda: lane('Done') == [], 'undone')

        complaints = desktop.complaints()
        story.ok(not complaints, f'nothing was complained of {complaints}')


sys.exit(Story().tell(steps))

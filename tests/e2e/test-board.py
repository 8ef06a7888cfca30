#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The board by pointer and keyboard: cards dragged between columns and within one, moved by keys, undone.

test-board.py LIAISON
"""

import os
import re
import sys
import tempfile

from gi.repository import GLib

from harness import Desktop, Story

LIAISON = sys.argv[1]


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, \
         Desktop([LIAISON, '--workspace', os.path.join(place, 'workspace')],
                 environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:
        workspace = os.path.join(place, 'workspace')

        def rows(sql):
            with desktop.database(workspace) as database:
                return database.execute(sql).fetchall()

        def lanes():
            """The titles of the cards, column by column."""
            found = {title: [] for (title,) in rows('SELECT title FROM board_column ORDER BY rank, id')}
            for column, card in rows('SELECT c.title, t.title FROM task t JOIN board_column c ON c.id = t.column_id'
                                     ' WHERE t.parent_id IS NULL AND t.archived_at IS NULL ORDER BY t.rank, t.id'):
                found[column].append(card)
            return list(found.values())

        def journal():
            return rows('SELECT count (*) FROM journal')

        def become(expected, name):
            story.ok(desktop.wait(lambda: lanes() == expected, f'the board is {expected}, not {lanes()}'), name)

        def card(title):
            return desktop.find('list item', title)

        desktop.start()
        desktop.action('page', GLib.Variant('s', 'projects'))
        desktop.find('label', 'Work for Your Clients Will Stand Here')
        desktop.click(desktop.find('button', 'New Project'))
        desktop.find('button', 'Save')
        desktop.settle()
        desktop.type('Winter campaign')
        desktop.key('Return')
        desktop.find('label', 'Doing')
        story.ok(desktop.wait(lambda: rows('SELECT name FROM project') == [('Winter campaign',)], 'it is stored'),
                 'a project is made with its columns')

        desktop.wait(lambda: not desktop.look('button', 'Undo'), 'the toast has left what it covers')
        desktop.settle()
        desktop.click(desktop.find('text', 'New Card'))
        for title in ('Script', 'Budget', 'Casting'):
            desktop.type(title)
            desktop.key('Return')
            card(title)
        become([['Script', 'Budget', 'Casting'], [], []], 'cards are added one after the other by keyboard')

        desktop.settle()
        desktop.drag(card('Budget'), desktop.find('list', 'Doing'))
        become([['Script', 'Casting'], ['Budget'], []], 'a card is dragged to another column')
        desktop.settle()
        desktop.key('ctrl+z')
        become([['Script', 'Budget', 'Casting'], [], []], 'and back by undo')

        desktop.settle()
        desktop.drag(card('Casting'), card('Script'), dy=-12)
        become([['Casting', 'Script', 'Budget'], [], []], 'a card is dragged within its column')

        desktop.settle()
        desktop.drag(card('Script'), desktop.find('list', 'Done'))
        become([['Casting', 'Budget'], [], ['Script']], 'a card is dragged to the last column')
        story.ok(rows("SELECT done_at IS NOT NULL FROM task WHERE title = 'Script'") == [(1,)], 'and is done there')

        desktop.settle()
        desktop.click(card('Budget'))
        desktop.key('alt+Up')
        become([['Budget', 'Casting'], [], ['Script']], 'Alt+Up moves a card within its column')
        desktop.settle()
        desktop.key('alt+Right')
        become([['Casting'], ['Budget'], ['Script']], 'Alt+Right moves it to the next column')
        desktop.settle()
        desktop.key('alt+Right')
        become([['Casting'], [], ['Script', 'Budget']], 'and the focus goes with it')
        desktop.settle()
        desktop.key('ctrl+z')
        become([['Casting'], ['Budget'], ['Script']], 'undo brings it back')

        desktop.settle()
        desktop.click(card('Budget'))
        desktop.key('Return')
        desktop.find('button', 'Save')
        desktop.settle()
        desktop.click(desktop.reach(desktop.find('text', 'New Label')))
        desktop.type('Print')
        desktop.key('Return')
        desktop.find('toggle button', 'Print')
        desktop.click(desktop.reach(desktop.find('text', 'New Comment')))
        desktop.type('Looks good')
        desktop.key('Return')
        story.ok(desktop.wait(lambda: rows('SELECT l.name, c.text FROM task_label t JOIN label l ON l.id = t.label_id'
                                           ' JOIN task_comment c ON c.task_id = t.task_id') == [('Print', 'Looks good')],
                              'the label and the comment are stored'), 'a label and a comment are added')
        desktop.click(desktop.reach(desktop.find('text', 'New Item')))
        desktop.type('Ask the printer')
        desktop.key('Return')
        desktop.settle()
        desktop.click(desktop.reach(desktop.find('check box', 'Ask the printer')))
        story.ok(desktop.wait(lambda: rows("SELECT done_at IS NOT NULL FROM task WHERE title = 'Ask the printer'") == [(1,)],
                              'the item is ticked'), 'an item of the checklist is added and ticked')
        desktop.click(desktop.reach(desktop.find('button', re.compile('^Due'))))
        desktop.click(desktop.find('button', 'Tomorrow'))
        desktop.settle()
        desktop.click(desktop.find('button', 'Save'))
        story.ok(desktop.wait(lambda: rows("SELECT due_on > date ('now') FROM task WHERE title = 'Budget'") == [(1,)],
                              'the date is stored'), 'a date is chosen')

        desktop.settle()
        desktop.click(card('Budget'))
        desktop.key('d')
        become([['Casting'], [], ['Script', 'Budget']], 'D closes a card')

        desktop.settle()
        desktop.click(card('Script'))
        desktop.hold('ctrl', lambda: desktop.click(card('Budget')))
        desktop.settle()
        desktop.drag(card('Script'), desktop.find('list', 'Doing'))
        become([['Casting'], ['Script', 'Budget'], []], 'several selected cards are dragged at once')
        story.ok(rows('SELECT count (*) FROM task WHERE done_at IS NOT NULL AND parent_id IS NULL') == [(0,)],
                 'and are open again')
        desktop.settle()
        desktop.key('ctrl+z')
        become([['Casting'], [], ['Script', 'Budget']], 'one undo takes both back')

        desktop.settle()
        before = journal()
        desktop.begin_drag(card('Casting'), desktop.find('list', 'Doing'))
        desktop.settle()
        desktop.cancel_drag()
        desktop.settle()
        story.ok(lanes() == [['Casting'], [], ['Script', 'Budget']] and journal() == before,
                 'Escape cancels a drag, and nothing is written when the button is let go')
        story.ok(desktop.look('list item', 'Casting', desktop.find('list', 'To Do')), 'and the card is where it was')

        desktop.settle()
        desktop.drag(desktop.find('label', 'Done'), desktop.find('label', 'To Do'))
        story.ok(desktop.wait(lambda: rows('SELECT title FROM board_column ORDER BY rank, id') ==
                              [('Done',), ('To Do',), ('Doing',)], 'the order of columns is stored'),
                 'a column is dragged in front of another')
        desktop.settle()
        desktop.key('ctrl+z')
        become([['Casting'], [], ['Script', 'Budget']], 'and back by undo')
        desktop.settle()
        desktop.click(card('Casting'))
        desktop.key('alt+Next')
        become([[], ['Casting'], ['Script', 'Budget']], 'Alt+Page Down moves the column by keyboard')
        desktop.settle()
        desktop.key('ctrl+z')
        become([['Casting'], [], ['Script', 'Budget']], 'undo again')

        desktop.settle()
        desktop.begin_drag(card('Casting'), desktop.find('list', 'Doing'))
        desktop.drag_on(desktop.find('label', 'Tomorrow'))
        story.ok(desktop.wait(lambda: rows("SELECT due_on = date ('now', '+1 day') FROM task WHERE title = 'Casting'")
                              == [(1,)], 'the date is stored'), 'a card is dropped on the strip of days')

        desktop.settle()
        desktop.click(desktop.find('entry', 'Filter Cards'))
        desktop.type('tomorrow')
        desktop.wait(lambda: not desktop.look('list item', 'Script'), 'other cards are hidden')
        story.ok(desktop.look('list item', 'Casting'), 'the filter in words leaves what is due tomorrow')
        desktop.key('Escape')
        card('Script')

        desktop.kill()
        desktop.start()
        become([['Casting'], [], ['Script', 'Budget']], 'nothing is lost when the program is killed')
        desktop.action('page', GLib.Variant('s', 'projects'))
        card('Casting')
        desktop.settle()
        desktop.begin_drag(card('Casting'), desktop.find('list', 'Doing'))
        desktop.kill()
        desktop.end_drag()
        desktop.start()
        become([['Casting'], [], ['Script', 'Budget']], 'killed in the middle of a drag, each card is where it was')
        story.ok(rows('SELECT count (*), count (DISTINCT id) FROM task WHERE parent_id IS NULL') == [(3, 3)],
                 'no card is there twice or nowhere')

        path = os.path.join(place, 'board.json')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('{"name": "From Trello", "lists": [{"id": "l", "name": "Ideas", "pos": 1}],'
                       ' "cards": [{"id": "c", "name": "Carried over", "idList": "l", "pos": 1, "stickers": [{}]}]}')
        desktop.action('import-file', GLib.Variant('s', path))
        desktop.find('label', re.compile('its stickers'))
        desktop.settle()
        desktop.key('Return')
        card('Carried over')
        story.ok(rows("SELECT count (*) FROM project WHERE name = 'From Trello'") == [(1,)],
                 'a board of others is imported after a look at what would be left out')
        desktop.settle()
        desktop.key('ctrl+z')
        story.ok(desktop.wait(lambda: rows('SELECT count (*) FROM project') == [(1,)], 'the project is gone'),
                 'and taken back by one undo')
        complaints = desktop.complaints()
        story.ok(not complaints, f'nothing was complained of {complaints}')


sys.exit(Story().tell(steps))

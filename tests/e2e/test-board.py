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
        desktop.click(desktop.find('text', 'New Item'))
        desktop.type('Ask the printer')
        desktop.key('Return')
        desktop.click(desktop.find('check box', 'Ask the printer'))
        story.ok(desktop.wait(lambda: rows("SELECT done_at IS NOT NULL FROM task WHERE title = 'Ask the printer'") == [(1,)],
                              'the item is ticked'), 'an item of the checklist is added and ticked')
        desktop.click(desktop.find('button', re.compile('^Due')))
        desktop.click(desktop.find('button', 'Tomorrow'))
        desktop.settle()
        desktop.click(desktop.find('button', 'Save'))
        story.ok(desktop.wait(lambda: rows("SELECT due_on > date ('now') FROM task WHERE title = 'Budget'") == [(1,)],
                              'the date is stored'), 'a date is chosen')

        desktop.settle()
        desktop.click(card('Budget'))
        desktop.key('d')
        become([['Casting'], [], ['Script', 'Budget']], 'D closes a card')
        complaints = desktop.complaints()
        story.ok(not complaints, f'nothing was complained of {complaints}')


sys.exit(Story().tell(steps))

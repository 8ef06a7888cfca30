#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of a project by pointer and keyboard: bars moved, made longer, linked, a slip looked at first, undone.

test-plan.py LIAISON
"""

import datetime
import json
import os
import subprocess
import sys
import tempfile

from gi.repository import GLib

from harness import Desktop, Story

LIAISON = sys.argv[1]
HEADER, ROW, DOT, DAY = 44, 32, 10, 14  # of widgets/lsn-timeline-private.h; the scale is weeks
TODAY = datetime.date.today()
MONDAY = TODAY + datetime.timedelta(days=7 - TODAY.weekday())


def day(number):
    """Returns a day of the next weeks: 0 is Monday."""
    return str(MONDAY + datetime.timedelta(days=number))


BOARD = {
    'format': 'liaison-board', 'version': 1, 'name': 'Film',
    'columns': [{'title': 'To Do'}, {'title': 'Done', 'done': 1}],
    'cards': [
        {'title': 'Music', 'column': 0, 'start': day(0), 'due': day(1)},
        {'title': 'Script', 'column': 0, 'start': day(0), 'due': day(2)},
        {'title': 'Shooting', 'column': 0, 'start': day(3), 'due': day(4), 'blocked_by': [1], 'estimate_minutes': 960},
    ],
}


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, \
         Desktop([LIAISON, '--workspace', os.path.join(place, 'workspace')],
                 environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:
        workspace = os.path.join(place, 'workspace')
        board = os.path.join(place, 'film.json')
        with open(board, 'w', encoding='utf-8') as file:
            json.dump(BOARD, file)
        subprocess.run([LIAISON, '--workspace', workspace, 'import', board], check=True, stdout=subprocess.DEVNULL)

        def rows(sql):
            with desktop.database(workspace) as database:
                return database.execute(sql).fetchall()

        def days():
            return {title: (start, due) for title, start, due in rows('SELECT title, start_on, due_on FROM task')}

        def become(expected, name):
            story.ok(desktop.wait(lambda: days() == expected, f'the plan is {expected}, not {days()}'), name)

        def timeline():
            return desktop.find(None, 'Timeline')

        class Spot:
            """A place on the timeline, by a row and a day; @right: pixels from the beginning of that day."""

            def __init__(self, row, number, right=0):
                self.row, self.number, self.right = row, number, right

            def get_component_iface(self):
                return self

            def get_extents(self, kind):
                extents = timeline().get_component_iface().get_extents(kind)
                label = int(min(max(extents.width * 0.3, 108), 260))
                first = min(TODAY, MONDAY) - datetime.timedelta(days=7)
                first -= datetime.timedelta(days=first.weekday())
                last = max(datetime.date.fromisoformat(due) for _, due in days().values())
                n_days = (last - first).days + 28 + 1
                shown = (max(MONDAY, TODAY - datetime.timedelta(days=14)) - first).days * DAY
                scroll = shown - (extents.width - label) * 0.15
                scroll = max(0, min(scroll, label + n_days * DAY - extents.width))
                extents.x += int(label + ((MONDAY - first).days + self.number) * DAY - scroll + self.right)
                extents.y += HEADER + self.row * ROW + ROW // 2 - 1
                extents.width = extents.height = 0
                return extents

        as_made = {'Music': (day(0), day(1)), 'Script': (day(0), day(2)), 'Shooting': (day(3), day(4))}
        desktop.start()
        desktop.action('page', GLib.Variant('s', 'projects'))
        desktop.click(desktop.find('page tab', 'Plan'))
        timeline()
        desktop.settle()
        become(as_made, 'the plan of an imported board is shown')

        desktop.drag(Spot(0, 1), Spot(0, 2))
        become({**as_made, 'Music': (day(1), day(2))}, 'a bar that nothing waits for is moved at once')
        desktop.settle()
        desktop.key('ctrl+z')
        become(as_made, 'and goes back by undo')

        desktop.settle()
        desktop.drag(Spot(0, 2, -3), Spot(0, 4, -3))
        become({**as_made, 'Music': (day(0), day(3))}, 'its right edge makes it longer')
        desktop.settle()
        desktop.drag(Spot(1, 0, 3), Spot(1, 1, 3))  # it stands below what ends earlier
        become({**as_made, 'Music': (day(1), day(3))}, 'its left edge makes it shorter')
        desktop.settle()
        desktop.key('ctrl+z')
        become({**as_made, 'Music': (day(0), day(3))}, 'each of them is one undo')
        desktop.settle()
        desktop.key('ctrl+z')
        become(as_made, 'and the other')

        desktop.settle()
        desktop.drag(Spot(1, 1), Spot(1, 3))
        desktop.find('label', '1 More Bar Moves')
        story.ok(days() == as_made, 'a slip that moves others is shown before anything is written')
        story.ok(desktop.look('button', 'Only This One') is not None, 'and can be kept to the one bar')
        desktop.key('Return')
        slipped = {**as_made, 'Script': (day(2), day(4)), 'Shooting': (day(7), day(8))}
        become(slipped, 'what waits is pushed over the weekend')
        desktop.settle()
        desktop.key('ctrl+z')
        become(as_made, 'all of it is one undo')

        desktop.settle()
        desktop.drag(Spot(0, 2, DOT), Spot(2, 3, 8))
        story.ok(desktop.wait(lambda: rows('SELECT a.title, b.title FROM task_blocker l JOIN task a ON a.id = l.blocker_id'
                                           ' JOIN task b ON b.id = l.task_id WHERE a.title = "Music"'.replace('"', "'"))
                              == [('Music', 'Shooting')], 'the link is stored'),
                 'a link is drawn from the dot behind a bar to another one')
        story.ok(days() == as_made, 'and moves nothing that is late enough')
        desktop.settle()
        desktop.key('ctrl+z')
        story.ok(desktop.wait(lambda: rows('SELECT count (*) FROM task_blocker') == [(1,)], 'the link is gone'),
                 'it goes by undo')

        desktop.settle()
        desktop.click(Spot(0, 12))
        desktop.key('alt+Right')
        become({**as_made, 'Music': (day(1), day(2))}, 'Alt+Right moves the selected bar by a day')
        desktop.settle()
        desktop.key('shift+Right')
        become({**as_made, 'Music': (day(1), day(3))}, 'Shift+Right lets it end later')
        desktop.settle()
        desktop.key('Return')
        desktop.find('button', 'Save')
        story.ok(True, 'Enter opens the card')
        desktop.key('Escape')
        desktop.wait(lambda: desktop.look('button', 'Save') is None, 'the card is closed')

        desktop.settle()
        desktop.click(desktop.find('button', 'Add Milestone…'))
        desktop.find('button', 'Save')
        desktop.settle()
        desktop.type('Premiere')
        desktop.key('Return')
        story.ok(desktop.wait(lambda: rows('SELECT title FROM milestone') == [('Premiere',)], 'the milestone is stored'),
                 'a milestone is added')
        desktop.settle()
        story.ok(not desktop.unnamed(), 'every control has a name')
        story.ok(not desktop.complaints(), 'nothing was complained about')


sys.exit(Story().tell(steps))

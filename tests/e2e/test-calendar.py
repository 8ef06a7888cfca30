#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calendar with a real pointer: an event moved, resized, drawn, a follow-up dropped from the list; each undone, and
the row of the database looked at. The same by keyboard.

test-calendar.py LIAISON

The wall clock stands before noon of Tuesday 24 November 2026, by libfaketime.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

from harness import PATIENCE_S, Desktop, Story

LIAISON = sys.argv[1]
FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'
CLOCK = {'ASAN_OPTIONS': 'verify_asan_link_order=0:detect_leaks=0', 'LD_PRELOAD': FAKETIME, 'TZ': 'Europe/Moscow',
         'FAKETIME': '@2026-11-24 11:50:00', 'FAKETIME_DONT_FAKE_MONOTONIC': '1'}
HOUR = 48


def ask(workspace, *command):
    done = subprocess.run([LIAISON, '--workspace', workspace, *command, '--json'], check=True, capture_output=True,
                          text=True, env={**os.environ, **CLOCK})
    return json.loads(done.stdout)


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place:
        workspace = os.path.join(place, 'workspace')
        ask(workspace, 'event', 'add', 'Brief tomorrow at 13:00')
        ask(workspace, 'event', 'add', 'Planning today at 16:00 every week')
        ask(workspace, 'add', 'Send the offer tomorrow')
        with Desktop([LIAISON, '--workspace', workspace], environment=CLOCK) as desktop:
            live(story, desktop, workspace)
        agenda = ask(workspace, 'agenda', '--from', '2026-11-25', '--to', '2026-11-25')
        story.ok([item['title'] for item in agenda] == ['Send the offer', 'Brief'], 'the command line tells the agenda')


def live(story, desktop, workspace):
    def row(table, columns, title):
        with desktop.database(workspace) as database:
            found = database.execute(f'SELECT {columns} FROM {table} WHERE title = ? ORDER BY id', (title,)).fetchall()
            return found[-1] if found else None

    def is_row(table, columns, title, *expected):
        return desktop.wait(lambda: row(table, columns, title) == (expected if expected != (None,) else None),
                            f'{title} is {expected}')

    def when(title, *expected):
        return is_row('event', 'start_on, start_time, end_time', title, *expected)

    def block(title):
        return desktop.find('button', re.compile('^' + title + '\n'))

    def extents(node):
        place = node.get_component_iface().get_extents(desktop.atspi.CoordType.WINDOW)
        x, y, _, _ = desktop.geometry()
        return x + place.x, y + place.y, place.width, place.height

    def glide(start, dx, dy):
        desktop.settle()
        subprocess.run(['xdotool', 'mousemove', '--sync', str(start[0]), str(start[1]), 'mousedown', '1'], check=True,
                       timeout=PATIENCE_S)
        desktop.glide(start, (start[0] + dx, start[1] + dy))
        desktop.settle()

    def drag(start, dx, dy):
        glide(start, dx, dy)
        desktop.end_drag()

    def undo():
        desktop.settle()
        desktop.key('ctrl+z')

    desktop.start()
    desktop.key('ctrl+4')
    brief = block('Brief')
    wednesday = desktop.find('button', re.compile('^Wednesday.*25'))
    thursday = desktop.find('button', re.compile('^Thursday.*26'))
    column = desktop.middle(thursday)[0] - desktop.middle(wednesday)[0]
    story.ok(column > 80, 'the week is shown')
    story.ok(not desktop.unnamed(), 'every control has a name')

    drag(desktop.middle(brief), column, 2 * HOUR)
    story.ok(when('Brief', '2026-11-26', '15:00', '16:00'), 'an event is dragged to another day and hour')
    undo()
    story.ok(when('Brief', '2026-11-25', '13:00', '14:00'), 'and back by undo')

    desktop.settle()
    x, y, width, height = extents(block('Brief'))
    drag((x + width // 2, y + height - 3), 0, HOUR)
    story.ok(when('Brief', '2026-11-25', '13:00', '15:00'), 'its lower edge makes it longer')
    undo()
    when('Brief', '2026-11-25', '13:00', '14:00')

    desktop.settle()
    glide(desktop.middle(block('Brief')), column, HOUR)
    desktop.cancel_drag()
    desktop.settle()
    story.ok(when('Brief', '2026-11-25', '13:00', '14:00'), 'Escape leaves it where it was')

    x, y, width, height = extents(block('Brief'))
    drag((x + column + width // 2, y + 3), 0, HOUR + HOUR // 2)
    desktop.find(None, 'New Event')
    desktop.wait(lambda: next((node for node in desktop.walk() if node.get_role_name() == 'text' and
                               desktop.has(node, 'focused')), None), 'the title can be typed')
    desktop.type('Drawn')
    desktop.key('Return')
    story.ok(when('Drawn', '2026-11-26', '13:00', '14:30'), 'an event is drawn into empty room')
    undo()
    story.ok(is_row('event', 'id', 'Drawn', None), 'and taken back by undo')

    desktop.settle()
    desktop.click(block('Brief'))
    desktop.find(None, 'Edit Event')
    desktop.settle()
    desktop.key('Escape')  # leads back to where the dialog came from
    desktop.wait(lambda: any(re.match('Brief\n', node.get_name() or '') and desktop.has(node, 'focused')
                             for node in desktop.walk()), 'the event has the focus')
    desktop.key('alt+Down')
    story.ok(when('Brief', '2026-11-25', '13:15', '14:15'), 'Alt+Down moves it on by a quarter of an hour')
    desktop.settle()
    desktop.key('alt+Right')
    story.ok(when('Brief', '2026-11-26', '13:15', '14:15'), 'Alt+Right by a day, with the focus where it was')
    desktop.settle()
    desktop.key('shift+Down')
    story.ok(when('Brief', '2026-11-26', '13:15', '14:30'), 'Shift+Down lets it end later')
    for before in (('2026-11-26', '13:15', '14:15'), ('2026-11-25', '13:15', '14:15'), ('2026-11-25', '13:00', '14:00')):
        undo()
        when('Brief', *before)

    desktop.settle()
    desktop.key('p')
    offer = desktop.find('list item', re.compile('^Send the offer'))
    desktop.settle()
    x, y, width, height = extents(block('Brief'))
    place = desktop.middle(offer)
    drag(place, x + width // 2 - place[0], y + height + HOUR - place[1])
    story.ok(desktop.wait(lambda: row('followup', 'due_date, due_time', 'Send the offer')[1] is not None,
                          'the follow-up has a time') and
             row('followup', 'due_date', 'Send the offer') == ('2026-11-25',), 'a follow-up is dropped onto an hour')
    undo()
    story.ok(is_row('followup', 'due_date, due_time', 'Send the offer', '2026-11-25', None), 'and loses it by undo')
    desktop.key('p')

    desktop.settle()
    desktop.click(block('Planning'))
    desktop.find(None, 'Edit Event')
    desktop.settle()
    desktop.key('Escape')
    desktop.settle()
    drag(desktop.middle(block('Planning')), column, 0)
    desktop.click(desktop.find('button', 'Only This Event'))
    story.ok(is_row('event', "start_on, instead_of, series_id IS NOT NULL", 'Planning', '2026-11-25',
                    '2026-11-24T16:00', 1), 'one occurrence of a series moves alone')
    undo()
    desktop.wait(lambda: row('event', 'series_id', 'Planning') == (None,), 'the series is whole again')
    desktop.settle()
    for key in ('m', 'a', 'd', 'w'):
        desktop.key(key)
        desktop.settle()
        desktop.find(None, re.compile('^Planning\n'))
    desktop.key('y')
    desktop.click(desktop.find('button', re.compile('^November, ')))
    block('Brief')
    story.ok(not desktop.unnamed(), 'every control of each view has a name')
    story.ok(not desktop.complaints(), 'the program complains of nothing')


sys.exit(Story().tell(steps))

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of the day by keyboard: the list shrinks as one works, thousands are bearable, midnight turns it over.

test-today.py LIAISON

The wall clock stands shortly before noon of a Tuesday, later shortly before midnight, by libfaketime.
"""

import os
import re
import sqlite3
import subprocess
import sys
import tempfile

from gi.repository import GLib

from harness import Desktop, Story

LIAISON = sys.argv[1]
FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'
LATE = 10000


def set_clock(path, text):
    with open(path + '.new', 'w', encoding='ascii') as file:
        file.write(text)
    os.rename(path + '.new', path)


def fill(workspace):
    """Adds follow-ups and dates around Tuesday 24 November 2026, and clients for them."""
    subprocess.run([LIAISON, '--workspace', workspace, 'add', 'nothing on 1 january 2030'], check=True,
                   stdout=subprocess.DEVNULL)
    table = os.path.join(os.path.dirname(workspace), 'clients.csv')
    with open(table, 'w', encoding='utf-8') as file:
        file.write('Company;Phone\nAcme;+7 916 123-45-67\nVega;+7 495 000-11-22\n')
    subprocess.run([LIAISON, '--workspace', workspace, 'import', table], check=True, stdout=subprocess.DEVNULL)
    steps = [('Late one', '2026-11-10', None), ('Late two', '2026-11-20', None), ('Late three', '2026-11-23', '10:00'),
             ('Timed', '2026-11-24', '16:00'), ('Whole day', '2026-11-24', None), ('Next day', '2026-11-25', None)]
    with sqlite3.connect(os.path.join(workspace, 'workspace.db')) as database:
        client = database.execute("SELECT id FROM client WHERE name = 'Acme'").fetchone()[0]
        for number, (title, date, time) in enumerate(steps):
            database.execute('INSERT INTO followup (id, client_id, title, due_date, due_time, due_zone, turn_since,'
                             " created_at) VALUES (?, ?, ?, ?, ?, 'UTC', 0, 0)",
                             (100 + number, client, title, date, time))
        # With a lead of seven days: one is near, the other is not.
        database.executemany('INSERT INTO important_date (id, client_id, title, date, lead_days) VALUES (?, ?, ?, ?, 7)',
                             [(200, client, 'Birthday', '1980-11-27'), (201, client, 'Launch', '2020-12-24')])
        # What is derived from the facts is made anew at the next start.
        database.execute("DELETE FROM meta WHERE key LIKE 'projection.%'")
    database.close()


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place:
        workspace = os.path.join(place, 'workspace')
        clock = os.path.join(place, 'clock')
        fill(workspace)
        set_clock(clock, '@2026-11-24 11:50:00')
        with Desktop([LIAISON, '--workspace', workspace],
                     environment={'ASAN_OPTIONS': 'verify_asan_link_order=0:detect_leaks=0', 'LD_PRELOAD': FAKETIME,
                                  'FAKETIME_TIMESTAMP_FILE': clock, 'FAKETIME_DONT_FAKE_MONOTONIC': '1',
                                  'FAKETIME_NO_CACHE': '1'}) as desktop:
            live(story, desktop, workspace, clock)


def live(story, desktop, workspace, clock):
    def rows(sql):
        with desktop.database(workspace) as database:
            return database.execute(sql).fetchall()

    def peeks(client):
        return desktop.look('label', client) and desktop.look('label', re.compile('No contact yet|^Last contact'))

    def titles(section):
        found = desktop.look('list', section)
        return [node.get_name() for node in desktop.walk(found) if node.get_role_name() == 'list item'] if found else []

    def shows(section, *expected):
        return desktop.wait(lambda: titles(section) == list(expected), f'{section} shows {", ".join(expected)}')

    def focused():
        return next((node.get_name() for node in desktop.walk() if desktop.has(node, 'focused')), None)

    def at(name):
        return desktop.wait(lambda: focused() == name, f'the keyboard is at {name}')

    desktop.start()
    story.ok(shows('Overdue', 'Late one', 'Late two', 'Late three'), 'the longest late stands first')
    story.ok(shows('Today', 'Timed', 'Whole day'), 'of today, what has an hour stands first')
    story.ok(shows('Important Dates', 'Birthday') and shows('Tomorrow', 'Next day') and
             shows('No Next Step', 'Vega'), 'dates, tomorrow and clients without a next step')
    story.ok(at('Late one'), 'the keys act at once')

    desktop.key('space')
    story.ok(desktop.wait(lambda: peeks('Acme'), 'the card is open'), 'Space peeks at the client of a follow-up')
    desktop.key('Down')
    at('Late two')
    story.ok(desktop.wait(lambda: peeks('Acme'), 'the card is there'), 'the card goes along with the arrows')
    desktop.key('Escape')
    story.ok(desktop.wait(lambda: not peeks('Acme'), 'the card is closed') and at('Late two'),
             'Escape closes it, and the keyboard stays')
    desktop.key('d')
    shows('Overdue', 'Late one', 'Late three')
    story.ok(at('Late three'), 'after D the next one has the keyboard')
    story.ok(rows("SELECT done_at IS NOT NULL FROM followup WHERE title = 'Late two'") == [(1,)], 'and it is done')
    desktop.key('Down')
    story.ok(at('Timed'), 'the arrow goes on to the next section')
    desktop.key('Up')
    story.ok(at('Late three'), 'and back')

    desktop.key('shift+d')
    desktop.find('text', 'Outcome')
    desktop.settle()
    desktop.type('agreed')
    desktop.key('Return')
    shows('Overdue', 'Late one')
    story.ok(rows("SELECT outcome FROM followup WHERE title = 'Late three'") == [('agreed',)],
             'Shift+D asks what came of it')
    story.ok(at('Late one'), 'after the last row the one before it has the keyboard')

    desktop.key('s')
    names = {node.get_name() for node in desktop.walk(desktop.find('button', 'Tomorrow').get_parent())}
    story.ok({'In an Hour', 'This Evening', 'Tomorrow', 'Next Week'} <= names and 'Next Working Day' not in names,
             'S offers each time once')
    desktop.settle()
    desktop.key('Down', 'Down', 'Return')
    shows('Tomorrow', 'Late one', 'Next day')
    story.ok(rows("SELECT due_date, due_time FROM followup WHERE title = 'Late one'") == [('2026-11-25', None)],
             'tomorrow, the whole day as before')
    story.ok(at('Timed'), 'where the section is empty, the next one has the keyboard')

    desktop.key('d')
    shows('Today', 'Whole day')
    desktop.key('d')
    story.ok(desktop.find('label', 'Today Is Done'), 'a day that is done says so')
    desktop.key('ctrl+z')
    story.ok(shows('Today', 'Whole day'), 'Ctrl+Z brings it back')
    desktop.key('Return')
    story.ok(desktop.find('label', 'Acme') and desktop.wait(lambda: not desktop.look('list', 'Tomorrow'),
                                                            'the day is left'), 'Enter opens the client')

    # One key calls, another one sets the next step of who has none; the day is empty at the end.
    desktop.action('page', GLib.Variant('s', 'today'))
    at('Whole day')
    desktop.key('c')
    story.ok(desktop.find('text', 'Log a Touch') and desktop.wait(lambda: not desktop.look('list', 'Tomorrow'), 'left'),
             'C calls, and offers the entry that this makes')
    desktop.key('Escape')
    desktop.action('page', GLib.Variant('s', 'today'))
    at('Whole day')
    desktop.key('Down')
    at('Birthday')
    desktop.key('Down')
    at('Vega')
    desktop.key('space')
    story.ok(desktop.wait(lambda: peeks('Vega'), 'the card is open'), 'Space peeks at a client without a next step')
    desktop.key('space')
    desktop.wait(lambda: not peeks('Vega'), 'Space closes it')
    desktop.key('n')
    desktop.find('text', 'What to Do')
    desktop.settle()
    desktop.type('write on Friday')
    desktop.key('Return')
    story.ok(desktop.wait(lambda: not titles('No Next Step') and rows(
        "SELECT c.name, f.due_date FROM followup f JOIN client c ON c.id = f.client_id WHERE f.title LIKE 'Write%'") ==
        [('Vega', '2026-11-27')], 'the section is empty'), 'N sets the next step, and the client leaves the list')

    # The day turns over.
    shows('Today', 'Whole day')
    set_clock(clock, '@2026-11-25 00:00:05')
    story.ok(desktop.wait(lambda: titles('Overdue') == ['Whole day'] and titles('Today') == ['Late one', 'Next day'],
                          'the new day', 75), 'at midnight yesterday is late and tomorrow is today')

    # Thousands
    desktop.stop()
    with sqlite3.connect(os.path.join(workspace, 'workspace.db')) as database:
        database.executemany("INSERT INTO followup (title, due_date, turn_since, created_at) VALUES (?, '2026-11-01', 0,"
                             ' 0)', ((f'Step {number:05}',) for number in range(LATE)))
    database.close()
    desktop.start()
    desktop.wait(lambda: len(titles('Overdue')) == 20, 'twenty rows')
    story.ok(desktop.look('label', str(LATE + 1)), 'ten thousand late follow-ups are told as a number and twenty rows')
    at('Step 00000')
    desktop.key('End')
    at(f'Show 50 More of {LATE + 1 - 20}')
    desktop.key('Return')
    story.ok(desktop.wait(lambda: 20 < len(titles('Overdue')) <= 70, 'more rows') and
             desktop.find('button', f'Show 50 More of {LATE + 1 - 70}'), 'more of them when asked for')
    complaints = desktop.complaints()
    for line in complaints:
        print('# ' + line)
    story.ok(not complaints, 'no warning was printed')


sys.exit(Story().tell(steps))

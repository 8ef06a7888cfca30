#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quick capture by keyboard: what was understood is shown, corrected chip by chip, taken away, kept as a draft, saved.

test-capture.py LIAISON

The wall clock stands at eleven of Monday 23 November 2026, by libfaketime.
"""

import os
import re
import subprocess
import sys
import tempfile

from harness import Desktop, Story

LIAISON = os.path.abspath(sys.argv[1])
FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'
LINE = 'call Anna tomorrow at 3pm about the plan in July, every week !!'


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place:
        workspace = os.path.join(place, 'workspace')
        table = os.path.join(place, 'clients.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write('Company;Contact;Phone\nAcme;Anna Smith;+7 916 123-45-67\nVega;Oleg Kim;+7 495 000-11-22\n')
        subprocess.run([LIAISON, '--workspace', workspace, 'import', table], check=True, stdout=subprocess.DEVNULL)
        with Desktop([LIAISON, '--workspace', workspace],
                     environment={'ASAN_OPTIONS': 'verify_asan_link_order=0:detect_leaks=0', 'LD_PRELOAD': FAKETIME,
                                  'FAKETIME': '@2026-11-23 11:00:00',
                                  'FAKETIME_DONT_FAKE_MONOTONIC': '1'}) as desktop:
            live(story, desktop, workspace)


def live(story, desktop, workspace):
    def rows(sql):
        with desktop.database(workspace) as database:
            return database.execute(sql).fetchall()

    def chip(name):
        return desktop.find('button', re.compile('^' + re.escape(name)))

    def title(text):
        return desktop.find('label', text)

    def focused():
        return next((node.get_name() for node in desktop.walk() if desktop.has(node, 'focused')), '') or ''

    def tab_to(start):
        for _ in range(40):
            if focused().startswith(start):
                return
            desktop.key('Tab')
        raise AssertionError(f'Tab does not come to {start}, but to {focused()}')

    def is_closed():
        return desktop.wait(lambda: not desktop.look('button', 'Save'), 'the dialog is closed')

    desktop.start()
    desktop.key('ctrl+space')
    desktop.find('text', 'What to Do')
    desktop.settle()
    desktop.type(LINE)
    title('Call Anna about the plan in July')
    story.ok(chip('Kind: Call') and chip('Client: Acme') and chip('Person: Anna Smith') and
             chip('Due: tomorrow 3:00') and chip('Repeat: every week') and chip('Priority: !!'),
             'each thing that was understood is a chip')

    # Taken away: its words go back to the title.
    tab_to('Repeat: ')
    desktop.key('Delete')
    title('Call Anna about the plan in July, every week')
    story.ok(chip('Repeat') and not desktop.look('button', re.compile('^Repeat: ')),
             'Delete takes a chip away, and its words are in the title')
    story.ok(focused() == 'Repeat', 'the keyboard stays at the chip')

    # Corrected by a list, a calendar, a search.
    desktop.key('Return')
    desktop.find('button', 'Every 2 weeks')
    desktop.settle()
    desktop.key('Down', 'Down', 'Down', 'Return')
    story.ok(chip('Repeat: every 2 weeks'), 'another rhythm from the list')
    tab_to('Priority: ')
    desktop.key('Return')
    desktop.find('button', '!!! High')
    desktop.settle()
    desktop.key('Down', 'Down', 'Return')
    story.ok(chip('Priority: !!!'), 'another priority from the list')
    desktop.key(*['shift+Tab'] * 2)
    tab_to('Due: ')
    desktop.key('Return')
    desktop.find('button', 'In a Week')
    desktop.settle()
    tab_to('In a Week')
    desktop.key('Return')
    desktop.settle()
    desktop.key('Escape')
    story.ok(chip('Due: in 7 days, 3:00'), 'another day from the popover of the date, the time stays')
    desktop.settle()
    for _ in range(20):
        if focused().startswith('Client: '):
            break
        desktop.key('shift+Tab')
    desktop.key('Return')
    desktop.find('label', 'Choose a Client')
    desktop.settle()
    desktop.type('vega')
    desktop.find('label', 'Vega')
    desktop.settle()
    desktop.key('Return')
    story.ok(chip('Client: Vega'), 'another client from the search')

    # Closed and opened again
    desktop.settle()
    desktop.key('Escape')
    is_closed()
    desktop.key('ctrl+space')
    title('Call Anna about the plan in July, every week')
    story.ok(chip('Client: Vega') and chip('Repeat: every 2 weeks') and chip('Priority: !!!') and
             chip('Due: in 7 days, 3:00'), 'a dialog that was closed keeps the line and what was corrected')
    unnamed = desktop.unnamed()
    story.ok(not unnamed, 'every control has a name')

    desktop.settle()
    desktop.key('Return')
    is_closed()
    story.ok(rows('SELECT followup.title, due_date, due_time, followup.kind, priority, urgent, rrule, client.name'
                  ' FROM followup JOIN client ON client.id = client_id') ==
             [('Call Anna about the plan in July, every week', '2026-11-30', '15:00', 'call', 3, 1,
               'FREQ=WEEKLY;INTERVAL=2', 'Vega')], 'Enter saves what the chips say')
    desktop.find('label', re.compile('Saved: Call Anna about the plan in July'))
    desktop.key('ctrl+z')
    desktop.wait(lambda: rows('SELECT count(*) FROM followup') == [(0,)], 'it is undone')

    # One after the other; what is unknown is the title.
    desktop.settle()
    desktop.key('ctrl+space')
    entry = desktop.find('text', 'What to Do')
    desktop.settle()
    story.ok(desktop.atspi.Text.get_text(entry, 0, -1) == '', 'after saving nothing is left of the draft')
    story.ok(not desktop.has(desktop.find('button', 'Save'), 'sensitive'), 'an empty line cannot be saved')
    desktop.type('qwerty 17 zzz')
    title('Qwerty 17 zzz')
    desktop.key('ctrl+Return')
    desktop.wait(lambda: rows('SELECT title, due_date FROM followup') == [('Qwerty 17 zzz', '2026-11-23')],
                 'it is saved')
    desktop.wait(lambda: desktop.atspi.Text.get_text(entry, 0, -1) == '', 'the line is empty')
    story.ok(focused() == 'What to Do', 'Ctrl+Enter saves and takes the next line')
    desktop.type('meeting with Oleg on Friday 10-11:30')
    title('Meeting with Oleg')
    story.ok(chip('Duration: 1 h 30 min') and chip('Client: Vega'), 'a meeting has a duration, a person a client')
    desktop.settle()
    desktop.key('Return')
    is_closed()
    story.ok(rows("SELECT due_date, due_time, note FROM followup WHERE kind = 'meeting'") ==
             [('2026-11-27', '10:00', 'Takes 1 h 30 min')], 'the duration is in the note')
    complaints = desktop.complaints()
    for line in complaints:
        print('# ' + line)
    story.ok(not complaints, 'no warning was printed')


sys.exit(Story().tell(steps))

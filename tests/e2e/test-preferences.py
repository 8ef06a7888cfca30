#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preferences by keyboard and pointer: every control has a name, a choice is kept at once.

test-preferences.py LIAISON
"""

import os
import sys
import tempfile

from harness import Desktop, Story

LIAISON = sys.argv[1]


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, \
         Desktop([LIAISON, '--workspace', os.path.join(place, 'workspace')],
                 environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:

        def kept():
            try:
                with open(os.path.join(desktop.place, 'config/glib-2.0/settings/keyfile'), encoding='utf-8') as file:
                    return file.read()
            except FileNotFoundError:
                return ''

        desktop.start()
        desktop.resize(1180, 760)
        desktop.key('ctrl+comma')
        story.ok(desktop.find('toggle button', 'Saturday'), 'Ctrl+comma opens the preferences')
        desktop.settle()
        nameless = [node.get_role_name() for node in desktop.unnamed()]
        story.ok(not nameless, 'every control has a name' + (' but ' + ', '.join(nameless) if nameless else ''))
        desktop.click(desktop.find('toggle button', 'Saturday'))
        story.ok(desktop.wait(lambda: 'working-days=63' in kept(), 'the choice is kept'),
                 'a working day is chosen, and kept at once')

        def rows(sql):
            with desktop.database(os.path.join(place, 'workspace')) as database:
                return database.execute(sql).fetchall()

        desktop.click(desktop.find('text', 'Your Name'))
        desktop.type('Anna Kim')
        desktop.key('Return')
        story.ok(desktop.wait(lambda: rows('SELECT name, is_me FROM member') == [('Anna Kim', 1)], 'the name is kept'),
                 'the user has a name, and is “me”')

        def entries():
            folder = os.path.join(desktop.place, 'config/autostart')
            return os.listdir(folder) if os.path.isdir(folder) else []

        desktop.key('ctrl+f')
        desktop.settle()
        desktop.type('window closed')
        desktop.click(desktop.find('label', 'Remind With the Window Closed'))
        desktop.settle()
        row = desktop.find('label', 'Remind With the Window Closed')
        desktop.click(row)
        story.ok(desktop.wait(lambda: [name for name in entries() if name.endswith('.Reminder.desktop')],
                              'the entry is there'), 'reminders start at login')
        desktop.settle()
        desktop.click(row)
        story.ok(desktop.wait(lambda: not entries() and 'reminders-enabled=false' in kept(), 'the entry is gone'),
                 'and no more')

        desktop.resize(360, 720)
        desktop.settle()
        desktop.key('Escape')
        desktop.settle()
        program = desktop.program
        desktop.key('ctrl+q')
        desktop.wait(lambda: program.poll() is not None, 'the program ends')
        complaints = desktop.complaints()
        for line in complaints:
            print('# ' + line)
        story.ok(program.returncode == 0 and not complaints, 'no warning was printed')


sys.exit(Story().tell(steps))

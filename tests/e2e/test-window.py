#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window by pointer and keyboard: the first client, its next step, done, undone, narrow, closed.

test-window.py LIAISON
"""

import os
import re
import subprocess
import sys
import tempfile

from gi.repository import GLib

from harness import Desktop, Story

LIAISON = sys.argv[1]


def focused(desktop, name):
    return desktop.wait(lambda: next((node for node in desktop.walk() if desktop.has(node, 'focused') and
                                      node.get_name() == name), None), f'the focus is on “{name}”')


def look_around(story, desktop, rows):
    """Opens the sample by keyboard, and comes back."""
    own, name = desktop.program, desktop.get_name()
    focused(desktop, 'Add the First Client')
    desktop.settle()
    desktop.key('Down', 'Down')
    focused(desktop, 'Look Around First')
    desktop.key('Return')
    sample = desktop.wait(lambda: next((other for other in desktop.names() if other.startswith('app.liaison.') and
                                        other != name), None), 'another program is there', 90)
    desktop.adopt(sample)
    story.ok(desktop.find('list item', re.compile('^Today, [1-9]')), 'the sample agency opens in a window of its own')
    story.ok(desktop.look('label', 'Sample Agency'), 'which names its workspace')
    desktop.stop()
    desktop.program = own
    story.ok(rows('SELECT count(*) FROM client') == [(0,)], 'and the workspace of the user stays empty')


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, \
         Desktop([LIAISON, '--workspace', os.path.join(place, 'workspace')],
                 environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:
        workspace = os.path.join(place, 'workspace')

        def rows(sql):
            with desktop.database(workspace) as database:
                return database.execute(sql).fetchall()

        def command(*arguments):
            return subprocess.run([LIAISON, '--workspace', workspace, *arguments], capture_output=True, text=True,
                                  check=False)

        desktop.start()
        story.ok(desktop.find('label', 'Welcome to Liaison'), 'an empty workspace welcomes')
        look_around(story, desktop, rows)
        desktop.click(desktop.find('list item', 'Clients'))
        desktop.click(desktop.find('button', 'New Client'))
        desktop.find('button', 'Save')
        desktop.settle()
        desktop.type('Romashka <b>& Co')
        desktop.click(desktop.find('button', 'Save'))
        story.ok(desktop.wait(lambda: rows('SELECT name FROM client') == [('Romashka <b>& Co',)],
                              'the client is stored'), 'a client is added by pointer and keyboard')
        desktop.key('ctrl+1')
        desktop.wait(lambda: not desktop.look('label', 'Welcome to Liaison'), 'the welcome is over')
        desktop.action('page', GLib.Variant('s', 'clients'))
        story.ok(desktop.find('label', 'Romashka <b>& Co'), 'its name is shown letter by letter, never as markup')

        answer = command('add', 'call Romashka today')
        story.ok(answer.returncode == 0, 'the command line writes beside the window')
        desktop.key('ctrl+1')
        story.ok(desktop.find('label', re.compile('(?i)^call romashka')), 'the open window shows it at once')

        desktop.key('ctrl+z')
        desktop.wait(lambda: rows('SELECT count(*) FROM followup') == [(0,)], 'Ctrl+Z takes it back')
        desktop.key('ctrl+shift+z')
        story.ok(desktop.wait(lambda: rows('SELECT count(*) FROM followup') == [(1,)], 'Ctrl+Shift+Z brings it back'),
                 'undo and redo by keyboard')

        program = desktop.program
        desktop.stop()
        story.ok(program.returncode == 0 and not os.path.exists(os.path.join(workspace, 'workspace.db-wal')),
                 'the end of the session leaves a workspace that is folded up')
        desktop.start()
        desktop.find('label', re.compile('(?i)^call romashka'))

        story.ok(desktop.resize(360, 640), 'the window becomes 360 pixels narrow')
        for page in ('today', 'clients'):
            desktop.action('page', GLib.Variant('s', page))
            desktop.settle()
            nameless = [node.get_role_name() for node in desktop.unnamed()]
            story.ok(not nameless, f'every control of the page {page} has a name{" but " + ", ".join(nameless) if nameless else ""}')

        program = desktop.program
        desktop.key('ctrl+q')
        desktop.wait(lambda: program.poll() is not None, 'the program ends')
        story.ok(program.returncode == 0, 'Ctrl+Q ends it without an error')
        complaints = desktop.complaints()
        for line in complaints:
            print('# ' + line)
        story.ok(not complaints, 'no warning was printed')
        story.ok(command('check').returncode == 0, 'the workspace is whole')


sys.exit(Story().tell(steps))

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups: made, looked into, put back and taken back again; and a workspace that is damaged.

test-backups.py LIAISON
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

from harness import Desktop, Story

LIAISON = sys.argv[1]
QUIET = {'ASAN_OPTIONS': 'detect_leaks=0'}
PICTURES = os.environ.get('LIAISON_TEST_PICTURES')


def run(workspace, *arguments):
    return subprocess.run([LIAISON, '--workspace', workspace, *arguments], capture_output=True, text=True, check=False)


def titles(workspace):
    """Returns the titles of all follow-ups."""
    return [hit['title'].lower() for hit in json.loads(run(workspace, 'search', 'zebra', '--json').stdout or '[]')]


def picture(desktop, name):
    if PICTURES:
        desktop.settle()
        desktop.picture(f'{PICTURES}/{name}.png')


def press(desktop, name, role='button'):
    desktop.settle()
    desktop.click(desktop.find(role, re.compile(name)))


def backups(story, desktop, workspace):
    desktop.start()
    desktop.resize(1180, 760)
    desktop.action('backups')
    press(desktop, '^Back Up Now$')
    story.ok(desktop.find('label', re.compile(r'^20 clients · .* · Made by you$')),
             'a backup is made, and what is in it is shown')
    nameless = [node.get_role_name() for node in desktop.unnamed()]
    story.ok(not nameless, 'every control has a name' + (' but ' + ', '.join(nameless) if nameless else ''))
    picture(desktop, 'backups')
    story.ok(run(workspace, 'add', 'zebra tomorrow').returncode == 0 and titles(workspace) == ['zebra'],
             'something is done afterwards')

    press(desktop, '^Restore the Backup of ')
    story.ok(desktop.find('label', re.compile('^It has 20 clients. 1 action since will be missing: “Quick Capture”')),
             'who goes back reads what will be missing')
    picture(desktop, 'restore')
    press(desktop, '^Restore$')
    undo = desktop.find('button', 'Undo')
    story.ok(desktop.wait(lambda: not titles(workspace), 'it is gone'), 'the workspace is as it was in the backup')
    picture(desktop, 'restored')
    desktop.settle()
    desktop.click(undo)
    story.ok(desktop.wait(lambda: titles(workspace) == ['zebra'], 'it is back'), 'and one press takes that back')


def command_line(story, desktop, place, workspace):
    copy = os.path.join(place, 'copy.db')
    answer = json.loads(run(workspace, 'backup', copy, '--json').stdout)
    story.ok(answer == {'backup': copy} and
             sqlite3.connect(copy).execute('PRAGMA integrity_check').fetchone() == ('ok',),
             'the command line makes a backup beside the window')
    run(workspace, 'add', 'zebra again tomorrow')
    answer = json.loads(run(workspace, 'restore', copy, '--json').stdout)
    story.ok(answer['restored'] == copy and os.path.exists(answer['before']), 'and puts it back')
    story.ok(desktop.wait(lambda: titles(workspace) == ['zebra'], 'the window has it'), 'which the window follows')
    desktop.stop()
    story.ok(run(workspace, 'restore', os.path.basename(answer['before'])).returncode == 0 and
             sorted(titles(workspace)) == ['zebra', 'zebra again'], 'without a window, too, and by the name alone')
    story.ok(run(workspace, 'restore', '/dev/null').returncode == 1 and len(titles(workspace)) == 2,
             'what is no backup is refused')


def spoil(workspace):
    """Writes noise over a page in the middle of the database and returns what the file is then."""
    path = os.path.join(workspace, 'workspace.db')
    with open(path, 'r+b') as file:
        size = os.path.getsize(path) // 4096
        for page in range(size // 2, size // 2 + 6):
            file.seek(page * 4096)
            file.write(os.urandom(4096))
    with open(path, 'rb') as file:
        return file.read()


def kept(workspace):
    names = sorted(name for name in os.listdir(workspace) if re.fullmatch(r'workspace\.db\.damaged-[0-9-]+', name))
    with open(os.path.join(workspace, names[-1]), 'rb') as file:
        return file.read()


def damage(story, desktop, workspace):
    damaged = spoil(workspace)
    desktop.start()
    story.ok(desktop.find('label', 'The Workspace Is Damaged'), 'damage is noticed, and told')
    picture(desktop, 'damaged')
    press(desktop, '^Save What Can Be Read$')
    story.ok(desktop.find('label', re.compile('Records Saved$')), 'what can be read is saved, and counted')
    picture(desktop, 'saved')
    story.ok(kept(workspace) == damaged, 'the damaged file is untouched')
    press(desktop, '^Open Liaison$')
    story.ok(desktop.find('list item', re.compile('^Clients')), 'Liaison opens with it')
    desktop.stop()
    story.ok(run(workspace, 'check').returncode == 0, 'the workspace is whole again')

    damaged = spoil(workspace)
    desktop.start()
    press(desktop, '^Restore a Backup…$')
    press(desktop, '^Restore the Backup of ')
    press(desktop, '^Restore$')
    story.ok(desktop.find('list item', re.compile('^Clients')), 'a backup takes its place')
    desktop.stop()
    story.ok(kept(workspace) == damaged and run(workspace, 'check').returncode == 0, 'and that file is kept as well')


def preferences(story, desktop):
    desktop.start()
    desktop.key('ctrl+comma')
    desktop.settle()
    desktop.key('ctrl+f')
    desktop.settle()
    desktop.type('check the workspace')
    desktop.settle()
    desktop.click(desktop.find('label', 'Check the Workspace'))
    press(desktop, '^Check$')
    story.ok(desktop.find('label', 'The workspace is whole.'), 'the preferences check the workspace')
    picture(desktop, 'data')
    press(desktop, '^Back Up Now$')
    story.ok(desktop.find('label', re.compile('^Today, ')), 'and back it up')


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, Desktop([], environment=QUIET) as desktop:
        workspace = os.path.join(place, 'workspace')
        desktop.command = [LIAISON, '--workspace', workspace]
        story.ok(run(workspace, 'sample', '--clients', '20', '--entries', '400', '--seed', '1').returncode == 0,
                 'a workspace is made')
        backups(story, desktop, workspace)
        command_line(story, desktop, place, workspace)
        damage(story, desktop, workspace)
        preferences(story, desktop)
        desktop.stop()
        complaints = desktop.complaints()
        for line in complaints:
            print('# ' + line)
        story.ok(not complaints, 'no warning was printed')


sys.exit(Story().tell(steps))

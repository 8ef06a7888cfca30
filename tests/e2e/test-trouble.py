#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A workspace that cannot be written, and a disk that is full: what the window says, and what still works.

test-trouble.py LIAISON
"""

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from gi.repository import GLib

from harness import Desktop, Story

LIAISON = sys.argv[1]
ALONE = ['unshare', '--user', '--map-current-user', '--keep-caps', '--mount', 'sh', '-c']
READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
SMALL = 'mount -t tmpfs -o size=32m none "$1" && cp -a "$2/." "$1" && shift 2 && exec "$@"'
QUIET = {'ASAN_OPTIONS': 'detect_leaks=0'}


def contents(folder):
    """Returns what stands in a folder, as a sum; the memory that connections share is no data."""
    names = sorted(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names
                   if not name.endswith('-shm'))
    whole = hashlib.sha256()
    for name in names:
        with open(name, 'rb') as file:
            whole.update(name.encode() + file.read())
    return whole.hexdigest()


def may_mount():
    return subprocess.run([*ALONE, 'mount -t tmpfs none "$0"', tempfile.gettempdir()], capture_output=True,
                          check=False).returncode == 0


def run(workspace, *arguments):
    return subprocess.run([LIAISON, '--workspace', workspace, *arguments], capture_output=True, text=True, check=False)


def banner(desktop, pattern):
    """The banner stands on the page that is shown, under its header."""
    return desktop.find(None, re.compile(pattern))


def read_only(story, desktop, place, workspace):
    before = contents(workspace)
    desktop.command = [*ALONE, READ_ONLY, 'sh', workspace, LIAISON, '--workspace', workspace]
    desktop.start()
    story.ok(banner(desktop, '^Read-only: “.*” cannot be written'), 'a banner says that nothing can be written, and where')
    desktop.action('page', GLib.Variant('s', 'clients'))
    button = desktop.find('button', re.compile('^New Client'))
    story.ok(banner(desktop, '^Read-only: ') and not desktop.has(button, 'sensitive'),
             'on the next page, too, and its button is off')
    if 'LIAISON_TEST_PICTURES' in os.environ:
        desktop.settle()
        desktop.picture(os.environ['LIAISON_TEST_PICTURES'] + '/read-only.png')

    with sqlite3.connect(f'file:{workspace}/workspace.db?immutable=1', uri=True) as database:
        client = database.execute('SELECT id FROM client ORDER BY id LIMIT 1').fetchone()[0]
    desktop.action('open-client', GLib.Variant('x', client))
    composer = desktop.find('text', 'Log a Touch')
    controls = [desktop.find(role, re.compile(name)) for role, name in (
        ('button', '^Edit Client'), ('button', '^Set a Next Step'), ('button', '^Add an Agreement'),
        ('button', '^Add a Person'))]
    sensitive = [node.get_name() for node in [composer, *controls] if desktop.has(node, 'sensitive')]
    story.ok(banner(desktop, '^Read-only: ') and not sensitive,
             'what would change a client is off' + (' but ' + ', '.join(sensitive) if sensitive else ''))
    table = os.path.join(place, 'clients.csv')
    story.ok(run(workspace, 'search', 'a').returncode == 0 and run(workspace, 'due').returncode == 0 and
             run(workspace, 'check').returncode == 0, 'the command line reads')
    story.ok(run(workspace, 'export', 'clients', table).returncode == 0 and os.path.getsize(table) > 1000,
             'an export to another place works')
    answer = run(workspace, 'add', 'call Anna tomorrow')
    story.ok(answer.returncode == 1 and 'read-only' in answer.stderr, 'the command line refuses to write, in words')
    desktop.stop()
    story.ok(contents(workspace) == before, 'not a byte was changed')


def fill(path):
    """Another program takes what is left of a disk."""
    with open(path, 'wb', buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass


def add_client(desktop, name):
    desktop.key('ctrl+n')
    desktop.find('button', 'Save')
    desktop.settle()
    desktop.type(name)
    desktop.click(desktop.find('button', 'Save'))
    desktop.settle()


def texts(desktop):
    """Returns what stands in the entries."""
    return [desktop.atspi.Text.get_text(node, 0, -1) for node in desktop.walk()
            if 'EditableText' in node.get_interfaces()]


def full_disk(story, desktop, place, source):
    workspace = os.path.join(place, 'small')
    os.mkdir(workspace)
    desktop.command = [*ALONE, SMALL, 'sh', workspace, source, LIAISON, '--workspace', workspace]
    desktop.start()
    inside = f'/proc/{desktop.program.pid}/root{workspace}'
    desktop.action('page', GLib.Variant('s', 'clients'))
    desktop.wait(lambda: os.path.exists(inside + '/ballast'), 'the ballast is there')
    fill(inside + '/other')
    story.ok(os.statvfs(inside).f_bavail == 0, 'another program fills the disk')

    # What was written before has room in its place, so the first words may still be kept.
    full = re.compile('^The disk is full: .* free at “')
    for number in range(20):
        add_client(desktop, f'Typed {number}')
        if desktop.look(None, full):
            break
    story.ok(desktop.look(None, full), 'the window says that the disk is full, and where')
    story.ok(f'Typed {number}' in texts(desktop), 'what was typed is still there')
    story.ok(not os.path.exists(inside + '/ballast'), 'the ballast was given up')
    if 'LIAISON_TEST_PICTURES' in os.environ:
        desktop.picture(os.environ['LIAISON_TEST_PICTURES'] + '/full.png')

    desktop.click(desktop.find('button', 'Save'))
    desktop.wait(lambda: not desktop.look('button', 'Save'), 'the dialog closes')
    story.ok(desktop.wait(lambda: not desktop.look(None, full), 'the banner goes'),
             'with the room of the ballast it is saved, and the banner goes')
    desktop.settle()
    copy = os.path.join(place, 'copy.db')
    for end in ('', '-wal'):
        shutil.copyfile(inside + '/workspace.db' + end, copy + end)
    with sqlite3.connect(copy) as database:
        story.ok(database.execute('PRAGMA quick_check').fetchone() == ('ok',) and
                 database.execute("SELECT count(*) FROM client WHERE name LIKE 'Typed %'").fetchone() == (number + 1,),
                 'the workspace is whole, and nothing is lost')
    desktop.stop()


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, Desktop([], environment=QUIET) as desktop:
        workspace = os.path.join(place, 'workspace')
        story.ok(run(workspace, 'sample', '--clients', '20', '--entries', '40', '--seed', '1').returncode == 0,
                 'a workspace is made')
        read_only(story, desktop, place, workspace)
        full_disk(story, desktop, place, workspace)
        complaints = desktop.complaints()
        for line in complaints:
            print('# ' + line)
        story.ok(not complaints, 'no warning was printed')


if may_mount():
    sys.exit(Story().tell(steps))
print('1..0 # SKIP no file system can be mounted here')

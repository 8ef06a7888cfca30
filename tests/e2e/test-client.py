#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a client by keyboard and pointer: a touch in one line, a draft that survives a kill, a picture, and what was
done taken back out of the history.

test-client.py LIAISON
"""

import os
import subprocess
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
        subprocess.run([LIAISON, '--workspace', workspace, 'sample', '--clients', '3', '--entries', '12', '--seed', '1'],
                       capture_output=True, check=True)

        def rows(sql):
            with desktop.database(workspace) as database:
                return database.execute(sql).fetchall()

        client = rows('SELECT client_id FROM entry GROUP BY client_id ORDER BY count(*) DESC')[0][0]
        entries = rows('SELECT count(*) FROM entry')[0][0]
        newest = f'SELECT kind, direction, text FROM entry WHERE client_id = {client} ORDER BY at DESC LIMIT 1'

        def open_client():
            desktop.start()
            desktop.action('open-client', GLib.Variant('x', client))
            desktop.find('text', 'Log a Touch')
            desktop.settle()

        open_client()
        desktop.key('alt+1', 'ctrl+i')
        desktop.type('agreed on two videos -> send the act tomorrow')
        desktop.key('Return')
        story.ok(desktop.wait(lambda: rows(newest) == [('call', 'in', 'agreed on two videos')], 'the call is stored'),
                 'a call is logged by keyboard alone')
        story.ok(rows("SELECT client_id FROM followup WHERE title = 'Send the act'") == [(client,)],
                 'the next step behind the arrow is set')
        desktop.key('ctrl+z')

        desktop.action('client-history', GLib.Variant('x', client))
        desktop.find('label', 'Undone')
        story.ok(rows('SELECT count(*) FROM entry') == [(entries,)], 'Ctrl+Z takes both back, and the history says so')
        desktop.key('Escape')
        desktop.settle()

        desktop.key('alt+5')
        desktop.type('half a sentence')
        desktop.wait(lambda: rows('SELECT count(*) FROM draft') == [(1,)], 'the draft is kept')
        desktop.program.kill()
        desktop.program.wait()
        open_client()
        desktop.key('l')
        desktop.key('ctrl+End')
        desktop.type(' and the rest')
        desktop.key('Return')
        story.ok(desktop.wait(lambda: rows(newest) == [('note', 'none', 'half a sentence and the rest')],
                              'the note is stored'), 'what was typed survives a kill')
        story.ok(desktop.wait(lambda: rows('SELECT count(*) FROM draft') == [(0,)], 'the draft goes'),
                 'and is no draft any more')
        picture = os.path.join(place, 'face.png')
        subprocess.run(['convert', '-size', '640x480', 'gradient:red-blue', picture], check=True)
        avatar = f'SELECT avatar FROM client WHERE id = {client}'
        desktop.click(desktop.find('toggle button', 'Picture'))
        desktop.find('menu', 'Picture')
        desktop.settle()
        desktop.key('Return')
        desktop.choose(picture)
        desktop.wait(lambda: rows(avatar)[0][0], 'the picture is stored')
        kept = os.path.join(workspace, 'files', rows(avatar)[0][0])
        size = subprocess.run(['identify', '-format', '%wx%h', kept], capture_output=True, text=True, check=True).stdout
        story.ok(size == '256x256', f'a picture is set by the file chooser, and kept as a small square, {size}')
        desktop.settle()
        desktop.key('ctrl+z')
        story.ok(desktop.wait(lambda: rows(avatar) == [(None,)], 'the picture is gone'), 'and taken away by Ctrl+Z')

        story.ok(not desktop.complaints(), 'no warning was printed: ' + '; '.join(desktop.complaints()))


sys.exit(Story().tell(steps))

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a client by keyboard and pointer: a touch in one line, a draft that survives a kill, a picture, a client and
a person in full, an important date, a file dropped, renamed and deleted, and what was done taken back out of the history.

test-client.py LIAISON
"""

import os
import re
import subprocess
import sys
import tempfile

from gi.repository import GLib

from harness import Desktop, Story

LIAISON = sys.argv[1]

def write(desktop, name, text):
    """Sets what stands in an entry of a dialog."""
    entry = desktop.find('text', name)
    entry.get_editable_text_iface().set_text_contents(text)


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

        # A client in full, and who has the number already
        other = rows("SELECT value FROM channel WHERE kind = 'phone'")[0][0]
        desktop.action('new-client')
        write(desktop, 'Name', 'Новая школа')
        write(desktop, 'Phone', other)
        desktop.find('label', re.compile('has this number already'))
        story.ok(True, 'who has the number already is told of while one types')
        write(desktop, 'Phone', 'hello@school.example')
        write(desktop, 'Source', 'Conference')
        write(desktop, 'Tags, separated by commas', 'vip, school')
        write(desktop, 'Turnover', '120000')
        desktop.key('ctrl+Return')
        story.ok(desktop.wait(lambda: rows(
            "SELECT c.source, c.turnover_minor, h.kind, h.value, (SELECT count(*) FROM client_tag t WHERE"
            " t.client_id = c.id) FROM client c JOIN channel h ON h.client_id = c.id WHERE c.name = 'Новая школа'") ==
            [('Conference', 12000000, 'email', 'hello@school.example', 2)], 'the client is stored'),
            'a client is stored in full, and what was typed as a phone is known for a mail')
        desktop.settle()

        # A person, with a birthday that the important dates know
        school = rows("SELECT id FROM client WHERE name = 'Новая школа'")[0][0]
        desktop.action('add-person', GLib.Variant('x', school))
        write(desktop, 'Name', 'Vera Orlova')
        write(desktop, 'Role', 'head of school')
        write(desktop, 'Phone', '+7 916 555-66-77')
        desktop.key('ctrl+Return')
        story.ok(desktop.wait(lambda: rows(
            f"SELECT p.name, l.role FROM contact p JOIN client_contact l ON l.contact_id = p.id WHERE l.client_id ="
            f" {school}") == [('Vera Orlova', 'head of school')], 'the person is stored'), 'a person is added')
        desktop.settle()
        desktop.click(desktop.find('button', 'Add an Important Date'))
        write(desktop, 'What', 'End of the contract')
        desktop.click(desktop.find('toggle button', re.compile('^Date')))
        desktop.settle()
        desktop.click(desktop.find('button', 'Tomorrow'))
        desktop.settle()
        desktop.key('ctrl+Return')
        story.ok(desktop.wait(lambda: rows(f'SELECT title, yearly, lead_days FROM important_date WHERE client_id = {school}')
                              == [('End of the contract', 1, 7)], 'the date is stored'), 'an important date is added')
        desktop.find('label', re.compile('^End of the contract tomorrow'))
        story.ok(True, 'and stands in the head, as it is near')

        # A file: dropped from another program, renamed, deleted, brought back
        file = os.path.join(place, 'act.pdf')
        with open(file, 'wb') as stream:
            stream.write(b'%PDF-1.7 ' + os.urandom(100000))
        desktop.drop_file(file, desktop.find('list', 'Story') if desktop.look('list', 'Story') else
                          desktop.find('label', 'The Story Begins Here'))
        names = f'SELECT name, size FROM attachment WHERE client_id = {school}'
        story.ok(desktop.wait(lambda: rows(names) == [('act.pdf', 100009)], 'the file is stored'),
                 'a file is dropped from another program')
        desktop.settle()
        desktop.click(desktop.find('toggle button', 'Change File'))
        desktop.settle()
        desktop.key('Down', 'Down', 'Return')
        write(desktop, 'Name', 'Act of November.pdf')
        desktop.key('Return')
        story.ok(desktop.wait(lambda: rows(names) == [('Act of November.pdf', 100009)], 'the name is stored'),
                 'it is renamed')
        desktop.settle()
        desktop.click(desktop.find('toggle button', 'Change File'))
        desktop.settle()
        desktop.key('Up', 'Return')
        story.ok(desktop.wait(lambda: rows(names) == [], 'the file is gone'), 'it is deleted')
        desktop.settle()
        desktop.action('client-history', GLib.Variant('x', school))
        desktop.find('label', re.compile('Deleted — File: Act of November.pdf'))
        desktop.find('label', re.compile('Name: act.pdf → Act of November.pdf'))
        story.ok(True, 'the history tells it in words')
        desktop.click(desktop.find('button', 'Undo', desktop.find('list', 'Today')))
        story.ok(desktop.wait(lambda: rows(names) == [('Act of November.pdf', 100009)], 'the file is back'),
                 'and takes it back')
        desktop.key('Escape')
        desktop.settle()
        story.ok(not desktop.unnamed(), 'every control has a name: ' +
                 ', '.join(node.get_role_name() for node in desktop.unnamed()))

        story.ok(not desktop.complaints(), 'no warning was printed: ' + '; '.join(desktop.complaints()))


sys.exit(Story().tell(steps))

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files and pictures on the page of a client: a picture is dropped and pasted, what can run programs is asked about, what
is missing is told, an entry moves to another client and is linked to one.

test-files.py LIAISON
"""

import glob
import os
import re
import subprocess
import sys
import tempfile

from gi.repository import GLib

from harness import Desktop, Story

LIAISON = os.path.abspath(sys.argv[1])

# A program that has a picture in the clipboard.
COPIER = '''
import sys
import gi
gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, GLib, GObject, Gtk

Gtk.init()
picture = GObject.Value(Gdk.Texture, Gdk.Texture.new_from_filename(sys.argv[1]))
window = Gtk.Window(title='copier', decorated=False, default_width=20, default_height=20)


def copy():
    window.get_clipboard().set_content(Gdk.ContentProvider.new_for_value(picture))
    GLib.timeout_add(200, lambda: print('copied', flush=True))


window.connect('map', lambda *_: GLib.idle_add(copy))
window.present()
GLib.MainLoop().run()
'''


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place:
        workspace = os.path.join(place, 'workspace')
        table = os.path.join(place, 'clients.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write('Company;Phone\nAcme;+7 916 123-45-67\nVega;+7 495 000-11-22\nZeta;+7 495 000-11-33\n')
        subprocess.run([LIAISON, '--workspace', workspace, 'import', table], check=True, stdout=subprocess.DEVNULL)
        with Desktop([LIAISON, '--workspace', workspace], environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:
            desktop.start()
            Files(story, desktop, place, workspace).tell()


class Files:
    def __init__(self, story, desktop, place, workspace):
        self.story, self.desktop, self.place, self.workspace = story, desktop, place, workspace

    def rows(self, sql):
        with self.desktop.database(self.workspace) as database:
            return database.execute(sql).fetchall()

    def write(self, name, content):
        path = os.path.join(self.place, name)
        with open(path, 'wb') as file:
            file.write(content)
        return path

    def row(self, name):
        return self.desktop.find('list item', name)

    def tell(self):
        desktop = self.desktop
        self.client = self.rows("SELECT id FROM client WHERE name = 'Acme'")[0][0]
        desktop.action('open-client', GLib.Variant('x', self.client))
        desktop.find('text', 'Log a Touch')
        desktop.settle()
        self.pictures()
        self.dangerous()
        self.missing()
        self.move()
        complaints = desktop.complaints()
        for line in complaints:
            print('# ' + line)
        self.story.ok(not complaints, 'no warning was printed')

    def pictures(self):
        story, desktop = self.story, self.desktop
        avatar = f'SELECT avatar FROM client WHERE id = {self.client}'
        red, blue = os.path.join(self.place, 'red.png'), os.path.join(self.place, 'blue.png')
        for path, colour in ((red, 'red'), (blue, 'blue')):
            subprocess.run(['convert', '-size', '320x200', f'gradient:{colour}-white', path], check=True)
        desktop.drop_file(red, desktop.find('toggle button', 'Picture'))
        dropped = desktop.wait(lambda: self.rows(avatar)[0][0], 'the picture is stored')
        story.ok(os.path.exists(os.path.join(self.workspace, 'files', dropped)), 'a picture is dropped from another program')
        desktop.settle()
        copier = subprocess.Popen([sys.executable, '-c', COPIER, blue], stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True)
        try:
            copier.stdout.readline()
            desktop.settle()
            desktop.click(desktop.find('toggle button', 'Picture'))
            desktop.find('menu', 'Picture')
            desktop.settle()
            desktop.key('Down', 'Return')
            story.ok(desktop.wait(lambda: self.rows(avatar)[0][0] not in (None, dropped), 'another picture'),
                     'and another one is pasted from the clipboard')
        finally:
            copier.kill()
            copier.communicate()
        desktop.settle()

    def dangerous(self):
        story, desktop = self.story, self.desktop
        script = self.write('report.sh', b'#!/bin/sh\ntouch "$HOME/ran"\n')
        desktop.drop_file(script, desktop.find('label', 'The Story Begins Here'))
        desktop.wait(lambda: self.rows('SELECT name FROM attachment') == [('report.sh',)], 'the file is stored')
        desktop.settle()
        desktop.click(self.row('report.sh'))
        story.ok(desktop.find('label', 'Open “report.sh”?'), 'what can run programs is asked about')
        desktop.settle()
        desktop.key('Return')
        desktop.wait(lambda: not desktop.look('label', 'Open “report.sh”?'), 'the dialog is closed')
        story.ok(not os.path.exists(os.path.join(desktop.place, 'home', 'ran')), 'Enter does not open it')
        desktop.settle()

    def missing(self):
        story, desktop = self.story, self.desktop
        name, kept = self.rows('SELECT name, hash FROM attachment')[0]
        for path in glob.glob(os.path.join(self.workspace, 'files', kept + '*')):
            os.remove(path)
        desktop.click(self.row(name))
        story.ok(desktop.find('label', f'“{name}” Is Missing'), 'a file that is not there any more is told')
        desktop.settle()
        desktop.key('Escape')
        desktop.wait(lambda: not desktop.look('label', f'“{name}” Is Missing'), 'the dialog is closed')
        desktop.settle()

    def choose(self, title, name):
        """Searches for a client in the dialog that is about to open, and takes it."""
        desktop = self.desktop
        desktop.find('label', title)
        desktop.settle()
        desktop.type(name)
        self.desktop.find('label', name)
        desktop.settle()
        desktop.key('Return')
        desktop.wait(lambda: not desktop.look('label', title), 'the search is closed')
        desktop.settle()

    def move(self):
        story, desktop = self.story, self.desktop
        desktop.key('alt+1')
        desktop.type('about the wrong one')
        desktop.key('Return')
        desktop.wait(lambda: self.rows("SELECT count(*) FROM entry WHERE text = 'about the wrong one'") == [(1,)],
                     'the call is stored')
        desktop.settle()
        where = ("SELECT c.name, (SELECT group_concat(o.name) FROM entry_link l JOIN client o ON o.id = l.target_id WHERE"
                 " l.entry_id = e.id AND l.target_kind = 'client') FROM entry e JOIN client c ON c.id = e.client_id"
                 " WHERE e.text = 'about the wrong one'")
        desktop.click(desktop.find('label', 'about the wrong one'))
        desktop.settle()
        desktop.key('e')
        desktop.find('text', 'Subject')
        desktop.settle()
        desktop.click(desktop.reach(desktop.find('button', 'Link to Another Record')))
        self.choose('Link To', 'Zeta')
        desktop.click(desktop.reach(desktop.find('list item', 'Acme')))
        self.choose('Move to Another Client', 'Vega')
        desktop.key('ctrl+Return')
        story.ok(desktop.wait(lambda: self.rows(where) == [('Vega', 'Zeta')], 'moved and linked'),
                 'an entry moves to another client, and is linked to a third one')
        desktop.settle()
        vega = self.rows("SELECT id FROM client WHERE name = 'Vega'")[0][0]
        desktop.action('client-history', GLib.Variant('x', vega))
        desktop.find('label', 'Edit Entry')
        desktop.settle()
        desktop.click(desktop.find('button', 'Undo', desktop.find('list', 'Today')))
        story.ok(desktop.wait(lambda: self.rows(where) == [('Acme', None)], 'back'),
                 'and the history of the client takes both back')
        desktop.key('Escape')
        desktop.settle()


sys.exit(Story().tell(steps))

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reaching people from the page of a client: each kind of channel opens the program that the desktop has for it, and
offers the entry that this makes; people are put in order; who adds a client owns it.

test-reach.py LIAISON
"""

import os
import re
import subprocess
import sys
import tempfile

from gi.repository import GLib

from harness import Desktop, Story

LIAISON = os.path.abspath(sys.argv[1])
TABLE = ('Company;Contact;Phone;Email;Telegram;WhatsApp;MAX;Website\n'
         'Acme;;+7 916 123-45-67;hello@acme.example;@acme_team;+7 916 123-45-68;acme.max;acme.example/works\n'
         'Vega;Anna;;;;;;\nVega;Boris;;;;;;\nVega;Vera;;;;;;\nLone;;8 495 111-22-33;;;;;\n')
# The button of a channel, the place in its menu (-1: no menu), what opens, and the kind of the entry that is offered.
CHANNELS = [
    (re.compile('^Phone'), -1, 'tel:+79161234567', 'call'),
    (re.compile('^E-mail'), -1, 'mailto:hello@acme.example', 'mail'),
    ('Telegram', 0, 'https://t.me/acme_team', 'message'),
    ('Telegram', 1, 'https://wa.me/79161234568', 'message'),
    ('Telegram', 2, 'https://max.ru/acme.max', 'message'),
    (re.compile('^Website'), -1, 'https://acme.example/works', None),
]


def install_opener(desktop, schemes):
    """Gives the desktop a program for addresses, which notes what it is asked to open; returns the file of its notes."""
    notes = os.path.join(desktop.place, 'opened')
    script = os.path.join(desktop.place, 'open.sh')
    folder = os.path.join(desktop.place, 'data', 'applications')
    os.makedirs(folder, exist_ok=True)
    with open(script, 'w', encoding='utf-8') as file:
        file.write(f'printf "%s\\n" "$1" >>"{notes}"\n')
    types = ';'.join(f'x-scheme-handler/{scheme}' for scheme in schemes)
    with open(os.path.join(folder, 'opener.desktop'), 'w', encoding='utf-8') as file:
        file.write(f'[Desktop Entry]\nType=Application\nName=Opener\nExec=sh {script} %u\nMimeType={types};\n')
    with open(os.path.join(desktop.place, 'config', 'mimeapps.list'), 'w', encoding='utf-8') as file:
        file.write('[Default Applications]\n' +
                   ''.join(f'x-scheme-handler/{scheme}=opener.desktop\n' for scheme in schemes))
    return notes


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place:
        workspace = os.path.join(place, 'workspace')
        table = os.path.join(place, 'clients.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write(TABLE)
        subprocess.run([LIAISON, '--workspace', workspace, 'import', table], check=True, stdout=subprocess.DEVNULL)
        with Desktop([LIAISON, '--workspace', workspace], environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:
            # The last call finds no program for tel:.
            notes = install_opener(desktop, ['tel', 'mailto', 'https'])
            desktop.start()
            Reach(story, desktop, workspace, notes).tell()


class Reach:
    def __init__(self, story, desktop, workspace, notes):
        self.story, self.desktop, self.workspace, self.notes = story, desktop, workspace, notes

    def rows(self, sql):
        with self.desktop.database(self.workspace) as database:
            return database.execute(sql).fetchall()

    def opened(self):
        try:
            with open(self.notes, encoding='utf-8') as file:
                return file.read().split('\n')[:-1]
        except FileNotFoundError:
            return []

    def open_client(self, name):
        client = self.rows(f"SELECT id FROM client WHERE name = '{name}'")[0][0]
        self.desktop.action('open-client', GLib.Variant('x', client))
        self.desktop.find('label', name)
        self.desktop.find('text', 'Log a Touch')
        self.desktop.settle()
        return client

    def tell(self):
        self.channels()
        self.order()
        self.owner()
        complaints = self.desktop.complaints()
        for line in complaints:
            print('# ' + line)
        self.story.ok(not complaints, 'no warning was printed')

    def channels(self):
        story, desktop = self.story, self.desktop
        client = self.open_client('Acme')
        count = f'SELECT count(*) FROM entry WHERE client_id = {client}'
        newest = f'SELECT kind, direction FROM entry WHERE client_id = {client} ORDER BY id DESC LIMIT 1'
        for number, (name, place, address, kind) in enumerate(CHANNELS):
            entries = self.rows(count)[0][0]
            desktop.click(desktop.find('button' if place < 0 else 'toggle button', name))
            if place >= 0:
                desktop.find('menu', re.compile(''))
                desktop.settle()
                desktop.key(*['Down'] * place, 'Return')
            desktop.wait(lambda: len(self.opened()) == number + 1, f'{address} is opened')
            story.ok(self.opened()[-1] == address, f'opens {self.opened()[-1]}')
            desktop.settle()
            if kind is None:
                story.ok(self.rows(count) == [(entries,)], 'a site makes no entry')
                continue
            desktop.wait(lambda: any(desktop.has(node, 'focused') and node.get_name() == 'Log a Touch'
                                     for node in desktop.walk()), 'the entry is offered')
            desktop.key('Return')
            desktop.wait(lambda: self.rows(count) == [(entries + 1,)], 'the entry is stored')
            story.ok(self.rows(newest) == [(kind, 'out')], f'and Enter logs the {kind}')
            desktop.settle()

        os.remove(os.path.join(desktop.place, 'data', 'applications', 'opener.desktop'))
        desktop.stop()
        desktop.start()
        self.open_client('Lone')
        desktop.key('c')
        story.ok(desktop.find('label', re.compile('^No program on this computer opens “tel:')),
                 'where no program opens it, the user is told')

    def order(self):
        story, desktop = self.story, self.desktop
        client = self.open_client('Vega')
        people = (f'SELECT p.name FROM client_contact l JOIN contact p ON p.id = l.contact_id WHERE client_id = {client}'
                  ' ORDER BY l.is_primary DESC, l.position')

        def names():
            return [name for name, in self.rows(people)]

        def row(name):
            return next((node for node in desktop.walk() if node.get_role_name() == 'list item' and
                         node.get_name() == name), None)

        story.ok(names() == ['Anna', 'Boris', 'Vera'], 'people stand as they came')
        handle = next(node for node in desktop.walk(row('Vera')) if node.get_role_name() in ('image', 'icon'))
        desktop.drag(handle, row('Anna'), -12)
        story.ok(desktop.wait(lambda: names() == ['Vera', 'Anna', 'Boris'], 'dragged'), 'a person is dragged to the top')
        desktop.find('label', '“Vera” moved')
        desktop.wait(lambda: any(desktop.has(node, 'focused') and node.get_name() == 'Vera' for node in desktop.walk()),
                     'the keyboard is there')
        desktop.key('alt+Down')
        desktop.wait(lambda: names() == ['Anna', 'Vera', 'Boris'], 'one down')
        desktop.settle()
        desktop.key('alt+Down')
        story.ok(desktop.wait(lambda: names() == ['Anna', 'Boris', 'Vera'], 'two down'),
                 'Alt+Down moves on, as the keyboard stays with the person')
        desktop.key('ctrl+z')
        story.ok(desktop.wait(lambda: names() == ['Anna', 'Vera', 'Boris'], 'undone'), 'Ctrl+Z takes one step back')

    def owner(self):
        story, desktop = self.story, self.desktop
        desktop.action('preferences')
        desktop.find('text', 'Your Name')
        desktop.settle()
        desktop.click(desktop.find('text', 'Your Name'))
        desktop.key('ctrl+a')
        desktop.type('Olga Light')
        desktop.key('Return')
        desktop.wait(lambda: self.rows('SELECT name FROM member WHERE is_me') == [('Olga Light',)], 'the name is stored')
        desktop.settle()
        desktop.key('Escape')
        desktop.wait(lambda: not desktop.look('text', 'Your Name'), 'the preferences are closed')
        desktop.settle()
        desktop.action('new-client')
        owner = desktop.find('text', 'Owner')
        desktop.wait(lambda: desktop.atspi.Text.get_text(owner, 0, -1) == 'Olga Light', 'the owner is filled in')
        desktop.find('text', 'Name').get_editable_text_iface().set_text_contents('Aurora')
        desktop.settle()
        desktop.key('ctrl+Return')
        story.ok(desktop.wait(lambda: self.rows("SELECT m.name FROM client c JOIN member m ON m.id = c.owner_id"
                                                " WHERE c.name = 'Aurora'") == [('Olga Light',)], 'the client is stored'),
                 'who adds a client owns it')


sys.exit(Story().tell(steps))

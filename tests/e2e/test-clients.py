#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of clients as one works in it: sort, filter, search, views, many at once, three panes, a narrow window.

test-clients.py LIAISON
"""

import os
import re
import subprocess
import sys
import tempfile

from harness import Desktop, Story

LIAISON = os.path.abspath(sys.argv[1])
TABLE = ('Company;Contact;Phone;Email;Status;Segment;Owner;City;Source;Tags\n'
         'Ромашка;Anna Smith;+7 916 123-45-67;anna@romashka.example;active;A;Ivan;Moscow;fair;vip, ads\n'
         'Acme;John Doe;+7 495 000-11-22;;lead;B;Olga;Berlin;site;ads\n'
         'Вектор;Oleg Kim;+7 831 083-09-10;;at-risk;A;Ivan;Kazan;site;\n'
         'Zeta;;;;paused;;Olga;;;\n')
# The order of each column, up; what a client does not have is last. In the order of the menu.
COLUMNS = {
    'Name': ['Acme', 'Zeta', 'Вектор', 'Ромашка'],
    'Status': ['Ромашка', 'Вектор', 'Acme', 'Zeta'],
    'Segment': ['Вектор', 'Ромашка', 'Acme', 'Zeta'],  # as they came with the file
    'Owner': ['Вектор', 'Ромашка', 'Acme', 'Zeta'],
    'City': ['Acme', 'Вектор', 'Ромашка', 'Zeta'],
    'Next Step': ['Ромашка', 'Acme', 'Zeta', 'Вектор'],
    'Last Contact': ['Acme', 'Zeta', 'Вектор', 'Ромашка'],
    'Whose Move': ['Acme', 'Ромашка', 'Zeta', 'Вектор'],
    'Contact Due': ['Acme', 'Zeta', 'Вектор', 'Ромашка'],
    'Source': ['Ромашка', 'Acme', 'Вектор', 'Zeta'],
    'Tags': ['Acme', 'Ромашка', 'Zeta', 'Вектор'],
}
# Those in sight, and who is first the other way round.
HEADERS = ['Name', 'Next Step', 'Status']
DOWN = {'Name': 'Ромашка', 'Next Step': 'Acme', 'Status': 'Zeta'}
# A value of each thing one can filter by, and who is left.
FACETS = {
    'Status': ('At Risk', ['Вектор']),
    'Next Step': ('None', ['Zeta', 'Вектор']),
    'Whose Move': ('Us', ['Acme', 'Ромашка']),
    'Last Contact': ('Never', ['Acme', 'Zeta', 'Вектор', 'Ромашка']),
    'Segment': ('A', ['Вектор', 'Ромашка']),
    'Owner': ('Olga', ['Acme', 'Zeta']),
    'Tags': ('vip', ['Ромашка']),
    'City': ('Berlin', ['Acme']),
    'Source': ('site', ['Acme', 'Вектор']),
}


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place:
        workspace = os.path.join(place, 'workspace')
        table = os.path.join(place, 'clients.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write(TABLE)

        def run(*arguments):
            subprocess.run([LIAISON, '--workspace', workspace, *arguments], check=True, stdout=subprocess.DEVNULL)

        run('import', table)
        run('add', 'call Ромашка tomorrow at 15')
        run('add', 'email Acme in 3 days')
        with Desktop([LIAISON, '--workspace', workspace],
                     environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:
            desktop.start()
            Clients(story, desktop, workspace).tell()


class Clients:
    def __init__(self, story, desktop, workspace):
        self.story, self.desktop, self.workspace = story, desktop, workspace

    # --- What is shown

    def rows(self, sql):
        with self.desktop.database(self.workspace) as database:
            return database.execute(sql).fetchall()

    def wait_rows(self, sql, expected, what):
        return self.desktop.wait(lambda: self.rows(sql) == expected, what)

    def names(self):
        """The clients that are listed, in the table or in lines."""
        table = self.desktop.look('tree table', 'Clients')
        listed = table or self.desktop.look('list', 'Clients')
        role = 'table row' if table else 'list item'
        found = [node.get_name() for node in self.desktop.walk(listed) if node.get_role_name() == role] if listed else []
        return found[1:] if table else found

    def shows(self, expected, what):
        try:
            return self.desktop.wait(lambda: self.names() == expected, what, 10)
        except Exception:
            print(f'# {what}: {self.names()}, not {expected}', flush=True)
            raise

    def focused(self):
        return next((node.get_name() for node in self.desktop.walk() if self.desktop.has(node, 'focused')), '') or ''

    def at(self, name):
        return self.desktop.wait(lambda: self.focused() == name, f'the keyboard is at {name}')

    def press(self, button, *keys):
        """Presses a button, then letters in the menu that opens."""
        self.desktop.click(self.desktop.find('button', button))
        if keys:
            self.desktop.find('menu', re.compile(''))
        for key in keys:
            self.desktop.settle()
            self.desktop.key(key)

    def choose(self, button, letter, number):
        """Opens a part of a menu by its letter and clicks on an item there; items tell no names."""
        self.press(button, letter)
        self.desktop.settle()
        items = [node for node in self.desktop.walk() if node.get_role_name() == 'menu item']
        self.desktop.click(items[number])
        self.desktop.settle()
        if self.desktop.look('menu', button):
            self.desktop.key('Escape')
            self.desktop.settle()

    def search(self, text):
        entry = self.desktop.find('entry', 'Search Clients')
        entry.get_editable_text_iface().set_text_contents(text)

    def undo(self):
        self.desktop.settle()
        self.desktop.key('ctrl+z')

    # --- The steps

    def tell(self):
        self.panes()
        self.sort()
        self.filter()
        self.find()
        self.views()
        self.many()
        self.narrow()
        complaints = self.desktop.complaints()
        for line in complaints:
            print('# ' + line)
        self.story.ok(not complaints, 'no warning was printed')

    def panes(self):
        story, desktop = self.story, self.desktop
        desktop.resize(1180, 760)
        desktop.key('ctrl+2')
        self.shows(COLUMNS['Name'], 'all clients')
        story.ok(self.at('Acme') and desktop.find('text', 'Log a Touch'), 'beside the list stands the first client')
        desktop.key('Down', 'Down')
        desktop.find('label', 'Kazan ·')
        story.ok(self.at('Вектор'), 'Down goes on, and the client beside it follows')
        desktop.key('space')
        story.ok(desktop.find('label', re.compile('No next step|Next step', re.I)), 'Space peeks')
        desktop.key('Escape')
        self.at('Вектор')
        desktop.key('ctrl+1')
        desktop.wait(lambda: not desktop.look('list', 'Clients'), 'the day')
        desktop.key('ctrl+2')
        story.ok(self.at('Вектор'), 'who comes back is where he was')

    def sort(self):
        story, desktop = self.story, self.desktop
        desktop.resize(1000, 760)
        desktop.find('tree table', 'Clients')
        for column in HEADERS:
            if column != 'Name':
                desktop.click(desktop.find('filler', column))
            self.shows(COLUMNS[column], f'by {column}')
            desktop.click(desktop.find('filler', column))
            story.ok(desktop.wait(lambda: self.names()[0] == DOWN[column], f'by {column}, down'),
                     f'a click on {column} sorts by it, another one the other way')
        desktop.click(desktop.find('filler', 'Name'))
        self.shows(COLUMNS['Name'], 'by name')
        self.choose('View Options', 'c', 5)
        desktop.find('filler', 'Segment')
        story.ok(True, 'a column is shown by the menu')
        for column, expected in COLUMNS.items():
            self.choose('View Options', 's', list(COLUMNS).index(column) + 1)
            story.ok(self.shows(expected, f'by {column}'), f'sorted by {column}, by the menu')
        desktop.click(desktop.find('filler', 'Name'))
        self.shows(COLUMNS['Name'], 'by name')

    def filter(self):
        story, desktop = self.story, self.desktop
        for facet, (value, expected) in FACETS.items():
            self.press('Filter')
            row = desktop.find('list item', facet, desktop.find('list', 'Filter By'))
            desktop.settle()
            desktop.click(row)
            box = desktop.find('check box', value)
            desktop.settle()
            desktop.click(box)
            self.shows(expected, f'{facet}: {value}')
            desktop.settle()
            desktop.key('Escape', 'Escape')
            chip = desktop.find('button', f'Remove the Filter “{facet}: {value}”')
            desktop.settle()
            desktop.click(chip)
            story.ok(self.shows(COLUMNS['Name'], 'all again'), f'a filter by {facet}, and its chip takes it away')

    def find(self):
        story = self.story
        for text, expected, what in (('рома', ['Ромашка'], 'Cyrillic'), ('123-45', ['Ромашка'], 'digits of a phone'),
                                     ('oleg', ['Вектор'], 'a person'), ('anna@rom', ['Ромашка'], 'a mail'),
                                     ('ZET', ['Zeta'], 'any case')):
            self.search(text)
            story.ok(self.shows(expected, text), f'search in place finds by {what}')
        self.search('нет такого')
        story.ok(self.desktop.find('button', 'Clear the Search'), 'who is not found is told, with a way back')
        self.desktop.key('ctrl+f')
        self.at('Search Clients')
        self.desktop.key('Escape')
        self.shows(COLUMNS['Name'], 'all again')
        self.desktop.key('ctrl+f')
        self.desktop.type('zeta')
        self.shows(['Zeta'], 'Zeta')
        self.desktop.settle()
        self.desktop.key('Return')
        story.ok(self.at('Zeta'), 'Enter in the search goes to who was found')
        self.search('')
        self.shows(COLUMNS['Name'], 'all again')

    def save_view(self, name):
        self.press('All Views', 's')
        self.desktop.find('text', 'Name')
        self.desktop.settle()
        self.desktop.type(name)
        self.desktop.key('Return')
        self.desktop.find('toggle button', name)
        self.desktop.settle()

    def views(self):
        story, desktop = self.story, self.desktop
        desktop.click(desktop.find('toggle button', 'At Risk'))
        story.ok(self.shows(['Вектор'], 'at risk'), 'a view of the program')
        self.save_view('First')
        desktop.click(desktop.find('toggle button', 'No Next Step'))
        self.shows(['Вектор'], 'without a next step')
        self.save_view('Second')
        saved = "SELECT name, pinned FROM saved_view ORDER BY position, id"
        story.ok(self.rows(saved) == [('First', 1), ('Second', 1)], 'views are saved and stand above the list')

        self.press('All Views', 'e')
        desktop.find('list', 'Saved Views')
        desktop.settle()
        entry = desktop.find('text', 'Name', desktop.find('list', 'Saved Views'))
        desktop.click(entry)
        desktop.key('ctrl+a')
        desktop.type('Renamed')
        desktop.key('Return')
        story.ok(self.wait_rows(saved, [('Renamed', 1), ('Second', 1)], 'renamed'), 'a view gets another name')
        desktop.settle()
        desktop.key('alt+Down')
        story.ok(self.wait_rows(saved, [('Second', 1), ('Renamed', 1)], 'moved'), 'Alt+Down moves it')
        pin = desktop.find('toggle button', 'Pin Above the List', desktop.find('list', 'Saved Views'))
        desktop.settle()
        desktop.click(pin)
        story.ok(self.wait_rows(saved, [('Second', 0), ('Renamed', 1)], 'not pinned'), 'and is pinned or not')
        desktop.settle()
        desktop.click(desktop.find('button', 'Delete View', desktop.find('list', 'Saved Views')))
        story.ok(self.wait_rows(saved, [('Renamed', 1)], 'deleted'), 'a view is deleted')
        desktop.wait(lambda: len([node for node in desktop.walk(desktop.find('list', 'Saved Views'))
                                  if node.get_role_name() == 'list item']) == 1, 'its row is gone')
        desktop.settle()
        desktop.key('Escape')
        story.ok(desktop.wait(lambda: not desktop.look('list', 'Saved Views'), 'closed'), 'Escape closes the dialog after it')
        desktop.stop()
        desktop.start()
        desktop.resize(1000, 760)
        desktop.key('ctrl+2')
        desktop.find('tree table', 'Clients')
        self.undo()
        story.ok(self.wait_rows(saved, [('Second', 0), ('Renamed', 1)], 'back'), 'and comes back by Ctrl+Z, after a restart too')
        desktop.settle()
        desktop.click(desktop.find('toggle button', 'All'))
        self.shows(COLUMNS['Name'], 'all')

    def select_two(self):
        """Acme and Zeta, by keyboard."""
        desktop = self.desktop
        desktop.settle()
        desktop.key('ctrl+f', 'Return')
        self.at('Acme')
        desktop.key('shift+Down')
        desktop.find('label', '2 selected')
        desktop.settle()

    def pick(self, button, value):
        # By its letter, as one who works fast does.
        self.desktop.find('button', button)
        self.desktop.key('alt+' + button[0].lower())
        self.desktop.wait(lambda: not self.desktop.look('button', button) or
                          self.desktop.look('dialog', re.compile('')), 'the dialog is there')
        self.desktop.settle()
        self.desktop.type(value)
        self.desktop.settle()
        self.desktop.key('Return')
        self.desktop.settle()

    def many(self):
        story, desktop = self.story, self.desktop
        tags = ("SELECT client.name, tag.name FROM client_tag JOIN client ON client.id = client_id"
                " JOIN tag ON tag.id = tag_id WHERE tag.name = 'vip' ORDER BY 1")
        self.select_two()
        self.pick('Tags…', 'vip')
        story.ok(self.wait_rows(tags, [('Acme', 'vip'), ('Zeta', 'vip'), ('Ромашка', 'vip')], 'tagged'),
                 'several clients get a tag')
        toast = desktop.find('button', 'Undo').get_component_iface().get_extents(desktop.atspi.CoordType.WINDOW)
        self.close_dialogs()
        bar = desktop.find('label', '2 selected').get_component_iface().get_extents(desktop.atspi.CoordType.WINDOW)
        story.ok(toast.y + toast.height <= bar.y, 'what is told does not cover the bar of the selection')
        self.undo()
        story.ok(self.wait_rows(tags, [('Ромашка', 'vip')], 'not tagged'), 'one undo takes it from all')

        owners = ('SELECT client.name FROM client JOIN member ON member.id = owner_id'
                  " WHERE member.name = 'Ivan' ORDER BY 1")
        self.select_two()
        self.pick('Owner…', 'ivan')
        story.ok(self.wait_rows(owners, [('Acme',), ('Zeta',), ('Вектор',), ('Ромашка',)], 'owned'),
                 'several clients get an owner')
        self.close_dialogs()
        self.undo()
        story.ok(self.wait_rows(owners, [('Вектор',), ('Ромашка',)], 'not owned'), 'and undo')

        self.select_two()
        desktop.key('alt+n')
        desktop.find('text', 'What to Do')
        desktop.settle()
        desktop.type('send the greetings on 31 december !')
        desktop.find('label', 'Send the greetings')
        desktop.settle()
        desktop.key('Return')
        steps = ("SELECT client.name, priority FROM followup JOIN client ON client.id = client_id"
                 " WHERE title = 'Send the greetings' ORDER BY 1")
        story.ok(self.wait_rows(steps, [('Acme', 1), ('Zeta', 1)], 'follow-ups'), 'each gets a next step of its own')
        self.undo()
        story.ok(self.wait_rows(steps, [], 'no follow-ups'), 'and undo')

        archived = 'SELECT name FROM client WHERE archived_at IS NOT NULL ORDER BY 1'
        self.select_two()
        self.press('Change the Selected Clients', 'a')
        story.ok(self.wait_rows(archived, [('Acme',), ('Zeta',)], 'archived') and
                 self.shows(['Вектор', 'Ромашка'], 'the others'), 'several go to the archive')
        self.undo()
        story.ok(self.wait_rows(archived, [], 'not archived') and self.shows(COLUMNS['Name'], 'all'), 'and come back')
        desktop.key('ctrl+f', 'Return')
        self.at('Acme')
        desktop.key('ctrl+a')
        story.ok(desktop.find('label', '4 selected'), 'Ctrl+A selects all')
        desktop.settle()
        desktop.key('Escape')

    def close_dialogs(self):
        desktop = self.desktop
        desktop.settle()
        if desktop.look('dialog', re.compile('Tag|Owner')):
            desktop.key('Escape')
            desktop.wait(lambda: not desktop.look('dialog', re.compile('Tag|Owner')), 'the dialog is closed')

    def narrow(self):
        story, desktop = self.story, self.desktop
        desktop.resize(360, 720)
        desktop.find('list', 'Clients')
        self.shows(COLUMNS['Name'], 'lines')
        story.ok(desktop.find('label', 'Email Acme') and desktop.find('label', 'in 3 days'),
                 'a narrow window has two lines for a client')
        unnamed = desktop.unnamed()
        story.ok(not unnamed, 'every control has a name')
        desktop.key('ctrl+f', 'Return')
        self.at('Acme')
        desktop.settle()
        desktop.key('Return')
        story.ok(desktop.find('text', 'Log a Touch') and desktop.wait(lambda: not desktop.look('list', 'Clients'),
                                                                    'the list is left'), 'Enter opens the client')
        desktop.settle()
        desktop.key('Escape')
        story.ok(self.shows(COLUMNS['Name'], 'the list again'), 'Escape goes back')


sys.exit(Story().tell(steps))

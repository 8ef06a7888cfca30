#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients come from a table as a spreadsheet leaves it: the file named at start, a column chosen anew, mistakes told by
row, all of it taken back; a large one cancelled halfway, with the main window in use meanwhile; next month's table read as
the last one was.

test-import.py LIAISON
"""

import os
import re
import subprocess
import sys
import tempfile

from gi.repository import Gio, GLib

from harness import Desktop, Story

LIAISON = sys.argv[1]
HEADER = 'Название компании;Контактное лицо;Телефон;Эл. почта;Город;ИНН'


def make_row(number):
    return (f'ООО «Вектор {number}»;Пётр Иванов;+7 916 {number // 10000:03d}-{number // 100 % 100:02d}-{number % 100:02d};'
            f'petr{number}@vector.example;Казань;77{number:08d}')


def write(path, rows):
    with open(path, 'w', encoding='windows-1251', newline='') as file:
        file.write('\r\n'.join([HEADER, *rows]) + '\r\n')


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, \
         Desktop([LIAISON, '--workspace', os.path.join(place, 'workspace')],
                 environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:
        workspace = os.path.join(place, 'workspace')
        table = os.path.join(place, 'клиенты.csv')
        write(table, [make_row(1), make_row(2), ';;;;Казань;', make_row(3), make_row(1)])

        def count(what='client'):
            with desktop.database(workspace) as database:
                return database.execute(f'SELECT count(*) FROM {what}').fetchone()[0]

        def is_shown(name):
            return lambda: desktop.look('label', name)

        def press(name):
            desktop.settle()
            window = desktop.find('frame', 'Import')
            desktop.click(desktop.find('button', name, window))

        desktop.start(table)
        desktop.wait(is_shown('ООО «Вектор 1»'), 'the first row is shown')
        story.ok(desktop.look('label', 'Cyrillic (Windows-1251)') and desktop.look('label', 'Semicolon'),
                 'the file named at start is shown, with its encoding and delimiter')
        story.ok(not desktop.unnamed(), 'every control of the columns has a name')

        # By keyboard: the list of meanings is searched.
        desktop.settle()
        desktop.click(desktop.find('combo box', 'ИНН'))
        desktop.settle()
        desktop.type('Leave')
        desktop.settle()
        desktop.key('Down', 'Return')
        story.ok(desktop.wait(is_shown('Leave Out'), 'the column is left out'), 'a column is chosen anew')

        press('Check')
        desktop.wait(is_shown('3 rows will be imported'), 'the trial is done')
        story.ok(desktop.look('label', 'Row 4') and count() == 0, 'a mistake is told by its row, and nothing is written')
        press('Import')
        desktop.wait(is_shown('3 rows imported'), 'the import is done')
        story.ok(count() == 3, 'the clients are there')
        with desktop.database(workspace) as database:
            notes = database.execute('SELECT DISTINCT note FROM client').fetchall()
        story.ok(notes == [(None,)], 'and what was left out is not')
        press('Undo')
        story.ok(desktop.wait(lambda: count() == 0, 'all of it is taken back'), 'one undo takes it back')

        # Who is known already gets what the table knows and the client does not, and no more.
        known = os.path.join(place, 'known.csv')
        with open(known, 'w', encoding='utf-8') as file:
            file.write('Company;Phone\nVector;+7 916 000-00-77\n')
        subprocess.run([LIAISON, '--workspace', workspace, 'import', known], check=True, capture_output=True)
        write(table, [make_row(77), make_row(78)])
        desktop.stop()
        desktop.start(table)
        press('Check')
        desktop.wait(is_shown('1 row will be imported'), 'the trial is done')
        desktop.click(desktop.find('combo box', 'Who Is Known Already'))
        desktop.settle()
        desktop.key('Down', 'Return')
        desktop.wait(is_shown('Of These, Fill Blanks'), 'the trial is done for the other choice')
        press('Import')
        desktop.wait(is_shown('1 row imported'), 'the import is done')
        with desktop.database(workspace) as database:
            city = database.execute("SELECT city FROM client WHERE name = 'Vector'").fetchone()
        story.ok(city == ('Казань',), 'the blank of a client that is known is filled')
        press('Undo')
        with desktop.database(workspace) as database:
            story.ok(desktop.wait(lambda: database.execute('SELECT group_concat (name), max (city) FROM client').fetchone()
                                  == ('Vector', None), 'it is taken back'), 'one undo takes back both')
        subprocess.run([LIAISON, '--workspace', workspace, 'undo'], check=True, capture_output=True)

        write(table, [make_row(number) for number in range(120000)])
        desktop.stop()
        desktop.start(table)
        desktop.find('button', 'Recognise Anew')
        desktop.click(desktop.find('label', 'Columns'))
        desktop.key('End')
        story.ok(desktop.find('label', 'Leave Out'), 'next month’s table is read as the last one')
        press('Check')
        desktop.wait(is_shown('120,000 rows will be imported'), 'the large trial is done', 180)
        press('Import')
        cancel = desktop.find('button', 'Cancel', desktop.find('frame', 'Import'))
        answer = subprocess.run([LIAISON, '--workspace', workspace, 'search', 'vector', '--json'], capture_output=True,
                                text=True, check=False).stdout
        story.ok(answer.strip() == '[]' and desktop.has(cancel, 'showing'), 'the program answers while it imports')
        # What else is written waits for the import, and is not lost with it.
        adding = subprocess.Popen([LIAISON, '--workspace', workspace, 'add', 'Call Anna tomorrow'], stdout=subprocess.DEVNULL)
        desktop.click(cancel)
        desktop.wait(is_shown('Import Cancelled'), 'it is cancelled')
        story.ok(count() == 0 and count('contact') == 0, 'what was cancelled leaves nothing')
        story.ok(adding.wait(60) == 0 and count('followup') == 1, 'what was added meanwhile is there')
        press('Done')
        write(table, [make_row(7)])
        subprocess.run([LIAISON, '--workspace', workspace, 'import', table], check=True, capture_output=True)
        desktop.settle()
        cards = os.path.join(place, 'cards.vcf')
        desktop.action('export')
        desktop.settle()
        desktop.click(desktop.find('combo box', 'Format'))
        desktop.settle()
        desktop.key('Down', 'Return')
        desktop.settle()
        desktop.key('alt+e')
        desktop.find('button', re.compile('^_?Save$'))
        desktop.settle()
        # Typed letter by letter, each would be completed, which GTK's own chooser does not always survive.
        name = desktop.wait(lambda: next((node for node in desktop.walk() if node.get_role_name() == 'text' and
                                          desktop.has(node, 'focused')), None), 'a name can be typed')
        name.get_editable_text_iface().set_text_contents(cards)
        desktop.key('Return')
        desktop.wait(is_shown(re.compile('^1 client saved in “cards.vcf”$')), 'the export is told')
        with open(cards, encoding='utf-8') as file:
            story.ok('FN:Пётр Иванов' in file.read(), 'clients go out as cards, and the file can be shown')
        write(table, [make_row(8)])
        desktop.resize(900, 700)
        desktop.drop_file(table)
        story.ok(desktop.wait(is_shown('ООО «Вектор 8»'), 'the dropped file is shown'), 'a file is dropped on the window')

        write(table, [make_row(9)])
        name = desktop.get_name()
        desktop.call(name, '/' + name.replace('.', '/').replace('-', '_'), 'org.freedesktop.Application', 'Open',
                     GLib.Variant('(asa{sv})', ([Gio.File.new_for_path(table).get_uri()], {})))
        story.ok(desktop.wait(is_shown('ООО «Вектор 9»'), 'the opened file is shown'), 'the desktop opens one')
        story.ok(not desktop.complaints(), 'no warning was printed: ' + '; '.join(desktop.complaints()))


sys.exit(Story().tell(steps))

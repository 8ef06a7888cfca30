#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shell around the pages by keyboard: the palette, the shortcuts window, the bar of a narrow window, the sidebar.

test-shell.py LIAISON
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

from gi.repository import GLib

from harness import Desktop, Story

LIAISON = sys.argv[1]
SOURCE = pathlib.Path(__file__).resolve().parents[2] / 'src'
TABLE = 'Компания;Контакт;Телефон;Город\r\nРомашка;Анна Сидорова;8 (916) 123-45-67;Москва\r\nVega;;+7 495 000-11-22;Тверь\r\n'


def selected(desktop, pattern):
    """Returns the line of the palette that is selected, where its name matches."""
    return next((node for node in desktop.walk() if node.get_role_name() == 'list item' and
                 desktop.has(node, 'selected') and re.search(pattern, node.get_name() or '')), None)


def palette(story, desktop, rows):
    desktop.key('ctrl+k')
    desktop.find('text', 'Search and Commands')
    desktop.settle()
    desktop.type('123-45')
    desktop.wait(lambda: selected(desktop, '^Анна Сидорова, Ромашка'), 'the person is found by digits')
    desktop.key('Return')
    story.ok(desktop.find('text', 'Log a Touch'), 'the palette finds a person by digits and opens the client')

    desktop.key('ctrl+k')
    desktop.find('text', 'Search and Commands')
    desktop.wait(lambda: selected(desktop, '^Ромашка'), 'the client that was opened is offered first')
    last = re.compile('^Last contact|^No contact yet')
    desktop.settle()
    desktop.key('Right')
    story.ok(desktop.find('label', last), 'Right peeks at the client that is selected')
    desktop.key('Escape')
    story.ok(desktop.wait(lambda: not desktop.look('label', last), 'the card is closed') and
             selected(desktop, '^Ромашка'), 'Escape closes the card, and not the palette')
    desktop.type('clients')
    desktop.wait(lambda: selected(desktop, '^Go to “Clients”'), 'a page is offered')
    desktop.key('Return')
    story.ok(desktop.find(None, 'Search Clients'), 'the palette goes to a page')

    desktop.key('ctrl+k')
    desktop.find('text', 'Search and Commands')
    desktop.settle()
    desktop.type('next step')
    desktop.key('Return')
    desktop.find('label', 'Choose')
    desktop.wait(lambda: selected(desktop, '^Ромашка'), 'the command asks for its client')
    desktop.type('vega')
    desktop.key('Escape')
    desktop.wait(lambda: not desktop.look('label', 'Choose'), 'Escape goes back to the first step')
    desktop.type('next step')
    desktop.key('Return')
    desktop.find('label', 'Choose')
    desktop.type('vega')
    desktop.wait(lambda: selected(desktop, '^Vega'), 'the client is found')
    desktop.key('Return')
    desktop.find('button', 'Save')
    desktop.settle()
    desktop.type('send the offer')
    desktop.key('Return')
    story.ok(desktop.wait(lambda: rows('SELECT f.title, c.name FROM followup f JOIN client c ON c.id = f.client_id')
                          == [('Send the offer', 'Vega')], 'the next step is stored'),
             'a command asks for its client in a second step')

    desktop.key('ctrl+k')
    desktop.find('text', 'Search and Commands')
    desktop.settle()
    desktop.type('offer')
    desktop.wait(lambda: selected(desktop, '^Send the offer'), 'the follow-up is found')
    desktop.key('ctrl+Return')
    story.ok(desktop.wait(lambda: rows('SELECT count(*) FROM followup WHERE done_at IS NULL') == [(0,)], 'it is done'),
             'Ctrl+Enter does the other thing: a follow-up is done')
    desktop.key('ctrl+k')
    desktop.find('text', 'Search and Commands')
    desktop.key('ctrl+k')
    story.ok(desktop.wait(lambda: not desktop.look('text', 'Search and Commands'), 'the palette is closed'),
             'the key that opens the palette closes it')


def registered_keys():
    """Returns the keys that the tables of commands, pages and rows hold, as the shortcuts window writes them."""
    names = {'<Control>': 'Ctrl+', '<Shift>': 'Shift+', '<Alt>': 'Alt+', 'question': '?', 'comma': ',', 'Escape': 'Esc',
             'Return': 'Enter', 'space': 'Space', 'Left': '←', 'Right': '→', 'Up': '↑', 'Down': '↓',
             'Page_Up': 'Page Up', 'Page_Down': 'Page Down'}
    texts = [path.read_text(encoding='utf-8') for path in [*SOURCE.glob('app/*.c'), *SOURCE.glob('views/**/*.c')]]
    keys = [key for text in texts for table in re.findall(r'^(?:static )?const LsnCommand \w+\[\] = \{(.*?)^\};', text, re.M | re.S)
            for group in re.findall(r'"((?:<\w+>)+[^"]*|F\d+)"', table) for key in group.split(' ')]
    keys += [key for text in texts for table in re.findall(r'^(?:static )?const LsnKey \w+\[\] = \{(.*?)^\};', text, re.M | re.S)
             for key in re.findall(r'\{\s*"([^"]+)"', table)]
    longest_first = re.compile('|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    for key in keys:
        key = longest_first.sub(lambda found: names[found[0]], key)
        yield key if len(key) > 1 and not key[-2] == '+' else key[:-1] + key[-1].upper()


def shortcuts(story, desktop):
    desktop.key('ctrl+question')
    desktop.find(None, 'Search Shortcuts')
    desktop.settle()
    rows = desktop.wait(lambda: [node.get_name() for node in desktop.walk(shown=False)
                                 if node.get_role_name() == 'list item'], 'the rows can be read')
    told = {key for row in rows for key in row.split(', ')[1:]}
    keys = set(registered_keys())
    missing = sorted(keys - told)
    story.ok(len(keys) > 10 and not missing, 'the shortcuts window tells of every registered key' +
             (f' but {missing}' if missing else ''))
    desktop.type('undo')
    story.ok(desktop.wait(lambda: not desktop.look('list item', re.compile('^New Client')) and
                          desktop.look('list item', 'Undo, Ctrl+Z'), 'the others are left out'), 'and is searched')
    desktop.key('Escape')
    desktop.wait(lambda: not desktop.look(None, 'Search Shortcuts'), 'Escape closes it')


def tab(desktop, name):
    """Returns the tab of the bar at the bottom, where it is the selected one."""
    return next((node for node in desktop.walk() if node.get_role_name() == 'page tab' and node.get_name() == name and
                 desktop.has(node, 'selected')), None)


def narrow(story, desktop):
    story.ok(not desktop.look('page tab', 'More'), 'a wide window has no bar at the bottom')
    desktop.action('page', GLib.Variant('s', 'clients'))
    desktop.resize(360, 720)
    desktop.find('page tab', 'More')
    story.ok(desktop.wait(lambda: tab(desktop, 'Clients'), 'the tab of the page is on'),
             'a narrow window has the pages at the bottom')
    desktop.settle()
    desktop.click(desktop.find('page tab', 'Today'))
    story.ok(desktop.find('label', 'Today') and desktop.wait(lambda: tab(desktop, 'Today'), 'its tab is on'),
             'a tab goes to its page')
    story.ok(not desktop.look('button', re.compile('^Back')), 'there is nothing to go back to from a page of the bar')
    desktop.settle()
    desktop.click(desktop.find('page tab', 'More'))
    desktop.find('button', 'Search and Commands')
    story.ok(desktop.wait(lambda: tab(desktop, 'More'), 'More is on'), 'More shows the whole sidebar')
    desktop.settle()
    desktop.key('ctrl+2')
    story.ok(desktop.find(None, 'Search Clients') and desktop.wait(lambda: tab(desktop, 'Clients'), 'its tab is on'),
             'the keys of the pages go on working, and the bar follows')
    desktop.settle()
    desktop.key('ctrl+k')
    desktop.find('text', 'Search and Commands')
    desktop.settle()
    desktop.type('vega')
    desktop.wait(lambda: selected(desktop, '^Vega'), 'the client is found')
    desktop.key('Return')
    desktop.find('text', 'Log a Touch')
    story.ok(desktop.look('button', 'Back') and tab(desktop, 'Clients'), 'a client stands over its page, with a way back')
    desktop.settle()
    desktop.key('alt+Left')
    story.ok(desktop.find(None, 'Search Clients'), 'which the keyboard goes as well')
    desktop.settle()
    desktop.key('Tab', 'Tab')
    focus = set()
    for _ in range(40):
        desktop.key('Tab')
        focus |= {node.get_name() for node in desktop.walk() if desktop.has(node, 'focused') and
                  node.get_role_name() == 'page tab'}
        if focus:
            break
    story.ok(focus, 'the bar is reached by Tab')
    for command, row in (('new-client', 'Name'), ('capture', 'What to Do')):
        desktop.action(command)
        desktop.settle()
        story.ok(desktop.wait(lambda row=row: next((node for node in desktop.walk() if desktop.has(node, 'focused') and
                                                    node.get_role_name() == 'text' and node.get_name() == row), None),
                              f'the focus is on {row}'), f'the dialog of {command} opens with the focus where one types')
        desktop.key('Escape')
        desktop.settle()
    desktop.resize(1180, 760)
    story.ok(desktop.wait(lambda: not desktop.look('page tab', 'More'), 'the bar is gone'), 'and goes when there is room')


def sidebar(story, desktop, workspace, rows):
    story.ok(desktop.look('label', 'All Saved'), 'the sidebar says that all is saved')
    desktop.action('page', GLib.Variant('s', 'today'))
    desktop.settle()
    for title in ('One', 'Two', 'Three'):
        subprocess.run([LIAISON, '--workspace', workspace, 'add', title], check=True, capture_output=True)
    for number, in rows('SELECT id FROM followup WHERE done_at IS NULL'):
        desktop.action('followup-done', GLib.Variant('x', number))
    story.ok(desktop.find(None, re.compile('3 changes$')), 'what follows fast is told in one, with how many there were')


def pinned(story, desktop):
    desktop.action('page', GLib.Variant('s', 'clients'))
    desktop.find(None, 'Search Clients')
    desktop.settle()
    desktop.key('ctrl+f')
    desktop.type('vega')
    desktop.settle()
    desktop.click(desktop.find('toggle button', 'All Views'))
    desktop.settle()
    desktop.key('s')
    desktop.find('text', 'Name')
    desktop.settle()
    desktop.type('Big <b>& loud')
    desktop.key('Return')
    row = desktop.find('list item', 'Big <b>& loud')
    desktop.action('page', GLib.Variant('s', 'today'))
    desktop.settle()
    desktop.click(row)
    story.ok(desktop.find(None, 'Search Clients') and
             desktop.wait(lambda: desktop.look('toggle button', 'Big <b>& loud'), 'its toggle is there'),
             'a pinned view stands in the sidebar, and opens the clients by it')


def remembered(story, desktop):
    desktop.action('page', GLib.Variant('s', 'projects'))
    desktop.resize(1000, 700)
    desktop.settle()
    program = desktop.program
    desktop.key('ctrl+q')
    desktop.wait(lambda: program.poll() is not None, 'the program ends')
    desktop.start()
    story.ok(desktop.wait(lambda: desktop.geometry()[2:] == (1000, 700), 'it has the size of before') and
             desktop.wait(lambda: desktop.has(desktop.look('list item', 'Projects'), 'selected'), 'and its page'),
             'the window comes back as it was left')


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, \
         Desktop([LIAISON, '--workspace', os.path.join(place, 'workspace')],
                 environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:
        workspace = os.path.join(place, 'workspace')
        table = os.path.join(place, 'clients.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write(TABLE)
        subprocess.run([LIAISON, '--workspace', workspace, 'import', table], check=True, capture_output=True)

        def rows(sql):
            with desktop.database(workspace) as database:
                return database.execute(sql).fetchall()

        desktop.start()
        palette(story, desktop, rows)
        shortcuts(story, desktop)
        narrow(story, desktop)
        sidebar(story, desktop, workspace, rows)
        pinned(story, desktop)
        remembered(story, desktop)

        complaints = desktop.complaints()
        for line in complaints:
            print('# ' + line)
        story.ok(not complaints, 'no warning was printed')


sys.exit(Story().tell(steps))

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop asks of the program on a real bus: the search of the shell, the actions of the launcher.

test-search-provider.py LIAISON FOLDER_OF_THE_INSTALLED_FILES
"""

import configparser
import glob
import os
import re
import subprocess
import sys
import tempfile
import time

from gi.repository import Gio, GLib

from harness import Desktop, Story

LIAISON, DATA = sys.argv[1:3]
TABLE = ('Компания;Контакт;Телефон;Город\r\nРомашка;Анна Сидорова;8 (916) 123-45-67;Москва\r\n'
         'Vega & <b>Sons;;+7 495 000-11-22;Тверь\r\n')
INTERFACE = 'org.gnome.Shell.SearchProvider2'


class Shell:
    """Asks as GNOME Shell asks, by the installed description of the provider."""

    def __init__(self, desktop):
        self.desktop = desktop
        entry = configparser.RawConfigParser()
        entry.optionxform = str
        entry.read(glob.glob(os.path.join(DATA, '*.search-provider.ini')))
        self.provider = entry['Shell Search Provider']

    def call(self, method, kind, *arguments):
        return self.desktop.call(self.provider['BusName'], self.provider['ObjectPath'], INTERFACE, method,
                                 GLib.Variant(kind, arguments)).unpack()

    def find(self, *terms):
        return self.call('GetInitialResultSet', '(as)', list(terms))[0]

    def describe(self, results):
        return self.call('GetResultMetas', '(as)', results)[0]


def windows(desktop):
    return desktop.output('xdotool', 'search', '--onlyvisible', '--class', 'liaison').split()


def search(story, desktop, shell):
    story.ok(shell.provider['Version'] == '2' and shell.provider['DesktopId'] == shell.provider['BusName'] + '.desktop',
             'the description of the provider names the launcher')
    began = time.monotonic()
    results = shell.find('ромаш')
    cold = time.monotonic() - began
    metas = shell.describe(results)
    story.ok(metas and metas[0]['name'] == 'Ромашка' and metas[0]['id'] == results[0],
             f'the bus starts the program, which finds a client by the first letters ({cold * 1000:.0f} ms)')
    began = time.monotonic()
    narrower = shell.call('GetSubsearchResultSet', '(asas)', results, ['123', '45'])[0]
    warm = time.monotonic() - began
    story.ok([meta['name'] for meta in shell.describe(narrower)][:1] == ['Анна Сидорова'],
             f'a person is found by digits of the phone ({warm * 1000:.0f} ms)')
    story.ok('согласовали' in shell.describe(shell.find('согласовали'))[0]['name'], 'what was said is found by its words')
    story.ok(shell.describe(shell.find('vega'))[0]['name'] == 'Vega & <b>Sons', 'a name is told letter by letter')
    story.ok(shell.find('nobodyatall') == [] and shell.find('') == [] and shell.describe(['nonsense']) == [],
             'where there is nothing, nothing is told')
    story.ok(not windows(desktop), 'and no window came of all that')


def activate(story, desktop, shell):
    result = shell.find('ромашка')[0]
    # The program that found it has gone meanwhile.
    desktop.wait(lambda: shell.provider['BusName'] not in desktop.names(), 'the program ends when nobody asks', 60)
    shell.call('ActivateResult', '(sasu)', result, ['ромашка'], 0)
    desktop.adopt(shell.provider['BusName'])
    story.ok(desktop.find('text', 'Log a Touch'), 'a result opens the page of its client, in a program started for it')
    shell.call('LaunchSearch', '(asu)', ['vega'], 0)
    desktop.find('text', 'Search and Commands')
    story.ok(desktop.find('list item', re.compile('^Vega & <b>Sons')), 'the whole search goes on in the palette')
    desktop.key('Escape')
    desktop.wait(lambda: not desktop.look('text', 'Search and Commands'), 'the palette is closed')


def launcher(story, desktop, shell, environment):
    name = shell.provider['BusName']
    path = '/' + name.replace('.', '/')
    desktop.call(name, path, 'org.freedesktop.Application', 'ActivateAction',
                 GLib.Variant('(sava{sv})', ('new-client', [], {})))
    story.ok(desktop.find('button', 'Save') and desktop.look('dialog', re.compile('New Client')),
             'the launcher makes a new client over the bus')
    desktop.settle()
    desktop.key('Escape')
    desktop.wait(lambda: not desktop.look('dialog', re.compile('New Client')), 'the dialog is closed')

    entry = configparser.RawConfigParser(interpolation=None, strict=False)
    entry.optionxform = str
    entry.read(glob.glob(os.path.join(DATA, '*.desktop')))
    line = entry['Desktop Action quick-note']['Exec'].split()
    done = subprocess.run([LIAISON, *line[1:]], env=environment, capture_output=True, text=True, check=False, timeout=60)
    story.ok(done.returncode == 0 and desktop.find('text', 'What to Do'),
             'the line of the launcher opens quick capture in the running program')
    desktop.settle()
    desktop.key('Escape')
    desktop.wait(lambda: not desktop.look('text', 'What to Do'), 'it is closed')
    done = subprocess.run([LIAISON, '--action', 'no-such'], env=environment, capture_output=True, text=True, check=False,
                          timeout=60)
    story.ok(done.returncode == 2 and 'no-such' in done.stderr, 'another action is refused by name')

    desktop.key('ctrl+q')
    desktop.wait(lambda: name not in desktop.names(), 'the program ended')
    desktop.program = None
    # GLib drops what it has not sent yet with the last reference to the bus.
    session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    session.set_exit_on_close(False)
    launched = Gio.DesktopAppInfo.new_from_filename(desktop.install(glob.glob(os.path.join(DATA, '*.desktop'))[0], LIAISON))
    launched.launch_action('quick-note', None)
    session.flush_sync(None)
    desktop.wait(lambda: name in desktop.names(), 'the program is there')
    desktop.adopt(name)
    story.ok(desktop.find('text', 'What to Do'), 'an action of the launcher starts the program with quick capture')


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, Desktop([LIAISON]) as desktop:
        table = os.path.join(place, 'clients.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write(TABLE)
        environment = {**os.environ, 'ASAN_OPTIONS': 'detect_leaks=0'}
        for command in (['import', table], ['add', 'call Ромашка about what we согласовали']):
            subprocess.run([LIAISON, *command], check=True, capture_output=True, env=environment)
        shell = Shell(desktop)
        desktop.serve(shell.provider['BusName'], f'{LIAISON} --gapplication-service')
        search(story, desktop, shell)
        activate(story, desktop, shell)
        launcher(story, desktop, shell, environment)


sys.exit(Story().tell(steps))

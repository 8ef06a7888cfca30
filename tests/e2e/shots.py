#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every page and the main dialogs: shots.py [--only NAME,…] LIAISON WORKSPACE FOLDER [LANGUAGE…]

Wide and 360 pixels narrow, light and dark, in each language (Russian and English unless told otherwise). A name is that
of a page or a dialog, of a size, or of a shade: --only today,client,narrow,light
"""

import argparse
import json
import multiprocessing
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from gi.repository import GLib

from harness import Desktop

SIZES = {'wide': (1180, 760), 'narrow': (360, 720)}
SCHEMES = {'light': 'prefer-light', 'dark': 'prefer-dark'}
SOURCE = pathlib.Path(__file__).resolve().parents[2] / 'src'
# What opens over a page, by its command; "x" is the busiest client.
DIALOGS = {
    'capture': ('capture', None), 'new-client': ('new-client', None), 'edit-client': ('edit-client', 'x'),
    'palette': ('palette', None), 'shortcuts': ('shortcuts', None), 'preferences': ('preferences', None),
    'history': ('history', None), 'about': ('about', None),
}


def pages():
    """Returns the names of the pages that the program has, in their order."""
    table = re.search(r'LsnPage pages\[\] = \{(.*?)^\};', (SOURCE / 'app/lsn-page.c').read_text(encoding='utf-8'), re.M | re.S)
    return re.findall(r'^  \{ "([a-z-]+)"', table[1], re.M)


def ask(liaison, workspace, *command):
    """Returns what a command of the program answers as JSON, an empty list when it refuses."""
    answer = subprocess.run([liaison, '--workspace', workspace, *command, '--json'], capture_output=True, text=True,
                            check=False)
    return json.loads(answer.stdout) if answer.returncode == 0 else []


def busiest_client(liaison, workspace):
    """Returns the id of the client that is due first, as it has most to show, else None."""
    names = [item['client'] for item in ask(liaison, workspace, 'due') if item.get('client')]
    found = ask(liaison, workspace, 'search', names[0]) if names else []
    return next((item['id'] for item in found if item['type'] == 'client'), None)


class Camera:
    def __init__(self, desktop, folder, tail, wanted):
        self.desktop, self.folder, self.tail, self.wanted = desktop, folder, tail, wanted

    def wants(self, name):
        return not self.wanted or name in self.wanted

    def leave(self, name):
        self.desktop.settle()
        path = os.path.join(self.folder, f'{name}-{self.tail}.png')
        self.desktop.picture(path)
        print(path, flush=True)

    def take(self, client):
        desktop = self.desktop
        names = pages()
        for name in names:
            if self.wants(name):
                desktop.action('page', GLib.Variant('s', name))
                self.leave(name)
        if 'narrow' in self.tail and self.wants('more'):
            # The last place of the bar at the bottom, whatever it is called.
            x, y, width, height = desktop.geometry()
            subprocess.run(['xdotool', 'mousemove', '--sync', str(x + width - 24), str(y + height - 18), 'click', '1'],
                           check=True)
            self.leave('more')
        if client and self.wants('client'):
            desktop.action('open-client', GLib.Variant('x', client))
            self.leave('client')
        desktop.action('page', GLib.Variant('s', names[0]))
        for name, (command, parameter) in DIALOGS.items():
            if self.wants(name) and (client or parameter is None):
                desktop.action(command, *([GLib.Variant('x', client)] if parameter else []))
                self.leave(name)
                desktop.key('Escape')
                desktop.settle()


def take_desktop(liaison, workspace, folder, language, shade, client, wanted):
    with tempfile.TemporaryDirectory() as place:
        copy = os.path.join(place, os.path.basename(workspace or 'workspace'))
        if workspace:
            shutil.copytree(workspace, copy)
        with Desktop([liaison, '--workspace', copy], language=language, scheme=SCHEMES[shade]) as desktop:
            desktop.start()
            for size, (width, height) in SIZES.items():
                if wanted and wanted & set(SIZES) and size not in wanted:
                    continue
                desktop.resize(width, height)
                camera = Camera(desktop, folder, f'{language[:2]}-{shade}-{size}', wanted - set(SIZES) - set(SCHEMES))
                if workspace:
                    camera.take(client)
                else:
                    camera.leave('welcome')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--only', type=lambda text: set(text.split(',')), default=set())
    parser.add_argument('liaison')
    parser.add_argument('workspace')
    parser.add_argument('folder')
    parser.add_argument('languages', nargs='*')
    options = parser.parse_args()
    names = options.only - set(SIZES) - set(SCHEMES)
    os.makedirs(options.folder, exist_ok=True)
    client = busiest_client(options.liaison, options.workspace)
    # Accessibility belongs to one bus for the life of a process, so each desktop has a process of its own.
    processes = multiprocessing.get_context('spawn')
    for language in options.languages or ['ru_RU', 'en_US']:
        for shade in SCHEMES:
            if options.only & set(SCHEMES) and shade not in options.only:
                continue
            for workspace in (options.workspace, None):
                if names and not (names - {'welcome'} if workspace else 'welcome' in names):
                    continue
                one = processes.Process(target=take_desktop, args=(options.liaison, workspace, options.folder, language,
                                                                   shade, client, options.only))
                one.start()
                one.join()
                if one.exitcode:
                    sys.exit(one.exitcode)


if __name__ == '__main__':
    main()

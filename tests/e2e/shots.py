#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every page: shots.py LIAISON WORKSPACE FOLDER [LANGUAGE…]

Wide and 360 pixels narrow, light and dark, in each language (Russian and English unless told otherwise).
"""

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile

from gi.repository import GLib

from harness import Desktop

SIZES = {'wide': (1180, 760), 'narrow': (360, 720)}
SCHEMES = {'light': 'prefer-light', 'dark': 'prefer-dark'}
PAGES = {'today': 'today', 'clients': 'clients'}


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


def take(desktop, folder, tail, client):
    def leave(name):
        desktop.settle()
        path = os.path.join(folder, f'{name}-{tail}.png')
        desktop.picture(path)
        print(path, flush=True)

    for name, page in PAGES.items():
        desktop.action('page', GLib.Variant('s', page))
        leave(name)
    if client:
        desktop.action('open-client', GLib.Variant('x', client))
        leave('client')
    desktop.action('capture')
    leave('capture')
    desktop.key('Escape')
    desktop.settle()


def take_desktop(liaison, workspace, folder, language, shade, client):
    with tempfile.TemporaryDirectory() as place:
        copy = os.path.join(place, 'workspace')
        shutil.copytree(workspace, copy)
        with Desktop([liaison, '--workspace', copy], language=language, scheme=SCHEMES[shade]) as desktop:
            desktop.start()
            for size, (width, height) in SIZES.items():
                desktop.resize(width, height)
                take(desktop, folder, f'{language[:2]}-{shade}-{size}', client)


def main():
    liaison, workspace, folder = sys.argv[1:4]
    languages = sys.argv[4:] or ['ru_RU', 'en_US']
    os.makedirs(folder, exist_ok=True)
    client = busiest_client(liaison, workspace)
    # Accessibility belongs to one bus for the life of a process, so each desktop has a process of its own.
    processes = multiprocessing.get_context('spawn')
    for language in languages:
        for shade in SCHEMES:
            one = processes.Process(target=take_desktop, args=(liaison, workspace, folder, language, shade, client))
            one.start()
            one.join()
            if one.exitcode:
                sys.exit(one.exitcode)


if __name__ == '__main__':
    main()

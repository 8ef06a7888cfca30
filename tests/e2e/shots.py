#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every page: shots.py LIAISON WORKSPACE FOLDER [LANGUAGE…]

Wide and 360 pixels narrow, light and dark, in each language (Russian and English unless told otherwise).
"""

import json
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


def richest_client(liaison, workspace):
    """Returns the id of the client that is due first, as it has most to show, else None."""
    answer = subprocess.run([liaison, '--workspace', workspace, 'due', '--json'], capture_output=True, text=True,
                            check=False)
    due = json.loads(answer.stdout) if answer.returncode == 0 and answer.stdout.strip() else []
    return next((item['client'] for item in due if isinstance(item.get('client'), int)), None)


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


def main():
    liaison, workspace, folder = sys.argv[1:4]
    languages = sys.argv[4:] or ['ru_RU', 'en_US']
    os.makedirs(folder, exist_ok=True)
    client = richest_client(liaison, workspace)
    with tempfile.TemporaryDirectory() as place:
        for language in languages:
            for shade, scheme in SCHEMES.items():
                copy = os.path.join(place, language + shade)
                shutil.copytree(workspace, copy)
                with Desktop([liaison, '--workspace', copy], language=language, scheme=scheme) as desktop:
                    desktop.start()
                    for size, (width, height) in SIZES.items():
                        desktop.resize(width, height)
                        take(desktop, folder, f'{language[:2]}-{shade}-{size}', client)


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Includes point only down, and only the rooms that may reach SQLite, D-Bus and the network do."""

import os
import re

from tree import Report, code, files

# room: the rooms that it may include, beside itself
BELOW = {
    'base': set(),
    'store': {'base'},
    'model': {'base', 'store'},
    'services': {'base', 'store', 'model'},
    'documents': {'base', 'store', 'model'},
    'widgets': {'base'},
    'views': {'base', 'store', 'model', 'services', 'documents', 'widgets'},
    'reminder': {'base', 'store', 'model', 'services'},
    'app': {'base', 'store', 'model', 'services', 'documents', 'widgets', 'views'},
}
GTK = re.compile(r'<(gtk/|gdk/|adwaita\.h)')
OUTSIDE = re.compile(r'\b(g_dbus_\w+|GDBus\w+|g_bus_\w+|GSocket\w*|g_socket_\w+|curl_\w+|secret_\w+|xdp_\w+)\s*\(')
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<][^">]+[">])', re.MULTILINE)


def room_of(path):
    return path.split(os.sep)[1] if path.count(os.sep) > 1 else 'app'


def includes():
    for path in files('src', ends=('.c', '.cc', '.h')):
        for match in INCLUDE.finditer(code(path)):
            yield path, room_of(path), match[1]


def upwards():
    for path, room, target in includes():
        if target[0] != '"' or target == '"config.h"' or target.endswith('-resource.h"'):
            continue  # made by the build
        aim = target[1:-1].split('/')[0]
        if room not in BELOW:
            yield f'{path}: no room {room} is known; name it in tests/lint/layers.py'
        elif '/' not in target:
            yield f'{path}: {target} is not written from src, as in "base/lsn-id.h"'
        elif aim != room and aim not in BELOW[room]:
            yield f'{path}: {target} points up; {room} may include {", ".join(sorted(BELOW[room])) or "nothing"}'


def screens():
    """Screens meet in app, by actions."""
    for path, room, target in includes():
        parts = target[1:-1].split('/')
        own = path.split(os.sep)
        if room == 'views' and parts[0] == 'views' and len(parts) > 2 and parts[1] != own[2]:
            yield f'{path}: {target} is another screen; let app bring them together by an action'


def own_header_first():
    for path in files('src', ends=('.c', '.cc')):
        header = path[len('src/'):].rsplit('.', 1)[0] + '.h'
        found = [match[1] for match in INCLUDE.finditer(code(path)) if match[1] != '"config.h"']
        if os.path.exists(os.path.join('src', header)) and f'"{header}"' in found and found[0] != f'"{header}"':
            yield f'{path}: includes {found[0]} before its own header'


def main():
    report = Report()
    os.chdir(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    report.check('includes point only down', upwards())
    report.check('no screen includes another', screens())
    report.check('the own header comes first', own_header_first())
    report.check('only store and model include sqlite3.h', (
        f'{path}: includes sqlite3.h' for path, room, target in includes()
        if target == '<sqlite3.h>' and room not in {'store', 'model'}))
    report.check('no GTK below the widgets', (
        f'{path}: includes {target}' for path, room, target in includes()
        if GTK.match(target) and room not in {'widgets', 'views', 'app'}))
    report.check('only services, app and reminder use D-Bus and the network', (
        f'{path}: calls {match[1]}'
        for path in files('src', ends=('.c', '.cc', '.h')) if room_of(path) not in {'services', 'app', 'reminder'}
        for match in OUTSIDE.finditer(code(path))))
    report.end()


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop reads is valid: launcher, metainfo, settings, service, icons, man page.

installed.py APP_ID BUILD_FOLDER_OF_DATA
"""

import configparser
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from tree import ROOT, Report, files, read

APP_ID, FOLDER = sys.argv[1:3]
# What GTK brings itself, in its own resources.
OF_GTK = {'open-menu-symbolic', 'view-more-symbolic', 'edit-find-symbolic', 'list-add-symbolic',
          'object-select-symbolic', 'window-close-symbolic'}
ICON = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)*-symbolic)"')
THEME = '/usr/share/icons/Adwaita'


def run(*command, allowed=(0,)):
    """Yields what a checker says when it complains."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    text = (done.stdout + done.stderr).strip()
    if done.returncode not in allowed:
        yield from text.split('\n') or [f'{command[0]} ended with {done.returncode}']


def built(name):
    return os.path.join(FOLDER, name)


def desktop_file():
    path = built(APP_ID + '.desktop')
    yield from run('desktop-file-validate', '--no-hints', path)
    entry = configparser.RawConfigParser(interpolation=None, strict=False)
    entry.optionxform = str
    entry.read(path, encoding='utf-8')
    main = entry['Desktop Entry']
    if main.get('DBusActivatable') != 'true':
        yield 'DBusActivatable is not true'
    for action in filter(None, main.get('Actions', '').split(';')):
        group = 'Desktop Action ' + action
        if group not in entry:
            yield f'the action {action} has no group'
        elif 'Name[ru]' not in entry[group] and 'Name' not in entry[group]:
            yield f'the action {action} has no name'
        if f'{{ "{action}",' not in ''.join(read(path) for path in files('src/app', ends=('.c',))):
            yield f'no action of the application is called {action}'
    for key in ('Keywords', 'Icon', 'Comment'):
        if not main.get(key):
            yield f'{key} is missing'


def service_file():
    entry = configparser.RawConfigParser()
    entry.read(built(APP_ID + '.service'), encoding='utf-8')
    if entry['D-BUS Service']['Name'] != APP_ID:
        yield 'the name of the service is not the application id, so the launcher would not start it'


def search_provider():
    entry = configparser.RawConfigParser()
    entry.optionxform = str
    entry.read(built(APP_ID + '.search-provider.ini'), encoding='utf-8')
    wanted = {'DesktopId': APP_ID + '.desktop', 'BusName': APP_ID, 'Version': '2',
              'ObjectPath': '/' + APP_ID.replace('.', '/') + '/SearchProvider'}
    for key, value in wanted.items():
        if entry['Shell Search Provider'].get(key) != value:
            yield f'{key} is not {value}'


def settings():
    """A debug build must not write into the settings of the installed program."""
    yield from run('glib-compile-schemas', '--strict', '--dry-run', FOLDER)
    schema = ElementTree.parse(built(APP_ID + '.gschema.xml')).getroot().find('schema')
    if schema.get('id') != APP_ID:
        yield f'the schema is called {schema.get("id")}, not {APP_ID}'
    if schema.get('path') != '/' + APP_ID.replace('.', '/') + '/':
        yield f'the settings lie in {schema.get("path")}, which belongs to another build'


def icons():
    theme = {name[:-4] for place, _, names in os.walk(THEME) for name in names if name.endswith('.svg')}
    own = {os.path.basename(path)[:-4] for path in files('data/icons', ends=('.svg',))}
    for path in files('src', ends=('.c', '.blp')):
        for name in ICON.findall(read(path)):
            if name not in theme | own | OF_GTK:
                yield f'{path}: no icon {name} is in adwaita-icon-theme or in data/icons'
    listed = set(re.findall(r'>([^<>/]+)\.svg<', read('data/icons/icons.gresource.xml')))
    for path in files('data/icons/actions', ends=('.svg',)):
        name = os.path.basename(path)[:-4]
        if name not in listed:
            yield f'{path}: is not in data/icons/icons.gresource.xml'
        if name in theme:
            yield f'{path}: adwaita-icon-theme has an icon of that name'


def drawings():
    for path in files('data/icons', ends=('.svg',)):
        root = ElementTree.parse(os.path.join(ROOT, path)).getroot()
        width, height = root.get('width'), root.get('height')
        if width != height or root.get('viewBox') != f'0 0 {width} {height}':
            yield f'{path}: is not square, or its viewBox is not its size'
        if path.endswith('-symbolic.svg') and re.search(r'stroke=|fill="none"', read(path)):
            yield f'{path}: a symbolic icon is painted by fill alone: a stroke is filled by GTK'


report = Report()
report.check('the launcher is valid', desktop_file())
# There is no page on the web yet that a homepage could name.
report.check('the metainfo is valid', run('appstreamcli', 'validate', '--no-net', '--explain',
                                          '--override=url-homepage-missing=info',
                                          built(APP_ID + '.metainfo.xml')))
report.check('the settings are valid and our own', settings())
report.check('the service bears the name of the application', service_file())
report.check('the search provider is of the application', search_provider())
report.check('every icon that is named exists', icons())
report.check('the drawings are well formed', drawings())
report.check('the man page is well formed', run('sh', '-c', 'LC_ALL=C.UTF-8 man -l --warnings=w "$1" >/dev/null 2>"$2" '
                                                '&& ! grep . "$2"', 'sh', os.path.join(ROOT, 'data/liaison.1'),
                                                built('man.warnings')))
report.end()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES names every file with strings, and every language has every string.

The strings are collected anew from the sources, so that a string which nobody put into the .po is noticed.
With --update nothing is checked: every catalogue gets the strings that are new and loses those that are gone. The
catalogues are sorted and name no lines, so that two branches which add strings merge.
"""

import os
import re
import subprocess
import sys
import tempfile

from tree import ROOT, Report, files, read

MARKED = re.compile(r'(?<![\w"])(_|N_|C_|NC_|g_dngettext|ngettext|dgettext|g_dpgettext2?)\s*\(\s*(_\s*\()?"')
# What a macro of our own passes on is not collected: #define L(text) NC_ ("history", text)
HIDDEN = re.compile(r'^#define\s+(\w+)\(\w[^)]*\)(?:.*\\\n)*.*(?<![\w"])(?:_|N_|C_|NC_)\s*\(', re.MULTILINE)
XGETTEXT = ['xgettext', '--from-code=UTF-8', '--package-name=liaison',
            '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=ngettext:1,2',
            '--keyword=g_dcgettext:2', '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3']


def lines(path):
    return [line.strip() for line in read(path).split('\n') if line.strip() and not line.startswith('#')]


def speaks(path):
    if path.endswith('.in'):
        return path.endswith(('.desktop.in', '.metainfo.xml.in'))
    return MARKED.search(read(path)) is not None


def missing_files():
    named = lines('po/POTFILES')
    listed = set(named)
    spoken = {path for path in files('src', 'data', ends=('.c', '.cc', '.blp', '.in')) if speaks(path)}
    yield from (f'{path}: has strings and is not in po/POTFILES' for path in sorted(spoken - listed))
    yield from (f'{path}: is in po/POTFILES and is not there' for path in sorted(listed)
                if not os.path.exists(os.path.join(ROOT, path)))
    yield from (f'{path}: is in po/POTFILES twice' for path in sorted(listed) if named.count(path) > 1)


def hidden():
    for path in files('src', ends=('.c', '.cc', '.h')):
        yield from (f'{path}: the strings of {name}() are not collected' for name in HIDDEN.findall(read(path)))


def make_template(folder):
    """Writes the strings of all sources to a template and returns its path."""
    pot = os.path.join(folder, 'liaison.pot')
    groups = {'C': ['.c', '.cc', '.blp'], 'Desktop': ['.desktop.in'], None: ['.metainfo.xml.in']}
    for language, ends in groups.items():
        paths = [path for path in lines('po/POTFILES') if path.endswith(tuple(ends))]
        if paths:
            subprocess.run(XGETTEXT + (['--language', language] if language else []) +
                           (['--join-existing'] if os.path.exists(pot) else []) + ['--output', pot] + paths,
                           cwd=ROOT, check=True)
    return pot


def texts(path, *choice):
    """Returns the msgid lines of a selection of a catalogue."""
    out = subprocess.run(['msgattrib', '--no-wrap', '--no-obsolete', *choice, path], capture_output=True, text=True,
                         check=True).stdout
    return [match for match in re.findall(r'^msgid "(.+)"$', out, re.MULTILINE)]


def untranslated(language, folder, pot):
    own = os.path.join(ROOT, 'po', language + '.po')
    merged = os.path.join(folder, language + '.po')
    subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '--output', merged, own, pot], check=True)
    yield from (f'po/{language}.po: “{text}” is not translated' for text in texts(merged, '--untranslated'))
    yield from (f'po/{language}.po: “{text}” is fuzzy' for text in texts(own, '--only-fuzzy'))


def update(language, folder, pot):
    """Brings a catalogue up to date; what is left to translate has an empty msgstr."""
    own = os.path.join(ROOT, 'po', language + '.po')
    merged = os.path.join(folder, language + '.po')
    subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '--output', merged, own, pot], check=True)
    done = subprocess.run(['msgattrib', '--no-obsolete', '--no-location', '--sort-output', merged], capture_output=True,
                          text=True, check=True)
    with open(own, 'w', encoding='utf-8') as file:
        file.writelines(line for line in done.stdout.splitlines(True)
                        if not line.startswith(('"POT-Creation-Date:', '"Report-Msgid-Bugs-To:')))


def wrong(language):
    done = subprocess.run(['msgfmt', '--check', '--check-accelerators=_', '--output-file', os.devnull,
                           os.path.join(ROOT, 'po', language + '.po')], capture_output=True, text=True, check=False)
    if done.returncode:
        yield from done.stderr.strip().split('\n')


if sys.argv[1:] == ['--update']:
    with tempfile.TemporaryDirectory() as place:
        template = make_template(place)
        for tongue in lines('po/LINGUAS'):
            update(tongue, place, template)
    sys.exit(0)

report = Report()
report.check('po/POTFILES is complete', missing_files())
report.check('no macro hides what is marked', hidden())
with tempfile.TemporaryDirectory() as place:
    template = make_template(place)
    for tongue in lines('po/LINGUAS'):
        report.check(f'{tongue}: every string is translated', untranslated(tongue, place, template))
        report.check(f'{tongue}: formats and access keys agree', wrong(tongue))
report.end()

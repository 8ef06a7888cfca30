#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Habits of the source text: licence lines, nothing left for later, data never as markup, no mirror by name."""

import re

from tree import Report, code, files, read

SOURCES = ('.c', '.cc', '.h', '.py', '.sh', 'data/start', 'data/root', 'tests/run')
LATER = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X)\b')
MIRROR = re.compile(r'\b[\w.-]*(deb|ftp|archive|security|snapshot|mirror|packages)[\w-]*\.(debian|ubuntu)\.(org|com)\b')
MARKUP = re.compile(r'\b(gtk_label_set_markup|set_use_markup|gtk_label_set_markup_with_mnemonic|'
                    r'pango_parse_markup|g_markup_printf_escaped)\s*\(([^;]*);')
LIMIT = 800


def without_licence():
    for path in files('src', 'data', 'tests', ends=SOURCES):
        if 'SPDX-License-Identifier: GPL-3.0-or-later' not in '\n'.join(read(path).split('\n')[:3]):
            yield f'{path}: the first lines have no SPDX-License-Identifier: GPL-3.0-or-later'


def left_for_later():
    for path in files('src', 'data', 'tests', 'po', ends=SOURCES + ('.blp', '.build', '.sql', '.in', '.xml', '.css')):
        for number, line in enumerate(read(path).split('\n'), 1):
            if LATER.search(line):
                yield f'{path}:{number}: do it, or open an issue: {line.strip()}'


def mirrors():
    for path in files('.', ends=SOURCES + ('.build', 'packages', '.md', '.in', '.xml', '.yml')):
        for number, line in enumerate(read(path).split('\n'), 1):
            if MIRROR.search(line):
                yield f'{path}:{number}: names a mirror; the default of mmdebstrap or the apt configuration serves'


def markup():
    """use-markup may be switched off anywhere, and on nowhere."""
    for path in files('src', ends=('.c',)):
        for match in MARKUP.finditer(code(path)):
            if match[1] == 'set_use_markup' and re.search(r',\s*FALSE\s*\)$', match[2]):
                continue
            yield f'{path}: {match[1]} shows text as markup; use widgets/lsn-text-label.h'
        for match in re.finditer(r'_set_use_markup\s*\(([^;]*)\);', code(path)):
            if not match[1].rstrip().endswith('FALSE'):
                yield f'{path}: use-markup is switched on'
    for path in files('src', ends=('.blp',)):
        if re.search(r'use-markup\s*:\s*true', read(path)):
            yield f'{path}: use-markup is switched on'


def too_long():
    for path in files('src', ends=('.c', '.cc', '.h')):
        lines = read(path).count('\n')
        if lines > LIMIT:
            yield f'{path}: {lines} lines; split it by role (at most {LIMIT})'


def crooked():
    for path in files('src', 'data', 'tests', 'po', ends=SOURCES + ('.blp', '.build', '.sql', '.in', '.md')):
        text = read(path)
        if text and not text.endswith('\n'):
            yield f'{path}: the last line has no end'
        for number, line in enumerate(text.split('\n'), 1):
            if line != line.rstrip():
                yield f'{path}:{number}: blanks at the end of the line'


report = Report()
report.check('every source names its licence', without_licence())
report.check('nothing is left for later', left_for_later())
report.check('no host name of a package mirror', mirrors())
report.check('data is never markup', markup())
report.check('no file is too long to read', too_long())
report.check('lines end where they should', crooked())
report.end()

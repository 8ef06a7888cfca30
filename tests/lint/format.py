#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Layout: clang-format decides for C, blueprint-compiler for windows and pages."""

import os
import re
import subprocess

from tree import ROOT, Report, files


def clang():
    """All files in one call: starting the program costs more than reading a file."""
    paths = list(files('src', 'tests', ends=('.c', '.cc', '.h')))
    done = subprocess.run(['clang-format', '--dry-run', '-Werror', *paths], cwd=ROOT, capture_output=True, text=True,
                          check=False)
    places = re.findall(r'^(.+?):(\d+):\d+: error:', done.stderr, re.MULTILINE)
    for path, line in {path: line for path, line in reversed(places)}.items():
        yield f'{path}:{line}: run: clang-format -i {path}'
    if done.returncode and not places:
        yield done.stderr.strip()


def blueprint():
    for path in files('src', ends=('.blp',)):
        done = subprocess.run(['blueprint-compiler', 'format', path], cwd=ROOT, capture_output=True, text=True,
                              check=False)
        if done.returncode:
            yield f'{path}: run: blueprint-compiler format --fix {path}'


os.environ['LC_ALL'] = 'C.UTF-8'
report = Report()
report.check('clang-format agrees', clang())
report.check('blueprint-compiler agrees', blueprint())
report.end()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Layout: clang-format decides for C, blueprint-compiler for windows and pages."""

import os
import subprocess

from tree import ROOT, Report, files


def clang():
    for path in files('src', 'tests', ends=('.c', '.cc', '.h')):
        done = subprocess.run(['clang-format', '--dry-run', '-Werror', path], cwd=ROOT, capture_output=True, text=True,
                              check=False)
        if done.returncode:
            yield f'{done.stderr.split(chr(10))[0].split(" error:")[0]} run: clang-format -i {path}'


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

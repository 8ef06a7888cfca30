# SPDX-License-Identifier: GPL-3.0-or-later
"""What every lint needs: the files of the source tree, and a report as TAP."""

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SKIPPED = {'__pycache__', '_build', 'build', 'builddir', 'samples'}  # samples: files of others, as they are


def files(*folders, ends=('',)):
    """Yields the paths below the folders, relative to the source tree, whose names end so."""
    for folder in folders:
        for place, inner, names in os.walk(os.path.join(ROOT, folder)):
            inner[:] = sorted(name for name in inner if name not in SKIPPED and not name.startswith('.'))
            for name in sorted(names):
                if name.endswith(ends) and not name.endswith('.pyc'):
                    yield os.path.relpath(os.path.join(place, name), ROOT)


def read(path):
    """Returns the text of a file of the source tree."""
    with open(os.path.join(ROOT, path), encoding='utf-8') as file:
        return file.read()


def code(path):
    """Returns the text of a C file without its comments, lines kept in place."""
    def blank(match):
        return match[0] if match[0].startswith('"') else re.sub(r'[^\n]', ' ', match[0])

    return re.sub(r'"(?:\\.|[^"\\\n])*"|/\*.*?\*/|//[^\n]*', blank, read(path), flags=re.DOTALL)


class Report:
    """Checks by name, each with the complaints that it found."""

    def __init__(self):
        self.number = 0
        self.failed = 0

    def check(self, name, complaints):
        self.number += 1
        complaints = list(complaints)
        self.failed += bool(complaints)
        print(f'{"not ok" if complaints else "ok"} {self.number} {name}')
        for complaint in complaints:
            print(f'# {complaint}')

    def end(self):
        print(f'1..{self.number}')
        sys.exit(1 if self.failed else 0)

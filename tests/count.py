#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Count the cases of Meson test logs: count.py testlog.json…

Meson counts a program as one test; the people who read the result want every case of it. The last line is
"N passed, N failed, N skipped"; the exit status says whether something passed and nothing failed.
"""

import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b(.*)$", re.MULTILINE)
SKIP = re.compile(r"#\s*skip", re.IGNORECASE)
GOOD = {"OK", "EXPECTEDFAIL"}


def count(test):
    """Return (passed, failed, skipped) of one test program."""
    passed = failed = skipped = 0
    for bad, rest in CASE.findall(test.get("stdout") or ""):
        if SKIP.search(rest):
            skipped += 1
        elif bad:
            failed += 1
        else:
            passed += 1

    if test["result"] == "SKIP" and skipped == 0:
        skipped += 1
    elif test["result"] in GOOD and passed + failed + skipped == 0:
        passed += 1
    elif test["result"] not in GOOD | {"SKIP"} and failed == 0:
        # A crash, a timeout or a leak after the last case belongs to no case.
        failed += 1
    return passed, failed, skipped


def explain(test):
    """Print the cases that failed with what the program said of them; Meson keeps the output of TAP to itself."""
    telling = False
    for line in (test.get("stdout") or "").splitlines():
        telling = line.startswith(("not ok", "Bail out!")) or (telling and line.startswith("#"))
        if telling and not SKIP.search(line):
            print(f"{test['name']}: {line}", file=sys.stderr)


def main():
    tests = []
    for path in sys.argv[1:]:
        try:
            with open(path, encoding="utf-8") as log:
                tests += [json.loads(line) for line in log if line.strip()]
        except FileNotFoundError:
            print("no test of that name; sh tests/run without a name runs all", file=sys.stderr)

    for test in tests:
        if test["result"] not in GOOD | {"SKIP"}:
            explain(test)
    totals = [count(test) for test in tests]
    passed, failed, skipped = (sum(column) for column in zip(*totals)) if totals else (0, 0, 0)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 0 if passed > 0 and failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())

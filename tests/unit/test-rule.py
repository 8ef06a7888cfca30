#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recurrence as another library counts it: a thousand rules against python3-dateutil, and what is refused."""

import datetime
import random
import subprocess
import sys
import time
import warnings

from dateutil.rrule import rrulestr

RULES = 1000
SEED = 20261125
DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']


def numbers(chance, low, high, most):
    """A few numbers, negative ones too, none of them 0."""
    chosen = set()
    for _ in range(chance.randint(1, most)):
        number = chance.randint(low, high)
        chosen.add(-number if chance.random() < 0.3 else number)
    return ','.join(map(str, sorted(chosen)))


def make_rule(chance):
    freq = chance.choice(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'])
    parts = ['FREQ=' + freq]

    def maybe(probability):
        return chance.random() < probability

    if maybe(0.5):
        parts.append(f'INTERVAL={chance.randint(1, 7)}')
    if maybe(0.35):
        parts.append('BYMONTH=' + ','.join(str(m) for m in sorted(chance.sample(range(1, 13), chance.randint(1, 4)))))
    if freq in ('MONTHLY', 'YEARLY', 'DAILY') and maybe(0.35):
        parts.append('BYMONTHDAY=' + numbers(chance, 1, 31, 3))
    if freq == 'YEARLY' and maybe(0.15):
        parts.append('BYYEARDAY=' + numbers(chance, 1, 366, 3))
    weeks = freq == 'YEARLY' and maybe(0.15)
    if weeks:
        parts.append('BYWEEKNO=' + numbers(chance, 1, 53, 3))
    if maybe(0.45) or weeks:
        days = chance.sample(DAYS, chance.randint(1, 3))
        if freq in ('MONTHLY', 'YEARLY') and not weeks and maybe(0.5):
            most = 5 if freq == 'MONTHLY' or any(p.startswith('BYMONTH=') for p in parts) else 53
            days = [f'{chance.choice([1, -1]) * chance.randint(1, most)}{day}' for day in days]
        parts.append('BYDAY=' + ','.join(days))
    if maybe(0.15):
        parts.append('BYHOUR=' + ','.join(str(h) for h in sorted(chance.sample(range(24), 2))))
    if freq in ('MONTHLY', 'YEARLY') and any(p.startswith('BY') for p in parts) and maybe(0.25):
        parts.append('BYSETPOS=' + numbers(chance, 1, 4, 2))
    if maybe(0.3):
        parts.append('WKST=' + chance.choice(DAYS))
    end = chance.random()
    if end < 0.3:
        parts.append(f'COUNT={chance.randint(1, 400)}')
    elif end < 0.5:
        parts.append(f'UNTIL={chance.randint(2023, 2030)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}T120000')
    return ';'.join(parts)


def expected(rule, start, first, last):
    series = rrulestr(rule, dtstart=start)
    if 'UNTIL' not in rule:  # else a rule that never comes about is walked to the year 9999
        series = series.replace(until=last)
    moments = series.between(first, last, inc=True)
    return [m.strftime('%Y-%m-%dT%H:%M') for m in moments]


def ask(program, lines):
    done = subprocess.run([program], input='\n'.join(lines) + '\n', capture_output=True, text=True, check=True)
    return [answer.split() for answer in done.stdout.split('\n')[:-1]]


def compare(program):
    chance = random.Random(SEED)
    lines, wanted = [], []
    while len(lines) < RULES:
        start = datetime.datetime(chance.randint(2020, 2024), chance.randint(1, 12), chance.randint(1, 28),
                                  chance.randint(0, 23), chance.choice([0, 15, 30]))
        first = datetime.datetime(chance.randint(2021, 2026), chance.randint(1, 12), 1)
        last = first + datetime.timedelta(days=chance.randint(30, 500), hours=23, minutes=59)
        rule = make_rule(chance)
        wanted.append(expected(rule, start, first, last))
        lines.append(f'{rule} {start:%Y-%m-%d} {start.hour * 60 + start.minute} {first:%Y-%m-%d} {last:%Y-%m-%d}')
    answers = ask(program, lines)
    different = [(line, answer, want) for line, answer, want in zip(lines, answers, wanted) if answer != want]
    for line, answer, want in different[:5]:
        print(f'# {line}\n#   ours   {answer[:6]} … {len(answer)}\n#   theirs {want[:6]} … {len(want)}')
    assert sum(len(want) > 0 for want in wanted) > RULES / 3, 'too many of the rules never come about'
    assert not different, f'{len(different)} of {RULES} rules differ'


def bombs(program):
    span = '2026-01-01 600 2026-01-01 2036-01-01'
    refused = ['FREQ=SECONDLY', 'FREQ=MINUTELY', 'FREQ=HOURLY;COUNT=4', 'FREQ=', 'COUNT=4', 'FREQ=DAILY;INTERVAL=0',
               'FREQ=DAILY;COUNT=99999999999', 'FREQ=DAILY;BYDAY=XX', 'FREQ=DAILY;UNTIL=never', 'FREQ=DAILY;FREQ=DAILY',
               'FREQ=YEARLY;RSCALE=CHINESE', 'FREQ=DAILY;BYSETPOS=0', 'FREQ=DAILY;BYMONTH=13']
    never = ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=YEARLY;BYWEEKNO=1;BYMONTH=6',
             'FREQ=DAILY;INTERVAL=10000;BYMONTHDAY=31;BYMONTH=2', 'FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1',
             'FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1;COUNT=100000', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=100000']
    begun = time.monotonic()
    answers = ask(program, [f'{rule} {span}' for rule in refused + never])
    for rule, answer in zip(refused, answers):
        assert answer == ['refused'], (rule, answer[:3])
    for rule, answer in zip(never, answers[len(refused):]):
        assert answer == [], (rule, answer[:3])
    assert time.monotonic() - begun < 30, 'a rule held the program up'


def main():
    warnings.simplefilter('ignore')  # COUNT with UNTIL
    tests = [compare, bombs]
    print(f'1..{len(tests)}')
    failed = 0
    for number, test in enumerate(tests, 1):
        try:
            test(sys.argv[1])
            print(f'ok {number} {test.__name__}')
        except AssertionError as problem:
            failed += 1
            print(f'# {problem}\nnot ok {number} {test.__name__}')
    return failed


sys.exit(main())

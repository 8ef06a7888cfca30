#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reminder through sleeps and turned clocks: nothing is lost, nothing comes twice, what comes late says so.

test-reminder-clock.py LIAISON REMINDER [ROUNDS]: with rounds, at other moments each time

libfaketime turns the wall clock of the running reminder, as a suspend or a hand does; logind, played by dbusmock,
tells of the end of the sleep.
"""

import os
import random
import sqlite3
import subprocess
import sys
import time

from gi.repository import Gio

from peers import Checks, Clock, Desk, Reminder, SystemBus, make_folder, wait

ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 20
WITHIN_S = 10
NAMED = 10

checks = Checks()
desk = Desk(Gio.bus_get_sync(Gio.BusType.SESSION))
notes = desk.notes
system = SystemBus(make_folder())
clock = Clock(make_folder())
workspace = os.path.join(make_folder(), 'workspace')
reminder = Reminder(sys.argv[2], workspace, **clock.environment())
subprocess.run([sys.argv[1], '--workspace', workspace, 'add', 'make a workspace in 20 years'], check=True,
               stdout=subprocess.DEVNULL)
database = sqlite3.connect(os.path.join(workspace, 'workspace.db'))
database.execute('PRAGMA wal_autocheckpoint = 0')
seed = random.randrange(1 << 30) if len(sys.argv) > 3 else 1
print(f'# seed {seed}', flush=True)
chance = random.Random(seed)
number = 0


def add(moments):
    """Adds follow-ups due at these moments and returns their names with the moments, to the minute."""
    global number
    added = {}
    with database:
        for moment in moments:
            number += 1
            at = int(moment) // 60 * 60
            database.execute("INSERT INTO followup (title, due_date, due_time, due_zone, turn_since, created_at)"
                             " VALUES (?, ?, ?, 'UTC', 0, 0)",
                             (f'step-{number}.', time.strftime('%Y-%m-%d', time.gmtime(at)),
                              time.strftime('%H:%M', time.gmtime(at))))
            added[f'step-{number}.'] = at
    return added


def close_all():
    with database:
        database.execute('UPDATE followup SET done_at = 1 WHERE done_at IS NULL')


def lines(note):
    """The notice as one line for each reminder; of several, only the body names them."""
    title, body = note[:2]
    return body.split('\n') if '\n' in body else [f'{title} · {body}' if body else title]


def came(expected, before):
    """Waits for one notice with exactly these reminders and returns what is wrong with it, or None."""
    if not expected:
        return None if desk.quiet_for(0.3) else 'something came that is not due'
    if not wait(lambda: len(notes) > before, WITHIN_S):
        return f'{sorted(expected)} did not come within {WITHIN_S} s'
    shown = lines(notes[before])
    if len(expected) > NAMED:
        return None if notes[before][0].startswith(f'{len(expected)} ') and len(shown) == NAMED + 1 else \
            f'not {len(expected)} of them: {notes[before]}'
    names = {line.split(' · ')[0] for line in shown}
    return None if names == set(expected) and len(shown) == len(expected) else f'{names} instead of {sorted(expected)}'


def marks(note, expected):
    """What is wrong with how a notice tells of what was missed."""
    for line in lines(note):
        name = line.split(' · ')[0]
        at = time.gmtime(expected[name])
        if 'missed at ' + time.strftime('%H:%M', at) not in line:
            return f'{line!r} was due at {time.strftime("%H:%M", at)}'
    return None


reminder.start()
wait(lambda: False, 1)

# Sleeps of up to half a day, with up to six reminders in each, and some after it.
wrong, slowest = [], 0
for _ in range(ROUNDS):
    length = chance.randrange(1800, 12 * 3600)
    now = clock.now()
    slept = add(now + chance.randrange(180, length - 180) for _ in range(chance.randrange(0, 7)))
    add(now + length + chance.randrange(600, 7200) for _ in range(2))
    before = len(notes)
    clock.turn(length)
    system.wake()
    began = time.monotonic()
    fault = came(slept, before)
    slowest = max(slowest, time.monotonic() - began if slept else 0)
    if not fault and slept:
        fault = marks(notes[before], slept)
    if not fault and len(notes) > before + 1:
        fault = f'more than one notice: {notes[before:]}'
    if fault:
        wrong.append(fault)
    close_all()
for fault in wrong[:10]:
    print('# ' + fault)
checks.ok(not wrong, f'{ROUNDS} sleeps: each brings what was missed, in one notice that says so, and nothing else')
checks.ok(slowest < WITHIN_S, f'within {WITHIN_S} s (the slowest took {slowest:.1f} s)')

# The clock goes forward and back by up to three days, over reminders that stay open.
close_all()
wrong, waiting, shown = [], {}, set()
for _ in range(ROUNDS):
    now = clock.now()
    waiting.update(add(now + chance.randrange(-3600, 86400) for _ in range(chance.randrange(0, 3))))
    before = len(notes)
    clock.turn(chance.randrange(-3 * 86400, 3 * 86400))
    system.wake()
    due = {name: at for name, at in waiting.items() if at <= clock.now()}
    fault = came(due, before)
    if fault:
        wrong.append(fault)
    twice = {line.split(' · ')[0] for note in notes[before:] for line in lines(note)} & shown
    if twice:
        wrong.append(f'{twice} came twice')
    shown |= set(due)
    for name in due:
        del waiting[name]
for fault in wrong[:10]:
    print('# ' + fault)
checks.ok(not wrong, f'{ROUNDS} jumps of the clock: what is due comes once, what came stays told')
reminder.stop()
reminder.start()
checks.ok(desk.quiet_for(2), 'a restart tells nothing again')

# At the moment itself, by the kernel's clock, while nothing else tells the reminder to look.
close_all()
late = []
for _ in range(max(ROUNDS // 4, 3)):
    due = add([clock.now() + 3600])
    at = next(iter(due.values()))
    clock.turn(round(at - clock.now() - 2))
    system.wake()
    before = len(notes)
    if not wait(lambda before=before: len(notes) > before, 8):
        late.append('never')
    else:
        delay = clock.now() - at
        if not -1 <= delay <= 5 or 'missed' in notes[-1][1]:
            late.append(f'{delay:.1f} s')
    close_all()
checks.ok(not late, f'each comes at its moment, within 5 s{" but " + ", ".join(late[:5]) if late else ""}')

# Where nobody tells of the end of a sleep, the regular check does.
due = add([clock.now() + 3600])
before = len(notes)
wait(lambda: False, 2)
clock.turn(7200)
checks.ok(wait(lambda: len(notes) > before, 40), 'without a word from the system it comes with the regular check')
checks.ok(reminder.process.poll() is None and reminder.stop() == 0, 'the reminder lives through all of it')
system.end()
checks.end()

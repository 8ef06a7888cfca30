#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reminder on a real bus, with real programs: what it shows, when, its buttons, what it weighs.

test-reminder.py LIAISON REMINDER
"""

import datetime
import json
import os
import sqlite3
import subprocess
import sys
import time

from gi.repository import Gio, GLib

from peers import Checks, Clock, Desk, Reminder, make_folder, wait

LIAISON = sys.argv[1]
# Nothing heavy may come in by the way: libraries that a small GLib program on SQLite has.
ALLOWED = {'libglib-2.0', 'libgobject-2.0', 'libgio-2.0', 'libgmodule-2.0', 'libsqlite3', 'libc', 'libm', 'libatomic',
           'libpcre2-8', 'libffi', 'libz', 'libmount', 'libblkid', 'libselinux', 'linux-vdso', 'ld-linux-x86-64',
           'libasan', 'libubsan', 'libgcc_s', 'libstdc++'}
APPLICATION = '''<node><interface name="org.freedesktop.Application">
<method name="ActivateAction"><arg type="s" direction="in"/><arg type="av" direction="in"/>
<arg type="a{sv}" direction="in"/></method></interface></node>'''

checks = Checks()
bus = Gio.bus_get_sync(Gio.BusType.SESSION)
desk = Desk(bus)
notes = desk.notes
workspace = os.path.join(make_folder(), 'workspace')
clock = Clock(make_folder())
reminder = Reminder(sys.argv[2], workspace, **clock.environment())


def liaison(*arguments):
    return subprocess.run([LIAISON, '--workspace', workspace, *arguments], capture_output=True, text=True, check=False)


def write(sql, *parameters):
    """Writes beside the program, which does not run."""
    with sqlite3.connect(os.path.join(workspace, 'workspace.db')) as database:
        database.execute(sql, parameters)
    database.close()


def today(text):
    return time.strftime('%Y-%m-%d ') + text


# What it weighs
libraries = {line.split()[0].split('/')[-1].split('.so')[0] for line in
             subprocess.run(['ldd', sys.argv[2]], capture_output=True, text=True, check=True).stdout.splitlines()}
checks.ok(libraries <= ALLOWED, f'it loads only what it needs{"".join(" +" + name for name in libraries - ALLOWED)}')

# A whole-day follow-up is due at the beginning of work, so the clock stands at noon of today.
answer = liaison('add', 'send the act today', '--json')
checks.ok(answer.returncode == 0 and json.loads(answer.stdout)['title'] == 'Send the act', 'a follow-up is added')
checks.ok(len(json.loads(liaison('due', '--json').stdout)) == 1, 'it is due')
clock.stop_at('@' + today('12:00:00'))
reminder.start()
checks.ok(wait(lambda: len(notes) == 1), 'a notification arrives with the window closed')
checks.ok(bool(notes) and notes[0][:2] == ('Send the act', ''), 'it names what is due')
checks.ok(bool(notes) and notes[0][2][::2] == ['default', 'done', 'snooze', 'open'], 'with Done, Snooze and Open')
checks.ok(desk.quiet_for(2), 'it arrives once')
second = subprocess.run(reminder.command, env={**os.environ, **reminder.environment}, timeout=20, check=False)
checks.ok(second.returncode == 0 and desk.quiet_for(1), 'a second reminder gives way to the first')
checks.ok(reminder.stop() == 0, 'it ends when it is told to')
reminder.start()
checks.ok(desk.quiet_for(2), 'a restart does not repeat it')

# The buttons: the reminder calls the application on the bus.
app_id = [name for name in bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'ListNames', None, None,
                                         Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
          if name.endswith('.Reminder')][0][:-len('.Reminder')]
calls = []


def activate_cb(connection, sender, path, interface, method, parameters, invocation):
    calls.append(parameters.unpack())
    invocation.return_value(None)


bus.register_object('/' + app_id.replace('.', '/'), Gio.DBusNodeInfo.new_for_xml(APPLICATION).interfaces[0], activate_cb)
owner = Gio.bus_own_name_on_connection(bus, app_id, Gio.BusNameOwnerFlags.NONE)
liaison('add', 'call Anna today')
checks.ok(wait(lambda: len(notes) == 2, 5), 'what is written while it runs is noticed at once')
bus.emit_signal(None, '/org/freedesktop/Notifications', 'org.freedesktop.Notifications', 'ActivationToken',
                GLib.Variant('(us)', (2, 'token-2')))
desk.press(2, 'snooze')
checks.ok(wait(lambda: len(calls) == 1) and calls[0][0] == 'followup-snooze' and calls[0][1][0][1] == 'a-while',
          'Snooze asks the application for a while')
checks.ok(bool(calls) and calls[0][2].get('activation-token') == 'token-2', 'which may come to the front')
desk.press(2, 'snooze')
checks.ok(not wait(lambda: len(calls) > 1, 1), 'a second press does nothing')
liaison('add', 'write to Oleg today')
checks.ok(wait(lambda: len(notes) == 3, 5), 'the next follow-up arrives')
desk.press(3, 'default')
checks.ok(wait(lambda: len(calls) == 2) and calls[1][0] == 'open-followup', 'a press on it opens what it is about')
desk.press(3, 'done')
checks.ok(wait(lambda: len(calls) == 3) and calls[2][0] == 'followup-done', 'Done asks the application')
Gio.bus_unown_name(owner)

# An application that cannot be started has not done it.
liaison('add', 'ask Vega today')
wait(lambda: len(notes) == 4, 5)
desk.press(4, 'done')
checks.ok(wait(lambda: len(notes) == 5, 40) and notes[4][0] == 'Ask Vega', 'what could not be done comes again')

# What is done elsewhere leaves the screen.
write("UPDATE followup SET done_at = 1 WHERE title = 'Ask Vega'")
checks.ok(wait(lambda: 5 in desk.closed, 5), 'what is done elsewhere leaves the screen')

# Markup
write("INSERT INTO followup (title, due_date, turn_since, created_at) VALUES ('Tom & <b>', ?, 0, 0)", today('').strip())
write("INSERT INTO client (id, name, created_at) VALUES (9, 'Bits & <i>', 0)")
checks.ok(wait(lambda: len(notes) == 6, 5) and notes[5][0] == 'Tom & <b>', 'names are shown letter by letter')
desk.capabilities.append('body-markup')
write("INSERT INTO followup (title, client_id, due_date, turn_since, created_at) VALUES ('Act', 9, ?, 0, 0)",
      today('').strip())
checks.ok(wait(lambda: len(notes) == 7, 5) and notes[6][1] == 'Bits &amp; &lt;i&gt;',
          'also where the desktop takes the text for markup')

# A desktop that is not ready yet
desk.refuses = True
write("INSERT INTO followup (title, urgent, due_date, turn_since, created_at) VALUES ('Later', 1, ?, 0, 0)",
      today('').strip())
time.sleep(2)
desk.refuses = False
checks.ok(wait(lambda: len(notes) == 8, 40) and notes[7][0] == 'Later', 'what the desktop refused comes again')
checks.ok(len(notes) == 8 and notes[7][3] == 2, 'urgent as it is')

# Important dates
day = datetime.date.today() + datetime.timedelta(days=5)
write("INSERT INTO important_date (client_id, title, date, yearly, lead_days) VALUES (9, 'Birthday', ?, 1, 7)",
      day.replace(year=1980 if (day.month, day.day) != (2, 29) else 1984).isoformat())
checks.ok(wait(lambda: len(notes) == 9, 5) and notes[8][0] == 'Birthday' and 'in 5 days' in notes[8][1],
          'an important date arrives within its lead time')
checks.ok(len(notes) == 9 and notes[8][2][::2] == ['default', 'plan', 'open'], 'with a next step to set')

# Preferences reach it while it runs: it is noon, and the quiet hours begin at 11 and end at 13.
def set_quiet(enabled, allow_urgent=True):
    reminder.set_preferences(f'quiet-enabled={str(enabled).lower()}', f'quiet-start={11 * 60}', f'quiet-end={13 * 60}',
                             f'quiet-allow-urgent={str(allow_urgent).lower()}')


def add(title, urgent):
    write("INSERT INTO followup (title, urgent, due_date, turn_since, created_at) VALUES (?, ?, ?, 0, 0)", title, urgent,
          today('').strip())


set_quiet(True)
time.sleep(3)
add('Quiet', 0)
add('Urgent', 1)
checks.ok(wait(lambda: len(notes) == 10, 5) and notes[9][0] == 'Urgent' and desk.quiet_for(2),
          'quiet hours that begin while it runs hold back what is not urgent')
set_quiet(False)
checks.ok(wait(lambda: len(notes) == 11, 10) and notes[10][0] == 'Quiet', 'and what they held back comes when they are off')
reminder.set_preferences('quiet-enabled=false', 'reminders-enabled=false')
time.sleep(3)
add('Unwanted', 1)
checks.ok(desk.quiet_for(3), 'who wants no reminders gets none')
reminder.set_preferences('quiet-enabled=false')
checks.ok(wait(lambda: len(notes) == 12, 10) and notes[11][0] == 'Unwanted', 'until they are wanted again')
reminder.stop()
checks.ok(liaison('check').returncode == 0, 'the workspace is whole')
checks.end()

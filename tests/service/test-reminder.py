#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reminder on a real bus, with real programs: notification, buttons, the write that follows, suspend.

This test owns org.freedesktop.Notifications, as a desktop does, records what arrives and presses its buttons. The
application is started by the bus through a service file, without a window and without a display.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time

import gi
gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib

LIAISON, REMINDER = sys.argv[1], sys.argv[2]
INTERFACE = '''<node><interface name="org.freedesktop.Notifications">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>'''

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
context = GLib.MainContext.default()
notes = []


def call_cb(connection, sender, path, interface, method, parameters, invocation):
    if method == 'Notify':
        notes.append(parameters.unpack())
        invocation.return_value(GLib.Variant('(u)', (len(notes),)))
    else:
        invocation.return_value(GLib.Variant('(as)', (['actions', 'body'],)))


bus.register_object('/org/freedesktop/Notifications', Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], call_cb)
Gio.bus_own_name_on_connection(bus, 'org.freedesktop.Notifications', Gio.BusNameOwnerFlags.NONE)


def wait(condition, seconds=20):
    """Turns the main loop until the condition holds; a test that waits in vain fails."""
    end = time.monotonic() + seconds
    while not condition():
        context.iteration(False)
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def quiet_for(seconds):
    """Whether nothing arrived for a while; only for what must not happen."""
    before = len(notes)
    return not wait(lambda: len(notes) > before, seconds)


def press(number, action):
    bus.emit_signal(None, '/org/freedesktop/Notifications', 'org.freedesktop.Notifications', 'ActionInvoked',
                    GLib.Variant('(us)', (number, action)))


class Checks:
    def __init__(self):
        self.number = 0
        self.failed = 0

    def ok(self, condition, name):
        self.number += 1
        self.failed += not condition
        print(f'{"ok" if condition else "not ok"} {self.number} {name}', flush=True)


checks = Checks()
workspace = os.path.join(tempfile.mkdtemp(dir=os.environ['HOME']), 'workspace')


def liaison(*arguments):
    return subprocess.run([LIAISON, '--workspace', workspace, *arguments], capture_output=True, text=True)


def start_reminder(**environment):
    return subprocess.Popen([REMINDER, '--workspace', workspace], env={**os.environ, **environment})


def stop(process):
    process.send_signal(signal.SIGTERM)
    process.wait(10)


answer = liaison('add', 'send the act today', '--json')
checks.ok(answer.returncode == 0 and json.loads(answer.stdout)['title'] == 'Send the act', 'a follow-up is added')
due = json.loads(liaison('due', '--json').stdout)
checks.ok(len(due) == 1, 'it is due')

# A whole-day follow-up is due at the beginning of work, so the clock stands at noon of today.
noon = time.strftime('%Y-%m-%d 12:00:00')
fake = {'LD_PRELOAD': '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1', 'FAKETIME_DONT_FAKE_MONOTONIC': '1',
        'FAKETIME_NO_CACHE': '1', 'ASAN_OPTIONS': 'verify_asan_link_order=0:detect_leaks=0'}
clock = os.path.join(os.environ['HOME'], 'clock')


def set_clock(text):
    with open(clock + '.new', 'w') as file:
        file.write(text)
    os.rename(clock + '.new', clock)


set_clock('@' + noon)
reminder = start_reminder(**fake, FAKETIME_TIMESTAMP_FILE=clock)
checks.ok(wait(lambda: len(notes) == 1), 'a notification arrives with the window closed')
checks.ok(bool(notes) and notes[0][3] == 'Send the act', 'it names what is due')
checks.ok(bool(notes) and {'done', 'snooze', 'open'} <= set(notes[0][5]), 'it has the buttons Done, Snooze and Open')
checks.ok(quiet_for(2), 'it arrives once')
stop(reminder)
reminder = start_reminder(**fake, FAKETIME_TIMESTAMP_FILE=clock)
checks.ok(quiet_for(2), 'a restart does not repeat it')

# The button: the reminder calls the application on the bus. A stand-in for the bus's own activation starts it.
app_id = [name for name in bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'ListNames', None, None,
                                         Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
          if name.endswith('.Reminder')][0][:-len('.Reminder')]
calls = []
node = Gio.DBusNodeInfo.new_for_xml('''<node><interface name="org.freedesktop.Application">
<method name="ActivateAction"><arg type="s" direction="in"/><arg type="av" direction="in"/>
<arg type="a{sv}" direction="in"/></method></interface></node>''')


def activate_cb(connection, sender, path, interface, method, parameters, invocation):
    calls.append(parameters.unpack())
    invocation.return_value(None)


bus.register_object('/' + app_id.replace('.', '/'), node.interfaces[0], activate_cb)
owner = Gio.bus_own_name_on_connection(bus, app_id, Gio.BusNameOwnerFlags.NONE)
stop(reminder)
liaison('add', 'call Anna today')
reminder = start_reminder(**fake, FAKETIME_TIMESTAMP_FILE=clock)
checks.ok(wait(lambda: len(notes) == 2), 'the next follow-up arrives')
press(len(notes), 'snooze')
checks.ok(wait(lambda: len(calls) == 1), 'Snooze asks the application')
checks.ok(bool(calls) and calls[0][0] == 'followup-snooze' and calls[0][1][0][1] == 'hour', 'for an hour')
press(len(notes), 'done')
checks.ok(wait(lambda: len(calls) == 2) and calls[1][0] == 'followup-done', 'Done asks the application')
Gio.bus_unown_name(owner)

# Eight hours of suspend: what fell due meanwhile comes grouped.
liaison('add', 'first today at 13:00')
liaison('add', 'second today at 14:00')
stop(reminder)
set_clock('@' + time.strftime('%Y-%m-%d 12:30:00'))
reminder = start_reminder(**fake, FAKETIME_TIMESTAMP_FILE=clock)
stop(reminder)
set_clock('@' + time.strftime('%Y-%m-%d 20:30:00'))
reminder = start_reminder(**fake, FAKETIME_TIMESTAMP_FILE=clock)
checks.ok(wait(lambda: len(notes) >= 3), 'what fell due in a sleep arrives after it')
checks.ok(quiet_for(2) and len(notes) == 3, 'in one notification')
stop(reminder)
checks.ok(liaison('check').returncode == 0, 'the workspace is whole')

print(f'1..{checks.number}')
sys.exit(1 if checks.failed else 0)

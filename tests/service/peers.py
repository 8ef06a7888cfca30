# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of services share: the desktop's side of notifications, a clock to turn, waiting, a report as TAP.

The test owns org.freedesktop.Notifications as a desktop does, records what arrives and presses its buttons.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time

import gi
gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib

FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'
NOTIFICATIONS = '''<node><interface name="org.freedesktop.Notifications">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>'''
context = GLib.MainContext.default()


def wait(condition, seconds=20):
    """Turns the main loop until the condition holds, and tells whether it came to hold."""
    end = time.monotonic() + seconds
    while not condition():
        while context.iteration(False):
            pass
        if time.monotonic() > end:
            return bool(condition())
        time.sleep(0.01)
    return True


class Checks:
    """A report as TAP."""

    def __init__(self):
        self.number = 0
        self.failed = 0

    def ok(self, condition, name):
        self.number += 1
        self.failed += not condition
        print(f'{"ok" if condition else "not ok"} {self.number} {name}', flush=True)

    def end(self):
        print(f'1..{self.number}')
        sys.exit(1 if self.failed else 0)


class Desk:
    """The notification server of a desktop."""

    def __init__(self, bus, capabilities=('actions', 'body')):
        self.bus = bus
        self.capabilities = list(capabilities)
        self.notes = []    # (title, body, actions, urgency)
        self.closed = []   # numbers
        self.refuses = False
        bus.register_object('/org/freedesktop/Notifications', Gio.DBusNodeInfo.new_for_xml(NOTIFICATIONS).interfaces[0],
                            self.call_cb)
        Gio.bus_own_name_on_connection(bus, 'org.freedesktop.Notifications', Gio.BusNameOwnerFlags.NONE)

    def call_cb(self, connection, sender, path, interface, method, parameters, invocation):
        if method == 'Notify' and self.refuses:
            invocation.return_dbus_error('org.freedesktop.Notifications.Error', 'not now')
        elif method == 'Notify':
            arguments = parameters.unpack()
            self.notes.append((arguments[3], arguments[4], arguments[5], arguments[6].get('urgency')))
            invocation.return_value(GLib.Variant('(u)', (len(self.notes),)))
        elif method == 'GetCapabilities':
            invocation.return_value(GLib.Variant('(as)', (self.capabilities,)))
        else:
            self.closed.append(parameters.unpack()[0])
            invocation.return_value(None)

    def press(self, number, action):
        self.bus.emit_signal(None, '/org/freedesktop/Notifications', 'org.freedesktop.Notifications', 'ActionInvoked',
                             GLib.Variant('(us)', (number, action)))

    def quiet_for(self, seconds):
        """Whether nothing arrived for a while; only for what must not happen."""
        before = len(self.notes)
        return not wait(lambda: len(self.notes) > before, seconds)


class Clock:
    """The wall clock of the programs that get its environment; it runs on and can be turned while they run."""

    def __init__(self, folder):
        self.path = os.path.join(folder, 'clock')
        self.offset = 0
        self.set('+0')

    def set(self, text):
        with open(self.path + '.new', 'w', encoding='ascii') as file:
            file.write(text)
        os.rename(self.path + '.new', self.path)

    def stop_at(self, moment):
        """The clock stands at a wall-clock time, written as %Y-%m-%d %H:%M:%S."""
        self.set(moment)

    def turn(self, seconds):
        """The clock goes so much forward or back, as after a suspend or by hand, and runs on."""
        self.offset += seconds
        self.set(f'{self.offset:+d}')

    def now(self):
        return time.time() + self.offset

    def environment(self):
        return {'LD_PRELOAD': FAKETIME, 'FAKETIME_TIMESTAMP_FILE': self.path, 'FAKETIME_DONT_FAKE_MONOTONIC': '1',
                'FAKETIME_NO_CACHE': '1', 'ASAN_OPTIONS': 'verify_asan_link_order=0:detect_leaks=0'}


class SystemBus:
    """A system bus of the test's own, with logind and timedated as dbusmock plays them."""

    def __init__(self, folder):
        config = os.path.join(folder, 'system.conf')
        with open(config, 'w', encoding='utf-8') as file:
            file.write('<busconfig><type>system</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>'
                       '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
                       '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>')
        self.processes = [subprocess.Popen(['dbus-daemon', '--config-file=' + config, '--nofork', '--print-address=1'],
                                           stdout=subprocess.PIPE, text=True)]
        self.address = self.processes[0].stdout.readline().strip()
        os.environ['DBUS_SYSTEM_BUS_ADDRESS'] = self.address
        self.bus = Gio.DBusConnection.new_for_address_sync(
            self.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
            None, None)
        for template in ('logind', 'timedated'):
            self.processes.append(subprocess.Popen([sys.executable, '-m', 'dbusmock', '--system', '--template',
                                                    template], stdout=subprocess.DEVNULL))
        wait(lambda: {'org.freedesktop.login1', 'org.freedesktop.timedate1'} <= set(self.names()))

    def names(self):
        return self.bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'ListNames', None, None,
                                  Gio.DBusCallFlags.NONE, -1, None).unpack()[0]

    def emit(self, name, path, interface, signal_name, signature, *arguments):
        self.bus.call_sync(name, path, 'org.freedesktop.DBus.Mock', 'EmitSignal',
                           GLib.Variant('(sssav)', (interface, signal_name, signature,
                                                    [GLib.Variant(kind, value) for kind, value in arguments])),
                           None, Gio.DBusCallFlags.NONE, -1, None)

    def wake(self):
        """Tells that the machine came back from sleep."""
        self.emit('org.freedesktop.login1', '/org/freedesktop/login1', 'org.freedesktop.login1.Manager',
                  'PrepareForSleep', 'b', ('b', False))

    def set_zone(self, name):
        self.emit('org.freedesktop.timedate1', '/org/freedesktop/timedate1', 'org.freedesktop.DBus.Properties',
                  'PropertiesChanged', 'sa{sv}as', ('s', 'org.freedesktop.timedate1'),
                  ('a{sv}', {'Timezone': GLib.Variant('s', name)}), ('as', []))

    def end(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait(10)


class Reminder:
    """liaison-reminder on a workspace, with a clock of its own, for a user who has no quiet hours.

    A test must tell the same at night, so the settings are a file of its own.
    """

    def __init__(self, program, workspace, **environment):
        config = make_folder()
        self.settings = os.path.join(config, 'glib-2.0', 'settings', 'keyfile')
        os.makedirs(os.path.dirname(self.settings))
        self.set_preferences('quiet-enabled=false')
        self.command = [program, '--workspace', workspace]
        self.environment = {'GSETTINGS_BACKEND': 'keyfile', 'XDG_CONFIG_HOME': config, **environment}
        self.process = None

    def set_preferences(self, *lines):
        """Writes the file that preferences write, as GSettings does: another one in its place."""
        with open(self.settings + '.new', 'w', encoding='utf-8') as file:
            for group in ('app/liaison/Liaison', 'app/liaison/Liaison/Devel'):
                file.write('\n'.join([f'[{group}]', *lines, '']))
        os.rename(self.settings + '.new', self.settings)

    def start(self, **environment):
        self.process = subprocess.Popen(self.command, env={**os.environ, **self.environment, **environment})

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


def make_folder():
    return tempfile.mkdtemp(dir=os.environ['HOME'])

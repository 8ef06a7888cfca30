# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of its own for one test: X server, window manager, session bus, accessibility, notifications, home.

    with Desktop([liaison, '--workspace', folder]) as desktop:
        desktop.start()
        desktop.click(desktop.find('list item', 'Clients'))
        desktop.type('romashka')
        desktop.wait(lambda: desktop.look('label', 'Romashka'), 'the client is found')

Everything is reached as a person reaches it: widgets by role and name, clicks by the pointer, words by the keyboard.
Nothing waits for a time; everything waits for a condition. Nothing of the user's session is touched. One desktop a
process: accessibility belongs to one bus for the life of a process.
"""

import contextlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Gio, GLib

PATIENCE_S = float(os.environ.get('LIAISON_TEST_PATIENCE', '30'))
HERE = os.path.dirname(os.path.abspath(__file__))
COMPLAINT = re.compile(r'(-CRITICAL|-WARNING|-ERROR) \*\*|AddressSanitizer|runtime error:')
# What libraries say of a machine without sound, a portal or a graphics card; nothing of Liaison's own.
NOT_OURS = re.compile(r'(Vulkan|libEGL|MESA|dconf|Unable to acquire the address of the accessibility bus|'
                      r'portal|Failed to measure available space|Adwaita-WARNING .*GtkSettings)')
# What a GNOME session tells GTK about text and title bars.
SETTINGS = '''[Settings]
gtk-font-name=Cantarell 11
gtk-xft-antialias=1
gtk-xft-hinting=1
gtk-xft-hintstyle=hintslight
gtk-xft-rgba=none
gtk-decoration-layout=appmenu:close
'''
# Without a compositor GTK draws a frame that no GNOME desktop has.
STYLE = 'window.solid-csd { padding: 0; border: none; box-shadow: none; }'
NOTIFICATIONS = '''<node><interface name="org.freedesktop.Notifications">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>'''

# A file manager: a window in the corner, from which files are dragged.
FILES = '''
import sys
import gi
gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GLib, Gtk

loop = GLib.MainLoop()
Gtk.init()
window = Gtk.Window(title='files', decorated=False, default_width=80, default_height=80)
source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in sys.argv[1:]])
source.connect('prepare', lambda *_: Gdk.ContentProvider.new_for_value(files))
label = Gtk.Label(label='file')
label.add_controller(source)
window.set_child(label)
window.present()
loop.run()
'''


class Failure(Exception):
    """What a test waited for did not come."""


class Story:
    """The steps of a test, reported as TAP; the first step that fails ends it, as the next ones stand on it."""

    def __init__(self):
        self.number = 0

    def ok(self, condition, name):
        self.number += 1
        print(f'{"ok" if condition else "not ok"} {self.number} {name}', flush=True)
        if not condition:
            raise Failure(name)

    def tell(self, steps):
        """Runs the steps and returns the exit status."""
        try:
            steps(self)
        except Failure as failure:
            print(f'# {failure}', flush=True)
            print(f'1..{self.number}', flush=True)
            return 1
        print(f'1..{self.number}', flush=True)
        return 0


class Notification:
    """One call of Notify, as the desktop receives it."""

    def __init__(self, number, arguments):
        self.number = number
        self.title, self.body = arguments[3], arguments[4]
        self.buttons = dict(zip(arguments[5][::2], arguments[5][1::2]))


class Adopted:
    """A program that the bus started, looked after like one of ours."""

    def __init__(self, pid):
        self.pid = pid

    def poll(self):
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def send_signal(self, number):
        os.kill(self.pid, number)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout=10):
        end = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired('the program', timeout)
            time.sleep(0.02)


class Desktop:
    def __init__(self, command, *, width=1280, height=900, language='en_US', scheme='default', environment=None):
        self.command = command
        self.size = (width, height)
        self.language = language
        self.scheme = scheme
        self.extra = environment or {}
        self.processes = []
        self.notifications = []
        self.announced = None
        self.program = None

    # --- Its life

    def __enter__(self):
        self.place = tempfile.mkdtemp(prefix='liaison-e2e-')
        self.errors = os.path.join(self.place, 'errors')
        self.services = os.path.join(self.place, 'data', 'dbus-1', 'services')
        for name in ('home', 'config', 'state', 'cache', 'data/dbus-1/services'):
            os.makedirs(os.path.join(self.place, name))
        os.mkdir(os.path.join(self.place, 'runtime'), 0o700)
        os.mkdir(os.path.join(self.place, 'config', 'gtk-4.0'))
        for name, text in (('settings.ini', SETTINGS), ('gtk.css', STYLE)):
            with open(os.path.join(self.place, 'config', 'gtk-4.0', name), 'w', encoding='utf-8') as file:
                file.write(text)
        os.environ.update({
            'HOME': f'{self.place}/home', 'XDG_RUNTIME_DIR': f'{self.place}/runtime',
            'XDG_CONFIG_HOME': f'{self.place}/config', 'XDG_DATA_HOME': f'{self.place}/data',
            'XDG_STATE_HOME': f'{self.place}/state', 'XDG_CACHE_HOME': f'{self.place}/cache',
            'GDK_BACKEND': 'x11', 'GTK_A11Y': 'atspi', 'GSETTINGS_BACKEND': 'keyfile', 'GSK_RENDERER': 'cairo',
            'GTK_USE_PORTAL': '0', 'ADW_DISABLE_PORTAL': '1', 'LC_ALL': f'{self.language}.UTF-8',
            'ADW_DEBUG_COLOR_SCHEME': self.scheme, 'NO_AT_BRIDGE': '0',
        })
        os.environ.pop('WAYLAND_DISPLAY', None)
        os.environ.pop('DBUS_SESSION_BUS_ADDRESS', None)
        try:
            self.start_display()
            self.start_bus()
            self.start_accessibility()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None and self.program:
            if 'LIAISON_TEST_PICTURE' in os.environ:
                self.picture(os.environ['LIAISON_TEST_PICTURE'])
            sys.stderr.write(self.read_errors())
        self.stop()
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.place, ignore_errors=True)
        return False

    def spawn(self, *command, **options):
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
        self.processes.append(process)
        return process

    def start_display(self):
        reader, writer = os.pipe()
        self.spawn('Xvfb', '-displayfd', str(writer), '-screen', '0', f'{self.size[0]}x{self.size[1]}x24', '-nolisten',
                   'tcp', pass_fds=[writer], stdout=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        if not number:
            raise Failure('the virtual display did not start')
        os.environ['DISPLAY'] = ':' + number
        manager = [self.spawn('openbox', '--sm-disable', stdout=subprocess.DEVNULL)]

        def is_managed():
            # On a busy machine it may come before the display takes its connection, and gives up.
            if manager[-1].poll() is not None:
                manager.append(self.spawn('openbox', '--sm-disable', stdout=subprocess.DEVNULL))
            return '_NET_SUPPORTING_WM_CHECK(WINDOW)' in self.output('xprop', '-root', '_NET_SUPPORTING_WM_CHECK')

        self.wait(is_managed, 'the window manager is there')

    def start_bus(self):
        config = os.path.join(self.place, 'session.conf')
        with open(os.path.join(HERE, 'session.conf'), encoding='utf-8') as source:
            text = source.read().replace('@SERVICES@', self.services)
        with open(config, 'w', encoding='utf-8') as target:
            target.write(text)
        daemon = self.spawn('dbus-daemon', '--config-file=' + config, '--nofork', '--print-address=1',
                            stdout=subprocess.PIPE, text=True)
        os.environ['DBUS_SESSION_BUS_ADDRESS'] = daemon.stdout.readline().strip()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ['DBUS_SESSION_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.bus.set_exit_on_close(False)
        self.bus.register_object('/org/freedesktop/Notifications',
                                 Gio.DBusNodeInfo.new_for_xml(NOTIFICATIONS).interfaces[0], self.notified_cb)
        Gio.bus_own_name_on_connection(self.bus, 'org.freedesktop.Notifications', Gio.BusNameOwnerFlags.NONE)

    def start_accessibility(self):
        self.spawn('/usr/libexec/at-spi-bus-launcher', '--launch-immediately', stdout=subprocess.DEVNULL)
        self.wait(lambda: 'org.a11y.Bus' in self.names(), 'the accessibility bus is there')
        from gi.repository import Atspi
        self.atspi = Atspi
        Atspi.init()
        Atspi.set_timeout(2000, 5000)

    def serve(self, name, command):
        """Lets the bus start a command for a name, as an installed service file does."""
        with open(os.path.join(self.services, name + '.service'), 'w', encoding='utf-8') as file:
            file.write(f'[D-BUS Service]\nName={name}\nExec={command}\n')
        self.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ReloadConfig', None)

    def install(self, launcher, program):
        """Installs a launcher whose program stands elsewhere; returns its path."""
        path = os.path.join(self.place, 'data', 'applications', os.path.basename(launcher))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(launcher, encoding='utf-8') as source, open(path, 'w', encoding='utf-8') as target:
            target.write(re.sub(r'^Exec=\S+', 'Exec=' + program, source.read(), flags=re.M))
        return path

    # --- The program

    def adopt(self, name):
        """Takes the program that the bus started for a name for ours, and waits for its window."""
        pid = self.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                        'GetConnectionUnixProcessID', GLib.Variant('(s)', (name,))).unpack()[0]
        self.program = Adopted(pid)
        self.wait(self.get_window, 'the window is there')
        self.wait(self.root, 'the window can be read')

    def start(self, *arguments):
        """Starts the program and waits for its window."""
        with open(self.errors, 'ab') as errors:
            self.program = subprocess.Popen([*self.command, *arguments], stdin=subprocess.DEVNULL, stdout=errors,
                                            stderr=errors, env={**os.environ, **self.extra})
        self.wait(self.get_window, 'the window is there')
        self.wait(self.root, 'the window can be read')

    def stop(self):
        """Asks the program to end, as the session does at logout."""
        if self.program and self.program.poll() is None:
            self.program.send_signal(signal.SIGTERM)
            try:
                self.program.wait(10)
            except subprocess.TimeoutExpired:
                self.program.kill()
                self.program.wait()
        self.program = None

    def kill(self):
        """Ends the program as a power cut does."""
        self.program.kill()
        self.program.wait()
        self.program = None

    def read_errors(self):
        try:
            with open(self.errors, encoding='utf-8', errors='replace') as file:
                return file.read()
        except FileNotFoundError:
            return ''

    def complaints(self):
        """Returns the warnings, criticals and sanitizer findings that the program printed."""
        return [line for line in self.read_errors().split('\n') if COMPLAINT.search(line) and not NOT_OURS.search(line)]

    def database(self, workspace):
        """Opens the workspace for reading, beside the program, which folds it up only when nobody else reads it."""
        return contextlib.closing(sqlite3.connect(f'file:{workspace}/workspace.db?mode=ro', uri=True))

    # --- Waiting

    def wait(self, condition, what, seconds=PATIENCE_S):
        """Returns what the condition gives as soon as it is true."""
        end = time.monotonic() + seconds
        while True:
            while GLib.MainContext.default().iteration(False):
                pass
            try:
                answer = condition()
            except GLib.Error:
                answer = None  # the widget went away while it was looked at
            if answer:
                return answer
            if self.program and self.program.poll() not in (None, 0):
                raise Failure(f'{what}: the program ended with {self.program.returncode}\n{self.read_errors()[-3000:]}')
            if time.monotonic() > end:
                raise Failure(f'{what}: not within {seconds:.0f} s')
            time.sleep(0.02)

    # --- Widgets

    def root(self):
        desktop = self.atspi.get_desktop(0)
        desktop.clear_cache()
        for number in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(number)
            if child and self.program and child.get_process_id() == self.program.pid:
                return child
        return None

    def walk(self, node=None, shown=True):
        """Yields the widgets below one, those on the screen only."""
        node = node or self.root()
        if node is None:
            return
        waiting = [node]
        while waiting:
            node = waiting.pop()
            try:
                node.clear_cache_single()
                states = node.get_state_set()
                if shown and node.get_role_name() not in ('application',) and \
                   not states.contains(self.atspi.StateType.VISIBLE):
                    continue
                yield node
                waiting.extend(child for child in (node.get_child_at_index(number) for number in
                                                   reversed(range(node.get_child_count()))) if child)
            except GLib.Error:
                continue

    def look(self, role, name, below=None):
        """Returns the first widget of a role whose name is, or matches where name is a pattern, else None."""
        for node in self.walk(below):
            text = node.get_name() or ''
            if (role is None or node.get_role_name() == role) and \
               (name.search(text) if isinstance(name, re.Pattern) else text == name):
                return node
        return None

    def find(self, role, name, below=None):
        """Waits for a widget."""
        return self.wait(lambda: self.look(role, name, below), f'{role or "something"} “{name}” is shown')

    def has(self, node, state):
        return node.get_state_set().contains(getattr(self.atspi.StateType, state.upper()))

    def unnamed(self):
        """Returns the controls that a screen reader could not tell."""
        control = {'button', 'push button', 'toggle button', 'entry', 'text', 'check box', 'switch', 'combo box', 'slider'}
        return [node for node in self.walk() if node.get_role_name() in control and
                self.has(node, 'focusable') and not node.get_name() and not self.is_named_by_another(node)]

    def is_named_by_another(self, node):
        return any(relation.get_relation_type() == self.atspi.RelationType.LABELLED_BY
                   for relation in node.get_relation_set())

    def announcements(self):
        """Returns the list of what a screen reader is told to say, which grows from the first call on."""
        if self.announced is None:
            self.announced = []
            self.listener = self.atspi.EventListener.new(lambda event: self.announced.append(event.any_data))
            self.listener.register('object:announcement')
        return self.announced

    def describe(self):
        """Returns the tree of widgets as text, for who writes a test."""
        return '\n'.join(f'{node.get_role_name()}: {node.get_name()}' for node in self.walk())

    # --- Pointer, keys, window

    def output(self, *command):
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def get_window(self):
        """Returns the X window of the program, the topmost."""
        found = self.windows()
        return found[-1] if found else None

    def windows(self):
        return self.output('xdotool', 'search', '--onlyvisible', '--pid', str(self.program.pid)).split()

    def geometry(self):
        """Returns x, y, width and height of the window without its shadow."""
        window = self.wait(self.get_window, 'the window is there')
        values = dict(line.split('=') for line in
                      self.output('xdotool', 'getwindowgeometry', '--shell', window).split() if '=' in line)
        shadow = re.search(r'= (.*)', self.output('xprop', '-id', window, '_GTK_FRAME_EXTENTS'))
        left, right, top, bottom = (int(value) for value in shadow[1].split(',')) if shadow else (0, 0, 0, 0)
        return (int(values['X']) + left, int(values['Y']) + top,
                int(values['WIDTH']) - left - right, int(values['HEIGHT']) - top - bottom)

    def middle(self, node):
        """Returns the middle of a widget on the screen."""
        place = node.get_component_iface().get_extents(self.atspi.CoordType.WINDOW)
        x, y, _, _ = self.geometry()
        return x + place.x + place.width // 2, y + place.y + place.height // 2

    def click(self, node, button=1, times=1):
        """Clicks on a widget with the pointer, once it stands still."""
        places = [None, self.middle(node)]

        def is_still():
            places.append(self.middle(node))
            return places[-1] == places[-2]

        self.wait(is_still, 'the widget stands still')
        x, y = places[-1]
        # A pointer that is there already never “moves”, and --sync would wait for it; and no hand is as still as that.
        there = f'x:{x} y:{y} ' in self.output('xdotool', 'getmouselocation')
        move = ['mousemove', str(x + 2), str(y + 2)] if there else []
        move += ['mousemove', '--sync', str(x), str(y)]
        subprocess.run(['xdotool', *move, 'click', '--repeat', str(times), str(button)], check=True,
                       timeout=PATIENCE_S)

    def reach(self, node):
        """Turns the wheel over a dialog until a widget in it can be clicked, and returns the widget."""
        x, y, width, height = self.geometry()
        subprocess.run(['xdotool', 'mousemove', '--sync', str(x + width // 2 - 150), str(y + height // 2)], check=True)

        def is_reached():
            place = self.middle(node)[1] - y
            if height * 0.25 < place < height * 0.93:
                return True
            subprocess.run(['xdotool', 'click', '5' if place > height // 2 else '4'], check=True)
            self.settle()
            return False

        self.wait(is_reached, 'the widget is in sight')
        return node

    def drag(self, node, target, dy=0):
        """Drags a widget to another, or @dy below its middle, in steps as a hand does."""
        self.begin_drag(node, target, dy)
        self.settle()
        self.end_drag()

    def begin_drag(self, node, target, dy=0):
        """The same without letting go."""
        (x, y), (to_x, to_y) = self.middle(node), self.middle(target)
        subprocess.run(['xdotool', 'mousemove', '--sync', str(x), str(y), 'mousedown', '1'], check=True)
        self.glide((x, y), (to_x, to_y + dy))

    def drop_file(self, path, target=None):
        """Drags a file out of another program onto a widget, or into the middle of the window."""
        program = subprocess.Popen([sys.executable, '-c', FILES, path], stderr=subprocess.DEVNULL)
        try:
            window = self.wait(lambda: self.output('xdotool', 'search', '--onlyvisible', '--pid',
                                                   str(program.pid)).split(), 'the file manager is there')[-1]
            subprocess.run(['xdotool', 'windowmove', '--sync', window, str(self.size[0] - 90),
                            str(self.size[1] - 90), 'windowraise', window], check=True, timeout=PATIENCE_S)
            self.settle()
            left, top, width, height = self.geometry()
            values = dict(line.split('=') for line in self.output('xdotool', 'getwindowgeometry', '--shell',
                                                                  window).split() if '=' in line)
            start = tuple(int(values[at]) + int(values[long]) // 2 for at, long in (('X', 'WIDTH'), ('Y', 'HEIGHT')))
            subprocess.run(['xdotool', 'mousemove', '--sync', *map(str, start), 'mousedown', '1'], check=True)
            self.glide(start, self.middle(target) if target else (left + width // 2, top + height // 2))
            self.settle()
            self.end_drag()
            self.settle()
        finally:
            program.kill()
            program.wait()

    def drag_on(self, target):
        """Goes on with a drag to another widget, and lets go there."""
        place = self.output('xdotool', 'getmouselocation', '--shell')
        x, y = (int(re.search(f'{axis}=(\\d+)', place)[1]) for axis in 'XY')
        self.glide((x, y), self.middle(target))
        self.settle()
        self.end_drag()

    def end_drag(self):
        subprocess.run(['xdotool', 'mouseup', '1'], check=True, timeout=PATIENCE_S)

    def glide(self, start, end):
        (x, y), (to_x, to_y) = start, end
        steps = 12
        for step in range(1, steps + 1):
            subprocess.run(['xdotool', 'mousemove', '--sync', str(x + (to_x - x) * step // steps),
                            str(y + (to_y - y) * step // steps)], check=True, timeout=PATIENCE_S)
        # The drag begins while the hand moves on; it lets go when it sees where the thing will land.
        for nudge in (1, 2, 0):
            self.settle()
            subprocess.run(['xdotool', 'mousemove', '--sync', str(to_x + nudge), str(to_y)], check=True,
                           timeout=PATIENCE_S)

    def hold(self, key, action):
        """Does something while a key is held down."""
        subprocess.run(['xdotool', 'keydown', key], check=True, timeout=PATIENCE_S)
        try:
            action()
        finally:
            subprocess.run(['xdotool', 'keyup', key], check=True, timeout=PATIENCE_S)

    def cancel_drag(self):
        """Presses Escape while the button is held, and lets go only after that."""
        self.key('Escape', clear=False)
        self.settle()
        self.end_drag()

    def key(self, *names, clear=True):
        """Presses keys by the names of xdotool, as in key('ctrl+f', 'Return'). While a button is held, do not clear."""
        subprocess.run(['xdotool', 'key', *(['--clearmodifiers'] if clear else []), *names], check=True,
                       timeout=PATIENCE_S)

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--delay', '15', text], check=True, timeout=PATIENCE_S)

    def choose(self, path):
        """Chooses a file in the file chooser that is about to open, as one who knows the path does."""
        self.wait(lambda: len(self.windows()) > 1, 'the file chooser is open')
        self.settle()
        self.type('/')
        entry = self.wait(lambda: next((node for node in self.walk() if node.get_role_name() == 'text' and
                                        self.has(node, 'focused')), None), 'a path can be typed')
        # Typed letter by letter it would be completed to something else.
        entry.get_editable_text_iface().set_text_contents(path)
        self.key('Return')
        self.wait(lambda: len(self.windows()) == 1, 'the file chooser is closed')

    def resize(self, width, height):
        """Gives the window a size, shadow aside, and waits until it has it."""
        window = self.get_window()
        _, _, now_width, now_height = self.geometry()
        values = self.output('xdotool', 'getwindowgeometry', '--shell', window)
        outer = [int(re.search(f'{side}=(\\d+)', values)[1]) for side in ('WIDTH', 'HEIGHT')]
        subprocess.run(['xdotool', 'windowmove', window, '0', '0', 'windowsize', window,
                        str(width + outer[0] - now_width), str(height + outer[1] - now_height)], check=True)
        return self.wait(lambda: self.geometry()[2:] == (width, height), f'the window is {width} × {height}')

    def picture(self, path):
        """Leaves a picture of the window, or of the screen when there is none."""
        command = ['import', '-window', 'root']
        if self.program and self.get_window():
            x, y, width, height = self.geometry()
            command += ['-crop', f'{width}x{height}+{x}+{y}', '+repage']
        subprocess.run([*command, path], check=False, timeout=60)

    def settle(self):
        """Waits until two pictures of the screen are the same: animations have ended, rows are filled."""
        seen = []

        def is_still():
            seen.append(self.output('sh', '-c', 'import -window root -silent rgb:- | cksum'))
            return len(seen) > 3 and seen[-1] == seen[-2] == seen[-3]

        self.wait(is_still, 'the screen stands still')

    # --- The bus

    def call(self, name, path, interface, method, parameters):
        return self.bus.call_sync(name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, 10000, None)

    def names(self):
        return self.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ListNames',
                         None).unpack()[0]

    def get_name(self):
        """Returns the name of the running program on the bus, or None."""
        return next((name for name in self.names() if name.startswith('app.liaison.') and
                     not name.endswith('.Reminder')), None)

    def action(self, name, *parameters):
        """Runs a command of the program, as a notification, the shell or the command line does."""
        app = self.wait(self.get_name, 'the program is on the bus')
        self.call(app, '/' + app.replace('.', '/').replace('-', '_'), 'org.gtk.Actions', 'Activate',
                  GLib.Variant('(sava{sv})', (name, list(parameters), {})))

    def notified_cb(self, connection, sender, path, interface, method, parameters, invocation):
        if method == 'Notify':
            self.notifications.append(Notification(len(self.notifications) + 1, parameters.unpack()))
            invocation.return_value(GLib.Variant('(u)', (len(self.notifications),)))
        elif method == 'GetCapabilities':
            invocation.return_value(GLib.Variant('(as)', (['actions', 'body', 'persistence'],)))
        elif method == 'GetServerInformation':
            invocation.return_value(GLib.Variant('(ssss)', ('liaison-test', 'liaison', '1', '1.2')))
        else:
            invocation.return_value(None)

    def press(self, notification, button):
        """Presses a button of a notification by its identifier."""
        if button not in notification.buttons:
            raise Failure(f'the notification has no button {button}, only {", ".join(notification.buttons)}')
        self.bus.emit_signal(None, '/org/freedesktop/Notifications', 'org.freedesktop.Notifications', 'ActionInvoked',
                             GLib.Variant('(us)', (notification.number, button)))

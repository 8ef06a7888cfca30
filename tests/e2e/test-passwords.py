#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Preferences say in words how the password store is, as it changes: absent, unlocked, locked, silent, answering again,
ended. The store is the real GNOME Keyring, and the window lives through all of it.

test-passwords.py LIAISON [FOLDER-FOR-PICTURES]
"""

import os
import signal
import subprocess
import sys
import tempfile

from gi.repository import GLib

from harness import Desktop, Story

LIAISON = sys.argv[1]
PICTURES = sys.argv[2] if len(sys.argv) > 2 else None
STORE, PATH, SERVICE = 'org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service'
KEYRING = '/org/freedesktop/secrets/collection/login'
NUMBERS = iter(range(1, 20))


def start_keyring(desktop):
    """Starts the daemon with a keyring that is open."""
    environment = {name: value for name, value in os.environ.items() if name not in ('ASAN_OPTIONS', 'G_DEBUG')}
    daemon = subprocess.Popen(['gnome-keyring-daemon', '--foreground', '--components=secrets', '--unlock',
                               '--control-directory', os.path.join(desktop.place, 'runtime', 'keyring')],
                              stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              env=environment)
    desktop.processes.append(daemon)
    daemon.stdin.write(b'open sesame')
    daemon.stdin.close()
    desktop.wait(lambda: STORE in desktop.names(), 'the keyring is there')
    return daemon


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, \
         Desktop([LIAISON, '--workspace', os.path.join(place, 'workspace')], scheme=os.environ.get('SCHEME', 'default'),
                 language=os.environ.get('LANGUAGE_OF_PICTURES', 'en_US'),
                 environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:

        def says(title, button, name):
            """Whether the page says so, and offers that and nothing else."""
            desktop.wait(lambda: desktop.look('label', title), title, 30)
            desktop.settle()
            offered = [label for label in ('Try Again', 'Unlock', 'Set Up') if desktop.look('button', label)]
            if PICTURES:
                desktop.picture(os.path.join(PICTURES, f'passwords-{next(NUMBERS)}.png'))
            story.ok(offered == ([button] if button else []), f'{name}: “{title}”, and {button or "nothing to press"}')

        def turn_to(page):
            """As a screen reader presses it: where a tab in the bar of a dialog stands is told wrongly."""
            desktop.find('page tab', page).get_action_iface().do_action(0)
            desktop.settle()

        desktop.start()
        desktop.resize(900, 700)
        desktop.key('ctrl+comma')
        desktop.settle()
        turn_to('Passwords')
        says('Password Store Unavailable', 'Try Again', 'absent')

        daemon = start_keyring(desktop)
        says('Password Store Unlocked', None, 'unlocked')
        desktop.call(STORE, PATH, SERVICE, 'Lock', GLib.Variant('(ao)', ([KEYRING],)))
        says('Password Store Locked', 'Unlock', 'locked')

        daemon.send_signal(signal.SIGSTOP)
        desktop.click(desktop.find('button', 'Unlock'))
        says('Password Store Not Answering', 'Try Again', 'silent')
        turn_to('General')
        desktop.settle()
        story.ok(desktop.find('toggle button', 'Saturday'), 'the window is used meanwhile')
        turn_to('Passwords')
        daemon.send_signal(signal.SIGCONT)
        desktop.settle()
        desktop.click(desktop.find('button', 'Try Again'))
        says('Password Store Locked', 'Unlock', 'answering again')
        daemon.kill()
        daemon.wait()
        says('Password Store Unavailable', 'Try Again', 'ended')
        story.ok(not desktop.unnamed() and not desktop.complaints(),
                 'every control has a name, and no warning was printed: ' + '; '.join(desktop.complaints()))


sys.exit(Story().tell(steps))

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole story on real parts: a table comes in, a client is found and called, a next step is set, the window is
closed, a notification arrives, Snooze on it moves the step.

test-story.py LIAISON REMINDER
"""

import os
import sys
import tempfile
import time

from gi.repository import GLib

from harness import Desktop, Story

LIAISON, REMINDER = sys.argv[1], sys.argv[2]
TABLE = 'Компания;Контакт;Телефон;Город\r\nРомашка;Анна Сидорова;8 (916) 123-45-67;Москва\r\nВега;;+7 495 000-11-22;Тверь\r\n'


def steps(story):
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place, \
         Desktop([LIAISON, '--workspace', os.path.join(place, 'workspace')],
                 environment={'ASAN_OPTIONS': 'detect_leaks=0'}) as desktop:
        workspace = os.path.join(place, 'workspace')
        table = os.path.join(place, 'clients.csv')
        with open(table, 'wb') as file:
            file.write(TABLE.encode('cp1251'))

        def rows(sql):
            with desktop.database(workspace) as database:
                return database.execute(sql).fetchall()

        desktop.start()
        desktop.find('label', 'Welcome to Liaison')
        desktop.action('import-file', GLib.Variant('s', table))
        for button in ('Check', 'Import'):
            desktop.settle()
            desktop.click(desktop.find('button', button, desktop.find('frame', 'Import')))
        story.ok(desktop.wait(lambda: len(rows('SELECT name FROM client')) == 2, 'two clients are stored'),
                 'a table in windows-1251 comes in')
        desktop.settle()
        desktop.click(desktop.find('button', 'Done'))
        desktop.settle()

        desktop.key('ctrl+f')
        desktop.settle()
        desktop.type('123-45')
        desktop.find('label', 'Ромашка')
        client = rows("SELECT id FROM client WHERE name = 'Ромашка'")[0][0]
        desktop.action('open-client', GLib.Variant('x', client))
        story.ok(desktop.find('label', 'Анна Сидорова'), 'the client is found by a run of digits and opened')

        desktop.click(desktop.find('text', 'Log a Touch'))
        desktop.type('agreed on two videos')
        desktop.key('Return')
        story.ok(desktop.wait(lambda: rows('SELECT kind, text FROM entry') == [('call', 'agreed on two videos')],
                              'the call is stored'), 'a call is logged by keyboard')

        desktop.action('capture-for', GLib.Variant('x', client))
        desktop.find('button', 'Save')
        desktop.settle()
        desktop.type('send the act today')
        desktop.key('Return')
        story.ok(desktop.wait(lambda: rows('SELECT title, client_id FROM followup') == [('Send the act', client)],
                              'the next step is stored'), 'a next step is set in words')
        before = rows('SELECT due_date, due_time FROM followup')

        program = desktop.program
        name = desktop.get_name()
        desktop.serve(name, f'{LIAISON} --workspace {workspace} --gapplication-service')
        desktop.key('ctrl+w')
        desktop.wait(lambda: program.poll() is not None, 'the window is closed')

        # At noon of today the step is due; the reminder alone lives at that hour.
        desktop.spawn('env', 'LD_PRELOAD=/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
                      'FAKETIME=@' + time.strftime('%Y-%m-%d 12:00:00'), 'FAKETIME_DONT_FAKE_MONOTONIC=1',
                      'ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0', REMINDER, '--workspace', workspace)
        story.ok(desktop.wait(lambda: [note for note in desktop.notifications if note.title == 'Send the act'],
                              'the notification arrives'), 'a notification arrives with the window closed')

        desktop.press(desktop.notifications[-1], 'snooze')
        story.ok(desktop.wait(lambda: rows('SELECT due_date, due_time FROM followup') != before, 'the step is moved'),
                 'Snooze on the notification moves the step, without a window')


sys.exit(Story().tell(steps))

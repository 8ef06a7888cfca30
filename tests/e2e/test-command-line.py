#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command of the command line as another program would use it: without a display, and beside the open window.

test-command-line.py LIAISON

Exit codes are 0, 1 and 2; answers are on standard output, complaints on standard error; JSON has the members that the
manual tells.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

from harness import Desktop, Story

LIAISON = os.path.abspath(sys.argv[1])
FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'
DONE, REFUSED, USAGE = 0, 1, 2
TABLE = ('Company;Contact;Phone;Email\n'
         'Acme;Anna Smith;+7 916 123-45-67;anna@acme.example\n'
         'Vega;Oleg Kim;+7 495 000-11-22;\n')
MOMENT = re.compile(r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$')


class Line:
    """Runs the program in one workspace."""

    def __init__(self, workspace, environment):
        self.workspace = workspace
        self.environment = environment

    def run(self, *arguments, folder=None):
        return subprocess.run([LIAISON, '--workspace', self.workspace, *arguments], capture_output=True, text=True,
                              check=False, cwd=folder, env=self.environment, stdin=subprocess.DEVNULL, timeout=60)

    def json(self, *arguments, code=DONE, folder=None):
        """Returns what a command answers in JSON, None where it ended otherwise or complained."""
        answer = self.run(*arguments, '--json', folder=folder)
        if answer.returncode != code or (code == DONE and answer.stderr):
            print(f'# {arguments}: {answer.returncode}\n# {answer.stdout}\n# {answer.stderr}', flush=True)
            return None
        return json.loads(answer.stdout)

    def says(self, code, pattern, *arguments):
        """Whether a command ends so, with words on standard output, or on standard error unless it is done."""
        answer = self.run(*arguments)
        words, others = (answer.stdout, answer.stderr) if code == DONE else (answer.stderr, answer.stdout)
        if answer.returncode == code and re.search(pattern, words) and not others:
            return True
        print(f'# {arguments}: {answer.returncode}\n# {answer.stdout}\n# {answer.stderr}', flush=True)
        return False


def answers(story, line, place, where):
    """Every command once, in words and in JSON; the workspace is empty before."""
    table = os.path.join(place, 'clients.csv')
    with open(table, 'w', encoding='utf-8') as file:
        file.write(TABLE)

    dry = line.json('import', 'clients.csv', '--dry-run', folder=place)
    story.ok(dry == {'kind': 'csv', 'records': 2, 'imported': 2, 'duplicates': 0, 'errors': [], 'kept_in_notes': [],
                     'left_out': []} and line.json('search', 'Acme', code=REFUSED) == [],
             f'{where}: import --dry-run tells and does nothing')
    story.ok(line.json('import', 'clients.csv', folder=place) == dry, f'{where}: import does what it told')
    again = line.json('import', 'clients.csv', code=REFUSED, folder=place)
    story.ok(again['imported'] == 0 and again['duplicates'] == 2 and
             line.says(REFUSED, '', 'import', os.path.join(place, 'nothing.csv')),
             f'{where}: an import of nothing new is refused, as is a file that is not there')

    with open(os.path.join(place, 'more.csv'), 'w', encoding='utf-8') as file:
        file.write('Company;Phone;City\nOther Name;+7 916 123-45-67;Perm\n')
    filled = line.json('import', 'more.csv', '--duplicates', 'fill', folder=place)
    known = line.json('search', 'Acme')[0]['id']
    city = line.json('show', 'client', str(known)).get('city')
    undone = line.json('undo')
    story.ok(filled['duplicates'] == 1 and filled['filled'] == 1 and filled['imported'] == 0 and city == 'Perm' and
             undone and 'city' not in line.json('show', 'client', str(known)) and
             line.says(USAGE, 'duplicates', 'import', 'more.csv', '--duplicates', 'merge'),
             f'{where}: an import fills the blanks of who is known, and one undo takes that back')

    found = line.json('search', 'Acme')
    acme = next(item for item in found if item['type'] == 'client')
    story.ok(acme['title'] == 'Acme' and acme['client'] == 'Acme' and isinstance(acme['id'], int) and
             [item['client'] for item in line.json('search', '123-45')] == ['Acme'] and
             line.says(DONE, r'client +\d+  Acme', 'search', 'acme') and
             line.says(REFUSED, 'nothing is found', 'search', 'zzzz'),
             f'{where}: search finds by words and by digits, and says when it finds nothing')

    understood = line.json('add', '--dry-run', 'call Anna tomorrow at 15 for 30 min !!, every 2 weeks #ads')
    expected = {'type': 'followup', 'title': 'Call Anna', 'kind': 'call', 'client': 'Acme', 'client_id': acme['id'],
                'contact': 'Anna Smith', 'due': '2026-11-24T15:00:00+00:00', 'duration_minutes': 30, 'priority': 2,
                'rrule': 'FREQ=WEEKLY;INTERVAL=2', 'repeat': 'fixed', 'tags': ['ads']}
    contact = understood.pop('contact_id')
    story.ok(understood == expected and line.json('due') == [], f'{where}: add --dry-run tells and does nothing')
    added = line.json('add', 'call', 'Anna', 'tomorrow', 'at', '15', 'for 30 min !!, every 2 weeks #ads')
    story.ok(isinstance(added.pop('id'), int) and added.pop('contact_id') == contact and added == expected,
             f'{where}: add does what it told')
    story.ok(line.says(DONE, r'^Bring the samples\n  Task · Mon Nov 23\n$', 'add', 'bring the samples today') and
             line.says(DONE, r'^Call Anna\n.*Mon Nov 23, 10:00', 'add', '--', 'call Anna today at 10am'),
             f'{where}: in words it tells what was understood')

    due = line.json('due')
    story.ok([item['title'] for item in due] == ['Bring the samples', 'Call Anna'] and
             due[0]['due'] == '2026-11-23' and 'client' not in due[0] and
             due[1] == {'type': 'followup', 'id': due[1]['id'], 'title': 'Call Anna', 'client': 'Acme',
                        'due': '2026-11-23T10:00:00+00:00'} and
             line.says(DONE, r'10:00:00\+00:00  Call Anna · Acme', 'due'), f'{where}: due, a date or a moment')

    shown = line.json('show', 'client', str(acme['id']))
    story.ok(shown['title'] == 'Acme' and shown['status'] == 'lead' and shown['tags'] == ['ads'] and
             shown['people'][0]['name'] == 'Anna Smith' and shown['next'] == '2026-11-23T10:00:00+00:00' and
             [item['due'] for item in shown['followups']] ==
             ['2026-11-23T10:00:00+00:00', '2026-11-24T15:00:00+00:00'] and
             {item['normal'] for item in shown['channels']} == {'+79161234567', 'anna@acme.example'} and
             line.says(DONE, '^Acme\n.*\nPeople\n  Anna Smith\n', 'show', 'client', str(acme['id'])) and
             line.says(REFUSED, 'there is no client 5', 'show', 'client', '5'), f'{where}: show a client')

    story.ok(line.json('undo') == {'undone': 'Quick Capture'} and len(line.json('due')) == 1 and
             line.says(DONE, '^Undone: Quick Capture', 'undo'), f'{where}: undo takes back one action after the other')
    history = line.json('history')
    story.ok([(item['label'], item['undone']) for item in history] ==
             [('Quick Capture', True)] * 2 + [('Quick Capture', False), ('Import of “more.csv”', True),
                                                ('Import of “clients.csv”', False)] and
             all(MOMENT.match(item['at']) and isinstance(item['id'], int) for item in history) and
             line.says(DONE, 'Quick Capture ↶\n', 'history'), f'{where}: history, the newest first')

    cards(story, line, place, where)
    for kind, name in (('csv', 'out.csv'), ('vcard', 'out.vcf'), ('json', 'out.json')):
        told = line.json('export', kind, name, folder=place)
        with open(os.path.join(place, name), encoding='utf-8') as file:
            text = file.read()
        story.ok(told == {'kind': kind, 'exported': 2} and 'Acme' in text, f'{where}: export {kind}')
    story.ok(line.says(DONE, '^2 clients in /', 'export', 'csv', os.path.join(place, 'out.csv')) and
             line.says(REFUSED, '', 'export', 'csv', os.path.join(place, 'no', 'out.csv')),
             f'{where}: export says how many, and what it cannot write')
    story.ok(line.json('check') == {'whole': True, 'integrity': 'ok'} and line.says(DONE, 'whole', 'check'),
             f'{where}: check')
    story.ok(line.says(REFUSED, 'empty', 'sample'), f'{where}: a sample goes to an empty workspace only')


def cards(story, line, place, where):
    """Leaves nothing behind that counts as a client."""
    with open(os.path.join(place, 'Launch.csv'), 'w', encoding='utf-8') as file:
        file.write('TYPE,CONTENT,PRIORITY,INDENT\nsection,To Do,,\ntask,Write the brief,1,1\n')
    told = line.json('import', 'Launch.csv', folder=place)
    board = line.json('board', 'Launch')
    brief = board['columns'][0]['cards'][0]
    story.ok(told['lists'] == told['cards'] == 1 and board['columns'][0]['title'] == 'To Do' and
             brief['title'] == 'Write the brief', f'{where}: import a board, and show it')
    added = line.json('task', 'add', 'Show the sketch', '--project', 'Launch', '--due', '2026-11-25')
    done = line.json('task', 'done', str(brief['id']))
    status = line.json('status', 'Launch')
    story.ok(added['due'] == '2026-11-25' and done['done'] and
             [item['title'] for item in line.json('task', 'list')] == ['Show the sketch'] and
             status['done'] == 'Write the brief' and status['next'] == 'Show the sketch' and
             [item['type'] for item in line.json('search', 'sketch')] == ['task'],
             f'{where}: cards are added, done, listed, found, and tell where the project stands')
    event = line.json('event', 'add', 'Meet Anna tomorrow at 15')
    agenda = line.json('agenda', '--from', '2026-11-24', '--to', '2026-11-25')
    story.ok([(item['type'], item['start']) for item in agenda if item['id'] in (event['id'], added['id'])] ==
             [('event', '2026-11-24T15:00:00+00:00'), ('task', '2026-11-25')],
             f'{where}: the agenda has events and cards')


def usage(story, line):
    wrong = [('add',), ('add', '  '), ('search',), ('show',), ('show', 'client'), ('show', 'client', 'abc'),
             ('show', 'task', '1'), ('task', 'done', 'Write the brief'), ('import',), ('import', 'a', 'b'), ('export', 'csv'), ('export', 'png', 'x'),
             ('due', 'today'), ('undo', '3'), ('history', 'x'), ('check', 'x'), ('sample', '--clients', '0'),
             ('sample', '--clients', 'many'), ('undo', '--dry-run'), ('due', '--clients', '3'), ('nonsense',),
             ('--nonsense',), ('--json',)]
    story.ok(all([line.says(USAGE, '^liaison: .+\n.*liaison --help', *arguments) for arguments in wrong]),
             'what cannot be meant ends with 2, says why, and does nothing')
    told = line.run('--help').stdout
    with open(os.path.join(os.path.dirname(__file__), '..', '..', 'data', 'liaison.1'), encoding='utf-8') as file:
        manual = file.read()
    story.ok(all(f'\n  {command} ' in told and f'\n.B {command}' in manual for command in
                 ('add', 'due', 'search', 'show', 'undo', 'history', 'import', 'export', 'check', 'sample')),
             'the help and the manual know every command')
    story.ok(re.match(r'^liaison \d+\.\d+', line.run('--version').stdout), 'the version')


def sample(story, place, environment):
    lines = [Line(os.path.join(place, name), environment) for name in ('one', 'two', 'three')]
    first, second, third = [line.json('sample', '--clients', '7', '--entries', '30', '--seed', seed)
                            for line, seed in zip(lines, ('5', '5', '6'))]
    exports = []
    for line in lines:
        path = os.path.join(line.workspace, 'all.json')
        line.run('export', 'json', path)
        with open(path, encoding='utf-8') as file:
            exports.append([client['name'] for client in json.load(file)['clients']])
    story.ok(first == second == third == {'clients': 7, 'entries': 30} and exports[0] == exports[1] and
             exports[0] != exports[2] and len(exports[0]) == 7, 'the same seed makes the same agency')


def steps(story):
    clock = {'LD_PRELOAD': FAKETIME, 'FAKETIME': '@2026-11-23 09:00:00', 'FAKETIME_DONT_FAKE_MONOTONIC': '1',
             'ASAN_OPTIONS': 'verify_asan_link_order=0:detect_leaks=0', 'TZ': 'UTC', 'LC_ALL': 'en_US.UTF-8'}
    with tempfile.TemporaryDirectory(prefix='liaison-test-') as place:
        without = {name: value for name, value in os.environ.items() if name not in
                   ('DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS')}
        line = Line(os.path.join(place, 'alone'), {**without, **clock, 'HOME': place})
        answers(story, line, place, 'without a display')
        usage(story, line)
        sample(story, place, line.environment)

        workspace = os.path.join(place, 'beside')
        with Desktop([LIAISON, '--workspace', workspace], environment=clock) as desktop:
            desktop.start()
            beside = Line(workspace, {**os.environ, **clock})
            answers(story, beside, place, 'beside the window')
            desktop.find('list item', 'Call Anna')
            story.ok(True, 'the window shows what was added')
            complaints = desktop.complaints()
            for text in complaints:
                print('# ' + text)
            story.ok(not complaints, 'no warning was printed')


sys.exit(Story().tell(steps))

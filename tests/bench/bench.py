#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the program does, each row as a ratio to the least that the platform needs for the same, in one run.

bench.py BUILD [--rounds N] [--clients N] [--entries N] [--markdown FILE] [--growth] [GROUP…]

Limit and program run in turn, five times unless told otherwise, and the middle counts, of questions that are asked
again in each round the best: a machine that does something else beside spoils both alike. BUILD is an optimised build without sanitizers. The invented agency is made once and
kept in the user's cache folder. A row that misses its goal is told, not failed; a program that crashes fails.
"""

import argparse
import contextlib
import itertools
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'e2e'))

from gi.repository import GLib

from harness import Desktop

MAKE_ANEW_DAYS = 14
IDLE_S = 1.5
REMINDER_S = 30
SETTINGS = '[Settings]\ngtk-cursor-blink=0\ngtk-enable-animations=0\n'


class Bare(Desktop):
    """A desktop without a screen reader, where nothing moves by itself."""

    def start_accessibility(self):
        os.environ.update({'GTK_A11Y': 'none', 'GSK_RENDERER': os.environ.get('LIAISON_BENCH_RENDERER', 'ngl'),
                           'LIBGL_ALWAYS_SOFTWARE': '1', 'GSETTINGS_BACKEND': 'memory'})
        with open(os.path.join(self.place, 'config', 'gtk-4.0', 'settings.ini'), 'w', encoding='utf-8') as file:
            file.write(SETTINGS)


class Row:
    """One line of the table: what the limit and the program took, in milliseconds unless `unit` says otherwise."""

    def __init__(self, what, goal, limit, program, *, tail=None, unit='ms', note='', absolute=False):
        self.what, self.goal, self.limit, self.program = what, goal, limit, program
        self.tail, self.unit, self.note, self.absolute = tail, unit, note, absolute

    def value(self):
        return self.program if self.absolute else self.program / self.limit

    def holds(self):
        return self.value() <= self.goal

    def cells(self):
        number = (lambda x: '—' if x is None else f'{x:.0f}' if x >= 100 else f'{x:.3g}')
        value = number(self.value()) if self.absolute else f'{self.value():.2f}'
        return [self.what, f'{number(self.limit)}', f'{number(self.program)} {self.unit}'.strip(),
                value, f'≤ {self.goal:g}', 'holds' if self.holds() else 'misses', self.note]


def middle(values):
    return statistics.median(values)


def best(rounds):
    """Returns for each of the questions, which are the same in all rounds, how it went at best."""
    return [min(times) for times in zip(*rounds)]


def tail(values):
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


# --- Processes ---------------------------------------------------------------------------------------------------------

def memory_mb(pid):
    """Returns the proportional set size."""
    with open(f'/proc/{pid}/smaps_rollup', encoding='utf-8') as file:
        return next(int(line.split()[1]) for line in file if line.startswith('Pss:')) / 1024


def switches(pid):
    """Returns how often each thread of a process was woken."""
    woken = {}
    for task in os.listdir(f'/proc/{pid}/task'):
        with open(f'/proc/{pid}/task/{task}/status', encoding='utf-8') as file:
            woken[task] = sum(int(line.split()[1]) for line in file if line.startswith('voluntary'))
    return woken


def cpu_ms(pid):
    with open(f'/proc/{pid}/stat', encoding='utf-8') as file:
        fields = file.read().rpartition(')')[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf('SC_CLK_TCK')


def end(pid):
    """Ends a program that `screen` started, which is nobody's child; waits until it is gone."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        for _ in range(500):
            os.kill(pid, 0)
            with open(f'/proc/{pid}/stat', encoding='utf-8') as file:
                if ' Z ' in file.read():
                    return
            time.sleep(0.02)
        os.kill(pid, signal.SIGKILL)


# --- The bench ---------------------------------------------------------------------------------------------------------

class Bench:
    def __init__(self, build, options):
        self.build, self.options = build, options
        self.rows = []
        self.cache = os.path.join(os.environ.get('XDG_CACHE_HOME', os.path.expanduser('~/.cache')), 'liaison', 'bench')
        self.desktop = None
        self.works = {}
        self.started = {}

    def tool(self, name):
        return os.path.join(self.build, 'tests', 'bench', 'bench-' + name)

    @property
    def liaison(self):
        return os.path.join(self.build, 'src', 'app', 'liaison')

    def add(self, *arguments, **options):
        self.rows.append(Row(*arguments, **options))
        print('#   ' + ' | '.join(self.rows[-1].cells()), flush=True)

    def say(self, text):
        print('# ' + text, flush=True)

    def run(self, *command):
        # A file, not a pipe: what `screen` starts lives on and would keep the pipe open.
        with tempfile.TemporaryFile('w+') as errors:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True,
                                  check=False)
            errors.seek(0)
            if done.returncode:
                raise RuntimeError(f'{os.path.basename(command[0])} ended with {done.returncode}: {errors.read()[-500:]}')
        return done.stdout

    def sample(self, clients, entries):
        """Returns a copy of the invented agency that may be written to; the first time it takes a while."""
        key = (clients, entries)
        if key in self.works:
            return self.works[key]
        kept = os.path.join(self.cache, f'sample-{clients}-{entries}')
        if not os.path.exists(kept) or time.time() - os.path.getmtime(kept) > MAKE_ANEW_DAYS * 86400:
            self.say(f'making an agency of {clients} clients and {entries} entries in {kept}')
            shutil.rmtree(kept, ignore_errors=True)
            shutil.rmtree(kept + '.new', ignore_errors=True)
            os.makedirs(self.cache, exist_ok=True)
            self.run(self.liaison, '--workspace', kept + '.new', 'sample', '--clients', str(clients), '--entries',
                     str(entries), '--seed', '1')
            os.rename(kept + '.new', kept)
        work = os.path.join(self.cache, f'work-{os.getpid()}-{clients}')
        self.works[key] = work
        os.makedirs(os.path.join(work, 'backups'))
        subprocess.run(['cp', '--reflink=auto', os.path.join(kept, 'workspace.db'), work], check=True)
        # A workspace that was just saved makes no backup while it is measured.
        with open(os.path.join(work, 'backups', time.strftime('workspace-%Y%m%d-%H%M%S.db', time.gmtime())), 'wb'):
            pass
        # A newer program brings the data up to date once, not while it is measured.
        self.run(self.liaison, '--workspace', work, 'search', 'a')
        return work

    def large(self):
        return self.sample(self.options.clients, self.options.entries)

    def close(self):
        for work in self.works.values():
            shutil.rmtree(work, ignore_errors=True)

    # --- What is seen from outside

    def start(self, *command):
        """Starts a program; returns (mapped, painted, complete, pictures, pid)."""
        answer = self.run(self.tool('screen'), 'start', *command).split()
        if float(answer[1]) < 0:
            raise RuntimeError(f'{os.path.basename(command[0])} showed no window')
        return [*map(float, answer[:3]), int(answer[3]), int(answer[4])]

    def program(self, workspace):
        return self.start(self.liaison, '--workspace', workspace)

    def act(self, *steps):
        """Presses keys; returns a (first, complete, pictures) for each."""
        return [tuple(map(float, line.split()))
                for line in self.run(self.tool('screen'), 'act', *steps).splitlines()]

    def measure_starts(self, commands, rounds, before=None):
        """Starts each command in turn; returns {name: [(painted, complete, pss, cpu), …]}."""
        found = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, command in commands.items():
                if before:
                    before()
                _, painted, complete, _, pid = self.start(*command)
                time.sleep(IDLE_S)
                numbers = (painted, complete, memory_mb(pid), cpu_ms(pid))
                end(pid)
                if number > 0 or before:  # the first one warms up
                    found[name].append(numbers)
        return found

    def commands(self):
        return {'limit': [self.tool('limit-window')],
                'program': [self.liaison, '--workspace', self.large()]}

    # --- Groups

    def group_start(self):
        commands = self.commands()
        commands['small'] = [self.liaison, '--workspace', self.sample(60, 400)]
        found = self.measure_starts(commands, self.options.rounds)
        column = (lambda name, i: middle([numbers[i] for numbers in found[name]]))
        self.add('start: window painted', 1.4, column('limit', 0), column('program', 0))
        self.add('start: Today complete', 1.9, column('limit', 1), column('program', 1))
        self.add('start: complete, beside 60 clients', 1.1, column('small', 1), column('program', 1))
        self.add('start: processor time', 2.0, column('limit', 3), column('program', 3))
        self.add('memory after the start', 1.2, column('limit', 2), column('program', 2), unit='MB')

    def group_cold(self):
        def forget():
            os.sync()
            with open('/proc/sys/vm/drop_caches', 'w', encoding='ascii') as file:
                file.write('3')
        try:
            forget()
        except OSError:
            self.say('cold: only who may empty the cache of the kernel can measure this')
            return
        found = self.measure_starts(self.commands(), min(self.options.rounds, 3), forget)
        self.add('cold start: Today complete', 1.8, *(middle([n[1] for n in found[name]]) for name in found))

    def group_memory(self):
        limit = self.measure_starts({'limit': [self.tool('limit-window')]}, 2)['limit']
        *_, pid = self.program(self.large())
        with sqlite3.connect(f'file:{self.large()}/workspace.db?mode=ro', uri=True) as database:
            clients = [row[0] for row in database.execute('SELECT client_id FROM entry GROUP BY client_id'
                                                          ' ORDER BY count(*) DESC LIMIT 3')]
        for key in '123456':
            self.act(f'ctrl:{key}')
        for client in clients:
            self.desktop.action('open-client', GLib.Variant('x', client))
            time.sleep(IDLE_S)
        self.add('memory after every page', 1.5, middle([n[2] for n in limit]), memory_mb(pid), unit='MB')
        end(pid)

    def group_list(self):
        database = os.path.join(self.large(), 'workspace.db')
        limit, program, pictures = [], [], []
        search_limit, search, search_pictures, client, client_pictures = [], [], [], [], []
        for _ in range(self.options.rounds):
            *_, pid = self.start(self.tool('limit-list'), 'columns', database, 'open')
            steps = self.act('ctrl:2', 'ctrl:f', 'type:a', 'type:n', 'type:d')
            limit.append(steps[0][1])
            search_limit += [step[1] for step in steps[2:]]
            end(pid)
            *_, pid = self.program(self.large())
            steps = self.act('ctrl:2')
            program.append(steps[0][1])
            pictures.append(steps[0][2])
            steps = self.act('ctrl:f', 'type:a', 'type:n', 'type:d')
            search += [step[1] for step in steps[1:]]
            search_pictures += [step[2] for step in steps[1:]]
            steps = self.act('key:Return')
            client.append(steps[0][1])
            client_pictures.append(steps[0][2])
            end(pid)
        self.add('list of clients: open, rows filled', 2.0, middle(limit), middle(program),
                 note=f'{middle(pictures):.0f} pictures')
        self.add('search: key to rows on the screen', 2.0, middle(search_limit), middle(search),
                 note=f'{middle(search_pictures):.0f} pictures')
        self.add('client page: key to complete', 2.0, middle(limit), middle(client),
                 note=f'{middle(client_pictures):.0f} pictures')

    def told(self, command, found):
        for line in self.run(*command).splitlines():
            words = line.split()
            if len(words) > 2 and words[1] in ('limit', 'program'):
                found.setdefault(words[0], {}).setdefault(words[1], []).append([float(word) / 1000 for word in words[2:]])

    def group_scroll(self):
        found = {}
        for _ in range(min(self.options.rounds, 3)):
            for kind in ('columns', 'list'):
                self.told([self.tool('limit-list'), kind, os.path.join(self.large(), 'workspace.db'), 'scroll'], found)
                self.told([self.tool('scroll-clients'), kind, self.large()], found)
        for name, sides in found.items():
            sides = {side: list(itertools.chain(*rounds)) for side, rounds in sides.items()}
            _, kind, how = name.split('-')
            self.add(f'scroll {kind} by {how}: frame, p95', 1.25, tail(sides['limit']), tail(sides['program']),
                     note=f'p50 {middle(sides["program"]) / middle(sides["limit"]):.2f}, '
                          f'longest {max(sides["program"]):.0f} ms')

    def group_board(self):
        """A board of 5,000 cards: five bare list views of as many rows are the limit."""
        found = {}
        for _ in range(min(self.options.rounds, 3)):
            for side in ('limit', 'program'):
                self.told([self.tool('board-cards'), side, '1000'], found)
        found = {name: {side: list(itertools.chain(*rounds)) for side, rounds in sides.items()}
                 for name, sides in found.items()}
        names = {'board-open': ('board of 5,000 cards: open', 1.3), 'board-drop': ('board: drop to frame', 2),
                 'board-regroup': ('board: regroup', 2), 'board-filter': ('board: filter', 2)}
        for name, (what, goal) in names.items():
            self.add(what, goal, middle(found[name]['limit']), middle(found[name]['program']))
        self.add('board: handler of a drop', 4, middle(found['board-handler']['limit']),
                 middle(found['board-handler']['program']), absolute=True)
        for how in ('wheel', 'page', 'jump'):
            sides = found[f'scroll-board-{how}']
            self.add(f'scroll board by {how}: frame, p95', 1.25, tail(sides['limit']), tail(sides['program']))

    def group_questions(self):
        found = {}
        self.told([self.tool('questions'), self.large(), str(self.options.rounds)], found)
        both = (lambda name, how: (how(best(found[name]['limit'])), how(best(found[name]['program']))))
        flat = (lambda name, side: list(itertools.chain(*found[name][side])))
        p50 = (lambda name: f'p50 {middle(best(found[name]["program"])):.2f} ms')
        self.add('workspace: open', 3.0, *both('open', middle))
        self.add('ids of all clients, in order', 1.5, *both('ids', middle))
        self.add('search everything, p95', 3.0, *both('search', tail), note=p50('search'))
        self.add('search the list, p95', 3.0, *both('filter', tail), note=p50('filter'))
        self.add('client page: data', 3.0, *both('client', middle))
        self.add('log a touch until durable', 2.5, middle(flat('touch', 'limit')), middle(flat('touch', 'program')))
        self.add('log a touch until durable, p95', 5.0, tail(flat('touch', 'limit')), tail(flat('touch', 'program')))
        self.add('main loop stands still meanwhile, at most', 16.7, None, max(flat('stall', 'program')), absolute=True)
        self.add('undo, beside the action', 2.0, middle(flat('touch', 'program')), middle(flat('undo', 'program')))

    def group_import(self):
        """The same table of clients, into a workspace that is new each time."""
        rows = self.options.rows
        path = os.path.join(self.desktop.place, 'clients.csv')
        number = random.Random(1)
        words = [''.join(number.choice('bdfgklmnprstv') + number.choice('aeiou') for _ in range(3)) for _ in range(3000)]
        with open(path, 'w', encoding='utf-8') as file:
            file.write('Company,Phone,Email,City,Note\n')
            for row in range(rows):
                pick = [number.choice(words) for _ in range(10)]
                file.write(f'{pick[0].title()} {pick[1].title()} {row},+7 9{number.randrange(10 ** 9):09},'
                           f'{pick[2]}{row}@{pick[3]}.example,{pick[4].title()},{" ".join(pick[5:])}\n')
        limit, program, memory = [], [], []
        for _ in range(min(self.options.rounds, 3)):
            for times, folder, command in (
                    (limit, 'limit.db', [self.tool('limit-import'), path]),
                    (program, 'import', [self.liaison, '--workspace'])):
                place = os.path.join(self.desktop.place, folder)
                shutil.rmtree(place, ignore_errors=True)
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(place)
                start = time.monotonic()
                peak = self.run_and_watch(*command, place, *(['import', path] if times is program else []))
                times.append((time.monotonic() - start) * 1000)
                if times is program:
                    memory.append(peak)
        self.add(f'import of {rows} clients', 2.0, middle(limit), middle(program),
                 note=f'{max(memory):.0f} MB at most')

    def run_and_watch(self, *command):
        """Runs to the end; returns the most memory that it had, in MB."""
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f'{os.path.basename(command[0])} ended with {process.returncode}')
        return usage.ru_maxrss / 1024

    def group_export(self):
        work = self.large()
        path = os.path.join(work, 'export.csv')
        sql = ('SELECT c.name, c.legal_name, c.kind, c.status, s.name, m.name, c.source, c.city, c.address, c.note,'
               ' (SELECT group_concat (value) FROM channel WHERE client_id = c.id)'
               ' FROM client c LEFT JOIN segment s ON s.id = c.segment_id LEFT JOIN member m ON m.id = c.owner_id'
               ' WHERE c.archived_at IS NULL')
        limit, program = [], []
        for _ in range(self.options.rounds):
            for times, command in ((limit, ['sqlite3', '-readonly', '-csv', '-header', '-cmd', f'.output {path}',
                                            os.path.join(work, 'workspace.db'), sql]),
                                   (program, [self.liaison, '--workspace', work, 'export', 'clients', path])):
                start = time.monotonic()
                self.run(*command)
                times.append((time.monotonic() - start) * 1000)
                os.unlink(path)
        self.add('export of all clients', 3.0, middle(limit), middle(program))

    def group_reminder(self):
        process = subprocess.Popen([os.path.join(self.build, 'src', 'reminder', 'liaison-reminder'), '--workspace',
                                    self.large()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        try:
            time.sleep(5)
            woken, cpu = switches(process.pid), cpu_ms(process.pid)
            time.sleep(REMINDER_S)
            if process.poll() is not None:
                raise RuntimeError(f'liaison-reminder ended with {process.returncode}')
            self.add('reminder: memory', 15, None, memory_mb(process.pid), unit='MB', absolute=True)
            # A thread that ended meanwhile, as of a pool, takes its count with it.
            again = sum(n - woken.get(task, 0) for task, n in switches(process.pid).items())
            self.add('reminder: times woken a minute', 2, None, again * 60 / REMINDER_S, unit='', absolute=True)
            self.add('reminder: processor', 0.1, None, (cpu_ms(process.pid) - cpu) / REMINDER_S / 10, unit='%',
                     absolute=True)
        finally:
            process.terminate()
            process.wait()

    def group_growth(self):
        """The program beside itself on a tenth of the clients, and on ten times as many with --growth."""
        sizes = [(self.options.clients // 10, self.options.entries // 10), (self.options.clients, self.options.entries)]
        if self.options.growth:
            sizes.append((self.options.clients * 10, self.options.entries))
        found = []
        for clients, entries in sizes:
            work, answers = self.sample(clients, entries), {}
            starts = self.measure_starts({'program': [self.liaison, '--workspace', work]}, 3)['program']
            answers['start: Today complete'] = middle([numbers[1] for numbers in starts])
            told = {}
            self.told([self.tool('questions'), work, '3'], told)
            answers['search the list'] = middle(best(told['filter']['program']))
            answers['search everything'] = middle(best(told['search']['program']))
            answers['client page: data'] = middle(best(told['client']['program']))
            answers['log a touch until durable'] = middle(best(told['touch']['program']))
            found.append(answers)
        for (clients, _), answers in zip(sizes[1:], found[1:]):
            for name, value in answers.items():
                self.add(f'{name}: {clients} clients beside {sizes[0][0]}', 1.5, found[0][name], value)


GROUPS = ['start', 'cold', 'memory', 'list', 'scroll', 'board', 'questions', 'import', 'export', 'reminder', 'growth']
HEAD = ['what', 'limit', 'Liaison', 'ratio', 'goal', '', '']


def table(rows):
    """Returns the table as Markdown."""
    lines = ['| ' + ' | '.join(HEAD) + ' |', '|' + '---|' * len(HEAD)]
    return '\n'.join(lines + ['| ' + ' | '.join(row.cells()) + ' |' for row in rows]) + '\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('build')
    parser.add_argument('--sanitize', default='none', help='the sanitizers of the build, as Meson tells them')
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--clients', type=int, default=100000)
    parser.add_argument('--entries', type=int, default=1000000)
    parser.add_argument('--rows', type=int, default=200000, help='of the table that is imported')
    parser.add_argument('--growth', action='store_true', help='also ten times as many clients: 20 minutes more')
    parser.add_argument('--markdown', metavar='FILE', help='where the table goes')
    parser.add_argument('groups', nargs='*', metavar='GROUP', help=', '.join(GROUPS))
    options = parser.parse_args()
    if options.sanitize not in ('none', '[]', ''):
        print(f'1..0 # SKIP times of a build with -Db_sanitize={options.sanitize} say nothing; '
              'sh tests/run --long makes one without')
        return 0

    bench = Bench(os.path.abspath(options.build), options)
    failed = 0
    groups = options.groups or GROUPS
    try:
        with Bare([]) as bench.desktop:
            for number, name in enumerate(groups, 1):
                try:
                    getattr(bench, 'group_' + name)()
                    print(f'ok {number} {name} is measured', flush=True)
                except (RuntimeError, OSError, KeyError, ValueError, IndexError) as error:
                    failed += 1
                    print(f'not ok {number} {name} is measured\n# {error!r}', flush=True)
    finally:
        bench.close()
    print(f'1..{len(groups)}')
    text = table(bench.rows)
    if options.markdown:
        with open(options.markdown, 'w', encoding='utf-8') as file:
            file.write(text)
    print('\n'.join('# ' + line for line in text.splitlines()))
    print(f'# {sum(row.holds() for row in bench.rows)} of {len(bench.rows)} rows hold their goal')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())

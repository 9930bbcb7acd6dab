"""A deadline: seventy units hand in five reports each, with a file, against a real server."""

import hashlib
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lxml.html

from bench.builds import HERE, Build, processor_time
from bench.cycle_site import AS_OF, SLUG, YEAR
from bench.measuring import Table, shown
from tools.postgresql import database_url

TITLE = "A cycle's deadline"
ABOUT = (
    "Seventy people, signed in beforehand, each open and hand in five reports with a PDF of 20 kB, by the page's own "
    "form: once with a pause of 1 to 3 s before each request, once without any. gunicorn has two processes of four "
    "threads; the people are threads of another process on the same machine, and so is PostgreSQL. The gate is that "
    "nothing is lost: each person gets an answer, each report is submitted with its words, its file on the disk and "
    "its entries in the trail, and the chain holds. The control is as many requests for the smallest static file, by "
    "as many people, with the same pauses, from the same server right before. `other work` is how much of the "
    "machine was in use before the run began."
)
ROOT = Path(__file__).parent.parent
GOAL = 500  # milliseconds, the 95th of a hundred
PAUSE = (1.0, 3.0)  # seconds
STATIC = "/static/luoshi/icon.svg"


@dataclass
class Answers:
    """How long each request took, in milliseconds, and what went wrong."""

    times: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def at(self, percent: int) -> float:
        return statistics.quantiles(self.times, n=100, method="inclusive")[percent - 1]

    def cells(self, seconds: float) -> list[str]:
        return [
            str(len(self.times)), shown(self.at(50)), shown(self.at(95)), shown(max(self.times)),
            str(len(self.wrong)), f"{len(self.times) / seconds:.0f}",
        ]  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody with a browser, signed in: opens a report, fills its form as it came, and sends it."""

    port: int
    session: str
    dice: random.Random
    paused: bool

    def ask(
        self, method: str, address: str, body: bytes, headers: dict[str, str], into: Answers
    ) -> tuple[int, bytes, str]:
        if self.paused:
            time.sleep(self.dice.uniform(*PAUSE))
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        except OSError as error:
            into.wrong.append(f"{method} {address}: {error}")
            return 0, b"", ""
        finally:
            connection.close()
        into.times.append(1000 * (time.perf_counter() - begun))
        return answer.status, content, answer.headers.get("Set-Cookie", "")

    def hand_in(self, task: str, opened: Answers, sent: Answers) -> dict[str, str]:
        """Open a report and submit it; return what must be kept of it now."""
        page, cookie = self.opens(task, opened)
        return self.sends(task, page, cookie, sent)

    def opens(self, task: str, opened: Answers) -> tuple[bytes, str]:
        """Open a report; return its page and the cookie that came with it; no page where there was no answer."""
        headers = {"Cookie": f"sessionid={self.session}", "Accept-Encoding": "gzip"}
        status, page, cookie = self.ask("GET", address_of(task), b"", headers, opened)
        if status != 200:
            opened.wrong.append(f"{address_of(task)}: {status}")
            return b"", ""
        return page, cookie

    def sends(self, task: str, page: bytes, cookie: str, sent: Answers) -> dict[str, str]:
        """Fill a report's form as it came, and submit it with a file; return what must be kept of it now."""
        statement = f"截至9月底，第{task}项完成{self.dice.randrange(10, 999)}个，其余按计划推进。"
        data = b"%PDF-1.4\n" + self.dice.randbytes(20_000)
        kept = {"task": task, "statement": statement, "sha256": hashlib.sha256(data).hexdigest()}
        if not page:
            return kept
        fields = form_of(unpacked(page))
        fields |= {name: str(self.dice.randrange(10, 999)) for name in fields if name.startswith("value.")}
        fields |= {"statement": statement, "do": "submit"}
        body, kind = multipart(fields, "evidence_file", f"佐证{task}.pdf", data)
        cookies = f"sessionid={self.session}; {cookie.split(';')[0]}"
        status, page, _ = self.ask("POST", address_of(task), body, {"Cookie": cookies, "Content-Type": kind}, sent)
        if status != 302:
            sent.wrong.append(f"{address_of(task)}: {status} {said(page)}")
        return kept


def address_of(task: str) -> str:
    return f"/{SLUG}/{YEAR}/cycles/{AS_OF}/report/{task}/"


def unpacked(page: bytes) -> str:
    import gzip

    return (gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page).decode()


def form_of(page: str) -> dict[str, str]:
    """Return what a browser would send of the form that has the statement, buttons and files left out."""
    tree = lxml.html.document_fromstring(page)
    (form,) = [form for form in tree.forms if form.xpath(".//textarea[@name='statement']")]
    fields = {}
    for one in form.xpath(".//input[@name]|.//textarea[@name]|.//select[@name]"):
        kind = one.get("type", "")
        if kind in ("file", "submit", "button") or (kind in ("checkbox", "radio") and one.get("checked") is None):
            continue
        fields[one.get("name")] = str(one.value or "")
    return fields


def said(page: bytes) -> str:
    with suppress(Exception):
        found = lxml.html.document_fromstring(page.decode()).cssselect("[role=alert]")
        return " ".join(found[0].text_content().split())
    return ""


def multipart(fields: dict[str, str], name: str, file: str, data: bytes) -> tuple[bytes, str]:
    line = "-----------------------------luoshi-bench"
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in fields.items()
    ]
    head = f'--{line}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
    parts.append(f"{head}Content-Type: application/pdf\r\n\r\n".encode() + data + b"\r\n")
    return b"".join([*parts, f"--{line}--\r\n".encode()]), f"multipart/form-data; boundary={line}"


@dataclass(frozen=True, slots=True)
class Server:
    """A site that answers: its port, and the process that started the others."""

    port: int
    pid: int


@contextmanager
def served(build: Build, around: dict[str, str]) -> Iterator[Server]:
    """Serve the site as docs/architecture.md says."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [build.python, "-m", "gunicorn", "luoshi_web.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=build.root, env=around)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and server.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=60)


@contextmanager
def empty_database(url: str) -> Iterator[str]:
    """Make the database that a URL names, and remove it afterwards."""
    import psycopg

    name = urlsplit(url).path.lstrip("/")
    with psycopg.connect(urlsplit(url)._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield url
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def at_once(works: list[Callable[[], None]]) -> float:
    """Do all at the same time; return the seconds until the last is done."""
    threads = [threading.Thread(target=work) for work in works]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class Ground:
    """A fresh site with its seventy units: who is signed in and what each owes."""

    around: dict[str, str]
    told: Path
    people: list[dict[str, Any]]
    database: str

    def backends(self) -> list[int]:
        """Return the processes of PostgreSQL on this machine that work for the site; none of SQLite."""
        if not self.database:
            return []
        import psycopg

        name = urlsplit(self.database).path.lstrip("/")
        with psycopg.connect(urlsplit(self.database)._replace(path="/postgres").geturl()) as server:
            rows = server.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [name]).fetchall()
        return [int(pid) for (pid,) in rows]


@contextmanager
def ground(build: Build, url: str) -> Iterator[Ground]:
    """Make a fresh site for a build, on PostgreSQL where a URL is given; it is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="luoshi-bench-") as home, ExitStack() as stack:
        around = build.around(home, stack.enter_context(empty_database(url)) if url else "")
        told = Path(home, ".people.json")
        build.run(around, "-m", "luoshi_web", "migrate", "--no-input", "--verbosity=0")
        build.run(around, "-m", "bench.cycle_site", "prepare", str(told))
        yield Ground(around, told, json.loads(told.read_text()), url)


def run(name: str, url: str, *, paused: bool, build: Build = HERE) -> tuple[list[list[str]], float, float]:
    """Measure one deadline on a fresh site; return its rows, the 95th of a hundred of all its requests, and their rate.

    Raises:
        RuntimeError: something was lost, or somebody got no answer.
    """
    with ground(build, url) as site, ExitStack() as stack:
        kept, people = site.told.with_name(".sent.json"), site.people
        busy = in_use()
        port = stack.enter_context(served(build, site.around)).port
        control, opened, sent, done = Answers(), Answers(), Answers(), list[dict[str, str]]()
        persons = [Person(port, one["session"], random.Random(n), paused) for n, one in enumerate(people)]
        warm_up(persons, people)
        light = at_once(
            [lambda p=person: [p.ask("GET", STATIC, b"", {}, control) for _ in range(10)] for person in persons]
        )  # type: ignore[misc]
        full = at_once(
            [
                lambda p=person, tasks=one["tasks"]: done.extend([p.hand_in(task, opened, sent) for task in tasks])  # type: ignore[misc]
                for person, one in zip(persons, people, strict=True)
            ]
        )
        kept.write_text(json.dumps(done))
        lost = [*control.wrong, *opened.wrong, *sent.wrong]
        lost += json.loads(build.run(site.around, "-m", "bench.cycle_site", "check", str(kept)))
    if lost or len(done) != 350:
        raise RuntimeError(f"{name}: {len(lost)} lost, of {len(done)}: {lost[:5]}")
    how = f"{name}, {'pauses of 1 to 3 s' if paused else 'no pauses'}; other work {busy:.0%}"
    both = Answers(opened.times + sent.times)
    rows = [
        [how, "open a report", *opened.cells(full)],
        ["", "**hand it in**, with a file", *sent.cells(full)],
        ["", "control: a static file", *control.cells(light)],
    ]
    return rows, both.at(95), len(both.times) / full


def warm_up(persons: list[Person], people: list[dict[str, Any]]) -> None:
    """Let each thread of the server do once what is done once in a process: that is no part of what is measured."""
    warm = Answers()
    for person, one in zip(persons[:8], people, strict=False):
        person.ask("GET", address_of(one["tasks"][0]), b"", {"Cookie": f"sessionid={person.session}"}, warm)


def in_use() -> float:
    """Return how much of the machine is in use by others, over three seconds."""

    def ticks() -> tuple[int, int]:
        with open("/proc/stat", encoding="ascii") as lines:
            numbers = [int(one) for one in lines.readline().split()[1:]]
        return sum(numbers), numbers[3] + numbers[4]

    if not os.path.exists("/proc/stat"):
        return 0
    before = ticks()
    time.sleep(3)
    after = ticks()
    return 1 - (after[1] - before[1]) / max(1, after[0] - before[0])


def measure() -> Table:
    rows: list[list[str]] = []
    notes = ["Nothing was lost: 350 reports of each run were there with version, file and trail, and each chain held."]
    with database_url() as url:
        for name, its in (("PostgreSQL", url), ("SQLite", "")):
            if its is None:
                notes.append("PostgreSQL was not there.")
                continue
            for paused in (True, False):
                measured, worst, _ = run(name, its, paused=paused)
                rows += measured
                reached = "reached" if worst < GOAL else "not reached"
                how = "with pauses" if paused else "without"
                notes.append(
                    f"{name} {how}: 95 of 100 requests took {shown(worst)} ms; the goal, {GOAL} ms, is {reached}."
                )
    head = ["database and pauses", "request", "requests", "p50, ms", "p95, ms", "most, ms", "errors", "a second"]
    return Table(head, rows, notes)


DEADLINES = os.environ.get("LUOSHI_BENCH_DEADLINES", "1") == "1"  # 0: what a report costs alone, in a few minutes
COST_ROUNDS, COST_EACH = 5, 35  # rounds, and reports a build opens and hands in within one


def costs(name: str, url: str, builds: tuple[Build, Build]) -> list[list[str]]:
    """Return what opening and handing in cost each build: statements, and processor time of site and database.

    Both sites stand at the same time, and are asked in turn, one request after another, so that a slow minute of
    the machine hits both.
    """
    with ExitStack() as stack:
        grounds = [stack.enter_context(ground(build, _own(url, n))) for n, build in enumerate(builds)]
        counts = [
            json.loads(build.run(site.around, str(ROOT / "bench" / "statements.py"), str(site.told)))
            for build, site in zip(builds, grounds, strict=True)
        ]
        servers = [stack.enter_context(served(build, site.around)) for build, site in zip(builds, grounds, strict=True)]
        spent: dict[tuple[int, str], list[tuple[float, float]]] = {}
        for site, server in zip(grounds, servers, strict=True):
            warm_up([Person(server.port, one["session"], random.Random(0), False) for one in site.people], site.people)
        for round_ in range(COST_ROUNDS):
            for n, (site, server) in enumerate(zip(grounds, servers, strict=True)):
                some = [(one["session"], task) for one in site.people[:-1] for task in one["tasks"]]
                some = some[round_ * COST_EACH : (round_ + 1) * COST_EACH]
                for act, cost in _one_after_another(site, server, some).items():
                    spent.setdefault((n, act), []).append(cost)
    rows = []
    for act, shown_as, counted in (
        ("open", "open a report", "first"),
        ("hand_in", "**hand it in**, with a file", "hand_in"),
    ):
        totals = []
        for n, build in enumerate(builds):
            web, database = (statistics.median(one[part] for one in spent[n, act]) for part in (0, 1))
            totals.append(web + database)
            rows.append([
                name if n == 0 and act == "open" else "", shown_as, build.name, str(counts[n][counted]), shown(web),
                shown(database) if url else "", shown(web + database), f"{totals[-1] / totals[0]:.2f}",
            ])  # fmt: skip
    return rows


def _own(url: str, number: int) -> str:
    """Name a database of its own for each build, so that both are there at once."""
    return f"{url}_{number}" if url else ""


def _one_after_another(site: Ground, server: Server, some: list[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Open some reports, then hand them in; return the milliseconds of processor time of one, of site and database."""
    opened, sent = Answers(), Answers()
    pages: list[tuple[Person, str, bytes, str]] = []

    def spent() -> tuple[float, float]:
        return processor_time([server.pid]), processor_time(site.backends())

    before = spent()
    for session, task in some:
        person = Person(server.port, session, random.Random(task), False)
        pages.append((person, task, *person.opens(task, opened)))
    between = spent()
    for person, task, page, cookie in pages:
        person.sends(task, page, cookie, sent)
    after = spent()
    if wrong := [*opened.wrong, *sent.wrong]:
        raise RuntimeError(f"{len(wrong)} wrong: {wrong[:3]}")
    count = len(some)
    return {
        "open": ((between[0] - before[0]) / count, (between[1] - before[1]) / count),
        "hand_in": ((after[0] - between[0]) / count, (after[1] - between[1]) / count),
    }


ABOUT_AGAINST = (
    "The same seventy people beside an earlier build, in one run on one machine. First both sites stand at once and "
    "are asked in turn, one request after another: statements for one request (BEGIN and COMMIT count), "
    "and processor time, user and system, of the server's processes and of PostgreSQL's; the median of five rounds "
    "of 35 reports. Then, where it is asked for, each deadline as above, one build after the other."
)


def against(build: Build) -> tuple[Table, ...]:
    """Measure this build beside another."""
    builds = (build, HERE)
    cost_rows: list[list[str]] = []
    load_rows: list[list[str]] = []
    notes: list[str] = []
    with database_url() as url:
        for name, its in (("PostgreSQL", url), ("SQLite", "")):
            if its is None:
                notes.append("PostgreSQL was not there.")
                continue
            cost_rows += costs(name, its, builds)
            for paused in (True, False) if DEADLINES else ():
                worst = []
                for one in builds:
                    measured, at_95, rate = run(name, its, paused=paused, build=one)
                    load_rows += [[row[0], one.name, *row[1:]] for row in measured]
                    worst.append((at_95, rate))
                how = "with pauses" if paused else "without pauses"
                notes.append(
                    f"{name} {how}: 95 of 100 requests took {shown(worst[0][0])} ms, now {shown(worst[1][0])} ms; "
                    f"{worst[0][1]:.0f} requests a second, now {worst[1][1]:.0f}."
                )
    head = ["database", "request", "build", "statements", "site, ms", "database, ms", "both, ms", "beside the earlier"]
    load = [
        "database and pauses",
        "build",
        "request",
        "requests",
        "p50, ms",
        "p95, ms",
        "most, ms",
        "errors",
        "a second",
    ]
    return Table(head, cost_rows), *([Table(load, load_rows, notes)] if DEADLINES else [])

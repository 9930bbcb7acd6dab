"""The plan page with all 154 rows, asked for one after another over HTTP."""

import http.client
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial

from bench.builds import HERE, Build, processor_time
from bench.measuring import ROUNDS, Table, rivals, shown

TITLE = "The plan page"
ABOUT = (
    "All 154 rows on one page, on SQLite, from gunicorn with one process, one request after another. The site keeps "
    "the table while nothing of it changes, and remembers the cells of a row by what they show, so the page is also "
    "asked for with both forgotten, and as a browser asks that has it already (ETag, 304). Beside it, from the same "
    "server: the same rows as a plain Django list, and a page that never changes."
)
ABOUT_AGAINST = (
    "The same, beside an earlier build: both sites stand at once and are asked in turn. Processor time, user and "
    "system, of the server's process for one request, since the machine has other work; the median of five rounds of "
    "20 requests (the constant page and the 304: 100)."
)
REQUESTS = 20
QUICK = 100  # requests of what takes about a millisecond


def get(port: int, address: str, *, forget: bool = False, mark: str = "") -> bytes:
    headers = {**({"X-Forget": "1"} if forget else {}), **({"If-None-Match": mark} if mark else {})}
    body, status, _ = asked(port, address, headers)
    if status != (304 if mark else 200):
        raise RuntimeError(f"{address}: {status}")
    return body


def asked(port: int, address: str, headers: dict[str, str]) -> tuple[bytes, int, str]:
    """Ask once; return the body, the status and the page's ETag."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return body, answer.status, answer.headers.get("ETag", "")


@dataclass(frozen=True, slots=True)
class Site:
    """A site that answers: its port, and the server's first process."""

    port: int
    pid: int


@contextmanager
def site(build: Build = HERE) -> Iterator[Site]:
    """Serve a build's site with the demo plan from a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="luoshi-bench-") as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        around = build.around(home, settings="bench.plain_settings")
        for command in (["migrate", "--no-input", "--verbosity=0"], ["demo"]):
            build.run(around, "-m", "luoshi_web", *command)
        command = [build.python, "-m", "gunicorn", "luoshi_web.wsgi:application", "--bind", f"127.0.0.1:{port}"]
        command += ["--workers", "1", "--log-level", "error"]
        server = subprocess.Popen(command, cwd=build.root, env=around)
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until and server.poll() is None:
                with suppress(OSError):
                    get(port, "/bench/constant/")
                    break
                time.sleep(0.1)
            yield Site(port, server.pid)
        finally:
            server.terminate()
            server.wait(timeout=30)


TEXTS = {
    "plan": "**the plan page**: lights, figures, counts, filters",
    "forgotten": "the same, with table and rows made anew",
    "same": "**the same, where the browser has it** (304)",
    "list": "a plain Django list of the same rows",
    "constant": "the server's constant page",
}
ADDRESSES = {
    "plan": "/", "forgotten": "/", "same": "/", "list": "/bench/list/", "constant": "/bench/constant/",
}  # fmt: skip
TIMES = {"plan": REQUESTS, "forgotten": REQUESTS, "same": QUICK, "list": REQUESTS, "constant": QUICK}


def acts_of(port: int) -> dict[str, Callable[[], bytes]]:
    """Return what is asked of a site, by its name."""
    mark = asked(port, "/", {})[2]
    answer: dict[str, Callable[[], bytes]] = {
        name: partial(get, port, address, forget=name == "forgotten", mark=mark if name == "same" else "")
        for name, address in ADDRESSES.items()
    }
    return answer


def measure() -> Table:
    with site() as served:
        acts = acts_of(served.port)
        sizes = {name: len(act()) for name, act in acts.items()}
        timings = rivals({**acts}, repeats=TIMES)
    rows = [
        [
            text,
            str(timings[name]),
            timings[name].per_second(),
            f"{sizes[name] / 1000:,.0f}",
            timings[name].times(timings["list"]),
        ]
        for name, text in TEXTS.items()
    ]
    share = timings["constant"].median / timings["same"].median
    note = f"A page that the browser has is answered at {share:.0%} of the constant page's rate; the goal is 80%."
    return Table(["page", "a request, median of five", "a second", "kB", "beside the plain list"], rows, [note])


def against(build: Build) -> tuple[Table, ...]:
    """Measure this build beside another, in processor time of the server."""
    builds = (build, HERE)
    with ExitStack() as stack:
        sites = [stack.enter_context(site(one)) for one in builds]
        acts = [acts_of(one.port) for one in sites]
        spent: dict[tuple[int, str], list[float]] = {}
        for of_site in acts:
            for act in of_site.values():
                act()
        for _ in range(ROUNDS):
            for name in TEXTS:
                for n, one in enumerate(sites):
                    before = processor_time([one.pid])
                    for _ in range(TIMES[name]):
                        acts[n][name]()
                    spent.setdefault((n, name), []).append((processor_time([one.pid]) - before) / TIMES[name])
    found = {key: statistics.median(all_) for key, all_ in spent.items()}
    rows = [
        [
            text, shown(found[0, name]), shown(found[1, name]), f"{found[1, name] / max(found[0, name], 0.001):.2f}",
            f"{found[0, name] / found[0, 'list']:.2f} ×", f"{found[1, name] / found[1, 'list']:.2f} ×",
        ]
        for name, text in TEXTS.items()
    ]  # fmt: skip
    share = found[1, "constant"] / max(found[1, "same"], 0.001)
    notes = [f"By processor time a page that the browser has is answered at {share:.0%} of the constant page's rate."]
    head = ["page", f"{build.name}, ms", "this build, ms", "now / before"]
    head += ["then, beside its list", "now, beside its list"]
    return (Table(head, rows, notes),)

"""The plan page with all 154 rows, asked for one after another over HTTP."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from bench.measuring import Table, rivals

TITLE = "The plan page"
ABOUT = (
    "All 154 rows on one page, on SQLite, from gunicorn with one process, one request after another. Nothing keeps "
    "pages; the site remembers the cells of a row by what they show, so the page is also asked for with these "
    "forgotten. Beside it, from the same server: the same rows as a plain Django list, and a page that never changes."
)
ROOT = Path(__file__).parent.parent
REQUESTS = 20


def get(port: int, address: str, *, forget: bool = False) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", address, headers={"X-Forget": "1"} if forget else {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")
    return body


@contextmanager
def site() -> Iterator[int]:
    """Serve the site with the demo plan from a folder of its own; give the port."""
    with tempfile.TemporaryDirectory(prefix="luoshi-bench-") as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        around = {**os.environ, "LUOSHI_HOME": home, "DJANGO_SETTINGS_MODULE": "bench.plain_settings"}
        around.pop("DATABASE_URL", None)
        for command in (["migrate", "--no-input", "--verbosity=0"], ["demo"]):
            subprocess.run(
                [sys.executable, "-m", "luoshi_web", *command], cwd=ROOT, env=around, check=True, capture_output=True
            )
        command = [sys.executable, "-m", "gunicorn", "luoshi_web.wsgi:application", "--bind", f"127.0.0.1:{port}"]
        command += ["--workers", "1", "--log-level", "error"]
        server = subprocess.Popen(command, cwd=ROOT, env=around)
        try:
            until = time.monotonic() + 30
            while time.monotonic() < until and server.poll() is None:
                with suppress(OSError):
                    get(port, "/bench/constant/")
                    break
                time.sleep(0.1)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=30)


def measure() -> Table:
    pages = {"plan": "/", "forgotten": "/", "list": "/bench/list/", "constant": "/bench/constant/"}
    with site() as port:
        sizes = {name: len(get(port, address)) for name, address in pages.items()}
        timings = rivals(
            {name: partial(get, port, address, forget=name == "forgotten") for name, address in pages.items()},
            repeats=dict.fromkeys(pages, REQUESTS),
        )
    texts = {
        "plan": "**the plan page**: lights, figures, counts, filters",
        "forgotten": "the same, with every row made anew",
        "list": "a plain Django list of the same rows",
        "constant": "the server's constant page",
    }
    rows = [
        [
            texts[name],
            str(timings[name]),
            timings[name].per_second(),
            f"{sizes[name] / 1000:,.0f}",
            timings[name].times(timings["list"]),
        ]
        for name in pages
    ]
    return Table(["page", "a request, median of five", "a second", "kB", "beside the plain list"], rows)

"""The site as `make run` starts it: it answers, keeps what is there, and leaves nothing behind when it is stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import chosen
from tests import migrated as tables

ROOT = Path(__file__).parent.parent
START = "import sys; from tools import run; run.prepare(); sys.exit(run.serve(int(sys.argv[1])))"


@pytest.fixture
def home(tmp_path: Path, shared_folder: Path) -> Path:
    """Where the site keeps its data: nothing yet, or in `make test` what a first start leaves: it takes long."""
    return tmp_path if chosen.ALL else tables.copied_demo(shared_folder, tmp_path)


@contextmanager
def site(home: Path) -> Iterator[tuple[int, "subprocess.Popen[str]"]]:
    """Start the site in a process group of its own; give its port once it has said its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    around = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    }
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(port)], cwd=ROOT, env={**around, "LUOSHI_HOME": str(home)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert f"http://127.0.0.1:{port}" in said, said + process.stdout.read()
        yield port, process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def page(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
        return str(answer.read().decode())


def left_of(group: int) -> bool:
    """Tell whether any process of the group still lives, after giving it a moment."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


def test_it_serves_the_demo_plan_keeps_what_is_there_and_leaves_no_process(home: Path) -> None:
    if chosen.ALL:
        first_start(home)
    key = (home / "secret-key").read_text()
    assert (home / "secret-key").stat().st_mode & 0o077 == 0

    with site(home) as (port, process):
        assert page(port).count("序时推进") > 100
        assert (home / "secret-key").read_text() == key
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does on Ctrl+C
        assert process.wait(timeout=20) == 0
        assert not left_of(process.pid)


def first_start(home: Path) -> None:
    """Start it where nothing is yet, and have it ended as a system does."""
    with site(home) as (port, process):
        assert page(port).count("序时推进") > 100
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        assert not left_of(process.pid)


@pytest.mark.long  # a start of the site is five processes
def test_a_server_that_was_killed_takes_all_with_it_and_a_sentence_says_so(home: Path) -> None:
    with site(home) as (_port, process):
        master = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        if not master.exists():
            pytest.skip("this machine does not list the children of a process")
        for child in master.read_text().split():
            os.kill(int(child), signal.SIGKILL)
        assert process.wait(timeout=20) != 0
        assert process.stdout is not None
        assert "再运行一次 make run" in process.stdout.read()
        assert not left_of(process.pid)

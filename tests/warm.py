"""Processes of a site, forked from one that has imported what they import: a fresh interpreter takes a second for it.

Each is a process of its own, with its own surroundings, that sets Django up by itself: it may be killed, and
has no parent among the tests' processes.
"""

import atexit
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import NoReturn
from weakref import WeakSet

from tests.compiled import hash_quickly, keep_templates

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.preloaded"])
MODULE = "luoshi_web"
begun: "WeakSet[Process]" = WeakSet()


@atexit.register
def end_all() -> None:
    """End what a test has left running: this process would wait for it."""
    for process in begun:
        process.kill()


class Process:
    """A process of a site; what it says goes into files, and is read once it has ended."""

    def __init__(self, around: dict[str, str], *arguments: str, code: str = "", given: bytes = b"") -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="luoshi-said-")
        folder = Path(self._folder.name)
        (folder / "in").write_bytes(given)
        self.errors = folder / "err"
        self.errors.touch()
        self._process = CONTEXT.Process(target=_begin, args=(around, arguments, code, folder, os.getcwd()))
        self._process.start()
        begun.add(self)
        assert self._process.pid is not None
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("a process of a site", timeout or 0)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self._process.exitcode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Wait for its end, and return what it said."""
        self.wait(timeout)
        folder = Path(self._folder.name)
        return (folder / "out").read_text(encoding="utf-8"), (folder / "err").read_text(encoding="utf-8")


def run(
    around: dict[str, str], *arguments: str, code: str = "", given: bytes = b""
) -> "subprocess.CompletedProcess[str]":
    """Run a command of the site, or a piece of code within it, and return what it said."""
    process = Process(around, *arguments, code=code, given=given)
    out, err = process.communicate()
    return subprocess.CompletedProcess([MODULE, *arguments], process.wait(), out, err)


def checked(around: dict[str, str], *arguments: str, code: str = "", given: bytes = b"") -> str:
    """Run it as `run` does; it must end well."""
    done = run(around, *arguments, code=code, given=given)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _begin(around: dict[str, str], arguments: tuple[str, ...], code: str, folder: Path, where: str) -> NoReturn:
    os.environ.clear()
    os.environ.update(around)
    os.chdir(where)
    for number, name, flags in (
        (0, "in", os.O_RDONLY),
        (1, "out", os.O_WRONLY | os.O_CREAT),
        (2, "err", os.O_WRONLY | os.O_CREAT),
    ):
        opened = os.open(folder / name, flags, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
    sys.argv = [MODULE, *arguments]
    if "DJANGO_SETTINGS_MODULE" in around:
        with suppress(Exception):  # settings that are wrong are told by whoever asks for them next
            keep_templates()
            hash_quickly()
    if code:
        exec(compile(code, "<code of a test>", "exec"), {"__name__": "__main__"})
        sys.exit(0)
    from luoshi_web.__main__ import main

    main()
    sys.exit(0)

"""Reading children of the tests' own processes, forked instead of begun anew: a fresh interpreter that imports takes
a tenth of a second of a processor, and a quarter where it makes the expressions of a plan.

What the real ones have they have too: a session, surroundings, an order, bounds and a death with their parent of their
own. That they are begun anew in a site, and know nothing of it, is held by the tests that ask for `begun_anew`, and by
all whose sites and workers are processes of their own (warm.py, test_run.py, the browser's).
"""

import json
import os
import runpy
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from typing import Any, NoReturn

from luoshi.confined import Bounds, apart

_begin_anew = apart._start


class Child:
    """What `apart` asks of its child, which a `Popen` is otherwise."""

    def __init__(self, pid: int, said: int) -> None:
        self.pid = pid
        self.stdout = open(said, "rb")  # noqa: SIM115

    def wait(self) -> int:
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)


def fork_them() -> None:
    """Let what this process has read be read in a fork of it, from now on."""
    apart._start = _fork  # type: ignore[assignment]  # a Child for a Popen


@contextmanager
def begun_anew() -> Iterator[None]:
    """Let children be begun as a site begins them, in here."""
    was, apart._start = apart._start, _begin_anew
    try:
        yield
    finally:
        apart._start = was


def _fork(module: str, order: Mapping[str, Any], folder: Path, bounds: Bounds) -> "Child | Popen[bytes]":
    if sys.platform != "linux":
        return _begin_anew(module, order, folder, bounds)
    # a fork begins as large as this process is
    memory = bounds.memory + _address_space()
    words = {**order, "folder": str(folder), "memory": memory, "seconds": bounds.seconds + apart._PARTING}
    said, saying = os.pipe()
    ready, begun = os.pipe()
    pid = os.fork()
    if pid == 0:
        _read(module, words, folder, saying)
    os.close(saying)
    os.close(begun)
    os.read(ready, 1)  # ends when the child has a session of its own, by which it is ended
    os.close(ready)
    return Child(pid, said)


def _read(module: str, words: dict[str, Any], folder: Path, saying: int) -> NoReturn:
    """Be the child; whatever happens, nothing of the parent runs on in here."""
    try:
        os.setsid()
        cries = os.open(folder / "cries", os.O_WRONLY | os.O_CREAT, 0o600)
        for number, opened in ((0, os.open(os.devnull, os.O_RDONLY)), (1, saying), (2, cries)):
            os.dup2(opened, number)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
        around = apart._surroundings(folder)
        os.environ.clear()
        os.environ.update(around)
        os.chdir(folder)
        sys.argv = [module, json.dumps(words)]
        runpy.run_module(module, run_name="__main__")
    except BaseException:
        traceback.print_exc()
    os._exit(1)


def _address_space() -> int:
    """Return how many bytes of addresses this process has."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")

"""Reading an uploaded file in a child process with limits: nothing that a file does can reach further.

The parent watches: it hears how far the child is, stops it when its time is up or when a
person no longer wants it, and takes what it left only when it is whole.
"""

import json
import logging
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOOKS_EVERY = 0.25  # seconds
CRIES = 4000  # bytes of a broken child's last words that the log keeps; a page never shows them
_KEPT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "TZ")

logger = logging.getLogger(__name__)

HowFar = Callable[[str, int, int], bool]
"""Called with (stage, done, of) a few times a second; False stops the reading."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be read, and how.

    Args:
        kind: "paste" for text from a box, else None.
        meanings: (table, index, role) of columns that a person told.
        tasks_at: places of rows that a person called tasks, by the contract's names.
        memory: bytes; seconds: of wall clock.
    """

    name: str
    kind: str | None
    year: int | None
    meanings: tuple[tuple[int, int, str], ...] = ()
    tasks_at: tuple[dict[str, Any], ...] = ()
    memory: int = 2_000_000_000
    seconds: int = 300


@dataclass(frozen=True, slots=True)
class WholeReading:
    """The plan as packed JSON of the contract, and what the child says of it."""

    packed: bytes
    tasks: int
    kind: str
    grammar: str


@dataclass(frozen=True, slots=True)
class NoReading:
    """Why there is none, in one sentence; `stopped` where somebody no longer wanted it.

    `sketch` has the first rows of the file's tables, where it was read and no task was found.
    """

    chinese: str
    english: str
    stopped: bool = False
    sketch: tuple[dict[str, Any], ...] = ()


def read_confined(data: bytes, order: Order, how_far: HowFar = lambda *_: True) -> WholeReading | NoReading:
    """Read a file in a child process. Nothing is raised for what a file does."""
    with tempfile.TemporaryDirectory(prefix="luoshi-reading-") as name:
        folder = Path(name)
        (folder / "in").write_bytes(data)
        child = _start(order, folder)
        try:
            said, why = _watch(child, order, how_far)
        finally:
            _end(child)
        return why or _outcome(said, folder, order)


def _start(order: Order, folder: Path) -> "subprocess.Popen[bytes]":
    words = {
        "folder": str(folder),
        "name": order.name,
        "kind": order.kind,
        "year": order.year,
        "meanings": order.meanings,
        "tasks_at": order.tasks_at,
        "memory": order.memory,
        "seconds": order.seconds,
    }
    # no key and no database address: what a hostile file might do, it does without them
    surroundings = {name: value for name in _KEPT if (value := os.environ.get(name)) is not None}
    surroundings |= {"LANG": "C.UTF-8", "PYTHONUTF8": "1", "HOME": str(folder), "TMPDIR": str(folder)}
    with (folder / "cries").open("wb") as cries:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "luoshi_web.intake.child", json.dumps(words)],
            cwd=folder,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=cries,
            start_new_session=True,
        )


def _watch(
    child: "subprocess.Popen[bytes]", order: Order, how_far: HowFar
) -> tuple[dict[str, Any] | None, NoReading | None]:
    """Hear the child out; return its last words, or why it was stopped."""
    assert child.stdout is not None
    until = time.monotonic() + order.seconds
    heard, last, far = b"", None, ("", 0, 0)
    while True:
        ready, _, _ = select.select([child.stdout], [], [], LOOKS_EVERY)
        if ready:
            more = os.read(child.stdout.fileno(), 65536)
            if not more:
                return last, None
            *lines, heard = (heard + more).split(b"\n")
            for line in lines:
                words = json.loads(line)
                if "stage" in words:
                    far = (words["stage"], words["done"], words["of"])
                else:
                    last = words
        if not how_far(*far):
            return None, NoReading("读取已取消。", "The reading was cancelled.", stopped=True)
        if time.monotonic() > until:
            return None, NoReading(
                f"读了{order.seconds}秒还没有读完，已经停下。请把文件拆分后再导入。",
                f"The file was not read within {order.seconds} seconds; please split it.",
            )


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the child and whatever it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    assert child.stdout is not None
    child.stdout.close()


def _outcome(said: dict[str, Any] | None, folder: Path, order: Order) -> WholeReading | NoReading:
    if said is None:
        cries = (folder / "cries").read_bytes()[-CRIES:].decode(errors="replace")
        logger.warning("a reading broke off: %s: %s", order.name, cries or "no word")
        return NoReading("读取中断了，请再试一次。", "The reading was broken off; please try again.")
    if "refused" in said:
        sketch = tuple(said.get("sketch", ()))
        return NoReading(said["refused"]["chinese"], said["refused"]["english"], sketch=sketch)
    if "out_of_memory" in said:
        size = order.memory // 1_000_000
        return NoReading(
            f"读这个文件要用的内存超过了{size}兆，已经停下。请把文件拆分后再导入。",
            f"Reading this file took more than {size} MB of memory; please split it.",
        )
    read = said["read"]
    return WholeReading((folder / "out").read_bytes(), read["tasks"], read["kind"], read["grammar"])

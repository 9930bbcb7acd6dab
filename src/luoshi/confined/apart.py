"""Reading a file in a new process with bounds: nothing that the file does can reach further.

The parent watches: it hears how far the child is, stops it when its time is up or when a person no longer wants it,
and takes what it left only when it is whole.
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
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luoshi.confined.bounds import Bounds, BrokenOff, NoLongerWanted, OutOfMemory, OutOfTime

LOOKS_EVERY = 0.25  # seconds
CRIES = 4000  # bytes of a broken child's last words that the log keeps; a page never shows them
_KEPT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "TZ")
_PARTING = 5  # seconds of processor time beyond the clock's: for when nobody watches any more
_RUST_HAS_NO_MEMORY = b"memory allocation of"

logger = logging.getLogger(__name__)

HowFar = Callable[[str, int, int], bool]
"""Called with (stage, done, of) a few times a second; False stops the reading."""


@dataclass(frozen=True, slots=True)
class WholeAnswer:
    """The child's last words, and what it left beside them."""

    said: dict[str, Any]
    left: bytes


def read_apart(
    module: str,
    order: Mapping[str, Any],
    data: bytes,
    bounds: Bounds,
    how_far: HowFar = lambda *_: True,
) -> WholeAnswer:
    """Run `python -m module` on a file's bytes, within bounds; see `voice.answer` for its side.

    Args:
        order: what JSON can hold; the child gets it with its folder and bounds.
        bounds: the seconds are also those of the clock, after which the child is ended.

    Raises:
        OutOfMemory, OutOfTime: it met its bound.
        NoLongerWanted: `how_far` said so.
        BrokenOff: it ended without a last word.
    """
    with tempfile.TemporaryDirectory(prefix="luoshi-reading-") as name:
        folder = Path(name)
        (folder / "in").write_bytes(data)
        child = _start(module, order, folder, bounds)
        try:
            said = _heard_out(child, bounds, how_far)
        finally:
            _end(child)
        if said is None:
            raise _end_without_a_word(folder, module, bounds)
        if "out_of_memory" in said:
            raise OutOfMemory(bounds.memory)
        left = folder / "out"
        return WholeAnswer(said, left.read_bytes() if left.exists() else b"")


def _start(module: str, order: Mapping[str, Any], folder: Path, bounds: Bounds) -> "subprocess.Popen[bytes]":
    words = {**order, "folder": str(folder), "memory": bounds.memory, "seconds": bounds.seconds + _PARTING}
    with (folder / "cries").open("wb") as cries:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", module, json.dumps(words)],
            cwd=folder,
            env=_surroundings(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=cries,
            start_new_session=True,
        )


def _surroundings(folder: Path) -> dict[str, str]:
    """Return the child's: no key and no database address, so that a hostile file does without them."""
    kept = {name: value for name in _KEPT if (value := os.environ.get(name)) is not None}
    return kept | {"LANG": "C.UTF-8", "PYTHONUTF8": "1", "HOME": str(folder), "TMPDIR": str(folder)}


def _heard_out(child: "subprocess.Popen[bytes]", bounds: Bounds, how_far: HowFar) -> dict[str, Any] | None:
    """Hear the child out; return its last words."""
    assert child.stdout is not None
    until = time.monotonic() + bounds.seconds
    heard, last, far = b"", None, ("", 0, 0)
    while True:
        ready, _, _ = select.select([child.stdout], [], [], LOOKS_EVERY)
        if ready:
            more = os.read(child.stdout.fileno(), 65536)
            if not more:
                return last
            *lines, heard = (heard + more).split(b"\n")
            for line in lines:
                words = json.loads(line)
                if "stage" in words:
                    far = (words["stage"], words["done"], words["of"])
                else:
                    last = words
        if not how_far(*far):
            raise NoLongerWanted
        if time.monotonic() > until:
            raise OutOfTime(bounds.seconds)


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End the child and whatever it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    assert child.stdout is not None
    child.stdout.close()


def _end_without_a_word(folder: Path, module: str, bounds: Bounds) -> OutOfMemory | BrokenOff:
    cries = (folder / "cries").read_bytes()[-CRIES:]
    if _RUST_HAS_NO_MEMORY in cries:  # a library of Rust ends the process there
        return OutOfMemory(bounds.memory)
    logger.warning("a reading broke off: %s: %s", module, cries.decode(errors="replace") or "no word")
    return BrokenOff()

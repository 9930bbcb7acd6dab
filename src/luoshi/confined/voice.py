"""The child's side of `read_apart`: bounded first, then heard line by line.

It reads FOLDER/in, says on its output how far it is, a JSON object a line, and leaves what it made in FOLDER/out.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from luoshi.collecting import collect_seldom
from luoshi.confined.bounds import Bounds, confine
from luoshi.errors import LuoshiError

SAYS_EVERY = 0.3  # seconds
_voice = 1


def answer(read: Callable[[dict[str, Any], bytes, Path], None]) -> None:
    """Be the child: read as ordered, say what is refused, and end without waiting for what a bad file has upset.

    Args:
        read: takes the order, the file's bytes, and where to leave what it makes; it says the last word itself.
    """
    order = json.loads(sys.argv[1])
    collect_seldom()
    _own_voice()
    confine(Bounds(order["memory"], order["seconds"]))
    folder = Path(order["folder"])
    try:
        read(order, (folder / "in").read_bytes(), folder / "out")
    except LuoshiError as error:
        say(refused={"chinese": error.chinese, "english": error.english})
    except MemoryError:
        # what was read so far is gone with its frames, so there is room for one more sentence
        say(out_of_memory=True)
    os._exit(0)


def say(**words: Any) -> None:
    os.write(_voice, json.dumps(words, ensure_ascii=False).encode() + b"\n")


def progress_of(stage: str) -> Callable[[int, int], None]:
    """Return a callback that says now and then how far a stage is."""
    said = 0.0

    def progress(done: int, of: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said >= SAYS_EVERY:
            said = now
            say(stage=stage, done=done, of=of)

    return progress


def _own_voice() -> None:
    """Keep the output for our own words; what a parser prints is not heard."""
    global _voice
    _voice = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)

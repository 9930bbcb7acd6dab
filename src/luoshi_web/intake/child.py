"""The child process that reads an uploaded file: `python -m luoshi_web.intake.child ORDER`.

It knows no Django, no database and no secret, and may use so much memory and time and no
more. A file that breaks a parser breaks this process alone. It reads FOLDER/in, says on its
output how far it is, a JSON object a line, and leaves the plan in FOLDER/out, packed.
"""

import ctypes
import json
import os
import resource
import signal
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

SAYS_EVERY = 0.3  # seconds
SKETCH_TABLES, SKETCH_ROWS, SKETCH_COLUMNS = 4, 5, 16
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_voice = 1


def confine(memory: int, seconds: int) -> None:
    """Set bounds that hold for this process and all that it starts.

    Args:
        memory: bytes of address space.
        seconds: of processor time; the parent watches the clock besides.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # the parent's clock ends a long reading with its sentence; this one is for when nobody watches any more
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 5, seconds + 10))
    resource.setrlimit(resource.RLIMIT_FSIZE, (memory, memory))


def own_voice() -> None:
    """Keep the output for our own words; what a parser prints is not heard."""
    global _voice
    _voice = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)


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


def sketch_of(document: Any) -> list[dict[str, Any]]:
    """Return the first rows of a document's first tables, shortened: enough to tell the columns by."""
    return [
        {
            "table": table.place.table or 0,
            "width": min(table.width, SKETCH_COLUMNS),
            "rows": [[cell.text[:60] for cell in row.cells[:SKETCH_COLUMNS]] for row in table.rows[:SKETCH_ROWS]],
        }
        for table in document.tables[:SKETCH_TABLES]
        if table.width > 1
    ]


def read(order: dict[str, Any], folder: Path) -> None:
    """Read the file as ordered; leave the plan packed, and say what it is."""
    from luoshi.contract import plan_as_json
    from luoshi.documents import read_document
    from luoshi.errors import NoTaskFound
    from luoshi.grammar import VERSION
    from luoshi.place import Place
    from luoshi.tasktable import plan_of

    data = (folder / "in").read_bytes()
    document = read_document(data, order["name"], kind=order["kind"], progress=progress_of("open"))
    try:
        plan = plan_of(
            document,
            year=order["year"],
            meanings={(table, index): role for table, index, role in order["meanings"]},
            tasks_at=frozenset(Place(**place) for place in order["tasks_at"]),
            progress=progress_of("sentences"),
        )
    except NoTaskFound as error:
        say(refused={"chinese": error.chinese, "english": error.english}, sketch=sketch_of(document))
        return
    (folder / "out").write_bytes(zlib.compress(plan_as_json(plan).encode(), 6))
    say(read={"tasks": len(plan.tasks), "kind": document.kind, "year": plan.year, "grammar": VERSION})


def main() -> int:
    order = json.loads(sys.argv[1])
    own_voice()
    confine(order["memory"], order["seconds"])
    from luoshi.errors import LuoshiError

    try:
        read(order, Path(order["folder"]))
    except LuoshiError as error:
        say(refused={"chinese": error.chinese, "english": error.english})
    except MemoryError:
        # what was read so far is gone with this frame, so there is room for one more sentence
        say(out_of_memory=True)
    return 0


if __name__ == "__main__":
    status = main()
    # threads and finalizers of a parser that a bad file has upset are not waited for
    os._exit(status)

"""Reading an uploaded workbook so that nothing in it can harm the site.

An ordinary xlsx, which unpacks to little, is read at once: its cells are streamed within limits. Anything
else is read in a child process with bounds of memory and time: calamine lays a sheet out as a whole, so
that two cells far apart in a small file ask for gigabytes.
"""

import json
import os
import resource
import subprocess
import sys
from dataclasses import astuple, replace
from typing import Any

from luoshi.documents.packed import Package
from luoshi.errors import UnreadableFile
from luoshi_web.workbooks.cells import MOST, Book, Read, SheetRead, read_book

ORDINARY = replace(MOST, unpacked_bytes=8_000_000)
MEMORY = 1_500_000_000  # bytes
SECONDS = 60  # of wall clock
_KEPT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")
_OLE = b"\xd0\xcf\x11\xe0"


def read_confined(data: bytes, name: str) -> Book:
    """Read an uploaded workbook.

    Raises:
        UnreadableFile: as read_book does; or it asks for more memory or time than a unit's workbook can need.
    """
    if is_ordinary(data) or not data.startswith((b"PK", _OLE)):
        return read_book(data, name)
    surroundings = {one: value for one in _KEPT if (value := os.environ.get(one)) is not None}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "luoshi_web.workbooks.confined", name],
            input=data, capture_output=True, timeout=SECONDS, env={**surroundings, "PYTHONUTF8": "1"}, check=True,
        )  # fmt: skip
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise UnreadableFile(
            "这个文件读不了。请用Excel或WPS打开，另存为xlsx再传。",
            "This file cannot be read; open it in Excel or WPS, save it as xlsx, and send that.",
        ) from None
    return _unpacked(json.loads(done.stdout))


def is_ordinary(data: bytes) -> bool:
    """Tell whether it is an xlsx that unpacks to little."""
    if not data.startswith(b"PK"):
        return False
    try:
        names = Package(data, ORDINARY).names
    except UnreadableFile:
        return False
    return "xl/workbook.xml" in names


def _packed(book: Book) -> dict[str, Any]:
    sheets = [
        [one.name, one.hidden, [[*at, *astuple(read)] for at, read in one.cells.items()], sorted(one.covered)]
        for one in book.sheets
    ]
    return {"formats": book.formats, "sheets": sheets}


def _unpacked(said: dict[str, Any]) -> Book:
    if "refused" in said:
        raise UnreadableFile(*said["refused"])
    sheets = [
        SheetRead(name, hidden, {(row, column): Read(*read) for row, column, *read in cells}, set(map(tuple, covered)))
        for name, hidden, cells, covered in said["sheets"]
    ]
    return Book(tuple(sheets), said["formats"])


def main() -> None:
    """The child: a file on its input, its cells or one sentence on its output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    try:
        said = _packed(read_book(data, sys.argv[1]))
    except UnreadableFile as error:
        said = {"refused": [error.chinese, error.english]}
    sys.stdout.write(json.dumps(said, ensure_ascii=False))


if __name__ == "__main__":
    main()

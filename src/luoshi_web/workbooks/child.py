"""The child process that opens an uploaded workbook: `python -m luoshi_web.workbooks.child ORDER`. See confined.py."""

from pathlib import Path
from typing import Any

from luoshi.confined.voice import answer, say


def work(order: dict[str, Any], data: bytes, out: Path) -> None:
    """Read a workbook's cells, or put notes into it."""
    if order["work"] == "read":
        from luoshi_web.workbooks.cells import packed, read_book

        out.write_bytes(packed(read_book(data, order["name"])))
    else:
        from luoshi_web.workbooks.noting import with_notes

        out.write_bytes(with_notes(data, [(sheet, cell, sentence) for sheet, cell, sentence in order["notes"]]))
    say(done=True)


if __name__ == "__main__":
    answer(work)

"""The child process that reads a sheet of accounts: `python -m luoshi_web.administration.people.sheet_child ORDER`.

See sheets.py.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from luoshi.confined.voice import answer, say


def work(order: dict[str, Any], data: bytes, out: Path) -> None:
    """Read the rows and leave them as JSON."""
    from luoshi_web.administration.people.sheet_rows import read_sheet

    out.write_text(json.dumps([asdict(line) for line in read_sheet(data, order["name"])]), encoding="utf-8")
    say(done=True)


if __name__ == "__main__":
    answer(work)

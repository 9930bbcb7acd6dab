"""The child process that reads a unit's answers: `python -m luoshi_web.intake.opinions_child ORDER`.

See opinion_rows.py; like child.py it knows no Django and no database.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from luoshi.confined.voice import answer, say


def work(order: dict[str, Any], data: bytes, out: Path) -> None:
    """Read the rows and leave them as JSON."""
    from luoshi_web.intake.opinion_rows import read_answers

    out.write_text(json.dumps([asdict(line) for line in read_answers(data, order["name"])]), encoding="utf-8")
    say(done=True)


if __name__ == "__main__":
    answer(work)

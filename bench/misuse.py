"""What a question, a text and a password cost that were made to cost something."""

import os
import tempfile
import time
from pathlib import Path

from bench.measuring import Table, rivals
from luoshi.grammar import read_statement
from luoshi.plan import Task
from luoshi.reading import read_plan

TITLE = "What is asked and what is sent"
ABOUT = (
    "In one process, in CPU time, on the demo plan's 154 tasks. A question of 100 characters that stands in no task is "
    "answered with its longest part that does; the control looks at each part of it in each task, as the site did "
    "before. A statement of 100,000 characters is refused, and not read for the page that says so. A password costs "
    "what its hash costs; one more in the same moment is turned away."
)
DEMO = Path(__file__).parent.parent / "src" / "luoshi_web" / "demo" / "binjiang-2025-h1.txt"
QUESTION = "䨻靐龘" * 33
LONG = "新增学位120个，完成投资3亿元。" * 6_250  # 100,000 characters


def each_part(words: str, tasks: tuple[Task, ...]) -> str:
    """Return the longest part that is found by looking at all of them, as the site did before."""
    from luoshi_web.supervision.filters import matches

    for length in range(len(words) - 1, 1, -1):
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            if part.strip() == part and any(matches(task, part) for task in tasks):
                return part
    return ""


def turned_away() -> None:
    from luoshi_web.people.hashing import _ROOM, AT_ONCE, WAITING, Busy, turn

    for _ in range(AT_ONCE + WAITING):
        _ROOM.acquire()
    try:
        with turn():
            raise AssertionError("there was room")
    except Busy:
        pass
    finally:
        for _ in range(AT_ONCE + WAITING):
            _ROOM.release()


def measure() -> Table:
    os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi_web.settings"
    os.environ.setdefault("LUOSHI_HOME", tempfile.mkdtemp(prefix="luoshi-bench-"))
    import django

    django.setup()
    from django.contrib.auth.hashers import make_password

    from luoshi_web.reports.queries.questions import LONGEST_READ
    from luoshi_web.supervision.filters import longest_found

    tasks = read_plan(DEMO.read_bytes(), DEMO.name).tasks
    read = {"year": 2025, "as_of": None, "targets": ()}
    timings = rivals(
        {
            "each": lambda: each_part(QUESTION, tasks),
            "pass": lambda: longest_found(QUESTION, tasks),
            "whole": lambda: read_statement(LONG, **read),
            "bounded": lambda: read_statement(LONG if len(LONG) <= LONGEST_READ else "", **read),
            "hash": lambda: make_password("a-good-password"),
            "away": turned_away,
        },
        rounds=3,
        clock=time.process_time,
    )
    texts = {
        "each": ("control: each part in each task", "each"),
        "pass": ("**a question that finds nothing**: one pass", "each"),
        "whole": ("control: 100,000 characters read (alone, without its checks and comparisons)", "whole"),
        "bounded": ("**the same, refused**", "whole"),
        "hash": ("control: one password checked", "hash"),
        "away": ("**one more while it is checked**", "hash"),
    }
    rows = [[text, str(timings[name]), timings[name].times(timings[beside])] for name, (text, beside) in texts.items()]
    return Table(["what", "median of three (fastest to slowest)", "beside its control"], rows)

"""Reading, judging and checking the demo plan as a library call."""

import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.builds import HERE, Build
from bench.measuring import Table, rivals, shown
from luoshi.checks import check_plan
from luoshi.documents import read_document
from luoshi.pacing import assess_plan
from luoshi.reading import read_plan
from luoshi.tasktable import plan_of

TITLE = "Reading, checking and judging the demo plan"
ABOUT = (
    "154 rows of text, from bytes to a judged plan, as a library call in one process, in CPU time, since the machine "
    "has other work. The goal is under 150 ms. The control is the least that anybody could do: the file split into "
    "cells, and one regular expression (a number, 万 or 亿, a measure word) over it."
)
DEMO = Path(__file__).parent.parent / "src" / "luoshi_web" / "demo" / "binjiang-2025-h1.txt"
GOAL = 150  # milliseconds
NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(万|亿)?(个百分点|平方米|公里|亩|元|人|家|个|件|所|项|套|[%％])?")


def control(data: bytes) -> list[tuple[str, str, str]]:
    text = data.decode("utf-8")
    cells = [cell.strip() for line in text.splitlines() for cell in line.split("|")]
    return [found for cell in cells for found in NUMBER.findall(cell)]


def measure() -> Table:
    data = DEMO.read_bytes()
    document = read_document(data, DEMO.name)
    plan = plan_of(document)
    checked = check_plan(plan)
    timings = rivals(
        {
            "control": lambda: control(data),
            "whole": lambda: read_plan(data, DEMO.name),
            "documents": lambda: read_document(data, DEMO.name),
            "tasktable": lambda: plan_of(document),
            "checks": lambda: check_plan(plan),
            "pacing": lambda: assess_plan(checked),
        },
        repeats={"control": 50, "whole": 3, "documents": 20, "tasktable": 3, "checks": 5, "pacing": 5},
        clock=time.process_time,
    )
    steps = {
        "documents": "bytes to cells with their places",
        "tasktable": "cells to tasks, units, targets, figures",
        "checks": "what does not add up",
        "pacing": "where each target stands",
    }
    whole = timings["whole"]
    rows = [
        ["**the whole call**, `read_plan`", f"**{whole}**", whole.times(timings["control"])],
        *(
            [f"of it: {text} (`{name}`)", str(timings[name]), timings[name].times(timings["control"])]
            for name, text in steps.items()
        ),
        ["control: split, and one regular expression", str(timings["control"]), "1"],
    ]
    verdict = "reached" if whole.median < GOAL else "missed"
    notes = [f"Goal: under {GOAL} ms. {verdict.capitalize()}."]
    return Table(["what", "median of five (fastest to slowest)", "beside the control"], rows, notes)


ABOUT_AGAINST = (
    "The demo's 154 rows beside an earlier build: a process of each in turns, in processor time, user and system, the "
    "fastest of the rounds and their median, since the machine has other work. Read again is `read_plan` as above, in "
    "a process that has read it once; the first reading makes the regular expressions that the file needs; the "
    "command is `luoshi read`, from its start to its last line."
)
ROUNDS = 12
READ_AGAIN = """
import sys, time
from pathlib import Path
from luoshi.reading import read_plan
path = Path(sys.argv[1])
data = path.read_bytes()
begun = time.process_time()
read_plan(data, path.name)
first = time.process_time() - begun
times = []
for _ in range(5):
    begun = time.process_time()
    read_plan(data, path.name)
    times.append(time.process_time() - begun)
print(1000 * first, 1000 * min(times))
"""
COMMAND = "import sys; from luoshi.cli import main; sys.exit(main(['read', sys.argv[1]]))"


def _children_milliseconds() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (spent.ru_utime + spent.ru_stime)


def against(build: Build) -> tuple[Table, ...]:
    """Measure this build beside another, in processor time; both read this build's demo."""
    taken: dict[str, tuple[list[float], list[float]]] = {}

    def keep(what: str, turn: int, milliseconds: float) -> None:
        taken.setdefault(what, ([], []))[turn].append(milliseconds)

    with tempfile.TemporaryDirectory(prefix="luoshi-read-") as home:
        # an earlier build is not installed, and a command says its version
        about = Path(home, "luoshi-0.dist-info", "METADATA")
        about.parent.mkdir()
        about.write_text("Metadata-Version: 2.1\nName: luoshi\nVersion: 0\n", encoding="utf-8")
        for warm in (True, *[False] * ROUNDS):  # the first writes each build's bytecode, and is no round
            for turn, one in enumerate((build, HERE)):
                around = one.around(home)
                around.pop("PYTHONDONTWRITEBYTECODE", None)
                around["PYTHONPATH"] += f":{home}"
                first, again = map(float, one.run(around, "-c", READ_AGAIN, str(DEMO)).split())
                before = _children_milliseconds()
                one.run(around, "-c", COMMAND, str(DEMO))
                whole = _children_milliseconds() - before
                if not warm:
                    keep("`read_plan`, read again", turn, again)
                    keep("`read_plan`, the first in a process", turn, first)
                    keep("the command `luoshi read`", turn, whole)
    rows = [
        [what, *(f"{shown(found(one))} ms" for found in (min, statistics.median) for one in both), _ratios(both)]
        for what, both in taken.items()
    ]
    head = ["what", f"{build.name}, fastest", "this build, fastest", f"{build.name}, median", "this build, median"]
    return (Table([*head, "now / before"], rows),)


def _ratios(both: tuple[list[float], list[float]]) -> str:
    found: tuple[Callable[[list[float]], float], ...] = (min, statistics.median)
    return " (".join(f"{one(both[1]) / one(both[0]):.2f}" for one in found) + ")"

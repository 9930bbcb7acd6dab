"""Reading, judging and checking the demo plan as a library call."""

import re
import time
from pathlib import Path

from bench.measuring import Table, rivals
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

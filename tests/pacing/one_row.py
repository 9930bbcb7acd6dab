"""A task and the sentence that answers it, judged as a user would have it: a table of one row in a small csv."""

import csv
import io
from datetime import date

from luoshi.plan import Assessment, State, Task
from luoshi.reading import read_plan

# "unclear" is right beside every one of them: what is not settled is grey, too
GREY_STATES = frozenset(
    (State.NOT_DUE, State.AWAITING_DATA, State.NOT_REPORTED, State.UNCLEAR, State.NO_FIGURE, State.CLAIM_ONLY)
)


def table(text: str, statement: str, as_of: date, due: str = "") -> bytes:
    """Return the csv of one task, as an office exports it."""
    rows = [
        [f"东河区{as_of.year}年重点工作任务分解表", "", "", "", ""],
        ["序号", "内容及要求", "牵头单位", "完成时限", f"截至{as_of.month}月底完成情况"],
        ["1", text, "发改局", due, statement],
    ]
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def judged_task(text: str, statement: str, as_of: date, due: str = "") -> Task:
    """Read that csv whole, and return its one task."""
    plan = read_plan(table(text, statement, as_of, due), "任务分解表.csv")
    assert (plan.year, plan.as_of) == (as_of.year, as_of)
    (task,) = plan.tasks
    assert (task.text, task.statement) == (text, statement)
    return task


def judged(text: str, statement: str, as_of: date, due: str = "") -> Assessment:
    """Return the state, light and sentence of a task and its statement, as of the end of a month of its year."""
    found = judged_task(text, statement, as_of, due).assessment
    assert found is not None
    return found


def with_unclear(states: frozenset[State]) -> frozenset[State]:
    """Return the states that are right where these are: `unclear` beside every grey one."""
    return states | {State.UNCLEAR} if states & GREY_STATES else states

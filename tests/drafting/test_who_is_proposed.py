"""Units that are proposed: of the demo with an objective left out, and of a next year that was made up of it.

The next year was made by one who had not read the rules, every second task reworded; so were the functions, from the
names of the units alone.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from luoshi.drafting.proposals import GroundKind, Proposer
from luoshi.drafting.writing import why_of
from luoshi.plan import Plan, Task
from luoshi.reading import read_plan

HERE = Path(__file__).parent
DEMO = Path(__file__).parents[2] / "src/luoshi_web/demo"
Asked = tuple[Proposer, str, str]  # who proposes, for which text, and who leads it indeed


@pytest.fixture(scope="module")
def demo() -> Plan:
    [file] = DEMO.rglob("binjiang-2025-h1.txt")
    return read_plan(file.read_bytes(), file.name)


@pytest.fixture(scope="module")
def functions() -> dict[str, Sequence[str]]:
    given = json.loads((HERE / "functions_of_a_district.json").read_text(encoding="utf-8"))
    return {one["unit"]: one["functions"] for one in given}


def left_out(tasks: Sequence[Task], functions: dict[str, Sequence[str]]) -> Iterable[Asked]:
    """Ask for the tasks of each objective of all the others."""
    objectives = defaultdict(list)
    for task in tasks:
        objectives[task.chapter, task.objective].append(task)
    for own in objectives.values():
        proposer = Proposer([task for task in tasks if task not in own], functions)
        yield from ((proposer, task.text, task.lead[0]) for task in own if task.lead)


def shares(asked: Iterable[Asked]) -> tuple[float, float, int, int]:
    """The shares that are right at first and among three; how many are called sure, and how many of these are wrong."""
    first = among = count = sure = wrong = 0
    for proposer, text, lead in asked:
        offered = proposer.propose(text)
        leads = [one.lead for one in offered]
        assert len(leads) == len(set(leads)) <= 3
        count += 1
        first += leads[:1] == [lead]
        among += lead in leads
        if offered and offered[0].sure:
            sure += 1
            wrong += leads[0] != lead
    return first / count, among / count, sure, wrong


def test_without_its_objective_the_lead_is_among_three(demo: Plan, functions: dict[str, Sequence[str]]) -> None:
    _, among, sure, wrong = shares(left_out(demo.tasks, functions))

    assert among >= 0.60
    assert sure >= 10
    assert wrong <= sure / 10


def test_a_next_year_finds_its_leads(demo: Plan, functions: dict[str, Sequence[str]]) -> None:
    rows = json.loads((HERE / "next_year_of_the_demo.json").read_text(encoding="utf-8"))
    proposer = Proposer(demo.tasks, functions)

    first, among, sure, wrong = shares((proposer, row["text"], row["lead"][0]) for row in rows if row["lead"])
    _, reworded, _, _ = shares((proposer, row["text"], row["lead"][0]) for row in rows if row["reworded"])

    assert first >= 0.90
    assert min(among, reworded) >= 0.95
    assert sure >= 70
    assert wrong <= sure / 10


def test_a_proposal_says_why(demo: Plan, functions: dict[str, Sequence[str]]) -> None:
    task = next(task for task in demo.tasks if task.no == 93)

    [best, *_] = Proposer(demo.tasks, functions).propose(task.text)

    assert best.lead == task.lead[0]
    assert best.grounds[0].kind is GroundKind.TASK
    assert why_of(best, demo.tasks, 2025).startswith(f"2025年第93项：{task.text}（{best.lead}）")
    assert why_of(best, demo.tasks, 2025, english=True).startswith("2025, no. 93: ")


def test_nothing_is_proposed_where_nothing_speaks_for_anybody(demo: Plan) -> None:
    assert Proposer(demo.tasks).propose("Θάλασσα") == ()
    assert Proposer(()).propose("改造老旧小区40个") == ()

"""Tasks and sentences as units write them, each with the light that a careful reader gives, and two variants of each.

`lights.csv` is the cases as they were given; `lights_turned.csv` says each again, with its clauses turned round (or,
where one leans on another, in another order of words) and with another measure or another noun of its kind. A variant
has the right answer of its row. `lights_found.csv` has what was once judged wrongly, found by making sentences.
"""

import calendar
import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from luoshi.plan import Light, State
from tests.pacing.one_row import judged, with_unclear
from tests.rows import each_of

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    text: str
    statement: str
    as_of: date
    states: frozenset[State]
    lights: frozenset[Light]
    why: str
    due: str = ""


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def given(name: str) -> list[Case]:
    cases = []
    for row in rows(name):
        year, month = int(row["年度"]), int(row["截至"].removesuffix("月底"))
        states = frozenset(State(word) for word in row["right state(s)"].split("|"))
        lights = frozenset(Light(word) for word in row["right light"].split("|"))
        day = date(year, month, calendar.monthrange(year, month)[1])
        due = row.get("完成时限", "")
        cases.append(Case(row["内容及要求"], row["完成情况"], day, states, lights, row["why"], due))
    return cases


GIVEN = given("lights.csv")
FOUND = given("lights_found.csv")
TURNED = [
    Case(row["内容及要求"], row["完成情况"], case.as_of, case.states, case.lights, f"{row['how']}; {case.why}")
    for row in rows("lights_turned.csv")
    for case in [GIVEN[int(row["row"]) - 1]]
]


@each_of("case", [*GIVEN, *TURNED, *FOUND], ids=lambda case: f"{case.text}{case.statement}")
def test_a_careful_reader_gives_the_same_light(case: Case) -> None:
    found = judged(case.text, case.statement, case.as_of, case.due)
    right = found.state in with_unclear(case.states) and found.light in case.lights
    assert right, f"{found.state} {found.light}, {case.why}: {found.sentence}"


def test_each_case_has_two_variants_one_of_them_in_another_order() -> None:
    variants = Counter((int(row["row"]), row["how"] == "turned") for row in rows("lights_turned.csv"))
    assert variants == Counter({(row, turned): 1 for row in range(1, len(GIVEN) + 1) for turned in (True, False)})
    assert len({(case.text, case.statement) for case in (*GIVEN, *TURNED)}) == 3 * len(GIVEN)

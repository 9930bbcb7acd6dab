"""Sentences of the kinds that mislead a reader, each with the lights that a careful one gives, as of a month of 2025.

restated-quantity   the task's own number said again, with every word for a stage before the end
stock-or-new        new ones, what is left of them, and all there are; this year's and many years'
milestone           one work, or several counted; its own thing, and not its neighbour or its part
which-of-several    this year's beside last year's, a month's, a place's above
forecast            what is hoped for, in front of what is there and behind it

`make test` takes every fifth of them, `make test-all` all.
Where grey is right, every grey state is; where a figure lights, either side of a band may be accepted.
"""

import calendar
import csv
from datetime import date
from pathlib import Path

from luoshi.plan import Light
from tests.chosen import times
from tests.pacing.one_row import judged
from tests.pacing.score_pairs import KINDS
from tests.rows import each_of

with (Path(__file__).parent / "lights_of_kinds.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@each_of("row", ROWS[:: times(5, 1)], ids=lambda row: f"{row['内容及要求']}{row['完成情况']}")
def test_a_sentence_that_may_mislead_does_not(row: dict[str, str]) -> None:
    month = int(row["截至"].removesuffix("月底"))
    found = judged(row["内容及要求"], row["完成情况"], date(2025, month, calendar.monthrange(2025, month)[1]))
    assert found.light in {Light(word) for word in row["right light"].split("|")}, found.sentence


def test_every_sentence_is_of_a_known_kind_and_stands_once() -> None:
    assert {row["kind"] for row in ROWS} <= KINDS
    assert len({(row["截至"], row["内容及要求"], row["完成情况"]) for row in ROWS}) == len(ROWS)

"""The cast of the pacing tests: tasks built in a line, and the labelled document as a plan."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luoshi.contract import plan_from_dict
from luoshi.cycle import Period
from luoshi.place import Place, Span
from luoshi.plan import Basis, Claim, Comparator, Observation, Plan, Source, Target, Task

GOLD = Path(__file__).parent.parent / "gold" / "binjiang-2025-h1.gold.json"
SOURCE = Source("a.txt", "text", "0" * 64)


@pytest.fixture(scope="session")
def labelled() -> Plan:
    """The labelled document as of June 2025, without anything that the grammar reads."""
    tasks = json.loads(GOLD.read_text(encoding="utf-8"), parse_float=Decimal)["tasks"]
    return plan_from_dict(
        {
            "title": None,
            "as_of": "2025-06-30",
            "year": 2025,
            "source": {"name": "a.txt", "kind": "text", "sha256": "0" * 64},
            "units": [],
            "findings": [],
            "tasks": [{**task, "place": {}, "assessment": None} for task in tasks],
        }
    )


def number_in(written: str) -> tuple[Decimal, str]:
    digits = "".join(c for c in written if c in "0123456789.-")
    rest = written.replace(digits, "", 1)
    factor = {"亿": 10**8, "万": 10**4}.get(rest[:1], 1)
    return Decimal(digits) * factor, rest[1:] if factor > 1 else rest


def target(text: str, metric: str, written: str | None = None, **more: Any) -> Target:
    """A target that stands in `text`, with the value that is written there."""
    more = {"basis": Basis.LEVEL, "comparator": Comparator.EXACTLY, **more}
    span = Span(0, len(text.rstrip("。")))
    if written is None:
        return Target(metric=metric, value=None, measure=None, span=span, **more)
    value, measure = number_in(written)
    start = text.index(written)
    more = {"value": value, "measure": measure, **more}
    return Target(metric=metric, span=span, value_span=Span(start, start + len(written)), value_text=written, **more)


def figure(statement: str, metric: str, written: str, period: str | None = None, **more: Any) -> Observation:
    """An observation that stands in `statement`."""
    value, measure = number_in(written)
    start = statement.index(written)
    more = {"basis": Basis.LEVEL, "value": value, "measure": measure, **more}
    return Observation(
        metric=metric,
        period=Period.parse(period) if period else None,
        span=Span(start, start + len(written)),
        value_span=Span(start, start + len(written)),
        value_text=written,
        **more,
    )


def task(text: str, statement: str, *parts: Target | Observation, claim: Claim = Claim.FIGURES, **more: Any) -> Task:
    return Task(
        **{
            "key": "1",
            "no": 1,
            "chapter": "",
            "objective": "",
            "text": text,
            "lead": ("发改局",),
            "cooperating": (),
            "statement": statement,
            "claim": claim,
            "place": Place(line=1),
            "targets": tuple(part for part in parts if isinstance(part, Target)),
            "observations": tuple(part for part in parts if isinstance(part, Observation)),
            **more,
        }
    )


@pytest.fixture
def plan() -> Callable[..., Plan]:
    """A plan of some tasks, as of a day."""

    def build(*tasks: Task, as_of: date | None = date(2025, 6, 30), year: int | None = 2025) -> Plan:
        return Plan(title=None, as_of=as_of, year=year, source=SOURCE, tasks=tasks)

    return build

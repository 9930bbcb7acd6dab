"""Who might lead the tasks of a draft that have nobody yet: by the plan in force of the year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from luoshi.drafting.compared import Compared, compared
from luoshi.drafting.proposals import Proposal, Proposer
from luoshi.drafting.writing import why_of
from luoshi.grammar import read_promise
from luoshi.place import Place
from luoshi.plan import Claim, Task
from luoshi_web.intake.models import Intake
from luoshi_web.intake.preview import Preview, PreviewLine
from luoshi_web.intake.queries import CHECKED_AT_ONCE
from luoshi_web.plans.models import Duty, Plan, Wording

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Offered:
    """One unit that may lead a task, and why in both languages."""

    lead: str
    why: str
    why_en: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A task without a lead, and who might be it; `offered` is empty where nothing speaks for anybody."""

    line: PreviewLine
    offered: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What is proposed for a draft.

    Args:
        year: of the plan that it rests on; None where there is none to rest on.
        alone: how many tasks have no lead.
        beside: what became of that plan's tasks, of a draft that was cut from a report and is not too long; else None.
    """

    year: int | None
    alone: int
    suggestions: tuple[Suggestion, ...]
    beside: Compared | None = None

    @property
    def sure(self) -> list[Suggestion]:
        return [one for one in self.suggestions if one.offered and one.offered[0].sure]


def suggested_for(intake: Intake, preview: Preview) -> Suggested:
    """Return proposals for the tasks of a draft that have no lead; nothing is assigned by them."""
    alone = [line for line in preview.lines if not line.task.lead]
    last = last_plan(intake, preview.draft.plan.year) if alone or intake.drafted else None
    if last is None or last.in_force_id is None:
        return Suggested(None, len(alone), ())
    knows = _proposer(last.in_force_id, last.in_force.confirmed_at if last.in_force else None)
    made = [Suggestion(line, _offered(knows, line.task.text, last.year)) for line in alone[:MOST_SHOWN]]
    tasks = tuple(line.task for line in preview.lines)
    # a draft that no report gives is not held against a plan on its page
    beside = compared(tasks, knows.proposer.tasks) if intake.drafted and len(tasks) <= CHECKED_AT_ONCE else None
    return Suggested(last.year, len(alone), tuple(made), beside)


def last_plan(intake: Intake, year: int | None) -> Plan | None:
    """The plan in force before a year, the latest."""
    plans = Plan.objects.filter(jurisdiction=intake.jurisdiction, in_force__isnull=False)
    return (plans.filter(year__lt=year) if year else plans).select_related("in_force").order_by("-year").first()


def _offered(knows: "_Knows", text: str, year: int) -> tuple[Offered, ...]:
    return tuple(
        Offered(
            one.lead,
            why_of(one, knows.proposer.tasks, year),
            why_of(one, knows.proposer.tasks, year, english=True),
            one.sure,
        )
        for one in knows.propose(text)
    )


class _Knows:
    """A proposer that remembers what it was asked: a draft's page is shown after each act."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.proposer = Proposer(tasks)
        self._said: dict[str, tuple[Proposal, ...]] = {}

    def propose(self, text: str) -> tuple[Proposal, ...]:
        if text not in self._said:
            self._said[text] = self.proposer.propose(text)
        return self._said[text]


@lru_cache(maxsize=4)
def _proposer(revision: int, at: datetime | None) -> _Knows:
    """What a revision's tasks and their units say; `at` tells it from one of the same number in a database set back."""
    rows = Wording.objects.filter(revision_id=revision).select_related("revision__plan").order_by("position")
    units: dict[int, dict[str, list[str]]] = {}
    duties = Duty.objects.filter(wording__revision_id=revision).order_by("wording_id", "position")
    for wording, role, name in duties.values_list("wording_id", "role", "unit__name"):
        units.setdefault(wording, {}).setdefault(role, []).append(name)
    return _Knows([_task(row, units.get(row.pk, {}), row.revision.plan.year) for row in rows])


def _task(row: Wording, units: dict[str, list[str]], year: int) -> Task:
    return Task(
        key="",
        no=row.number if row.number is not None else row.no,
        chapter=row.chapter,
        objective=row.objective,
        text=row.text,
        lead=tuple(units.get(Duty.Role.LEAD.value, ())),
        cooperating=tuple(units.get(Duty.Role.COOPERATING.value, ())),
        statement="",
        claim=Claim.NONE,
        place=Place(),
        targets=read_promise(row.text, year=row.year or year).targets,
    )

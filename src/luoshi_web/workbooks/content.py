"""What a unit's workbook of one cycle holds: its rows as they stand now, for writing one and for taking one back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from luoshi.pacing.phrasing import period
from luoshi.report import STATE_NAMES, State
from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Milestone, Wording
from luoshi_web.reports.models import Contribution, Cycle, CycleStatus, Draft, Report
from luoshi_web.reports.queries.questions import Asked, asked_of, named
from luoshi_web.reports.queries.whole import milestones_of, previous_statement, wording_of
from luoshi_web.reports.queries.worklists import OWED
from luoshi_web.workbooks import values
from luoshi_web.workbooks.layout import Identity, Key, Kind, digest_of, fields_of, mark_of


@dataclass(slots=True)
class SheetItem:
    """One row: what is shown, and what stands now in the cells that one writes in, in the one form of values.py.

    Args:
        no: the task's printed number; `named`: what the row asks, in the unit's words.
        seen: the number of the draft, 0 where there is none.
        raw: the same cells as the draft has them, spaces and all; what is not changed is written back so.
        open: it may be written now.
    """

    kind: Kind
    task: str
    position: int
    mark: str
    seen: int
    no: str
    named: str
    now: dict[str, str]
    raw: dict[str, str]
    shown: dict[str, str]
    open: bool
    report: Report
    contribution: Contribution | None = None
    asked: Asked | None = None
    milestone: Milestone | None = None

    @property
    def row(self) -> tuple[Kind, str, int]:
        return self.kind, self.task, self.position

    @property
    def digest(self) -> str:
        return digest_of(self.kind, self.now)

    @property
    def key(self) -> Key:
        return Key(self.kind, self.task, self.position, self.mark, self.seen, self.digest)


@dataclass(slots=True)
class Content:
    """A unit's rows in one cycle, in the order of the plan."""

    cycle: Cycle
    unit: Unit
    items: list[SheetItem] = field(default_factory=list)

    def of(self, kind: Kind) -> list[SheetItem]:
        return [item for item in self.items if item.kind is kind]

    def of_report(self, report: Report) -> list[SheetItem]:
        return [item for item in self.items if item.report.pk == report.pk and item.contribution is None]

    def identity(self, token: str = "") -> Identity:
        plan = self.cycle.plan
        assert self.cycle.as_of is not None
        return Identity(plan.jurisdiction.slug, plan.year, self.cycle.as_of, self.unit.pk, self.unit.name, token)


def contents_of(cycle: Cycle, units: Iterable[Unit], *, drafts: bool = True) -> list[Content]:
    """Return the content of several units' workbooks, read at once.

    Args:
        drafts: as the unit itself sees it. Without them it holds what was handed in, as the office may read it:
            a row that the unit has begun is sent back from such a workbook as one that both changed.
    """
    made = {unit.pk: Content(cycle, unit) for unit in units}
    reports = cycle.reports.filter(owner__in=made)
    reports = reports.select_related("cycle__plan__jurisdiction", "task", "owner", "current", "draft")
    added = Contribution.objects.filter(unit__in=made, report__cycle=cycle)
    added = added.select_related(
        "report__cycle__plan__jurisdiction", "report__task", "report__owner", "unit", "current"
    )
    own, others = list(reports), list(added)
    texts = wordings_of(cycle, [*own, *(row.report for row in others)])
    places = {task: wording.position for task, wording in texts.items()}
    for report in sorted(own, key=lambda one: places[one.task_id]):
        assert report.owner_id is not None
        made[report.owner_id].items += _of_report(report, texts[report.task_id], drafts)
    for row in sorted(others, key=lambda one: places[one.report.task_id]):
        made[row.unit_id].items.append(_of_contribution(row, texts[row.report.task_id], drafts))
    return list(made.values())


def content_of(cycle: Cycle, unit: Unit, *, drafts: bool = True) -> Content:
    return contents_of(cycle, [unit], drafts=drafts)[0]


def units_in(cycle: Cycle) -> list[Unit]:
    """Return the units that have anything to write in a cycle, by name."""
    owners = cycle.reports.filter(owner__isnull=False).values_list("owner", flat=True)
    added = Contribution.objects.filter(report__cycle=cycle).values_list("unit", flat=True)
    return list(Unit.objects.filter(pk__in={*owners, *added}).order_by("name"))


def wordings_of(cycle: Cycle, reports: list[Report]) -> dict[int, Wording]:
    """Return what the table in force says of each report's task, by the task's row."""
    rows = Wording.objects.filter(task__in={one.task_id for one in reports}, revision=cycle.plan.in_force_id)
    found = {wording.task_id: wording for wording in rows.select_related("revision__plan")}
    for report in reports:  # a task that left the plan in mid-cycle keeps the last words that it had
        if report.task_id not in found:
            found[report.task_id] = wording_of(report)
    return found


def _of_report(report: Report, wording: Wording, drafts: bool) -> list[SheetItem]:
    draft: Draft | None = getattr(report, "draft", None) if drafts else None
    raw, figures, milestones = _typed(report, draft)
    now = {name: values.text(written) for name, written in raw.items()}
    may_write = report.state in OWED and report.cycle.status == CycleStatus.OPEN
    common: dict[str, Any] = {
        "task": report.task.key, "seen": draft.number if draft else 0, "no": wording.no, "open": may_write,
        "report": report,
    }  # fmt: skip
    state = STATE_NAMES[State(report.state)][0]
    shown = {
        "no": wording.no,
        "text": wording.text,
        "previous": previous_statement(report)[0] or "",
        "state": f"{state}：{report.reason}" if report.reason else state,
    }
    items = [
        SheetItem(
            kind=Kind.REPORT, position=0, mark=mark_of(""), named=wording.text, now=now, raw=raw, shown=shown, **common
        )
    ]
    for asked in asked_of(report, wording):
        items.append(_of_figure(asked, wording, figures.get(asked.target.pk, {}), report.cycle.plan.year, common))
    for row in milestones_of(wording):
        items.append(_of_milestone(row, wording, milestones.get(row.pk, {}), common))
    return items


def _of_figure(
    asked: Asked, wording: Wording, typed: Mapping[str, str], year: int, common: Mapping[str, Any]
) -> SheetItem:
    target = asked.target
    raw = {name: typed.get(name, "") for name in fields_of(Kind.FIGURE)}
    called, covers = named(wording, target), period(asked.period, year)
    if asked.awaited:
        day = asked.awaited.expected
        covers = f"{covers}（{day.month}月{day.day}日左右出数，到时再报）"
    return SheetItem(
        kind=Kind.FIGURE,
        position=target.position,
        mark=mark_of(f"{target.metric}|{target.basis}|{target.value_text}"),
        named=called,
        now={"value": values.figure(raw["value"], asked.measure), "lack": raw["lack"]},
        raw=raw,
        shown={
            "no": wording.no, "metric": called, "goal": target.value_text or "", "measure": asked.measure,
            "period": covers,
        },
        asked=asked,
        **common,
    )  # fmt: skip


def _of_milestone(row: Milestone, wording: Wording, typed: Mapping[str, str], common: Mapping[str, Any]) -> SheetItem:
    named = wording.text[row.span_start : row.span_end]
    raw = {name: typed.get(name, "") for name in fields_of(Kind.MILESTONE)}
    return SheetItem(
        kind=Kind.MILESTONE,
        position=row.position,
        mark=mark_of(named),
        named=named,
        now={"stage": raw["stage"], "date": values.day(raw["date"])},
        raw=raw,
        shown={"no": wording.no, "named": named, "due": row.due.isoformat() if row.due else ""},
        milestone=row,
        **common,
    )


def _of_contribution(row: Contribution, wording: Wording, drafts: bool) -> SheetItem:
    said = row if drafts else row.current
    statement, problems = (said.statement, said.problems) if said else ("", "")
    state, due = STATE_NAMES[State(row.state)][0], timezone.localtime(row.due_at)
    return SheetItem(
        kind=Kind.CONTRIBUTION,
        task=row.report.task.key,
        position=0,
        mark=mark_of(""),
        seen=row.number if drafts else 0,
        no=wording.no,
        named=wording.text,
        now={"statement": values.text(statement), "problems": values.text(problems)},
        raw={"statement": statement, "problems": problems},
        shown={
            "no": wording.no,
            "text": wording.text,
            "asked_by": row.report.owner.name if row.report.owner else "",
            "question": row.question,
            "due": f"{due.month}月{due.day}日{due:%H:%M}",
            "state": f"{state}：{row.reason}" if row.reason else state,
        },
        open=row.state in OWED and row.report.cycle.status == CycleStatus.OPEN,
        report=row.report,
        contribution=row,
    )


_Typed = tuple[dict[str, str], dict[int, dict[str, str]], dict[int, dict[str, str]]]


def _typed(report: Report, draft: Draft | None) -> _Typed:
    """Return what a report says now, its figures by target and its milestones: the draft's, else the last version's."""
    texts = fields_of(Kind.REPORT)
    if draft is not None:
        figures = {int(row["target"]): {"value": row["value"], "lack": row["lack"]} for row in draft.figures}
        stages = {
            int(row["milestone"]): {"stage": row.get("stage") or "", "date": row.get("date") or ""}
            for row in draft.milestones
        }
        return {name: getattr(draft, name) for name in texts}, figures, stages
    version = report.current
    if version is None:
        return dict.fromkeys(texts, ""), {}, {}
    answers = {row.target_id: {"value": row.value_text, "lack": row.lack} for row in version.answers.all()}
    reached = {
        row.milestone_id: {"stage": row.stage, "date": row.date.isoformat() if row.date else ""}
        for row in version.milestones.all()
    }
    return {name: getattr(version, name) or "" for name in texts}, answers, reached

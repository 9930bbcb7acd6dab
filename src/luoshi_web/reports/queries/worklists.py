"""Reading work: who may have which report, what a unit owes, what the office has to look at, how far all are."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Case, Count, F, FilteredRelation, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from luoshi.report import Step, may_take
from luoshi_web.calendars.queries import workdays_of
from luoshi_web.gathered import Gathered
from luoshi_web.people.models import OF_A_UNIT
from luoshi_web.people.models import Membership as Works
from luoshi_web.people.rights import Viewer
from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Target, Wording
from luoshi_web.prepared import prepared
from luoshi_web.reports.models import Contribution, Cycle, CycleStatus, Report, ReportState
from luoshi_web.reports.queries.silence import awaited_in
from luoshi_web.reports.steps import collected

OWED = (ReportState.DUE, ReportState.DRAFT, ReportState.RETURNED)
_SIGNERS = [role for role in OF_A_UNIT if may_take(role, Step.SIGN)]
HANDED_IN = (ReportState.SUBMITTED, ReportState.SIGNED, ReportState.ACCEPTED)


def _open(rows: QuerySet[Report]) -> QuerySet[Report]:
    rows = rows.filter(collected())
    return rows.select_related("cycle__plan__jurisdiction", "task", "owner", "current", "draft")


# as Report.until has it
_UNTIL = Case(
    When(cycle__status=CycleStatus.CLOSED, closes_at__isnull=False, then=F("closes_at")),
    When(closes_at__lt=F("due_at"), then=F("closes_at")),
    default=F("due_at"),
)


def owed_by(units: Iterable[Unit]) -> QuerySet[Report]:
    """Return what units still have to answer, the next deadline first; what came back stands before the rest."""
    came_back_first = Case(
        When(state=ReportState.RETURNED, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return _open(Report.objects.filter(owner__in=units, state__in=OWED)).order_by(_UNTIL, came_back_first, "task__pk")


def came_back_to(units: Iterable[Unit]) -> QuerySet[Report]:
    """Return what the office sent back, with why in `reason`."""
    return owed_by(units).filter(state=ReportState.RETURNED)


def handed_in_by(units: Iterable[Unit]) -> QuerySet[Report]:
    """Return what units have submitted in the open cycles, the newest first; of closed ones what waits."""
    rows = Report.objects.filter(owner__in=units, state__in=HANDED_IN)
    rows = rows.exclude(cycle__status=CycleStatus.CLOSED, state=ReportState.ACCEPTED)
    return _open(rows).order_by("-submitted_at", "task__pk")


def corrections_of(units: Iterable[Unit]) -> QuerySet[Report]:
    """Return the corrections of units in closed cycles that wait for the office, the newest first."""
    rows = Report.objects.filter(
        owner__in=units, state__in=(ReportState.SUBMITTED, ReportState.SIGNED), accepted__isnull=False,
        cycle__status=CycleStatus.CLOSED,
    ).exclude(collected())  # fmt: skip
    rows = rows.select_related("cycle__plan__jurisdiction", "task", "owner", "current")
    return rows.order_by("-submitted_at", "task__pk")


def closed_for(units: Iterable[Unit]) -> list[tuple[Cycle, Unit, int]]:
    """Return the closed cycles in which something of units was accepted, the newest first: each unit, and how much."""
    rows = Report.objects.filter(owner__in=units, cycle__status=CycleStatus.CLOSED, state=ReportState.ACCEPTED)
    counted = rows.order_by().values_list("cycle", "owner").annotate(n=Count("pk"))
    found = list(counted.order_by("-cycle__as_of", "owner__name"))
    cycles = Cycle.objects.select_related("plan__jurisdiction").in_bulk([cycle for cycle, *_ in found])
    named = {unit.pk: unit for unit in units}
    return [(cycles[cycle], named[owner], n) for cycle, owner, n in found]


@dataclass(frozen=True, slots=True)
class Listed:
    """One report of a unit's list, as it stands beside another: `no` and `text` by the table in force, and what figures
    its sentence asks for, as it writes them; None where the table no longer has the task.
    """

    report: Report
    no: str | None
    text: str
    figures: list[str]


@prepared
def _beside(cycle: int, revision: int, units: tuple[int, ...]) -> QuerySet[Report]:
    rows = Report.objects.filter(collected(), cycle=cycle, owner__in=units, state__in=(*OWED, *HANDED_IN))
    rows = rows.exclude(cycle__status=CycleStatus.CLOSED, state=ReportState.ACCEPTED).select_related("task")
    in_force = Q(task__wordings__revision=revision)
    asked = Target.objects.filter(
        wording__task=OuterRef("task"), wording__revision=revision, value__isnull=False,
        replaced_by=None,
    )  # fmt: skip
    return rows.annotate(worded=FilteredRelation("task__wordings", condition=in_force)).annotate(
        listed_no=F("worded__no"), listed_text=F("worded__text"),
        listed_figures=Gathered(asked.order_by("position").values("value_text")),
    )  # fmt: skip


def listed_beside(report: Report, units: Collection[int]) -> tuple[list[Listed], list[Listed]]:
    """Return what units owe in a report's cycle, the next deadline first, and what they handed in, the newest first."""
    revision, some = report.cycle.plan.in_force_id or 0, tuple(sorted(units))
    rows = _beside(cycle=report.cycle_id, revision=revision, units=some) if units else []
    owed: list[Listed] = []
    handed_in: list[Listed] = []
    for row in rows:
        row.cycle = report.cycle
        beside = row.__dict__
        figures = [text or "" for (text,) in json.loads(beside["listed_figures"] or "[]")]
        one = Listed(row, beside["listed_no"], beside["listed_text"] or "", figures)
        (owed if row.state in OWED else handed_in).append(one)
    owed.sort(key=lambda one: _place(one.report))
    handed_in.sort(key=lambda one: one.report.task_id)
    handed_in.sort(key=lambda one: one.report.submitted_at or _NEVER, reverse=True)
    return owed, handed_in


_NEVER = datetime.max.replace(tzinfo=UTC)
Place = tuple[datetime, bool, int]


def place_of(report: Report) -> Place | None:
    """Return where a report stands in the order of `owed_by`; None where it is not owed."""
    return _place(report) if report.state in OWED else None


def _place(report: Report) -> Place:
    return report.until or _NEVER, report.state != ReportState.RETURNED, report.task_id


@prepared
def _owed(units: tuple[int, ...], at: datetime) -> QuerySet[Report]:
    rows = Report.objects.filter(collected(), owner__in=units, state__in=OWED, cycle__opens_at__lte=at)
    return rows.select_related("cycle__plan__jurisdiction", "task")


def owed_beside(
    report: Report, stood: Place | None, units: Collection[int], at: datetime, *, back: bool = False
) -> Report | None:
    """Return what units owe next after a report, in the order of their list and then from its other end; or before it.

    What begins later is not owed yet; what the same cycle still asks comes before that of another plan.

    Args:
        stood: where the report stood in the list, before it was handed in.
    """
    rows = _owed(units=tuple(sorted(units)), at=at) if units else []
    rows = sorted((row for row in rows if row.pk != report.pk), key=_place, reverse=back)
    rows = [row for row in rows if row.cycle_id == report.cycle_id] or rows
    further = (row for row in rows if stood is not None and (_place(row) < stood if back else _place(row) > stood))
    return next(further, rows[0] if rows else None)


def asked_by_others(units: Iterable[Unit]) -> QuerySet[Contribution]:
    """Return what others still want from units, the next deadline first."""
    rows = Contribution.objects.filter(collected("report__"), unit__in=units, state__in=OWED)
    rows = rows.select_related("report__cycle__plan__jurisdiction", "report__task", "report__owner", "unit")
    return rows.order_by("due_at", "report__task__pk")


def given_by(units: Iterable[Unit]) -> QuerySet[Contribution]:
    """Return what units gave to others' reports in cycles that are collected, the newest first."""
    states = (ReportState.SUBMITTED, ReportState.SIGNED, ReportState.ACCEPTED)
    rows = Contribution.objects.filter(collected("report__"), unit__in=units, state__in=states)
    rows = rows.select_related("report__cycle__plan__jurisdiction", "report__task", "report__owner", "unit")
    return rows.order_by("-submitted_at", "report__task__pk")


def to_review(cycle: Cycle) -> QuerySet[Report]:
    """Return what waits for the office, the longest waiting first."""
    waiting = ReportState.SIGNED if cycle.signed_first else ReportState.SUBMITTED
    rows = cycle.reports.filter(state__in=(waiting, ReportState.SIGNED))
    rows = rows.select_related("cycle__plan__jurisdiction", "task", "owner", "current", "accepted")
    return rows.order_by("submitted_at", "task__pk")


def waiting_too_long(cycle: Cycle, at: datetime) -> QuerySet[Report]:
    """Return what nobody has looked at for the cycle's working days of review: its head of office is to be told."""
    days, at = workdays_of(cycle.plan.jurisdiction_id), timezone.localtime(at)
    day = days.before(at.date(), cycle.review_days) if cycle.review_days else at.date()
    limit = at.replace(year=day.year, month=day.month, day=day.day)
    # where heads sign first, the office has it only from then on
    rows = to_review(cycle).annotate(since=Coalesce("signed_at", "submitted_at"))
    return rows.filter(since__lte=limit)


def texts_of(reports: Iterable[Report]) -> dict[int, Wording]:
    """Return what the revision in force says of each report's task, by the task's row."""
    reports = list(reports)
    revisions = {report.cycle.plan.in_force_id for report in reports}
    rows = Wording.objects.filter(task__in=[report.task_id for report in reports], revision__in=revisions)
    return {wording.task_id: wording for wording in rows}


def figures_of(texts: Mapping[int, Wording]) -> dict[int, list[str]]:
    """Return the figures that are asked of each task, as its sentence writes them: 5个, 13个, 25万方."""
    tasks = {wording.pk: task for task, wording in texts.items()}
    rows = Target.objects.filter(wording__in=tasks, value__isnull=False, replaced_by=None)
    answer: dict[int, list[str]] = {}
    for wording, text in rows.order_by("wording", "position").values_list("wording_id", "value_text"):
        answer.setdefault(tasks[wording], []).append(text or "")
    return answer


def to_sign_by(user: Viewer) -> QuerySet[Report]:
    """Return what waits for somebody's signature: what units that they head have submitted where it is signed first."""
    held = Works.objects.current().filter(user_id=user.pk or 0, role__in=_SIGNERS).values("unit_id")
    rows = Report.objects.filter(owner__in=held, state=ReportState.SUBMITTED, cycle__signed_first=True)
    return _open(rows).order_by("submitted_at", "task__pk")


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a unit is in one cycle.

    Args:
        unopened: asked, and nobody of it has looked yet: the silence meter.
        late: past its deadline without an answer; came_late: answered after it.
        awaiting: asks for nothing but figures that are not out yet: neither late nor unopened.
    """

    unit: Unit | None
    asked: int
    unopened: int
    drafted: int
    submitted: int
    returned: int
    accepted: int
    late: int
    came_late: int
    waiting: int = 0
    awaiting: int = 0

    @property
    def missing(self) -> int:
        """How many are still to be handed in; what waits for its figures is not missing."""
        return self.asked - self.handed_in - self.awaiting

    @property
    def handed_in(self) -> int:
        return self.submitted + self.accepted

    @property
    def complete(self) -> bool:
        return self.handed_in == self.asked


def asked_in(cycle: Cycle) -> QuerySet[Report]:
    """Return the reports that a cycle asks for; what was released from it does not count."""
    return cycle.reports.exclude(state=ReportState.NOT_DUE)


def board_of(cycle: Cycle, at: datetime) -> list[Standing]:
    """Return how far each unit is, those with most left first; units that only contribute stand with none asked."""
    awaited = Q(pk__in=awaited_in(cycle))
    owed = Q(state__in=OWED) & ~awaited
    rows = (
        asked_in(cycle)
        .order_by()
        .values("owner")
        .annotate(
            asked=Count("pk"),
            unopened=Count("pk", filter=Q(state=ReportState.DUE, opened_at=None) & ~awaited),
            awaiting=Count("pk", filter=awaited),
            drafted=Count("pk", filter=Q(state=ReportState.DRAFT)),
            submitted=Count("pk", filter=Q(state__in=(ReportState.SUBMITTED, ReportState.SIGNED))),
            returned=Count("pk", filter=Q(state=ReportState.RETURNED)),
            accepted=Count("pk", filter=Q(state=ReportState.ACCEPTED)),
            late=Count("pk", filter=owed & Q(due_at__lt=at)),
            came_late=Count("pk", filter=Q(on_time=False)),
        )
    )
    counted = {row.pop("owner"): row for row in rows}  # type: ignore[misc]
    adds = Contribution.objects.filter(report__cycle=cycle, state__in=OWED).order_by()
    waiting = dict(adds.values_list("unit").annotate(Count("pk")))
    units = Unit.objects.in_bulk([pk for pk in {*counted, *waiting} if pk is not None])
    nothing = dict.fromkeys(
        ("asked", "unopened", "drafted", "submitted", "returned", "accepted", "late", "came_late", "awaiting"), 0
    )
    answer = [
        Standing(unit=units.get(pk) if pk else None, waiting=waiting.get(pk, 0), **counted.get(pk, nothing))
        for pk in {*counted, *waiting}
    ]
    return sorted(answer, key=lambda one: (-one.missing, one.unit.name if one.unit else ""))


@dataclass(frozen=True, slots=True)
class Rates:
    """Completeness and timeliness: asked, handed in, and handed in by the deadline."""

    asked: int
    handed_in: int
    on_time: int
    late: int
    awaiting: int = 0

    @property
    def missing(self) -> int:
        """How many are still to be handed in; what waits for its figures is not missing."""
        return self.asked - self.handed_in - self.awaiting


def rates_of(cycle: Cycle, at: datetime) -> Rates:
    awaited = Q(pk__in=awaited_in(cycle))
    counted = asked_in(cycle).aggregate(
        asked=Count("pk"),
        handed_in=Count("pk", filter=Q(state__in=HANDED_IN)),
        on_time=Count("pk", filter=Q(state__in=HANDED_IN) & ~Q(on_time=False)),
        late=Count("pk", filter=Q(state__in=OWED, due_at__lt=at) & ~awaited),
        awaiting=Count("pk", filter=awaited),
    )
    return Rates(**counted)


def silent(cycle: Cycle) -> list[tuple[Unit, int]]:
    """Return the units that were asked and have opened nothing at all, each with how much it was asked."""
    rows = asked_in(cycle).filter(owner__isnull=False).exclude(pk__in=awaited_in(cycle))
    asked = rows.order_by().values("owner")
    shut = asked.annotate(all=Count("pk"), shut=Count("pk", filter=Q(opened_at=None, state=ReportState.DUE)))
    counts = dict(shut.filter(all=F("shut")).values_list("owner", "all"))
    units = Unit.objects.in_bulk(counts)
    return sorted(((units[pk], count) for pk, count in counts.items()), key=lambda pair: (-pair[1], pair[0].name))


def due_within(cycle: Cycle, at: datetime, within: timedelta) -> QuerySet[Report]:
    """Return what is due soon and not answered: whom a reminder goes to."""
    rows = cycle.reports.filter(state__in=OWED, due_at__gt=at, due_at__lte=at + within)
    return rows.select_related("task", "owner").order_by("owner__name", "task__pk")

"""Reading one report whole: its row with all that its page shows beside it, in one statement.

What hangs on a report is gathered by the database (luoshi_web.gathered) and made into rows when it is asked for.
Of a report that came by another way each of these functions asks for itself, and finds the same.
"""

from collections.abc import Callable, Collection
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Case, IntegerField, Max, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from luoshi_web.gathered import gathered, rows_in
from luoshi_web.people.models import Membership
from luoshi_web.people.rights import works_of
from luoshi_web.plans.models import Duty, Milestone, Target, Wording
from luoshi_web.prepared import prepared
from luoshi_web.reports.models import (
    Contribution,
    ContributionVersion,
    Evidence,
    Exemption,
    Phrasing,
    Presence,
    Report,
    ReportVersion,
)

Row = TypeVar("Row", Report, Wording)
Found = TypeVar("Found")

_IN_VERSIONS: Any = ReportVersion.evidence.through
_IN_PARTS: Any = ContributionVersion.evidence.through
_BESIDE_A_REPORT = ("cycle__plan__jurisdiction", "task", "owner", "current", "accepted", "draft__saved_by")
_WORKS = "unit__jurisdiction"
_PARTS = ("unit", "current", "saved_by")
_PIECES = ("file", "added_by")


def remembered(find: Callable[[Row], Found]) -> Callable[[Row], Found]:
    """Keep what was found beside the row, which lives for one answer: a page asks for the same several times."""
    name = f"_{find.__name__}"

    @wraps(find)
    def remembering(row: Row) -> Found:
        if name not in row.__dict__:
            row.__dict__[name] = find(row)
        found: Found = row.__dict__[name]
        return found

    return remembering


def _last(model: Any) -> QuerySet[Any]:
    rows: QuerySet[Any] = model._default_manager.filter(report=OuterRef("pk")).order_by("-number").values("number")[:1]
    return rows


def _at(jurisdiction: str, year: int, as_of: date, key: str, reader: int, day: date) -> QuerySet[Report]:
    rows = Report.objects.filter(
        cycle__plan__jurisdiction__slug=jurisdiction, cycle__plan__year=year, cycle__as_of=as_of, task__key=key
    )
    before = Report.objects.filter(
        task=OuterRef("task"), accepted__isnull=False, cycle__as_of__lt=OuterRef("cycle__as_of")
    )
    before = before.exclude(cycle=OuterRef("cycle")).order_by("-cycle__as_of")[:1]
    return rows.select_related(*_BESIDE_A_REPORT).annotate(
        statement_before=before.values("accepted__statement"),
        as_of_before=before.values("cycle__as_of"),
        gathered_works=gathered(works_of(reader, day), _WORKS),
        last_version=_last(ReportVersion),
        last_piece=_last(Evidence),
    )


_bare = prepared(_at)


@prepared
def _whole(jurisdiction: str, year: int, as_of: date, key: str, reader: int, day: date) -> QuerySet[Report]:
    def mine(model: Any, how: str = "report", **more: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = model._default_manager.filter(**{how: OuterRef("pk")}, **more)
        return rows

    worded = Q(version=OuterRef("current")) | Q(version=OuterRef("accepted"))
    return _at(jurisdiction, year, as_of, key, reader, day).annotate(
        gathered_parts=gathered(mine(Contribution).order_by("pk"), *_PARTS),
        gathered_pieces=gathered(mine(Evidence).order_by("number"), *_PIECES),
        gathered_in_versions=gathered(mine(_IN_VERSIONS, "reportversion__report")),
        gathered_in_parts=gathered(mine(_IN_PARTS, "contributionversion__contribution__report")),
        gathered_versions=gathered(mine(ReportVersion).order_by("number"), "written_by"),
        gathered_presences=gathered(mine(Presence).order_by("pk"), "user"),
        gathered_exemptions=gathered(Exemption.objects.filter(cycle=OuterRef("cycle")).order_by("at", "pk"), "by"),
        gathered_phrasings=gathered(Phrasing.objects.filter(worded).order_by("number")),
    )


def report_at(jurisdiction: str, year: int, as_of: date, key: str, *, reader: int, whole: bool) -> Report | None:
    """Return the report at an address, whoever asks.

    Args:
        reader: the account that asks: where it works comes with the report.
        whole: with all that hangs on it, for its page; else what is not there is asked for when it is needed.
    """
    ask = _whole if whole else _bare
    day = timezone.localdate()
    return ask.first(jurisdiction=jurisdiction, year=year, as_of=as_of, key=key, reader=reader, day=day)


def works_beside(report: Report) -> list[Membership]:
    """Return where whoever asked for a report works today, and as what."""
    return rows_in(_text(report, "works"), Membership, _WORKS)


def _text(report: Report, name: str) -> str | None:
    """Return what was gathered; None of a report that came by another way. No row at all is []."""
    if f"gathered_{name}" not in report.__dict__:
        return None
    return report.__dict__[f"gathered_{name}"] or "[]"


@remembered
def contributions_of(report: Report) -> list[Contribution]:
    """Return what other units add to a report, in the order in which they were asked."""
    text = _text(report, "parts")
    if text is None:
        rows = list(Contribution.objects.filter(report=report.pk).select_related(*_PARTS).order_by("pk"))
    else:
        rows = rows_in(text, Contribution, *_PARTS)
    for row in rows:
        row.report = report
    return rows


@remembered
def _pieces(report: Report) -> list[Evidence]:
    text = _text(report, "pieces")
    if text is None:
        return list(Evidence.objects.filter(report=report.pk).select_related(*_PIECES).order_by("number"))
    return rows_in(text, Evidence, *_PIECES)


def evidence_in_hand(report: Report, contribution: Contribution | None = None) -> list[Evidence]:
    """Return what lies with the owner's draft, or with the part of a unit that was asked; nothing taken out."""
    part = contribution.pk if contribution is not None else None
    return [one for one in _pieces(report) if one.contribution_id == part and one.removed_at is None]


@remembered
def _in_versions(report: Report) -> dict[int, set[int]]:
    text = _text(report, "in_versions")
    rows: list[Any]
    if text is None:
        rows = list(_IN_VERSIONS._default_manager.filter(reportversion__report=report.pk))
    else:
        rows = rows_in(text, _IN_VERSIONS)
    answer: dict[int, set[int]] = {}
    for row in rows:
        answer.setdefault(row.reportversion_id, set()).add(row.evidence_id)
    return answer


@remembered
def _in_parts(report: Report) -> dict[int, set[int]]:
    text = _text(report, "in_parts")
    rows: list[Any]
    if text is None:
        rows = list(_IN_PARTS._default_manager.filter(contributionversion__contribution__report=report.pk))
    else:
        rows = rows_in(text, _IN_PARTS)
    answer: dict[int, set[int]] = {}
    for row in rows:
        answer.setdefault(row.contributionversion_id, set()).add(row.evidence_id)
    return answer


def pieces_in(report: Report, version: int) -> int:
    """Return how many pieces of evidence were handed in with a version of a report, by the version's row."""
    return len(_in_versions(report).get(version, ()))


def evidence_handed_in(report: Report, version: int) -> list[Evidence]:
    """Return the evidence that was handed in with a version of a report, by the version's row."""
    held = _in_versions(report).get(version, ())
    return [one for one in _pieces(report) if one.pk in held]


def evidence_of_part(report: Report, version: int) -> list[Evidence]:
    """Return the evidence that was handed in with a version of a contribution, by the version's row."""
    held = _in_parts(report).get(version, ())
    return [one for one in _pieces(report) if one.pk in held]


@remembered
def versions_of(report: Report) -> list[ReportVersion]:
    """Return a report's versions, the first in front, with who wrote them."""
    text = _text(report, "versions")
    if text is None:
        return list(ReportVersion.objects.filter(report=report.pk).select_related("written_by").order_by("number"))
    return rows_in(text, ReportVersion, "written_by")


@remembered
def presences_at(report: Report) -> list[Presence]:
    """Return who was heard of at a report, also long ago."""
    text = _text(report, "presences")
    if text is None:
        return list(Presence.objects.filter(report=report.pk).select_related("user").order_by("pk"))
    return rows_in(text, Presence, "user")


@remembered
def exemptions_of(report: Report) -> list[Exemption]:
    """Return the exceptions of a report's cycle, of all units, the earliest first."""
    text = _text(report, "exemptions")
    if text is None:
        return list(Exemption.objects.filter(cycle=report.cycle_id).select_related("by").order_by("at", "pk"))
    return rows_in(text, Exemption, "by")


@remembered
def _phrasings(report: Report) -> dict[int, str]:
    text = _text(report, "phrasings")
    if text is None:
        versions = [pk for pk in (report.current_id, report.accepted_id) if pk is not None]
        rows = list(Phrasing.objects.filter(version__in=versions).order_by("number"))
    else:
        rows = rows_in(text, Phrasing)
    return {row.version_id: row.text for row in rows}


def phrasing_shown(report: Report) -> str:
    """Return the office's wording of the newest version, else of the accepted one; empty where neither has one."""
    found = _phrasings(report)
    return found.get(report.current_id or 0, "") or found.get(report.accepted_id or 0, "")


@remembered
def previous_statement(report: Report) -> tuple[str | None, date | None]:
    """Return what was accepted of this task in the cycle before, and as of when; None where nothing was."""
    if "statement_before" in report.__dict__:
        return report.__dict__["statement_before"], report.__dict__["as_of_before"]
    rows = Report.objects.filter(task=report.task_id, accepted__isnull=False).exclude(cycle=report.cycle_id)
    if report.cycle.as_of is not None:
        rows = rows.filter(cycle__as_of__lt=report.cycle.as_of)
    found = rows.order_by("-cycle__as_of").values_list("accepted__statement", "cycle__as_of").first()
    return found or (None, None)


def last_version(report: Report) -> int:
    """Return the number of a report's newest version; 0 where there is none. Read with the report, if that was."""
    if "last_version" in report.__dict__:
        return report.__dict__["last_version"] or 0
    return report.versions.aggregate(last=Max("number"))["last"] or 0


def last_piece(report: Report) -> int:
    """Return the highest number of a report's evidence, what was taken out too; 0 where there is none. As above."""
    if "last_piece" in report.__dict__:
        return report.__dict__["last_piece"] or 0
    return report.evidence.aggregate(last=Max("number"))["last"] or 0


@prepared
def _worded(task: int, revision: int) -> QuerySet[Wording]:
    last = Case(When(revision=revision, then=Value(0)), default=Value(1), output_field=IntegerField())
    return _with_all_of_it(Wording.objects.filter(task=task).order_by(last, "-revision__number")[:1])


def _with_all_of_it(rows: QuerySet[Wording]) -> QuerySet[Wording]:
    stands = Q(wording=OuterRef("pk"), replaced_by=None)
    return rows.annotate(
        gathered_targets=gathered(Target.objects.filter(stands).order_by("position"), "indicator"),
        gathered_milestones=gathered(Milestone.objects.filter(stands).order_by("position")),
        gathered_duties=gathered(Duty.objects.filter(wording=OuterRef("pk")).order_by("role", "position"), "unit"),
    )


@remembered
def wording_of(report: Report) -> Wording:
    """Return what the revision in force says of the report's task; the last that worded it, where it no longer does.

    Its targets, milestones and duties come with it.
    """
    found = _worded.first(task=report.task_id, revision=report.cycle.plan.in_force_id or 0)
    assert found is not None, "a task is made with its wording"
    return found


def wordings_of(reports: Collection[Report]) -> dict[int, Wording]:
    """Return what the revision in force says of the task of each report, by the task's row, all in one statement.

    A task that is no longer in the table is not among them. Targets, milestones and duties come along, as above.
    """
    revisions = {report.cycle.plan.in_force_id for report in reports}
    rows = Wording.objects.filter(task__in=[report.task_id for report in reports], revision__in=revisions)
    return {wording.task_id: wording for wording in _with_all_of_it(rows)}


def _of_wording(wording: Wording, name: str) -> str | None:
    if f"gathered_{name}" not in wording.__dict__:
        return None
    return wording.__dict__[f"gathered_{name}"] or "[]"


def _hung_on(wording: Wording, rows: list[Any]) -> list[Any]:
    for row in rows:
        row.wording = wording
    return rows


@remembered
def target_rows_of(wording: Wording) -> list[Target]:
    """Return the targets of a wording that hold, in the sentence's order."""
    text = _of_wording(wording, "targets")
    if text is None:
        return list(wording.targets.filter(replaced_by=None).select_related("indicator"))
    return _hung_on(wording, rows_in(text, Target, "indicator"))


@remembered
def milestones_of(wording: Wording) -> list[Milestone]:
    """Return the milestones that a report asks for, in the order of the sentence."""
    text = _of_wording(wording, "milestones")
    if text is None:
        return list(wording.milestones.filter(replaced_by=None))
    return _hung_on(wording, rows_in(text, Milestone))


@remembered
def duties_of(wording: Wording) -> list[Duty]:
    """Return who owes a task by one wording, with their units: those that lead behind those that cooperate."""
    text = _of_wording(wording, "duties")
    if text is None:
        return list(wording.duties.select_related("unit"))
    return _hung_on(wording, rows_in(text, Duty, "unit"))

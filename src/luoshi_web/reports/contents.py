"""What was reported and decided, as the trail hashes it: versions, contributions, settlements, phrasings, evidence."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from luoshi_web.plans.models import Revision
from luoshi_web.reports.models import (
    ContributionVersion,
    Evidence,
    FigureAnswer,
    MilestoneAnswer,
    Observation,
    Phrasing,
    Report,
    ReportVersion,
    Settlement,
)
from luoshi_web.trail import contents
from luoshi_web.trail.contents import Content, Numbers, by_owner, plain, stretches


def keep() -> None:
    contents.keep("version", versions)
    contents.keep("contribution_version", contribution_versions)
    contents.keep("settlement", settlements)
    contents.keep("phrasing", phrasings)
    contents.keep("evidence", evidence)


def _place(report: Report) -> tuple[str, str]:
    """Say which report it is: 2025年第13项截至2025-09-30的填报."""
    return _place_of(report.cycle.plan.year, report.task.key, report.cycle.as_of)


def _place_of(year: int, key: str, as_of: date | None) -> tuple[str, str]:
    until = f"截至{as_of}" if as_of else ""
    return f"{year}年第{key}项{until}的填报", f"the report on task {key} of {year}, as of {as_of or '—'}"


def _numbered(report: Report, number: int, what: tuple[str, str] = ("", "")) -> tuple[str, str]:
    return _numbered_in(_place(report), number, what)


def _numbered_in(place: tuple[str, str], number: int, what: tuple[str, str] = ("", "")) -> tuple[str, str]:
    chinese, english = place
    return f"{chinese}第{number}版{what[0]}", f"{english}, version {number}{what[1]}"


def versions(pks: Numbers) -> Iterator[Content]:
    # rows of columns and no objects of models: of 20,000 tasks those took most of the time
    observations, answers, milestones = (
        by_owner(kind.filter(version__in=pks).values_list("version_id", *columns, named=True), "version_id")
        for kind, columns in (
            (Observation.objects, _OF_A_FIGURE), (FigureAnswer.objects, _OF_AN_ANSWER),
            (MilestoneAnswer.objects, _OF_A_MILESTONE),
        )
    )  # fmt: skip
    for row in ReportVersion.objects.filter(pk__in=pks).values_list("pk", *_OF_A_VERSION, named=True):
        place = _place_of(row.report__cycle__plan__year, row.report__task__key, row.report__cycle__as_of)
        parts = (held.get(row.pk, ()) for held in (observations, answers, milestones))
        yield _version(row, *parts, place=place)


_OF_A_VERSION = (
    *("report_id", "number", "statement", "claim", "problems", "next_step", "unchanged", "correction"),
    *("report__task__key", "report__cycle__as_of", "report__cycle__plan__year"),
)
_OF_A_FIGURE = (
    *("position", "metric", "basis", "comparator", "value", "measure", "value_text", "of", "scope", "part_of"),
    *("period", "span_start", "span_end", "base", "estimated", "approximate"),
)
_OF_AN_ANSWER = ("target_id", "period", "value", "measure", "value_text", "lack")
_OF_A_MILESTONE = ("milestone_id", "stage", "date")


def version(
    row: ReportVersion,
    observations: Iterable[Observation],
    answers: Iterable[FigureAnswer],
    milestones: Iterable[MilestoneAnswer],
) -> Content:
    """Say what a version says; who has just written it has its figures at hand, and reads nothing again."""
    return _version(row, observations, answers, milestones, place=_place(row.report))


def _version(
    row: Any, observations: Iterable[Any], answers: Iterable[Any], milestones: Iterable[Any], *, place: tuple[str, str]
) -> Content:
    observations = sorted(observations, key=lambda one: one.position)
    answers = sorted(answers, key=lambda one: one.target_id)
    milestones = sorted(milestones, key=lambda one: one.milestone_id)
    return Content(
        "version",
        row.pk,
        words=[
            row.statement, row.problems or "", row.next_step or "", row.unchanged, row.correction,
            [
                [one.metric, one.value_text or "", one.of or "", one.scope or "", one.part_of or ""]
                for one in observations
            ],
            [one.value_text for one in answers],
        ],
        figures=[
            row.report_id, row.number, plain(row.claim),
            [
                [one.position, plain(one.basis), plain(one.comparator), plain(one.value), plain(one.measure),
                 plain(one.period), one.span_start, one.span_end, one.base, one.estimated, one.approximate]
                for one in observations
            ],
            [
                [one.target_id, plain(one.period), plain(one.value), plain(one.measure), plain(one.lack)]
                for one in answers
            ],
            [[one.milestone_id, plain(one.stage), plain(one.date)] for one in milestones],
        ],
        place=_numbered_in(place, row.number),
    )  # fmt: skip


def contribution_versions(pks: Collection[int]) -> Iterator[Content]:
    rows = ContributionVersion.objects.filter(pk__in=pks)
    rows = rows.select_related("contribution__report__task", "contribution__report__cycle__plan", "contribution__unit")
    for row in rows:
        unit = row.contribution.unit.name
        chinese, english = _place(row.contribution.report)
        yield Content(
            "contribution_version",
            row.pk,
            words=[row.statement, row.problems],
            figures=[row.contribution_id, row.number],
            place=(f"{chinese}中{unit}的配合第{row.number}版", f"{english}, contribution {row.number} of {unit}"),
        )


def settlements(pks: Collection[int]) -> Iterator[Content]:
    rows = Settlement.objects.filter(pk__in=pks).select_related("version__report__task", "version__report__cycle__plan")
    for row in rows:
        yield settlement(row)


def settlement(row: Settlement) -> Content:
    return Content(
        "settlement",
        row.pk,
        words=[row.value_text],
        figures=[
            row.version_id, row.number, row.target_id, plain(row.says), row.figure_start, row.figure_end, plain(row.who)
        ],
        place=_numbered(row.version.report, row.version.number, ("用哪个数的确认", ", which figure answers")),
    )  # fmt: skip


def phrasings(pks: Collection[int]) -> Iterator[Content]:
    rows = Phrasing.objects.filter(pk__in=pks).select_related("version__report__task", "version__report__cycle__plan")
    for row in rows:
        yield phrasing(row)


def phrasing(row: Phrasing) -> Content:
    return Content(
        "phrasing",
        row.pk,
        words=[row.text],
        figures=[row.version_id, row.number],
        place=_numbered(row.version.report, row.version.number, ("的发布口径", ", wording for publication")),
    )


def contents_of_statements(revision: Revision) -> Iterator[Content]:
    """Give what came, or was read again, with a table: its versions, and what was said of these before."""
    for some in stretches(ReportVersion.objects.filter(revision=revision)):
        yield from versions(some)
        for kind, reader in ((Settlement, settlements), (Phrasing, phrasings)):
            yield from reader(list(kind._default_manager.filter(version__in=some).values_list("pk", flat=True)))


def evidence(pks: Collection[int]) -> Iterator[Content]:
    rows = Evidence.objects.filter(pk__in=pks).select_related("file", "report__task", "report__cycle__plan")
    for row in rows:
        yield one_evidence(row)


def one_evidence(row: Evidence) -> Content:
    chinese, english = _place(row.report)
    return Content(
        "evidence",
        row.pk,
        words=[row.name, row.link],
        figures=[row.report_id, row.number, row.file.sha256 if row.file is not None else ""],
        place=(f"{chinese}的佐证{row.number}", f"{english}, evidence {row.number}"),
    )

"""Writing reports: the statements of an imported table become the first versions of its cycles' reports."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from luoshi import plan as core
from luoshi.revision.readings import figure_meanings
from luoshi_web.inserts import insert_all, insert_rows
from luoshi_web.people.models import User
from luoshi_web.plans.models import Plan, Revision
from luoshi_web.plans.recording import Recorded, reading_columns, value_of
from luoshi_web.reports.actions.settling import carry, settle_imported
from luoshi_web.reports.models import Cycle, Observation, Phrasing, Relation, Report, ReportState, ReportVersion
from luoshi_web.reports.queries.answers import answers_of

AT_ONCE = 500  # keys in one statement: SQLite takes 999 values


@dataclass(frozen=True, slots=True)
class Statements:
    """What was recorded: the cycle that the table speaks of, and the number of the version of each latest report.

    `versions` go by a task's key.
    """

    cycle: Cycle
    versions: dict[str, int]


def record_statements(
    read: core.Plan, revision: Revision, recorded: Recorded, *, by: User | None, at: datetime
) -> Statements:
    """Write one accepted report a task and progress column; called within a transaction.

    A report that is there already stays as it is: what the table says of that task and cycle is passed over.
    """
    answers = list(_answers(read))
    columns = dict.fromkeys((answer.as_of, answer.heading) for _, answer, _ in answers)
    if not any(as_of == read.as_of for as_of, _ in columns):
        columns[(read.as_of, "")] = None
    cycles = _cycles(revision.plan, columns, at)
    numbers = {column: cycle.pk for column, cycle in cycles.items()}
    made = set(Report.objects.filter(cycle__plan=revision.plan).values_list("cycle_id", "task_id"))
    answers = [
        (task, answer, is_latest)
        for task, answer, is_latest in answers
        if (numbers[(answer.as_of, answer.heading)], recorded.tasks[task.key]) not in made
    ]
    places = [(numbers[(answer.as_of, answer.heading)], task.key) for task, answer, _ in answers]
    reports = _record_reports(dict.fromkeys(places), recorded)
    versions = insert_rows(ReportVersion, _versions(answers, [reports[place] for place in places], revision, by, at))
    _accept_the_last(list(reports.values()))
    _record_figures(versions, answers, recorded)
    current = [cycle for cycle in cycles.values() if cycle.as_of == read.as_of]
    latest = {task.key: version for version, (task, _, is_latest) in zip(versions, answers, strict=True) if is_latest}
    chosen = [(latest[task.key], task) for task in read.tasks if task.settlements and task.key in latest]
    settle_imported(chosen, recorded, by=by, at=at)
    return Statements(current[-1], latest)


_Answer = tuple[core.Task, core.Report, bool]  # with its task, and whether it is the one that the task itself repeats


def _record_reports(places: Iterable[tuple[int, str]], recorded: Recorded) -> dict[tuple[int, str], int]:
    """Make a report for each cycle and key of a task; their numbers go by these."""
    places = list(places)
    rows = (
        {
            "jurisdiction_id": recorded.revision.jurisdiction_id,
            "cycle_id": cycle,
            "task_id": recorded.tasks[key],
            "owner_id": recorded.owners.get(key),
        }
        for cycle, key in places
    )
    return dict(zip(places, insert_rows(Report, rows), strict=True))


def _versions(
    answers: Sequence[_Answer], reports: Sequence[int], revision: Revision, by: User | None, at: datetime
) -> Iterator[dict[str, Any]]:
    """Give the versions of what a table says, the first of a report numbered 1; `reports` are those of the answers."""
    numbers: dict[int, int] = {}
    table, person = revision.pk, by.pk if by is not None else None
    for (_, answer, _), report in zip(answers, reports, strict=True):
        numbers[report] = numbers.get(report, 0) + 1
        yield {
            "jurisdiction_id": revision.jurisdiction_id,
            "report_id": report,
            "number": numbers[report],
            "statement": answer.statement,
            "claim": answer.claim.value,
            "problems": answer.problems,
            "next_step": answer.next_step,
            "revision_id": table,
            "place": answer.place.as_dict(),
            "written_by_id": person,
            "written_at": at,
        }


def _accept_the_last(reports: Sequence[int]) -> None:
    """Let each report hold its last version, said in the database: a statement a row costs a third of an import."""
    last = ReportVersion.objects.filter(report=OuterRef("pk")).order_by("-number").values("pk")[:1]
    for start in range(0, len(reports), AT_ONCE):
        Report.objects.filter(pk__in=reports[start : start + AT_ONCE]).update(
            current=Subquery(last), accepted=Subquery(last), state=ReportState.ACCEPTED
        )


def _cycles(
    plan: Plan, columns: Iterable[tuple[date | None, str]], at: datetime
) -> dict[tuple[date | None, str], Cycle]:
    """Find or make the cycle of each column: known by its date, else by its heading; new ones go with the plan."""
    known = list(plan.cycles.order_by("position"))
    cycles = {}
    for as_of, heading in columns:
        same = [one for one in known if (one.as_of == as_of if as_of else not one.as_of and one.heading == heading)]
        if not same:
            position = known[-1].position + 1 if known else 1
            row = Cycle(
                jurisdiction_id=plan.jurisdiction_id,
                plan=plan,
                position=position,
                as_of=as_of,
                heading=heading,
                published_at=at,
            )
            row.save(force_insert=True)
            same = [row]
            known += same
        cycles[(as_of, heading)] = same[0]
    return cycles


def _answers(read: core.Plan) -> Iterator[_Answer]:
    """Each answer with its task, and whether it is the one that the task itself repeats."""
    day = _only_day(read)
    for task in read.tasks:
        if not task.reports:
            if task.statement:
                yield task, _of_task(read, task), True
            continue
        said = [report for report in task.reports if report.statement or report.problems or report.next_step]
        if day is not None and len(said) == 1 and said[0].as_of is None:
            said = [replace(said[0], as_of=day)]
        repeated = [report for report in said if report.statement == task.statement and task.statement]
        for report in said:
            yield task, report, bool(repeated) and report is repeated[-1]


def _only_day(read: core.Plan) -> date | None:
    """Return the day that a table speaks of, where its columns name no other: one without a day is of it too.

    So a sheet headed 进度 beside one headed 截至9月底完成情况 is no cycle of its own.
    """
    named = {report.as_of for task in read.tasks for report in task.reports} - {None}
    return read.as_of if named <= {read.as_of} else None


def _of_task(read: core.Plan, task: core.Task) -> core.Report:
    headings = [column.heading for column in read.columns if column.field == "report"]
    return core.Report(
        as_of=read.as_of,
        heading=headings[-1] if headings else "",
        statement=task.statement,
        claim=task.claim,
        observations=task.observations,
        place=task.places.get("statement", task.place),
    )


def _record_figures(versions: Sequence[int], answers: Sequence[_Answer], recorded: Recorded) -> None:
    """Write the figures and the arithmetic of answers, whose versions go by their numbers."""
    office, indicators = recorded.revision.jurisdiction_id, recorded.indicators
    both = list(zip(versions, answers, strict=True))
    figures = ((pk, task.observations if latest else said.observations) for pk, (task, said, latest) in both)
    insert_rows(Observation, (row for pk, seen in figures for row in _figure_columns(office, pk, seen, indicators)))
    latest = ((pk, task.relations) for pk, (task, _, latest) in both if latest)
    insert_rows(Relation, (row for pk, found in latest for row in _relation_columns(office, pk, found)))


def record_readings(
    version: ReportVersion,
    figures: Iterable[core.Observation],
    relations: Iterable[core.Relation],
    indicators: Mapping[str, int],
) -> list[Observation]:
    """Write the figures and the arithmetic that were read in a version's statement; return the rows of the figures.

    Args:
        indicators: their numbers, by metric.
    """
    office = version.jurisdiction_id
    written = [Observation(**columns) for columns in _figure_columns(office, version.pk, figures, indicators)]
    insert_all(written)
    insert_all([Relation(**columns) for columns in _relation_columns(office, version.pk, relations)])
    return written


def _figure_columns(
    office: int, version: int, figures: Iterable[core.Observation], indicators: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    for position, figure in enumerate(figures):
        yield {
            "jurisdiction_id": office,
            "version_id": version,
            "position": position,
            "indicator_id": indicators.get(figure.metric),
            "metric": figure.metric,
            "period": str(figure.period) if figure.period else None,
            "basis": figure.basis.value,
            "comparator": value_of(figure.comparator),
            "value": figure.value,
            "measure": figure.measure,
            "value_text": figure.value_text,
            "of": figure.of,
            "scope": figure.scope,
            "base": figure.base,
            "estimated": figure.estimated,
            "approximate": figure.approximate,
            "part_of": figure.part_of,
            "released": figure.released,
            **reading_columns(figure),
        }


def _relation_columns(office: int, version: int, relations: Iterable[core.Relation]) -> Iterator[dict[str, Any]]:
    for position, relation in enumerate(relations):
        yield {
            "jurisdiction_id": office,
            "version_id": version,
            "position": position,
            "relation": relation.relation,
            "holds": relation.holds,
            "written": relation.written,
            "reckoned": relation.reckoned,
            "sentence": relation.sentence,
            "sentence_en": relation.sentence_en,
            "spans": [list(span) for span in relation.spans],
        }


def record_figures_again(read: core.Plan, recorded: Recorded, *, by: User | None, at: datetime) -> None:
    """Append a version to each report whose statement is the same and is read otherwise; called within a transaction.

    The version before stays. What a unit wrote is never touched.
    """
    stored = answers_of(recorded.revision.plan)
    accepted = Report.objects.filter(cycle__plan=recorded.revision.plan, accepted__isnull=False)
    reports = {(report.cycle_id, report.task_id): report for report in accepted.select_related("accepted")}
    given: dict[str, list[tuple[core.Task, core.Report, bool]]] = {}
    for task, answer, is_latest in _answers(read):
        given.setdefault(task.key, []).append((task, answer, is_latest))
    versions = []
    for key, answers in given.items():
        row = recorded.tasks[key]
        for cycle, said, _ in stored.get(row, ()):
            again = next((answer for answer in answers if answer[1].statement == said.statement), None)
            if again is None or not _read_otherwise(said, *again):
                continue
            report = reports[(cycle.pk, row)]
            assert report.accepted is not None
            version = ReportVersion(
                jurisdiction_id=report.jurisdiction_id,
                report=report,
                number=report.versions.count() + 1,
                statement=said.statement,
                claim=again[1].claim,
                problems=said.problems,
                next_step=said.next_step,
                revision=recorded.revision,
                place=report.accepted.place,
                written_by=by,
                written_at=at,
            )
            versions.append((version, *again))
    ReportVersion.objects.bulk_create(version for version, *_ in versions)
    _phrased_as_before(version for version, *_ in versions)
    carry([(version.report.accepted, version) for version, *_ in versions if version.report.accepted is not None])
    for version, *_ in versions:
        if version.report.current_id == version.report.accepted_id:
            version.report.current = version
        version.report.accepted = version
    Report.objects.bulk_update([version.report for version, *_ in versions], ["current", "accepted"])
    answers_again = [(task, answer, is_latest) for _, task, answer, is_latest in versions]
    _record_figures([version.pk for version, *_ in versions], answers_again, recorded)


def _phrased_as_before(versions: Iterable[ReportVersion]) -> None:
    """Give each new version the phrasing of the accepted one: the statement is the same."""
    new = {version.report.accepted_id: version for version in versions}
    newest = {row.version_id: row for row in Phrasing.objects.filter(version__in=new).order_by("number")}
    Phrasing.objects.bulk_create(
        Phrasing(jurisdiction_id=row.jurisdiction_id, version=new[pk], number=1, text=row.text, by=row.by, at=row.at)
        for pk, row in newest.items()
        if row.text
    )


def _read_otherwise(said: core.Report, task: core.Task, answer: core.Report, is_latest: bool) -> bool:
    figures = task.observations if is_latest else answer.observations
    return (said.claim, figure_meanings(said.observations)) != (answer.claim, figure_meanings(figures))

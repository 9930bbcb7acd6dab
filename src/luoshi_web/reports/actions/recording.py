"""Writing reports: the statements of an imported table become the first versions of its cycles' reports."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from luoshi import plan as core
from luoshi.revision.readings import figure_meanings
from luoshi_web.inserts import insert_all
from luoshi_web.people.models import User
from luoshi_web.plans.models import Indicator, Plan, Revision
from luoshi_web.plans.recording import Recorded, spans
from luoshi_web.reports.actions.settling import carry
from luoshi_web.reports.models import Cycle, Observation, Phrasing, Relation, Report, ReportState, ReportVersion
from luoshi_web.reports.queries.answers import answers_of

AT_ONCE = 500  # keys in one statement: SQLite takes 999 values


@dataclass(frozen=True, slots=True)
class Statements:
    """What was recorded: the cycle that the table speaks of, and the version of each task's latest report."""

    cycle: Cycle
    versions: dict[str, ReportVersion]


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
    made = set(Report.objects.filter(cycle__plan=revision.plan).values_list("cycle_id", "task_id"))
    answers = [
        (task, answer, is_latest)
        for task, answer, is_latest in answers
        if (cycles[(answer.as_of, answer.heading)].pk, recorded.tasks[task.key].pk) not in made
    ]
    owners = {key: unit.pk for key, unit in recorded.owners.items()}
    reports: dict[tuple[int, str], Report] = {}
    for task, answer, _ in answers:
        cycle = cycles[(answer.as_of, answer.heading)]
        reports[(cycle.pk, task.key)] = Report(
            jurisdiction_id=cycle.jurisdiction_id,
            cycle_id=cycle.pk,
            task_id=recorded.tasks[task.key].pk,
            owner_id=owners.get(task.key),
        )
    insert_all(reports.values())
    numbers: dict[tuple[int, str], int] = {}
    versions, latest = [], {}
    for task, answer, is_latest in answers:
        at_report = (cycles[(answer.as_of, answer.heading)].pk, task.key)
        numbers[at_report] = numbers.get(at_report, 0) + 1
        version = ReportVersion(
            jurisdiction_id=revision.jurisdiction_id,
            report_id=reports[at_report].pk,
            number=numbers[at_report],
            statement=answer.statement,
            claim=answer.claim,
            problems=answer.problems,
            next_step=answer.next_step,
            revision_id=revision.pk,
            place=answer.place.as_dict(),
            written_by=by,
            written_at=at,
        )
        versions.append((version, task, answer, is_latest))
        if is_latest:
            latest[task.key] = version
    insert_all(version for version, *_ in versions)
    _accept_the_last([report.pk for report in reports.values()])
    _record_figures(versions, recorded)
    current = [cycle for cycle in cycles.values() if cycle.as_of == read.as_of]
    return Statements(current[-1], latest)


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


def _answers(read: core.Plan) -> Iterator[tuple[core.Task, core.Report, bool]]:
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


def _record_figures(versions: list[tuple[ReportVersion, core.Task, core.Report, bool]], recorded: Recorded) -> None:
    record_readings(
        [
            (version, task.observations if is_latest else answer.observations, task.relations if is_latest else ())
            for version, task, answer, is_latest in versions
        ],
        recorded.indicators,
    )


def record_readings(
    readings: Iterable[tuple[ReportVersion, Iterable[core.Observation], Iterable[core.Relation]]],
    indicators: Mapping[str, Indicator],
) -> list[Observation]:
    """Write the figures and the arithmetic that were read in versions' statements; return the rows of the figures.

    Args:
        indicators: by metric.
    """
    readings = list(readings)
    numbers = {metric: row.pk for metric, row in indicators.items()}
    written = [
        Observation(
            jurisdiction_id=version.jurisdiction_id,
            version_id=version.pk,
            position=position,
            indicator_id=numbers.get(figure.metric),
            metric=figure.metric,
            period=str(figure.period) if figure.period else None,
            basis=figure.basis,
            comparator=figure.comparator,
            value=figure.value,
            measure=figure.measure,
            value_text=figure.value_text,
            of=figure.of,
            scope=figure.scope,
            base=figure.base,
            estimated=figure.estimated,
            approximate=figure.approximate,
            part_of=figure.part_of,
            released=figure.released,
            **spans(figure),
        )
        for version, figures, _ in readings
        for position, figure in enumerate(figures)
    ]
    insert_all(written)
    relations = [
        Relation(
            jurisdiction_id=version.jurisdiction_id,
            version_id=version.pk,
            position=position,
            relation=relation.relation,
            holds=relation.holds,
            written=relation.written,
            reckoned=relation.reckoned,
            sentence=relation.sentence,
            sentence_en=relation.sentence_en,
            spans=[list(span) for span in relation.spans],
        )
        for version, _, found in readings
        for position, relation in enumerate(found)
    ]
    insert_all(relations)
    return written


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
        for cycle, said, _ in stored.get(row.pk, ()):
            again = next((answer for answer in answers if answer[1].statement == said.statement), None)
            if again is None or not _read_otherwise(said, *again):
                continue
            report = reports[(cycle.pk, row.pk)]
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
    _record_figures(versions, recorded)


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

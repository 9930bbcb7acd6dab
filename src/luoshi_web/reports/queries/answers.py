"""Reading reports: the accepted answers of a plan's cycles, as the core's values."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from luoshi import plan as core
from luoshi.cycle import Period
from luoshi.place import Span
from luoshi_web.plans.models import Plan
from luoshi_web.plans.queries import place_of, span_of
from luoshi_web.reports.models import (
    Cycle,
    FigureAnswer,
    MilestoneAnswer,
    Observation,
    Phrasing,
    Relation,
    Report,
    ReportState,
    ReportVersion,
    Settlement,
)
from luoshi_web.reports.queries.audiences import INSIDE, Audience


def latest_cycle(plan: Plan, audience: Audience = INSIDE) -> Cycle | None:
    """Return the cycle that the pages speak of to somebody: the newest as of a date, else the last."""
    shown = plan.cycles.filter(audience.cycles())
    return shown.filter(as_of__isnull=False).order_by("-as_of").first() or shown.order_by("-position").first()


Reached = tuple[core.Stage, date | None]
Answer = tuple[Cycle, core.Report, tuple[core.Relation, ...]]


LOOKED_AT = (ReportState.SUBMITTED, ReportState.SIGNED, ReportState.RETURNED)


def answers_of(
    plan: Plan, *, relations: bool = True, reviewed: Cycle | None = None, audience: Audience = INSIDE
) -> dict[int, list[Answer]]:
    """Return, a task's row, its accepted answers in the order of the cycles shown, with the arithmetic they hold.

    Args:
        reviewed: a cycle that the office looks through: the answers up to its day, and of its own
            also what is not accepted but lies before the office, or was returned by it.
    """
    cycles = {cycle.pk: cycle for cycle in plan.cycles.all()}
    versions = held_versions(plan, reviewed, audience)
    newest = Phrasing.objects.filter(version=OuterRef("pk")).order_by("-number").values("text")[:1]
    rows = versions.annotate(phrased=Subquery(newest)).order_by("report__cycle__position")
    told: Iterable[Any] = rows.values_list(
        "report__task_id", "report__cycle_id", "pk", "statement", "claim", "problems", "next_step", "place", "phrased"
    )
    figures, arithmetic = _figures(versions), _relations(versions) if relations else {}
    for version, given in _answered(versions).items():
        figures[version] += beside(figures[version], given)
    answer: dict[int, list[Any]] = defaultdict(list)
    for task, cycle, version, statement, claim, problems, next_step, place, phrased in told:
        report = core.Report(
            as_of=cycles[cycle].as_of,
            heading=cycles[cycle].heading,
            statement=statement,
            claim=core.Claim(claim),
            observations=tuple(figures[version]),
            problems=problems,
            next_step=next_step,
            place=place_of(place),
            phrasing=phrased or "",
        )
        answer[task].append((cycles[cycle], report, tuple(arithmetic.get(version, ()))))
    return answer


def stages_of(
    plan: Plan, reviewed: Cycle | None = None, audience: Audience = INSIDE
) -> dict[tuple[int, int], dict[tuple[str, str], Reached]]:
    """Return, a task's row and a cycle's, what was answered to its milestones, by their kind and object.

    So an answer holds for the same work where a newer revision worded the task otherwise.
    """
    answer: dict[tuple[int, int], dict[tuple[str, str], Reached]] = defaultdict(dict)
    rows = MilestoneAnswer.objects.filter(version__in=held_versions(plan, reviewed, audience)).order_by("pk")
    for task, cycle, kind, thing, stage, day in rows.values_list(
        "version__report__task_id", "version__report__cycle_id", "milestone__kind", "milestone__object", "stage", "date"
    ):
        answer[task, cycle][kind, thing] = (core.Stage(stage), day)
    return answer


def held_versions(plan: Plan, reviewed: Cycle | None = None, audience: Audience = INSIDE) -> QuerySet[ReportVersion]:
    """Return the version of each report that holds: the accepted one, else in `reviewed` what is looked at."""
    reports = Report.objects.filter(cycle__plan=plan)
    if reviewed is None:
        return ReportVersion.objects.filter(pk__in=reports.filter(audience.cycles("cycle__")).values("accepted_id"))
    before = Q(cycle__as_of__lt=reviewed.as_of)  # also of a cycle that is still collected: it was accepted
    held = Case(When(cycle=reviewed, state__in=LOOKED_AT, then=F("current_id")), default=F("accepted_id"))
    return ReportVersion.objects.filter(
        pk__in=reports.filter(before | Q(cycle=reviewed)).annotate(held=held).values("held")
    )


def _figures(versions: QuerySet[ReportVersion]) -> dict[int, list[core.Observation]]:
    answer: dict[int, list[core.Observation]] = defaultdict(list)
    rows = Observation.objects.filter(version__in=versions).order_by("version", "position")
    columns: Iterable[Any] = rows.values_list(
        "version_id", "metric", "period", "basis", "value", "measure", "span_start", "span_end", "value_start",
        "value_end", "value_text", "comparator", "of", "scope", "base", "estimated", "approximate", "part_of",
        "released", "rule",
    )  # fmt: skip
    for (
        version, metric, period, basis, value, measure, start, end, value_start, value_end, value_text, comparator, of,
        scope, base, estimated, approximate, part_of, released, rule,
    ) in columns:  # fmt: skip
        answer[version].append(
            core.Observation(
                metric=metric,
                period=Period.parse(period) if period else None,
                basis=core.Basis(basis),
                value=value,
                measure=measure,
                span=Span(start, end),
                value_span=span_of(value_start, value_end) or Span(start, end),
                value_text=value_text,
                comparator=core.Comparator(comparator) if comparator else None,
                of=of,
                scope=scope,
                base=base,
                estimated=estimated,
                approximate=approximate,
                part_of=part_of,
                released=released,
                rule=rule,
            )
        )
    return answer


def _answered(versions: QuerySet[ReportVersion]) -> dict[int, list[core.Observation]]:
    """Return the figures given in fields of their own; they stand nowhere in the sentence, so spans are empty.

    One that the office has undone does not count.
    """
    answer: dict[int, list[core.Observation]] = defaultdict(list)
    same = {name: OuterRef(name) for name in ("version", "target__span_start", "target__span_end", "target__basis")}
    last = Settlement.objects.filter(**same).order_by("-number").values("says")[:1]
    rows = FigureAnswer.objects.filter(version__in=versions, value__isnull=False).annotate(last=Subquery(last))
    rows = rows.filter(Q(last=None) | ~Q(last=Settlement.Says.UNDONE))
    columns: Iterable[Any] = rows.order_by("version", "pk").values_list(
        "version_id", "target__metric", "target__basis", "target__of", "target__span_start", "target__span_end",
        "period", "value", "measure", "value_text", "version__written_at",
    )  # fmt: skip
    for version, metric, basis, of, start, end, period, value, measure, text, at in columns:
        answer[version].append(
            core.Observation(
                metric=metric,
                period=Period.parse(period) if period else None,
                basis=core.Basis(basis),
                value=value,
                measure=measure or "",
                span=Span(0, 0),
                value_span=Span(0, 0),
                value_text=text,
                of=of,
                rule="answer",
                answers=Span(start, end),
                given_on=timezone.localtime(at).date(),
            )
        )
    return answer


def beside(read: Iterable[core.Observation], given: Sequence[core.Observation]) -> list[core.Observation]:
    """Return the figures given in fields that stand beside those read in the sentence.

    One that the sentence says already is not said twice. It is one where the sentence has no other figure of
    its kind and says it of the year so far, and no other target shares its metric: else only the field knows.
    """
    said: dict[tuple[str, core.Basis], list[core.Observation]] = defaultdict(list)
    for one in read:
        if not one.base:
            said[one.metric, one.basis].append(one)
    named = Counter((one.metric, one.basis) for one in given)
    return [one for one in given if named[one.metric, one.basis] > 1 or not _says(said[one.metric, one.basis], one)]


def _says(said: Sequence[core.Observation], given: core.Observation) -> bool:
    """Tell whether what a sentence says of a metric is what a field gives, and nothing else."""
    return bool(said) and all(
        one.value == given.value
        and not one.estimated
        and not one.part_of
        and (one.period is None or one.period.from_january)
        for one in said
    )


def _relations(versions: QuerySet[ReportVersion]) -> dict[int, list[core.Relation]]:
    answer: dict[int, list[core.Relation]] = defaultdict(list)
    for row in Relation.objects.filter(version__in=versions).order_by("version", "position"):
        answer[row.version_id].append(
            core.Relation(
                relation=row.relation,
                holds=row.holds,
                written=row.written,
                reckoned=row.reckoned,
                sentence=row.sentence,
                sentence_en=row.sentence_en,
                spans=tuple(Span(*span) for span in row.spans),
            )
        )
    return answer

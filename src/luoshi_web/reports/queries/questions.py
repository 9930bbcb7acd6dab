"""What a report asks for: the task's sentence, each target with its measure and period, and what is not out yet."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone

from luoshi import plan as core
from luoshi.checks import check_task
from luoshi.cycle import Period
from luoshi.errors import LuoshiError
from luoshi.grammar import read_statement
from luoshi.pacing import assess_plan
from luoshi.place import Place, Span
from luoshi.releases import Awaited, Frequency, Release, awaited, release_of
from luoshi_web.plans.models import Milestone, Target, Wording
from luoshi_web.reports.models import Lack, Report, ReportVersion, Stage
from luoshi_web.reports.queries.answers import beside
from luoshi_web.reports.queries.whole import previous_statement, remembered, target_rows_of
from luoshi_web.reports.typed import digits_of, is_number

# 亿元以上项目不少于 is no name; 增长 and 下降 are part of one
_MEANT = re.compile(
    r"(?:力争|争取|确保|不(?:少|低|高|多|大|小)于|不(?:超过|突破|超)|(?:少|低|高|多|大|小)于|超过|超|突破|达到|(?<!直)达"
    r"|(?:控制|保持|稳定|维持)在|(?:降低|下降|压降|压减|减少|提高|提升|增加|增长|降|增)[至到]|(?<=[率度数量值])为|至少|最多)+$"
)
_LEADING = re.compile(r"^[+\-−]?[\d,，]+(?:\.\d+)?")


LONGEST_READ = 10_000  # characters of a statement


@dataclass(frozen=True, slots=True)
class Asked:
    """One figure that is asked for.

    Args:
        measure: as the target writes it: 万方. `scale` turns one of it into the base: 10000.
        period: the months that the figure is to cover: as far as it is published, else the year so far.
        awaited: where it cannot exist when the report is due; then nobody is late for it.
        name: what its row is called: 完工（公共租赁房）; two targets may have one metric.
    """

    target: Target
    measure: str
    scale: Decimal
    period: Period
    awaited: Awaited | None
    name: str = ""

    def written(self, typed: str) -> str:
        """Return what was typed as digits in the field's measure: 1.2亿元 where 万元 is asked for is 12000.

        Raises:
            LuoshiError: it is no number, or counts something else. Nothing that was typed is dropped.
        """
        digits = digits_of(typed, self.measure, self.scale, self.target.measure)
        if digits is None:
            name, text, measure = self.name or self.target.metric, typed.strip()[:40], self.measure
            wrong, wrong_en = (
                ("对不上计量单位", "has another measure") if is_number(text) else ("不是数", "is no number")
            )
            raise LuoshiError(
                f"“{name}”填的“{text}”{wrong}。只填数字，计量单位是{measure or '原来的'}。",
                f"'{text}' for {name} {wrong_en}; write digits only{f', in {measure}' if measure else ''}.",
            )
        return digits

    def value_of(self, typed: str) -> Decimal:
        """Return what was typed, in base: 19.2 where 万方 is asked for is 192000.

        Raises:
            LuoshiError: as for `written`.
        """
        return Decimal(self.written(typed)) * self.scale


def named(wording: Wording, target: Target) -> str:
    """Call a figure by the words of its own sentence, without how its value is meant: 续建公园 and 新建公园 are two."""
    words = wording.text[target.span_start : target.value_start] if target.value_start is not None else ""
    words = _MEANT.sub("", words)
    return f"{words}（{target.metric}）" if words and target.metric not in words else words or target.metric


def figures_in(version: ReportVersion) -> list[dict[str, Any]]:
    """Return what a version answered in its fields, as a form types it: numbers without their measure."""
    return [
        {"target": row.target_id, "value": _number(row.value_text), "lack": row.lack} for row in version.answers.all()
    ]


def _number(text: str) -> str:
    found = _LEADING.match(text)
    return found[0] if found else text


def asked_of(report: Report, wording: Wording) -> list[Asked]:
    """Return the figures that a report asks for: one a target that has a value, in the order of the sentence."""
    rows = [target for target in target_rows_of(wording) if target.value is not None]
    as_of = report.cycle.as_of or timezone.localdate()
    due = timezone.localtime(report.due_at).date() if report.due_at else as_of
    return [replace(asked_for(target, as_of, due), name=named(wording, target)) for target in rows]


def asked_for(target: Target, as_of: date, due: date) -> Asked:
    """Return what is asked for by one target in a report as of a day, due on another."""
    measure, scale = _written(target)
    release = _release(target)
    return Asked(
        target=target,
        measure=measure,
        scale=scale,
        period=release.period_as_of(as_of) if release else Period.to_month(as_of.year, as_of.month),
        awaited=awaited(release, as_of, due) if release else None,
    )


def _written(target: Target) -> tuple[str, Decimal]:
    """Return the measure as the target writes it, and how much of the base one of it is."""
    text = (target.value_text or "").strip()
    found = _LEADING.match(text)
    base = target.measure or ""
    if found is None or target.value is None:
        return base, Decimal(1)
    try:
        shown = Decimal(found[0].replace(",", "").replace("，", "").replace("−", "-"))
        scale = target.value / shown
    except (InvalidOperation, ZeroDivisionError):
        return base, Decimal(1)
    measure = text[found.end() :].strip()
    return (measure, scale) if shown * scale == target.value and measure else (base, Decimal(1))


def _release(target: Target) -> Release | None:
    """Return the release calendar of a target: its indicator's own, else the usual one."""
    own = target.indicator.releases if target.indicator else []
    if own:
        return Release(Frequency(own[0]["frequency"]), own[0]["months_after"], own[0]["day"])
    return release_of(target.indicator.name if target.indicator else target.metric)


@dataclass(frozen=True, slots=True)
class Answered:
    """One figure as it was typed, in digits, and as it is kept: a value, or the reason why there is none."""

    asked: Asked
    typed: str
    value: Decimal | None
    lack: str


def answered(asked: Sequence[Asked], figures: Sequence[Mapping[str, Any]]) -> list[Answered]:
    """Hold what was typed against what is asked for; what is not out yet is awaited by itself.

    Raises:
        LuoshiError: something typed is no number, or a reason is none of those known.
    """
    typed = {int(figure["target"]): figure for figure in figures}
    answer = []
    for one in asked:
        figure = typed.get(one.target.pk, {})
        text, lack = str(figure.get("value") or "").strip(), str(figure.get("lack") or "")
        if lack and lack not in Lack.values:
            raise LuoshiError("没有这个原因。", "There is no such reason.")
        if text:
            answer.append(Answered(one, one.written(text), one.value_of(text), ""))
        elif lack or one.awaited:
            answer.append(Answered(one, "", None, lack or Lack.NOT_RELEASED))
    return answer


_DAY = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")


@dataclass(frozen=True, slots=True)
class Reached:
    """How far one milestone is, and the day on which it was, or is expected to be, reached."""

    milestone: Milestone
    stage: Stage
    date: date | None


def reached(
    milestones: Sequence[Milestone], typed: Sequence[Mapping[str, Any]], words: str, today: date
) -> list[Reached]:
    """Hold what was typed against the milestones; one that nothing was typed for is not answered.

    Args:
        words: the text that the milestones' spans point into.
        today: a milestone that is done was done by then.

    Raises:
        LuoshiError: a stage is none of those known, a day is none, lies ahead of what is done, or has no stage.
    """
    by_number = {int(one["milestone"]): one for one in typed}
    answer = []
    for row in milestones:
        one = by_number.get(row.pk, {})
        stage, text = str(one.get("stage") or ""), str(one.get("date") or "").strip()
        if not stage and not text:
            continue
        name = words[row.span_start : row.span_end]
        if stage not in Stage.values:
            raise LuoshiError(f"请选“{name}”到哪一步了。", f"Please choose how far '{name}' is.")
        day = day_of(text, name) if text else None
        if stage == Stage.DONE and day is not None and day > today:
            raise LuoshiError(
                f"“{name}”选了已完成，日期{day.isoformat()}还没有到。", f"'{name}' is done, but {day} lies ahead."
            )
        answer.append(Reached(row, Stage(stage), day))
    return answer


def day_of(text: str, name: str) -> date:
    """Return the day that was typed: 2025-09-12, 2025/9/12, 2025.9.12 or 2025年9月12日.

    Raises:
        LuoshiError: it is none, or not of this century.
    """
    found = _DAY.match(text)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or not 2000 <= day.year < 2100:
        raise LuoshiError(
            f"“{name}”的日期“{text}”看不懂。请写成2025-09-12这样。",
            f"'{text}' for '{name}' is no day; write it like 2025-09-12.",
        )
    return day


def missing(asked: Sequence[Asked], answers: Sequence[Answered], reading: "Read") -> list[Asked]:
    """Return what is asked for and neither answered nor said in the statement."""
    there = {answer.asked.target.pk for answer in answers}
    return [one for one in asked if one.target.pk not in there and not _is_said(one.target, reading)]


def _is_said(target: Target, reading: "Read") -> bool:
    """Tell whether a statement says what a target asks; of an amount, one that is this target's own and no other's."""
    if target.basis in (core.Basis.LEVEL, core.Basis.PER_CAPITA):
        return target.pk not in reading.silent
    return target.metric in reading.metrics


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood of a statement, and what does not add up: the same for the unit and for the office.

    Args:
        observations: what stands in the sentence; what stands in fields alone is not among them.
        silent: the targets' rows for which neither says anything that can be reckoned with.
        judged: what is reckoned of each target, by its row; `settlements`: with what persons said of its figures.
    """

    claim: core.Claim
    observations: tuple[core.Observation, ...]
    relations: tuple[core.Relation, ...]
    findings: tuple[core.Finding, ...]
    silent: frozenset[int] = frozenset()
    judged: Mapping[int, core.Assessment] = field(default_factory=dict)
    settlements: tuple[core.Settlement, ...] = ()

    @property
    def metrics(self) -> frozenset[str]:
        return frozenset(observation.metric for observation in self.observations)


@remembered
def targets_of(wording: Wording) -> dict[int, core.Target]:
    """Return the targets of a wording that hold, by their rows, as the core's values, in the sentence's order."""
    return {
        target.pk: core.Target(
            metric=target.metric,
            basis=core.Basis(target.basis),
            comparator=core.Comparator(target.comparator) if target.comparator else None,
            value=target.value,
            measure=target.measure,
            span=Span(target.span_start, target.span_end),
            value_span=None
            if target.value_start is None or target.value_end is None
            else Span(target.value_start, target.value_end),
            value_text=target.value_text,
            hedge=target.hedge,
            milestone=core.MilestoneKind(target.milestone) if target.milestone else None,
            action=target.action,
            reference=target.reference,
            scope=target.scope,
            of=target.of,
            due=target.due,
        )
        for target in target_rows_of(wording)
    }


def given_in(
    asked: Sequence[Asked], wording: Wording, figures: Sequence[Mapping[str, Any]]
) -> dict[int, core.Observation]:
    """Return what fields say, by the target's row, as figures that stand nowhere in the sentence.

    A field that is not understood counts as empty here: it is said beside it, and refused when it is handed in.
    """
    fields = {int(one["target"]): str(one.get("value") or "") for one in figures}
    targets, answer = targets_of(wording), {}
    for one in asked:
        typed, target = fields.get(one.target.pk, "").strip(), targets[one.target.pk]
        try:
            value = one.value_of(typed) if typed else None
        except LuoshiError:
            value = None
        if value is not None:
            answer[one.target.pk] = core.Observation(
                metric=target.metric, period=one.period, basis=target.basis, value=value,
                measure=target.measure or "", span=Span(0, 0), value_span=Span(0, 0),
                value_text=f"{one.written(typed)}{one.measure}", of=target.of, rule="answer", answers=target.span,
                given_on=timezone.localdate(),
            )  # fmt: skip
    return answer


def read(
    report: Report,
    wording: Wording,
    statement: str,
    figures: Sequence[Mapping[str, Any]] = (),
    settlements: Sequence[core.Settlement] = (),
) -> Read:
    """Read a statement as it is being written, with what stands in the fields; nothing is kept.

    The targets are those of the plan, corrected as they may be, and so are the checks: the office's page,
    which goes by them too, says the same.

    Args:
        settlements: what persons said of the figures of this very statement.
    """
    year, as_of = report.cycle.plan.year, report.cycle.as_of
    targets = targets_of(wording)
    task = task_of(wording, statement, report, settlements)
    given = list(given_in(asked_of(report, wording), wording, figures).values()) if figures else []
    whole = replace(task, observations=(*task.observations, *beside(task.observations, given)))
    said, day = previous_statement(report)
    before = _task(wording, said, report, day) if said else None
    relations, findings = check_task(whole, year=year, as_of=as_of, previous=before, earlier=day)
    plan = core.Plan(title="", year=year, as_of=as_of, source=core.Source("", "", ""), tasks=(whole,))
    reckoned = zip(targets, assess_plan(plan).tasks[0].targets, strict=True)
    judged = {pk: one.assessment for pk, one in reckoned if one.assessment is not None}
    silent = frozenset(pk for pk in targets if _says_nothing(judged.get(pk)))
    return Read(task.claim or core.Claim.NONE, task.observations, relations, findings, silent, judged, task.settlements)


def _says_nothing(judged: core.Assessment | None) -> bool:
    """Tell whether nothing that is said of a target can be reckoned with; what may answer is something."""
    return judged is None or (judged.reached is None and not judged.candidates)


def task_of(wording: Wording, statement: str, report: Report, settlements: Sequence[core.Settlement] = ()) -> core.Task:
    """Return the task with a statement of this report's cycle, read; fields are not among its figures."""
    return replace(_task(wording, statement, report, report.cycle.as_of), settlements=tuple(settlements))


def _task(wording: Wording, statement: str, report: Report, as_of: date | None) -> core.Task:
    """Return the task with a statement of it, read."""
    targets = tuple(targets_of(wording).values())
    # what is longer is refused where it is handed in; reading it goes by the square
    said = statement if len(statement) <= LONGEST_READ else ""
    reading = read_statement(said, year=report.cycle.plan.year, as_of=as_of, targets=targets)
    return core.Task(
        key=report.task.key, no="", chapter="", objective="", text=wording.text, lead=(), cooperating=(),
        statement=statement, claim=reading.claim, place=Place(), targets=targets, observations=reading.observations,
    )  # fmt: skip

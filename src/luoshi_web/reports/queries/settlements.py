"""Reading whose word it is which figure of a sentence answers a target: in a draft, of a version, of a whole plan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from luoshi import plan as core
from luoshi.place import Span
from luoshi_web.people.models import User
from luoshi_web.plans.models import Plan, Target
from luoshi_web.reports.models import Cycle, Draft, ReportVersion, Settlement
from luoshi_web.reports.queries.answers import held_versions
from luoshi_web.reports.queries.audiences import INSIDE, Audience
from luoshi_web.reports.queries.questions import figures_in

Named = tuple[Span, core.Basis]  # how a target is known where its words may have another row meanwhile
_STOPS = "。；;！？!?\n"


@dataclass(frozen=True, slots=True)
class Word:
    """What one person said of one target, and still counts.

    Args:
        target: the target's row.
        figure: the figure's span in the statement; None where none of them answers.
        number: its number in the version; 0 in a draft.
        said: the statement of which it was said.
    """

    target: int
    named: Named
    figure: Span | None
    value_text: str
    who: core.Settler
    by: User | None
    at: datetime
    number: int = 0
    said: str = ""

    @property
    def name(self) -> str:
        return self.by.get_full_name() if self.by else ""

    def for_core(self) -> core.Settlement:
        span, basis = self.named
        on = timezone.localtime(self.at).date()
        return core.Settlement(core.Confirmation(self.who, on), span, basis, self.figure)


def named_by(row: Target) -> Named:
    return Span(row.span_start, row.span_end), core.Basis(row.basis)


def for_core(words: Iterable[Word]) -> tuple[core.Settlement, ...]:
    return tuple(word.for_core() for word in words)


def words_in(draft: Draft | None, statement: str) -> list[Word]:
    """Return what was said while it is written, as far as the sentence still says there what it said then."""
    stands = [one for one in draft.settlements if still_stands(one, statement)] if draft is not None else []
    if not stands:
        return []
    targets = Target.objects.in_bulk([one["target"] for one in stands])
    people = User.objects.in_bulk([one["by"] for one in stands])
    return [
        Word(
            target=one["target"],
            named=named_by(targets[one["target"]]),
            figure=span_in(one),
            value_text=one["value_text"],
            who=core.Settler.UNIT,
            by=people.get(one["by"]),
            at=parse_datetime(one["at"]) or timezone.now(),
            said=one["said"],
        )
        for one in stands
        if one["target"] in targets
    ]


def span_in(said: Mapping[str, Any]) -> Span | None:
    return None if said["figure"] is None else Span(*said["figure"])


def still_stands(said: Mapping[str, Any], statement: str) -> bool:
    """Tell whether a word still holds for a statement that may have been changed since it was given.

    A figure's does while nothing changed up to the end of its own sentence; that none answers, and
    a figure given in a field, only while nothing changed at all.
    """
    before, figure = said["said"], span_in(said)
    if figure is None or figure.end == figure.start:
        return bool(before.rstrip() == statement.rstrip())
    end = next((at for at in range(figure.end, len(before)) if before[at] in _STOPS), len(before.rstrip()))
    rest = statement[end:].strip(" \t\r　")
    return bool(statement[:end] == before[:end]) and (not rest or rest[0] in _STOPS)


def words_of(version: ReportVersion | None) -> list[Word]:
    """Return what counts of what was said of a version: the last word on each target, unless it was undone."""
    if version is None:
        return []
    last: dict[Named, Settlement] = {}
    for row in version.settlements.select_related("target", "by").order_by("number"):
        last[named_by(row.target)] = row
    return [_word(row) for row in last.values() if row.says != Settlement.Says.UNDONE]


def undone_in(version: ReportVersion | None) -> dict[Named, Settlement]:
    """Return the targets of a version of which the office has undone what was said, with its row."""
    rows = {named_by(row.target): row for row in reversed(said_of(version))} if version is not None else {}
    return {named: row for named, row in rows.items() if row.says == Settlement.Says.UNDONE}


def fields_of(version: ReportVersion | None) -> dict[Named, Word]:
    """Return the figures that were given in fields of their own, as the unit's words."""
    if version is None:
        return {}
    end = Span(len(version.statement), len(version.statement))
    rows = version.answers.filter(value__isnull=False).select_related("target")
    return {
        named_by(row.target): Word(
            row.target_id, named_by(row.target), end, row.value_text, core.Settler.UNIT, version.written_by,
            version.written_at,
        )
        for row in rows
    }  # fmt: skip


def counted_in(version: ReportVersion) -> list[dict[str, Any]]:
    """Return what a version answered in its fields, without what the office has undone."""
    undone = undone_in(version)
    gone = {row.target_id for row in version.answers.select_related("target") if named_by(row.target) in undone}
    return [one for one in figures_in(version) if one["target"] not in gone]


def last_numbers(version: ReportVersion | None) -> dict[Named, int]:
    """Return the number of the last word on each target of a version, undone or not: what somebody has seen."""
    rows = version.settlements.select_related("target").order_by("number") if version is not None else ()
    return {named_by(row.target): row.number for row in rows}


def said_of(version: ReportVersion) -> list[Settlement]:
    """Return all that was ever said of a version, the newest first."""
    return list(version.settlements.select_related("target", "by").order_by("-number"))


def _word(row: Settlement) -> Word:
    span = None if row.figure_start is None or row.figure_end is None else Span(row.figure_start, row.figure_end)
    who = core.Settler(row.who)
    said = row.version.statement
    return Word(row.target_id, named_by(row.target), span, row.value_text, who, row.by, row.at, row.number, said)


def settled_in(
    plan: Plan, reviewed: Cycle | None = None, audience: Audience = INSIDE
) -> dict[tuple[int, int], tuple[core.Settlement, ...]]:
    """Return, a task's row and a cycle's, what counts of what was said of the version that holds there."""
    last: dict[tuple[int, int], dict[Named, core.Settlement | None]] = defaultdict(dict)
    rows = Settlement.objects.filter(version__in=held_versions(plan, reviewed, audience)).order_by("version", "number")
    columns = (
        "version__report__task_id", "version__report__cycle_id", "target__span_start", "target__span_end",
        "target__basis", "says", "figure_start", "figure_end", "who", "at",
    )  # fmt: skip
    for task, cycle, start, end, basis, says, first, behind, who, at in rows.values_list(*columns):
        span, kind = Span(start, end), core.Basis(basis)
        word = core.Confirmation(core.Settler(who), timezone.localtime(at).date())
        figure = None if first is None or behind is None else Span(first, behind)
        undone = says == Settlement.Says.UNDONE
        last[task, cycle][span, kind] = None if undone else core.Settlement(word, span, kind, figure)
    return {key: tuple(one for one in words.values() if one is not None) for key, words in last.items()}


def newest_words(plan: int) -> dict[int, int]:
    """Return, a version's row in a plan, the row of the newest word on it: an assessment rests on that one too."""
    rows = Settlement.objects.filter(version__report__cycle__plan=plan).order_by().values("version")
    return dict(rows.annotate(newest=Max("pk")).values_list("version", "newest"))

"""How a statement is read beside its form: figures, what each row comes to, what does not add up, what is wanting."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi.errors import LuoshiError
from luoshi_web.desk.pages import read_and_found
from luoshi_web.desk.unsettled import Unsettled, by_target, with_field
from luoshi_web.pages.words import in_words
from luoshi_web.plans.models import Wording
from luoshi_web.reports.actions.drafting import Written
from luoshi_web.reports.models import Draft, Report, ReportVersion
from luoshi_web.reports.queries.foreseen import Foreseen, foresee
from luoshi_web.reports.queries.milestones import spoken_of, without_step
from luoshi_web.reports.queries.questions import LONGEST_READ, Asked, Read, asked_of, named, read
from luoshi_web.reports.queries.settlements import (
    Named,
    Word,
    fields_of,
    for_core,
    named_by,
    undone_in,
    words_in,
    words_of,
)
from luoshi_web.reports.queries.wanting import Wanting, wanting_in
from luoshi_web.reports.queries.whole import target_rows_of, wording_of

_PER_CENT = re.compile(r"^\d+(?:\.\d+)?%$")
_FIXED_BY_A_FIGURE = ("completion", "share", "growth")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the form: what is asked, what stands in its fields, what it comes to.

    Args:
        unsettled: which figures of the sentence may answer, where the words do not say; or whose word settled it.
        problem: why what stands in its field is not understood.
    """

    asked: Asked
    name: str
    value: str
    lack: str
    foreseen: Foreseen
    unsettled: Unsettled | None = None
    problem: str = ""

    @property
    def number(self) -> int:
        return self.asked.target.pk

    @property
    def said(self) -> str:
        """What the row comes to, and whether field and sentence differ."""
        comes = in_words(self.foreseen.comes_to, self.foreseen.comes_to_en)
        if self.foreseen.differs:
            differs = _("填的是%(field)s，句子里读到%(read)s，两处不一样。") % {
                "field": self.value, "read": self.foreseen.read,
            }  # fmt: skip
            return f"{differs}{comes}"
        return comes

    @property
    def from_sentence(self) -> bool:
        return bool(self.foreseen.typed) and self.value.strip() == self.foreseen.typed


@dataclass(frozen=True, slots=True)
class Loose:
    """A target without a field, of which somebody is to say which figure answers it."""

    name: str
    unsettled: Unsettled


@dataclass(frozen=True, slots=True)
class Unstepped:
    """A milestone whose day has passed and of which no step is chosen; `number` is that of its field."""

    number: int
    words: str


def rows_of(
    report: Report, wording: Wording, reading: Read, written: Written, words: Sequence[Word] = ()
) -> list[FigureRow]:
    """Return the form's rows; what is not out yet when the report is due has that reason already.

    Args:
        words: what persons said of the figures of this sentence.
    """
    asked = asked_of(report, wording)
    named_rows = {one.target.pk: named_by(one.target) for one in asked}
    unsettled = by_target(named_rows, reading.judged, written.statement, words)
    typed = {one["target"]: one for one in written.figures}
    foreseen = foresee(report, wording, asked, reading, written.statement, written.figures)
    answer = []
    for one in asked:
        field = typed.get(one.target.pk, {})
        value, lack = str(field.get("value") or ""), str(field.get("lack") or "")
        if one.awaited and not value and not lack and not foreseen[one.target.pk].typed:
            lack = "not_released"
        pk, name = one.target.pk, named(wording, one.target)
        answer.append(FigureRow(one, name, value, lack, foreseen[pk], unsettled.get(pk), _not_understood(one, value)))
    return answer


def _not_understood(asked: Asked, value: str) -> str:
    """Say why what stands in a field is no figure of its target; empty where it is, or where nothing does."""
    try:
        if value.strip():
            asked.written(value)
    except LuoshiError as error:
        return in_words(error.chinese, error.english)
    return ""


def fixes_of(reading: Read, statement: str) -> dict[str, tuple[str, str]]:
    """Return what one click puts right: by a finding's sentence, the button's value and the figure that is due."""
    answer = {}
    for finding in reading.findings:
        written, reckoned, span = finding.written or "", finding.reckoned or "", finding.span
        if finding.code not in _FIXED_BY_A_FIGURE or span is None:
            continue
        words = statement[span.start : span.end]
        if _PER_CENT.match(written) and _PER_CENT.match(reckoned) and words.count(written) == 1:
            start = span.start + words.index(written)
            said = in_words(finding.message, finding.message_en)
            answer[said] = (f"{start}:{written}:{reckoned}", reckoned)
    return answer


def _with_field(row: FigureRow, undone: Collection[Named], fields: Mapping[Named, Word]) -> FigureRow:
    named = named_by(row.asked.target)
    if named not in undone or named not in fields:
        return row
    return replace(row, unsettled=with_field(row.unsettled, row.number, 0, fields[named]))


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands beside the form while it is written.

    Args:
        loose: the questions of targets without a field; `to_settle`: how many questions nobody has answered.
        wanting: what would keep the report from being handed in; `unstepped` does not.
        spoken: the other milestones without a step of which the sentence speaks.
        fixes: by a finding's sentence, the value of the button that puts it right and the figure that is due.
        read_as: the statement with what was read in it marked; `findings`: what does not add up, in sentences.
    """

    rows: Sequence[FigureRow]
    loose: Sequence[Loose]
    to_settle: int
    wanting: Sequence[Wanting]
    unstepped: Sequence[Unstepped]
    spoken: Sequence[Unstepped]
    fixes: Mapping[str, tuple[str, str]]
    read_as: Markup | str
    findings: Sequence[str]


def reading_of(
    report: Report, written: Written, draft: Draft | None = None, version: ReportVersion | None = None
) -> Reading:
    """Read what stands in a form.

    Args:
        draft, version: where what persons said of its figures stands.
    """
    wording = wording_of(report)
    words = words_of(version) if version is not None else words_in(draft, written.statement)
    undone, counted = undone_in(version), written.figures
    if undone:  # by the office: the field's figure stands there, and does not count
        gone = {row.pk for row in target_rows_of(wording) if named_by(row) in undone}
        counted = [one for one in counted if one["target"] not in gone]
    reading = read(report, wording, written.statement, counted, for_core(words))
    rows = rows_of(report, wording, reading, written, words)
    if undone:
        fields = fields_of(version)
        rows = [_with_field(row, undone, fields) for row in rows]
    # a rank or a breakthrough has no field; its question stands below those that have
    fieldless = {row.pk: row for row in target_rows_of(wording) if row.value is None}
    named_rows = {pk: named_by(row) for pk, row in fieldless.items()}
    loose = by_target(named_rows, reading.judged, written.statement, words)
    asks = [*(row.unsettled for row in rows if row.unsettled), *loose.values()]
    return Reading(
        rows=rows,
        loose=[Loose(named(wording, fieldless[pk]), one) for pk, one in loose.items()],
        to_settle=sum(1 for one in asks if one.word is None),
        wanting=_wanting(report, wording, reading, written, [row.asked for row in rows]),
        unstepped=_unstepped(report, wording, written),
        spoken=_spoken(report, wording, written),
        fixes=fixes_of(reading, written.statement),
        **read_and_found(report, wording, reading, written.statement, numbered=True),
    )


def _unstepped(report: Report, wording: Wording, written: Written) -> list[Unstepped]:
    """Return the milestones that are past their day without a step, once something is written."""
    if not written.statement.strip():
        return []
    chosen = {one["milestone"] for one in written.milestones if one["stage"]}
    return [
        Unstepped(row.pk, wording.text[row.span_start : row.span_end])
        for row in without_step(wording, chosen, report.cycle.as_of)
    ]


def _spoken(report: Report, wording: Wording, written: Written) -> list[Unstepped]:
    """Return the milestones of which the sentence speaks and no step is chosen, those past their day apart."""
    chosen = {one["milestone"] for one in written.milestones if one["stage"]}
    chosen |= {one.number for one in _unstepped(report, wording, written)}
    return [
        Unstepped(row.pk, wording.text[row.span_start : row.span_end])
        for row in spoken_of(wording, chosen, written.statement[:LONGEST_READ])
    ]


def _wanting(
    report: Report, wording: Wording, reading: Read, written: Written, asked: Sequence[Asked]
) -> list[Wanting]:
    """Return what would keep this from being handed in; nothing of a form in which nothing stands yet."""
    if not written.statement.strip() and not any(str(one["value"]).strip() for one in written.figures):
        return []
    return wanting_in(
        report, wording, asked, reading, statement=written.statement, unchanged=written.unchanged,
        figures=written.figures, milestones=written.milestones, today=timezone.localdate(),
    )  # fmt: skip

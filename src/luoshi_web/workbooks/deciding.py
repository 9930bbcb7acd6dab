"""What becomes of each row that came back: nothing, taken, asked about, or sent back with a sentence.

as it was downloaded                                 nothing changes, whatever the page says now
as the page says now                                 nothing changes
changed, and the page is as it was downloaded        taken
changed, and the page is as one's own last upload
of the same download left it                         taken
changed, and the page too                            a person chooses
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luoshi_web.reports.models import Cycle, Report
from luoshi_web.workbooks.content import Content, SheetItem
from luoshi_web.workbooks.layout import CHOICES, SHEETS, Kind, codes_of, digest_of
from luoshi_web.workbooks.sent import Meant, Problem, Sent, SentRow, meant_by, touched
from luoshi_web.workbooks.values import text

Rows = Mapping[tuple[Kind, str, int], str]
"""By row, the digest of what one's own earlier uploads of the same download left there."""


class Verdict(StrEnum):
    UNTOUCHED = "untouched"
    SAME = "same"
    TAKE = "take"
    CONFLICT = "conflict"
    BAD = "bad"


@dataclass(slots=True)
class Decided:
    """One row that this unit has, what it says, and what becomes of it."""

    row: SentRow
    item: SheetItem
    meant: Meant
    verdict: Verdict

    @property
    def digest(self) -> str:
        return digest_of(self.row.key.kind, self.meant.values)

    @property
    def matches(self) -> bool:
        """Whether the page says what the row says."""
        return self.meant.values == self.item.now

    def changes(self) -> list[list[str]]:
        """Return [heading, what stands there, what came] for each cell that differs, in words."""
        found = []
        for column in SHEETS[self.row.key.kind].written:
            was, came = self.item.now[column.field], self.meant.values[column.field]
            if was != came:
                words = CHOICES.get(column.field, {})
                found.append([column.heading, words.get(was, was), words.get(came, came)])
        return found


def decide(content: Content, sent: Sent, own: Rows, today: date) -> tuple[list[Decided], list[Problem]]:
    """Hold a workbook's rows against what stands now; what the unit does not have is named apart."""
    items = {item.row: item for item in content.items}
    decided, strays = [], []
    for row in sent.rows:
        item = items.get(row.key.row)
        if item is None or item.mark != row.key.mark:
            strays.append(row)
            continue
        meant = meant_by(row, item, formats=sent.formats, today=today)
        decided.append(Decided(row, item, meant, _verdict(row, item, meant, own)))
    return decided, _said_of(strays, content, set(items))


def _verdict(row: SentRow, item: SheetItem, meant: Meant, own: Rows) -> Verdict:
    if not touched(row, meant):
        return Verdict.UNTOUCHED
    if meant.problems:
        return Verdict.BAD
    if meant.values == item.now:
        return Verdict.SAME
    # what cannot be written now says so by itself, when it is tried
    if not item.open or item.digest in (row.key.digest, own.get(item.row)):
        return Verdict.TAKE
    return Verdict.CONFLICT


def _said_of(strays: list[SentRow], content: Content, known: set[tuple[Kind, str, int]]) -> list[Problem]:
    """Say why rows have no place any more: once for a task, however many of its rows there are."""
    there = _reports(content.cycle, {row.key.task for row in strays})
    said: list[Problem] = []
    told: set[tuple[str, bool]] = set()
    for row in strays:
        adds = row.key.kind is Kind.CONTRIBUTION
        if (row.key.task, adds) in told:
            continue
        report = there.get(row.key.task)
        mine = (Kind.REPORT, row.key.task, 0) in known
        if mine and not adds:
            if changed(row):
                said.append(_reworded(row))
            continue
        told.add((row.key.task, adds))
        said.append(_not_asked(row) if adds or report is None else _not_ours(row, report))
    return said


def changed(row: SentRow) -> bool:
    """Tell whether a row that has no place differs from what was downloaded, as far as can be told."""
    said = {name: text(read.text) for name, read in row.reads.items()}
    for name in CHOICES:
        if name in said:
            said[name] = codes_of(name).get(said[name], said[name])
    return digest_of(row.key.kind, said) != row.key.digest


def _reports(cycle: Cycle, keys: set[str]) -> dict[str, Report]:
    rows = cycle.reports.filter(task__key__in=keys).select_related("task", "owner") if keys else ()
    return {report.task.key: report for report in rows}


def _reworded(row: SentRow) -> Problem:
    return Problem(
        row.sheet, row.cell, "计划修订后，这一行问的已经改了，没有收。请重新下载再填。",
        "The plan was revised and asks something else here; it was not taken. Please download the workbook anew.",
    )  # fmt: skip


def _not_asked(row: SentRow) -> Problem:
    return Problem(
        row.sheet,
        row.cell,
        "这一项现在没有请您单位填，没有收。",
        "Your unit is not asked for this one now; it was not taken.",
    )


def _not_ours(row: SentRow, report: Report) -> Problem:
    owner = report.owner.name if report.owner else "别的单位"
    return Problem(
        row.sheet,
        row.cell,
        f"这一项现在由{owner}填报，没有收。",
        f"This one is reported by {owner} now; it was not taken.",
    )

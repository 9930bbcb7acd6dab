"""The draft as its page shows it: rows, and each doubt at its cell."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeAlias

from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi.corrections import PERSON, cell_of, is_numbered, is_settled
from luoshi.plan import Assessment, Column, Finding, Level, State, Target, Task
from luoshi.tasktable import numbering
from luoshi.units import spelled
from luoshi_web.intake.queries import DraftTable
from luoshi_web.pages.asking import shown_in, without_reasons, without_rule
from luoshi_web.pages.words import in_words
from luoshi_web.supervision.words import sentence_of

ROWS = 200  # a page
FOLDED = 30  # a page with more tasks folds them by chapter: what is to be looked at stands above them

OF_COLUMNS = ("columns-guessed", "no-number-column", "table-not-read")
_FAR = 20  # numbers between a task and a hidden row that still goes on from it
_BRACKET = re.compile(r"\([^()]*\)$")

# Where a doubt stands in its row; what names another field stands at the row's number.
_CELLS = ("objective", "no", "text", "lead", "cooperating", "statement")
_BY = {"due": "text", "leader": "text", "problems": "statement", "next_step": "statement", "chapter": "objective"}


@dataclass(slots=True)
class PreviewLine:
    """One task of the draft: `position` counts from 1, and is its anchor; `shared`: another has its number too."""

    position: int
    task: Task
    original: Task | None
    shared: bool = False
    doubts: dict[str, list["Doubt"]] = field(default_factory=lambda: defaultdict(list))

    @property
    def anchor(self) -> str:
        return f"r{self.position}"

    @property
    def number(self) -> str:
        return str(self.task.no) if is_numbered(self.task) else ""

    def was(self, name: str) -> str | None:
        """What a cell said before a person changed it, or None where it says the same."""
        if self.original is None:
            return None
        before = cell_of(self.original, name)
        return None if before == cell_of(self.task, name) else before

    @property
    def has_own_targets(self) -> bool:
        return any(target.rule == PERSON for target in self.task.targets)

    @property
    def further(self) -> list[tuple[str, str]]:
        """What stands in columns beyond the six: a heading and what it says."""
        task = self.task
        told = [(_("完成时限"), task.due), (_("责任领导"), task.leader)]
        told += [(heading, said) for heading, said in task.extra.items()]
        last = task.reports[-1] if task.reports else None
        if last is not None:
            told += [(_("存在问题"), last.problems), (_("下一步"), last.next_step)]
        told += [(report.heading, report.statement) for report in task.reports if report.statement != task.statement]
        return [(heading, said) for heading, said in told if said]


@dataclass(slots=True)
class Doubt:
    """One finding: where it stands on the page, and whether a person has settled it.

    Args:
        questions: which figures wait for somebody's word, where that is what it says.
    """

    number: int
    finding: Finding
    line: PreviewLine | None
    settled: bool
    of_reading: bool
    questions: list["Question"] = field(default_factory=list)
    after: PreviewLine | None = None  # the task behind which a row that was left out by its number belongs

    @property
    def left_out(self) -> tuple[str, str]:
        """The number and the words of a row that was not read: 3, 新建改建公厕 15座."""
        number, _, words = (self.finding.written or "").strip().partition(" ")
        return number, words.strip()

    @property
    def anchor(self) -> str:
        """A name that stays the same while other doubts come and go."""
        finding = self.finding
        said = f"{finding.code}/{finding.place}/{finding.written}/{finding.message}"
        return f"d{hashlib.sha256(said.encode()).hexdigest()[:12]}"

    @property
    def sheet(self) -> str | None:
        return self.finding.place.sheet

    @property
    def names(self) -> tuple[str, str] | None:
        """The two names where it asks whether they are one unit."""
        finding = self.finding
        if finding.code == "unit-maybe-same" and finding.written and finding.reckoned:
            return finding.written, finding.reckoned
        return None

    @property
    def cell(self) -> str:
        name = self.finding.field or "no"
        name = _BY.get(name, name)
        return name if name in _CELLS else "no"

    @property
    def heavy(self) -> bool:
        return self.finding.level is not Level.NOTE


@dataclass(frozen=True, slots=True)
class HiddenColumn:
    """A column that the file hides and that is not read until somebody says what it holds."""

    table: int
    index: int
    heading: str
    said: Finding


@dataclass(frozen=True, slots=True)
class Choice:
    """One figure that may answer a target, with some words around it; `value` is what its button sends."""

    value: str
    shown: Markup
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """A target of which nobody can tell which figure answers it: `index` counts it in its task."""

    line: PreviewLine
    index: int
    target: Target
    sentence: str
    choices: tuple[Choice, ...]

    @property
    def anchor(self) -> str:
        return f"q{self.line.position}-{self.index}"


@dataclass(frozen=True, slots=True)
class Preview:
    """All that the page shows of a draft.

    Args:
        doubts: what asks something of a person, open ones, in the order of the rows; the rest are `remarks`.
        questions: which figures wait for somebody's word, where no doubt says so.
    """

    draft: DraftTable
    lines: list[PreviewLine]
    doubts: list[Doubt]
    remarks: list[Doubt]
    settled: list[Doubt]
    questions: list[Question]

    @property
    def targets(self) -> int:
        return sum(len(line.task.targets) for line in self.lines)

    @property
    def alone(self) -> int:
        """How many tasks nobody leads."""
        return sum(1 for line in self.lines if not line.task.lead)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the pairs of names that one press may call one unit each, once whichever stands first.

        组织部（人才办） beside 组织部 is no such pair: the bracket may hold a body of its own.
        """
        asked = {frozenset(map(_bare, doubt.names)): doubt.names for doubt in reversed(self.doubts) if doubt.names}
        return [names for pair, names in reversed(asked.items()) if len(pair) > 1]

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.lines) // ROWS))

    def page(self, number: int) -> list[PreviewLine]:
        return self.lines[(number - 1) * ROWS : number * ROWS]

    def page_of(self, line: PreviewLine) -> int:
        return (line.position - 1) // ROWS + 1

    def line(self, key: str) -> PreviewLine | None:
        return next((line for line in self.lines if line.task.key == key), None)

    @property
    def to_decide(self) -> int:
        """How many doubts and questions are open."""
        return len(self.doubts) + len(self.questions)

    @property
    def undecided(self) -> int:
        """How many columns a person should look at: guessed ones, or 1 where a whole table was not understood."""
        guessed = sum(column.guessed for column in self.draft.plan.columns)
        return guessed or int(any(doubt.finding.code in OF_COLUMNS for doubt in self.doubts))

    @property
    def tables(self) -> list[tuple[int, list[Column]]]:
        columns = self.draft.plan.columns
        return [(table, list(of)) for table, of in groupby(columns, key=lambda column: column.table)]

    @property
    def hidden(self) -> dict[int, dict[int, HiddenColumn]]:
        """The hidden columns that were not read, by their table and index."""
        found: dict[int, dict[int, HiddenColumn]] = {}
        tables = {self.sheet_of(table): table for table, _ in self.tables}
        for finding in self.draft.as_read.findings:
            table, index = tables.get(finding.place.sheet or ""), finding.place.column
            if finding.code == "column-hidden" and table is not None and index is not None:
                heading = (finding.written or "").split("\n")[0]
                found.setdefault(table, {})[index] = HiddenColumn(table, index, heading, finding)
        return found

    @property
    def columns_read(self) -> int:
        hidden = self.hidden
        return sum(one.index not in hidden.get(one.table, {}) for one in self.draft.plan.columns)

    @property
    def read_though_hidden(self) -> set[tuple[int, int]]:
        """Table and index of the columns that are read although the file hides them."""
        tables = {self.sheet_of(table): table for table, _ in self.tables}
        return {
            (tables[one.place.sheet], one.place.column)
            for one in self.draft.as_read.findings
            if one.code == "column-read-hidden" and one.place.sheet in tables and one.place.column
        }

    def sheet_of(self, table: int) -> str:
        """Return the name of the sheet that a table of a workbook stands on; empty where it stands on none."""
        sheets = list(dict.fromkeys(line.task.place.sheet for line in self.lines))
        numbers = [number for number, _ in self.tables]
        return (sheets[numbers.index(table)] or "") if len(sheets) == len(numbers) else ""


def preview_of(draft: DraftTable) -> Preview:
    """Arrange a draft: each doubt goes to the row that it is about, by the row's key or place."""
    originals = {task.place: task for task in draft.as_read.tasks}
    counts = Counter(task.no for task in draft.plan.tasks)
    lines = [
        PreviewLine(n, task, originals.get(task.place), counts[task.no] > 1)
        for n, task in enumerate(draft.plan.tasks, 1)
    ]
    doubts = []
    by_key = {line.task.key: line for line in lines}
    by_place = {line.task.place: line for line in lines}
    for number, finding in enumerate(draft.plan.findings, 1):
        line = by_key.get(finding.task or "") or by_place.get(finding.place)
        settled = is_settled(finding, draft.corrections)
        doubt = Doubt(number, finding, line, settled, number <= draft.read_findings)
        doubt.after = _task_before(doubt, lines) if finding.code == "row-hidden" else None
        doubts.append(doubt)
    doubts.sort(key=_order)
    for doubt in doubts:
        if doubt.line is not None and not doubt.settled:
            doubt.line.doubts[doubt.cell].append(doubt)
    return Preview(
        draft,
        lines,
        [doubt for doubt in doubts if not doubt.settled and _asks(doubt)],
        [doubt for doubt in doubts if not doubt.settled and not _asks(doubt)],
        [doubt for doubt in doubts if doubt.settled],
        _asked(lines, doubts),
    )


def _asked(lines: Sequence[PreviewLine], doubts: Sequence[Doubt]) -> list[Question]:
    """Hang each question on the doubt that says it; return those that none says."""
    said = {(doubt.line.position, doubt.finding.message): doubt for doubt in doubts if doubt.line is not None}
    loose: list[Question] = []
    for line in lines:
        for index, target in enumerate(line.task.targets):
            judged = target.assessment
            if judged is None or judged.state is not State.UNCLEAR:
                continue
            asked = _question(line, index, target, judged)
            doubt = said.get((line.position, judged.sentence))
            (doubt.questions if doubt is not None else loose).append(asked)
    return loose


def _question(line: PreviewLine, index: int, target: Target, judged: Assessment) -> Question:
    choices = tuple(
        Choice(
            f"{one.span.start}-{one.span.end}",
            shown_in(line.task.statement, one.span, one.value_text),
            in_words(one.why, one.why_en),
        )
        for one in judged.candidates
    )
    asked = without_reasons(without_rule(sentence_of(judged)), [one.why for one in choices])
    return Question(line, index, target, asked, choices)


def _task_before(doubt: Doubt, lines: Sequence[PreviewLine]) -> PreviewLine | None:
    """Return the task before a hidden row whose number is missing; None where it is no task, or its number is there."""
    number, words = doubt.left_out
    value = numbering.value_of(number)
    if value is None or not words:
        return None
    # what a person added stands on no sheet
    there = [line for line in lines if line.task.place.sheet in (doubt.sheet, None)]
    values = {numbering.value_of(str(line.task.no)): line for line in there}
    below = [known for known in values if known is not None and known < value]
    return values[max(below)] if below and value not in values and max(below) >= value - _FAR else None


def _bare(name: str) -> str:
    return _BRACKET.sub("", spelled(name))


def _asks(doubt: Doubt) -> bool:
    """Tell whether a finding asks something of a person; a note only informs, but for names of units.

    A figure that is still to come (`no-figure`) is asked of its unit, in its cycle, and not of whoever imports.
    """
    finding = doubt.finding
    if doubt.after is not None:
        return True
    if not doubt.of_reading:
        return finding.level is not Level.NOTE and finding.code != "no-figure"
    return finding.level is not Level.NOTE or finding.code in ("unit-maybe-same", "unit-unknown")


def _order(doubt: Doubt) -> tuple[int, int]:
    return (doubt.line.position if doubt.line else 0, doubt.number)


Objectives: TypeAlias = list[tuple[str, list[PreviewLine]]]


def arranged(lines: Sequence[PreviewLine]) -> list[tuple[str, Objectives]]:
    """Return lines by chapter and objective, as they follow each other."""
    return [
        (chapter, [(objective, list(of)) for objective, of in groupby(group, key=lambda line: line.task.objective)])
        for chapter, group in groupby(lines, key=lambda line: line.task.chapter)
    ]


def tasks_in(objectives: Objectives) -> int:
    return sum(len(lines) for _, lines in objectives)


def open_in(objectives: Objectives) -> int:
    """Return how many doubts of a chapter ask something of a person still."""
    rows = [line for _, lines in objectives for line in lines]
    return sum(_asks(doubt) for line in rows for doubts in line.doubts.values() for doubt in doubts)


def chapter_anchor(objectives: Objectives) -> str:
    return f"c{objectives[0][1][0].position}"


def lines_changed(before: Preview, after: Preview, page: int) -> list[PreviewLine] | None:
    """Return the lines of a page that look different now; None where rows came or went, so that all do."""
    if len(before.lines) != len(after.lines):
        return None
    return [new for old, new in zip(before.page(page), after.page(page), strict=True) if _look(old) != _look(new)]


def _look(line: PreviewLine) -> object:
    return line.task, {cell: [doubt.finding for doubt in doubts] for cell, doubts in line.doubts.items()}

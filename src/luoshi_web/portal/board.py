"""The board: a judged plan arranged as the pages show it, and the counts that tell its story."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi.plan import Assessment, Claim, Finding, State, Target, Task, UnitMention
from luoshi.tally import Tally, reports_its_figure, tally
from luoshi_web.portal.filters import Filter
from luoshi_web.portal.lamps import SHOWN, Lamp, in_english, lamp_of, state_word
from luoshi_web.portal.typography import shown
from luoshi_web.supervision.queries import JudgedPlan

_PATH = "!$&'()*+,;=/~:@"  # what Django's own addresses leave as it is

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

YEAR_FROM = {
    "given": ("由导入的人写明", "given by whoever imported it"),
    "title": ("标题", "the title"),
    "heading": ("表头", "a heading"),
    "name": ("文件名", "the file's name"),
    "sentences": ("多数任务写的年份", "the year that most sentences name"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One task as a line: `units` are the names that lead it, by which the units' pages go."""

    task: Task
    chapter: int
    units: frozenset[str]
    lamp: Lamp | None

    @property
    def anchor(self) -> str:
        return "t" + re.sub(r"\s+", "-", self.task.key)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its tasks, grouped by objective."""

    index: int
    title: str
    rows: tuple[Row, ...]

    @property
    def short(self) -> str:
        """The first clause of its title, for the overview."""
        return re.split(r"[，,：:]", self.title)[0]

    @property
    def numeric(self) -> int:
        return sum(row.task.numeric for row in self.rows)

    @property
    def objectives(self) -> list[tuple[str, list[Row]]]:
        groups: list[tuple[str, list[Row]]] = []
        for row in self.rows:
            if not groups or groups[-1][0] != row.task.objective:
                groups.append((row.task.objective, []))
            groups[-1][1].append(row)
        return groups


@dataclass(frozen=True, slots=True)
class Chip:
    """One state to filter by: how many tasks of the present selection have it."""

    word: str
    code: str
    count: int
    query: str
    current: bool


class Board:
    """A plan as the pages show it."""

    def __init__(self, judged: JudgedPlan) -> None:
        self.judged = judged
        self.plan = judged.plan
        self.canonical = {spelt: unit.name for unit in self.plan.units for spelt in (*unit.as_written, unit.name)}
        self._links: dict[tuple[str, ...], Markup] = {}
        self.rows: list[Row] = []
        titles: list[str] = []
        for task in self.plan.tasks:
            title = task.chapter or (task.objective if not titles else titles[-1])
            if not titles or (titles[-1] != title and not (task.chapter == "" and len(titles) == 1)):
                titles.append(title)
            units = frozenset(self.unit_named(name) for name in task.lead)
            self.rows.append(Row(task, len(titles) - 1, units, lamp_of(task.assessment)))
        self.titles = titles

    @cached_property
    def address(self) -> str:
        """Where the plan's page stands; the pages of tasks and units stand under it."""
        row = self.judged.row
        return reverse("portal:plan", args=(row.jurisdiction.slug, row.year))

    def task_address(self, key: str) -> str:
        return f"{self.address}tasks/{quote(key, safe=_PATH)}/"

    def unit_address(self, written: str) -> str:
        return f"{self.address}units/{quote(self.unit_named(written), safe=_PATH)}/"

    def unit_links(self, names: tuple[str, ...]) -> Markup:
        """Return units as links to their pages, by their spelling in the cell."""
        if names not in self._links:
            self._links[names] = Markup("、").join(
                Markup('<a{} href="{}" lang="zh-Hans">{}</a>').format(
                    Markup(' class="nw"') if len(name) < 9 else "", self.unit_address(name), shown(name)
                )
                for name in names
            )
        return self._links[names]

    def unit_named(self, written: str) -> str:
        """Return the name under which a unit has its page."""
        return self.canonical.get(written, written)

    @cached_property
    def tally(self) -> Tally:
        return tally(self.plan)

    @cached_property
    def chapters(self) -> list[Chapter]:
        return self.arranged(self.rows)

    def arranged(self, rows: Iterable[Row]) -> list[Chapter]:
        """Group rows by chapter, in the plan's order; a chapter without rows is left out."""
        by_chapter: dict[int, list[Row]] = {}
        for row in rows:
            by_chapter.setdefault(row.chapter, []).append(row)
        return [Chapter(index, self.titles[index], tuple(found)) for index, found in by_chapter.items()]

    def filtered(self, asked: Filter) -> list[Row]:
        return [row for row in self.rows if asked.finds(row.task, row.chapter, row.units)]

    def chips(self, asked: Filter) -> list[Chip]:
        """Return the states that tasks of the present selection have, with their counts."""
        rows = [row for row in self.rows if asked.finds_but_state(row.task, row.chapter, row.units)]
        count = Counter(row.task.assessment.state for row in rows if row.task.assessment)
        chips = [Chip(_("全部"), "", len(rows), asked.query(state=None, severe=False), not asked.state)]
        for state in SHOWN:
            if not count[state] and asked.state is not state:
                continue
            lamp = (
                next(row.lamp for row in self.rows if row.task.assessment and row.task.assessment.state is state)
                if (count[state])
                else None
            )
            code = "behind" if state is State.BEHIND else lamp.code if lamp else "claim"
            current = asked.state is state and not asked.severe
            query = asked.query(state=state, severe=False)
            chips.append(Chip(self.state_word(state), code, count[state], query, current))
            severe = sum(1 for row in rows if row.lamp and row.lamp.code == "late")
            if state is State.BEHIND and severe:
                query = asked.query(state=state, severe=True)
                chips.append(Chip(_("其中严重"), "late", severe, query, asked.state is state and asked.severe))
        return chips

    def state_word(self, state: State) -> str:
        return state_word(state, public=self.judged.public)

    def leaders(self) -> list[tuple[str, int]]:
        """Return the units that lead something, with how many tasks, most first."""
        count = Counter(unit for row in self.rows for unit in row.units)
        return sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))

    def unit(self, name: str) -> UnitMention | None:
        return next((unit for unit in self.plan.units if unit.name == name), None)

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.task.key == key), None)

    @cached_property
    def findings_by_task(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.plan.findings:
            if finding.task is not None:
                found.setdefault(finding.task, []).append(finding)
        return found

    def findings(self, task: Task) -> list[Finding]:
        return self.findings_by_task.get(task.key, [])

    @property
    def year_from(self) -> str:
        """Say where the plan's year was read."""
        chinese, english = YEAR_FROM.get(self.plan.year_from, (self.plan.year_from, self.plan.year_from))
        return (english if in_english() else chinese) or "—"

    @property
    def heading(self) -> str:
        """What the column of statements is called: as printed, else by its date."""
        if in_english():
            return as_of_words(self.plan.as_of)
        printed = self.judged.cycle.heading if self.judged.cycle else ""
        return printed or as_of_words(self.plan.as_of) + "完成情况"

    @property
    def indicators(self) -> list[Row]:
        """The tasks that stand before the first chapter."""
        return [row for row in self.rows if row.task.chapter == ""]


def month_words(day: date) -> str:
    return _MONTHS[day.month - 1] if in_english() else str(day.month)


def as_of_words(day: date | None) -> str:
    """Say the day that the statements speak of: 截至6月底, "As of the end of June 2025"."""
    if day is None:
        return ""
    if in_english():
        return f"As of the end of {_MONTHS[day.month - 1]} {day.year}"
    return f"截至{day.month}月底"


def numbers(tasks: Sequence[Task]) -> str:
    """Name tasks by their numbers: 第1、4、5项, "Nos. 1, 4, 5"."""
    listed = [str(task.no) for task in tasks]
    if in_english():
        return ("No. " if len(listed) == 1 else "Nos. ") + ", ".join(listed)
    return f"第{'、'.join(listed)}项"


def short_sentence(task: Task) -> str:
    """Return the sentence behind a light as a list shows it: without the state that is printed before it."""
    judged = task.assessment
    if judged is None or judged.state is State.CLAIM_ONLY:
        return ""
    if judged.state is State.NO_FIGURE:
        values = "、".join(dict.fromkeys(wanted(task, target) for target in task.targets))
        return f"{values.replace('、', ', ')}: no figure reported" if in_english() else f"写明{values}，未报数"
    return sentence_of(judged)


def sentence_of(judged: Assessment | None) -> str:
    """Return an assessment's sentence for where the state is printed before it, so without its conclusion."""
    if judged is None:
        return ""
    sentence = (judged.sentence_en or judged.sentence) if in_english() else judged.sentence
    lamp = lamp_of(judged)
    return re.sub(rf"\s*→ {re.escape(lamp.word)}", "", sentence, count=1) if lamp else sentence


def wanted(task: Task, target: Target) -> str:
    """Say a target as short as it can be: its value as written, or what is promised without the metric."""
    if target.written:
        return target.written
    if target.value_span is not None:
        return target.value_span.of(task.text)
    written = target.span.of(task.text)
    return written.replace(target.metric, "", 1).strip() or written


@dataclass(frozen=True, slots=True)
class Story:
    """The sentences on top of the plan page, each of them counted from the table."""

    repeated: tuple[str, int] | None
    reported: tuple[Task, ...]
    waiting: tuple[Task, ...]
    silent: int
    wordless: int
    unclear: int

    @classmethod
    def of(cls, board: Board) -> "Story":
        tasks = board.plan.tasks
        numeric = [task for task in tasks if task.numeric]
        reported = [task for task in numeric if reports_its_figure(task)]
        states = {task.key: task.assessment.state for task in tasks if task.assessment}
        waiting = [
            t for t in numeric if t not in reported and states.get(t.key) in (State.AWAITING_DATA, State.NOT_DUE)
        ]
        unclear = [t for t in numeric if t not in reported and states.get(t.key) is State.UNCLEAR]
        said = Counter(task.statement for task in tasks if task.statement and task.claim is not Claim.FIGURES)
        repeated = next((pair for pair in said.most_common(1) if pair[1] * 3 >= len(tasks)), None)
        return cls(
            repeated=repeated,
            reported=tuple(reported),
            waiting=tuple(waiting),
            silent=len(numeric) - len(reported) - len(waiting) - len(unclear),
            unclear=len(unclear),
            wordless=sum(not t.numeric and states.get(t.key) is State.NO_FIGURE for t in tasks),
        )

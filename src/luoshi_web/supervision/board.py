"""The board: a judged plan arranged as the pages show it, and the counts that tell its story."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi.checks import CODES
from luoshi.indicators import heads_indicators
from luoshi.pacing import figure_of
from luoshi.plan import Finding, Observation, Report, State, Target, Task, UnitMention
from luoshi.summary import Tally, tally
from luoshi.units import spelled
from luoshi_web.pages.lamps import SHOWN, Lamp, in_english, lamp_of, state_word
from luoshi_web.pages.routes import segment
from luoshi_web.pages.typography import shown
from luoshi_web.supervision.filters import Filter
from luoshi_web.supervision.queries import JudgedPlan
from luoshi_web.supervision.words import as_of_words, says_a_day

_PATH = "!$&'()*+,;=/~:@"  # what Django's own addresses leave as it is


YEAR_FROM = {
    "given": ("由导入的人写明", "given by whoever imported it"),
    "title": ("标题", "the title"),
    "heading": ("表头", "a heading"),
    "name": ("文件名", "the file's name"),
    "sentences": ("多数任务写的年份", "the year that most sentences name"),
    "due": ("完成时限", "the days by which its tasks are due"),
    "issued": ("成文日期", "the day on which the document was issued"),
}


def is_another_name(written: str, name: str) -> bool:
    """Tell whether a unit is written under another name: 区卫健局 of 卫生健康局, and not 区住建局 of 住建局."""
    written, name = spelled(written), spelled(name)
    return written not in name and name not in written


def _is_indicator(task: Task) -> bool:
    return task.chapter == "" or heads_indicators(task.chapter) or heads_indicators(task.objective)


@dataclass(frozen=True, slots=True)
class UnitStanding:
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
    rows: tuple[UnitStanding, ...]

    @property
    def short(self) -> str:
        """The first clause of its title, for the overview."""
        return re.split(r"[，,：:]", self.title)[0]

    @property
    def numeric(self) -> int:
        return sum(row.task.numeric for row in self.rows)

    @property
    def objectives(self) -> list[tuple[str, list[UnitStanding]]]:
        groups: list[tuple[str, list[UnitStanding]]] = []
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
        self.rows: list[UnitStanding] = []
        titles: list[str] = []
        for task in self.plan.tasks:
            title = task.chapter or (task.objective if not titles else titles[-1])
            if not titles or (titles[-1] != title and not (task.chapter == "" and len(titles) == 1)):
                titles.append(title)
            units = frozenset(self.unit_named(name) for name in task.lead)
            self.rows.append(UnitStanding(task, len(titles) - 1, units, lamp_of(task.assessment)))
        self.titles = titles

    @cached_property
    def address(self) -> str:
        """Where the plan's page stands; the pages of tasks and units stand under it."""
        row = self.judged.row
        return reverse("portal:plan", args=(row.jurisdiction.slug, row.year))

    def task_address(self, key: str) -> str:
        return f"{self.address}tasks/{quote(segment(key), safe=_PATH)}/"

    def unit_address(self, written: str) -> str:
        return f"{self.address}units/{quote(segment(self.unit_named(written)), safe=_PATH)}/"

    def unit_links(self, names: tuple[str, ...]) -> Markup:
        """Return units as links to their pages, by their spelling in the cell; beside another one their name stands."""
        if names not in self._links:
            self._links[names] = Markup("、").join(map(self._link, names))
        return self._links[names]

    def unit_names(self, names: tuple[str, ...]) -> tuple[Markup, ...]:
        """Return units without links, by their spelling in the cell; beside another one their name stands."""
        return tuple(self._named(name, shown(name)) for name in names)

    def _link(self, name: str) -> Markup:
        link = Markup('<a{} href="{}" lang="zh-Hans">{}</a>').format(
            Markup(' class="nw"') if len(name) < 9 else "", self.unit_address(name), shown(name)
        )
        return self._named(name, link)

    def _named(self, name: str, link: Markup) -> Markup:
        if not is_another_name(name, self.unit_named(name)):
            return link
        own = Markup('<span lang="zh-Hans">{}</span>').format(shown(self.unit_named(name)))
        return link + Markup('<span class="faint">{}</span>').format(Markup(_("（即%(unit)s）")) % {"unit": own})

    def unit_named(self, written: str) -> str:
        """Return the name under which a unit has its page."""
        return self.canonical.get(written, written)

    @cached_property
    def tally(self) -> Tally:
        return tally(self.plan)

    @cached_property
    def chapters(self) -> list[Chapter]:
        return self.arranged(self.rows)

    def arranged(self, rows: Iterable[UnitStanding]) -> list[Chapter]:
        """Group rows by chapter, in the plan's order; a chapter without rows is left out."""
        by_chapter: dict[int, list[UnitStanding]] = {}
        for row in rows:
            by_chapter.setdefault(row.chapter, []).append(row)
        return [Chapter(index, self.titles[index], tuple(found)) for index, found in by_chapter.items()]

    def filtered(self, asked: Filter) -> list[UnitStanding]:
        return [row for row in self.rows if asked.finds(row.task, row.chapter, row.units, self._names_of(row, asked))]

    def _names_of(self, row: UnitStanding, asked: Filter) -> tuple[str, ...]:
        """Return by which further names the units of a row go, for a search: its table may spell one in two ways."""
        if not asked.q or not self._further_names:
            return ()
        units = {self.unit_named(name) for name in (*row.task.lead, *row.task.cooperating)}
        return tuple(name for unit in units for name in self._further_names.get(unit, ()))

    @cached_property
    def _further_names(self) -> dict[str, tuple[str, ...]]:
        return {one.name: (one.name, *one.as_written) for one in self.plan.units if {*one.as_written} - {one.name}}

    def _but_state(self, row: UnitStanding, asked: Filter) -> bool:
        return asked.finds_but_state(row.task, row.chapter, row.units, self._names_of(row, asked))

    def chips(self, asked: Filter) -> list[Chip]:
        """Return the states that tasks of the present selection have, with their counts."""
        rows = [row for row in self.rows if self._but_state(row, asked)]
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

    def row(self, key: str) -> UnitStanding | None:
        return next((row for row in self.rows if row.task.key == key), None)

    @cached_property
    def findings_by_task(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self.plan.findings:
            if finding.task is not None:
                found.setdefault(finding.task, []).append(finding)
        return found

    def findings(self, task: Task) -> list[Finding]:
        """Return what does not follow in a task's statement; doubts of the table's reading stand with its source."""
        return [one for one in self.findings_by_task.get(task.key, []) if one.code in CODES]

    @property
    def doubts(self) -> list[Finding]:
        """What a person was to look at while the table was read: nothing that the public sees."""
        return [one for one in self.plan.findings if one.code not in CODES]

    def last_report(self, task: Task) -> Report | None:
        """Return what was reported of a task before, where the cycle of the pages has no report of it."""
        if task.statement or task.observations:
            return None
        return next((one for one in reversed(task.reports) if one.statement or one.observations), None)

    def said_on(self, task: Task) -> date | None:
        """Return the day that a statement speaks of where that is another than the plan's: its last cell was empty."""
        own = [one.as_of for one in task.reports if one.statement == task.statement]
        return own[-1] if task.statement and own and own[-1] != self.plan.as_of else None

    def figure_in(self, report: Report, task: Task, target: Target) -> Observation | None:
        """Return the figure of an earlier report that answers a target."""
        before = replace(
            task, statement=report.statement, claim=report.claim, observations=report.observations, settlements=()
        )
        return figure_of(before, target, report.as_of)

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
        if printed and says_a_day(printed):
            return printed
        return as_of_words(self.plan.as_of) + (printed or "完成情况")

    @property
    def indicators(self) -> list[UnitStanding]:
        """The tasks that stand before the first chapter, or under a title that calls them indicators."""
        return [row for row in self.rows if _is_indicator(row.task)]

"""Units named once for a section: its heading, the line under it, or the line at its end names them for every task.

一、壮大产业（责任单位：市工信局、市商务局）      一、壮大产业
1.新增企业18家。                              1.新增企业18家。
2.引进项目10个。                              2.引进项目10个。
二、推动技改（责任单位：市科技局）                责任单位：市工信局、市商务局
3.实施技改项目35个。                           二、推动技改 …

Where tasks name units of their own beside those of their section, theirs are the task's; the section's are kept beside
them, and lead those that name none. Such sections are known by their heads: names under 一、 and in brackets or a line.

A matter with points of its own is none: 1.新建学校3所（市教育局） over （1）, （2） is one task with its units.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from luoshi.plan import Finding, Level
from luoshi.tasktable.clauses import Clause
from luoshi.tasktable.forms import Labelled
from luoshi.tasktable.items import DEPTH, Item
from luoshi.tasktable.numbering import mark_value

_UNIT_LABELS = ("lead", "cooperating", "responsible")
_LONGEST_HEAD = 30  # characters of a heading
_FEWEST_SECTIONS = 2
_SECTIONS_UNITS = "本节单位"  # under which the section's units are kept


@dataclass(slots=True)
class _Section:
    """A heading, its tasks, and the lines that name the section's units, by their positions."""

    head: int
    tasks: list[int] = field(default_factory=list)
    labels: list[Labelled] = field(default_factory=list)
    named: Clause | None = None
    lines: list[int] = field(default_factory=list)  # those that only name units
    place: str = ""  # where they stand: head, under, end
    mixed: bool = False  # other lines
    owning: list[int] = field(default_factory=list)  # the tasks with units of their own

    @property
    def names_units(self) -> bool:
        return self.named is not None or bool(self.labels)


def units_of_sections(items: Sequence[Item]) -> tuple[list[Item], list[Finding]]:
    """Give the units that sections name once to each of their tasks, and say so.

    Every section of the part has to name them in the same place; tasks that name their own keep these.
    """
    sections = _sections(items)
    telling = [section for section in sections if section.names_units]
    if not _is_meant(items, sections, telling):
        return list(items), []
    made = list(items)
    for section in telling:
        if section.place == "head":
            head = made[section.head]
            made[section.head] = replace(head, text=_words(head), clauses=[], tail=[])
        for index in section.tasks:
            made[index] = _beside(made[index], section) if index in section.owning else _owing(made[index], section)
    left_out = {index for section in telling for index in section.lines}
    owning = sum(len(section.owning) for section in telling)
    count = sum(len(section.tasks) for section in telling) - owning
    kept = [item for index, item in enumerate(made) if index not in left_out]
    head = items[telling[0].head]
    told = [_told(len(telling), count, head)] if count else []
    return kept, [*told, *([_told_beside(owning, head)] if owning else [])]


def _sections(items: Sequence[Item]) -> list[_Section]:
    """The headings of the uppermost style under which numbers of another stand, with what is below each."""
    styled = [item.style for item in items if item.style and item.style != "dash"]
    if not styled:
        return []
    upper = min(styled, key=lambda style: DEPTH[style])
    if upper == "chapter" and _has_middle(items):
        upper = "sub"
    below = ""
    found: list[_Section] = []
    for index, item in enumerate(items):
        if item.style == upper:
            found.append(_Section(index))
            _take_head(found[-1], item)
        elif (item.style and DEPTH[item.style] < DEPTH[upper]) or not found:
            continue
        elif item.style:
            below = below or item.style
            found[-1].mixed |= item.style != below or found[-1].place == "end"
            found[-1].tasks.append(index)
            if item.named:
                found[-1].owning.append(index)
        else:
            _take_line(found[-1], item, index)
    return [section for section in found if section.tasks]


def _has_middle(items: Sequence[Item]) -> bool:
    """Tell whether （一） stand between 一、 and numbers: then they head the tasks."""
    styles = [item.style for item in items if item.style]
    return (
        "sub" in styles
        and "arabic" in styles
        and all(item.style != "sub" or _words(item)[-1:] not in "。；;" for item in items)
    )


def _take_head(section: _Section, item: Item) -> None:
    named = [clause for clause in item.clauses if clause.roles]
    if len(named) == 1 and len(item.clauses) == 1:
        section.named, section.place = named[0], "head"
    section.mixed |= len(item.clauses) > 1 or bool(item.tail)


def _take_line(section: _Section, item: Item, index: int) -> None:
    """Take a line without a number: a line of units, or one that makes the section another kind of thing."""
    bare = len(item.clauses) == 1 and item.clauses[0].roles and not item.clauses[0].text.strip()
    labels = bool(item.labels) and all(label.meaning in _UNIT_LABELS for label in item.labels)
    place = "end" if section.tasks else "under"
    if not (bare or labels) or section.place not in ("", place):
        section.mixed |= section.place != "end"  # closing words behind the last section are none of it
        return
    section.place = place
    section.lines.append(index)
    if bare:
        section.named = item.clauses[0]
    else:
        section.labels += item.labels


def _is_meant(items: Sequence[Item], sections: Sequence[_Section], telling: Sequence[_Section]) -> bool:
    if len(telling) < _FEWEST_SECTIONS or len(telling) < len(sections) or any(one.mixed for one in sections):
        return False
    if any(one.owning and (one.place == "end" or items[one.head].style != "chapter") for one in telling):
        return False
    if len({section.place for section in telling}) > 1 or max(len(section.tasks) for section in telling) == 1:
        return False
    heads = [_words(items[section.head]) for section in telling]
    if any(len(head) > _LONGEST_HEAD or head[-1:] in "。；;" or any(c.isdigit() for c in head) for head in heads):
        return False
    return telling[0].place == "end" or items[telling[0].head].style == "chapter" or _run_on(items, telling)


def _run_on(items: Sequence[Item], sections: Sequence[_Section]) -> bool:
    """Tell whether the numbers of tasks go on from section to section: 1, 2 / 3, 4."""
    values = [mark_value(items[index].mark) for section in sections for index in section.tasks]
    return values == list(range(1, len(values) + 1))


def _words(item: Item) -> str:
    return "".join(clause.text for clause in item.clauses).strip() or item.text


def _owing(item: Item, section: _Section) -> Item:
    if section.named is None:
        return replace(item, tail=[*item.tail, *section.labels])
    return replace(item, clauses=[replace(section.named, text=_words(item), whole=True)])


def _beside(item: Item, section: _Section) -> Item:
    """Keep the section's units beside a task's own, which they do not change."""
    lines = "；".join(f"{label.label}：{label.value}" for label in section.labels)
    words = section.named.words if section.named is not None else lines
    return replace(item, tail=[*item.tail, Labelled(_SECTIONS_UNITS, "", words, item.place)])


def _told_beside(tasks: int, head: Item) -> Finding:
    return Finding(
        "units-of-section-beside",
        Level.NOTE,
        f"有{tasks}项任务自己写了单位，所在的节又另写了单位：按任务自己的读入，节的单位记在“{_SECTIONS_UNITS}”里，请确认。",
        head.place,
        f"{tasks} tasks name units of their own under sections that name others: the tasks' own were taken, and the "
        f"sections' are kept under “{_SECTIONS_UNITS}”; please confirm.",
    )


def _told(sections: int, tasks: int, head: Item) -> Finding:
    return Finding(
        "units-of-section",
        Level.NOTE,
        f"有{sections}节只写了一次责任单位，按节内各项任务（共{tasks}项）的责任单位读入，请确认。",
        head.place,
        f"{sections} sections name their units once; they were read as those of each of their {tasks} tasks; "
        "please confirm.",
    )

"""Numbered sentences → drafts of tasks: chapters, items, units in parentheses or on their own lines.

    一、深化改革                                     a chapter
    1. 投用学校5所。（牵头单位：区教育局）              a task
    （一）优化教育资源                                a task whose words follow, by line:
    目标任务：新增学位2745个。
    责任单位：区教育局、区住建局

Prose is not taken for tasks: in a report that is read out, only what names its units is one,
and an annex of tasks; an annex that explains words is none.
"""

import re
from collections.abc import Collection, Sequence

from luoshi.documents import Block, Paragraph
from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.plan import Finding
from luoshi.tasktable import findings as tell
from luoshi.tasktable.announced import announced_tasks
from luoshi.tasktable.draft import Draft
from luoshi.tasktable.forms import drafts_of_blocks
from luoshi.tasktable.item_drafts import UNIT_LABELS, DraftBuilder
from luoshi.tasktable.items import Item
from luoshi.tasktable.parts import Part, parts_of
from luoshi.tasktable.section_units import units_of_sections
from luoshi.tasktable.shapes import Shape, shape_of_list, shape_of_named
from luoshi.tasktable.titles import stands_over_tasks
from luoshi.tasktable.unit_brackets import with_loose_brackets
from luoshi.tasktable.unit_heads import units_before_colons
from luoshi.tasktable.unit_lines import tasks_over_their_units
from luoshi.tasktable.unit_paragraphs import works_of_units

_YEARS_WORK = expression(
    r"(?:20\d\d年|今年|五年|十[二三四五六]五).{0,12}(?:回顾|工作|任务|目标|安排|规划|部署)|^工作回顾$"
)


def read_paragraphs(
    blocks: Sequence[Block],
    *,
    pasted: bool,
    with_tasks: Collection[int],
    headings: Collection[Place] = (),
) -> tuple[list[Draft], list[Part], list[Finding]]:
    """Return the tasks that paragraphs hold, the document's parts, and what was passed over.

    Args:
        pasted: the text came from a box: where nothing is numbered, every sentence line is a task.
        with_tasks: the indexes of tables that gave tasks; beside them paragraphs count only where they name
            units, or in an annex of its own that says tasks.
        headings: the lines that are chapters of tables.
    """
    drafts: list[Draft] = []
    findings: list[Finding] = []
    parts = parts_of(blocks, with_tasks)
    for part in parts:
        items = [item for item in part.items if not (part.tables and item.place in headings)]
        part.items = units_before_colons(with_loose_brackets(items))
        if not (part.is_speech or part.is_notice):
            part.items, told = units_of_sections(works_of_units(part.items))
            findings += told
    for part in [*(part for part in parts if not part.is_notice), *(part for part in parts if part.is_notice)]:
        if part.is_notice and drafts:
            continue
        made, told = _read_part(part, parts, pasted=pasted and not drafts, beside_tables=bool(with_tasks))
        findings += told
        for draft in made:
            draft.part, draft.year = part.name, part.year
        drafts += made
    return drafts, parts, findings


def _read_part(
    part: Part, parts: Sequence[Part], *, pasted: bool, beside_tables: bool
) -> tuple[list[Draft], list[Finding]]:
    """Read one part; of one that explains words only the lists of 实事 that it gives whole."""
    if part.is_glossary:
        explained = announced_tasks(_with_chapters(part), only_matters=True)[0] if parts[0].is_speech else []
        return explained, []
    is_main = part is parts[0]
    made, passed = _tasks_of(part, pasted=pasted, beside_tables=beside_tables, is_main=is_main)
    if made and is_main and not part.is_speech and not beside_tables:
        made, passed = _with_lists_beside(part, made, passed)
    told = tell.lines_not_read([item.text for item in passed], passed[0].place) if passed else []
    if part.is_speech and not beside_tables:
        announced, told = announced_tasks(_with_chapters(part))
        made += announced
    elif not made and is_main and not beside_tables:
        made, told = announced_tasks(_with_chapters(part), only_counted=True)
    if not made and not part.tables and not is_main and part.says_tasks:
        told = [*told, *tell.part_not_read(part.name, part.place, len(part.items))]
    return made, told


def _with_lists_beside(part: Part, made: list[Draft], passed: list[Item]) -> tuple[list[Draft], list[Item]]:
    """Add the announced lists of 实事 that stand, whole, beside tasks of another form."""
    used = {place for draft in made for place in (draft.place, *draft.places.values())}
    left = [one for one in _with_chapters(part) if one[0].place not in used]
    listed, _ = announced_tasks(left, only_matters=True, only_counted=True)
    if not listed:
        return made, passed
    at = {item.place: index for index, item in enumerate(part.items)}
    read = {draft.places["text"] for draft in listed} | {draft.places["objective"] for draft in listed}
    drafts = sorted([*made, *listed], key=lambda draft: at.get(draft.place, len(at)))
    return drafts, [item for item in passed if item.place not in read]


def _with_chapters(part: Part) -> list[tuple[Paragraph, str]]:
    """A part's paragraphs, each with the last chapter line above it."""
    chapter = ""
    found = []
    for item in part.items:
        if (item.style == "chapter" and item.is_title) or (not item.style and _is_speech_chapter(item)):
            chapter = f"{item.written}{item.text}"
        found.append((Paragraph(f"{_mark_before(item)}{item.text}", item.place), chapter))
    return found


def _mark_before(item: Item) -> str:
    """An item's mark as it stands before words: 1., 第一条, 任务一：, （1）."""
    if item.mark.isdecimal():  # ① is a digit too
        return f"{item.mark}."
    stop = re.search(r"[、.．，,：:]$|(?<=[条项节])$", item.written)
    return f"{item.mark}{stop[0] or ' '}" if stop and item.mark[-1:] != stop[0] else item.mark


def _is_speech_chapter(item: Item) -> bool:
    """Tell whether a line without a number begins a chapter of a report: “十三五”工作回顾, 2021年重点工作."""
    bare = item.text.strip("“”*# ")
    return item.is_title and len(bare) < 30 and bool(_YEARS_WORK.search(bare))


def _tasks_of(part: Part, *, pasted: bool, beside_tables: bool, is_main: bool) -> tuple[list[Draft], list[Item]]:
    """Return the tasks of a part, and the lines between and behind them that are none and belong to none."""
    named = [item for item in part.items if item.named or (item.label and item.label.meaning in UNIT_LABELS)]
    if pasted and not any(item.style or item.label for item in part.items):
        lines = part.items
        if lines and (len(lines) > 1 or beside_tables) and stands_over_tasks(lines[0].text, beside_tables):
            lines = lines[1:]
        return DraftBuilder(part, Shape(""), named_only=False).lines(lines), []
    if not any(item.style for item in part.items) and (blocks := _blocks_of_labels(part.items)):
        return blocks, []
    if not part.is_speech and (over := tasks_over_their_units(part.items))[0]:
        return over
    shape: Shape | None = None
    named_only = False
    if named and len(named) >= (3 if part.is_speech and len(part.items) > 30 else 1):
        shape = shape_of_named(part.items)
        named_only = part.is_speech or shape.style == ""
    elif not part.is_speech and not (beside_tables and (is_main or part.tables or not part.says_tasks)):
        shape = shape_of_list(part)
    if shape is None:
        return [], []
    builder = DraftBuilder(part, shape, named_only=named_only)
    return builder.drafts(), [] if named_only and (part.is_speech or not part.says_tasks) else builder.passed


def _blocks_of_labels(items: Sequence[Item]) -> list[Draft]:
    """Tasks that are lines of labels and nothing else: 项目编号：…, 项目名称：…, 牵头单位：…, and the same anew."""
    labelled = [item for item in items if item.labels]
    first = labelled[0].labels[0].label if labelled else ""
    begins = sum(1 for item in labelled if item.labels[0].label == first)
    if begins < _FEWEST_BLOCKS or len(labelled) * 10 < 7 * len(items):
        return []
    return drafts_of_blocks([item.labels for item in labelled])


_FEWEST_BLOCKS = 2

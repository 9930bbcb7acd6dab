"""Drafts → a Plan: numbers and keys, the year, the sentences read, units and findings."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from luoshi.documents import Block, Document, Paragraph, Progress, Table
from luoshi.errors import NoTaskFound
from luoshi.expressions import expression
from luoshi.grammar import Grammar, default_grammar
from luoshi.grammar.signs import HOLLOW, hollow_means
from luoshi.named_days import as_of_heading
from luoshi.place import Place
from luoshi.plan import Claim, Column, Finding, Plan, Report, Source, Target, Task, UnitMention
from luoshi.tasktable import findings as tell
from luoshi.tasktable import numbering
from luoshi.tasktable import year as years
from luoshi.tasktable.boxes import with_boxes_as_lines
from luoshi.tasktable.column_overrides import Meanings
from luoshi.tasktable.draft import Answer, Draft
from luoshi.tasktable.footnotes import notes_left_out
from luoshi.tasktable.goals import with_goals
from luoshi.tasktable.header_rows import is_header
from luoshi.tasktable.missing_numbers import number_findings
from luoshi.tasktable.paragraphs import read_paragraphs
from luoshi.tasktable.parts import name_parts, title_of_parts, year_of_parts
from luoshi.tasktable.reporting_day import reporting_day
from luoshi.tasktable.rows import TableReader
from luoshi.tasktable.several import parted
from luoshi.tasktable.titles import LONGEST_TITLE, title_of
from luoshi.tasktable.wording import is_end_mark, is_footnote, is_page_mark, is_ruler
from luoshi.units import mentions

_TITLE_LINES = 3  # lines over a table that may be its title
_MOST_TOLD = 12  # announcements that a refusal names one by one
_ISSUED_WITHIN, _LONGEST_DATED = 8, 40  # lines at both ends that may say when it was issued, and their letters
_HEADS = 60  # rows of a table within which its header stands
_SITE = expression(r"网站标识码|ICP备|公网安备|版权所有", needs="I公版网")
_OF_SITE = expression(
    r"^(?:主办|承办|协办|主管|维护|管理|技术支持|建设维护|网站地图|网站声明|关于我们|联系我们|地\s*址|邮\s*编|(?:联系)?电话|传真|邮箱|Copyright|©)",
    re.IGNORECASE,
)
_FOOT_LINES = 8  # of a page, among which the foot's sure marks stand
_AGAIN = expression(r"^[（(]?(?:续表|续上表|接上表|表\s*\d*\s*续)|^第\s*\d+\s*页")


def plan_of(
    document: Document,
    *,
    year: int | None = None,
    meanings: Meanings = MappingProxyType({}),
    tasks_at: Collection[Place] = (),
    progress: Progress | None = None,
    grammar: Grammar | None = None,
) -> Plan:
    """Read a document as a year's plan: tasks with their readings, units, findings.

    Args:
        year: the plan's year; else it is sought in title and headings, in the file's name, and in the sentences.
        meanings: of columns, as a person told them; they come before what headings and cells say.
        tasks_at: rows that a person has called tasks, where they look like chapters, notes or totals.
        progress: called with (done, of), in tasks whose sentences are read, now and then.
        grammar: with an office's own words; the default one else.

    Raises:
        NoTaskFound: neither a table of tasks nor a numbered task.
    """
    document, marks = _without_page_marks(with_boxes_as_lines(document))
    reader = _tables(document, meanings, tasks_at)
    with_tasks = sorted({draft.order for draft in reader.drafts})
    drafts, parts, told = read_paragraphs(
        document.blocks, pasted=document.kind == "paste", with_tasks=with_tasks, headings=reader.lines
    )
    reader.drafts = _in_order(document, [*reader.drafts, *drafts])
    reader.findings += told
    reader.titles += [part.title for part in parts if any(draft.part == part.name for draft in drafts)]
    if not reader.drafts:
        raise _no_task(document, told)
    name_parts(reader.drafts, parts, {i: b.caption for i, b in enumerate(document.blocks) if isinstance(b, Table)})
    title = title_of_parts(reader.drafts) or title_of(document, reader.titles)
    found, year_from = (year, "given") if year else _year(document, title, reader)
    notes = [words for words, _ in reader.notes]
    reported = reporting_day(document, over_tables=reader.titles, notes=notes, title=title, year=found)
    when = _When(found, reported.day)
    tasks = _tasks(reader.drafts, when, _with_notes(grammar or default_grammar(), document, reader.drafts), progress)
    units = mentions(tasks)
    findings = [*document.findings, *marks, *reader.findings, *notes_left_out(reader.notes)]
    findings += number_findings(reader.drafts, tasks, document.findings)
    findings += tell.year_findings(found, year_from)
    findings += _findings_of_tasks(reader.drafts, tasks, units)
    if any(task.statement for task in tasks) and _as_of(tasks) == reported.day:
        findings += reported.told
    return Plan(
        title=title,
        as_of=_as_of(tasks),
        year=found,
        source=Source(document.name, document.kind, document.sha256),
        tasks=tasks,
        units=units,
        findings=tuple(findings),
        columns=tuple(_columns(reader, found)),
        year_from=year_from,
    )


def _findings_of_tasks(drafts: Sequence[Draft], tasks: Sequence[Task], units: Sequence[UnitMention]) -> list[Finding]:
    """Return what a person should look at in the tasks themselves: their units, their leads, rows that hold several."""
    return [
        *tell.unit_findings(units, tasks),
        *tell.lead_findings(drafts, tasks),
        *tell.crowded_findings(tasks),
        *tell.repeated_findings(tasks),
    ]


def _without_page_marks(document: Document) -> tuple[Document, list[Finding]]:
    """Leave out rulers; and the lines that only a page says, and the foot of a site's page, which are named."""
    drawn = [block for block in document.blocks if isinstance(block, Paragraph) and is_ruler(block.text)]
    if drawn:
        rulers = {id(line) for line in drawn}
        document = replace(document, blocks=tuple(block for block in document.blocks if id(block) not in rulers))
    foot = _site_foot(document.blocks)
    marks = [
        block
        for index, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and (index >= foot or is_page_mark(block.text))
    ]
    if not marks:
        return document, []
    left = {id(mark) for mark in marks}
    kept = tuple(block for block in document.blocks if id(block) not in left)
    return replace(document, blocks=kept), [tell.page_mark_left_out(mark.text, mark.place) for mark in marks]


def _site_foot(blocks: Sequence[Block]) -> int:
    """The index of the first line of a site's foot (主办单位, 网站标识码, 备案号): as many as there are without one."""
    first = len(blocks)
    last = blocks[-_FOOT_LINES:]
    if not any(isinstance(block, Paragraph) and _SITE.search(block.text) for block in last):
        return first
    while first and isinstance(block := blocks[first - 1], Paragraph):
        if not (_SITE.search(block.text) or _OF_SITE.match(block.text)):
            break
        first -= 1
    return first


def _in_order(document: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Tasks of tables and of paragraphs, as they stand in the document."""
    at = {block.place: index for index, block in enumerate(document.blocks)}
    for draft in drafts:
        draft.order = at.get(draft.place, draft.order)
    return sorted(drafts, key=lambda draft: draft.order)


def _with_notes(grammar: Grammar, document: Document, drafts: Sequence[Draft]) -> Grammar:
    """Return the grammar with what a note of the document says that △ means: 注：△表示下降."""
    if not any(HOLLOW in answer.text for draft in drafts for answer in draft.answers):
        return grammar
    for block in document.blocks:
        cells = [cell for row in block.rows for cell in row.cells] if isinstance(block, Table) else [block]
        for text in (one.text for one in cells):
            if meaning := hollow_means(text):
                return replace(grammar, hollow=meaning)
    return grammar


def _no_task(document: Document, told: Sequence[Finding]) -> NoTaskFound:
    """Say that no task was found; of an old file that its tables may be lost, of a report what it announces."""
    if any(finding.code == "converted-without-table" for finding in document.findings):
        return NoTaskFound(
            "没有找到任务：转换后表格可能丢失，请另存为docx再读。",
            "No task was found: the conversion may have lost the file's tables; please save it as docx.",
        )
    told = [finding for finding in told if finding.code != "paragraph-in-stretches"]
    if told:
        named = "；".join(f"{finding.place}：{finding.message.rstrip('。')}" for finding in told[:_MOST_TOLD])
        english = "; ".join(
            f"{finding.place.english()}: {finding.message_en.rstrip('.')}" for finding in told[:_MOST_TOLD]
        )
        return NoTaskFound(
            f"没有找到可以逐项读出的任务，共有{len(told)}处宣布了任务而没有读出：{named}。",
            f"No task was found that stands by itself; {len(told)} places announce tasks not read: {english}.",
        )
    return NoTaskFound(
        "没有找到任务：文件里既没有任务表，也没有带编号的任务，请检查是否选对了文件。",
        "No task was found: the file holds neither a task table nor numbered tasks; please check the file.",
    )


# words of a row that were there, and are not read: where they were all, the cell beside them is no chapter
_THINS = ("text-deleted", "text-struck", "text-hidden")


def _tables(document: Document, meanings: Meanings, tasks_at: Collection[Place]) -> TableReader:
    """Read the tables, with the chapter lines that stand between them."""
    reader = TableReader(meanings, tasks_at)
    reader.headed = any(is_header(row) for table in document.tables for row in table.rows[:_HEADS])
    reader.thinned = frozenset((f.place.table, f.place.row) for f in document.findings if f.code in _THINS)
    several = len({block.caption for block in document.tables if block.caption}) > 1
    above = _titles_above(document)
    for index, (block, after) in enumerate(zip(document.blocks, [*document.blocks[1:], None], strict=False)):
        if isinstance(block, Table):
            before = len(reader.drafts)
            if block.caption and several:
                reader.over.begin_sheet(block.place)
            over = document.blocks[max(0, index - _TITLE_LINES) : index]
            reader.above = " ".join(line.text for line in over if isinstance(line, Paragraph))
            reader.read(block)
            for draft in reader.drafts[before:]:
                draft.order = index
            if block.caption and several:
                _name_by_sheet(reader.drafts[before:], block.caption)
        elif named := numbering.unit_above(block.text):
            reader.over.name_unit(named, block.place)
        elif _is_chapter_line(block, after, reader, above):
            reader.lines.add(block.place)
            reader.over.begin_chapter(f"{block.label}{block.text}", block.place)
    reader.drafts, told = parted(reader.drafts)
    reader.findings += told
    return reader


def _titles_above(document: Document) -> set[str]:
    """The lines over the first table that are no chapters: on later pages they are titles again."""
    first = next((i for i, block in enumerate(document.blocks) if isinstance(block, Table)), 0)
    lines = [block.text for block in document.blocks[:first] if isinstance(block, Paragraph)]
    return {line for line in lines if not numbering.is_chapter(line)}


def _name_by_sheet(drafts: Sequence[Draft], sheet: str) -> None:
    """Tasks of a sheet without chapters have the sheet's name as their chapter."""
    if not any(draft.chapter for draft in drafts):
        for draft in drafts:
            draft.chapter = sheet


def _is_chapter_line(block: Paragraph, after: Block | None, reader: TableReader, above: Collection[str]) -> bool:
    """Tell whether a line between tables begins a chapter: numbered as one, or a heading, or right over a table."""
    text = block.text
    if is_end_mark(text) or is_footnote(text) or len(text) > LONGEST_TITLE or "\n" in text:
        return False
    if _AGAIN.match(text) or text in above:
        return False
    if numbering.is_chapter(f"{block.label}{text}"):
        return True
    if text[-1] in "。；;，,：:" or re.match(r"^附\s*[件表]|^[（(]", text):
        return False
    return bool(reader.drafts) and (block.level > 1 or (isinstance(after, Table) and len(text) <= 40))


def _year(document: Document, title: str | None, reader: TableReader) -> tuple[int | None, str]:
    headings = [heading for layout in reader.layouts for heading in layout.headings]
    above = [block.text for block in document.blocks[:6] if isinstance(block, Paragraph)]
    above = [text for text in above if len(text) <= LONGEST_TITLE and not numbering.is_chapter(text)]
    chapters = list(dict.fromkeys(draft.chapter for draft in reader.drafts))
    if found := year_of_parts(reader.drafts):
        return found, "title"
    issued = _year_of_issue(document)
    if found := years.year_named([title or "", *reader.titles, *chapters, *_newest_first(headings), *above]):
        later = issued is not None and issued > found and years.is_of_what_was_found(title or "")
        return (issued, "issued") if later else (found, "title")
    if found := years.year_in_name(document.name):
        return found, "name"
    texts = [text for draft in reader.drafts for text in (draft.text, *(answer.text for answer in draft.answers))]
    if found := years.year_most_named(texts):
        return found, "sentences"
    dated = (re.match(r"20\d\d(?=[-/.年])", draft.due or "") for draft in reader.drafts)
    of_days = {int(day[0]) for day in dated if day}
    if len(of_days) == 1:
        return of_days.pop(), "due"
    if issued:
        return issued, "issued"
    named = years.year_of_days([title or "", *reader.titles])
    return (named, "title") if named else (None, "")


def _year_of_issue(document: Document) -> int | None:
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    ends = [line for line in (*lines[:_ISSUED_WITHIN], *lines[-_ISSUED_WITHIN:]) if len(line) <= _LONGEST_DATED]
    return years.year_of_date(ends)


def _newest_first(headings: Sequence[str]) -> list[str]:
    """A table that sets 2024年实际 beside 2025年目标 is of the later year."""
    return sorted(headings, key=lambda text: max(re.findall(r"20\d\d", text), default=""), reverse=True)


def _columns(reader: TableReader, year: int | None) -> list[Column]:
    return [layout.column(index, year) for layout in reader.layouts for index in range(layout.width)]


class _When(NamedTuple):
    """The plan's year, and the day that its progress speaks of where no column says one."""

    year: int | None
    as_of: date | None


def _tasks(drafts: Sequence[Draft], when: _When, grammar: Grammar, progress: Progress | None) -> tuple[Task, ...]:
    keys = numbering.keys(
        [
            numbering.Numbered(
                str(numbering.as_printed(draft.number)) if draft.number else "", draft.chapter, draft.part
            )
            for draft in drafts
        ]
    )
    tasks = []
    for position, (draft, key) in enumerate(zip(drafts, keys, strict=True), start=1):
        tasks.append(_task(draft, key, position, when, grammar))
        if progress is not None and position % 50 == 0:
            progress(position, len(drafts))
    return tuple(tasks)


def _task(draft: Draft, key: str, position: int, when: _When, grammar: Grammar) -> Task:
    other = draft.year if draft.year != when.year else None
    when = _When(other, None) if other else when
    promise = grammar.read_promise(draft.text, year=when.year)
    targets = with_goals(draft, promise.targets, when.year, grammar) if draft.goals else promise.targets
    reports = tuple(_report(answer, when, targets, grammar) for answer in draft.answers)
    latest = next((report for report in reversed(reports) if report.statement), None)
    roles = draft.roles
    return Task(
        key=key,
        no=numbering.as_printed(draft.number) if draft.number else position,
        chapter=draft.chapter,
        objective=draft.objective,
        text=draft.text,
        lead=tuple(roles.lead),
        cooperating=tuple(roles.cooperating),
        statement=latest.statement if latest else "",
        claim=latest.claim if latest else Claim.NONE,
        place=draft.place,
        due=draft.due,
        leader=draft.leader,
        extra=MappingProxyType(dict(draft.extra)),
        targets=targets,
        milestones=promise.milestones,
        observations=latest.observations if latest else (),
        steps=(*draft.steps, *draft.nodes),
        reports=reports,
        places=MappingProxyType({**draft.places, **({"statement": latest.place} if latest else {})}),
        part=draft.part,
        year=other,
    )


def _report(answer: Answer, when: _When, targets: Sequence[Target], grammar: Grammar) -> Report:
    as_of = as_of_heading(answer.column.heading, when.year) or when.as_of
    reading = grammar.read_statement(answer.text, year=when.year, as_of=as_of, targets=targets)
    return Report(
        as_of=as_of,
        heading=answer.column.heading,
        statement=answer.text,
        claim=reading.claim,
        observations=reading.observations,
        problems=answer.problems,
        next_step=answer.next_step,
        place=answer.place,
    )


def _as_of(tasks: Sequence[Task]) -> date | None:
    """The latest day that a progress column with an answer speaks of."""
    days = [report.as_of for task in tasks for report in task.reports if report.as_of and report.statement]
    return max(days, default=None)

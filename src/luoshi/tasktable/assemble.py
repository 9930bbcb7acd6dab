"""Drafts → a Plan: numbers and keys, the year, the sentences read, units and findings."""

import re
from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from luoshi.documents import Document, Paragraph, Table
from luoshi.errors import NoTaskFound
from luoshi.grammar import read_promise, read_statement
from luoshi.place import Place
from luoshi.plan import Claim, Column, Finding, Level, Plan, Report, Source, Task, UnitMention
from luoshi.tasktable import numbering
from luoshi.tasktable import year as years
from luoshi.tasktable.draft import Draft
from luoshi.tasktable.rows import TableReader
from luoshi.tasktable.wording import is_end_mark, is_footnote
from luoshi.units import mentions


def plan_of(document: Document, *, year: int | None = None) -> Plan:
    """Read a document as a year's plan: tasks with their readings, units, findings.

    Args:
        year: the plan's year; else it is sought in title and headings, in the file's name, and in the sentences.

    Raises:
        NoTaskFound: neither a table of tasks nor a numbered task.
    """
    reader = TableReader()
    title = _walk(document, reader)
    if not reader.drafts:
        raise NoTaskFound(
            "没有找到任务：文件里既没有任务表，也没有带编号的任务，请检查是否选对了文件。",
            "No task was found: the file holds neither a task table nor numbered tasks; please check the file.",
        )
    found, year_from = (year, "given") if year else _year(document, title, reader)
    columns = tuple(layout.column(i, found) for layout in reader.layouts for i in range(layout.width))
    tasks = _tasks(reader.drafts, found)
    units = mentions(tasks)
    findings = [*document.findings, *reader.findings, *number_findings(reader.drafts, tasks)]
    findings += [*_year_findings(found, year_from), *_unit_findings(units, tasks)]
    return Plan(
        title=title,
        as_of=_as_of(tasks),
        year=found,
        source=Source(document.name, document.kind, document.sha256),
        tasks=tasks,
        units=units,
        findings=tuple(findings),
        columns=columns,
        year_from=year_from,
    )


def _walk(document: Document, reader: TableReader) -> str | None:
    title = document.title
    for block in document.blocks:
        if isinstance(block, Table):
            reader.read(block)
        elif is_end_mark(block.text) or is_footnote(block.text):
            continue
        elif numbering.is_chapter(block.text) and len(block.text) <= 80:
            reader.begin_chapter(block.text, block.place)
        elif title is None and not reader.drafts and _may_be_title(block):
            title = block.text
    return title


def _may_be_title(block: Paragraph) -> bool:
    return len(block.text) <= 80 and not re.match(r"^附[件表录]|^[（(]|[。：:]$", block.text)


def _year(document: Document, title: str | None, reader: TableReader) -> tuple[int | None, str]:
    headings = [heading for layout in reader.layouts for heading in layout.headings]
    above = [block.text for block in document.blocks[:6] if isinstance(block, Paragraph) and len(block.text) <= 80]
    if found := years.year_named([title or "", *headings, *above]):
        return found, "title"
    if found := years.year_in_name(document.name):
        return found, "name"
    texts = [text for draft in reader.drafts for text in (draft.text, *(answer.text for answer in draft.answers))]
    if found := years.year_most_named(texts):
        return found, "sentences"
    return None, ""


_YEAR_SENTENCES = {
    "title": ("标题或表头", "the title or a heading"),
    "name": ("文件名", "the file's name"),
    "sentences": ("多数语句所写的年份", "the year that most sentences name"),
}


def _year_findings(year: int | None, year_from: str) -> list[Finding]:
    if year is None:
        message = "没有找到计划年度，请用“年度”指明；没有年度时，期限和报告期无法换算。"
        return [Finding("no-year", Level.WARNING, message, Place(), "The plan's year was not found; please give it.")]
    if year_from not in _YEAR_SENTENCES:
        return []
    chinese, english = _YEAR_SENTENCES[year_from]
    return [
        Finding(
            "year-from",
            Level.NOTE,
            f"计划年度{year}取自{chinese}。",
            Place(),
            f"The plan's year {year} was taken from {english}.",
            written=str(year),
            field="year",
        )
    ]


def _tasks(drafts: Sequence[Draft], year: int | None) -> tuple[Task, ...]:
    printed = [(draft.chapter, str(numbering.as_printed(draft.number)) if draft.number else "") for draft in drafts]
    keys = numbering.keys(printed)
    return tuple(_task(draft, key, n, year) for n, (draft, key) in enumerate(zip(drafts, keys, strict=True), start=1))


def _task(draft: Draft, key: str, position: int, year: int | None) -> Task:
    promise = read_promise(draft.text, year=year)
    reports = tuple(_report(draft, index, year, promise.targets) for index in range(len(draft.answers)))
    latest = next((report for report in reversed(reports) if report.statement), None)
    return Task(
        key=key,
        no=numbering.as_printed(draft.number) if draft.number else position,
        chapter=draft.chapter,
        objective=draft.objective,
        text=draft.text,
        lead=tuple(draft.lead),
        cooperating=tuple(draft.cooperating),
        statement=latest.statement if latest else "",
        claim=latest.claim if latest else Claim.NONE,
        place=draft.place,
        due=draft.due,
        leader=draft.leader,
        extra=MappingProxyType(dict(draft.extra)),
        targets=promise.targets,
        milestones=promise.milestones,
        observations=latest.observations if latest else (),
        steps=tuple(draft.steps),
        reports=reports,
        places=MappingProxyType({**draft.places, **({"statement": latest.place} if latest else {})}),
    )


def _report(draft: Draft, index: int, year: int | None, targets: Sequence[object]) -> Report:
    answer = draft.answers[index]
    as_of: date | None = years.as_of_heading(answer.column.heading, year)
    reading = read_statement(answer.text, year=year, as_of=as_of, targets=targets)  # type: ignore[arg-type]
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


def number_findings(drafts: Sequence[Draft], tasks: Sequence[Task]) -> list[Finding]:
    """Tell which numbers stand twice and which are missing, where numbers are plain and run on."""
    findings: list[Finding] = []
    seen: dict[tuple[str, str], Task] = {}
    restarts = _restarts(drafts)
    before: int | None = None
    chapter = None
    for draft, task in zip(drafts, tasks, strict=True):
        scope = draft.chapter if restarts else ""
        if scope != chapter:
            before, chapter = None, scope
        if not draft.number:
            findings.append(_unnumbered(draft, task)) if any(d.number for d in drafts) else None
            continue
        if (scope, draft.number) in seen:
            findings.append(_twice(draft, task))
        seen[scope, draft.number] = task
        value = numbering.value_of(draft.number)
        if value is not None and before is not None and value > before + 1:
            findings.append(_missing(draft, task, before + 1, value - 1))
        before = value if value is not None else before
    return findings


def _restarts(drafts: Sequence[Draft]) -> bool:
    """Tell whether numbers start again in each chapter."""
    chapters = {draft.chapter for draft in drafts}
    firsts = [draft for draft in drafts if numbering.value_of(draft.number) == 1]
    return len(chapters) > 1 and len({draft.chapter for draft in firsts}) * 2 > len(chapters)


def _unnumbered(draft: Draft, task: Task) -> Finding:
    return Finding(
        "number-missing",
        Level.ERROR,
        "这一行没有序号，请补上。",
        draft.places.get("text", draft.place),
        "This row has no number; please add it.",
        task=task.key,
        field="no",
    )


def _twice(draft: Draft, task: Task) -> Finding:
    return Finding(
        "number-twice",
        Level.ERROR,
        f"序号{draft.number}出现了两次，请核对。",
        draft.places.get("no", draft.place),
        f"Number {draft.number} stands twice; please compare.",
        task=task.key,
        written=draft.number,
        field="no",
    )


def _missing(draft: Draft, task: Task, first: int, last: int) -> Finding:
    span = str(first) if first == last else f"{first}至{last}"
    span_en = str(first) if first == last else f"{first} to {last}"
    return Finding(
        "number-missing",
        Level.ERROR,
        f"序号{span}没有出现，请核对这一行之前是否漏了任务。",
        draft.places.get("no", draft.place),
        f"Number {span_en} is missing; please check whether a task was left out before this row.",
        task=task.key,
        written=draft.number,
        reckoned=str(first),
        field="no",
    )


def _unit_findings(units: Sequence[UnitMention], tasks: Sequence[Task]) -> list[Finding]:
    """Propose names that may be one unit, each pair once, at the first row that names the rarer one."""
    findings = []
    told: set[str] = set()
    for unit in units:
        others = [name for name in unit.maybe_same_as if name not in told]
        told.add(unit.name)
        for other in others:
            task = next(t for t in tasks if other in (*t.lead, *t.cooperating))
            where = task.places.get("lead" if other in task.lead else "cooperating", task.place)
            findings.append(
                Finding(
                    "unit-maybe-same",
                    Level.NOTE,
                    f"“{other}”与“{unit.name}”可能是同一单位，请确认。",
                    where,
                    f"“{other}” and “{unit.name}” may be the same unit; please confirm.",
                    task=task.key,
                    written=other,
                    reckoned=unit.name,
                    field="lead" if other in task.lead else "cooperating",
                )
            )
    return findings


__all__ = ["Column", "plan_of"]

"""What a person should look at in a plan as it was read: each with its place, in two languages."""

from collections.abc import Sequence

from luoshi.documents import Table
from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.plan import Finding, Level, Task, UnitMention
from luoshi.tasktable.columns import Layout
from luoshi.tasktable.draft import Draft
from luoshi.tasktable.several import marked


def no_number_column(layout: Layout) -> Finding:
    return Finding(
        "no-number-column",
        Level.ERROR,
        "表中没有序号列，任务按出现的先后排列。",
        Place(table=layout.table or None),
        "The table has no number column; tasks are kept in the order in which they stand.",
    )


def columns_guessed(layout: Layout) -> Finding:
    guesses = [(h or f"第{i}列", r) for i, (h, r, g) in enumerate(layout.listed, start=1) if g]
    chinese = "、".join(f"“{heading}”列作为{_ROLE_NAMES.get(role, role)}" for heading, role in guesses)
    english = ", ".join(f"“{heading}” as {role}" for heading, role in guesses)
    return Finding(
        "columns-guessed",
        Level.WARNING,
        f"这些列是根据内容推断的，请确认：{chinese}。",
        Place(table=layout.table or None),
        f"These columns were guessed from what stands in them; please confirm: {english}.",
    )


_ROLE_NAMES = {
    "no": "序号",
    "chapter": "板块",
    "objective": "工作目标",
    "text": "任务内容",
    "lead": "牵头单位",
    "cooperating": "配合单位",
    "responsible": "责任单位",
    "report": "完成情况",
    "due": "完成时限",
    "leader": "责任领导",
    "extra": "其他",
}


def table_not_read(table: Table) -> Finding:
    words = " ".join(cell.text.strip() for row in table.rows[:2] for cell in row.distinct if cell.text.strip())
    return Finding(
        "table-not-read",
        Level.NOTE,
        f"这张表不像任务表，未读入：{words[:40]}",
        table.place,
        f"This table does not look like tasks and was not read: {words[:40]}",
    )


def cell_goes_on(place: Place, heading: str, words: str) -> Finding:
    shown = " ".join(words.split())
    return Finding(
        "cell-goes-on",
        Level.NOTE,
        f"“{heading}”在换页处的合并单元格，本页没有重复文字，按上一页读作“{shown}”。",
        place,
        f"A merged cell of “{heading}” goes on over the page without its words; read as on the page before: {shown}",
    )


def lines_not_read(lines: Sequence[str], place: Place) -> list[Finding]:
    """Name the lines between and behind tasks that belong to none of them: closing words, a signature."""
    first = lines[0][:40]
    return [
        Finding(
            "lines-not-read",
            Level.NOTE,
            f"任务之间和之后有{len(lines)}行文字不属于任何任务，未读入，第一行是：{first}",
            place,
            f"{len(lines)} lines between and behind the tasks belong to none and were not read; the first is: {first}",
            written="\n".join(lines),
        )
    ]


def part_not_read(title: str, place: Place, items: int) -> list[Finding]:
    """Name a part whose title says tasks and of which none was read; an annex without lines holds nothing to read."""
    if not items:
        return []
    return [
        Finding(
            "part-not-read",
            Level.WARNING,
            f"“{title[:40]}”这一部分（{items}段）没有读出任务，请核对。",
            place,
            f"No task was read in the part “{title[:40]}” ({items} paragraphs); please look at it.",
            written=title,
        )
    ]


def list_not_read(name: str, place: Place, count: int, within: str = "") -> Finding:
    """Name a list that a report announces and whose items were not read.

    Args:
        within: the words that it stands in, where these may be part of a task.
    """
    return Finding(
        "list-not-read",
        Level.NOTE,
        f"文中提到“{name}”，没有读出这{count}项的内容，请核对是否另有清单。",
        place,
        f"“{name}” are announced here, but their {count} items were not read; please see whether they stand elsewhere.",
        written=name,
        reckoned=within or None,
    )


def sections_not_read(name: str, place: Place, count: int) -> Finding:
    """Name work that a report announces by number and gives in sections of prose."""
    return Finding(
        "sections-not-read",
        Level.NOTE,
        f"“{name}”（{count}项）是分章节成段写的，没有逐项读成任务；要分解时，请把有关章节粘贴进来另读。",
        place,
        f"“{name}” ({count}) are sections of prose and were not read as tasks; paste a section to have it read.",
        written=name,
    )


def total_left_out(words: str, place: Place) -> Finding:
    return Finding(
        "total-row",
        Level.NOTE,
        f"合计行未作为任务读入：{words}",
        place,
        f"A row of totals was not read as a task: {words}",
        written=words,
    )


def page_mark_left_out(words: str, place: Place) -> Finding:
    return Finding(
        "page-mark",
        Level.NOTE,
        f"页码、续表标记或换页重复的标题未作为任务读入：{words[:60]}",
        place,
        f"A page's number, or a heading repeated on a page, was not read as a task: {words[:60]}",
        written=words,
    )


def paragraph_in_stretches(length: int, place: Place) -> Finding:
    return Finding(
        "paragraph-in-stretches",
        Level.WARNING,
        f"这一段有{length}个字，按句分成几截查找任务清单，跨截的清单可能没有读全，请核对。",
        place,
        f"This paragraph has {length} characters; lists were looked for in stretches of it, and one that crosses "
        "their ends may not be whole: please compare.",
    )


def row_without_text(draft: Draft, words: str) -> Finding:
    return Finding(
        "row-without-text",
        Level.WARNING,
        f"这一行没有任务内容，未读入：{words[:60]}",
        draft.place,
        f"This row holds no task and was not read: {words[:60]}",
        written=words,
    )


def too_many_cells(draft: Draft, layout: Layout, surplus: int) -> Finding:
    return Finding(
        "too-many-cells",
        Level.ERROR,
        f"这一行比表头多{surplus}格，多出的内容已单独保留，请核对各列是否对齐。",
        draft.place,
        f"This row has {surplus} more cells than the header; the surplus is kept apart; please compare the columns.",
        task=draft.number or None,
        written=str(layout.width + surplus),
        reckoned=str(layout.width),
    )


_YEAR_SENTENCES = {
    "title": ("标题或表头", "the title or a heading"),
    "name": ("文件名", "the file's name"),
    "sentences": ("多数语句所写的年份", "the year that most sentences name"),
    "due": ("完成时限", "the days by which its tasks are due"),
    "issued": ("成文日期", "the day on which the document was issued"),
}


def year_findings(year: int | None, year_from: str) -> list[Finding]:
    """Say where the plan's year was taken from, or that it was not found."""
    if year is None:
        return [
            Finding(
                "no-year",
                Level.WARNING,
                "没有找到计划年度，请指明；没有年度时，期限和报告期无法换算。",
                Place(),
                "The plan's year was not found; please give it. Without it dates and periods cannot be reckoned.",
                field="year",
            )
        ]
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


_FEW = 2  # rows that stand twice and may be meant


def repeated_findings(tasks: Sequence[Task]) -> list[Finding]:
    """Say once that several rows stand in the file a second time, word for word: a table that was copied."""
    first: dict[tuple[object, ...], Task] = {}
    again: list[tuple[Task, Task]] = []
    for task in tasks:
        same = (task.no, task.text, task.lead, task.cooperating, task.statement, task.due)
        if (known := first.setdefault(same, task)) is not task:
            again.append((task, known))
    if len(again) < _FEW:
        return []
    task, known = again[0]
    return [
        Finding(
            "rows-repeated",
            Level.WARNING,
            f"有{len(again)}行与前面的行完全重复（从这一行起，与第{known.no}项相同），请核对是否同一张表放了两次。",
            task.place,
            f"{len(again)} rows stand twice, word for word (from this one on, the same as {known.no}); please see "
            "whether a table was put in twice.",
            task=task.key,
            written=task.text,
        )
    ]


def unit_findings(units: Sequence[UnitMention], tasks: Sequence[Task]) -> list[Finding]:
    """Propose names that may be one unit, each pair once, at the first row that names the later one."""
    first: dict[str, tuple[Task, str]] = {}
    for task in tasks:
        for name in task.lead:
            first.setdefault(name, (task, "lead"))
        for name in task.cooperating:
            first.setdefault(name, (task, "cooperating"))
    findings = []
    told: set[str] = set()
    for unit in units:
        told.add(unit.name)
        findings += [_maybe_same(other, unit.name, *first[other]) for other in unit.maybe_same_as if other not in told]
    return findings


def _maybe_same(name: str, known: str, task: Task, field: str) -> Finding:
    return Finding(
        "unit-maybe-same",
        Level.NOTE,
        f"“{name}”与“{known}”可能是同一单位，请确认。",
        task.places.get(field, task.place),
        f"“{name}” and “{known}” may be the same unit; please confirm.",
        task=task.key,
        written=name,
        reckoned=known,
        field=field,
    )


def lead_findings(drafts: Sequence[Draft], tasks: Sequence[Task]) -> list[Finding]:
    """Say once that the first of several units was taken to lead, and of each task that it has no lead.

    A part that names no unit at all is said once.
    """
    findings: list[Finding] = []
    assumed = [(draft, task) for draft, task in zip(drafts, tasks, strict=True) if draft.roles.assumed and task.lead]
    if assumed:
        findings.append(_first_leads(assumed[0][1], len(assumed)))
    for part in dict.fromkeys(task.part for task in tasks):
        within = [task for task in tasks if task.part == part]
        without = [task for task in within if not task.lead]
        if any(task.lead or task.cooperating for task in within):
            findings += [_no_lead(task) for task in without]
        else:
            findings.append(_no_units(within[0], part, len(within)))
    return findings


def _first_leads(task: Task, count: int) -> Finding:
    return Finding(
        "first-leads",
        Level.NOTE,
        f"有{count}项任务并列了几个单位，没有写谁牵头：都以排在最前的为牵头单位，其余为配合单位，请确认。",
        task.places.get("lead", task.place),
        f"{count} tasks name several units without saying who leads: the first named was taken to lead each of them.",
        task=task.key,
        field="lead",
    )


def _no_lead(task: Task) -> Finding:
    return Finding(
        "no-lead",
        Level.WARNING,
        "这一项没有写牵头单位，请补上。",
        task.places.get("lead", task.place),
        "No lead unit is named here; please add it.",
        task=task.key,
        field="lead",
    )


def _no_units(task: Task, part: str, count: int) -> Finding:
    named = f"“{part[:40]}”的" if part else "这份文件的"
    return Finding(
        "no-units",
        Level.NOTE,
        f"{named}{count}项任务都没有写责任单位。",
        task.place,
        f"None of the {count} tasks{f' of “{part[:40]}”' if part else ''} names a unit.",
        field="lead",
    )


_MARKS_OF_RUNS = [
    expression(pattern)
    for pattern in (r"[一二三四五六七八九十]是(?!否|指|因)", r"[（(]\d{1,3}[)）]", r"[①-⑳㉑-㉟㊱-㊿]", r"(?:^|\n)\s*——")
]
_MANY = 3  # marks of one run from which a row holds several promises
_LONG = 400  # characters from which it does


def crowded_findings(tasks: Sequence[Task]) -> list[Finding]:
    """Tell which rows hold several promises in one: three marks of a run, two from its begin, or 400 characters."""
    findings = []
    for task in tasks:
        marks = max((len(pattern.findall(task.text)) for pattern in _MARKS_OF_RUNS), default=0)
        marks = max(marks if marks >= _MANY else 0, marked(task.text))
        if marks or len(task.text) > _LONG:
            findings.append(_crowded(task, marks))
    return findings


def _crowded(task: Task, marks: int) -> Finding:
    several, several_en = (f"含{marks}条", f"{marks} items") if marks else ("很长", "a long text")
    return Finding(
        "several-in-one",
        Level.NOTE,
        f"这一项{several}（{len(task.text)}字），按一项读入；如需分别督办，请拆开。",
        task.places.get("text", task.place),
        f"This row holds {several_en} ({len(task.text)} characters) and was read as one task; split it if needed.",
        task=task.key,
        field="text",
    )

"""The form: a plan as the office's own table, before it is any file format.

项目/工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况, chapter by chapter.
What a plan has beyond these six (分步, 完成时限, 责任领导, several progress columns, columns
that no field holds) follows in its own columns, so that nothing is dropped; light and
sentence stand last, and only where asked for. The title is the plan's own; where it names
another day than the newest column, a note below it says so.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from luoshi.cycle import month_end
from luoshi.expressions import expression
from luoshi.named_days import as_of_heading
from luoshi.plan import Plan, Report, Step, Task
from luoshi.words import in_language, light_and_state, sentence

_HEADINGS = {
    "objective": ("工作目标", "Objective"),
    "no": ("序号", "No."),
    "text": ("内容及要求", "Task and requirement"),
    "lead": ("牵头单位", "Lead unit"),
    "cooperating": ("配合单位", "Cooperating units"),
    "steps": ("分步", "Steps"),
    "due": ("完成时限", "Due"),
    "leader": ("责任领导", "Leader"),
    "report": ("完成情况", "Progress"),
    "phrasing": ("发布口径", "Published wording"),
    "problems": ("存在问题", "Problems"),
    "next_step": ("下一步打算", "Next step"),
    "chapter": ("板块", "Chapter"),
    "light": ("亮灯", "Light"),
    "sentence": ("研判", "Assessment"),
}

# Shares of the page's width, as offices lay the six columns out on A4 across.
_WIDTHS = {
    "objective": 30,
    "no": 15,
    "text": 84,
    "lead": 32,
    "cooperating": 52,
    "steps": 40,
    "due": 22,
    "leader": 20,
    "report": 56,
    "phrasing": 56,
    "problems": 36,
    "next_step": 36,
    "light": 30,
    "sentence": 66,
    "extra": 24,
}

# 2026年3月5日印发 is no day of progress; （截至6月底） and 上半年完成情况 are
# What tables of one file may head otherwise; heads of progress stand in columns of their own anyway.
_OWN_HEADS = frozenset({"text", "lead", "cooperating", "due", "leader"})

_DATED_TITLE = expression(r"截[至止]|完成情况|进展|落实情况|推进情况")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One column: what it is, what stands above it, how wide it is beside others, and its cell."""

    field: str
    heading: str
    width: int
    cell: Callable[[Task], str]


@dataclass(frozen=True, slots=True)
class FormRow:
    """One task's cells, in the order of the columns, and the task itself."""

    task: Task
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormChapter:
    """A chapter's line ("" for the indicators, which stand before the first), its headings and rows."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Args:
    note: what stands below the title where it names another day than the newest progress does; else empty.
    heads: where tables of one file head the same column otherwise: what the others call it, for a file with one head.
    """

    title: str | None
    note: str
    columns: tuple[FormColumn, ...]
    chapters: tuple[FormChapter, ...]
    heads: str = ""

    @property
    def merged(self) -> bool:
        """Whether the first column is the objective, whose equal cells are merged."""
        return self.columns[0].field == "objective"


def form_of(plan: Plan, *, lights: bool = False, language: str = "zh") -> Form:
    """Lay a plan out as the office's table.

    Args:
        lights: add light and sentence of each task that was assessed.
        language: of the headings and of what Luoshi says, "zh" or "en"; what the plan says stays as it is.
    """
    columns = columns_of(plan, lights=lights, language=language)
    tables = _tables_by_sheet(plan)
    heads = _heads_that_differ(plan) if language != "en" else {}
    chapters = []
    for name, tasks in groupby(plan.tasks, key=lambda task: task.chapter):
        rows = tuple(FormRow(task, tuple(_printed(column, task) for column in columns)) for task in tasks)
        headings = tuple(
            _heading_beside(plan, rows[0].task, language)
            if column.field == "objective"
            else heads.get(column.field, {}).get(_table_of(rows[0].task, tables), column.heading)
            for column in columns
        )
        chapters.append(FormChapter(name, headings, rows))
    return Form(
        plan.title, _note(plan, language), columns, tuple(chapters), _heads_said(columns, heads, tables, language)
    )


def _tables_by_sheet(plan: Plan) -> dict[str, int]:
    """Return the number of the table on each sheet; nothing where that cannot be told."""
    sheets = list(dict.fromkeys(task.place.sheet for task in plan.tasks if task.place.sheet))
    numbers = list(dict.fromkeys(column.table for column in plan.columns))
    return dict(zip(sheets, numbers, strict=True)) if len(sheets) == len(numbers) else {}


def _table_of(task: Task, tables: Mapping[str, int]) -> int | None:
    return task.place.table or tables.get(task.place.sheet or "")


def _heads_that_differ(plan: Plan) -> dict[str, dict[int | None, str]]:
    """Return, a field, what each table calls it, where two of them call it otherwise."""
    found: dict[str, dict[int | None, str]] = {}
    for column in plan.columns:
        if column.field in _OWN_HEADS and not column.guessed and column.heading.strip():
            found.setdefault(column.field, {})[column.table] = _one_line(column.heading)
    return {field: heads for field, heads in found.items() if len(set(heads.values())) > 1}


def _heads_said(
    columns: Iterable[FormColumn], heads: Mapping[str, Mapping[int | None, str]], tables: Mapping[str, int],
    language: str,
) -> str:  # fmt: skip
    """Say under which head stands what another table of the file heads otherwise."""
    if language == "en" or not heads:
        return ""
    sheets = {number: f"工作表“{sheet}”" for sheet, number in tables.items()}
    said: dict[str, list[str]] = {}
    for column in columns:
        for table, own in heads.get(column.field, {}).items():
            if own != column.heading:
                where = sheets.get(table or 0) or f"第{table}张表"
                said.setdefault(where, []).append(f"“{own}”在“{column.heading}”列")
    told = "；".join(f"{where}的{'，'.join(parts)}" for where, parts in said.items())
    return f"各表的表头不一样：{told}。"


def _note(plan: Plan, language: str) -> str:
    newest = _newest(plan)
    titled = _day_of_title(plan)
    if titled is None or newest is None or titled == newest:
        return ""
    if language == "en":
        return f"The title is the table's own; the newest progress is as of {newest:%Y-%m-%d}."
    return f"标题照原表；最新的完成情况截至{_day_in_chinese(newest)}。"


def _newest(plan: Plan) -> date | None:
    return max((day for day in (plan.as_of, *_days_reported(plan)) if day is not None), default=None)


def _days_reported(plan: Plan) -> set[date]:
    return {one.as_of for task in plan.tasks for one in task.reports if one.as_of is not None}


def _day_of_title(plan: Plan) -> date | None:
    if not plan.title or not _DATED_TITLE.search(plan.title):
        return None
    return as_of_heading(plan.title, plan.year)


def _day_in_chinese(day: date) -> str:
    """Say a day as headings do: 11月底, or 9月15日 within a month."""
    return f"{day.month}月底" if day == month_end(day.year, day.month) else f"{day.month}月{day.day}日"


def _printed(column: FormColumn, task: Task) -> str:
    # The light stands above its state: the column is too narrow for both beside each other.
    return column.cell(task).replace(" ", "\n", 1) if column.field == "light" else column.cell(task)


def columns_of(plan: Plan, *, lights: bool, language: str) -> tuple[FormColumn, ...]:
    """Return the columns that this plan needs, in the office's order; headings are the plan's own."""

    def column(field: str, cell: Callable[[Task], str]) -> FormColumn:
        return FormColumn(field, _heading(plan, field, language), _WIDTHS[field], cell)

    tasks = plan.tasks
    columns = [
        column("objective", lambda task: task.objective),
        column("no", lambda task: str(task.no)),
        column("text", lambda task: task.text),
        column("lead", lambda task: "、".join(task.lead)),
        column("cooperating", lambda task: "、".join(task.cooperating) or "/"),
        column("steps", lambda task: "\n".join(map(_step, task.steps))),
        column("due", lambda task: task.due or ""),
        column("leader", lambda task: task.leader or ""),
        *_report_columns(plan, language),
        column("phrasing", lambda task: task.phrasing),
        column("problems", lambda task: _told(_of_now(plan, task), "problems")),
        column("next_step", lambda task: _told(_of_now(plan, task), "next_step")),
    ]
    always = {"no", "text", "lead", "cooperating", "report"}
    columns = [c for c in columns if c.field in always or any(c.cell(task) for task in tasks)]
    if lights:
        columns += [
            column("light", lambda task: light_and_state(task.assessment, language) if task.assessment else ""),
            column("sentence", lambda task: sentence(task.assessment, language) if task.assessment else ""),
        ]
    taken = {c.heading for c in columns}
    return (*columns, *(_extra_column(heading, taken) for heading in _extra_headings(tasks)))


def chapter_column(language: str) -> FormColumn:
    """Return the column that holds the chapter where chapters cannot be lines: in csv."""
    return FormColumn("chapter", in_language(_HEADINGS["chapter"], language), 30, lambda task: task.chapter)


def _step(step: Step) -> str:
    """Write a step with who owes it and when: 开工建设（住建局；6月底）."""
    cooperating = f"配合{'、'.join(step.cooperating)}" if step.cooperating else ""
    beside = "；".join(part for part in ("、".join(step.lead), cooperating, step.due) if part)
    return f"{step.text}（{beside}）" if beside else step.text


def _report_columns(plan: Plan, language: str) -> list[FormColumn]:
    """Return a column for each cycle that was reported, and for that of the plan where nothing of it was yet."""
    cycles = list(dict.fromkeys((one.as_of, one.heading) for task in plan.tasks for one in task.reports))
    days = _days_reported(plan)
    if plan.as_of is not None and days and plan.as_of > max(days):
        cycles.append((plan.as_of, ""))
    if len(cycles) < 2:
        return [FormColumn("report", _report_heading(plan, language), _WIDTHS["report"], lambda task: task.statement)]
    return [
        FormColumn("report", heading or _by_its_day(as_of, language), _WIDTHS["report"] * 2 // 3, _said(as_of, heading))
        for as_of, heading in cycles
    ]


def _told(report: Report | None, field: str) -> str:
    return (getattr(report, field) or "") if report is not None else ""


def _said(as_of: date | None, heading: str) -> Callable[[Task], str]:
    return lambda task: next(
        (one.statement for one in task.reports if (one.as_of, one.heading) == (as_of, heading)), ""
    )


def _of_now(plan: Plan, task: Task) -> Report | None:
    """Return the report of a task that its statement is; problems of an earlier one say nothing of this."""
    if not any((task.statement, task.observations)):
        return next((one for one in reversed(task.reports) if one.as_of == plan.as_of), None)
    return next((one for one in reversed(task.reports) if one.statement == task.statement), None)


def _report_heading(plan: Plan, language: str) -> str:
    for own in _own_headings(plan, "report") if language != "en" else ():
        # what stands above an earlier cycle, or speaks of the day of its title, is not said of a later one
        named = as_of_heading(own, plan.year) or _day_of_title(plan)
        if named is None or plan.as_of in (None, named):
            return own
    return _by_its_day(plan.as_of, language)


def _by_its_day(as_of: date | None, language: str) -> str:
    if as_of is None:
        return _HEADINGS["report"][language == "en"]
    return f"Progress by {as_of:%Y-%m-%d}" if language == "en" else f"截至{_day_in_chinese(as_of)}完成情况"


def _heading(plan: Plan, field: str, language: str) -> str:
    if language == "en":
        return _HEADINGS[field][1]
    own = Counter(_own_headings(plan, field))
    # Of equally frequent ones the later: indicators, if any, stand in a table of their own before the tasks.
    return max(reversed(own), key=own.__getitem__) if own else _HEADINGS[field][0]


def _heading_beside(plan: Plan, task: Task, language: str) -> str:
    """Return what stands above the objectives where this task was read."""
    own = _own_headings(plan, "objective")
    if language == "en" or len(set(own)) < 2:
        return _heading(plan, "objective", language)
    for column in plan.columns:
        if column.table == task.place.table and column.field == "objective" and column.heading.strip():
            return _one_line(column.heading)
    # A text has no numbered tables; the indicators, which stand before the first chapter, come first.
    return own[-1] if task.chapter else own[0]


def _own_headings(plan: Plan, field: str) -> list[str]:
    return [_one_line(c.heading) for c in plan.columns if c.field == field and not c.guessed and c.heading.strip()]


def _one_line(heading: str) -> str:
    return "".join(heading.split())


def _extra_headings(tasks: Iterable[Task]) -> list[str]:
    return list(dict.fromkeys(heading for task in tasks for heading in task.extra))


def _extra_column(heading: str, taken: Collection[str]) -> FormColumn:
    # A file that was published with lights has columns of these names already; both are kept.
    shown = f"{heading}（原表）" if heading in taken else heading
    return FormColumn("extra", shown, _WIDTHS["extra"], lambda task: task.extra.get(heading, ""))

"""csv: one line a task for whoever reckons with it, and the Table Schema that describes it.

UTF-8 with a byte order mark, so that Excel reads the Chinese; lines end in CR LF. The
office's six columns come first, each filled in every line; the chapter, a line of its
own in the printed form, is a column behind them.
"""

import codecs
import csv
import io
import json

from luoshi.plan import Plan
from luoshi.publishing.cells import safe_in_csv
from luoshi.publishing.form import FormColumn, chapter_column, columns_of
from luoshi.publishing.trail import TrailHead

_DESCRIPTIONS = {
    "objective": ("工作目标；指标在“项目”名下。", "The objective that the task belongs to."),
    "no": ("任务在计划中的序号。", "The task's number in the plan."),
    "text": ("任务内容及要求，原文。", "What is promised, as written."),
    "lead": ("牵头单位，顿号分开，排第一的负责填报。", "Lead units, parted by 、; the first reports."),
    "cooperating": ("配合单位，顿号分开；/ 是没有。", "Cooperating units, parted by 、; / is none."),
    "steps": ("分步：每步一行，括号里是单位和时限。", "Steps, one a line, with unit and due date in parentheses."),
    "due": ("完成时限，原文。", "When it is due, as written."),
    "leader": ("责任领导。", "The leader in charge."),
    "report": ("单位填报的完成情况，原文。", "The progress, as the unit wrote it."),
    "phrasing": (
        "督查室的发布口径，与单位的原文并列。",
        "The supervision office's wording for publication, beside the unit's own.",
    ),
    "problems": ("存在问题，原文。", "Problems, as written."),
    "next_step": ("下一步打算，原文。", "Next step, as written."),
    "chapter": ("板块；指标在第一板块之前，此格为空。", "The chapter; empty for the indicators before the first."),
    "light": ("按规则算出的灯和状态。", "Light and state, reckoned by a rule."),
    "sentence": ("灯的依据：规则和数据。", "What the light rests on: rule and figures."),
    "extra": ("原表的一列。", "A column of the source."),
}

_SAFE = (
    "以 = + - @、制表符、回车或换行开头的格，前面加了一个撇号。",
    "A cell that begins with = + - @, a tab, a carriage return or a line feed has an apostrophe before it.",
)


def as_csv(plan: Plan, *, lights: bool, language: str, trail: TrailHead | None = None) -> bytes:
    """Return the plan as csv, a header line and one line a task; there is no room for the trail's head in it."""
    columns = _columns(plan, lights, language)
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([safe_in_csv(column.heading) for column in columns])
    lines.writerows([safe_in_csv(column.cell(task)) for column in columns] for task in plan.tasks)
    return codecs.BOM_UTF8 + written.getvalue().encode("utf-8", "replace")


def table_schema(plan: Plan, *, lights: bool, language: str, trail: TrailHead | None = None) -> bytes:
    """Return the Table Schema (JSON) of the csv that the same arguments give."""
    second = language == "en"
    numbers = all(isinstance(task.no, int) for task in plan.tasks)
    fields = []
    for column in _columns(plan, lights, language):
        of_numbers = column.field == "no" and numbers
        field: dict[str, object] = {
            "name": safe_in_csv(column.heading),
            "type": "integer" if of_numbers else "string",
            "description": _DESCRIPTIONS[column.field][second],
        }
        if column.field in {"no", "text"}:
            field["constraints"] = {"required": True}
        fields.append(field)
    schema: dict[str, object] = {"description": _SAFE[second], "fields": fields, "missingValues": [""]}
    schema |= {"trail": trail.as_dict()} if trail else {}
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def _columns(plan: Plan, lights: bool, language: str) -> tuple[FormColumn, ...]:
    columns = columns_of(plan, lights=lights, language=language)
    if not any(task.chapter for task in plan.tasks):
        return columns
    own = [column for column in columns if column.field not in {"light", "sentence"}]
    return (*own, chapter_column(language), *(column for column in columns if column not in own))

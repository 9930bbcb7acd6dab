"""`luoshi draft`: a work report as the draft of the year's decomposition of tasks."""

import argparse
from collections.abc import Sequence
from pathlib import PurePath

from luoshi import publishing
from luoshi.cli.files import grammar_of, plan_in_json, read_bytes, write_whole
from luoshi.cli.read import file_and_year
from luoshi.cli.speech import Parser
from luoshi.cli.terminal import shown, table, write, write_utf8
from luoshi.contract import dump
from luoshi.documents import Document, read_document
from luoshi.drafting import Decomposition, Fate, draft_report
from luoshi.drafting.compared import Compared, compared
from luoshi.drafting.functions import functions_in
from luoshi.drafting.proposals import Proposal, Proposer
from luoshi.drafting.writing import as_plan, draft_as_dict, why
from luoshi.errors import LuoshiError
from luoshi.plan import Plan
from luoshi.reading import read_plan
from luoshi.words import DRAFT_PARTS, in_language

HELP = {
    "zh": """把政府工作报告里说今年工作的部分切成任务分解草案：一条一项，一字不改，没有切进来的逐段列出。

例：
  luoshi draft report.txt
  luoshi draft report.txt --like plan.txt --to draft.xlsx
  luoshi draft report.txt --like plan.txt --functions functions.csv --format json""",
    "en": """Cut what a work report says of this year into a draft of tasks, word for word; list what is left out.

Examples:
  luoshi draft report.txt
  luoshi draft report.txt --like plan.txt --to draft.xlsx
  luoshi draft report.txt --like plan.txt --functions functions.csv --format json""",
}
_KINDS = ("docx", "xlsx", "csv", "json")


def arguments(parser: Parser) -> None:
    file_and_year(parser)
    parser.add_argument(
        "--like",
        metavar="PLAN",
        help=parser.say(
            "去年的任务表：按相近的任务推荐单位，并列出没有接续的任务和变小的目标",
            "last year's table: proposes units by like tasks; lists what does not go on and what became smaller",
        ),
    )
    parser.add_argument(
        "--functions",
        metavar="TABLE",
        help=parser.say(
            "单位职能表（单位、职能两栏），推荐单位时一并考虑", "a table of units and their functions (职能)"
        ),
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="table | json")
    parser.add_argument(
        "--to",
        metavar="OUT",
        help=parser.say(
            f"把草案写成文件，后缀定格式：{'、'.join(_KINDS)}", f"write the draft to a file: {', '.join(_KINDS)}"
        ),
    )


def run(arguments: argparse.Namespace) -> int:
    kind = PurePath(arguments.to).suffix.lower().lstrip(".") if arguments.to else ""
    if arguments.to and kind not in _KINDS:
        raise LuoshiError(
            f"草案写不成“{kind or arguments.to}”；可以写成{'、'.join(_KINDS)}。",
            f"A draft is not written as “{kind or arguments.to}”; it can be {', '.join(_KINDS)}.",
        )
    document = _document(arguments.file)
    draft = draft_report(document, year=arguments.year, grammar=grammar_of(arguments.words))
    last = _last(arguments.like) if arguments.like else None
    functions = functions_in(_document(arguments.functions)) if arguments.functions else None
    offered = _offered(draft, last, functions)
    comparison = compared(draft.tasks, last.tasks) if last else None
    if arguments.to:
        write_whole(arguments.to, _file(draft, document, offered, comparison, last, kind, arguments.language))
        count = len(draft.tasks)
        english = arguments.language == "en"
        write(f"{arguments.to}: {count} tasks\n" if english else f"已写出{arguments.to}，{count}项任务\n")
    elif arguments.format == "json":
        write_utf8(dump(draft_as_dict(draft, offered, comparison, last), indent=1) + "\n")
        return 0
    else:
        write(as_table(draft, offered, last, arguments.language))
    write(_told(draft, comparison, arguments.language))
    return 0


def _document(path: str) -> Document:
    data, name = read_bytes(path)
    return read_document(data, name)


def _last(path: str) -> Plan:
    data, name = read_bytes(path)
    return plan_in_json(data) if name.lower().endswith(".json") else read_plan(data, name)


def _offered(
    draft: Decomposition, last: Plan | None, functions: dict[str, tuple[str, ...]] | None
) -> list[tuple[Proposal, ...]]:
    if last is None and functions is None:
        return []
    proposer = Proposer(last.tasks if last else (), functions)
    return [proposer.propose(task.text) for task in draft.tasks]


def _file(
    draft: Decomposition,
    document: Document,
    offered: Sequence[Sequence[Proposal]],
    comparison: Compared | None,
    last: Plan | None,
    kind: str,
    language: str,
) -> bytes:
    if kind == "json":
        return (dump(draft_as_dict(draft, offered, comparison, last), indent=1) + "\n").encode()
    plan = as_plan(draft, document.kind, document.sha256, offered, last)
    return publishing.publish(plan, kind, language=language)


def as_table(draft: Decomposition, offered: Sequence[Sequence[Proposal]], last: Plan | None, language: str) -> str:
    """Return number, objective, text, targets and the first proposal with its reason, a row a task."""
    headings = {
        "zh": ("序号", "工作目标", "内容及要求", "目标", "建议牵头", "依据"),
        "en": ("No.", "Objective", "Task", "Targets", "Proposed", "Why"),
    }[language]
    rows = []
    for no, task in enumerate(draft.tasks, 1):
        first = offered[no - 1][0] if offered and offered[no - 1] else None
        targets = "、".join(target.value_text or target.metric for target in task.targets)
        objective = task.objective or task.chapter
        reason = why(first, last, english=language == "en") if first else ""
        lead = (first.lead + ("" if first.sure else "？")) if first else ""
        rows.append((str(no), objective.text if objective else "", task.text, targets, lead, reason))
    return table(headings, rows, flexible=2)


def _told(draft: Decomposition, comparison: Compared | None, language: str) -> str:
    """Say how many tasks there are, and what stands in none of them."""
    english = language == "en"
    counts = {fate: sum(1 for task in draft.tasks if task.fate is fate) for fate in Fate}
    letters = sum(one.span.end - one.span.start for one in draft.aside)
    lines = [
        f"{len(draft.tasks)} tasks: {counts[Fate.INDICATOR]} indicators, {counts[Fate.WORK]} of the year's work, "
        f"{counts[Fate.LIVELIHOOD]} livelihood works; {letters} letters of this year's part are no task"
        if english
        else f"{len(draft.tasks)}项任务：指标{counts[Fate.INDICATOR]}项，工作{counts[Fate.WORK]}项，"
        f"民生实事{counts[Fate.LIVELIHOOD]}项；今年部分里有{letters}字不是任务"
    ]
    for one in draft.left_out:
        kind = in_language(DRAFT_PARTS[str(one.kind)], language)
        where = one.place.english() if english else str(one.place)
        name = f" {one.title}" if english and one.title else f"“{one.title}”" if one.title else ""
        lines.append(
            f"left out: {kind}{name}, {where}, {one.letters} letters"
            if english
            else f"没有切：{kind}{name}，{where}，{one.letters}字"
        )
    lines += [finding.message_en if english else finding.message for finding in draft.findings]
    if comparison is not None:
        lines += _beside_last(comparison, english)
    return "\n".join(shown(line) for line in lines) + "\n"


def _beside_last(comparison: Compared, english: bool) -> list[str]:
    lines = []
    for task in comparison.missing:
        lead = "、".join(task.lead)
        lines.append(
            f"no counterpart: {task.no} {task.text} ({lead})"
            if english
            else f"去年第{task.no}项没有接续：{task.text}（{lead}）"
        )
    for one in comparison.smaller:
        before, now = one.before.value_text or "", one.now.value_text or ""
        lines.append(
            f"smaller: {one.before.metric} {before} (no. {one.last.no}) → {now} (task {one.task + 1})"
            if english
            else f"目标变小：{one.before.metric}，去年第{one.last.no}项{before}，草案第{one.task + 1}项{now}"
        )
    return lines

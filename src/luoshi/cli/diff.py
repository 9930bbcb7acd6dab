"""`luoshi diff`: what a newer file of a plan says differently."""

import argparse
from collections.abc import Callable
from typing import Any

from luoshi.cli.bounds import bounds
from luoshi.cli.files import plan_in
from luoshi.cli.read import own_words, year
from luoshi.cli.speech import Parser
from luoshi.cli.terminal import shown, write, write_utf8
from luoshi.contract import dump, target_as_dict
from luoshi.plan import Milestone, Step, Task
from luoshi.revision import Change, ChangeKind, Diff, TargetChange, compare

HELP = {
    "zh": """比较同一计划的两个版本：新增、删去、拆分、合并、改写、改单位、改目标、改序号，逐项列出。

例：
  luoshi diff old.txt new.txt
  luoshi diff old.txt new.txt --format json""",
    "en": """Compare two files of a plan: tasks added, removed, split, merged, reworded, with other units or targets.

Examples:
  luoshi diff old.txt new.txt
  luoshi diff old.txt new.txt --format json""",
}

_NAMES = {
    ChangeKind.ADDED: ("新增", "added"),
    ChangeKind.REMOVED: ("删去", "removed"),
    ChangeKind.SPLIT: ("拆分", "split"),
    ChangeKind.MERGED: ("合并", "merged"),
    ChangeKind.REWORDED: ("改写", "reworded"),
    ChangeKind.TARGETS: ("目标变了", "targets changed"),
    ChangeKind.MILESTONES: ("节点变了", "milestones changed"),
    ChangeKind.UNITS: ("单位变了", "units changed"),
    ChangeKind.DUE: ("时限变了", "due changed"),
    ChangeKind.LEADER: ("责任领导变了", "leader changed"),
    ChangeKind.STEPS: ("分步变了", "steps changed"),
    ChangeKind.EXTRA: ("其他列变了", "other columns changed"),
    ChangeKind.RENUMBERED: ("序号变了", "renumbered"),
    ChangeKind.MOVED: ("换了板块或目标", "moved"),
    ChangeKind.ORDER: ("换了位置", "moved in order"),
    ChangeKind.STATEMENT: ("完成情况变了", "progress changed"),
    ChangeKind.FIGURES: ("完成情况的读法变了", "progress read otherwise"),
}


def arguments(parser: Parser) -> None:
    parser.add_argument("old", metavar="OLD", help=parser.say("先前的文件", "the earlier file"))
    parser.add_argument("new", metavar="NEW", help=parser.say("后来的文件", "the later file"))
    parser.add_argument(
        "--year",
        type=year,
        metavar=parser.say("年份", "YEAR"),
        help=parser.say("计划是哪一年的；不写时从文件里找", "the plan's year; found in the file otherwise"),
    )
    own_words(parser)
    bounds(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text | json")


def run(arguments: argparse.Namespace) -> int:
    old, new = (plan_in(path, arguments.year, arguments.words) for path in (arguments.old, arguments.new))
    diff = compare(old, new)
    if arguments.format == "json":
        changes = [_as_dict(change) for change in diff.different]
        write_utf8(dump({"changes": changes, "same": diff.same}, indent=1) + "\n")
        return 0
    english = arguments.language == "en"
    for change in diff.different:
        write("\n".join(_lines(change, english)) + "\n")
    write(_summary(diff, english) + "\n")
    return 0


def _as_dict(change: Change) -> dict[str, Any]:
    return {
        "kinds": [str(kind) for kind in change.kinds],
        "alike": change.alike,
        "old": _side(change.old),
        "new": _side(change.new),
        "targets_dropped": [target_as_dict(target) for target in change.dropped_targets],
        "targets_new": [target_as_dict(target) for target in change.new_targets],
        "targets_changed": [
            {"old": target_as_dict(pair.old), "new": target_as_dict(pair.new)}
            for pair in change.targets
            if pair.old and pair.new
        ],
        "edits": [{"old": list(edit.old), "new": list(edit.new)} for edit in change.edits],
        "relatives": [_side(task) for task in change.relatives],
    }


def _side(task: Task | None) -> dict[str, Any] | None:
    if task is None:
        return None
    return {
        "key": task.key,
        "no": task.no,
        "chapter": task.chapter,
        "objective": task.objective,
        "text": task.text,
        "lead": list(task.lead),
        "cooperating": list(task.cooperating),
        "due": task.due,
        "statement": task.statement,
        "place": task.place.as_dict(),
    }


def _lines(change: Change, english: bool) -> list[str]:
    names = (", " if english else "、").join(_NAMES[kind][english] for kind in change.kinds)
    lines = [shown(f"{names}: {change.task.no}" if english else f"第{change.task.no}项  {names}")]
    old, new = change.old, change.new
    if old is None or new is None:
        lines.append(shown(f"  {'+' if old is None else '-'} {change.task.text}"))
    else:
        for kind in change.kinds:
            if kind is ChangeKind.TARGETS:
                lines += [f"  {shown(_target(pair))}" for pair in change.targets]
            elif kind in _FIELDS:
                lines += [f"  - {shown(_FIELDS[kind](old))}", f"  + {shown(_FIELDS[kind](new))}"]
    for task in change.relatives:
        lines.append(shown(f"  ~ {task.no}  {task.text}"))
    return lines


def _target(pair: TargetChange) -> str:
    """Say a target's change on one line: 新增企业 60家 → 80家."""
    old, new = (
        f"{target.metric} {target.value_text or ''}".strip() if target else "" for target in (pair.old, pair.new)
    )
    return f"{old} → {new}" if old and new else f"- {old}" if old else f"+ {new}"


def _steps(steps: tuple[Step, ...]) -> str:
    return "；".join(step.text for step in steps)


def _milestones(milestones: tuple[Milestone, ...]) -> str:
    return "、".join(f"{milestone.object}（{milestone.kind}）" for milestone in milestones)


_FIELDS: dict[ChangeKind, Callable[[Task], str]] = {
    ChangeKind.REWORDED: lambda task: task.text,
    ChangeKind.MILESTONES: lambda task: _milestones(task.milestones),
    ChangeKind.UNITS: lambda task: f"{'、'.join(task.lead)} | {'、'.join(task.cooperating) or '/'}",
    ChangeKind.DUE: lambda task: task.due or "",
    ChangeKind.LEADER: lambda task: task.leader or "",
    ChangeKind.STEPS: lambda task: _steps(task.steps),
    ChangeKind.EXTRA: lambda task: "、".join(f"{heading}：{value}" for heading, value in task.extra.items()),
    ChangeKind.RENUMBERED: lambda task: str(task.no),
    ChangeKind.MOVED: lambda task: f"{task.chapter} {task.objective}",
    ChangeKind.STATEMENT: lambda task: task.statement,
}


def _summary(diff: Diff, english: bool) -> str:
    told = [(names, diff.counts[kind]) for kind, names in _NAMES.items() if diff.counts[kind]]
    if english:
        return ", ".join([f"same {diff.same}", *(f"{names[1]} {count}" for names, count in told)])
    return "，".join([f"没有变{diff.same}项", *(f"{names[0]}{count}项" for names, count in told)])

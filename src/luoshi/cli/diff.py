"""`luoshi diff`: what a newer file of a plan says differently."""

import argparse
from collections import Counter
from typing import Any

from luoshi.cli.files import plan_in
from luoshi.cli.read import year
from luoshi.cli.speech import Parser
from luoshi.cli.terminal import shown, write, write_utf8
from luoshi.contract import dump, target_as_dict
from luoshi.plan import Target, Task
from luoshi.revision import Change, ChangeKind, compare

HELP = {
    "zh": """比较同一计划的两个版本：新增、删去、改写、改单位、改目标，逐项列出。

例：
  luoshi diff old.txt new.txt
  luoshi diff old.txt new.txt --format json""",
    "en": """Compare two files of a plan: tasks added, removed, reworded, with other units or other targets.

Examples:
  luoshi diff old.txt new.txt
  luoshi diff old.txt new.txt --format json""",
}

_NAMES = {
    ChangeKind.ADDED: ("新增", "added"),
    ChangeKind.REMOVED: ("删去", "removed"),
    ChangeKind.REWORDED: ("改写", "reworded"),
    ChangeKind.TARGETS: ("目标变了", "targets changed"),
    ChangeKind.UNITS: ("单位变了", "units changed"),
    ChangeKind.DUE: ("时限变了", "due changed"),
    ChangeKind.RENUMBERED: ("序号变了", "renumbered"),
    ChangeKind.MOVED: ("换了板块或目标", "moved"),
    ChangeKind.STATEMENT: ("完成情况变了", "progress changed"),
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
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text | json")


def run(arguments: argparse.Namespace) -> int:
    old, new = plan_in(arguments.old, arguments.year), plan_in(arguments.new, arguments.year)
    changes = compare(old, new)
    different = [change for change in changes if change.kinds]
    if arguments.format == "json":
        same = len(changes) - len(different)
        write_utf8(dump({"changes": [_as_dict(change) for change in different], "same": same}, indent=1) + "\n")
        return 0
    english = arguments.language == "en"
    for change in different:
        write("\n".join(_lines(change, english)) + "\n")
    write(_summary(changes, english) + "\n")
    return 0


def _as_dict(change: Change) -> dict[str, Any]:
    return {
        "kinds": [str(kind) for kind in change.kinds],
        "alike": change.alike,
        "old": _side(change.old),
        "new": _side(change.new),
        "targets_dropped": [target_as_dict(target) for target in change.dropped_targets],
        "targets_new": [target_as_dict(target) for target in change.new_targets],
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
        return [*lines, shown(f"  {'+' if old is None else '-'} {change.task.text}")]
    pairs = {
        ChangeKind.REWORDED: (old.text, new.text),
        ChangeKind.TARGETS: (_targets(change.dropped_targets), _targets(change.new_targets)),
        ChangeKind.UNITS: (_units(old), _units(new)),
        ChangeKind.DUE: (old.due or "", new.due or ""),
        ChangeKind.RENUMBERED: (str(old.no), str(new.no)),
        ChangeKind.MOVED: (f"{old.chapter} {old.objective}", f"{new.chapter} {new.objective}"),
        ChangeKind.STATEMENT: (old.statement, new.statement),
    }
    for kind in change.kinds:
        before, after = pairs[kind]
        lines += [f"  - {shown(before)}", f"  + {shown(after)}"]
    return lines


def _targets(targets: tuple[Target, ...]) -> str:
    return "、".join(f"{target.metric}{target.value_text or ''}" for target in targets)


def _units(task: Task) -> str:
    return f"{'、'.join(task.lead)} | {'、'.join(task.cooperating) or '/'}"


def _summary(changes: tuple[Change, ...], english: bool) -> str:
    counts = Counter(kind for change in changes for kind in change.kinds)
    same = sum(not change.kinds for change in changes)
    if english:
        return ", ".join([f"same {same}", *(f"{_NAMES[kind][1]} {counts[kind]}" for kind in _NAMES if counts[kind])])
    return "，".join([f"没有变{same}项", *(f"{_NAMES[kind][0]}{counts[kind]}项" for kind in _NAMES if counts[kind])])

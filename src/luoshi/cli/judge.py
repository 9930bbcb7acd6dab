"""`luoshi judge`: where each task stands, why, and how many stand where."""

import argparse
import codecs
import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from luoshi.cli.files import plan_in
from luoshi.cli.read import file_and_year
from luoshi.cli.speech import Parser
from luoshi.cli.terminal import table, write, write_bytes, write_utf8
from luoshi.contract import assessment_as_dict, dump
from luoshi.errors import LuoshiError
from luoshi.plan import Light, Plan, State, Task
from luoshi.publishing.cells import safe_in_csv
from luoshi.summary import Tally, reports_its_figure, tally
from luoshi.words import LIGHTS, STATES, in_language, light_and_state, sentence

HELP = {
    "zh": """研判每项任务：灯、状态和一句依据，最后是各状态有几项。

例：
  luoshi judge plan.txt
  luoshi judge plan.txt --light red,yellow --unit 教育局
  luoshi judge plan.txt --state overdue,behind --format csv
  luoshi judge plan.txt --format json""",
    "en": """Judge each task: its light, its state and the sentence it rests on, then the counts.

Examples:
  luoshi judge plan.txt
  luoshi judge plan.txt --light red,yellow --unit 教育局
  luoshi judge plan.txt --state overdue,behind --format csv
  luoshi judge plan.txt --format json""",
}
_CSV = (
    "key",
    "no",
    "chapter",
    "text",
    "lead",
    "numeric",
    "reported",
    "light",
    "state",
    "provisional",
    "rule",
    "sentence",
)
Words = TypeVar("Words", bound=StrEnum)


def arguments(parser: Parser) -> None:
    file_and_year(parser)
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="table | json | csv")
    parser.add_argument(
        "--light",
        metavar="LIGHT,…",
        help=parser.say(f"只看这些灯：{_codes(LIGHTS)}", f"only these lights: {_codes(LIGHTS)}"),
    )
    parser.add_argument(
        "--state",
        metavar="STATE,…",
        help=parser.say(f"只看这些状态：{_codes(STATES)}", f"only these states: {_codes(STATES)}"),
    )
    parser.add_argument(
        "--unit",
        metavar=parser.say("单位", "UNIT"),
        help=parser.say("只看这个单位牵头的", "only what this unit leads"),
    )
    parser.add_argument(
        "--numeric", action="store_true", help=parser.say("只看写明了数字的", "only tasks with a target in digits")
    )


def run(arguments: argparse.Namespace) -> int:
    lights = _chosen(arguments.light, LIGHTS, "--light")
    states = _chosen(arguments.state, STATES, "--state")
    plan = plan_in(arguments.file, arguments.year, arguments.words)
    all_of_it = len(plan.tasks)
    plan = selected(plan, lights=lights, states=states, unit=arguments.unit, numeric=arguments.numeric)
    if arguments.format == "json":
        write_utf8(dump(as_dict(plan), indent=1) + "\n")
    elif arguments.format == "csv":
        write_bytes(as_csv(plan, arguments.language))
    else:
        write(as_table(plan, arguments.language))
        if len(plan.tasks) < all_of_it:
            write(f"of {all_of_it} tasks\n" if arguments.language == "en" else f"以上是全部{all_of_it}项里选出来的\n")
    return 0


def _codes(words: Mapping[Words, tuple[str, str]]) -> str:
    return ", ".join(words)


def _chosen(text: str | None, words: Mapping[Words, tuple[str, str]], option: str) -> frozenset[Words] | None:
    """Read a list of codes, or of what they are called in either language: red,黄灯. None: all of them.

    Raises:
        LuoshiError: one is none of them.
    """
    if text is None:
        return None
    known = {name: code for code, names in words.items() for name in (code.value, *names)}
    found = set()
    for part in filter(None, (part.strip() for part in re.split("[,，、]", text))):
        if part not in known:
            raise LuoshiError(
                f"{option}里的“{part[:20]}”没有读懂；可以写：{_codes(words)}。",
                f"{option}: {part[:20]!r} is none of {_codes(words)}.",
            )
        found.add(known[part])
    return frozenset(found)


def selected(
    plan: Plan,
    *,
    lights: Collection[Light] | None = None,
    states: Collection[State] | None = None,
    unit: str | None = None,
    numeric: bool = False,
) -> Plan:
    """Return a plan with those of its tasks that all conditions hold for; None and False ask for nothing.

    `unit` is a unit that leads, by its name or as a cell writes it.
    """
    names = {unit} | {name for one in plan.units if unit in (one.name, *one.as_written) for name in one.as_written}

    def holds(task: Task) -> bool:
        judged = task.assessment
        return (
            (lights is None or (judged is not None and judged.light in lights))
            and (states is None or (judged is not None and judged.state in states))
            and (unit is None or not names.isdisjoint(task.lead))
            and (task.numeric or not numeric)
        )

    return replace(plan, tasks=tuple(task for task in plan.tasks if holds(task)))


def as_csv(plan: Plan, language: str) -> bytes:
    """Return a header and a line a task, by the contract's names; UTF-8 with a byte order mark, as Excel wants it."""
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(_CSV)
    for task in plan.tasks:
        told = _task(task) | {"chapter": task.chapter, "lead": "、".join(task.lead)}
        told["sentence"] = sentence(task.assessment, language) if task.assessment else ""
        lines.writerow([safe_in_csv(_cell(told.get(name))) for name in _CSV])
    return codecs.BOM_UTF8 + written.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def as_dict(plan: Plan) -> dict[str, Any]:
    """Return each task's assessment in the contract's names, and the summary."""
    counts = tally(plan)
    return {
        "title": plan.title,
        "year": plan.year,
        "as_of": plan.as_of.isoformat() if plan.as_of else None,
        "tasks": [_task(task) for task in plan.tasks],
        "summary": {
            "tasks": counts.tasks,
            "states": {str(state): count for state, count in counts.states.items()},
            "lights": {str(light): count for light, count in counts.lights.items()},
            "numeric": counts.numeric,
            "reported": counts.reported,
            "provisional": counts.provisional,
        },
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "key": task.key,
        "no": task.no,
        "text": task.text,
        "numeric": task.numeric,
        "reported": reports_its_figure(task),
        **(assessment_as_dict(task.assessment) or {}),
    }


def as_table(plan: Plan, language: str) -> str:
    """Return a row a task, and the summary below."""
    headings = ("No.", "Light, state", "Why") if language == "en" else ("序号", "灯和状态", "依据")
    rows = (
        (str(task.no), light_and_state(task.assessment, language), sentence(task.assessment, language))
        for task in plan.tasks
        if task.assessment is not None
    )
    return table(headings, rows, flexible=2) + "\n" + _summary(tally(plan), language)


def _summary(counts: Tally, language: str) -> str:
    states = [(in_language(STATES[state], language), count) for state, count in counts.states.items()]
    lights = [(in_language(LIGHTS[light], language), count) for light, count in counts.lights.items()]
    if language == "en":
        return (
            f"{counts.tasks} tasks, {counts.numeric} numeric, {counts.reported} of these reported\n"
            f"{', '.join(f'{name} {count}' for name, count in states)}\n"
            f"{', '.join(f'{name} {count}' for name, count in lights)}\n"
        )
    return (
        f"{counts.tasks}项任务，{counts.numeric}项写明了数字，其中{counts.reported}项报了数\n"
        f"{'，'.join(f'{name}{count}项' for name, count in states)}\n"
        f"{'，'.join(f'{name}{count}项' for name, count in lights)}\n"
    )

"""`luoshi judge`: where each task stands, why, and how many stand where."""

import argparse
from typing import Any

from luoshi.cli.files import plan_in
from luoshi.cli.read import file_and_year
from luoshi.cli.speech import Parser
from luoshi.cli.terminal import table, write, write_utf8
from luoshi.contract import assessment_as_dict, dump
from luoshi.plan import Plan, Task
from luoshi.tally import Tally, reports_its_figure, tally
from luoshi.words import LIGHTS, STATES, in_language, light_and_state, sentence

HELP = {
    "zh": """研判每项任务：灯、状态和一句依据，最后是各状态有几项。

例：
  luoshi judge plan.txt
  luoshi judge plan.txt --format json""",
    "en": """Judge each task: its light, its state and the sentence it rests on, then the counts.

Examples:
  luoshi judge plan.txt
  luoshi judge plan.txt --format json""",
}


def arguments(parser: Parser) -> None:
    file_and_year(parser)
    parser.add_argument("--format", choices=("table", "json"), default="table", help="table | json")


def run(arguments: argparse.Namespace) -> int:
    plan = plan_in(arguments.file, arguments.year, arguments.words)
    if arguments.format == "json":
        write_utf8(dump(as_dict(plan), indent=1) + "\n")
    else:
        write(as_table(plan, arguments.language))
    return 0


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

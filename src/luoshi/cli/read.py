"""`luoshi read`: a file as the contract, or as a table to look through."""

import argparse

from luoshi.cli.bounds import bounds
from luoshi.cli.files import plan_in
from luoshi.cli.speech import Parser
from luoshi.cli.terminal import table, write, write_utf8
from luoshi.contract import plan_as_json
from luoshi.plan import Plan, Task
from luoshi.words import CLAIMS, in_language

HELP = {
    "zh": """读一个文件，按公开的格式（plan.schema.json）写出每项任务、目标、数据和研判。

例：
  luoshi read plan.txt > plan.json
  luoshi read plan.txt --format table""",
    "en": """Read a file and print its tasks, targets, figures and assessments as plan.schema.json says.

Examples:
  luoshi read plan.txt > plan.json
  luoshi read plan.txt --format table""",
}


def year(text: str) -> int:
    """Read a year, 1949 to 2100.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if not (text.isascii() and text.isdigit() and 1949 <= int(text[:5]) <= 2100):
        raise argparse.ArgumentTypeError(f"--year {text!r}: 1949–2100")
    return int(text)


def file_and_year(parser: Parser) -> None:
    """Give a parser the two arguments that each command on one file has."""
    parser.add_argument(
        "file", metavar="FILE", help=parser.say("要读的文件；- 是标准输入", "the file; - is standard input")
    )
    parser.add_argument(
        "--year",
        type=year,
        metavar=parser.say("年份", "YEAR"),
        help=parser.say("计划是哪一年的；不写时从文件里找", "the plan's year; found in the file otherwise"),
    )
    own_words(parser)
    bounds(parser)


def own_words(parser: Parser) -> None:
    """Give a parser the argument that names an office's own words."""
    parser.add_argument(
        "--words",
        metavar="TOML",
        help=parser.say(
            "本单位自己的计量单位、指标别名和说法（写法见 docs/grammar.md）",
            "the office's own measures, synonyms and phrases (docs/grammar.md)",
        ),
    )


def arguments(parser: Parser) -> None:
    file_and_year(parser)
    parser.add_argument("--format", choices=("json", "table"), default="json", help="json | table")


def run(arguments: argparse.Namespace) -> int:
    plan = plan_in(arguments.file, arguments.year, arguments.words)
    if arguments.format == "json":
        write_utf8(plan_as_json(plan, indent=1) + "\n")
    else:
        write(as_table(plan, arguments.language))
    return 0


def as_table(plan: Plan, language: str) -> str:
    """Return number, text, lead units, what was found in the text, and the claim, a row a task."""
    headings = {
        "zh": ("序号", "内容及要求", "牵头单位", "目标", "节点", "数据", "自评"),
        "en": ("No.", "Task", "Lead", "Targets", "Milestones", "Figures", "Claim"),
    }[language]
    return table(headings, (_row(task, language) for task in plan.tasks), flexible=1)


def _row(task: Task, language: str) -> tuple[str, ...]:
    targets = "、".join(target.value_text or target.metric for target in task.targets)
    counts = (str(len(found)) if found else "" for found in (task.milestones, task.observations))
    claim = in_language(CLAIMS[task.claim], language)
    return (str(task.no), task.text, "、".join(task.lead), targets, *counts, claim)

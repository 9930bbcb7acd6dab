"""`luoshi publish`: the table again, in the office's own form or as open data."""

import argparse
from pathlib import PurePath

from luoshi import publishing
from luoshi.cli.files import plan_in, write_whole
from luoshi.cli.read import file_and_year
from luoshi.cli.speech import Parser
from luoshi.cli.terminal import write
from luoshi.publishing import KINDS

HELP = {
    "zh": """把任务表按原来的栏目写成Word、Excel、csv或JSON；要亮灯和依据时加 --lights。

例：
  luoshi publish plan.txt --to out.xlsx
  luoshi publish plan.txt --to out.docx --lights
  luoshi publish plan.txt --to out.csv-schema""",
    "en": """Write the table in its own columns as Word, Excel, csv or JSON; add --lights for light and sentence.

Examples:
  luoshi publish plan.txt --to out.xlsx
  luoshi publish plan.txt --to out.docx --lights
  luoshi publish plan.txt --to out.csv-schema""",
}


def arguments(parser: Parser) -> None:
    file_and_year(parser)
    parser.add_argument(
        "--to",
        required=True,
        metavar="OUT",
        help=parser.say(
            f"写到哪里；后缀定格式：{'、'.join(KINDS)}", f"where to write; the suffix is the format: {', '.join(KINDS)}"
        ),
    )
    parser.add_argument(
        "--lights", action="store_true", help=parser.say("加上亮灯和研判两栏", "add light and sentence of each task")
    )


def run(arguments: argparse.Namespace) -> int:
    kind = PurePath(arguments.to).suffix.lower().lstrip(".")
    publishing.require(kind)
    plan = plan_in(arguments.file, arguments.year, arguments.words)
    write_whole(arguments.to, publishing.publish(plan, kind, lights=arguments.lights, language=arguments.language))
    count = len(plan.tasks)
    write(
        f"{arguments.to}: {count} tasks\n" if arguments.language == "en" else f"已写出{arguments.to}，{count}项任务\n"
    )
    return 0

"""`luoshi publish`: the table again, in the office's own form or as open data."""

import argparse
import sys
from pathlib import PurePath

from luoshi import publishing
from luoshi.cli.files import plan_in, write_whole
from luoshi.cli.read import file_and_year
from luoshi.cli.speech import Parser
from luoshi.cli.terminal import write, write_bytes
from luoshi.errors import LuoshiError
from luoshi.publishing import KINDS

HELP = {
    "zh": """把任务表按原来的栏目写成Word、Excel、csv或JSON；要亮灯和依据时加 --lights。

例：
  luoshi publish plan.txt --to out.xlsx
  luoshi publish plan.txt --to out.docx --lights
  luoshi publish plan.txt --to out.csv-schema
  luoshi publish plan.txt --to - --format csv""",
    "en": """Write the table in its own columns as Word, Excel, csv or JSON; add --lights for light and sentence.

Examples:
  luoshi publish plan.txt --to out.xlsx
  luoshi publish plan.txt --to out.docx --lights
  luoshi publish plan.txt --to out.csv-schema
  luoshi publish plan.txt --to - --format csv""",
}
_FOR_A_PROGRAM = ("xlsx", "docx")  # a screen cannot show them


def arguments(parser: Parser) -> None:
    file_and_year(parser)
    parser.add_argument(
        "--to",
        required=True,
        metavar="OUT",
        help=parser.say(
            f"写到哪里；后缀定格式：{'、'.join(KINDS)}；- 是标准输出",
            f"where to write; the suffix is the format: {', '.join(KINDS)}; - is standard output",
        ),
    )
    parser.add_argument(
        "--format",
        choices=KINDS,
        help=parser.say(
            "格式；不写时看后缀，写到标准输出时是csv", "the format; else the suffix, and csv to standard output"
        ),
    )
    parser.add_argument(
        "--lights", action="store_true", help=parser.say("加上亮灯和研判两栏", "add light and sentence of each task")
    )


def run(arguments: argparse.Namespace) -> int:
    to_output = arguments.to == "-"
    kind = arguments.format or ("csv" if to_output else PurePath(arguments.to).suffix.lower().lstrip("."))
    publishing.require(kind)
    if to_output and kind in _FOR_A_PROGRAM and sys.stdout.isatty():
        raise LuoshiError(
            f"{kind}是文件，不能显示在屏幕上；请写到文件，或者接到别的命令。",
            f"{kind} is a file and no screen shows it; please write it to a file, or into a pipe.",
        )
    plan = plan_in(arguments.file, arguments.year, arguments.words)
    data = publishing.publish(plan, kind, lights=arguments.lights, language=arguments.language)
    if to_output:
        write_bytes(data)
        return 0
    write_whole(arguments.to, data)
    count = len(plan.tasks)
    write(
        f"{arguments.to}: {count} tasks\n" if arguments.language == "en" else f"已写出{arguments.to}，{count}项任务\n"
    )
    return 0

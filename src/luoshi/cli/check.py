"""`luoshi check`: what does not add up or could not be read, each with its place."""

import argparse
import json
from collections import Counter

from luoshi.cli.files import plan_in
from luoshi.cli.read import file_and_year
from luoshi.cli.speech import Parser
from luoshi.cli.terminal import shown, write, write_utf8
from luoshi.contract import finding_as_dict
from luoshi.plan import Finding, Level
from luoshi.words import LEVELS, in_language

HELP = {
    "zh": """列出没有读懂的和对不上的地方，每处都写明位置；有错误时退出状态是1，加 --fail-on warning 时有提醒也是1。

例：
  luoshi check plan.txt
  luoshi check plan.txt --format json
  luoshi check new.txt --fail-on warning""",
    "en": """List what could not be read and what does not add up, each with its place; exit status 1 on an error.
With --fail-on warning a warning is enough.

Examples:
  luoshi check plan.txt
  luoshi check plan.txt --format json
  luoshi check new.txt --fail-on warning""",
}

_HEAVIEST_FIRST = (Level.ERROR, Level.WARNING, Level.NOTE)


def arguments(parser: Parser) -> None:
    file_and_year(parser)
    parser.add_argument(
        "--fail-on",
        choices=(Level.ERROR.value, Level.WARNING.value),
        default=Level.ERROR.value,
        help=parser.say(
            "从哪一级起退出状态是1：error 只看错误，warning 连提醒也算（待核的目标是提醒）",
            "from which level on the exit status is 1: error, or warning too (a target that is unclear is a warning)",
        ),
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text | json")


def run(arguments: argparse.Namespace) -> int:
    findings = plan_in(arguments.file, arguments.year, arguments.words).findings
    if arguments.format == "json":
        write_utf8(json.dumps([finding_as_dict(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n")
    else:
        for level in _HEAVIEST_FIRST:
            for finding in findings:
                if finding.level is level:
                    write(_line(finding, arguments.language) + "\n")
        write(_summary(findings, arguments.language) + "\n")
    failing = _HEAVIEST_FIRST[: _HEAVIEST_FIRST.index(Level(arguments.fail_on)) + 1]
    return int(any(finding.level in failing for finding in findings))


def _line(finding: Finding, language: str) -> str:
    level = in_language(LEVELS[finding.level], language)
    if language == "en":
        where = [f"task {finding.task}"] if finding.task else []
        parts = [level, ", ".join(part for part in [*where, finding.place.english()] if part)]
        return shown(": ".join([*filter(None, parts), finding.message_en or finding.message]))
    where = [f"第{finding.task}项"] if finding.task else []
    place = "，".join(part for part in [*where, str(finding.place)] if part)
    return shown(f"{level}  {place}：{finding.message}" if place else f"{level}  {finding.message}")


def _summary(findings: tuple[Finding, ...], language: str) -> str:
    if not findings:
        return "Nothing found." if language == "en" else "没有发现问题。"
    counts = Counter(finding.level for finding in findings)
    if language == "en":
        return ", ".join(f"{counts[level]} {LEVELS[level][1]}(s)" for level in _HEAVIEST_FIRST if counts[level])
    return "共" + "、".join(f"{LEVELS[level][0]}{counts[level]}处" for level in _HEAVIEST_FIRST if counts[level])

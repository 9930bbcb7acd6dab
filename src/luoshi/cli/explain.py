"""`luoshi explain`: how a sentence was read, rule by rule; or many sentences, for a program."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.cli.read import year
from luoshi.cli.speech import Parser, WrongCommand
from luoshi.cli.terminal import shown, write, write_utf8
from luoshi.contract import dump, milestone_as_dict, observation_as_dict, target_as_dict
from luoshi.errors import LuoshiError
from luoshi.grammar import Reading, read_promise, read_statement
from luoshi.plan import Milestone, Observation, Target
from luoshi.words import CLAIMS, in_language

HELP = {
    "zh": """读一句话，逐条写出用了哪条规则、取了哪些字、读成什么；--batch 从标准输入逐行读JSON。

例：
  luoshi explain "力争新认定市级以上研发载体60家以上。"
  luoshi explain "1-6月完成投资161亿元,增速-6.5%。" --kind progress --year 2025
  luoshi explain --batch --format json < sentences.jsonl""",
    "en": """Read a sentence and tell which rule took which words; --batch reads JSON lines from standard input.

Examples:
  luoshi explain "力争新认定市级以上研发载体60家以上。"
  luoshi explain "1-6月完成投资161亿元,增速-6.5%。" --kind progress --year 2025
  luoshi explain --batch --format json < sentences.jsonl""",
}

_KINDS = ("target", "progress")


class BadLine(LuoshiError):
    """A line of the batch is no JSON object with a text."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One text to read: `kind` is "target" (a promise) or "progress" (a statement)."""

    id: Any
    kind: str
    text: str
    year: int | None = None
    as_of: date | None = None

    def read(self) -> Reading:
        reader = read_statement if self.kind == "progress" else read_promise
        return reader(self.text, year=self.year, as_of=self.as_of)


def day(text: str) -> date:
    """Read an ISO date.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"--as-of {text!r}: 2025-06-30") from error


def arguments(parser: Parser) -> None:
    parser.add_argument(
        "text",
        metavar="TEXT",
        nargs="?",
        help=parser.say("要读的一句话；- 是标准输入", "the sentence; - is standard input"),
    )
    parser.add_argument(
        "--kind",
        choices=_KINDS,
        default="target",
        help=parser.say(
            "这句话是要求（target）还是完成情况（progress）", "a promise (target) or a statement (progress)"
        ),
    )
    parser.add_argument(
        "--year", type=year, metavar=parser.say("年份", "YEAR"), help=parser.say("计划是哪一年的", "the plan's year")
    )
    parser.add_argument(
        "--as-of",
        type=day,
        metavar="DATE",
        help=parser.say("填报到哪一天，如2025-06-30", "the day it speaks of, 2025-06-30"),
    )
    parser.add_argument(
        "--batch",
        action="store_true",
        help=parser.say(
            '标准输入每行一个 {"id", "kind", "text", "year", "as_of"}，每行写出一个JSON',
            'one {"id", "kind", "text", "year", "as_of"} a line of standard input, one line of JSON each',
        ),
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text | json")


def run(arguments: argparse.Namespace) -> int:
    if arguments.batch:
        return _batch(arguments)
    if arguments.text is None:
        raise WrongCommand(
            "命令没有写对：少写了要读的一句话；用法见 luoshi explain --help。",
            "The command is not right: the sentence is missing; see luoshi explain --help.",
        )
    text = sys.stdin.buffer.read().decode("utf-8", "replace").strip() if arguments.text == "-" else arguments.text
    sentence = Sentence(None, arguments.kind, text, arguments.year, arguments.as_of)
    reading = sentence.read()
    if arguments.format == "json":
        write_utf8(dump(_as_dict(reading), indent=1) + "\n")
    else:
        write("\n".join(_lines(text, reading, arguments.language)) + "\n")
    return 0


def _batch(arguments: argparse.Namespace) -> int:
    lines = sys.stdin.buffer.read().decode("utf-8-sig", "replace").split("\n")
    # All lines are looked at before the first answer: a batch is refused whole.
    sentences = [_sentence(line, number, arguments) for number, line in enumerate(lines, start=1) if line.strip()]
    for sentence in sentences:
        write_utf8(dump({"id": sentence.id, **_as_dict(sentence.read())}) + "\n")
    return 0


def _sentence(line: str, number: int, arguments: argparse.Namespace) -> Sentence:
    """Read one line; what it leaves out is as the command's options say.

    Raises:
        BadLine: it is no JSON object, its text is missing, or a field holds something else.
    """
    try:
        given = json.loads(line)
        text, kind = given["text"], given.get("kind") or arguments.kind
        of_year, as_of = given.get("year"), given.get("as_of")
        if not isinstance(text, str) or kind not in _KINDS or not isinstance(of_year, int | None):
            raise ValueError
        return Sentence(
            given.get("id"),
            kind,
            text,
            of_year if of_year is not None else arguments.year,
            date.fromisoformat(as_of) if as_of else arguments.as_of,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadLine(
            f'第{number}行不是要读的句子：每行应是 {{"id", "kind": "target"或"progress", "text", "year", "as_of"}}。',
            f'Line {number} is no sentence: each is {{"id", "kind": "target" or "progress", "text", "year", "as_of"}}.',
        ) from error


def _as_dict(reading: Reading) -> dict[str, Any]:
    return {
        "targets": [target_as_dict(target) for target in reading.targets],
        "milestones": [milestone_as_dict(milestone) for milestone in reading.milestones],
        "observations": [observation_as_dict(observation) for observation in reading.observations],
        "claim": str(reading.claim),
    }


def _lines(text: str, reading: Reading, language: str) -> Iterator[str]:
    """Tell each step with the words it took, then what came of them."""
    yield shown(text)
    for step in reading.trace:
        source = f"  ← {step.source.of(text)}" if step.source else ""
        yield "  " * step.depth + shown(f"{step.rule}  {step.span.of(text)}{source}  → {step.makes}")
    names = {"zh": ("目标", "节点", "数据", "自评"), "en": ("target", "milestone", "figure", "claim")}[language]
    found: list[tuple[str, str]] = [
        *((names[0], _target(target)) for target in reading.targets),
        *((names[1], _milestone(milestone)) for milestone in reading.milestones),
        *((names[2], _observation(observation)) for observation in reading.observations),
        (names[3], in_language(CLAIMS[reading.claim], language)),
    ]
    for name, words in found:
        yield shown(f"{name}  {words}")


def _target(target: Target) -> str:
    value = "" if target.value is None else f"{target.comparator or ''} {target.value:f} {target.measure or ''}"
    beside = [target.hedge, target.milestone, target.reference, target.scope, target.of]
    return "  ".join([target.metric, str(target.basis), value, *(str(part) for part in beside if part)])


def _milestone(milestone: Milestone) -> str:
    return "  ".join([str(milestone.kind), milestone.object, milestone.hedge or ""])


def _observation(figure: Observation) -> str:
    beside = [figure.period, figure.of, figure.scope, figure.base and "base", figure.estimated and "estimated"]
    value = f"{figure.value:f} {figure.measure}"
    return "  ".join([figure.metric, str(figure.basis), value, *(str(part) for part in beside if part)])

"""`luoshi explain`: how a sentence was read, rule by rule; or many sentences, for a program."""

import argparse
import io
import json
import sys
from datetime import date

from luoshi.cli.files import grammar_of
from luoshi.cli.read import own_words, year
from luoshi.cli.speech import Parser, WrongCommand
from luoshi.cli.terminal import harmless, write, write_utf8
from luoshi.contract import dump, reading_as_dict
from luoshi.grammar import Grammar, explain, explain_batch
from luoshi.pacing import Answered, answer_in_a_batch, answered, answers_in_words, statement_as_dict
from luoshi.plan import Task

HELP = {
    "zh": """读一句话，逐条写出用了哪条规则、取了哪些字、读成什么；--batch 从标准输入逐行读JSON。
任务后面加 --statement 完成情况，就写明每个目标用了哪个数，别的数为什么没有用。

例：
  luoshi explain "力争新认定市级以上研发载体60家以上。"
  luoshi explain "1-6月完成投资161亿元,增速-6.5%。" --kind progress --year 2025
  luoshi explain "新建公园25个。" --statement "开工公园25个，建成19个。" --year 2025 --as-of 2025-06-30
  luoshi explain --batch --format json < sentences.jsonl""",
    "en": """Read a sentence and tell which rule took which words; --batch reads JSON lines from standard input.
With --statement it also tells of each target which figure was taken, and why the others were not.

Examples:
  luoshi explain "力争新认定市级以上研发载体60家以上。"
  luoshi explain "1-6月完成投资161亿元,增速-6.5%。" --kind progress --year 2025
  luoshi explain "新建公园25个。" --statement "开工公园25个，建成19个。" --year 2025 --as-of 2025-06-30
  luoshi explain --batch --format json < sentences.jsonl""",
}


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
        choices=("target", "progress"),
        default="target",
        help=parser.say(
            "这句话是要求（target）还是完成情况（progress）", "a promise (target) or a statement (progress)"
        ),
    )
    parser.add_argument(
        "--statement",
        metavar="TEXT",
        help=parser.say(
            "这项任务的完成情况：写明每个目标用了哪个数，别的为什么没有用",
            "what was done of the task: tells which figure answers each target, and why the others do not",
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
            '标准输入每行一个 {"id", "kind", "text", "year", "as_of", "statement"}，每行写出一个JSON',
            'one {"id", "kind", "text", "year", "as_of", "statement"} a line of standard input, one line of JSON each',
        ),
    )
    parser.add_argument(
        "--processes",
        type=int,
        choices=range(1, 65),
        default=1,
        metavar="N",
        help=parser.say("--batch 同时用几个处理器", "how many processors --batch uses"),
    )
    own_words(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text | json")


def run(arguments: argparse.Namespace) -> int:
    grammar = grammar_of(arguments.words)
    if arguments.batch:
        return _batch(arguments.language, grammar, arguments.processes)
    if arguments.text is None:
        raise WrongCommand(
            "命令没有写对：少写了要读的一句话；用法见 luoshi explain --help。",
            "The command is not right: the sentence is missing; see luoshi explain --help.",
        )
    if arguments.statement is not None and arguments.kind != "target":
        raise WrongCommand(
            "命令没有写对：--statement 写的是完成情况，前面要读的一句话应是任务（--kind target）。",
            "The command is not right: --statement says what was done of a target; --kind must be target.",
        )
    text = sys.stdin.buffer.read().decode("utf-8", "replace").strip() if arguments.text == "-" else arguments.text
    if arguments.format == "json":
        read = grammar.read_statement if arguments.kind == "progress" else grammar.read_promise
        reading = read(text, year=arguments.year, as_of=arguments.as_of)
        found = reading_as_dict(reading.targets, reading.milestones, reading.observations, reading.claim)
        if arguments.statement is not None:
            found |= statement_as_dict(*_answered(text, arguments, grammar))
        write_utf8(dump(found, indent=1) + "\n")
    else:
        tree = explain(
            text, arguments.kind, arguments.year, arguments.as_of, grammar=grammar, language=arguments.language
        )
        write(harmless(tree) + "\n")
        if arguments.statement is not None:
            told = answers_in_words(*_answered(text, arguments, grammar), arguments.language)
            write(harmless(told) + "\n")
    return 0


def _answered(text: str, arguments: argparse.Namespace, grammar: Grammar) -> tuple[Task, tuple[Answered, ...]]:
    return answered(text, arguments.statement, year=arguments.year, as_of=arguments.as_of, grammar=grammar)


def _batch(language: str, grammar: Grammar, processes: int) -> int:
    """Answer each line as it comes; a line that is no sentence is answered with its error, and the status is 1."""
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline="\n")
    bad = 0
    for answer in explain_batch(lines, grammar=grammar, processes=processes, answering=answer_in_a_batch):
        write_utf8(answer + "\n")
        bad += "error" in json.loads(answer)
    if bad:
        say = (
            f"{bad} line(s) could not be read; see their “error”.\n"
            if language == "en"
            else f"有{bad}行没有读，原因见各行的 error。\n"
        )
        sys.stderr.write(say)
    return int(bad > 0)

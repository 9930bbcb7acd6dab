"""Bounds: how much memory and time the command gives a file, and what it says when that is not enough."""

import argparse
from collections.abc import Callable

from luoshi.cli.speech import Parser
from luoshi.confined import Bounds, run_beside

_MEGABYTE = 1_000_000
_LEAST = 100  # megabytes; the command itself needs as much
_MOST = 1_000_000
_USUAL = Bounds()


def bounds(parser: Parser) -> None:
    """Give a parser the two options of every command that reads a file."""
    parser.add_argument(
        "--memory",
        type=_between(_LEAST, _MOST, "--memory"),
        default=_USUAL.memory // _MEGABYTE,
        metavar="MB",
        help=parser.say(
            f"最多用多少兆内存；不写时{_USUAL.memory // _MEGABYTE}",
            f"how much memory it may take; {_USUAL.memory // _MEGABYTE} otherwise",
        ),
    )
    parser.add_argument(
        "--seconds",
        type=_between(1, 86_400, "--seconds"),
        default=_USUAL.seconds,
        metavar=parser.say("秒", "SECONDS"),
        help=parser.say(
            f"最多用多少秒处理器时间；不写时{_USUAL.seconds}",
            f"how much processor time it may take; {_USUAL.seconds} otherwise",
        ),
    )


def bounded(arguments: argparse.Namespace, work: Callable[[], int]) -> int:
    """Run a subcommand within the bounds that it was given, or as it is where it has none.

    Raises:
        OutOfMemory, OutOfTime: it met one of them.
    """
    if not hasattr(arguments, "memory"):
        return work()
    return run_beside(work, Bounds(arguments.memory * _MEGABYTE, arguments.seconds), _remedy)


def _remedy(option: str) -> tuple[str, str]:
    return f"请把文件拆分，或者用 --{option} 放宽", f"split it, or allow more by --{option}"


def _between(least: int, most: int, name: str) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most and len(text) < 9):
            raise argparse.ArgumentTypeError(f"{name} {text!r}: {least}–{most}")
        return int(text)

    return number

"""The command line as a whole: its parser, and what happens when something goes wrong."""

import argparse
import logging
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module

from luoshi import __version__
from luoshi.cli.bounds import bounded
from luoshi.cli.speech import Parser, language_of
from luoshi.errors import LuoshiError

_INTERRUPTED, _PIPE_CLOSED = 130, 141

_SUBCOMMANDS = ("read", "explain", "check", "judge", "publish", "diff", "draft")
_HELP = ("-h", "--help")


def parser_for(language: str, given: Sequence[str] = ()) -> Parser:
    """Return the parser of the whole command, with its help in Chinese ("zh") or English ("en").

    Args:
        given: the command line; a subcommand that it does not name is known by its name alone, and is not loaded.
    """
    named = {name for name in _SUBCOMMANDS if name in given}
    if not named or any(help_wanted in given for help_wanted in _HELP):
        named = set(_SUBCOMMANDS)
    parser = Parser(prog="luoshi", language=language)
    parser.description = parser.say(
        "读懂政府的任务分解表：承诺了什么，谁负责，数据说明什么。\n\n例：\n  luoshi judge plan.txt",
        "Read a government's table of tasks: what is promised, who owes it, what the figures say.\n\n"
        "Example:\n  luoshi judge plan.txt",
    )
    parser.add_argument(
        "-V",
        "--version",
        action="version",
        version=f"luoshi {__version__}",
        help=parser.say("看版本号", "show the version"),
    )
    commands = parser.add_subparsers(
        title=parser.say("命令", "commands"), metavar=parser.say("命令", "COMMAND"), dest="command", required=True
    )
    for name in _SUBCOMMANDS:
        if name not in named:
            commands.add_parser(name, language=language)
            continue
        module = import_module(f"luoshi.cli.{name}")
        words = module.HELP[language]
        child = commands.add_parser(name, help=words.partition("\n")[0], description=words, language=language)
        module.arguments(child)
        child.set_defaults(run=module.run)
    return parser


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status. Nothing but one sentence is shown of what goes wrong."""
    given = list(sys.argv[1:] if argv is None else argv)
    language = language_of(given, os.environ)
    for stream in (sys.stdout, sys.stderr):
        if callable(reconfigure := getattr(stream, "reconfigure", None)):
            reconfigure(errors="replace")  # a console that lacks a character shows a mark for it
    try:
        arguments = parser_for(language, given).parse_args(given)
        arguments.language = language
        return bounded(arguments, lambda: _answered(arguments))
    except LuoshiError as error:
        return _refused(error.english if language == "en" else error.chinese)
    except SystemExit as done:  # --help and --version
        return int(done.code or 0)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _answered(arguments: argparse.Namespace) -> int:
    """Run a subcommand; return its exit status, whatever goes wrong in it, and let nothing but MemoryError out."""
    language = arguments.language
    try:
        return _quietly(arguments.run, arguments)
    except LuoshiError as error:
        return _refused(error.english if language == "en" else error.chinese)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except MemoryError:
        raise
    except BrokenPipeError:
        # Python flushes standard output once more when it leaves, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except Exception as error:  # what nobody foresaw is still one sentence
        if os.environ.get("LUOSHI_TRACE"):
            raise
        name = type(error).__name__
        return _refused(
            f"Luoshi自己出了错（{name}），什么也没有写。请把文件和这句话告诉维护者。"
            if language == "zh"
            else f"Luoshi itself failed ({name}) and wrote nothing; please tell its maintainers, with the file."
        )


def _quietly(subcommand: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """Run a subcommand; what libraries remark about a file's inner workings is not for the person at the desk."""
    logging.getLogger().addHandler(logging.NullHandler())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        status = subcommand(arguments)
        sys.stdout.flush()
        return status


def _refused(sentence: str) -> int:
    sys.stderr.write(" ".join(sentence.split()) + "\n")
    return 2

"""Speech: which language the command speaks, and arguments that are refused in one sentence."""

import argparse
import re
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from luoshi.errors import LuoshiError

LANGUAGES = ("zh", "en")

_ARGPARSE_SAYS = [
    (re.compile(r"^the following arguments are required: (.+)$"), "少写了{0}"),
    (re.compile(r"^unrecognized arguments: (.+)$", re.DOTALL), "不认识“{0}”"),
    (
        re.compile(r"^argument (\S+).*: invalid choice: '?(.*?)'? \(choose from (.+)\)$", re.DOTALL),
        "{0}不能是“{1}”，可以是{2}",
    ),
    (re.compile(r"^argument (\S+).*: expected one argument$"), "{0}后面少了内容"),
    (re.compile(r"^argument (\S+).*: ignored explicit argument (.+)$"), "{0}不带内容，却写了{1}"),
    (re.compile(r"^argument [^:]+: (.+)$", re.DOTALL), "{0}"),
]


class WrongCommand(LuoshiError):
    """The command line says what the command does not know."""


def language_of(argv: Sequence[str], environment: Mapping[str, str]) -> str:
    """Tell the language: --language, else LC_ALL, LC_MESSAGES or LANG, else Chinese.

    A locale without a language (C, POSIX) says nothing, so Chinese it is.
    """
    for index, argument in enumerate(argv):
        given = argument.partition("=")[2] if argument.startswith("--language=") else None
        if argument == "--language" and index + 1 < len(argv):
            given = argv[index + 1]
        if given in LANGUAGES:
            return given
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(name, ""):
            spoken = locale.split(".")[0].split("_")[0].lower()
            return "zh" if spoken in {"zh", "c", "posix"} else "en"
    return "zh"


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese or English, and raises instead of leaving."""

    def __init__(self, *, language: str = "zh", **options: Any) -> None:
        self.language = language
        super().__init__(
            add_help=False, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, **options
        )
        shown = {"zh": "看这段说明", "en": "show this help"}
        self.add_argument("-h", "--help", action="help", help=shown[language])
        self.add_argument(
            "--language",
            choices=LANGUAGES,
            default=argparse.SUPPRESS,
            help=self.say(
                "用中文（zh）还是英文（en）；不写时看 LANG", "Chinese (zh) or English (en); LANG decides otherwise"
            ),
        )
        if language == "zh":
            self._positionals.title = "内容"
            self._optionals.title = "选项"

    def say(self, chinese: str, english: str) -> str:
        """Return the sentence in the parser's language."""
        return english if self.language == "en" else chinese

    def format_usage(self) -> str:
        return self._worded(super().format_usage())

    def format_help(self) -> str:
        return self._worded(super().format_help())

    def _worded(self, text: str) -> str:
        return text.replace("usage: ", "用法：", 1) if self.language == "zh" else text

    def error(self, message: str) -> NoReturn:
        worded = message
        for pattern, chinese in _ARGPARSE_SAYS:
            if found := pattern.match(message):
                worded = chinese.format(*found.groups())
                break
        raise WrongCommand(
            f"命令没有写对：{worded.rstrip('。')}；用法见 {self.prog} --help。",
            f"The command is not right: {message.rstrip('.')}; see {self.prog} --help.",
        )

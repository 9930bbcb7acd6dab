"""Files: what the command reads, and what it writes whole or not at all."""

import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path

from luoshi.contract import plan_from_dict
from luoshi.documents import DEFAULT
from luoshi.errors import LuoshiError
from luoshi.grammar import Grammar, default_grammar, load_extension
from luoshi.plan import Plan
from luoshi.reading import read_plan


class FileProblem(LuoshiError):
    """A file cannot be opened or written."""


def plan_in(path: str, year: int | None, words: str | None) -> Plan:
    """Read and judge the plan in a file; `-` is standard input.

    Args:
        words: the TOML file of an office's own measures, synonyms and phrases, if any.

    Raises:
        FileProblem: there is no such file, or it may not be read.
        LuoshiError: what `read_plan` refuses.
    """
    grammar = grammar_of(words)
    data, name = read_bytes(path)
    return read_plan(data, name, year=year, grammar=grammar)


def plan_in_json(data: bytes) -> Plan:
    """Return the plan that a contract's JSON holds, as `read --format json` prints it.

    Raises:
        LuoshiError: it is no JSON, or no plan's.
    """
    refused = LuoshiError(
        "这个JSON不是任务表：要用 luoshi read --format json 写出的那一种。",
        "This JSON is no plan: it must be one that luoshi read --format json printed.",
    )
    try:
        given = json.loads(data)
        if not isinstance(given, dict) or "as_of" not in given:
            raise refused
        return plan_from_dict(given)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        raise refused from wrong


def grammar_of(words: str | None) -> Grammar:
    """Return the grammar with the words of a TOML file, or the default one.

    Raises:
        LuoshiError: the file cannot be opened, or says something that has no meaning there.
    """
    return default_grammar() if words is None else load_extension(read_bytes(words)[0])


def read_bytes(path: str) -> tuple[bytes, str]:
    """Return a file's bytes and its name without folders; `-` is standard input.

    No more is read than the limit on a file and one byte, by which the reader knows that there is more.
    """
    most = DEFAULT.file_bytes + 1
    if path == "-":
        return sys.stdin.buffer.read(most), "-"
    try:
        with open(path, "rb") as file:
            return file.read(most), Path(path).name
    except (OSError, ValueError) as error:
        raise _problem(path, error, "打不开", "cannot be opened") from error


def write_whole(path: str, data: bytes) -> None:
    """Put the bytes in a file, all of them or none: written beside it first, then renamed.

    Raises:
        FileProblem: the folder is missing, or may not be written.
    """
    try:
        target = Path(os.path.realpath(path))  # a link stays one
        handle, beside = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
            os.chmod(beside, mode)
            os.replace(beside, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(beside)
            raise
    except (OSError, ValueError) as error:
        raise _problem(path, error, "写不了", "cannot be written") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _problem(path: str, error: OSError | ValueError, chinese: str, english: str) -> FileProblem:
    reasons: dict[type[Exception], tuple[str, str]] = {
        FileNotFoundError: ("没有这个文件或文件夹", "there is no such file or folder"),
        IsADirectoryError: ("这是一个文件夹", "it is a folder"),
        NotADirectoryError: ("路径中间有一段不是文件夹", "a part of the path is no folder"),
        PermissionError: ("没有权限", "permission is denied"),
    }
    system = getattr(error, "strerror", None) or "ValueError"
    why = reasons.get(type(error), (system, system))
    return FileProblem(f"{chinese}“{path}”：{why[0]}。", f"“{path}” {english}: {why[1]}.")

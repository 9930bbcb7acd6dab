"""Reading line by line for a program: JSON lines in, JSON lines out, in the contract's names."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from luoshi.contract import dump, reading_as_dict
from luoshi.grammar.grammar import Grammar, default_grammar
from luoshi.grammar.reading import Reading

KINDS = ("target", "progress")

# How a promise is answered by a statement of it: what a line that gives both gets beside its reading.
Answering = Callable[[str, str, Grammar, int | None, date | None], dict[str, Any]]

# of a process of the pool only; the process that was called keeps none
_grammar: Grammar
_answering: Answering | None


# What a process is handed at once: enough that handing over costs little beside reading.
_AT_ONCE = 256


def explain_batch(
    lines: Iterable[str], *, grammar: Grammar | None = None, processes: int = 1, answering: Answering | None = None
) -> Iterator[str]:
    """Read JSON lines {"id", "kind", "text", "year", "as_of", "statement"}, and give one JSON line for each.

    `kind` is "target" or "progress". A line that cannot be read gives {"id", "error"}, a
    sentence, and never stops the rest; an empty line gives nothing.

    Args:
        processes: with more than one, lines are read side by side and answered in their order,
            but not each as it comes: a process takes some hundreds at once.
        answering: asked for lines that give a statement beside their target; a function of a
            module where there are several processes. Without it a statement is passed over.
    """
    grammar = grammar or default_grammar()
    said = (line for line in lines if line.strip())
    if processes == 1:
        yield from (dump(_answer(line, grammar, answering)) for line in said)
        return
    import multiprocessing  # every command would load it, and most read in one process

    with multiprocessing.Pool(processes, _keep, (grammar, answering)) as pool:
        yield from pool.imap(_answer_of_a_process, said, chunksize=_AT_ONCE)


def _keep(grammar: Grammar, answering: Answering | None) -> None:
    """Start a process of the pool: it reads every line by one grammar."""
    global _grammar, _answering
    _grammar, _answering = grammar, answering


def _answer_of_a_process(line: str) -> str:
    return dump(_answer(line, _grammar, _answering))


def _answer(line: str, grammar: Grammar, answering: Answering | None) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError:
        return {"id": None, "error": "这一行不是 JSON。"}
    if not isinstance(asked, dict):
        return {"id": None, "error": "这一行不是 JSON 对象。"}
    answer: dict[str, Any] = {"id": asked.get("id")}
    text, kind, year, as_of = asked.get("text"), asked.get("kind", "target"), asked.get("year"), asked.get("as_of")
    if not isinstance(text, str):
        return answer | {"error": "缺少 text，或 text 不是文字。"}
    if kind not in KINDS:
        return answer | {"error": "kind 应为 target（任务）或 progress（完成情况）。"}
    if year is not None and (isinstance(year, bool) or not isinstance(year, int) or not 1 < year < 9999):
        return answer | {"error": "year 应为四位年份。"}
    try:
        on = date.fromisoformat(as_of) if as_of is not None else None
    except (ValueError, TypeError):
        return answer | {"error": "as_of 应为日期，如 2025-06-30。"}
    statement = asked.get("statement") if answering is not None else None
    if statement is not None and (kind != "target" or not isinstance(statement, str)):
        return answer | {"error": "statement 应为文字，写在 target（任务）的行里。"}
    reading = _read(grammar, text, kind, year, on)
    answer |= reading_as_dict(reading.targets, reading.milestones, reading.observations, reading.claim)
    return answer | answering(text, statement, grammar, year, on) if answering and statement is not None else answer


def _read(grammar: Grammar, text: str, kind: str, year: int | None, as_of: date | None) -> Reading:
    if kind == "target":
        return grammar.read_promise(text, year=year, as_of=as_of)
    return grammar.read_statement(text, year=year, as_of=as_of)

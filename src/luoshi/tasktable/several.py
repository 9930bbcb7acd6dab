"""A row that holds several tasks, and answers each of them under the same mark.

    （1）发放公章3000套。          （1）发放公章1986套。
    （2）新增事项20项。            （2）新增15项。

makes two tasks, 1-1 and 1-2. A row is parted only where its words and at least one answer carry the same run of
marks from their first character on, and no answer carries another; what stands unmarked in the other cells holds for
each of the tasks. A row that is not parted is told (findings.crowded_findings).
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.plan import Finding, Level
from luoshi.tasktable.draft import Answer, Draft
from luoshi.tasktable.enumeration import Mark, Piece, begins_with_mark, first_mark, runs

_FIGURES = ("paren", "circle", "turned", "arabic")  # （1）, ①, ⑴ and 1. count alike


def parted(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Finding]]:
    """Return the drafts, those that hold several answered tasks as one for each, and which these were."""
    made, told = [], []
    for draft in drafts:
        ones = _parted(draft)
        made += ones
        if len(ones) > 1:
            told.append(_told(draft, ones))
    return made, told


def marked(text: str) -> int:
    """How many marks of one run a text holds that begins with the first of them; 0 where it does not."""
    return len(_pieces(text))


def _told(draft: Draft, ones: Sequence[Draft]) -> Finding:
    first, last = ones[0].number, ones[-1].number
    return Finding(
        "row-parted",
        Level.NOTE,
        f"这一行写有{len(ones)}条，完成情况逐条对应，分为{first}至{last}，共{len(ones)}项。",
        draft.places.get("text", draft.place),
        f"This row holds {len(ones)} items, each with an answer under its own mark: read as {first} to {last}.",
    )


def _parted(draft: Draft) -> list[Draft]:
    texts = _pieces(draft.text)
    if not texts or draft.steps or draft.goals:
        return [draft]
    answers = [(answer, _pieces(answer.text)) for answer in draft.answers]
    told = [pieces for _, pieces in answers if pieces]
    if not told or any(not _same_run(texts, pieces) for answer, pieces in answers if answer.text.strip()):
        return [draft]
    return [_piece(draft, texts, answers, at) for at in range(len(texts))]


def _piece(draft: Draft, texts: Sequence[Piece], answers: Sequence[tuple[Answer, list[Piece]]], at: int) -> Draft:
    """The task under one mark, with the answer under the same one; numbered by the row and its place in it."""
    row = draft.number.rstrip(".．、")
    return replace(
        draft,
        number=f"{row}-{at + 1}" if row else texts[at].mark,
        text=texts[at].text,
        units={role: _own(cell, texts, at) for role, cell in draft.units.items()},
        due=_own(draft.due, texts, at) if draft.due else draft.due,
        answers=[_answer(answer, pieces, texts, at) for answer, pieces in answers],
        extra={name: _own(words, texts, at) for name, words in draft.extra.items()},
        nodes=list(draft.nodes),
        places=dict(draft.places),
    )


def _answer(answer: Answer, pieces: Sequence[Piece], texts: Sequence[Piece], at: int) -> Answer:
    problems, next_step = (_own(words, texts, at) if words else words for words in (answer.problems, answer.next_step))
    return replace(answer, text=pieces[at].text if pieces else "", problems=problems, next_step=next_step)


def _own(words: str, texts: Sequence[Piece], at: int) -> str:
    """What of a cell is said of one task: the piece under its mark where the cell has the same run, else all of it."""
    pieces = _pieces(words)
    return pieces[at].text if _same_run(texts, pieces) else words


def _same_run(texts: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    return len(texts) == len(pieces) and _style(texts) == _style(pieces)


def _style(pieces: Sequence[Piece]) -> str:
    mark = first_mark(f"{pieces[0].mark}、" if pieces[0].mark[-1:].isdigit() else pieces[0].mark)
    style = mark.style if mark is not None else ""
    return "figures" if style in _FIGURES else style


def _pieces(text: str) -> list[Piece]:
    """Split words that begin with a mark at all marks of its run; nothing of them is left off."""
    text = text.strip()
    run = _by_line(text)
    if not run and begins_with_mark(text):
        run = next((one for one in runs(text) if one[0].start == 0), [])
    ends = [*(mark.start for mark in run[1:]), len(text)]
    pieces = [
        Piece(mark.mark, text[mark.end : end].strip().rstrip("；;")) for mark, end in zip(run, ends, strict=False)
    ]
    return pieces if all(piece.text for piece in pieces) else []


def _by_line(text: str) -> list[Mark]:
    """The run of marks that lines begin with, where the first line has one."""
    found: list[Mark] = []
    at = 0
    for line in text.split("\n"):
        mark = first_mark(line)
        if mark is not None and (not found or mark.style == found[0].style):
            if mark.value != len(found) + 1:
                return []
            found.append(Mark(mark.style, mark.mark, mark.value, at, at + mark.end))
        elif not found:
            return []
        at += len(line) + 1
    return found if len(found) > 1 else []

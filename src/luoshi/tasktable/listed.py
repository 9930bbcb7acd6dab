"""A cell that lists several numbered tasks, in a table without a column of numbers → a task a number.

区城管局 | 1.新建公园5个。     | 1.已建成3个。        two tasks, each with its own result
         | 2.改造公厕12座。    | 2.已改造7座。
"""

from collections.abc import Sequence
from copy import deepcopy

from luoshi.expressions import expression
from luoshi.tasktable.cell_mapping import name_units
from luoshi.tasktable.draft import Draft

_AT = expression(r"(?:^|\n|(?<=[。；;！!]))\s*(?P<number>\d{1,3})\s*[.．、](?!\d)\s*")


def one_by_one(draft: Draft) -> list[Draft]:
    """Return the tasks that the text of a draft lists behind its own number; the draft alone where it lists none.

    Where a result cannot be parted among them, they stay one.
    """
    if not draft.number.isdigit():
        return [draft]
    first = int(draft.number)
    texts = _pieces(f"{first}.{draft.text}", first)
    if len(texts) < 2:
        return [draft]
    answers = [_alike(answer.text, len(texts)) for answer in draft.answers]
    if any(not parts for parts, answer in zip(answers, draft.answers, strict=True) if answer.text.strip()):
        return [draft]
    found = []
    for index, text in enumerate(texts):
        one = deepcopy(draft)
        one.number, one.text = str(first + index), text
        for answer, parts in zip(one.answers, answers, strict=True):
            answer.text = parts[index] if parts else ""
        one.due = _own(one.due or "", index, len(texts)) or None
        one.units = {role: _own(cell, index, len(texts)) for role, cell in one.units.items()}
        one.extra = {name: _own(value, index, len(texts)) for name, value in one.extra.items()}
        one.named, one.steps = (draft.named if draft.units else None), []
        name_units(one)
        found.append(one)
    return found


def _pieces(text: str, first: int) -> list[str]:
    """The pieces of a text that count on from a number; one where another number stands between."""
    marks = list(_AT.finditer(text))
    if (
        [int(mark["number"]) for mark in marks] != list(range(first, first + len(marks)))
        or not marks
        or marks[0].start()
    ):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]


def _alike(text: str, count: int) -> Sequence[str]:
    """The pieces of another cell where they are as many, else none."""
    found = _AT.match(text.strip())
    pieces = _pieces(text.strip(), int(found["number"])) if found else []
    return pieces if len(pieces) == count else []


def _own(text: str, index: int, count: int) -> str:
    pieces = _alike(text, count)
    return pieces[index] if pieces else text

"""A target that nobody can judge yet, as unit and office meet it: what may answer, and whose word has settled it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from luoshi import plan as core
from luoshi.place import Span
from luoshi_web.pages.asking import shown_in, without_reasons, without_rule
from luoshi_web.pages.typography import amount
from luoshi_web.pages.words import in_words
from luoshi_web.reports.actions.settling import given_in_a_field, said_as
from luoshi_web.reports.queries.settlements import Named, Word
from luoshi_web.supervision.words import sentence_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One figure that may answer, with some words around it. `value` is what its button sends."""

    value: str
    shown: Markup
    why: str
    figure: str


@dataclass(frozen=True, slots=True)
class Unsettled:
    """One target with its choices, or with the word that settled it.

    Args:
        key: the target's row, and the number of the last word that the page has seen of it.
        sentence: what is not settled, without blame.
        word: whose word counts; then there is nothing to choose.
        by_text: the field's figure and the sentence contradict each other: a press of the unit's own settles
            that no more than its field did, it changes one of the two.
        refused: the field's figure that the office has undone, to let it count again.
    """

    key: str
    sentence: str
    choices: tuple[Choice, ...]
    word: Word | None = None
    by_text: bool = False
    refused: Choice | None = None

    @property
    def none(self) -> str:
        return f"{self.key}:none"

    @property
    def taken_back(self) -> str:
        return f"{self.key}:{_place(self.word.figure)}" if self.word else ""

    @property
    def said(self) -> str:
        return in_words(*said_as(self.word.figure, self.word.value_text)) if self.word else ""

    @property
    def in_a_field(self) -> bool:
        return self.word is not None and self.word.figure is not None and self.word.figure.start == self.word.figure.end

    @property
    def by_the_office(self) -> bool:
        return self.word is not None and self.word.who is core.Settler.OFFICE


def unsettled_of(
    row: int, named: Named, judged: core.Assessment | None, statement: str, words: Iterable[Word], seen: int = 0
) -> Unsettled | None:
    """Return what is to be settled of a target, or was; None where its words say all.

    Args:
        seen: the number of the last word on it, which a press must have seen.
    """
    key = f"{row}:{seen}"
    word = next((one for one in words if one.named == named), None)
    if judged is None or judged.state is not core.State.UNCLEAR:
        return Unsettled(key, "", (), word) if word is not None else None
    choices = tuple(_choice(key, one, statement) for one in judged.candidates)
    return Unsettled(
        key,
        without_reasons(without_rule(sentence_of(judged)), [one.why for one in choices]),
        choices,
        by_text=given_in_a_field(judged),
    )


def with_field(found: Unsettled | None, row: int, seen: int, field: Word) -> Unsettled:
    """Return the same with the field's figure, which the office has undone; where it is a candidate it is there."""
    if found is not None and any(field.value_text == one.figure for one in found.choices):
        return found
    key = f"{row}:{seen}"
    choice = Choice(
        f"{key}:{_place(field.figure)}", Markup("<b>{}</b>").format(amount(field.value_text)), "", field.value_text
    )
    return replace(found or Unsettled(key, "", ()), refused=choice)


def _choice(key: str, one: core.Candidate, statement: str) -> Choice:
    why = in_words(one.why, one.why_en)
    return Choice(f"{key}:{_place(one.span)}", shown_in(statement, one.span, one.value_text), why, one.value_text)


def _place(figure: Span | None) -> str:
    return "none" if figure is None else f"{figure.start}-{figure.end}"


def by_target(rows: Mapping[int, Named], judged: Mapping[int, core.Assessment], statement: str,
              words: Sequence[Word]) -> dict[int, Unsettled]:  # fmt: skip
    """Return what is to be settled, or was, by the target's row; a range that is asked for twice is settled once."""
    answer: dict[int, Unsettled] = {}
    done: set[Named] = set()
    for row, named in rows.items():
        found = None if named in done else unsettled_of(row, named, judged.get(row), statement, words)
        if found is not None:
            done.add(named)
            answer[row] = found
    return answer

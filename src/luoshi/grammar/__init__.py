"""The grammar of promises: a sentence in, its targets, milestones, observations and claim out."""

from collections.abc import Sequence
from datetime import date

from luoshi.grammar.batch import explain_batch
from luoshi.grammar.explain import explain
from luoshi.grammar.extension import load_extension
from luoshi.grammar.grammar import Grammar, default_grammar
from luoshi.grammar.reading import VERSION, Reading, Step
from luoshi.plan import Target

__all__ = [
    "VERSION",
    "Grammar",
    "Reading",
    "Step",
    "default_grammar",
    "explain",
    "explain_batch",
    "load_extension",
    "read_promise",
    "read_statement",
]


def read_promise(text: str, *, year: int | None = None, as_of: date | None = None) -> Reading:
    """Read the text of a task: targets and milestones, each with its span in `text`."""
    return default_grammar().read_promise(text, year=year, as_of=as_of)


def read_statement(
    text: str, *, year: int | None = None, as_of: date | None = None, targets: Sequence[Target] = ()
) -> Reading:
    """Read the statement of a unit: observations, restated targets, and the claim.

    Args:
        year: the plan's year, against which 一季度 is read; `as_of` where it is not given.
        targets: the task's targets, whose metrics a short name of the statement may mean.
    """
    return default_grammar().read_statement(text, year=year, as_of=as_of, targets=targets)

"""A sentence → the pieces of it that one body can be asked for.

推进A建设，新建B5个，发展C。            three tasks
开展X行动，新增Y100家。                 one: what the act comes to belongs to it
聚焦X，推进A，建设B。                   two, and both have the head 聚焦X
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luoshi.drafting.clauses import Clause
from luoshi.drafting.words import ACTS, ACTS_IN, LEADS, OWN_SUBJECT, RESULTS
from luoshi.place import Span

_LONGEST_SUBJECT = 20  # characters of a clause that only names what is acted on
_SHORTEST, _SHORTEST_PLAIN = 7, 9  # characters of a piece that may stand alone, with a figure and without


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of clauses; `head` is one that leads up to it and to others."""

    clauses: tuple[Clause, ...]
    head: tuple[Clause, ...] = ()

    @property
    def words(self) -> str:
        return "，".join(clause.words for clause in self.clauses)

    @property
    def span(self) -> Span:
        return Span(self.clauses[0].span.start, self.clauses[-1].span.end)


def pieces_of(sentence: Sequence[Clause], holds_value: Iterable[Span] = ()) -> list[Piece]:
    """Cut a sentence into its tasks.

    Args:
        holds_value: where the values of its targets stand: a head that holds one is no shared one.
    """
    values = list(holds_value)
    lead, rest = _led(sentence, values)
    runs: list[list[Clause]] = []
    for clause in rest:
        if runs and not _begins(clause, runs[-1]):
            runs[-1].append(clause)
        else:
            runs.append([clause])
    runs = _long_enough(runs)
    if not runs:
        return [Piece(tuple(lead))] if lead else []
    if len(runs) == 1:
        return [Piece((*lead, *runs[0]))]
    return [Piece(tuple(run), tuple(lead)) for run in runs]


def _led(sentence: Sequence[Clause], values: Sequence[Span]) -> tuple[list[Clause], list[Clause]]:
    """Part the clauses that lead up to a sentence from those that act; one with a value acts."""
    at = 0
    while at < len(sentence) - 1 and _leads_up(sentence[at]) and not _any_in(values, sentence[at].span):
        at += 1
    return list(sentence[:at]), list(sentence[at:])


def _leads_up(clause: Clause) -> bool:
    """Tell whether a clause says how, where or why, or only names what the next ones are about."""
    if LEADS.search(clause.words):
        return True
    return len(clause.words) <= _LONGEST_SUBJECT and not ACTS_IN.search(clause.words)


def _any_in(values: Iterable[Span], span: Span) -> bool:
    return any(span.start <= value.start < span.end for value in values)


def _begins(clause: Clause, before: Sequence[Clause]) -> bool:
    """Tell whether a clause is an act of its own behind the run of those before it."""
    if all(LEADS.search(one.words) for one in before):
        return False
    if RESULTS.search(clause.words):
        return False
    return any(pattern.search(clause.words) for pattern in (ACTS, LEADS, OWN_SUBJECT))


def _long_enough(runs: Sequence[list[Clause]]) -> list[list[Clause]]:
    """Join a run that is too short to be a task to the one before it, the first to the one behind."""
    kept: list[list[Clause]] = []
    carried: list[Clause] = []
    for run in runs:
        run = [*carried, *run]
        carried = []
        if sum(len(clause.words) for clause in run) >= (_SHORTEST if _has_figure(run) else _SHORTEST_PLAIN):
            kept.append(run)
        elif kept:
            kept[-1] += run
        else:
            carried = run
    return [*kept, carried] if carried else kept


def _has_figure(run: Iterable[Clause]) -> bool:
    return any(letter.isdigit() for clause in run for letter in clause.words)

"""How a statement answers a promise: for each target the figure that was taken, and why the others were not.

新建公园25个 · 开工公园25个，建成19个
目标“新建公园25个”：用的数是19个
没有用25个：是开工或在建的数，不是做完的数
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.contract import assessment_as_dict, candidate_as_dict, confirmation_as_dict, observation_as_dict
from luoshi.grammar import Grammar, default_grammar
from luoshi.pacing.assess import assess_plan
from luoshi.pacing.dates import due_date
from luoshi.pacing.matching import proof_of
from luoshi.pacing.proof import Passed, Proof
from luoshi.place import Place
from luoshi.plan import Plan, Source, Target, Task
from luoshi.words import ASPECTS, SETTLERS, light_and_state

_NOWHERE = Source("", "text", "")


@dataclass(frozen=True, slots=True)
class Answered:
    """One target with what of the statement answers it; the target has its assessment."""

    target: Target
    proof: Proof


def answered(
    text: str, statement: str, *, year: int | None = None, as_of: date | None = None, grammar: Grammar | None = None
) -> tuple[Task, tuple[Answered, ...]]:
    """Read a promise and the statement of it; return the task, and each target with its proof.

    Args:
        year: the plan's year; as_of: the day that the statement speaks of.
    """
    grammar = grammar or default_grammar()
    promise = grammar.read_promise(text, year=year, as_of=as_of)
    reading = grammar.read_statement(statement, year=year, as_of=as_of, targets=promise.targets)
    task = Task(
        key="", no="", chapter="", objective="", text=text, lead=(), cooperating=(), statement=statement,
        claim=reading.claim, place=Place(), targets=promise.targets, milestones=promise.milestones,
        observations=reading.observations,
    )  # fmt: skip
    task = assess_plan(Plan(title=None, as_of=as_of, year=year, source=_NOWHERE, tasks=(task,))).tasks[0]
    return task, answered_in(task, year=year, as_of=as_of)


def answered_in(task: Task, *, year: int | None = None, as_of: date | None = None) -> tuple[Answered, ...]:
    """Return each target of a task with its proof, as the rules take it."""
    year = year or (as_of.year if as_of is not None else None)
    last_day = due_date(task.due, year) or (date(year, 12, 31) if year else None)
    return tuple(Answered(one, proof_of(task, one, as_of, one.due or last_day)) for one in task.targets)


def answers_as_dicts(answers: tuple[Answered, ...]) -> list[dict[str, Any]]:
    """Return the answers for a program; figures stand in the contract's names."""
    return [
        {
            "target": number,
            "figure": observation_as_dict(one.proof.figure) if one.proof.figure is not None else None,
            "passed": [
                {
                    "figure": observation_as_dict(passed.figure),
                    "aspect": str(passed.aspect),
                    "why": passed.why,
                    "why_en": passed.why_en,
                }
                for passed in one.proof.passed
            ],
            "unsettled": [str(aspect) for aspect in one.proof.unsettled],
            "candidates": [candidate_as_dict(candidate) for candidate in one.proof.candidates],
            "settled_by": confirmation_as_dict(one.proof.settled_by),
            "assessment": assessment_as_dict(one.target.assessment),
        }
        for number, one in enumerate(answers)
    ]


def answers_in_words(task: Task, answers: tuple[Answered, ...], language: str = "zh") -> str:
    """Say it in lines: the statement, and below it each target, its figure, the others, and where it stands."""
    second = language == "en"
    lines = [f"{('完成情况', 'statement')[second]}  {task.statement}"]
    if not answers:
        lines.append(("└─ 没有读到目标值，没有要回答的。", "└─ No target was read: nothing is to be answered.")[second])
    for number, one in enumerate(answers):
        last = number == len(answers) - 1
        target = one.target.span.of(task.text)
        lines.append(f"{'└─' if last else '├─'} {('目标值', 'target')[second]}  {target}")
        lines += [f"{' ' if last else '│'}    {line}" for line in _lines(task, one, language)]
    return "\n".join(lines)


def _lines(task: Task, one: Answered, language: str) -> Iterator[str]:
    second, proof, judged = language == "en", one.proof, one.target.assessment
    if proof.unsettled:
        what = ("，" if not second else ", ").join(ASPECTS[aspect][second] for aspect in proof.unsettled)
        yield f"{('没有写清', 'not settled')[second]}  {what}"
        for candidate in proof.candidates:
            why = candidate.why_en if second else candidate.why
            yield f"{('可能是', 'may be')[second]}  {candidate.value_text}{(': ' if second else '：')}{why}"
    elif proof.figure is not None:
        word = SETTLERS[proof.settled_by.who][second] if proof.settled_by else ""
        by = (f" ({word})" if second else f"（{word}）") if word else ""
        yield f"{('用的数', 'taken')[second]}  {proof.figure.value_text}{by}"
    else:
        yield f"{('用的数', 'taken')[second]}  {('没有', 'none')[second]}"
    for passed in proof.passed:
        yield _passed(passed, second)
    if judged is not None:
        said = judged.sentence_en if second else judged.sentence
        yield f"{('研判', 'judged')[second]}  {light_and_state(judged, language)}{': ' if second else '：'}{said}"


def _passed(passed: Passed, second: bool) -> str:
    if second:
        return f"not taken  {passed.figure.value_text}: {passed.why_en}"
    return f"没有用  {passed.figure.value_text}：{passed.why}"


def answer_in_a_batch(
    text: str, statement: str, grammar: Grammar, year: int | None, as_of: date | None
) -> dict[str, Any]:
    """Return what a line of a batch that gives a statement gets beside its reading."""
    return statement_as_dict(*answered(text, statement, year=year, as_of=as_of, grammar=grammar))


def statement_as_dict(task: Task, answers: tuple[Answered, ...]) -> dict[str, Any]:
    """Return what was read of a statement, and how it answers each target, for a program."""
    return {
        "statement": {
            "text": task.statement,
            "observations": [observation_as_dict(seen) for seen in task.observations],
            "claim": str(task.claim),
        },
        "answers": answers_as_dicts(answers),
    }

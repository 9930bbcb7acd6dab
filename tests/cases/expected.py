"""Hold what `luoshi read` prints of a case against its expected.json, and say each fault in words.

A case is a folder with `input.*` and `expected.json`. Values are in the base of their measure, as the contract has
them; a pair is [value, measure]. The keys of expected.json, all of them optional:

    tasks, tasks_at_least       how many tasks there are
    tasks_or_finding            [number, word]: that many tasks, or a finding with the word
    title_not                   titles that are none
    findings_any                words, each of which some finding has
    refused_has_any             the file may be refused, in a sentence that has one of these words
    rows                        by `no`, each with keys of ROW
    rows_by_order               by position; `no` is one of a list
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from luoshi.contract import plan_as_json
from luoshi.errors import LuoshiError
from luoshi.reading import read_plan

Json = dict[str, Any]


def near(one: float | None, other: float) -> bool:
    """Tell whether two values are one, but for what a float loses."""
    return one is not None and abs(one - other) <= 1e-6 * max(1, abs(other))


def read(case: Path) -> Json | str:
    """Return what is printed of a case's input as JSON, or the sentence that refuses it."""
    path = next(case.glob("input.*"))
    try:
        plan = read_plan(path.read_bytes(), path.name)
    except LuoshiError as error:
        return str(error)
    printed: Json = json.loads(plan_as_json(plan))
    return printed


def faults_of(want: Json, printed: Json | str) -> list[str]:
    """Say what differs from what is expected; nothing where all is right."""
    if isinstance(printed, str):
        known = any(word in printed for word in want.get("refused_has_any", ()))
        return [] if known else [f"refused: {printed}"]
    return list(_faults_of_plan(want, printed))


def _faults_of_plan(want: Json, plan: Json) -> Iterator[str]:
    tasks, messages = plan["tasks"], [finding["message"] for finding in plan["findings"]]
    exactly, at_least = want.get("tasks", len(tasks)), want.get("tasks_at_least", 0)
    if len(tasks) != exactly or len(tasks) < at_least:
        yield f"{len(tasks)} tasks"
    number, word = want.get("tasks_or_finding", (len(tasks), ""))
    if len(tasks) != number and not any(word in message for message in messages):
        yield f"{len(tasks)} tasks and no finding with {word}"
    if plan["title"] in want.get("title_not", ()):
        yield f"title={plan['title']}"
    for word in want.get("findings_any", ()):
        if not any(word in message for message in messages):
            yield f"no finding with {word}"
    by_number = {str(task["no"]): task for task in tasks}
    for row in want.get("rows", ()):
        if (task := by_number.get(str(row["no"]))) is None:
            yield f"{row['no']}: no such task"
            continue
        yield from (f"{row['no']}: {fault}" for fault in faults_of_row(row, task))
    for position, row in enumerate(want.get("rows_by_order", ())):
        number = tasks[position]["no"] if position < len(tasks) else None
        if number not in row["no"]:
            yield f"{position}: no={number}"


def faults_of_row(want: Json, task: Json) -> Iterator[str]:
    """Say what differs in one task.

    Raises:
        KeyError: `want` has a key that is not in ROW.
    """
    for key, value in want.items():
        if key != "no":
            yield from ROW[key](value, task)


def _is(key: str) -> Callable[[Any, Json], Iterator[str]]:
    def check(value: str, task: Json) -> Iterator[str]:
        if task[key] != value:
            yield f"{key}={task[key]!r}"

    return check


def _judged(key: str, *, among: bool) -> Callable[[Any, Json], Iterator[str]]:
    def check(values: list[str], task: Json) -> Iterator[str]:
        judged = task["assessment"]
        if (judged[key] in values) is not among:
            yield f"{key}={judged[key]}: {judged['sentence']}"

    return check


def _claims_none_of(values: list[str], task: Json) -> Iterator[str]:
    if task["claim"] in values:
        yield f"claim={task['claim']}"


def _says(*, present: bool) -> Callable[[Any, Json], Iterator[str]]:
    def check(words: list[str], task: Json) -> Iterator[str]:
        sentence = task["assessment"]["sentence"]
        yield from (
            f"sentence with{'out' if present else ''} {word}: {sentence}"
            for word in words
            if (word in sentence) is not present
        )

    return check


def _pairs(things: list[Json]) -> list[tuple[float | None, str | None]]:
    return [(one.get("value"), one.get("measure")) for one in things]


def _targets_are(pairs: list[tuple[float, str]], task: Json) -> Iterator[str]:
    left = _pairs(task["targets"])
    for value, measure in pairs:
        found = next((one for one in left if near(one[0], value) and one[1] == measure), None)
        if found is None:
            yield f"no target {value} {measure}: {_pairs(task['targets'])}"
        else:
            left.remove(found)
    if left:
        yield f"targets besides: {left}"


def _has_target(wanted: bool, task: Json) -> Iterator[str]:
    if wanted and not task["targets"]:
        yield "no target"


def _compares_by(comparator: str, task: Json) -> Iterator[str]:
    found = [target["comparator"] for target in task["targets"]]
    if comparator not in found:
        yield f"comparators={found}"


def _between(key: str) -> Callable[[Any, Json], Iterator[str]]:
    def check(limits: tuple[float, float], task: Json) -> Iterator[str]:
        low, high = limits
        if not any(value is not None and low <= value <= high for value, _ in _pairs(task[key])):
            yield f"none of {key} in {limits}: {_pairs(task[key])}"

    return check


def _sees(*, present: bool) -> Callable[[Any, Json], Iterator[str]]:
    def check(pairs: list[tuple[float, str]], task: Json) -> Iterator[str]:
        seen = _pairs(task["observations"])
        for value, measure in pairs:
            if any(near(one, value) and its == measure for one, its in seen) is not present:
                yield f"{'not ' if present else ''}seen {value} {measure}: {seen}"

    return check


def _sees_value(values: list[float], task: Json) -> Iterator[str]:
    seen = _pairs(task["observations"])
    yield from (f"not seen {value}: {seen}" for value in values if not any(near(one, value) for one, _ in seen))


def _statement_without(words: list[str], task: Json) -> Iterator[str]:
    yield from (f"statement={task['statement']!r}" for word in words if word in task["statement"])


def _metric_of(pairs: list[tuple[float, str]], task: Json) -> Iterator[str]:
    for value, word in pairs:
        if not any(near(one["value"], value) and word in (one["metric"] or "") for one in task["observations"]):
            yield f"{value} is not of {word}: {[(one['value'], one['metric']) for one in task['observations']]}"


# a key of a row in expected.json, and what says its faults
ROW: dict[str, Callable[[Any, Json], Iterator[str]]] = {
    "text": _is("text"),
    "statement": _is("statement"),
    "objective": _is("objective"),
    "lead": _is("lead"),
    "claim": _is("claim"),
    "claim_not": _claims_none_of,
    "state": _judged("state", among=True),
    "state_not": _judged("state", among=False),
    "light_not": _judged("light", among=False),
    "sentence_has": _says(present=True),
    "sentence_not": _says(present=False),
    "targets": _targets_are,  # all of them
    "has_target": _has_target,
    "comparator": _compares_by,  # of some target
    "target_between": _between("targets"),
    "observed_between": _between("observations"),
    "sees": _sees(present=True),
    "sees_not": _sees(present=False),
    "sees_value": _sees_value,
    "statement_not": _statement_without,
    "metric_of": _metric_of,  # [value, a word in its metric]
}

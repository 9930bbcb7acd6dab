"""Unit lines: tasks without numbers, each a sentence over the lines that say who does it and by when.

增绿惠民                                its name, a line by itself
新增绿地15公顷，建设绿道20公里。          the task
责任单位：市城管局、市住建局
完成时限：11月底前
"""

from collections.abc import Sequence

from luoshi.tasktable.draft import Draft
from luoshi.tasktable.forms import put
from luoshi.tasktable.items import Item

_UNIT_LABELS = ("lead", "cooperating", "responsible")
_FEWEST = 3
_NAME_AND_TASK = 2


def tasks_over_their_units(items: Sequence[Item]) -> tuple[list[Draft], list[Item]]:
    """Return the tasks of such a text, and the lines above the first of them; nothing where it has another shape.

    Each but the first has one line over its units, or two of which the first is a name.
    """
    groups = _groups(items)
    if len(groups) < _FEWEST or any(item.style for item in items):
        return [], []
    first = groups[0][0]
    above = first[:-_NAME_AND_TASK] if len(first) > 1 and first[-_NAME_AND_TASK].is_title else first[:-1]
    groups[0] = (first[len(above) :], groups[0][1])
    if any(len(lines) > _NAME_AND_TASK or not all(line.is_title for line in lines[:-1]) for lines, _ in groups):
        return [], []
    return [_task(lines, labelled) for lines, labelled in groups], above


def _groups(items: Sequence[Item]) -> list[tuple[list[Item], list[Item]]]:
    """The lines of words, each run with the lines of labels behind it that name its units; none where one has none."""
    groups: list[tuple[list[Item], list[Item]]] = []
    for item in items:
        if item.label is None and (not groups or groups[-1][1]):
            groups.append(([item], []))
        elif item.label is None:
            groups[-1][0].append(item)
        elif not groups:
            return []
        else:
            groups[-1][1].append(item)
    named = [any(line.meaning in _UNIT_LABELS for item in labelled for line in item.labels) for _, labelled in groups]
    return groups if all(named) else []


def _task(lines: Sequence[Item], labelled: Sequence[Item]) -> Draft:
    *name, words = lines
    draft = Draft(words.place, text=words.text, objective=name[0].text if name else "", numbered=False)
    draft.places["text"] = words.place
    for item in labelled:
        for line in item.labels:
            put(draft, line)
    return draft

"""Units (责任单位): the bodies that owe a task. Names as written, groups, likely aliases.

Nothing is merged: names that look alike are proposed for a person to confirm.
"""

from collections import Counter
from collections.abc import Iterable

from luoshi.plan import Task, UnitMention
from luoshi.units.aliases import is_group, look_alikes
from luoshi.units.names import looks_like_unit, spelled, split_units

__all__ = ["is_group", "look_alikes", "looks_like_unit", "mentions", "spelled", "split_units"]


def mentions(tasks: Iterable[Task]) -> tuple[UnitMention, ...]:
    """Return every unit that the tasks name, in the order of first mention, with its counts.

    One name in two kinds of brackets is one unit, called as it is written first.
    """
    leads: Counter[str] = Counter()
    cooperates: Counter[str] = Counter()
    written: dict[str, dict[str, None]] = {}
    for task in tasks:
        leads.update(task.lead)
        cooperates.update(task.cooperating)
        for name in (*task.lead, *task.cooperating):
            written.setdefault(spelled(name), {})[name] = None
    names = {next(iter(ways)): tuple(ways) for ways in written.values()}
    alike = look_alikes(list(names))
    return tuple(
        UnitMention(
            name=name,
            as_written=ways,
            kind="group" if is_group(name) else "unit",
            maybe_same_as=alike[name],
            leads=sum(leads[way] for way in ways),
            cooperates=sum(cooperates[way] for way in ways),
        )
        for name, ways in names.items()
    )

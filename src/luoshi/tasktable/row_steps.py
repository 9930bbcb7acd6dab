"""Rows that are further steps of the task above them, told by their cells and by the numbers around them."""

from collections.abc import Sequence

from luoshi.documents import Cell
from luoshi.tasktable.align import Aligned
from luoshi.tasktable.columns import Layout
from luoshi.tasktable.draft import Draft
from luoshi.tasktable.numbering import value_of


def belongs_to_last(
    item: Aligned, before: Aligned | None, last: Draft, layout: Layout, draft: Draft, upcoming: str
) -> bool:
    """Tell whether a row is a further step of the task above it, not a task of its own.

    `before` is the row above, `last` the task above, `upcoming` the next number below.
    """
    if before is None:
        return False
    number, text = layout.index("no"), layout.index("text")
    if _same(item.at(number), before.at(number)) or _same(item.at(text), before.at(text)):
        shared = (
            (layout.has_remedies or layout.shares_numbers) and draft.text and not _same(item.at(text), before.at(text))
        )
        return not shared and not (draft.number and item.at(number) is not before.at(number))
    if draft.number or (number is None and draft.text):
        return False
    if not draft.text:
        return True
    return _fills_no_gap(last.number, upcoming) and not _looks_whole(item, layout)


def _looks_whole(item: Aligned, layout: Layout) -> bool:
    """Tell whether a row without a number has all that tasks have, and so lost its number."""
    after = item.text(layout.index("lead")) or item.text(layout.index("responsible"))
    return bool(after) and bool(item.text(layout.index("report"))) and not layout.has_steps


def _fills_no_gap(last: str, upcoming: str) -> bool:
    """Tell by the numbers around it whether a row without one is a step: 3, –, 4 has no room for a task."""
    before, after = value_of(last), value_of(upcoming)
    if before is None or after is None or after <= before:
        return False
    return after == before + 1


def next_numbers(rows: Sequence[Aligned], layout: Layout) -> list[str]:
    """For each row the next number that stands below it, "" where there is none."""
    number, following, found = layout.index("no"), "", []
    for item in reversed(rows):
        found.append(following)
        following = item.text(number) or following
    return found[::-1]


def share_problem(draft: Draft, last: Draft, layout: Layout) -> None:
    """Give a measure without a number the problem above it, whose cells were merged before they came here."""
    names = [layout.names[i] for i in range(layout.index("text") or 0) if layout.roles[i] == "extra"]
    if draft.number or not draft.text or any(name in draft.extra for name in names):
        return
    draft.number = last.number
    for name in names:
        if name in last.extra:
            draft.extra[name] = last.extra[name]
    for field in ("no", *(f"extra.{name}" for name in names)):
        if field in last.places:
            draft.places[field] = last.places[field]


def add_step(draft: Draft, last: Draft, item: Aligned, before: Aligned | None, layout: Layout) -> None:
    """Add a row to the task above it as a step: its words, its units and its answers."""
    same_text = _same(item.at(layout.index("text")), before.at(layout.index("text")) if before else None)
    step = draft.as_step()
    if step.text or step.due:
        last.steps += [*([] if last.steps else [last.as_step()]), step]
    if draft.text and not same_text:
        last.text = f"{last.text}\n{draft.text}" if last.text else draft.text
    for role, cell in draft.units.items():
        if cell not in last.units.get(role, "").split("\n"):
            last.units[role] = "\n".join(filter(None, (last.units.get(role, ""), cell)))
    for answer in draft.answers:
        known = next((a for a in last.answers if a.column.index == answer.column.index), None)
        if known is None:
            last.answers.append(answer)
        elif answer.text not in known.text:
            known.text = f"{known.text}\n{answer.text}"
    for name, value in draft.extra.items():
        if value not in last.extra.get(name, ""):
            last.extra[name] = "\n".join(filter(None, (last.extra.get(name, ""), value)))
    last.due = draft.due or last.due
    close_text(last)


def close_text(draft: Draft) -> None:
    """A task whose words stand only in its steps has them as its text."""
    if not draft.text:
        draft.text = draft.step
        draft.places.setdefault("text", draft.places.get("step", draft.place))


def _same(cell: Cell | None, above: Cell | None) -> bool:
    return cell is not None and cell is above and bool(cell.text.strip())

"""A table without a header → what its columns hold, by what stands in them."""

from collections.abc import Sequence

from luoshi.documents import Row
from luoshi.tasktable.columns import Layout
from luoshi.tasktable.contents import Contents, contents_of_columns

_FEWEST_ROWS = 3


def guessed_layout(rows: Sequence[Row], table: int) -> Layout | None:
    """Return a layout with every column guessed; None where the cells do not look like tasks.

    Tasks have a column of numbers or of units, and one of words.
    """
    width = max((len(row.cells) for row in rows), default=0)
    whole = [row for row in rows if len(row.cells) == width]
    if len(whole) < _FEWEST_ROWS or width < 2:
        return None
    held = contents_of_columns(whole, width)
    roles = ["extra"] * width
    number = next((i for i in range(min(width, 3)) if held[i].numbers > 0.8 and held[i].filled > 0.5), None)
    units = [i for i in range(width) if i != number and held[i].units > 0.8 and held[i].length > 1]
    words = [i for i in range(width) if i != number and i not in units and held[i].numbers < 0.5]
    if not words or (number is None and not units) or max(held[i].length for i in words) < 6:
        return None
    if number is not None:
        roles[number] = "no"
    for index, role in zip(units, ("lead", "cooperating"), strict=False):
        roles[index] = role
    text = _text(words, units, held)
    roles[text] = "text"
    for index in words:
        if index < text and held[index].groups:
            roles[index] = "objective"
        elif index > text and held[index].dates > 0.6 and "due" not in roles:
            roles[index] = "due"  # a day by which is no result
        elif units and index > units[-1] and index > text and "report" not in roles:
            roles[index] = "report"
    return Layout(("",) * width, tuple(roles), tuple(role != "extra" for role in roles), table)


def _text(words: Sequence[int], units: Sequence[int], held: Sequence[Contents]) -> int:
    before = [i for i in words if not units or i < units[0]]
    return max(before or words, key=lambda i: held[i].length)

"""What stands over the rows of tables: the chapter, the objective, and the unit whose tasks they are."""

import re
from collections.abc import Sequence

from luoshi.documents import Cell, Row
from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.tasktable.align import Aligned
from luoshi.tasktable.columns import Layout
from luoshi.tasktable.draft import Draft
from luoshi.tasktable.numbering import (
    NUMERAL,
    heading_depth,
    is_below,
    is_chapter,
    is_number,
    unit_of,
    value_of,
)
from luoshi.tasktable.wording import flowing, without_continued
from luoshi.units.roles import Roles

_CHINESE_NUMBER = expression(rf"^[（(]?(?:{NUMERAL})[)）、.．]?$")


class RowHeadings:
    """Holds from table to table until another heading comes, or a column of a row says another."""

    def __init__(self) -> None:
        self.chapter = ""
        self.chapter_place: Place | None = None
        self.objective = ""
        self.objective_place: Place | None = None
        self.section = ""  # （一） under the chapter, which an objective's column may hide
        self.unit = ""  # the unit whose tasks these are, where no column names one
        self.unit_above = ""
        self.unit_sheet: str | None = None  # the sheet whose line names it

    def begin_chapter(self, text: str, place: Place) -> None:
        """Begin a chapter; （一） under 一、 is the objective of what follows, where no column says another.

        So is 一、 under 第一章; of three levels the middle one is kept as 小节. One that a page repeats
        (一、产业升级（续）) goes on.
        """
        whole = without_continued(text)
        if whole != text and whole in (self.chapter, self.section):
            return
        if is_below(text, self.chapter):
            self.objective, self.objective_place = text, place
            self.section = self.section if is_below(text, self.section) else text
            return
        self.chapter, self.chapter_place = text, place
        self.objective, self.objective_place, self.section = "", None, ""
        self.unit = unit_of(text) or self.unit_above

    def begin_sheet(self, place: Place) -> None:
        """Begin a sheet of its own: without a chapter, and without the unit that a line of another one names."""
        if self.unit_sheet != place.sheet:
            self.unit_above = ""
        self.begin_chapter("", place)

    def name_unit(self, name: str, place: Place) -> None:
        """Take the unit that a line over a table names for all its tasks: 填报单位：区教育局."""
        self.unit = self.unit_above = name
        self.unit_sheet = place.sheet

    def name_lead(self, draft: Draft, layout: Layout) -> None:
        """Give a row the unit named over it, where neither a column nor the row itself names one that leads."""
        if self.unit and not draft.units and draft.named is None and not layout.has_units:
            draft.named = Roles(lead=[self.unit])
        elif self.unit and not {"lead", "responsible"} & {*layout.roles, *draft.units}:
            draft.units["lead"] = self.unit  # 牵头单位：区教育局 over a table with a column of who helps

    def carry(self, draft: Draft) -> None:
        """Give a row the chapter and the objective of its group."""
        if draft.chapter and draft.chapter != self.chapter:
            self.begin_chapter(draft.chapter, draft.places["chapter"])
        draft.chapter = self.chapter
        if self.chapter_place:
            draft.places.setdefault("chapter", self.chapter_place)
        if draft.objective and self.objective and without_continued(draft.objective) == self.objective:
            draft.objective = self.objective  # the next page repeats it: 做强产业（续）
        if draft.objective:
            self.objective, self.objective_place = draft.objective, draft.places["objective"]
        draft.objective = self.objective
        if self.section and draft.objective != self.section:
            draft.extra["小节"] = self.section
        if self.objective_place:
            draft.places.setdefault("objective", self.objective_place)


def is_lone_heading(row: Row, cell: Cell, *, thinned: bool) -> bool:
    """Tell whether the one cell of a row is a chapter; `thinned`: words of the row were left out."""
    text = flowing(cell.text)
    wide = cell.column_span * 2 > len(row.cells) or len(row.cells) == 1
    first = any(c is cell for c in row.cells[:2])
    is_sentence = len(text) > 40 or text[-1] in "。；;"
    if (cell.row_span > 1 and not wide) or thinned:
        return False  # a group whose first task was left out
    if is_number(text) or (is_sentence and not is_chapter(text) and not wide):
        return False
    return is_chapter(text) or wide or first


def numbered_chapter(item: Aligned, layout: Layout, filled: Sequence[Cell]) -> str:
    """Return the chapter that 一 | 经济发展 is (a Chinese number and a title, no units, no answer); "" for others."""
    number = item.text(layout.index("no"))
    if len(filled) != 2 or not _CHINESE_NUMBER.match(number) or layout.chinese_numbers:
        return ""
    title = next(cell for cell in filled if cell.text.strip() != number)
    if len(title.text) > 60:
        return ""
    mark = "" if number[-1] in "、)）.．" else "、"
    return f"{number}{mark}{flowing(title.text)}"


def is_section(item: Aligned, draft: Draft, upcoming: str) -> bool:
    """Tell whether a row only names what （一）, （二） below it promise: number 一, words, nothing else."""
    own, below = heading_depth(draft.number), heading_depth(upcoming)
    deeper = own is not None and below is not None and below > own and value_of(upcoming) == 1
    return deeper and bool(_CHINESE_NUMBER.match(draft.number)) and len(item.filled) == 2 and bool(draft.text)


def is_parent(item: Aligned, draft: Draft, upcoming: str) -> bool:
    """Tell whether a row only names what 1.1, 1.2 below it promise: number 1, words, and what they all share."""
    number = draft.number.rstrip(".．、")
    below = re.match(r"^(\d+)[.．\-－—]1$", upcoming.strip().rstrip(".．、"))
    own = [cell for cell in item.filled if cell.row_span == 1]
    return below is not None and below[1] == number and len(own) == 2 and bool(draft.text)

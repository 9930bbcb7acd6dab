"""A table's rows → drafts of tasks: alignment, chapters, groups, numbers, steps.

项目 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 完成情况
主要预期指标 | 1 | … | … | … | …
2 | … | … | … | … |                the group's cell was merged on paper: the row moves by one
"""

from collections.abc import Sequence

from luoshi.documents import Cell, Row, Table
from luoshi.place import Place
from luoshi.plan import Finding, Level, Step
from luoshi.tasktable.columns import Layout, find_header, fits_units, is_header
from luoshi.tasktable.draft import Answer, Draft
from luoshi.tasktable.headings import compact
from luoshi.tasktable.numbering import is_chapter, is_number
from luoshi.tasktable.wording import flowing, is_end_mark, is_footnote
from luoshi.units import split_units


class TableReader:
    """Reads the tables of one document in their order; a header holds until the next one."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.findings: list[Finding] = []
        self.layouts: list[Layout] = []
        self.layout: Layout | None = None
        self.chapter = ""
        self.chapter_place: Place | None = None
        self.objective = ""
        self.objective_place: Place | None = None

    def begin_chapter(self, text: str, place: Place) -> None:
        self.chapter, self.chapter_place = text, place
        self.objective, self.objective_place = "", None

    def read(self, table: Table) -> None:
        """Read one table. Rows before its header are titles; they are passed over."""
        number = table.place.table or 0
        index = 0
        while index < len(table.rows):
            row = table.rows[index]
            if found := find_header(table.rows, index, number):
                self._take_layout(found[0])
                index = found[1]
                continue
            if self.layout is not None:
                self._row(row, table.ragged)
            index += 1

    def _take_layout(self, layout: Layout) -> None:
        if self.layout is not None and self.layout.headings == layout.headings:
            return  # the header repeated after a page break or in each chapter
        self.layout = layout
        self.layouts.append(layout)
        if "no" not in layout.roles:
            self.findings.append(
                Finding(
                    "no-number-column",
                    Level.ERROR,
                    "表中没有序号列，任务按出现的先后排列。",
                    Place(table=layout.table or None),
                    "The table has no number column; tasks are kept in the order in which they stand.",
                )
            )

    def _row(self, row: Row, ragged: bool) -> None:
        layout = self.layout
        assert layout is not None
        filled = [cell for cell in row.distinct if cell.text.strip()]
        if not filled or is_header(row):
            return
        if len(filled) == 1 and self._lone(row, filled[0]):
            return
        cells, surplus = (
            _aligned(row, layout) if ragged else (list(row.cells[: layout.width]), row.cells[layout.width :])
        )
        self._task(row, cells, [cell for cell in surplus if cell is not None and cell.text.strip()])

    def _lone(self, row: Row, cell: Cell) -> bool:
        """Take a row of one cell as a chapter or a footnote; False where it is neither."""
        text = flowing(cell.text)
        if is_end_mark(text) or is_footnote(text):
            return True
        wide = cell.column_span * 2 > len(row.cells) or len(row.cells) == 1
        if is_chapter(text) or (wide and not is_number(text)) or (row.cells[0] is cell and not is_number(text)):
            self.begin_chapter(text, cell.place)
            return True
        return False

    def _task(self, row: Row, cells: Sequence[Cell | None], surplus: Sequence[Cell]) -> None:
        layout = self.layout
        assert layout is not None
        draft = Draft(row.place)
        for index, cell in enumerate(cells):
            if cell is not None and cell.text.strip():
                _fill(draft, layout, index, cell)
        self._carry(draft, layout)
        for position, cell in enumerate(surplus, start=layout.width + 1):
            draft.extra[f"第{position}列"] = flowing(cell.text)
        if surplus:
            self.findings.append(_too_many(draft, row, layout, len(surplus)))
        if draft.text:
            self.drafts.append(draft)

    def _carry(self, draft: Draft, layout: Layout) -> None:
        """Give a row the chapter and the objective of its group."""
        if draft.chapter and draft.chapter != self.chapter:
            self.begin_chapter(draft.chapter, draft.places["chapter"])
        draft.chapter = self.chapter
        if self.chapter_place:
            draft.places.setdefault("chapter", self.chapter_place)
        if draft.objective:
            self.objective, self.objective_place = draft.objective, draft.places["objective"]
        draft.objective = self.objective
        if self.objective_place:
            draft.places.setdefault("objective", self.objective_place)


def _fill(draft: Draft, layout: Layout, index: int, cell: Cell) -> None:
    """Put one cell into the field that its column stands for."""
    role, text = layout.roles[index], flowing(cell.text)
    if role == "no":
        draft.number = text
        draft.places["no"] = cell.place
    elif role in ("chapter", "objective", "text", "due", "leader"):
        setattr(draft, role, text)
        draft.places[role] = cell.place
    elif role in ("lead", "cooperating", "responsible"):
        _fill_units(draft, role, cell)
    elif role == "report":
        draft.answers.append(Answer(layout.column(index), text, cell.place))
        draft.places.setdefault("statement", cell.place)
    else:
        heading = layout.headings[index] or f"第{index + 1}列"
        draft.extra[heading] = text
        draft.places[f"extra.{heading}"] = cell.place


def _fill_units(draft: Draft, role: str, cell: Cell) -> None:
    names = split_units(cell.text)
    if role == "responsible":
        draft.lead += names[:1]
        draft.cooperating += names[1:]
        draft.places["lead"] = draft.places["cooperating"] = cell.place
        return
    known = draft.lead if role == "lead" else draft.cooperating
    known += [name for name in names if name not in known]
    draft.places[role] = cell.place


def _too_many(draft: Draft, row: Row, layout: Layout, surplus: int) -> Finding:
    return Finding(
        "too-many-cells",
        Level.ERROR,
        f"这一行比表头多{surplus}格，多出的内容已单独保留，请核对各列是否对齐。",
        row.place,
        f"This row has {surplus} more cells than the header; the surplus is kept apart; please compare the columns.",
        task=draft.number or None,
        written=str(layout.width + surplus),
        reckoned=str(layout.width),
    )


def _aligned(row: Row, layout: Layout) -> tuple[list[Cell | None], Sequence[Cell]]:
    """Put the cells of a ragged row under their columns: the number shows how far the row has moved."""
    cells = list(row.cells)
    number = layout.index("no")
    if number is None:
        return _by_fit(cells, layout, range(1 + max(0, layout.width - len(_trimmed(cells)))))
    for shift in range(number + 1):
        position = number - shift
        if position < len(cells) and is_number(cells[position].text):
            return _shifted(cells, shift, layout)
    without = [*cells[:number], None, *cells[number:]]
    kept = _shifted(cells, 0, layout)
    options = [kept, _shifted(without, 0, layout)]
    options += [_shifted(cells, shift, layout) for shift in range(1, number + 2)]
    return max(options, key=lambda option: _fit(option, layout))


def _by_fit(
    cells: list[Cell], layout: Layout, shifts: Sequence[int] | range
) -> tuple[list[Cell | None], Sequence[Cell]]:
    return max((_shifted(cells, shift, layout) for shift in shifts), key=lambda option: _fit(option, layout))


def _shifted(cells: Sequence[Cell | None], shift: int, layout: Layout) -> tuple[list[Cell | None], list[Cell]]:
    moved: list[Cell | None] = [*([None] * shift), *cells]
    surplus = [cell for cell in moved[layout.width :] if cell is not None]
    moved = moved[: layout.width]
    return [*moved, *([None] * (layout.width - len(moved)))], surplus


def _trimmed(cells: Sequence[Cell]) -> Sequence[Cell]:
    end = len(cells)
    while end and not cells[end - 1].text.strip():
        end -= 1
    return cells[:end]


def _fit(option: tuple[list[Cell | None], Sequence[Cell]], layout: Layout) -> float:
    """Weigh how well cells suit their columns: units under units, the longest words under the text."""
    cells, surplus = option
    score = -3.0 * sum(1 for cell in surplus if cell.text.strip())
    longest = max((len(cell.text) for cell in cells if cell is not None), default=0)
    for role, cell in zip(layout.roles, cells, strict=True):
        text = cell.text.strip() if cell is not None else ""
        if role in ("lead", "cooperating", "responsible"):
            score += 2 if text and fits_units(text) else -2 if text else -1
        elif role == "text":
            score += 2 if text and len(text) == longest else -2 if not text else -1 if fits_units(text) else 0
        elif role == "no":
            score += 2 if is_number(text) else -2 if text else 0
    return score


__all__ = ["Step", "TableReader", "compact"]

"""A table's rows → drafts of tasks: chapters, groups, numbers, steps, rows cut by a page.

项目 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 完成情况
主要预期指标 | 1 | … | … | … | …
2 | … | … | … | … |                the group's cell was merged on paper: the row moves by one
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from types import MappingProxyType

from luoshi.documents import Cell, Row, Table
from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.plan import Finding
from luoshi.tasktable import findings as tell
from luoshi.tasktable.align import Aligned, aligned
from luoshi.tasktable.cell_mapping import (
    SAME,
    attach_remarks,
    continue_draft,
    fill,
    join_goal,
    keep_lone_step,
    name_units,
    take_beside,
    take_due_within,
    take_number,
    take_state,
)
from luoshi.tasktable.column_overrides import Meanings, as_told, told_layout
from luoshi.tasktable.columns import Layout
from luoshi.tasktable.cut_cells import first_row, made_whole, tell_drafts
from luoshi.tasktable.draft import Draft
from luoshi.tasktable.footnotes import counts_columns, is_signature, note_in
from luoshi.tasktable.forms import labelled_lines, put, read_form
from luoshi.tasktable.header_inference import guessed_layout
from luoshi.tasktable.header_rows import find_header, is_header
from luoshi.tasktable.indicators import compose
from luoshi.tasktable.listed import one_by_one
from luoshi.tasktable.numbering import (
    is_chapter,
    is_number,
    unit_above,
)
from luoshi.tasktable.row_headings import RowHeadings, is_lone_heading, is_parent, is_section, numbered_chapter
from luoshi.tasktable.row_steps import add_step, belongs_to_last, close_text, next_numbers, share_problem
from luoshi.tasktable.run_on import RunOn
from luoshi.tasktable.split_tables import side_by_side
from luoshi.tasktable.turned import upright
from luoshi.tasktable.wording import flowing, is_footnote, is_page_mark, without_continued

_TOTAL = expression(r"^(?:总\s*计|合\s*计|小\s*计|共\s*计)(?:[（(]?共?\d+[个项件家条]?[)）]?)?[:：]?$")
_SUM_BEHIND = expression(r"(?<=[^\d\s])\s*(?:小\s*计|合\s*计|[（(](?:小|合)计[）)])[:：]?$", needs="小合计")
_PEOPLE = expression(r"^(?:姓\s*名|职\s*务|(?:联系|办公|手机)?电\s*话|手机(?:号码?)?|联系方式|邮箱|微信)$")
_FIGURE = expression(r"^[-\d.,，/—]+\s*[%％个项]?$")
_SAID_BELOW = (
    "report",
    "actual",
    "problems",
    "next_step",
    "due",
    "leader",
    "lead",
    "cooperating",
    "responsible",
    "contact",
)
_SAID_BESIDE = expression(
    r"^[（(]?(?:截[至止]|单位|填报|编制|制表|日期|时间|20\d\d年\d{1,2}月)"
)  # day and unit beside a title


class TableReader:
    """Reads the tables of one document in their order; a header holds until the next one."""

    def __init__(self, meanings: Meanings = MappingProxyType({}), tasks_at: Collection[Place] = ()) -> None:
        self.meanings = meanings
        self.tasks_at = tasks_at
        self.drafts: list[Draft] = []
        self.findings: list[Finding] = []
        self.notes: list[tuple[str, Place]] = []  # rows that say something of their table
        self.layouts: list[Layout] = []
        self.titles: list[str] = []
        self.layout: Layout | None = None
        self.over = RowHeadings()
        self.lines: set[Place] = set()  # the lines between tables that are chapters of them
        self.above = ""  # the lines over the table that is being read
        self.headed = False  # a table of the document has a header: others without one are tasks only with units
        self.thinned: frozenset[tuple[int | None, int | None]] = (
            frozenset()
        )  # (table, row) of which words were left out
        self.cut = False  # the table before ended with its page: its last row may go on
        self.before: Aligned | None = None  # the row before, in this table
        self.run_on = RunOn()
        self.last: Table | None = None  # the table that the page before ended with

    def read(self, table: Table) -> None:
        """Read one table: its parts from header to header."""
        table = self._made_whole(self._without_page_marks(table))
        if halves := side_by_side(table):
            for half in halves:
                self.read(half)
            return
        self.before = None
        if _is_roster(table):
            self.findings.append(tell.table_not_read(table))
            return
        had = len(self.drafts)
        if forms := read_form(table, self.over.chapter):
            self.drafts += forms
            return
        if not self._has_layout_for(table):
            table = upright(table) or table
        rows, start = table.rows, 0
        while start < len(rows):
            end = next((i for i in range(start, len(rows)) if is_header(rows[i])), len(rows))
            if end > start:
                self._part(table, rows[start:end], is_first=start == 0, has_header_below=end < len(rows))
            if end == len(rows):
                break
            found = find_header(rows, end, table.place.table or 0, f"{self.above} {' '.join(self.titles[-2:])}")
            if found is None:
                start = end + 1
            elif not as_told(found[0], self.meanings).has_tasks:
                self.findings.append(tell.table_not_read(table))
                start = next((i for i in range(found[1], len(rows)) if is_header(rows[i])), len(rows))
            else:
                self._take_layout(found[0])
                start = found[1]
        for draft in self.drafts[had:]:
            keep_lone_step(draft)
        if len(self.drafts) > had or table.broken_by_page:
            self.cut = table.broken_by_page
        self.last = table if table.broken_by_page else None

    def _made_whole(self, table: Table) -> Table:
        """Join the merged cells that the end of the page before cut, there and here."""
        last, layout = self.last, self.layout
        self.last = None
        if not self.cut or last is None or layout is None or not self.drafts or not table.rows:
            return table
        first = table.rows[min(first_row(table), len(table.rows) - 1)]
        if len(first.cells) != layout.width:
            return table
        goes_on = self._goes_on(aligned(first, layout, ragged=table.ragged), layout)
        table, cuts = made_whole(last, table, layout, row_goes_on=goes_on)
        for cut in cuts:
            tell_drafts(self.drafts, cut, layout)
            if not cut.rest.text.strip() and layout.roles[cut.column] not in ("objective", "chapter"):
                self.findings.append(tell.cell_goes_on(cut.rest.place, layout.names[cut.column], cut.whole.text))
            if self.over.objective_place == cut.before.place:
                self.over.objective = flowing(cut.whole.text)
        return table

    def _without_page_marks(self, table: Table) -> Table:
        """Leave out rows that only a page says (第1页 共3页, 续表, the table's title once more), and name them."""
        titles = {without_continued(title) for title in (*self.titles, *self.above.split(" "))}
        kept = []
        headed = False
        for row in table.rows:
            filled = [cell for cell in row.distinct if cell.text.strip()]
            text = flowing(filled[0].text) if len(filled) == 1 else ""
            if counts_columns(filled) and row.place not in self.tasks_at:
                self.notes.append((" ".join(cell.text.strip() for cell in filled), row.place))
                continue
            headed = headed or is_header(row)
            again = (
                without_continued(text) in titles
                and not is_chapter(text)
                and (headed or without_continued(text) != text)
            )
            if text and (is_page_mark(text) or again) and not (filled[0].row_span > 1 and len(row.cells) > 1):
                self.findings.append(tell.page_mark_left_out(text, row.place))
                continue
            if text and not headed:
                titles.add(text)
            kept.append(row)
        return table if len(kept) == len(table.rows) else replace(table, rows=tuple(kept))

    def _take_layout(self, layout: Layout) -> None:
        layout = as_told(layout, self.meanings)
        if self.layout is not None and self.layout.headings == layout.headings:
            return  # the header repeated after a page break or in each chapter
        self.layout = layout
        self.layouts.append(layout)
        if "no" not in layout.roles and not layout.numbers_in_text:
            self.findings.append(tell.no_number_column(layout))
        if any(layout.guessed):
            self.findings.append(tell.columns_guessed(layout))

    def _part(self, table: Table, rows: Sequence[Row], *, is_first: bool, has_header_below: bool) -> None:
        """Read the rows between two headers."""
        if has_header_below and is_first and not table.ragged and _is_preamble(rows):
            rest = self._rest_of_a_row(rows[0], table)
            self._preamble(rows[rest:])
            return
        if not self._has_layout_for(table):
            told = told_layout(table, self.meanings)
            if told is None and (drafts := read_form(table, self.over.chapter)):
                self.drafts += drafts
                return
            layout = guessed_layout(rows, table.place.table or 0) or told
            if layout is None or (told is None and self.headed and not layout.has_units):
                self.titles += [cell.text for row in rows[:3] for cell in row.distinct if cell.text.strip()]
                self.findings.append(tell.table_not_read(table))
                return
            self._take_layout(layout)
            if layout is told and any(layout.headings):
                rows = rows[1:]
        layout = self.layout
        assert layout is not None
        ready = [aligned(row, layout, ragged=table.ragged) for row in rows]
        for item, upcoming in zip(ready, next_numbers(ready, layout), strict=True):
            self.cut = self.cut or (item is ready[0] and self._breaks_off(item, layout))
            self._row(item, layout, upcoming)

    def _rest_of_a_row(self, row: Row, table: Table) -> int:
        """Take the first row of a page as the rest of the last row of the page before, where it is; return 1 then."""
        if not self.cut or self.layout is None or not self._has_layout_for(table):
            return 0
        item = aligned(row, self.layout, ragged=False)
        if not item.filled or item.filled[0].column_span > 1 or not self._goes_on(item, self.layout):
            return 0
        self._row(item, self.layout, "")
        return 1

    def _has_layout_for(self, table: Table) -> bool:
        """Tell whether the last header serves this table too: it does where the columns are as many."""
        return self.layout is not None and (table.ragged or table.width == self.layout.width)

    def _preamble(self, rows: Sequence[Row]) -> None:
        """Take the lines over a header: chapters as such, others as titles."""
        for row in rows:
            for cell in row.distinct[:1] if len(row.distinct) == 1 else row.distinct:
                text = flowing(cell.text)
                if named := unit_above(text):
                    self.over.name_unit(named, cell.place)
                elif text and is_chapter(text) and len(text) < 60:
                    self.over.begin_chapter(text, cell.place)
                elif text:
                    again = text in self.titles
                    self.titles.append(text)
                    beside = cell is not row.distinct[0] or _SAID_BESIDE.match(text)
                    of_sheet = bool(cell.place.sheet) and text.rstrip("）)】").endswith(cell.place.sheet or "")
                    if self.drafts and len(text) < 40 and not (is_footnote(text) or again or beside or of_sheet):
                        self.over.begin_chapter(text, cell.place)  # each part of the plan in a table of its own

    def _row(self, item: Aligned, layout: Layout, upcoming: str) -> None:
        filled = item.filled
        if not filled:
            return
        if self.cut and self._goes_on(item, layout):
            self.cut = False
            self._continue(self.drafts[-1], item, layout)
            self.before = item
            return
        at_top, self.cut = self.cut, False
        if self._is_said_below(item, filled):
            return
        if item.row.place not in self.tasks_at and (note := note_in(filled, layout.width)):
            self.notes.append((note, item.row.place))
            return
        if item.row.place not in self.tasks_at and self._is_chapter_or_total(item, layout, filled):
            self.before = None
            return
        self.findings += self.run_on.fill(item, layout, at_top=at_top)
        draft = self._draft(item, layout)
        if layout.has_remedies and self.before is not None and self.drafts:
            share_problem(draft, self.drafts[-1], layout)
        if is_section(item, draft, upcoming):
            self.over.begin_chapter(f"{draft.number.rstrip('、.．')}、{draft.text}", draft.place)
            self.before = None
            return
        if is_parent(item, draft, upcoming):
            self.over.objective, self.over.objective_place = draft.text, draft.place
            self.before = None
            return
        last = self.drafts[-1] if self.drafts else None
        if last is not None and belongs_to_last(item, self.before, last, layout, draft, upcoming):
            add_step(draft, last, item, self.before, layout)
        elif draft.text or draft.step:
            close_text(draft)
            self.drafts += one_by_one(draft) if layout.numbers_in_text else [draft]
        elif draft.number or draft.units:
            self.findings.append(tell.row_without_text(draft, " ".join(cell.text for cell in filled)))
        self.before = item

    def _is_said_below(self, item: Aligned, filled: Sequence[Cell]) -> bool:
        """Take a row whose own cells are labels with their values for what they say of the task above: 进展情况：…."""
        above = self.before.cells if self.before is not None else ()
        own = [cell for cell in filled if not any(cell is other for other in above)]
        if not self.drafts or self.before is None or not own or is_signature(own[0].text):
            return False
        each = [labelled_lines(cell.text, cell.place) for cell in own]
        lines = [line for found in each for line in found]
        if not all(each) or not all(line.meaning in _SAID_BELOW and line.value for line in lines):
            return False
        for line in lines:
            put(self.drafts[-1], line)
        return True

    def _continue(self, draft: Draft, item: Aligned, layout: Layout) -> None:
        """Add the rest of a row that a page cut in two; the name of its group holds for the rows below it too."""
        named = draft.objective
        continue_draft(draft, item, layout)
        if draft.objective != named:
            self.over.objective, self.over.objective_place = draft.objective, draft.places["objective"]

    def _breaks_off(self, item: Aligned, layout: Layout) -> bool:
        """Tell whether the last row breaks off within a sentence that a row without a number, in a new table, ends."""
        number, text = layout.index("no"), layout.index("text")
        if number is None or text is None or not self.drafts or item.text(number) or not item.text(text):
            return False
        cell = item.at(text)
        last = self.drafts[-1]
        whole = not last.text or last.text[-1] in "。；;！!？?…"
        return not whole and cell is not None and cell.column_span == 1 and not is_chapter(cell.text)

    def _goes_on(self, item: Aligned, layout: Layout) -> bool:
        """Tell whether the first row of a page is the rest of the last row of the page before."""
        if not self.drafts or (len(item.filled) == 1 and is_chapter(item.filled[0].text)):
            return False
        last, number = self.drafts[-1], layout.index("no")
        if number is None:
            return not item.text(layout.index("text")) or last.text[-1:] not in "。；;！!”）)"
        if not item.text(number):
            return True
        return not last.number and last.numbered

    def _is_chapter_or_total(self, item: Aligned, layout: Layout, filled: Sequence[Cell]) -> bool:
        text = flowing(filled[0].text)
        if _TOTAL.match(text) or (
            any(_TOTAL.match(cell.text.strip()) for cell in filled) and not is_number(item.text(layout.index("no")))
        ):
            self.findings.append(tell.total_left_out(" ".join(cell.text.strip() for cell in filled), item.row.place))
            return True
        if len(filled) == 1:
            lone, place = filled[0], item.row.place
            if is_heading := is_lone_heading(item.row, lone, thinned=(place.table, place.row) in self.thinned):
                self.over.begin_chapter(text, lone.place)
            return is_heading
        if is_chapter(text) and len(text) > 3 and all(_FIGURE.match(cell.text.strip()) for cell in filled[1:]):
            # 一、产业类（7个） | 500000 | 90000: a chapter with its sums; （二）水利类小计 too
            self.over.begin_chapter(_SUM_BEHIND.sub("", text), filled[0].place)
            return True
        if chapter := numbered_chapter(item, layout, filled):
            self.over.begin_chapter(chapter, filled[0].place)
        return bool(chapter)

    def _draft(self, item: Aligned, layout: Layout) -> Draft:
        draft = Draft(item.row.place)
        for index, cell in enumerate(item.cells):
            if cell is None or not cell.text.strip():
                continue
            if cell.text.strip() in SAME and self.before is not None and self.before.at(index) is not None:
                cell = item.cells[index] = self.before.at(index)
                assert cell is not None
            fill(draft, layout, index, cell)
        if layout.is_indicators:
            compose(draft, item, layout)
        take_state(draft, item, layout)
        attach_remarks(draft, layout)
        name_units(draft)
        take_beside(draft)
        take_due_within(draft)
        self.over.name_lead(draft, layout)
        if layout.numbers_in_text:
            take_number(draft)
        self.over.carry(draft)
        join_goal(draft, layout, item)
        for position, cell in enumerate(item.surplus, start=layout.width + 1):
            draft.extra[f"第{position}列"] = flowing(cell.text)
        if item.surplus:
            self.findings.append(tell.too_many_cells(draft, layout, len(item.surplus)))
        return draft


def _is_roster(table: Table) -> bool:
    """Tell whether a table lists people (单位 | 姓名 | 职务 | 电话), as stands behind many plans."""
    first = [cell.text.strip() for cell in table.rows[0].distinct] if table.rows else []
    return sum(1 for text in first if _PEOPLE.match(text)) > 1


def _is_preamble(rows: Sequence[Row]) -> bool:
    """Tell whether rows over a table's first header are its titles: few, and of one or two cells."""
    return len(rows) <= 8 and all(sum(1 for c in row.distinct if c.text.strip()) <= 2 for row in rows)

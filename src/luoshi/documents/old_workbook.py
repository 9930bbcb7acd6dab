"""xls and et → Document by xlrd: cells as they are shown, rich text, merged areas, what is hidden.

A file that xlrd cannot take apart is read by calamine for its values alone; the plan then says so.
"""

import io
from collections.abc import Iterator

import xlrd

from luoshi.documents.account import Account
from luoshi.documents.biff import SheetWalk, stream_of, walked
from luoshi.documents.document import NONE_UNHIDDEN, Block, Progress, Unhidden
from luoshi.documents.hidden_content import sheet_left_out
from luoshi.documents.legacy_workbook import read_legacy_workbook
from luoshi.documents.limits import Limits
from luoshi.documents.note_marks import without_note_marks
from luoshi.documents.number_format import shown_text
from luoshi.documents.sheet import Sheet, Sheets, Written
from luoshi.documents.workbook_values import BUILT_IN, printed
from luoshi.documents.zip_package import encrypted
from luoshi.errors import LuoshiError
from luoshi.plan import Finding

_EVERY = 500
_EMPTY, _WORDS, _TRUTH, _ERROR, _BLANK = 0, 1, 4, 5, 6  # kinds of a cell


def read_old_workbook(
    data: bytes, limits: Limits, progress: Progress | None = None, shown: Unhidden = NONE_UNHIDDEN
) -> tuple[list[Block], list[Finding], Account | None]:
    """Return a table for each visible sheet that holds anything, what was left out, and the account.

    Raises:
        UnreadableFile: damaged, encrypted, or over a limit.
    """
    sheets = Sheets(limits, shown)
    try:
        blocks, held = take_old_workbook(data, sheets, progress)
    except LuoshiError:
        raise
    except Exception as error:  # xlrd raises whatever a broken file leads it to
        if "ncrypt" in str(error):
            raise encrypted() from None
        blocks, findings = read_legacy_workbook(data, limits, progress)
        return blocks, findings, None
    return blocks, sheets.closed(), sheets.ledger.closed(held)


def take_old_workbook(data: bytes, sheets: Sheets, progress: Progress | None = None) -> tuple[list[Block], int]:
    """Hand the sheets of a workbook over; return their tables, and how many characters the second walk counts.

    Raises:
        UnreadableFile: over a limit.
        Exception: of whatever kind xlrd raises on a broken file.
    """
    book = xlrd.open_workbook(
        file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
    )
    reader = _Reader(book, data, sheets, progress)
    return reader.blocks(), sum(walk.held for walk in reader.walks)


class _Reader:
    def __init__(self, book: xlrd.Book, data: bytes, sheets: Sheets, progress: Progress | None) -> None:
        self.book = book
        self.sheets = sheets
        self.progress = progress
        self.is_1904 = bool(book.datemode)
        self.walks = _walks(data, book)
        self.forms: dict[int, str] = {}

    def blocks(self) -> list[Block]:
        blocks: list[Block] = []
        for index in range(self.book.nsheets):
            walk = self.walks[index] if index < len(self.walks) else SheetWalk()
            found = self.book.sheet_by_index(index)
            if found.visibility and not self.sheets.hidden_too:
                self.sheets.say(sheet_left_out(found.name))
                self.sheets.ledger.leave_count("sheet-hidden", walk.held)
            elif table := self._sheet(found, walk, len(blocks) + 1).table():
                blocks.append(table)
            self.book.unload_sheet(index)
        return blocks

    def _sheet(self, found: xlrd.sheet.Sheet, walk: SheetWalk, number: int) -> Sheet:
        sheet = self.sheets.sheet(found.name, number, hidden=bool(found.visibility))
        for column, about in found.colinfo_map.items():
            if about.hidden or about.width == 0:
                sheet.hide_columns(column, column)
        for row in range(found.nrows):
            about = found.rowinfo_map.get(row)
            hidden = bool(about and (about.hidden or (about.height == 0 and not about.has_default_height)))
            sheet.row(row + 1, self._cells(found, walk, row), hidden=hidden)
            if self.progress and row % _EVERY == 0:
                self.progress(row, found.nrows)
        for top, bottom, left, right in found.merged_cells:
            sheet.merge(top, left, bottom - 1, right - 1)
        if walk.filtered:
            for first, last in self._filters(found):
                sheet.filter_rows(first, last)
        notes = {at: note.text for at, note in found.cell_note_map.items()}
        for (row, column), text in notes.items():
            sheet.beside("comment", text, row, column)
        for row, column, text in walk.boxes:
            if text not in notes.values():
                sheet.box(row, column, text)
        for text in walk.margins:
            sheet.beside("margin", text)
        return sheet

    def _filters(self, found: xlrd.sheet.Sheet) -> Iterator[tuple[int, int]]:
        """The rows over which a filter of a sheet goes, as its hidden name says."""
        for name in self.book.name_obj_list:
            if name.builtin and name.name.endswith("FilterDatabase") and name.scope == found.number and name.result:
                for area in name.result.value or ():
                    yield area.coords[2], area.coords[3] - 1

    def _cells(self, found: xlrd.sheet.Sheet, walk: SheetWalk, row: int) -> Iterator[tuple[int, Written]]:
        kinds, values = found.row_types(row), found.row_values(row)
        for column, kind in enumerate(kinds):
            if kind not in (_EMPTY, _BLANK):
                at = (row, column)
                if at in walk.unsaved:
                    yield column, Written(unsaved=True, number=kind != _WORDS)
                else:
                    runs = found.rich_text_runlist_map.get(at, [])
                    style = found.cell_xf_index(row, column)
                    yield column, self._written(kind, values[column], style, runs, at in walk.computed)

    def _written(self, kind: int, value: object, style: int, runs: list[tuple[int, int]], computed: bool) -> Written:
        if kind == _ERROR:
            shown = xlrd.error_text_from_code.get(value, "#VALUE!")
            return Written(shown, error=shown, number=True)
        if kind == _TRUTH:
            return Written("TRUE" if value else "FALSE", number=True)
        font = self.book.font_list[self.book.xf_list[style].font_index]
        if kind == _WORDS:
            return self._words(str(value), style, font, runs)
        shown = printed(repr(value), self._form(style), self.is_1904, computed=computed)
        if font.struck_out:
            return Written("", shown.text or str(value), number=True)
        return Written(shown.text, "", "", "" if shown.text else str(value), shown.exact, number=True)

    def _words(self, text: str, style: int, font: xlrd.formatting.Font, runs: list[tuple[int, int]]) -> Written:
        if runs:
            plain, struck, marks = self._runs(text, font, runs)
        else:
            plain, struck, marks = ("", text, "") if font.struck_out else (text, "", "")
        shown = shown_text(plain, self._form(style)) if plain else ""
        return Written(shown, struck, marks, "" if shown else plain)

    def _runs(self, text: str, font: xlrd.formatting.Font, runs: list[tuple[int, int]]) -> tuple[str, str, str]:
        starts = [(0, font), *((start, self.book.font_list[index]) for start, index in runs)]
        ends = [start for start, _ in starts[1:]] + [len(text)]
        pieces: list[tuple[str, bool]] = []
        struck = ""
        for (start, its), end in zip(starts, ends, strict=True):
            if its.struck_out:
                struck += text[start:end]
            else:
                pieces.append((text[start:end], its.escapement == 1 and its is not font))
        plain, marks = without_note_marks(pieces)
        return plain, struck, " ".join(marks)

    def _form(self, style: int) -> str:
        if (form := self.forms.get(style)) is None:
            key = self.book.xf_list[style].format_key
            about = self.book.format_map.get(key)
            form = self.forms[style] = BUILT_IN.get(key) or (about.format_str if about else "")
        return form


def _walks(data: bytes, book: xlrd.Book) -> list[SheetWalk]:
    return walked(stream_of(data), book._sharedstrings or [], book.encoding or "gb18030")

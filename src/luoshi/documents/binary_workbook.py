"""xlsb → Document: Excel's workbook in binary parts, read as an xlsx is: forms, strikes, merges, what is hidden."""

import struct
from collections.abc import Iterator, Sequence

from luoshi.documents.account import Account, weight
from luoshi.documents.binary_records import (
    CELLS,
    ERRORS,
    SHORT_CELLS,
    Cursor,
    RichText,
    records,
    rich_text,
    wide_text,
)
from luoshi.documents.document import NONE_UNHIDDEN, Block, Progress, Unhidden
from luoshi.documents.hidden_content import sheet_left_out
from luoshi.documents.legacy_workbook import read_legacy_workbook
from luoshi.documents.limits import Limits
from luoshi.documents.note_marks import without_note_marks
from luoshi.documents.number_format import shown_text
from luoshi.documents.sheet import Sheet, Sheets, Written
from luoshi.documents.workbook_beside import in_margin, read_beside
from luoshi.documents.workbook_values import BUILT_IN, Styles, printed
from luoshi.documents.zip_package import Package
from luoshi.plan import Finding

_BUNDLE, _PROPERTIES, _CALC = 156, 153, 157
_FORM, _FONT, _XF, _BEGIN_XFS, _END_XFS = 44, 43, 47, 617, 618
_STRING, _ROW, _COLUMN, _MERGE, _MARGINS = 19, 0, 60, 176, 479
_FILTER, _FILTER_COLUMN = 161, 163
_COMMENT, _COMMENT_TEXT = 635, 637
_ZERO_HEIGHT = 0x10
_EVERY = 500


def read_binary_workbook(
    data: bytes, limits: Limits, progress: Progress | None = None, shown: Unhidden = NONE_UNHIDDEN
) -> tuple[list[Block], list[Finding], Account | None]:
    """Return a table for each visible sheet that holds anything, what was left out, and the account.

    Raises:
        UnreadableFile: damaged, encrypted, or over a limit.
    """
    sheets = Sheets(limits, shown)
    try:
        blocks, held = take_binary_workbook(data, sheets, progress)
    except (struct.error, IndexError, ValueError):
        blocks, findings = read_legacy_workbook(data, limits, progress)
        return blocks, findings, None
    return blocks, sheets.closed(), sheets.ledger.closed(held)


def take_binary_workbook(data: bytes, sheets: Sheets, progress: Progress | None = None) -> tuple[list[Block], int]:
    """Hand the sheets of a workbook over; return their tables, and how many characters the second walk counts.

    Raises:
        UnreadableFile: damaged, encrypted, or over a limit.
        IndexError, ValueError, struct.error: its records cannot be taken apart.
    """
    package = Package(data, sheets.limits)
    reader = _Reader(package, sheets, progress)
    blocks = reader.blocks()
    held = _held(package, reader.strings)
    for part in reader.hidden:
        sheets.ledger.leave_count("sheet-hidden", held.get(part.lower(), 0))
    return blocks, sum(held.values())


class _Reader:
    def __init__(self, package: Package, sheets: Sheets, progress: Progress | None) -> None:
        self.package = package
        self.sheets = sheets
        self.progress = progress
        self.main = package.main() or "xl/workbook.bin"
        self.related = package.related(self.main)
        self.is_1904 = False
        self.reckoned = True
        self.listed: list[tuple[str, str, bool]] = []  # name, part, hidden
        self.hidden: list[str] = []
        self._book()
        self.fonts: list[tuple[bool, bool]] = []  # struck out, raised
        self.styles = self._styles()
        self.strings = [rich_text(Cursor(body)) for kind, body in self._records("sharedStrings") if kind == _STRING]

    def _records(self, kind: str) -> Iterator[tuple[int, bytes]]:
        part = next((part for its, part in self.related.values() if its == kind), f"xl/{kind}.bin")
        return records(self.package.read(part))

    def _book(self) -> None:
        for kind, body in records(self.package.read(self.main)):
            if kind == _PROPERTIES:
                self.is_1904 = bool(body[0] & 1)
            elif kind == _CALC and len(body) >= 26:
                self.reckoned = not body[24] & 1 and body[:4] != bytes(4)
            elif kind == _BUNDLE:
                cursor = Cursor(body, 8)
                relation, name = wide_text(cursor), wide_text(cursor)
                its, part = self.related.get(relation, ("", ""))
                if its != "chartsheet" and self.package.has(part):
                    self.listed.append((name, part, its != "worksheet" or body[0] != 0))

    def _styles(self) -> Styles:
        forms: dict[int, str] = {}
        made: list[str] = []
        struck: list[bool] = []
        within = False
        for kind, body in self._records("styles"):
            if kind == _FORM:
                forms[int.from_bytes(body[:2], "little")] = wide_text(Cursor(body, 2))[:255]
            elif kind == _FONT:
                self.fonts.append((bool(body[2] & 8), body[6] == 1))
            elif kind in (_BEGIN_XFS, _END_XFS):
                within = kind == _BEGIN_XFS
            elif kind == _XF and within:
                _, form, font = struct.unpack_from("<HHH", body)
                made.append(forms.get(form) or BUILT_IN.get(form, ""))
                struck.append(font < len(self.fonts) and self.fonts[font][0])
        return Styles(tuple(made), tuple(struck), self.is_1904)

    def blocks(self) -> list[Block]:
        blocks: list[Block] = []
        for name, part, hidden in self.listed:
            if hidden and not self.sheets.hidden_too:
                self.sheets.say(sheet_left_out(name))
                self.hidden.append(part)
                continue
            sheet = self.sheets.sheet(name, len(blocks) + 1, hidden=hidden)
            self._sheet(self.package.read(part), sheet)
            self._comments(part, sheet)
            read_beside(self.package, part, sheet)
            if table := sheet.table():
                blocks.append(table)
        return blocks

    def _sheet(self, data: bytes, sheet: Sheet) -> None:
        row, hidden = -1, False
        cells: list[tuple[int, Written]] = []
        column, filtered = -1, (0, -1)
        for kind, body in records(data):
            if kind in CELLS or kind in SHORT_CELLS:
                cursor = Cursor(body, 0 if kind in SHORT_CELLS else 4)
                column = column + 1 if kind in SHORT_CELLS else int.from_bytes(body[:4], "little")
                style = cursor.number(3)
                cursor.at += 1
                if (written := self._written(SHORT_CELLS.get(kind, kind), cursor, style)) is not None:
                    cells.append((column, written))
            elif kind == _ROW:
                sheet.row(row + 1, cells, hidden=hidden)
                row, hidden = int.from_bytes(body[:4], "little"), bool(body[11] & _ZERO_HEIGHT)
                cells, column = [], -1
                if self.progress and len(sheet.places) % _EVERY == 0:
                    self.progress(row, row)
            elif kind == _COLUMN:
                first, last, width = struct.unpack_from("<III", body)
                if body[16] & 1 or width == 0:
                    sheet.hide_columns(first, last)
            elif kind == _MERGE:
                if cells:
                    sheet.row(row + 1, cells, hidden=hidden)
                    cells = []
                top, bottom, left, right = struct.unpack_from("<IIII", body)
                sheet.merge(top, left, bottom, right)
            elif kind == _FILTER:
                filtered = struct.unpack_from("<II", body)
            elif kind == _FILTER_COLUMN:
                sheet.filter_rows(*filtered)
            elif kind == _MARGINS:
                for text in _margins(body):
                    sheet.beside("margin", text)
        if cells:
            sheet.row(row + 1, cells, hidden=hidden)

    def _written(self, kind: int, cursor: Cursor, style: int) -> Written | None:
        computed = 8 <= kind <= 11
        if kind in (2, 5, 9):
            value = cursor.short_real() if kind == 2 else cursor.real()
            if computed and not self.reckoned and value == 0:
                return Written(unsaved=True, number=True)
            return self._number(repr(value), style, computed=computed)
        if kind in (3, 11):
            shown = ERRORS.get(cursor.number(1), "#VALUE!")
            return Written(shown, error=shown, number=True)
        if kind in (4, 10):
            return Written("TRUE" if cursor.number(1) else "FALSE", number=True)
        if kind == 7:
            index = cursor.number(4)
            return self._words(self.strings[index] if index < len(self.strings) else RichText(""), style)
        if kind == 62:
            return self._words(rich_text(cursor), style)
        if kind in (6, 8):
            text = wide_text(cursor)
            if computed and not text and not self.reckoned:
                return Written(unsaved=True)
            return self._words(RichText(text), style)
        return None

    def _number(self, raw: str, style: int, *, computed: bool) -> Written:
        shown = printed(raw, self.styles.form(style), self.is_1904, computed=computed)
        if self.styles.is_struck(style):
            return Written("", shown.text or raw, number=True)
        return Written(shown.text, "", "", "" if shown.text else raw, shown.exact, number=True)

    def _words(self, text: RichText, style: int) -> Written:
        pieces: list[tuple[str, bool]] = []
        struck = ""
        for words, font in text.pieces():
            has_own = font is not None and font < len(self.fonts)
            is_struck, raised = self.fonts[font] if has_own else (self.styles.is_struck(style), False)  # type: ignore[index]
            if is_struck:
                struck += words
            else:
                pieces.append((words, raised))
        plain, marks = without_note_marks(pieces)
        shown = shown_text(plain, self.styles.form(style)) if plain else ""
        return Written(shown, struck, " ".join(marks), "" if shown else plain)

    def _comments(self, part: str, sheet: Sheet) -> None:
        for kind, target in self.package.related(part).values():
            if kind != "comments" or not target.lower().endswith(".bin"):
                continue
            row, column = 0, 0
            for its, body in records(self.package.read(target)):
                if its == _COMMENT:
                    row, _, column, _ = struct.unpack_from("<IIII", body, 4)
                elif its == _COMMENT_TEXT:
                    sheet.beside("comment", rich_text(Cursor(body)).text, row, column)


def _margins(body: bytes) -> Iterator[str]:
    cursor = Cursor(body, 2)
    while cursor.at + 4 <= len(body):
        if body[cursor.at : cursor.at + 4] == b"\xff\xff\xff\xff":
            cursor.at += 4
        else:
            yield in_margin(wide_text(cursor))


def _held(package: Package, strings: Sequence[RichText]) -> dict[str, int]:
    """Count, by a second walk, the characters of each part, whoever names it; a cell with a number counts one."""
    weights = [weight(string.text) for string in strings]
    held = {}
    for name in package.names:
        if not name.lower().endswith(".bin") or "printer" in name.lower():
            continue
        count = 0
        is_sheet = "sheet" in name.lower()
        for kind, body in records(package.read(name)):
            if kind == _COMMENT_TEXT:
                count += weight(wide_text(Cursor(body, 1)))
            elif is_sheet and kind in (2, 3, 4, 5, 9, 10, 11, *range(13, 17)):
                count += 1
            elif is_sheet and kind in (7, 18):
                index = int.from_bytes(body[-4:], "little")
                count += weights[index] if index < len(weights) else 0
            elif is_sheet and kind in (6, 8, 17, 62):
                count += weight(wide_text(Cursor(body, {17: 4, 62: 9}.get(kind, 8))))
            elif is_sheet and kind == _MARGINS:
                count += sum(weight(text) for text in _margins(body))
        held[name.lower()] = count
    return held

"""Excel's XML of 2003 (SpreadsheetML), which office systems still export under the name xls → Document."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from luoshi.documents.account import Account, weight
from luoshi.documents.document import NONE_UNHIDDEN, Block, Unhidden
from luoshi.documents.hidden_content import sheet_left_out
from luoshi.documents.limits import Limits
from luoshi.documents.note_marks import without_note_marks
from luoshi.documents.number_format import shown_text
from luoshi.documents.sheet import Sheet, Sheets, Written
from luoshi.documents.workbook_beside import in_margin
from luoshi.documents.workbook_values import printed, written_moment
from luoshi.documents.zip_package import parsed
from luoshi.plan import Finding

_S = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_ROWS = re.compile(r"^R(\d{1,7})C\d{1,5}:R(\d{1,7})C\d{1,5}$")
_NAMED = {  # forms that this format knows by name
    "General Number": "",
    "General Date": "yyyy-mm-dd hh:mm",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Medium Date": "yyyy-mm-dd",
    "Short Date": "yyyy-mm-dd",
    "Long Time": "hh:mm:ss",
    "Medium Time": "hh:mm",
    "Short Time": "hh:mm",
    "Currency": '"¥"0.00',
    "Euro Currency": '"€"0.00',
    "Fixed": "0.00",
    "Standard": "0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
}
_DATA = re.compile(r"<(?:\w+:)?Data(?=[\s>])([^<>]*?)(?<!/)>(.*?)</(?:\w+:)?Data>", re.DOTALL)
_MARGIN = re.compile(r"<(?:\w+:)?(?:Header|Footer)\s[^<>]*?Data\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_OTHER = re.compile(r"Type\s*=\s*[\"'](?:Number|DateTime|Boolean|Error)")


@dataclass(frozen=True, slots=True)
class _Style:
    form: str = ""
    struck: bool = False


def read_workbook_xml(
    data: bytes, limits: Limits, shown: Unhidden = NONE_UNHIDDEN
) -> tuple[list[Block], list[Finding], Account]:
    """Return a table for each visible sheet that holds anything, what was left out, and the account.

    Raises:
        UnreadableFile: broken XML, a document type in it, or over a limit.
    """
    root = parsed(data)
    reader = _Reader(root, Sheets(limits, shown))
    held = list(_held(data, root.getroottree().docinfo.encoding))
    for index, element in enumerate(root.iter(f"{_S}Worksheet")):
        reader.worksheet(element, held[index] if index < len(held) else 0)
    return reader.blocks, reader.sheets.closed(), reader.sheets.ledger.closed(sum(held))


class _Reader:
    def __init__(self, root: etree._Element, sheets: Sheets) -> None:
        self.sheets = sheets
        self.blocks: list[Block] = []
        self.styles = _styles(root)
        self.by_excel = root.find(f"{_X}ExcelWorkbook") is not None  # Excel and WPS, which reckon formulas

    def worksheet(self, element: etree._Element, held: int) -> None:
        name = element.get(f"{_S}Name", "")
        if element.findtext(f"{_X}WorksheetOptions/{_X}Visible", "") in ("SheetHidden", "SheetVeryHidden"):
            self.sheets.say(sheet_left_out(name))
            self.sheets.ledger.leave_count("sheet-hidden", held)
            return
        sheet = Sheet(name, len(self.blocks) + 1, self.sheets)
        columns = self._columns(element, sheet)
        merges: list[tuple[int, int, int, int]] = []
        for index, row in _rows(element):
            hidden = row.get(f"{_S}Hidden") == "1" or row.get(f"{_S}Height") == "0"
            sheet.row(index + 1, self._cells(row, index, columns, merges, sheet), hidden=hidden)
        for area in merges:
            sheet.merge(*area)
        for filtering in element.iterfind(f"{_X}AutoFilter[{_X}AutoFilterColumn]"):
            if found := _ROWS.match(filtering.get(f"{_X}Range", "")):
                sheet.filter_rows(int(found[1]) - 1, int(found[2]) - 1)
        for margin in element.iterfind(f"{_X}WorksheetOptions/{_X}PageSetup/*"):
            if margin.tag in (f"{_X}Header", f"{_X}Footer"):
                sheet.beside("margin", in_margin(margin.get(f"{_X}Data", "")))
        if table := sheet.table():
            self.blocks.append(table)

    def _columns(self, element: etree._Element, sheet: Sheet) -> dict[int, str]:
        """Hide what is hidden; return the style of each column that has one."""
        styles: dict[int, str] = {}
        index = -1
        for column in element.iterfind(f"{_S}Table/{_S}Column"):
            index = _number(column, "Index", index + 2) - 1
            last = min(index + _number(column, "Span", 0), self.sheets.limits.columns - 1)
            if column.get(f"{_S}Hidden") == "1" or column.get(f"{_S}Width") == "0":
                sheet.hide_columns(index, last)
            if style := column.get(f"{_S}StyleID"):
                styles |= dict.fromkeys(range(index, last + 1), style)
            index = max(index, last)
        return styles

    def _cells(
        self,
        row: etree._Element,
        index: int,
        columns: dict[int, str],
        merges: list[tuple[int, int, int, int]],
        sheet: Sheet,
    ) -> Iterator[tuple[int, Written]]:
        column = -1
        for cell in row.iterfind(f"{_S}Cell"):
            column = _number(cell, "Index", column + 2) - 1
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            style = cell.get(f"{_S}StyleID") or row.get(f"{_S}StyleID") or columns.get(column, "Default")
            yield column, self._written(cell, self.styles.get(style, _Style()))
            if across or down:
                merges.append((index, column, index + down, column + across))
            if (comment := cell.find(f"{_S}Comment/{_S}Data")) is not None:
                sheet.beside("comment", "".join(str(part) for part in comment.itertext()), index, column)
            column += across

    def _written(self, cell: etree._Element, style: _Style) -> Written:
        data, computed = cell.find(f"{_S}Data"), cell.get(f"{_S}Formula") is not None
        if data is None:
            return Written(unsaved=computed)
        kind = data.get(f"{_S}Type", "String")
        pieces = list(_pieces(data, style.struck, raised=False))
        text, marks = without_note_marks((words, raised) for words, struck, raised in pieces if not struck)
        struck = "".join(words for words, its, _ in pieces if its)
        if computed and ((not text.strip() and kind != "String") or (text.strip() == "0" and not self.by_excel)):
            return Written(unsaved=True, number=bool(text.strip()))
        if kind == "Error":
            return Written(text, struck, error=text, number=not struck)
        if kind == "Number":
            shown = printed((text or struck).strip(), style.form, computed=computed)
            if struck:
                return Written("", shown.text, number=False)
            return Written(shown.text, "", "", "" if shown.text else text, shown.exact, number=True)
        if kind == "DateTime":
            moment = written_moment(text or struck, style.form)
            return Written("", moment) if struck else Written(moment, number=True)
        if kind == "Boolean" and not struck:
            return Written({"1": "TRUE", "0": "FALSE"}.get(text.strip(), text), number=True)
        shown_words = shown_text(text, style.form) if text.strip() else ""
        return Written(shown_words, struck, " ".join(marks), "" if shown_words else text.strip())


def _styles(root: etree._Element) -> dict[str, _Style]:
    """Return the styles by their names, each with what it takes from those that it is derived from."""
    elements = {style.get(f"{_S}ID", ""): style for style in root.iterfind(f"{_S}Styles/{_S}Style")}

    def said(style: etree._Element | None, part: str, attribute: str) -> str | None:
        for _ in range(10):
            if style is None:
                break
            found = style.find(f"{_S}{part}")
            if found is not None and (value := found.get(f"{_S}{attribute}")) is not None:
                return value
            style = elements.get(style.get(f"{_S}Parent", "Default" if style is not elements.get("Default") else ""))
        return None

    made = {}
    for name, element in elements.items():
        form = said(element, "NumberFormat", "Format") or ""
        made[name] = _Style(_NAMED.get(form, form), said(element, "Font", "StrikeThrough") == "1")
    return made


def _rows(sheet: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    index = -1
    for row in sheet.iterfind(f"{_S}Table/{_S}Row"):
        index = _number(row, "Index", index + 2) - 1
        yield index, row
        index += _number(row, "Span", 0)


def _pieces(element: etree._Element, struck: bool, raised: bool) -> Iterator[tuple[str, bool, bool]]:
    """Iterate (words, whether struck out, whether raised): a cell's words may have the tags of a web page."""
    if element.text:
        yield element.text, struck, raised
    for child in element:
        name = child.tag.rpartition("}")[2].lower() if isinstance(child.tag, str) else ""
        if name:
            yield from _pieces(child, struck or name in ("s", "strike", "del"), raised or name == "sup")
        if child.tail:
            yield child.tail, struck, raised


def _number(element: etree._Element, name: str, default: int) -> int:
    value = element.get(_S + name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 8 else default


def _held(data: bytes, encoding: str | None) -> Iterator[int]:
    """Count, by a second walk, the characters of each sheet; a cell with a number counts one."""
    text = data.decode(encoding or "utf-8", "replace")
    for sheet in re.split(r"<(?:\w+:)?Worksheet(?=[\s>])", text)[1:]:
        held = 0
        for about, inner in _DATA.findall(sheet):
            words = html.unescape(re.sub(r"<[^<>]*>", "", inner))
            held += min(1, weight(words)) if _OTHER.search(about) else weight(words)
        yield held + sum(weight(in_margin(html.unescape(a or b))) for a, b in _MARGIN.findall(sheet))

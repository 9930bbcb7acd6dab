"""Excel's XML of 2003 (SpreadsheetML), which office systems still export under the name xls → Document."""

from collections.abc import Iterator

from lxml import etree

from luoshi.documents.document import Block, Table
from luoshi.documents.encoding import tidy
from luoshi.documents.grid import Meter, Piece, laid_out
from luoshi.documents.left_out import row_left_out, sheet_left_out
from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.packed import parsed
from luoshi.documents.sheet import letters
from luoshi.documents.workbook_values import printed
from luoshi.place import Place
from luoshi.plan import Finding

_S = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"


def read_workbook_xml(data: bytes, limits: Limits) -> tuple[list[Block], list[Finding]]:
    """Return a table for each visible sheet that holds anything, and what was left out.

    Raises:
        UnreadableFile: broken XML, a document type in it, or over a limit.
    """
    meter = Meter(limits)
    blocks: list[Block] = []
    findings: list[Finding] = []
    for sheet in parsed(data).iter(f"{_S}Worksheet"):
        name = sheet.get(f"{_S}Name", "")
        if sheet.findtext(f"{_X}WorksheetOptions/{_X}Visible", "") in ("SheetHidden", "SheetVeryHidden"):
            findings.append(sheet_left_out(name))
            continue
        pieces: list[Piece] = []
        places: dict[int, Place] = {}
        for index, row in _rows(sheet):
            made = list(_cells(row, index, name, limits))
            place = Place(sheet=name, row=index + 1)
            if row.get(f"{_S}Hidden") == "1" and made:
                findings.append(row_left_out("hidden", " ".join(piece.text for piece in made), place))
            elif made:
                places[index] = place
                pieces += made
        if pieces:
            rows = laid_out(_within(pieces, max(places)), places, meter)
            blocks.append(Table(rows, Place(sheet=name, table=len(blocks) + 1), caption=name))
    return blocks, findings


def _rows(sheet: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    index = -1
    for row in sheet.iterfind(f"{_S}Table/{_S}Row"):
        index = _number(row, "Index", index + 2) - 1
        yield index, row


def _cells(row: etree._Element, index: int, sheet: str, limits: Limits) -> Iterator[Piece]:
    column = -1
    for cell in row.iterfind(f"{_S}Cell"):
        column = _number(cell, "Index", column + 2) - 1
        across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
        if text := _text(cell.find(f"{_S}Data")):
            place = Place(sheet=sheet, row=index + 1, column=column + 1, cell=f"{letters(column)}{index + 1}")
            refuse_over(column + 1, limits.columns, "列", "columns", place)
            yield Piece(index, column, text, place, down + 1, across + 1)
        column += across


def _text(data: etree._Element | None) -> str:
    if data is None:
        return ""
    text = tidy("".join(str(part) for part in data.itertext())).strip()
    kind = data.get(f"{_S}Type")
    if kind == "Number":
        return printed(text, "").text
    return text.removesuffix("T00:00:00.000") if kind == "DateTime" else text


def _within(pieces: list[Piece], last_row: int) -> list[Piece]:
    """Let merged cells reach no further than the rows and columns that hold something."""
    width = max(piece.column for piece in pieces) + 1
    for piece in pieces:
        piece.row_span = max(1, min(piece.row_span, last_row - piece.row + 1))
        piece.column_span = max(1, min(piece.column_span, width - piece.column))
    return pieces


def _number(element: etree._Element, name: str, default: int) -> int:
    value = element.get(_S + name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 8 else default

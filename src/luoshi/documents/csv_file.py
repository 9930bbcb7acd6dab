"""csv and tsv → Document: the separator is found, quoted line breaks are kept in their cell.

What systems write for Excel alone is no part of a text: the line sep=; on top, ="01" and '01 that keep
a zero, and the apostrophe that keeps a spreadsheet from running a cell.
"""

import csv
import io
import re
from collections.abc import Sequence
from itertools import islice

from luoshi.documents.account import Account, Ledger, weight
from luoshi.documents.document import Block, Cell, Row, Table
from luoshi.documents.grid import Meter
from luoshi.documents.limits import Limits
from luoshi.errors import UnreadableFile
from luoshi.place import Place

SEPARATORS = (",", "\t", ";", "|", "，")
_NAMED = re.compile(r"\A\ufeff?\"?sep=(.)\"?[ ,;|\t]*(?:\n|\Z)", re.IGNORECASE)
_AS_FORMULA = re.compile(r"=\s*(?:\"((?:[^\"]|\"\")*)\"|'([^']*)')\s*")
# an apostrophe before a cell keeps it a text; one that is closed again is a quotation
_GUARD = re.compile(r"\A'(?:(?=[=+\-@\t\r\n])|(?=[^'\s][^']*\Z))")
_HEAD = 200_000  # characters of a file in which the separator is looked for
_FORMS = "".join(SEPARATORS).replace("\t", "") + "\"'="  # what holds a csv together; the account leaves it out


def read_csv(text: str, limits: Limits) -> tuple[list[Block], Account]:
    """Return the one table of a csv, and the account; a place says the line on which its row begins.

    Raises:
        UnreadableFile: over a limit, or a quoted cell that never ends.
    """
    meter, ledger = Meter(limits), Ledger()
    rows: list[Row] = []
    separator, named = separator_of(text), _NAMED.match(text)
    held = _weight(text)
    if named:
        ledger.enter_count(_weight(named[0]))
        text = text[named.end() :]
    begin = 2 if named else 1
    reader = csv.reader(io.StringIO(_quoted(text, separator)), delimiter=separator)
    _allow_cells_of(limits.characters)
    line = begin
    try:
        for values in reader:
            place = Place(line=line, row=len(rows) + 1)
            if any(value.strip() for value in values):
                meter.row(len(values), place)
                cells = tuple(_cell(value, line, column, meter) for column, value in enumerate(values, start=1))
                ledger.enter_count(_weight("".join(cell.text for cell in cells)))
                rows.append(Row(cells, place))
            line = reader.line_num + begin
    except csv.Error:
        raise UnreadableFile(
            f"第{line}行的引号不成对，无法分出各列，请改正后再导入。",
            f"The quotes of line {line} do not match; please correct them.",
            Place(line=line),
        ) from None
    blocks: list[Block] = [Table(tuple(rows), Place(table=1, line=begin))] if rows else []
    return blocks, ledger.closed(held)


def _allow_cells_of(characters: int) -> None:
    # csv keeps one limit for the whole process: lowered here, it would break whoever reads a csv beside us
    csv.field_size_limit(max(characters, csv.field_size_limit()))


def _weight(text: str) -> int:
    return weight(text) - sum(text.count(mark) for mark in _FORMS)


def _cell(value: str, line: int, column: int, meter: Meter) -> Cell:
    return Cell(meter.text(bare(value)), Place(line=line, column=column))


def bare(value: str) -> str:
    """Return a cell's text without what only keeps a spreadsheet from changing it."""
    text = value.strip()
    if text.startswith("=") and (found := _AS_FORMULA.fullmatch(text)):
        return (found[1].replace('""', '"') if found[1] is not None else found[2]).strip()
    return _GUARD.sub("", text).strip() if text.startswith("'") else text


def _quoted(text: str, separator: str) -> str:
    """Quote ="a,b" as csv would: its comma parts no cells."""
    if '="' not in text:
        return text
    mark = re.escape(separator)
    whole = re.compile(rf'(?:(?<={mark})|^)="([^"\n]*{mark}[^"\n]*)"(?={mark}|$)', re.MULTILINE)
    return whole.sub(r'"\1"', text)


def is_named_separated(text: str) -> bool:
    """Tell whether the first line names the separator, as Excel has it: sep=;"""
    return bool(_NAMED.match(text))


def separator_of(text: str) -> str:
    """Find the separator: the one by which most of the first rows have equally many cells, and then the most cells."""
    if named := _NAMED.match(text):
        return named[1]
    best, score = ",", (0.0, 0)
    for separator in SEPARATORS:
        widths = widths_of(text, separator)
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        found = (widths.count(usual) / len(widths), usual) if usual > 1 else (0.0, 0)
        if found > score:
            best, score = separator, found
    return best


def widths_of(text: str, separator: str) -> Sequence[int]:
    """Return how many cells each of the first rows has; quotes keep what stands in them together."""
    head = text[:_HEAD]
    _allow_cells_of(len(head) + 1)
    rows = csv.reader(io.StringIO(head), delimiter=separator)
    return [len(row) for row in islice(rows, 30) if any(cell.strip() for cell in row)]

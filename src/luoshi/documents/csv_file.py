"""csv and tsv → Document: the separator is found, quoted line breaks are kept in their cell."""

import csv
import io
import re

from luoshi.documents.document import Block, Cell, Row, Table
from luoshi.documents.grid import Meter
from luoshi.documents.limits import Limits
from luoshi.errors import UnreadableFile
from luoshi.place import Place

# An apostrophe that keeps a spreadsheet from running a cell is no part of its text; our own csv has them.
_GUARD = re.compile(r"^'(?=[=+\-@\t\r\n])")


def read_csv(text: str, limits: Limits) -> list[Block]:
    """Return the one table of a csv; a place says the line on which its row begins.

    Raises:
        UnreadableFile: over a limit, or a quoted cell that never ends.
    """
    meter = Meter(limits)
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text), delimiter=separator_of(text))
    line = 1
    csv.field_size_limit(limits.characters)
    try:
        for values in reader:
            place = Place(line=line, row=len(rows) + 1)
            if any(value.strip() for value in values):
                meter.row(len(values), place)
                rows.append(Row(tuple(_cell(v, line, c, meter) for c, v in enumerate(values, start=1)), place))
            line = reader.line_num + 1
    except csv.Error:
        raise UnreadableFile(
            f"第{line}行的引号不成对，无法分出各列，请改正后再导入。",
            f"The quotes of line {line} do not match; please correct them.",
            Place(line=line),
        ) from None
    return [Table(tuple(rows), Place(table=1, line=1))] if rows else []


def _cell(value: str, line: int, column: int, meter: Meter) -> Cell:
    return Cell(meter.text(_GUARD.sub("", value).strip()), Place(line=line, column=column))


def separator_of(text: str) -> str:
    """Find the separator: the one that most of the first lines hold equally often."""
    lines = [line for line in text.split("\n")[:30] if line.strip()]
    best, score = ",", 0.0
    for separator in (",", "\t", ";", "|", "，"):
        counts = [line.count(separator) for line in lines]
        most = max(set(counts), key=counts.count, default=0)
        if most and (found := most * counts.count(most) + counts[0] / 100) > score:
            best, score = separator, found
    return best

"""Text → Document: rows of cells split by |, tabs or slashes, columns set by spaces, and lines of prose.

Cells keep their line and their place in it. A row of | may lack cells that were merged on
paper, so its table is ragged. Markdown's ruler lines (|---|---|) are no rows, and its marks of
headings and of bold type are no words.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from luoshi.documents.csv_file import is_named_separated, read_csv, separator_of, widths_of
from luoshi.documents.document import Block, Cell, Paragraph, Row, Table
from luoshi.documents.grid import Meter
from luoshi.documents.layout_items import LayoutItem
from luoshi.documents.limits import Limits
from luoshi.documents.slashed import with_tabs
from luoshi.documents.unruled_tables import Found, unruled_tables
from luoshi.place import Place

_RULER = re.compile(r"^[\s|:+\-=─━┼├┤│┌┐└┘┬┴]*$")
_BARS_DRAWN = frozenset("│┃｜")
_BARS = str.maketrans(dict.fromkeys(_BARS_DRAWN, "|"))
_MARKS = re.compile(r"^(#{1,6})\s+|\*\*|^[-*]\s+(?=\S)")
_FRONT_MATTER = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$")
_OPENS_QUOTE = re.compile(r"(?:^|\t)\"[^\"\t]*$")
_LONGEST_QUOTE = 50  # lines
_NUMBER = re.compile(r"^[（(]?\d+(?:[.．-]\d+)*[)）.．、]?$")
_OPEN_ENDS = tuple("、，,（(和及与")  # what a name or a sentence that goes on ends in
_PIECE = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_LABELLED = re.compile(r"\s*[【\[]?[\u4e00-\u9fff]{2,8}[】\]]?[:：]\s*\S")


def blocks_of_text(text: str, limits: Limits) -> list[Block]:
    """Return the tables and paragraphs of a text; a place says the line, from 1.

    Raises:
        UnreadableFile: over a limit.
    """
    if _is_csv(text):
        return read_csv(text, limits)[0]
    reader = _Reader(Meter(limits))
    lines = with_tabs([(number, line) for number, line in _lines(text) if line.strip()])
    for (number, line), (_, below) in zip(lines, [*lines[1:], (0, "")], strict=False):
        reader.line(number, line, below)
    reader.end_table()
    reader.end_prose()
    return reader.blocks


def _is_csv(text: str) -> bool:
    """Tell whether text without bars or tabs is a csv: its first line has three or more short cells."""
    if is_named_separated(text):
        return True
    lines = [line for line in text.split("\n", 40)[:40] if line.strip()]
    if len(lines) < 2 or any("|" in line or "\t" in line for line in lines[:5]) or separator_of(text) != ",":
        return False
    cells = lines[0].split(",")
    short = len(cells) > 2 and all(len(cell) <= 20 and "。" not in cell for cell in cells)
    return short and all(width >= len(cells) for width in widths_of(text, ","))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Iterate numbered lines; a cell in quotes that a sheet's copy left over several lines stays one."""
    whole, begin = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not whole and not _OPENS_QUOTE.search(line):
            yield number, line
            continue
        begin = begin or number
        whole = f"{whole}\n{line}" if whole else line
        if whole.count('"') % 2 == 0 or number - begin > _LONGEST_QUOTE:
            yield begin, whole
            whole, begin = "", 0
    if whole:
        yield begin, whole


class _Reader:
    """Gathers lines: those of a table until a line of prose comes, those of prose until a table does."""

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.blocks: list[Block] = []
        self.run: list[tuple[int, list[str]]] = []
        self.rulers: list[int] = []  # how many rows stood before each ruler of the run
        self.opened = True  # whether the run's rows begin with a bar that holds no cell before it
        self.prose: list[tuple[int, str]] = []

    def line(self, number: int, line: str, below: str) -> None:
        """Take one line; one bar makes it a row within a table, or where the line below has one too."""
        if not self.run:
            self.opened = line.translate(_BARS).lstrip().startswith("|")
        in_table = bool(self.run) or "|" in below or not _BARS_DRAWN.isdisjoint(below)
        cells = _cells(line, in_table=in_table, opened=self.opened)
        if cells == []:
            self.rulers.append(len(self.run))
        elif cells is None and self._goes_on(line):
            self.run[-1][1][-1] += f"\n{line.strip()}"
        elif cells is None:
            self.end_table()
            self.prose.append((number, line))
        elif cells is not None:
            self.end_prose()
            self.meter.row(len(cells), Place(line=number))
            if self._is_rest(cells):
                self.run[-1][1][-1] += f"\n{cells[0]}"
                self.run[-1][1].extend(cells[1:])
            else:
                self.run.append((number, cells))

    def _goes_on(self, line: str) -> bool:
        """Tell whether a line without bars belongs to the last cell of a row that is much too short."""
        if len(self.run) < 2 or _RULER.match(line):
            return False
        row, width = self.run[-1][1], len(self.run[0][1])
        return 1 < len(row) < width - 2 or (1 < len(row) < width and row[-1][-1:] in _OPEN_ENDS)

    def _is_rest(self, cells: Sequence[str]) -> bool:
        """Tell whether a row is the rest of one that a line break cut: together they are as wide as the header."""
        if len(self.run) < 2:
            return False
        row, width = self.run[-1][1], len(self.run[0][1])
        is_cut = len(row) < width - 1 or (len(row) < width and row[-1][-1:] in _OPEN_ENDS)
        return len(row) > 1 and is_cut and len(row) + len(cells) - 1 == width and not _NUMBER.match(cells[0])

    def end_table(self) -> None:
        if self.run:
            self._join_between_rulers()
            number = 1 + sum(1 for block in self.blocks if isinstance(block, Table))
            rows = tuple(_row(line, cells) for line, cells in self.run)
            self.blocks.append(Table(rows, Place(table=number, line=self.run[0][0]), ragged=True))
            self.run = []
        self.rulers = []

    def _join_between_rulers(self) -> None:
        """In a box drawn around every row, the lines between two rulers are one row."""
        starts = sorted({start for start in self.rulers if start < len(self.run)} | {0})
        if len(starts) < 3:
            return
        joined = []
        for start, end in zip(starts, [*starts[1:], len(self.run)], strict=True):
            width = max(len(cells) for _, cells in self.run[start:end])
            columns = [
                [cells[i] for _, cells in self.run[start:end] if i < len(cells) and cells[i]] for i in range(width)
            ]
            joined.append((self.run[start][0], ["\v".join(column) for column in columns]))
        self.run = joined

    def end_prose(self) -> None:
        """Read lines of prose, and the columns set by spaces among them."""
        found = max((_tables_of(self.prose, wide) for wide in ("WF", "WFA")), key=_covered)
        heads = {table.first: table for table in found}
        index = 0
        while index < len(self.prose):
            if table := heads.get(index):
                lines = [self.prose[start][0] for start in table.starts]
                self._spaced(table.rows, lines, len(table.columns))
                index = table.last + 1
            else:
                self._paragraph(*self.prose[index])
                index += 1
        self.prose = []

    def _spaced(self, rows: Sequence[Sequence[str]], lines: Sequence[int], width: int) -> None:
        number = 1 + sum(1 for block in self.blocks if isinstance(block, Table))
        for line in lines:
            self.meter.row(width, Place(line=line))
        made = tuple(_row(line, cells, width) for line, cells in zip(lines, rows, strict=True))
        self.blocks.append(Table(made, Place(table=number, line=lines[0])))

    def _paragraph(self, number: int, line: str) -> None:
        level = 0
        if titled := _FRONT_MATTER.match(line):
            line = titled[1]
        if mark := _MARKS.match(line.strip()):
            level = len(mark[1] or "")
        bullet = mark is not None and mark[0][0] in "-*" and not mark[0].startswith("**")
        text = _MARKS.sub("", line.strip()).strip()
        if text:
            self.blocks.append(Paragraph(self.meter.text(text), Place(line=number), level, bullet=bullet))


def _cells(line: str, *, in_table: bool = False, opened: bool = True) -> list[str] | None:
    """Return a row's cells; an empty list for a ruler; None for a line of prose."""
    if _RULER.match(line) and any(mark in line for mark in "|+-=─━│┼"):
        return []
    bar = line if _BARS_DRAWN.isdisjoint(line) else line.translate(_BARS)
    if bar.count("|") >= (1 if in_table else 2):
        return _split(bar, "|", opened=opened)
    if line.strip("\t").count("\t") >= 1:
        return _split(line, "\t")
    return None


def _split(line: str, separator: str, *, opened: bool = True) -> list[str]:
    cells = [_MARKS.sub("", cell.strip()) if "**" in cell else cell.strip() for cell in line.split(separator)]
    if separator == "|" and not cells[-1]:
        cells.pop()  # the bar that closes the row
    if separator == "|" and opened and cells and not cells[0] and line.lstrip().startswith("|"):
        cells.pop(0)  # the bar that opens it
    broken = (cell.replace("<br>", "\n").replace("<br/>", "\n") for cell in cells)
    return [_unquoted(cell, always=separator == "\t") for cell in broken]


def _unquoted(cell: str, *, always: bool) -> str:
    """Take off the quotes that a sheet's copy puts around a cell; a quotation within the words keeps its own.

    Between bars only a cell of several lines is so quoted; between tabs any may be.
    """
    inner = cell[1:-1]
    if len(cell) < 2 or cell[0] != '"' or cell[-1] != '"' or not (always or "\n" in cell):
        return cell
    return inner.replace('""', '"') if '"' not in inner.replace('""', "") else cell


def _row(line: int, cells: Sequence[str], width: int = 0) -> Row:
    """A row of cells; one text alone in a table of `width` columns is a cell over all of them."""
    if len(cells) == 1 and width > 1:
        return Row((Cell(cells[0], Place(line=line, column=1), 1, width),) * width, Place(line=line))
    return Row(
        tuple(Cell(text, Place(line=line, column=column)) for column, text in enumerate(cells, start=1)),
        Place(line=line),
    )


def _tables_of(prose: Sequence[tuple[int, str]], wide: str) -> list[Found]:
    """The tables that columns set by spaces make, where characters of these widths take two columns."""
    items = [_items(number, line, wide) for number, line in prose]
    return unruled_tables(items) if any(len(line) > 2 for line in items) else []


def _covered(found: Sequence[Found]) -> tuple[int, int]:
    return sum((table.last - table.first) * len(table.columns) for table in found), -len(found)


def _items(number: int, line: str, wide: str) -> list[LayoutItem]:
    """The pieces of a line between wide gaps, placed by how many columns their characters take on a screen.

    A line that begins with a label and its value (牵头单位：…　责任单位：…) is one piece: no columns part it.
    """
    if _LABELLED.match(line):
        whole = line.strip()
        return [LayoutItem(whole, 0, _width(whole, wide), number, number + 1)]
    items = []
    for piece in _PIECE.finditer(line.replace("\u3000", "  ").rstrip()):
        left = _width(line[: piece.start()], wide)
        items.append(LayoutItem(piece[0], left, left + _width(piece[0], wide), number, number + 1))
    return items


def _width(text: str, wide: str) -> int:
    """How many columns of a screen a text takes; whether “ takes one or two, its writer's font decided."""
    return sum(2 if unicodedata.east_asian_width(c) in wide else 1 for c in text)

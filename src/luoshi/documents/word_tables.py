"""The tables of Word: cells with their words, merges down and across, rows that are deleted, hidden or struck out."""

from typing import Protocol

from lxml import etree

from luoshi.documents.account import Ledger
from luoshi.documents.document import Table
from luoshi.documents.encoding import tidy
from luoshi.documents.grid import Meter, Piece, laid_out
from luoshi.documents.hidden_content import object_left_out, row_left_out, symbol_unknown, text_left_out
from luoshi.documents.word_blocks import children
from luoshi.documents.word_lists import Lists
from luoshi.documents.word_styles import W, is_on
from luoshi.documents.word_words import DELETED, Speaker, Words, all_words
from luoshi.place import Place
from luoshi.plan import Finding

_WHOLE_ROW = ("deleted", "struck", "hidden")  # for these reasons a row without other words is left out whole
_NO_WORDS = "0123456789.、（）() "


class Outer(Protocol):
    """What the reader of a document lends to the reader of its tables."""

    meter: Meter
    lists: Lists
    speaker: Speaker
    ledger: Ledger
    findings: list[Finding]

    def chunk_words(self, element: etree._Element, place: Place) -> str: ...


class TableCells:
    """Reads one table's cells, following merges down the columns.

    Args:
        table: its number in the document, from 1.
    """

    def __init__(self, outer: Outer, table: int) -> None:
        self.outer = outer
        self.table = table
        self.style = ""
        self.pieces: list[Piece] = []
        self.places: dict[int, Place] = {}
        self.open: dict[int, Piece] = {}

    def read(self, element: etree._Element) -> Table | None:
        """Return the table; None where no row of it is read."""
        self.style = _style_of(element)
        rows = [child for child in children(element) if child.tag == f"{W}tr"]
        for index, row in enumerate(rows):
            self._row(index, row)
        if not self.places:
            return None
        return Table(laid_out(self.pieces, self.places, self.outer.meter), Place(table=self.table))

    def _row(self, index: int, row: etree._Element) -> None:
        place = Place(table=self.table, row=index + 1)
        properties = row.find(f"{W}trPr")
        why = ""
        if properties is not None:
            why = "deleted" if properties.find(f"{W}del") is not None else ""
            why = why or ("hidden" if is_on(properties.find(f"{W}hidden")) else "")
        column = _number(properties, "gridBefore")
        cells = [child for child in children(row) if child.tag == f"{W}tc"]
        words = [self._words(cell, place) for cell in cells]
        written = "".join(w.text for w in words).strip()
        reasons = [k for w in words for k in w.left_out if k in _WHOLE_ROW]
        if not why and reasons and not written.strip(_NO_WORDS):
            why = reasons[0]
        if why:
            self._leave_row(why, words, place)
        else:
            self.places[index] = place
        for cell, word in zip(cells, words, strict=True):
            column += self._cell(index, column, cell, word, kept=not why)

    def _leave_row(self, why: str, words: list[Words], place: Place) -> None:
        left_out = [text for w in words for text in w.left_out.values()]
        text = " ".join([*(w.text.strip() for w in words), *left_out]).strip()
        self.outer.findings.append(row_left_out(why, text, place))
        for text in (*(w.source for w in words), *left_out):
            self.outer.ledger.leave(f"row-{why}", text)

    def _words(self, cell: etree._Element, place: Place) -> Words:
        """Return the words of a cell: its paragraphs, with those of text boxes, tables and parts within it."""
        whole, parts = Words(), []
        for child in children(cell):
            if child.tag == f"{W}p":
                words = self.outer.speaker.words_of(child, self.style)
                label = self.outer.lists.label(child) if words.text.strip() or _is_only(child, cell) else ""
                boxes = [self._words(box, place) for box in words.boxes]
                parts += [label + words.text, *(box.text for box in boxes)]
                for one in (words, *boxes):
                    whole.add(one)
            elif child.tag == f"{W}tbl":
                parts.append(self._small_table(child, whole, place))
            elif child.tag == f"{W}altChunk":
                parts.append(self.outer.chunk_words(child, place))
            elif child.tag in DELETED:
                whole.leave_out("deleted", all_words(child))
        whole.text = tidy("\n".join(parts))
        return whole

    def _small_table(self, table: etree._Element, whole: Words, place: Place) -> str:
        """Return a small table within a cell, as lines of words."""
        lines = []
        for row in (child for child in children(table) if child.tag == f"{W}tr"):
            cells = [self._words(cell, place) for cell in children(row) if cell.tag == f"{W}tc"]
            for cell in cells:
                whole.add(cell)
            lines.append(" ".join(cell.text.strip() for cell in cells if cell.text.strip()))
        return "\n".join(lines)

    def _cell(self, row: int, column: int, cell: etree._Element, words: Words, *, kept: bool) -> int:
        properties = cell.find(f"{W}tcPr")
        span = max(1, _number(properties, "gridSpan", 1))
        place = Place(table=self.table, row=row + 1, column=column + 1)
        if kept:
            self._tell(words, place)
        merge = properties.find(f"{W}vMerge") if properties is not None else None
        across = properties.find(f"{W}hMerge") if properties is not None else None
        above = self.open.get(column)
        if merge is not None and merge.get(f"{W}val", "continue") == "continue" and above is not None:
            above.row_span = row - above.row + 1
            if kept and words.text.strip() and words.text.strip() not in above.text:
                above.text = f"{above.text}\n{words.text.strip()}"
            return span
        if across is not None and across.get(f"{W}val", "continue") == "continue" and self.pieces:
            self.pieces[-1].column_span += span
            if kept and words.text.strip():
                self.pieces[-1].text = f"{self.pieces[-1].text}\n{words.text.strip()}".strip()
            return span
        piece = Piece(row, column, words.text.strip(), place, 1, span)
        if kept or (merge is not None and merge.get(f"{W}val") == "restart"):
            self.pieces.append(piece)
        self.open.pop(column, None)
        if merge is not None:
            self.open[column] = piece
        return span

    def _tell(self, words: Words, place: Place) -> None:
        """Say what of a cell is not read, and enter what is."""
        tell(words, place, self.outer.findings, self.outer.ledger)


def tell(words: Words, place: Place, findings: list[Finding], ledger: Ledger) -> None:
    """Say what of a cell or paragraph is not read, and enter what is."""
    ledger.enter(words.source)
    for why, text in words.left_out.items():
        finding = text_left_out(why, text, place)
        findings.append(finding)
        ledger.leave(finding.code, text)
    findings += [object_left_out(name, place) for name in words.objects]
    if words.unknown:
        findings.append(symbol_unknown(words.unknown, place))


def is_layout(table: etree._Element) -> bool:
    """Tell whether a table only arranges the page: it holds another table that is larger than itself."""
    inner = [t for t in table.iter(f"{W}tbl") if t is not table]
    if not inner:
        return False
    own = sum(1 for row in children(table) if row.tag == f"{W}tr" for _ in row.iterchildren(f"{W}tc"))
    return max(sum(1 for _ in t.iter(f"{W}tc")) for t in inner) > own


def _style_of(table: etree._Element) -> str:
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def _is_only(paragraph: etree._Element, cell: etree._Element) -> bool:
    return sum(1 for child in cell if child.tag == f"{W}p") == 1


def _number(properties: etree._Element | None, name: str, default: int = 0) -> int:
    element = properties.find(W + name) if properties is not None else None
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else default

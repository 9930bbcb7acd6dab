"""The words of a table's cells: blocks within a cell are lines.

Most cells of most tables hold nothing but text. A row of such cells is read at once; all others are walked over, cell
by cell. Both ways give the same, which tests/documents/test_plain_rows_of_a_page.py holds them to.
"""

import re
from collections.abc import Sequence
from typing import TypeAlias

from lxml import html

from luoshi.documents.document import Cell
from luoshi.documents.grid import Begun
from luoshi.documents.limits import refuse_over
from luoshi.documents.page_tables import span_of
from luoshi.documents.page_words import FREE, InlineState, Walker, Words, all_words, seen
from luoshi.documents.raised import Piece
from luoshi.documents.symbols import UNKNOWN
from luoshi.place import Place

Cells: TypeAlias = Sequence[html.HtmlElement]


def plain_texts(cells: Cells, attributed: Cells, around: InlineState, walker: Walker) -> list[str] | None:
    """Return what each cell of a row shows, where all hold text alone and nothing hides or alters it; None elsewhere.

    The letters shown are those of the file, white space aside: they weigh the same in the account.

    Args:
        attributed: those of the cells that have attributes; a td without them looks as what is around it does.
    """
    if around is not FREE and around != FREE:
        return None
    if any(map(len, cells)) or any(walker.state_of(cell) != FREE for cell in attributed):
        return None
    texts = [cell.text or "" for cell in cells]
    if not _is_shown_as_it_is("".join(texts)):
        texts = [text if _is_shown_as_it_is(text) else lines_of(seen(text)) for text in texts]
        if UNKNOWN in "".join(texts):
            return None
    return texts


def _is_shown_as_it_is(text: str) -> bool:
    """Tell whether nothing is to be done with a text: but for the blank, nothing printable is white space or a symbol's
    private code."""
    return text.isprintable() and " " not in text and UNKNOWN not in text


class Columns:
    """Puts a table's cells, row by row, where those that reach down from above leave room.

    Args:
        table: the number of the table.
        most: how many columns it may have.
    """

    def __init__(self, table: int, most: int) -> None:
        self._table = table
        self._most = most
        self._reaching: dict[int, int] = {}  # column → the row before which it is free again

    def of(self, elements: Cells, texts: Sequence[str], index: int, end: int) -> Begun:
        """Return the cells of a row, the table's `index`th, in a group that ends before the row `end`.

        Raises:
            TooMuchInFile: a cell stands beyond the last column that a table may have.
        """
        begun = Begun([], [])
        column = 0
        for element, text in zip(elements, texts, strict=True):
            column = self._free(column, index)
            place = Place(None, None, self._table, index + 1, column + 1)
            across = max(1, min(span_of(element, "colspan"), self._most + 1))
            down = min(span_of(element, "rowspan") or end - index, end - index)
            begun.columns.append(column)
            begun.cells.append(Cell(text, place, down, across))
            if down > 1:
                self._reaching.update(dict.fromkeys(range(column, column + across), index + down))
            column += across
        return begun

    def single(self, texts: Sequence[str], index: int) -> Begun:
        """Return the cells of a row that all take one position."""
        columns: list[int] = []
        cells: list[Cell] = []
        table, number, most, reaching = self._table, index + 1, self._most, self._reaching
        column = 0
        for text in texts:
            if column in reaching or column >= most:
                column = self._free(column, index)
            columns.append(column)
            column += 1
            cells.append(Cell(text, Place(None, None, table, number, column)))
        return Begun(columns, cells)

    def _free(self, column: int, index: int) -> int:
        """Return the first column from one on that a row has free."""
        while column in self._reaching and self._reaching[column] > index:
            column += 1
        # at once: cells that reach down push those below ever further, and each is sought from the left
        if column >= self._most:
            refuse_over(column + 1, self._most, "列", "columns", Place(table=self._table, row=index + 1))
        return column


def cell_words(cell: html.HtmlElement, walker: Walker, depth: int, around: InlineState) -> Words:
    """Walk over a cell."""
    words, own = Words(), walker.state_of(cell, around)
    if own.why == "hidden":
        words.leave_out("hidden", all_words(cell))
        return words.ended()
    if not len(cell) and own == FREE:
        text = cell.text or ""
        words.text, words.source = seen(text), text
        return words
    walker.walk(cell, _CellListener(words, walker), depth + 1, own)
    return words.ended()


class _CellListener:
    """Gathers the words of a cell."""

    def __init__(self, words: Words, walker: Walker) -> None:
        self.words = words
        self.walker = walker

    def piece(self, piece: Piece) -> None:
        self.words.pieces.append(piece)

    def leave_out(self, why: str, text: str) -> None:
        self.words.leave_out(why, text)

    def assume(self, text: str) -> None:
        self.words.assumed.append(text)

    def edge(self, element: html.HtmlElement, *, begins: bool) -> None:
        label = self.walker.list_label(element) if begins and element.tag == "li" else ""
        self.words.pieces.append(Piece(f"\n{label}", ""))

    def table(self, element: html.HtmlElement, depth: int, state: InlineState) -> bool:
        return False


def lines_of(text: str) -> str:
    """Return the lines of a text, trimmed, without those that hold nothing."""
    if len(text.split(None, 1)) < 2:
        return text.strip()
    lines = (re.sub(r"[ \t\u00a0\u3000]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)

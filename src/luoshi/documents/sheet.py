"""One sheet of a workbook, whatever its format: its cells are laid out, what is not read is said, all is entered.

A reader hands over the rows as its format has them. What holds for every workbook stands here:
hidden rows and columns, struck-out words, marks of notes, merged areas (also those that begin in a
hidden row or column), formulas that were never reckoned, figures that are shown rounded.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from luoshi.documents.account import Ledger, weight
from luoshi.documents.document import NONE_UNHIDDEN, Row, Table, Unhidden
from luoshi.documents.encoding import tidy
from luoshi.documents.grid import Meter, Piece, laid_out
from luoshi.documents.hidden_content import (
    column_left_out,
    column_read,
    more_left_out,
    row_left_out,
    rows_filtered,
    text_left_out,
)
from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.sheet_told import formula_error, formula_unsaved, read_from_box, shown_rounded
from luoshi.place import Place
from luoshi.plan import Finding

_NUMBERED = "0123456789.、（）() "  # what is left of a struck-out row beside its number
_MOST_ROWS, _MOST = 20_000, 1_000  # findings of one code in one file


@dataclass(slots=True)
class Written:
    """What one cell holds.

    Args:
        text: what is read of it.
        struck, marks, unshown: words that are not read: struck out, raised marks of notes, hidden by the cell's format.
        exact: the figure without the rounding of what is shown.
        error: what a formula that fails shows: #REF!
        unsaved: a formula whose value was never reckoned.
        number: it holds a number, which counts as one character of the file.
    """

    text: str = ""
    struck: str = ""
    marks: str = ""
    unshown: str = ""
    exact: str = ""
    error: str = ""
    unsaved: bool = False
    number: bool = False

    @property
    def has_more(self) -> bool:
        """Whether something is to be said of it."""
        return bool(self.struck or self.marks or self.unshown or self.exact or self.error or self.unsaved)

    def held(self) -> int:
        """How many characters of the file it holds, without those that a finding says already."""
        return 1 if self.number and self.text else weight(self.text)


class Sheets:
    """What the sheets of one workbook share: limits, findings, the account.

    Args:
        shown: columns that are read although the file hides them.
        hidden_too: hidden sheets are read as well; a sheet that a unit sends back keeps its keys in one.
    """

    def __init__(self, limits: Limits, shown: Unhidden = NONE_UNHIDDEN, *, hidden_too: bool = False) -> None:
        self.shown = shown
        self.hidden_too = hidden_too
        self.limits = limits
        self.meter = Meter(limits)
        self.ledger = Ledger()
        self.findings: list[Finding] = []
        self.written = 0  # characters; a shared string counts in each cell that shows it
        self._said: dict[str, int] = {}

    def sheet(self, name: str, number: int, *, hidden: bool = False) -> "Sheet":
        """Return what gathers the rows of a sheet; `hidden` only where hidden ones are read too."""
        return Sheet(name, number, self)

    def say(self, finding: Finding) -> None:
        """Keep a finding; behind many of one code they are only counted."""
        if self.has_room(finding.code):
            self.findings.append(finding)

    def has_room(self, code: str) -> bool:
        """Count a finding, and tell whether it is still one of those that are kept."""
        count = self._said[code] = self._said.get(code, 0) + 1
        return count <= (_MOST_ROWS if code.startswith("row-") else _MOST)

    def closed(self) -> list[Finding]:
        """Return the findings, and how many more of a code there are."""
        for code, count in self._said.items():
            if (more := count - (_MOST_ROWS if code.startswith("row-") else _MOST)) > 0:
                self.findings.append(more_left_out(code, more))
        return self.findings


@dataclass(slots=True)
class _Hidden:
    """A hidden row: its cells wait until the merged areas are known."""

    number: int
    cells: list[tuple[int, str, int]]  # column, text, characters of the file


@dataclass(slots=True)
class Sheet:
    """Gathers the rows of one sheet.

    Args:
        number: which table of the document it will be, from 1.
    """

    name: str
    number: int
    book: Sheets
    pieces: dict[tuple[int, int], Piece] = field(default_factory=dict)  # by row and column, from 0
    places: dict[int, Place] = field(default_factory=dict)
    hidden_columns: int = 0  # a bit a column
    revealed: set[int] = field(default_factory=set)  # hidden columns that are read all the same
    hidden_rows: list[_Hidden] = field(default_factory=list)
    unseen: dict[tuple[int, int], str] = field(default_factory=dict)  # texts of hidden rows and columns
    merges: dict[tuple[int, int], tuple[int, int, int, int]] = field(default_factory=dict)  # by their first cell
    findings: list[tuple[int, Finding]] = field(default_factory=list)  # with their row
    filters: list[tuple[int, int]] = field(default_factory=list)  # first and last row of what a filter is set on
    filtered: list[int] = field(default_factory=list)  # rows that only a filter hides, from 1
    width: int = 0

    def filter_rows(self, first: int, last: int) -> None:
        """Take rows, from 0, both included, of which a filter that is set hides some: they are read as the others."""
        self.filters.append((first, last))

    def hide_columns(self, first: int, last: int) -> None:
        """Hide columns, from 0, both included; a tail of columns to the last possible one hides nothing."""
        last = min(last, self.book.limits.columns - 1)
        if 0 <= first <= last:
            self.hidden_columns |= (1 << last + 1) - (1 << first)
            for table, index in self.book.shown:
                if table == self.number and first < index <= last + 1:
                    self.hidden_columns &= ~(1 << index - 1)
                    self.revealed.add(index - 1)

    def row(self, number: int, cells: Iterable[tuple[int, Written]], *, hidden: bool = False) -> None:
        """Take a row.

        Args:
            number: from 1.
            cells: (column from 0, what it holds), from left to right; empty ones may lack.

        Raises:
            UnreadableFile: over a limit.
        """
        pieces: list[tuple[Piece, Written]] = []
        struck: list[tuple[str, Place]] = []
        for column, cell in cells:
            where = Place(sheet=self.name, row=number, column=column + 1, cell=f"{letters(column)}{number}")
            if cell.has_more:
                self._beside(cell, number, where)
                if cell.struck.strip():
                    struck.append((cell.struck, where))
            text = tidy(cell.text).strip()
            if not text:
                continue
            self.book.written += len(text)
            refuse_over(self.book.written, self.book.limits.characters, "字", "characters", where)
            if self.hidden_columns >> column & 1 and not hidden:
                self.unseen[number - 1, column] = text
                self.book.ledger.leave_count("column-hidden", cell.held())
                continue
            refuse_over(column + 1, self.book.limits.columns, "列", "columns", where)
            pieces.append((Piece(number - 1, column, text, where), cell))
        self._keep(number, pieces, struck, hidden)

    def _beside(self, cell: Written, number: int, where: Place) -> None:
        """Say what a cell holds besides what is read."""
        ledger = self.book.ledger
        if cell.marks:
            self._say(number, text_left_out("note", cell.marks, where))
            ledger.leave("text-note", cell.marks)
        if cell.unshown:
            self._say(number, text_left_out("hidden", cell.unshown, where))
            ledger.leave_count("text-hidden", 1 if cell.number else weight(cell.unshown))
        if cell.error:
            self._say(number, formula_error(cell.error, where))
        if cell.unsaved:
            self._say(number, formula_unsaved(where))
            ledger.leave_count("formula-unsaved", int(cell.number))
        if cell.exact:
            self._say(number, shown_rounded(cell.text, cell.exact, where))

    def _keep(
        self, number: int, pieces: Sequence[tuple[Piece, Written]], struck: list[tuple[str, Place]], hidden: bool
    ) -> None:
        place, ledger = Place(sheet=self.name, row=number), self.book.ledger
        if struck and (hidden or not "".join(piece.text for piece, _ in pieces).strip(_NUMBERED)):
            words = [piece.text for piece, _ in pieces] + [text for text, _ in struck]
            code = "row-hidden" if hidden else "row-struck"
            self._say(number, row_left_out(code[4:], " ".join(words), place))
            ledger.leave(code, "".join(text for text, _ in struck))
            ledger.leave_count(code, sum(cell.held() for _, cell in pieces))
        elif hidden:
            if pieces:
                texts = [(piece.column, piece.text, cell.held()) for piece, cell in pieces]
                self.hidden_rows.append(_Hidden(number, texts))
                self.unseen |= {(number - 1, column): text for column, text, _ in texts}
        else:
            for piece, cell in pieces:
                self.pieces[piece.row, piece.column] = piece
                ledger.enter_count(cell.held())
                self.places[number - 1] = place
                self.width = max(self.width, piece.column + 1)
            for text, where in struck:
                self._say(number, text_left_out("struck", text, where))
                ledger.leave("text-struck", text)
        refuse_over(len(self.places) + len(self.hidden_rows), self.book.limits.rows, "行", "rows", place)

    def _say(self, row: int, finding: Finding) -> None:
        if self.book.has_room(finding.code):
            self.findings.append((row, finding))

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Keep a merged area, from 0, all included; one that begins in a cell without words merges nothing.

        Its rows must have been taken before.
        """
        if (top, left) in self.pieces or (top, left) in self.unseen:
            self.merges[top, left] = (top, left, bottom, right)

    def box(self, row: int, column: int, text: str) -> None:
        """Take the words of a box that lies over a cell: an empty one between written ones is meant to hold them."""
        text = tidy(text).strip()
        where = Place(sheet=self.name, row=row + 1, column=column + 1, cell=f"{letters(column)}{row + 1}")
        stands = (row, column) in self.pieces or row not in self.places or column >= self.width
        if not text:
            return
        if stands or self.hidden_columns >> column & 1:
            self._say(row + 1, text_left_out("boxed", text, where))
            self.book.ledger.leave("text-boxed", text)
        else:
            self.pieces[row, column] = Piece(row, column, text, where)
            self.book.ledger.enter(text)
            self._say(row + 1, read_from_box(text, where))

    def beside(self, why: str, text: str, row: int | None = None, column: int = 0) -> None:
        """Say that words beside the cells are not read: a comment, a drawing, what is printed in the margin.

        Args:
            why: comment, boxed or margin.
            row, column: of the cell that they belong to, from 0; without a row they belong to the whole sheet.
        """
        if not text.strip():
            return
        where = Place(sheet=self.name)
        if row is not None:
            where = Place(sheet=self.name, row=row + 1, column=column + 1, cell=f"{letters(column)}{row + 1}")
        self._say(-1 if row is None else row + 1, text_left_out(why, tidy(text), where))
        self.book.ledger.leave(f"text-{why}", text)

    def table(self) -> Table | None:
        """Lay the sheet out; None where nothing is shown in it."""
        if self.filters:
            self._unfilter()
        self._merge()
        for row in self.hidden_rows:
            cells = [cell for cell in row.cells if (row.number - 1, cell[0]) in self.unseen]
            if cells:
                place = Place(sheet=self.name, row=row.number)
                self._say(row.number, row_left_out("hidden", " ".join(text for _, text, _ in cells), place))
            self.book.ledger.leave_count("row-hidden", sum(held for _, _, held in cells))
        rows = laid_out(list(self.pieces.values()), self.places, self.book.meter) if self.pieces else ()
        self._say_covered(rows)
        if self.filtered:
            self.book.say(rows_filtered(self.filtered, Place(sheet=self.name)))
        self.book.findings += [finding for _, finding in sorted(self.findings, key=lambda said: said[0])]
        self._say_columns()
        if not rows:
            return None
        return Table(rows, Place(sheet=self.name, table=self.number), caption=self.name)

    def _unfilter(self) -> None:
        """Show the rows that a filter hides: it is a view of the sheet, and who set it took nothing back."""
        kept = []
        for row in self.hidden_rows:
            if not any(first < row.number <= last + 1 for first, last in self.filters):
                kept.append(row)
                continue
            self.filtered.append(row.number)
            for column, text, held in row.cells:
                if self.hidden_columns >> column & 1:
                    self.book.ledger.leave_count("column-hidden", held)
                    continue
                del self.unseen[row.number - 1, column]
                where = Place(sheet=self.name, row=row.number, column=column + 1, cell=f"{letters(column)}{row.number}")
                self.pieces[row.number - 1, column] = Piece(row.number - 1, column, text, where)
                self.book.ledger.enter_count(held)
                self.places[row.number - 1] = Place(sheet=self.name, row=row.number)
                self.width = max(self.width, column + 1)
        self.hidden_rows = kept

    def _say_covered(self, rows: Sequence[Row]) -> None:
        """Say the words of cells that a merged area covers: nobody sees them."""
        if not self.merges:
            return
        laid = {id(cell.place) for row in rows for cell in row.cells}
        for (row, column), piece in self.pieces.items():
            if id(piece.place) not in laid:
                self.book.ledger.enter_count(-weight(piece.text))
                self.beside("covered", piece.text, row, column)

    def _merge(self) -> None:
        """Let merged areas reach over the rows and columns that hold something."""
        if not self.places:
            return
        shown = sorted(self.places)
        for top, left, bottom, right in self.merges.values():
            piece = self.pieces.get((top, left)) or self._begins_hidden(shown, top, left, bottom, right)
            if piece:
                piece.row_span = max(1, min(bottom, shown[-1]) - piece.row + 1)
                piece.column_span = max(1, min(right + 1, self.width) - piece.column)

    def _begins_hidden(self, shown: list[int], top: int, left: int, bottom: int, right: int) -> Piece | None:
        """Let an area whose first cell is hidden begin in the first of its cells that are shown."""
        at = bisect_left(shown, top)
        row = shown[at] if at < len(shown) else bottom + 1
        columns = range(left, min(right + 1, self.width))
        column = next((one for one in columns if not self.hidden_columns >> one & 1), None)
        if row > bottom or column is None or (row, column) in self.pieces:
            return None
        text = self.unseen.pop((top, left))
        place = Place(sheet=self.name, row=top + 1, column=left + 1, cell=f"{letters(left)}{top + 1}")
        piece = self.pieces[row, column] = Piece(row, column, text, place)
        at = bisect_left(self.hidden_rows, top + 1, key=lambda hidden: hidden.number)
        cells = self.hidden_rows[at].cells if at < len(self.hidden_rows) else []
        self.book.ledger.enter_count(next((held for one, its, held in cells if (one, its) == (left, text)), 0))
        return piece

    def _say_columns(self) -> None:
        """Say which columns are hidden, by the first words of each, and how many cells they hold."""
        first: dict[int, str] = {}
        cells: Counter[int] = Counter()
        hidden = {row.number - 1 for row in self.hidden_rows}
        for (row, column), text in sorted(self.unseen.items()):
            if row not in hidden:
                first.setdefault(column, text)
                cells[column] += 1
        for column in sorted(self.revealed):
            texts = [piece.text for (_, its), piece in sorted(self.pieces.items()) if its == column]
            if texts:
                self.book.say(column_read(texts[0], Place(sheet=self.name, column=column + 1)))
        for column, text in sorted(first.items()):
            self.book.say(column_left_out(text, cells[column], Place(sheet=self.name, column=column + 1)))


@lru_cache(maxsize=512)
def letters(column: int) -> str:
    """Name a column, counted from 0: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name

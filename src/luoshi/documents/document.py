"""What a file holds, whatever its format: tables and paragraphs, each with its Place.

A table is a grid. A merged cell stands in every position that it covers as the very same
object, so that `row.cells[i] is above.cells[i]` tells a merge. Text keeps the line breaks
of its cell as "\\n"; "\\v" is a break that a narrow cell may have made. Only text forms are
ragged: there a row may lack the cells that were merged on paper, and the reader of tables
must find out which.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from luoshi.documents.account import Account
from luoshi.place import Place
from luoshi.plan import Finding
from luoshi.values import value

Progress: TypeAlias = Callable[[int, int], None]
"""Called with (done, of), in rows or pages, now and then while a large file is read."""

Unhidden: TypeAlias = frozenset[tuple[int, int]]
"""Columns that are read although the file hides them, since a person said what they hold: (table, index), from 1."""

NONE_UNHIDDEN: Unhidden = frozenset()


@value
class Cell:
    """One cell: its text, and how many rows and columns of the grid it covers."""

    text: str
    place: Place
    row_span: int = 1
    column_span: int = 1


@value
class Row:
    """One row of a grid; `cells` has an entry for each column, merged ones repeated."""

    cells: tuple[Cell, ...]
    place: Place

    @property
    def distinct(self) -> list[Cell]:
        """The cells that begin in this row or reach into it, each once."""
        seen: list[Cell] = []
        for cell in self.cells:
            if not seen or seen[-1] is not cell:
                seen.append(cell)
        return seen


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of rows.

    Args:
        ragged: rows may lack cells that were merged on paper (text forms).
        caption: what stands over it where the format knows: a sheet's name.
        broken_by_page: rows may go on in the next table (a page break in a PDF).
    """

    rows: tuple[Row, ...]
    place: Place
    ragged: bool = False
    caption: str = ""
    broken_by_page: bool = False

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or paragraph outside a table.

    Args:
        level: the outline level that the format gives a heading, from 1; 0 for text.
        label: the number that the format itself prints before it (Word's automatic
            lists); it is not part of `text`.
        bullet: whether the format sets a bullet before it, which is no part of `text` either.
    """

    text: str
    place: Place
    level: int = 0
    label: str = ""
    bullet: bool = False


Block: TypeAlias = Table | Paragraph


@dataclass(frozen=True, slots=True)
class Document:
    """A file as blocks in reading order.

    Args:
        kind: the contract's name of the format: text, csv, docx, doc, xlsx, xls, pdf,
            html or paste.
        sha256: of the bytes, hexadecimal.
        findings: what the reader left out and why, with its place.
        account: what became of the characters of the file; None where its reader keeps none.
    """

    name: str
    kind: str
    sha256: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()
    title: str | None = None
    account: Account | None = None

    @property
    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [block for block in self.blocks if isinstance(block, Paragraph)]

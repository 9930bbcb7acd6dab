"""Files that a document shows in its midst (altChunk, frames): read by their own readers, then put in place."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from luoshi.documents.account import Account
from luoshi.documents.document import Block, Cell, Paragraph, Row, Table
from luoshi.place import Place
from luoshi.plan import Finding

Content: TypeAlias = tuple[list[Block], list[Finding], str | None, Account | None]
"""What a reader makes of a file: its blocks, what was left out, its title, and the account where it keeps one."""

ReadPart: TypeAlias = Callable[[bytes, str], Content]
"""Reads the bytes of a part, given its name; raises UnreadableFile."""


def moved(blocks: Iterable[Block], findings: Iterable[Finding], tables: int, paragraphs: int) -> Content:
    """Return blocks and findings with places behind the `tables` and `paragraphs` that stand before them."""

    def place(old: Place) -> Place:
        line = None if old.table else old.line
        paragraph = (old.paragraph or line or 0) + paragraphs if old.paragraph or line else None
        table = old.table + tables if old.table else None
        return Place(table=table, row=old.row, column=old.column, paragraph=paragraph)

    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            kept.append(replace(block, place=place(block.place)))
        else:
            kept.append(_moved_table(block, place))
    return kept, [replace(finding, place=place(finding.place)) for finding in findings], None, None


def _moved_table(table: Table, place: Callable[[Place], Place]) -> Table:
    made: dict[int, Cell] = {}
    own = place(table.place)

    def within(old: Place, row: int) -> Place:
        return place(old) if old.table else Place(table=own.table, row=row, column=old.column)

    def cell(old: Cell, row: int) -> Cell:
        if id(old) not in made:
            made[id(old)] = replace(old, place=within(old.place, row))
        return made[id(old)]

    rows = tuple(
        Row(tuple(cell(one, number) for one in row.cells), within(row.place, number))
        for number, row in enumerate(table.rows, start=1)
    )
    return replace(table, rows=rows, place=own)


def lines_of(blocks: Iterable[Block]) -> str:
    """Return blocks as lines of words, for a part that stands within a cell."""
    lines = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.label + block.text)
        else:
            lines += [" ".join(cell.text.strip() for cell in row.distinct if cell.text.strip()) for row in block.rows]
    return "\n".join(lines)


def counts_of(blocks: Iterable[Block]) -> tuple[int, int]:
    """Return the highest number of a table and of a paragraph among the places of blocks."""
    tables = paragraphs = 0
    for block in blocks:
        tables = max(tables, block.place.table or 0)
        paragraphs = max(paragraphs, block.place.paragraph or 0)
    return tables, paragraphs


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Iterate the texts of blocks, each cell once."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from {id(cell): cell.text for row in block.rows for cell in row.cells}.values()

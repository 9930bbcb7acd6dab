"""Text → Document: rows of cells split by | or tabs, and lines of prose.

Cells keep their line and their place in it. A row of | may lack cells that were merged on
paper, so its table is ragged. Markdown's ruler lines (|---|---|) are no rows.
"""

import re
from collections.abc import Sequence

from luoshi.documents.document import Block, Cell, Paragraph, Row, Table
from luoshi.documents.grid import Meter
from luoshi.documents.limits import Limits
from luoshi.place import Place

_RULER = re.compile(r"^[\s|:+\-=─━┼├┤│┌┐└┘┬┴]*$")


def blocks_of_text(text: str, limits: Limits) -> list[Block]:
    """Return the tables and paragraphs of a text; a place says the line, from 1.

    Raises:
        UnreadableFile: over a limit.
    """
    meter = Meter(limits)
    lines = text.split("\n")
    blocks: list[Block] = []
    run: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        cells = _cells(line)
        if cells is None:
            _close(run, blocks)
            blocks.append(Paragraph(line.strip(), Place(line=number)))
        elif cells:
            meter.row(len(cells), Place(line=number))
            run.append((number, cells))
    _close(run, blocks)
    return blocks


def _cells(line: str) -> list[str] | None:
    """Return a row's cells; an empty list for a ruler; None for a line of prose."""
    if _RULER.match(line) and any(mark in line for mark in "|+-─━│┼"):
        return []
    bar = line.replace("│", "|").replace("┃", "|").replace("｜", "|")
    if bar.count("|") >= 2:
        return _split(bar, "|")
    if line.strip("\t").count("\t") >= 1:
        return _split(line, "\t")
    return None


def _split(line: str, separator: str) -> list[str]:
    cells = [cell.strip() for cell in line.split(separator)]
    if separator == "|" and not cells[-1]:
        cells.pop()  # the bar that closes the row
    if separator == "|" and cells and not cells[0] and line.lstrip().startswith("|"):
        cells.pop(0)  # the bar that opens it
    return cells


def _close(run: list[tuple[int, list[str]]], blocks: list[Block]) -> None:
    if not run:
        return
    number = 1 + sum(1 for block in blocks if isinstance(block, Table))
    rows = [_row(line, cells) for line, cells in run]
    blocks.append(Table(tuple(rows), Place(table=number, line=run[0][0]), ragged=True))
    run.clear()


def _row(line: int, cells: Sequence[str]) -> Row:
    return Row(
        tuple(Cell(text, Place(line=line, column=column)) for column, text in enumerate(cells, start=1)),
        Place(line=line),
    )

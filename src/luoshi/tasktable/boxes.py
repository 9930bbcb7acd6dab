"""Tables of one column are boxes around lines: what stands in them is read as paragraphs.

| 2025年重点任务                  |
| 1.新建公园5个。（区城管局）       |
"""

from dataclasses import replace

from luoshi.documents import Block, Document, Paragraph, Table
from luoshi.tasktable.items import item_of

_FEWEST = 2  # numbered lines that make a list


def with_boxes_as_lines(document: Document) -> Document:
    """Return the document with its boxes as paragraphs, a line each; other tables stay."""
    blocks: list[Block] = []
    for block in document.blocks:
        lines = _lines(block) if isinstance(block, Table) else []
        blocks += lines or [block]
    return document if len(blocks) == len(document.blocks) else replace(document, blocks=tuple(blocks))


def _lines(table: Table) -> list[Paragraph]:
    """The lines of a table in which each row is one cell, and several lines bear numbers; else none."""
    if table.ragged or any(len(row.distinct) != 1 for row in table.rows):
        return []
    seen: set[int] = set()  # cells, by their identity: merged ones stand in several rows
    lines = []
    for cell in (row.cells[0] for row in table.rows):
        if id(cell) not in seen:
            lines += [Paragraph(line.strip(), cell.place) for line in cell.text.split("\n") if line.strip()]
            seen.add(id(cell))
    numbered = sum(1 for line in lines if item_of(line).style)
    return lines if numbered >= _FEWEST else []

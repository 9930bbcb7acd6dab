"""One page while a document of drawn pages is read: its tables, its lines, and what is left out of it."""

from dataclasses import dataclass, field

from luoshi.documents.pdf_grid import PageTable, Rule
from luoshi.documents.pdf_lines import TextLine


@dataclass(slots=True)
class Sheet:
    """One page: its ruled tables with the words of their cells, and the lines outside them.

    Args:
        number: from 1.
        width: in points, as `height` is.
        cells: of each table, the texts by the index of their cell.
        levels: the horizontal rules.
        left_out: words that are turned, outside tables.
        marks: of notes.
    """

    number: int
    width: float
    height: float
    tables: list[PageTable]
    cells: list[dict[int, str]]
    lines: list[TextLine]
    levels: list[Rule] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

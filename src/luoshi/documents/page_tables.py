"""The tables of a page: of rows and cells, or of other elements that are laid out or named as such.

A rowspan ends with its row group, as in a browser. A table that a page made a second time, so that its columns or
its head stay in view, is told from a second table by its words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml import etree, html

from luoshi.documents.document import Cell, Table
from luoshi.documents.page_styles import Styles
from luoshi.values import value

_GROUPS = ("thead", "tbody", "tfoot")
# asked of libxml2 for a whole table at once: walks over its cells took a tenth of the time that a page takes
_CELLS_IN_ROWS = etree.XPath(
    "count(tr/td) + count(tbody/tr/td) + count(thead/tr/td) + count(tfoot/tr/td)"
    "+ count(tr/th) + count(tbody/tr/th) + count(thead/tr/th) + count(tfoot/tr/th)"
)
_BESIDE_ROWS = etree.XPath(
    "count(*) > count(tr) + count(tbody) + count(thead) + count(tfoot) + count(colgroup) + count(col)"
    " or count(tbody/*) + count(thead/*) + count(tfoot/*) > count(tbody/tr) + count(thead/tr) + count(tfoot/tr)"
    " or text()[normalize-space()] | */text()[normalize-space()] | */tr/text()[normalize-space()]"
)
_TABLE_ROLES = ("table", "grid", "treegrid")
_CELL_ROLES = ("cell", "gridcell", "columnheader", "rowheader")
_HOLDERS = ("div", "ul", "ol", "li", "section", "article", "main", "body", "dl", "p")
_BOXES = ("span", "div", "p", "b", "strong", "em", "i", "label", "dt", "dd")
_HEADLINES = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADING = re.compile(r"[^\d，,。；;、：:]{2,12}")
_HEADS_TASKS = re.compile(r"任务|事项|项目|内容|目标|工作")
_FEWEST_ROWS, _FEWEST_CELLS = 3, 3
_COPIES = ("fixed", "sticky", "pinned", "frozen", "clone")
_ABOVE = 6  # elements around a table that may name it a copy
_LARGEST_SPAN = 65_534
_MOST_ALIKE = 20  # tables of as many rows that one is compared with


@value
class TableRow:
    """One row.

    Args:
        group: the number of its row group.
        found: the elements of its cells, where they had to be looked for.
        alone: its children are its cells, and nothing stands in the table beside such rows.
    """

    element: html.HtmlElement
    group: int
    found: tuple[html.HtmlElement, ...] = ()
    alone: bool = False

    @property
    def cells(self) -> tuple[html.HtmlElement, ...]:
        """The elements of its cells; those of a whole table are never held at once, since there are many of them."""
        return tuple(self.element) if self.alone else self.found


def is_table(element: html.HtmlElement, styles: Styles) -> bool:
    """Tell whether an element is a table: by its name, its role, or what the style sheets make of it."""
    if element.tag == "table":
        return True
    if element.get("role") in _TABLE_ROLES:
        return next(element.iter("table"), None) is None and next(_rows_by_role(element), None) is not None
    if styles.lays_out and styles.look(element).display in ("table", "inline-table") and rows_of(element, styles):
        return True
    return element.tag in _HOLDERS and bool(_rows_by_count(element))


def rows_of(table: html.HtmlElement, styles: Styles) -> list[TableRow]:
    """Return the rows of a table itself, not of those within it; a foot stands last, wherever it is written."""
    if table.tag == "table" and table.get("role") not in _TABLE_ROLES:
        return sorted(_rows(table), key=lambda row: row.group >= _FOOT)
    if table.get("role") in _TABLE_ROLES and (rows := list(_rows_by_role(table))):
        return rows
    if table.tag == "table":
        return sorted(_rows(table), key=lambda row: row.group >= _FOOT)
    return list(_rows_by_display(table, styles)) or _rows_by_count(table)


_FOOT = 1_000_000


def _rows(table: html.HtmlElement) -> list[TableRow]:
    rows = list(_numbered_rows(table))
    # children that are no cells, comments too, make the first more
    alone = sum(len(row) for row, _ in rows) == _CELLS_IN_ROWS(table) and not _BESIDE_ROWS(table)
    return [TableRow(row, group, () if alone else _cells(row), alone) for row, group in rows]


def _numbered_rows(table: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, int]]:
    """Iterate the rows of a table, each with the number of its row group."""
    group, loose = 0, False
    for child in _through_forms(table):
        if child.tag == "tr":
            group += 0 if loose else 1
            loose = True
            yield child, group
        elif child.tag in _GROUPS:
            group, loose = group + 1, False
            number = group + (_FOOT if child.tag == "tfoot" else 0)
            yield from ((row, number) for row in _through_forms(child) if row.tag == "tr")


def _cells(row: html.HtmlElement) -> tuple[html.HtmlElement, ...]:
    return tuple(child for child in _through_forms(row) if child.tag in ("td", "th"))


def _through_forms(parent: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Iterate children; a form that was written between rows or cells is looked through."""
    for child in parent:
        if child.tag == "form":
            yield from _through_forms(child)
        elif isinstance(child.tag, str):
            yield child


def _rows_by_role(table: html.HtmlElement) -> Iterator[TableRow]:
    group = 0
    stack: list[tuple[html.HtmlElement, int]] = [(child, 0) for child in reversed(table)]
    while stack:
        one, own = stack.pop()
        role = one.get("role") if isinstance(one.tag, str) else None
        if role == "row" or (one.tag == "tr" and role is None):
            cells = tuple(_nearest(one, lambda e: e.get("role") in _CELL_ROLES or e.tag in ("td", "th")))
            if cells:
                yield TableRow(one, own, cells)
        elif isinstance(one.tag, str) and role not in _TABLE_ROLES:
            if role == "rowgroup" or one.tag in _GROUPS:
                group += 1
                own = group
            stack += [(child, own) for child in reversed(one)]


def _rows_by_display(table: html.HtmlElement, styles: Styles) -> Iterator[TableRow]:
    group = 0
    stack: list[tuple[html.HtmlElement, int]] = [(child, 0) for child in reversed(table)]
    while stack:
        one, own = stack.pop()
        if not isinstance(one.tag, str):
            continue
        display = styles.look(one).display
        if display == "table-row":
            cells = tuple(child for child in one if isinstance(child.tag, str) and _is_cell(child, styles))
            if cells:
                yield TableRow(one, own, cells)
        elif display not in ("table", "inline-table") and one.tag != "table":
            if display.endswith("-group"):
                group += 1
                own = group
            stack += [(child, own) for child in reversed(one)]


def _rows_by_count(parent: html.HtmlElement) -> list[TableRow]:
    """The rows of a page that sets its table with boxes alone: each child holds as many boxes, the first the headings.

    Only headlines may stand before them, and nothing behind.
    """
    rows = [child for child in parent if isinstance(child.tag, str)]
    while rows and rows[0].tag in _HEADLINES:
        rows.pop(0)
    if len(rows) < _FEWEST_ROWS or len(rows[0]) < _FEWEST_CELLS:
        return []
    if not all(len(row) == len(rows[0]) and _holds_boxes_only(row) for row in rows):
        return []
    headings = [" ".join("".join(cell.itertext()).split()) for cell in rows[0]]
    headed = all(_HEADING.fullmatch(words) for words in headings) and any(map(_HEADS_TASKS.search, headings))
    if not headed:
        return []
    return [TableRow(row, index, tuple(row)) for index, row in enumerate(rows)]


def _holds_boxes_only(row: html.HtmlElement) -> bool:
    """Tell whether a row has no words of its own, and its boxes none but words."""
    loose = (row.text, *(cell.tail for cell in row))
    plain = all(cell.tag in _BOXES and next(cell.iter(*_HOLDERS), cell) is cell for cell in row)
    return row.tag in _HOLDERS and plain and not any(text and not text.isspace() for text in loose)


def _is_cell(element: html.HtmlElement, styles: Styles) -> bool:
    return styles.look(element).display in ("table-cell", "") and element.tag not in ("br", "script", "style")


def _nearest(parent: html.HtmlElement, is_meant: Callable[[html.HtmlElement], bool]) -> Iterator[html.HtmlElement]:
    """Iterate the elements of a kind under another that do not lie in one another."""
    stack = list(reversed(parent))
    while stack:
        one = stack.pop()
        if not isinstance(one.tag, str):
            continue
        if is_meant(one):
            yield one
        else:
            stack += list(reversed(one))


def ends_of_groups(rows: Sequence[TableRow]) -> list[int]:
    """Return for each row the index of the row before which its group ends."""
    ends = [0] * len(rows)
    end = len(rows)
    for index in range(len(rows) - 1, -1, -1):
        if index + 1 < len(rows) and rows[index + 1].group != rows[index].group:
            end = index + 1
        ends[index] = end
    return ends


def is_layout(table: html.HtmlElement, rows: Sequence[TableRow]) -> bool:
    """Tell whether a table only arranges the page: it holds another table that is no smaller."""
    inner = [t for t in table.iter("table") if t is not table]
    if not inner:
        return table.tag == "table" and len(rows) == 1 and len(rows[0].cells) == 1
    own = sum(len(row.cells) for row in rows)
    if not own:
        return True
    # counted no further than it takes to know: tables may stand in one another by hundreds
    return any(next(islice(t.iter("td", "th"), own - 1, None), None) is not None for t in inner)


def span_of(cell: html.HtmlElement, name: str) -> int:
    """Return a cell's rowspan or colspan, or the same by its role; 1 where it is none, 0 for the rest of the group."""
    if not cell.attrib:
        return 1
    value = (cell.get(name) or cell.get(f"aria-{name}") or "1").strip()
    return min(int(value), _LARGEST_SPAN) if value.isascii() and value.isdigit() and len(value) < 8 else 1


class Copies:
    """The tables of a page so far; tells which table is a copy of an earlier one."""

    def __init__(self) -> None:
        self._known: dict[int, list[_Known]] = {}  # by how many rows they have

    def original_of(self, table: Table, element: html.HtmlElement) -> Table | None:
        """Return the table of which another is a copy: the same rows again, or some of its columns in a fixed pane.

        A table that is no copy is one of those that others may be copies of.
        """
        named = _is_named_copy(element)
        own = _Known(table)
        alike = self._known.setdefault(len(table.rows), [])
        for other in reversed(alike[-_MOST_ALIKE:]):
            if own.texts == other.texts and (len(own.texts) > 1 or named):
                return other.table
            if named and all(_is_part(row, whole) for row, whole in zip(own.texts, other.texts, strict=True)):
                return other.table
        alike.append(own)
        return None


@dataclass
class _Known:
    """A table of the page; its texts are asked for once there is another of as many rows."""

    table: Table

    @cached_property
    def texts(self) -> list[list[str]]:
        return [_texts(row.cells) for row in self.table.rows]


def _texts(cells: Iterable[Cell]) -> list[str]:
    return ["".join(cell.text.split()) for cell in cells]


def _is_part(row: Sequence[str], whole: Sequence[str]) -> bool:
    """Tell whether the words of a row stand in another, in the same order."""
    rest = iter(whole)
    return all(any(text == other for other in rest) for text in row if text)


def _is_named_copy(element: html.HtmlElement) -> bool:
    one: html.HtmlElement | None = element
    for _ in range(_ABOVE):
        if one is None:
            return False
        classes = (one.get("class") or "").lower()
        if any(word in classes for word in _COPIES):
            return True
        one = one.getparent()
    return False

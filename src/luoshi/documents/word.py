"""docx → Document: paragraphs and tables, as they stand after all tracked changes are accepted.

Words that are deleted in tracked changes, struck out or hidden are not read, and said so.
Numbers that Word makes itself (automatic lists) are reckoned, since offices number the
rows of a table with them. A table within a table is a layout: its inner table is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from luoshi.documents.document import Block, Paragraph, Table
from luoshi.documents.encoding import tidy
from luoshi.documents.grid import Meter, Piece, laid_out
from luoshi.documents.left_out import row_left_out, text_left_out
from luoshi.documents.limits import Limits
from luoshi.documents.packed import Package, damaged
from luoshi.documents.word_lists import Lists
from luoshi.place import Place
from luoshi.plan import Finding

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "dir")
_TRANSPARENT = frozenset(_W + name for name in _WRAPPERS)
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DELETED = frozenset(_W + name for name in ("del", "moveFrom"))
_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class _Words:
    """The words of a paragraph or cell, and those left out, by their reason."""

    text: str = ""
    left_out: dict[str, str] = field(default_factory=dict)

    def leave_out(self, why: str, text: str) -> None:
        if text.strip():
            self.left_out[why] = self.left_out.get(why, "") + text


def read_word(data: bytes, limits: Limits) -> tuple[list[Block], list[Finding], str | None]:
    """Return the blocks of a docx, what was left out, and its title if a paragraph has the title's style.

    Raises:
        UnreadableFile: damaged, encrypted, over a limit, or with entities.
    """
    package = Package(data, limits)
    name = next((n for n in ("word/document.xml", "word/document2.xml") if n in package.names), "")
    root = package.xml(name) if name else None
    if root is not None and root.tag.startswith("{" + _STRICT):
        root = _transitional(root)
    body = root.find(f"{_W}body") if root is not None else None
    if body is None:
        raise damaged()
    reader = _Reader(Meter(limits), Lists(package.xml("word/numbering.xml"), package.xml("word/styles.xml")))
    reader.read(body)
    return reader.blocks, reader.findings, reader.title


def _transitional(root: etree._Element) -> etree._Element:
    """Rename Strict Open XML's elements to the names that all others use."""
    data = etree.tostring(root).replace(_STRICT.encode(), _W[1:-1].encode())
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


class _Reader:
    def __init__(self, meter: Meter, lists: Lists) -> None:
        self.meter = meter
        self.lists = lists
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self.title: str | None = None
        self.paragraphs = 0
        self.tables = 0

    def read(self, parent: etree._Element) -> None:
        for child in _children(parent):
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._table(child)

    def _paragraph(self, element: etree._Element) -> None:
        words = _words_of(element)
        label = self.meter.text(self.lists.label(element) if words.text.strip() else "")
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        self.findings += [text_left_out(why, text, place) for why, text in words.left_out.items()]
        text = tidy(words.text).strip()
        level = self.lists.outline(element)
        if text and self.lists.is_title(element) and self.title is None:
            self.title = text.replace("\n", "")
        for line in filter(None, (line.strip() for line in text.split("\n"))):
            self.blocks.append(Paragraph(self.meter.text(line), place, level, label))
            label = ""
        for box in element.iter(f"{_W}txbxContent"):
            if not any(above.tag.endswith("}Fallback") for above in box.iterancestors()):
                self.read(box)

    def _table(self, element: etree._Element) -> None:
        if _is_layout(element):
            for row in _children(element):
                for cell in _children(row):
                    if cell.tag == f"{_W}tc":
                        self.read(cell)
            return
        self.tables += 1
        pieces, places = _TableCells(self, self.tables).read(element)
        if places:
            self.blocks.append(Table(laid_out(pieces, places, self.meter), Place(table=self.tables)))


class _TableCells:
    """Reads one table's cells, following merges down the columns."""

    def __init__(self, reader: _Reader, table: int) -> None:
        self.reader = reader
        self.table = table
        self.pieces: list[Piece] = []
        self.places: dict[int, Place] = {}
        self.open: dict[int, Piece] = {}

    def read(self, element: etree._Element) -> tuple[list[Piece], dict[int, Place]]:
        rows = [child for child in _children(element) if child.tag == f"{_W}tr"]
        for index, row in enumerate(rows):
            self._row(index, row)
        return self.pieces, self.places

    def _row(self, index: int, row: etree._Element) -> None:
        place = Place(table=self.table, row=index + 1)
        properties = row.find(f"{_W}trPr")
        why = ""
        if properties is not None:
            why = "deleted" if properties.find(f"{_W}del") is not None else ""
            why = why or ("hidden" if _is_on(properties.find(f"{_W}hidden")) else "")
        column = _number(properties, "gridBefore")
        cells = [child for child in _children(row) if child.tag == f"{_W}tc"]
        words = [self._words(cell) for cell in cells]
        written = "".join(w.text for w in words).strip()
        left_out = {k: t for w in words for k, t in w.left_out.items()}
        if not why and left_out and not written.strip("0123456789.、（）() "):
            why = next(iter(left_out))
        if why:
            text = " ".join([*(w.text.strip() for w in words), *(t for w in words for t in w.left_out.values())])
            self.reader.findings.append(row_left_out(why, text.strip(), place))
        else:
            self.places[index] = place
        for cell, word in zip(cells, words, strict=True):
            column += self._cell(index, column, cell, word, kept=not why)

    def _words(self, cell: etree._Element) -> _Words:
        whole = _Words()
        parts = []
        for child in _children(cell):
            if child.tag == f"{_W}p":
                words = _words_of(child)
                label = self.reader.lists.label(child) if words.text.strip() or _is_only(child, cell) else ""
                parts.append(label + words.text)
                for why, text in words.left_out.items():
                    whole.leave_out(why, text)
            elif child.tag == f"{_W}tbl":
                parts.append(_plain(child))
        whole.text = tidy("\n".join(parts))
        return whole

    def _cell(self, row: int, column: int, cell: etree._Element, words: _Words, *, kept: bool) -> int:
        properties = cell.find(f"{_W}tcPr")
        span = max(1, _number(properties, "gridSpan", 1))
        merge = properties.find(f"{_W}vMerge") if properties is not None else None
        across = properties.find(f"{_W}hMerge") if properties is not None else None
        above = self.open.get(column)
        if merge is not None and merge.get(f"{_W}val", "continue") == "continue" and above is not None:
            above.row_span = row - above.row + 1
            if words.text.strip() and words.text.strip() not in above.text:
                above.text = f"{above.text}\n{words.text}"
            return span
        if across is not None and across.get(f"{_W}val", "continue") == "continue" and self.pieces:
            self.pieces[-1].column_span += span
            return span
        place = Place(table=self.table, row=row + 1, column=column + 1)
        piece = Piece(row, column, words.text.strip(), place, 1, span)
        if kept or (merge is not None and merge.get(f"{_W}val") == "restart"):
            self.pieces.append(piece)
        if kept:
            self.reader.findings += [text_left_out(why, text, place) for why, text in words.left_out.items()]
        self.open.pop(column, None)
        if merge is not None:
            self.open[column] = piece
        return span


def _children(parent: etree._Element) -> Iterator[etree._Element]:
    """Iterate children, looking through what only wraps them; deleted blocks are passed over."""
    for child in parent:
        if child.tag in _TRANSPARENT:
            yield from _children(child)
        elif child.tag == _ALTERNATE:
            if len(child):
                yield from _children(child[0])
        elif child.tag not in _DELETED and isinstance(child.tag, str):
            yield child


def _words_of(paragraph: etree._Element) -> _Words:
    words = _Words()
    _collect(paragraph, words, "")
    return words


def _collect(element: etree._Element, words: _Words, why: str) -> None:
    for child in element:
        tag = child.tag
        if tag == f"{_W}r":
            _run(child, words, why or _run_why(child))
        elif tag in _DELETED:
            _collect(child, words, "deleted")
        elif tag in _TRANSPARENT:
            _collect(child, words, why)
        elif tag == _ALTERNATE and len(child):
            _collect(child[0], words, why)


def _run_why(run: etree._Element) -> str:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return ""
    if _is_on(properties.find(f"{_W}strike")) or _is_on(properties.find(f"{_W}dstrike")):
        return "struck"
    return "hidden" if _is_on(properties.find(f"{_W}vanish")) else ""


def _run(run: etree._Element, words: _Words, why: str) -> None:
    text = ""
    for child in run:
        tag = child.tag
        if tag in (f"{_W}t", f"{_W}delText"):
            text += child.text or ""
        elif tag == f"{_W}tab":
            text += "\t"
        elif tag in (f"{_W}br", f"{_W}cr"):
            text += "" if child.get(f"{_W}type") in ("page", "column") else "\n"
        elif tag == f"{_W}noBreakHyphen":
            text += "-"
        elif tag == f"{_W}ruby":
            base = child.find(f"{_W}rubyBase")
            text += _all_words(base) if base is not None else ""
    if why:
        words.leave_out(why, text)
    else:
        words.text += text


def _plain(table: etree._Element) -> str:
    """A small table within a cell, as lines of words."""
    lines = []
    for row in table.iter(f"{_W}tr"):
        cells = [_all_words(cell).strip() for cell in row.iter(f"{_W}tc")]
        lines.append(" ".join(cell for cell in cells if cell))
    return "\n".join(lines)


def _all_words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t"))


def _is_layout(table: etree._Element) -> bool:
    """Tell whether a table only arranges the page: it holds another table that is larger than itself."""
    inner = [t for t in table.iter(f"{_W}tbl") if t is not table]
    if not inner:
        return False
    own = sum(1 for row in _children(table) if row.tag == f"{_W}tr" for _ in row.iterchildren(f"{_W}tc"))
    return max(sum(1 for _ in t.iter(f"{_W}tc")) for t in inner) > own


def _is_only(paragraph: etree._Element, cell: etree._Element) -> bool:
    return sum(1 for child in cell if child.tag == f"{_W}p") == 1


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in _OFF


def _number(properties: etree._Element | None, name: str, default: int = 0) -> int:
    element = properties.find(_W + name) if properties is not None else None
    value = element.get(f"{_W}val", "") if element is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else default

"""HTML → Document: a saved page, Word's "save as web page", a fragment from a box.

rowspan and colspan are laid into the grid; a table that only arranges the page is looked
through; scripts, styles and what the page hides are not read. The fields of forms are read as
they are seen. Nothing is fetched.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree, html

from luoshi.documents.account import Ledger
from luoshi.documents.document import Block, Paragraph, Table
from luoshi.documents.encoding import decode, tidy
from luoshi.documents.grid import Begun, Meter, laid_cells
from luoshi.documents.hidden_content import choice_assumed, row_left_out, symbol_unknown, table_repeated, text_left_out
from luoshi.documents.inserted import Content
from luoshi.documents.limits import Limits
from luoshi.documents.page_cells import Columns, cell_words, lines_of, plain_texts
from luoshi.documents.page_styles import Styles
from luoshi.documents.page_tables import (
    Copies,
    TableRow,
    ends_of_groups,
    is_layout,
    is_table,
    rows_of,
)
from luoshi.documents.page_words import (
    NO_WORDS,
    InlineState,
    Walker,
    Words,
    all_words,
    has_bullet,
    weight_of_page,
)
from luoshi.documents.raised import Piece as Spoken
from luoshi.documents.symbols import UNKNOWN
from luoshi.documents.text import blocks_of_text
from luoshi.documents.zip_package import lacked_memory
from luoshi.errors import UnreadableFile
from luoshi.place import Place
from luoshi.plan import Finding

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
# libxml2 walks over all attributes of a tag for each that it adds: 100,000 of one tag took 20 seconds
_MOST_ATTRIBUTES = 1000
_ATTRIBUTE = r"[\s/]++[^\s>/][^\s=>/]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
_TAG = re.compile(rf"<[a-z][^\s>/]*+(?:{_ATTRIBUTE})++", re.IGNORECASE | re.ASCII)  # one that has attributes
_GATHERED = ("hidden", "controls", "unseen", "options")  # said once for the whole page, outside tables
_WHOLE_ROW = ("deleted", "struck", "hidden")
_NO_WORDS = "0123456789.、（）() \n"
_SHEETS = 2_000_000  # characters of style sheets that are looked at


def read_webpage(data: bytes, limits: Limits, charset: str = "", sheets: Sequence[str] = ()) -> Content:
    """Return the blocks of a page, what was left out, its title, and the account.

    Args:
        charset: of the bytes, where something outside the page says it.
        sheets: style sheets that the page points to.

    Raises:
        UnreadableFile: no HTML, or over a limit.
    """
    text = re.sub(r"<\?xml[^>]*\?>", "", _text_of(data, charset))
    if _has_crowded_tag(text):
        raise UnreadableFile(
            f"网页里有标签的属性多达{_MOST_ATTRIBUTES}个，无法读取，请重新保存为网页或docx。",
            f"A tag of the page has {_MOST_ATTRIBUTES} attributes or more; please save it again as a page or as docx.",
        )
    try:
        # lxml.html's own elements are looked up in Python, one by one, and nothing of theirs is used
        root = etree.fromstring(text, etree.HTMLParser(huge_tree=True, no_network=True))
        if root is None:
            raise ValueError
    except SystemError:  # lxml lost an exception of its own: it had no memory to make one
        raise MemoryError from None
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        if lacked_memory(error):
            raise MemoryError from None
        raise UnreadableFile(
            "网页文件没有可读取的内容，请检查后重新保存。", "The web page holds nothing to read; please save it again."
        ) from None
    own = [sheet.text or "" for sheet in root.iter("style")]
    whole = "\n".join([*sheets, *own])[:_SHEETS]
    reader = _Reader(Meter(limits), Walker(Styles.of([whole])))
    reader.walker.walk(root, reader)
    reader.end()
    held = weight_of_page(root)
    return reader.blocks, reader.findings, _title(root, reader.blocks), reader.ledger.closed(held)


def _has_crowded_tag(text: str) -> bool:
    """Tell whether a tag has so many attributes that parsing it would take long."""
    shortest = 2 * _MOST_ATTRIBUTES  # a blank and a letter for each
    long = (tag[0] for tag in _TAG.finditer(text) if tag.end() - tag.start() > shortest)
    return any(sum(1 for _ in re.finditer(_ATTRIBUTE, tag)) >= _MOST_ATTRIBUTES for tag in long)


def _text_of(data: bytes, charset: str) -> str:
    """Decode a page: a mark or valid UTF-8 first, then the encoding that is declared."""
    found = _CHARSET.search(data[:4096])
    name = charset.lower() or (found[1].decode("ascii").lower() if found else "")
    if name.startswith(("gb", "big5")) and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return tidy(data.decode("big5" if name == "big5" else "gb18030"))
        except UnicodeDecodeError:
            pass
    return decode(data)


def _title(root: html.HtmlElement, blocks: list[Block]) -> str | None:
    heading = next((b.text for b in blocks if isinstance(b, Paragraph) and b.level == 1), None)
    element = root.find(".//title")
    named = re.sub(r"\s+", " ", element.text or "").strip() if element is not None else ""
    return heading or named or None


class _Reader:
    """Makes blocks of a page; it listens to the walk over it."""

    def __init__(self, meter: Meter, walker: Walker) -> None:
        self.meter = meter
        self.walker = walker
        self.ledger = Ledger()
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self.words = Words()
        self.level = 0
        self.label, self.bullet = "", False
        self.paragraphs = 0
        self.tables = 0
        self.gathered: dict[str, list[str]] = {}
        self.copies = Copies()

    def piece(self, piece: Spoken) -> None:
        self.words.pieces.append(piece)

    def leave_out(self, why: str, text: str) -> None:
        if why in _GATHERED:
            if text.strip():
                self.gathered.setdefault(why, []).append(" ".join(text.split()))
        else:
            self.words.leave_out(why, text)

    def assume(self, text: str) -> None:
        self.words.assumed.append(text)

    def edge(self, element: html.HtmlElement, *, begins: bool) -> None:
        self.flush()
        if begins:
            tag = element.tag
            self.level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0
            if tag == "li":
                self.label = self.walker.list_label(element)
                self.bullet = has_bullet(element)

    def table(self, element: html.HtmlElement, depth: int, state: InlineState) -> bool:
        """Take a table, or a text that the page shows as typed."""
        if element.tag == "pre":
            self.flush()
            self._plain(element)
            return True
        if not is_table(element, self.walker.styles):
            return False
        self.flush()
        rows = rows_of(element, self.walker.styles)
        if not rows or not rows[0].alone:
            self._beside_rows(element, rows)
        if is_layout(element, rows):
            for row in rows:
                for cell in row.cells:
                    self.walker.walk(cell, self, depth + 1, self.walker.state_of(cell, state))
                    self.flush()
        elif rows:
            self._rows(element, rows, depth, state)
        return True

    def end(self) -> None:
        """Say once what of the page was left out in many places."""
        self.flush()
        for why, texts in self.gathered.items():
            finding = text_left_out(why, "、".join(dict.fromkeys(texts)), Place())
            self.findings.append(finding)
            self.ledger.leave(finding.code, "".join(texts))

    def flush(self) -> None:
        """End a paragraph."""
        words, level, label, bullet = self.words.ended(), self.level, self.label, self.bullet
        self.words, self.level = Words(), 0
        text = lines_of(words.text)
        if not text and not words.left_out:
            return
        self.label, self.bullet = "", False
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        self._tell(words, place)
        for line in text.split("\n") if text else ():
            self.blocks.append(Paragraph(self.meter.text(line), place, level, label, bullet))
            label, bullet = "", False

    def _tell(self, words: Words, place: Place) -> None:
        """Say what of a cell or paragraph is not read, and enter what is."""
        self.ledger.enter(words.source)
        if not words.left_out and not words.assumed and UNKNOWN not in words.text:
            return
        for why, text in words.left_out.items():
            if why == "options":
                self.gathered.setdefault(why, []).append(" ".join(text.split()))
                continue
            finding = text_left_out(why, text, place)
            self.findings.append(finding)
            self.ledger.leave(finding.code, text)
        self.findings += [choice_assumed(text, place) for text in words.assumed]
        if count := words.text.count(UNKNOWN):
            self.findings.append(symbol_unknown(count, place))

    def _plain(self, element: html.HtmlElement) -> None:
        """Read text that the page shows as typed: it may hold a table of its own."""
        text = all_words(element)
        self.ledger.enter(text)
        for block in blocks_of_text(tidy(text), self.meter.limits):
            if isinstance(block, Table):
                self.tables += 1
                block = replace(block, place=Place(table=self.tables, line=block.place.line))
            self.blocks.append(block)

    def _beside_rows(self, table: html.HtmlElement, rows: list[TableRow]) -> None:
        """Read a table's caption, and what was written between its cells, which a browser shows before it."""
        cells = {cell for row in rows for cell in row.cells}
        stack: list[html.HtmlElement | str] = [table]
        while stack:
            one = stack.pop()
            if isinstance(one, str):
                self.piece(Spoken(" ".join(one.split()), one))
                self.flush()
                continue
            if one.tag == "caption":
                self.walker.walk(one, self)
                self.flush()
                continue
            for child in reversed(one):
                if (tail := child.tail) and not tail.isspace():
                    stack.append(tail)
                if child not in cells and isinstance(child.tag, str) and child.tag not in NO_WORDS:
                    stack.append(child)
            if one.text and not one.text.isspace():
                stack.append(one.text)

    def _rows(self, element: html.HtmlElement, rows: list[TableRow], depth: int, state: InlineState) -> None:
        self.tables += 1
        before = (
            len(self.findings),
            dict(self.ledger.left_out),
            self.ledger.read,
            {k: len(v) for k, v in self.gathered.items()},
        )
        may_be_plain = element.tag == "table" and not self.walker.styles.by_name
        begun, places = self._cells(rows, depth, state, may_be_plain=may_be_plain)
        if not places or not any(row.cells for row in begun.values()):
            return
        table = Table(laid_cells(begun, places, self.meter), Place(table=self.tables))
        if (other := self.copies.original_of(table, element)) is None:
            self.blocks.append(table)
            return
        del self.findings[before[0] :]
        self.ledger.left_out = before[1]
        self.ledger.take_back_to(before[2])
        self.gathered = {why: texts[: before[3].get(why, 0)] for why, texts in self.gathered.items()}
        self.gathered = {why: texts for why, texts in self.gathered.items() if texts}
        finding = table_repeated(other.place.table or 0, len(table.rows), table.place)
        self.findings.append(finding)
        self.ledger.leave(finding.code, "".join(all_words(row.element) for row in rows))

    def _cells(
        self, rows: list[TableRow], depth: int, state: InlineState, *, may_be_plain: bool
    ) -> tuple[dict[int, Begun], dict[int, Place]]:
        """Return the cells of each row, and the places of the rows that are read."""
        begun: dict[int, Begun] = {}
        places: dict[int, Place] = {}
        columns = Columns(self.tables, self.meter.limits.columns)
        ends = ends_of_groups(rows)
        for index, row in enumerate(rows):
            place = Place(table=self.tables, row=index + 1)
            around = self.walker.state_of(row.element, state)
            cells = row.cells
            attributed = [cell for cell in cells if cell.attrib]
            words: list[Words] = []
            texts = plain_texts(cells, attributed, around, self.walker) if may_be_plain else None
            if texts is None:
                words = [cell_words(cell, self.walker, depth, around) for cell in cells]
                texts = [lines_of(said.text) for said in words]
            own = columns.of(cells, texts, index, ends[index]) if attributed else columns.single(texts, index)
            begun[index] = own
            if why := self._row_why(around, words):
                self._leave_row(why, words, place)
                continue
            places[index] = place
            if not words:
                self.ledger.enter_all(texts)
            for said, cell in zip(words, own.cells, strict=False):  # a plain row has no words
                self._tell(said, cell.place)
        return begun, places

    def _row_why(self, around: InlineState, words: list[Words]) -> str:
        """Tell why a whole row is left out: its own look, or all its words, its number aside, are left out."""
        if around.why in _WHOLE_ROW:
            return around.why
        if not any(one.left_out for one in words):
            return ""
        written = "".join(one.text for one in words).strip()
        reasons = [why for one in words for why in one.left_out if why in _WHOLE_ROW]
        return reasons[0] if reasons and not written.strip(_NO_WORDS) else ""

    def _leave_row(self, why: str, words: list[Words], place: Place) -> None:
        texts = [text for one in words for text in (one.text.strip(), *one.left_out.values()) if text.strip()]
        if texts:
            self.findings.append(row_left_out(why, " ".join(texts), place))
        for one in words:
            for text in (one.source, *one.left_out.values()):
                self.ledger.leave(f"row-{why}", text)

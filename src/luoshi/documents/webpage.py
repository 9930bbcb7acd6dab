"""HTML → Document: a saved page, Word's "save as web page", a fragment from a box.

rowspan and colspan are laid into the grid; a table that only arranges the page is looked
through; scripts, styles and what the page hides are not read. Nothing is fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree, html

from luoshi.documents.document import Block, Paragraph, Table
from luoshi.documents.encoding import decode, tidy
from luoshi.documents.grid import Meter, Piece, laid_out
from luoshi.documents.left_out import row_left_out, text_left_out
from luoshi.documents.limits import Limits
from luoshi.documents.text import blocks_of_text
from luoshi.documents.word_lists import written
from luoshi.errors import UnreadableFile
from luoshi.place import Place
from luoshi.plan import Finding

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "iframe",
        "object",
        "svg",
        "select",
        "button",
        "input",
        "textarea",
        "nav",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "blockquote",
        "pre",
        "center",
        "figure",
        "figcaption",
        "address",
        "form",
        "fieldset",
        "ul",
        "ol",
        "dl",
        "body",
        "html",
        "caption",
        "td",
        "th",
        "tr",
        "tbody",
    ]
)
_STRUCK = frozenset(("del", "s", "strike"))
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_STRUCK_STYLE = re.compile(r"line-through", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CLASS_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DEEPEST = 200


def read_webpage(data: bytes, limits: Limits) -> tuple[list[Block], list[Finding], str | None]:
    """Return the blocks of a page, what was left out, and its title.

    Raises:
        UnreadableFile: no HTML, or over a limit.
    """
    text = re.sub(r"<\?xml[^>]*\?>", "", tidy(_text_of(data)))
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True, no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise UnreadableFile(
            "网页文件没有可读取的内容，请检查后重新保存。", "The web page holds nothing to read; please save it again."
        ) from None
    reader = _Reader(Meter(limits), _classes(root))
    reader.read(root, 0)
    reader.flush()
    return reader.blocks, reader.findings, _title(root, reader.blocks)


def _text_of(data: bytes) -> str:
    """Decode a page: a mark or valid UTF-8 first, then the encoding that it declares."""
    found = _CHARSET.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else ""
    if name.startswith(("gb", "big5")) and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("big5" if name == "big5" else "gb18030")
        except UnicodeDecodeError:
            pass
    return decode(data)


def _classes(root: html.HtmlElement) -> dict[str, str]:
    """Find the classes whose style hides or strikes out: their name → hidden or struck."""
    found: dict[str, str] = {}
    for sheet in root.iter("style"):
        for selectors, body in _CLASS_RULE.findall(sheet.text or ""):
            why = "hidden" if _HIDDEN_STYLE.search(body) else "struck" if _STRUCK_STYLE.search(body) else ""
            if why and "@" not in selectors:
                found |= dict.fromkeys(re.findall(r"(?:^|,)\s*[\w]*\.([\w-]+)\s*(?=,|$)", selectors.strip()), why)
    return found


def _title(root: html.HtmlElement, blocks: list[Block]) -> str | None:
    heading = next((b.text for b in blocks if isinstance(b, Paragraph) and b.level == 1), None)
    element = root.find(".//title")
    named = re.sub(r"\s+", " ", element.text or "").strip() if element is not None else ""
    return heading or named or None


@dataclass(slots=True)
class _Words:
    text: str = ""
    left_out: dict[str, str] = field(default_factory=dict)


class _Reader:
    def __init__(self, meter: Meter, classes: dict[str, str]) -> None:
        self.meter = meter
        self.classes = classes
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self.words = _Words()
        self.level = 0
        self.label = ""
        self.paragraphs = 0
        self.tables = 0
        self.items: dict[html.HtmlElement, int] = {}  # the number of the last item of each ordered list

    def read(self, element: html.HtmlElement, depth: int) -> None:
        """Walk an element: words gather until a block begins or ends."""
        if depth > _DEEPEST:
            raise UnreadableFile(
                f"网页的嵌套超过{_DEEPEST}层，无法读取。", f"The page is nested more than {_DEEPEST} levels deep."
            )
        self._gather(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, depth)
            self._gather(child.tail)

    def _element(self, element: html.HtmlElement, depth: int) -> None:
        tag = element.tag.rpartition(":")[2].lower()
        if tag in _SKIPPED or self._why(element) == "hidden":
            return
        if tag == "br":
            self.words.text += "\n"
        elif tag == "table":
            self.flush()
            self._table(element, depth)
        elif tag == "pre":
            self.flush()
            self._plain(element)
        elif self._why(element) == "struck":
            self.words.left_out["struck"] = self.words.left_out.get("struck", "") + _all_words(element)
        elif tag in _BLOCKS:
            self.flush()
            self.level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0
            self.label = self._list_label(element) if tag == "li" else self.label
            self.read(element, depth + 1)
            self.flush()
        else:
            self.read(element, depth + 1)

    def _why(self, element: html.HtmlElement) -> str:
        """Tell whether an element is hidden or struck out, by its tag, style or class."""
        if element.tag in _STRUCK:
            return "struck"
        style = element.get("style") or ""
        if _HIDDEN_STYLE.search(style) or element.get("hidden") is not None:
            return "hidden"
        if _STRUCK_STYLE.search(style):
            return "struck"
        if self.classes:
            return next((self.classes[c] for c in (element.get("class") or "").split() if c in self.classes), "")
        return ""

    def _gather(self, text: str | None) -> None:
        if text:
            self.words.text += re.sub(r"[ \t\n\u00a0]+", " ", text)

    def flush(self) -> None:
        """End a paragraph."""
        words, level, label = self.words, self.level, self.label
        self.words, self.level = _Words(), 0
        text = _lines(words.text)
        if not text and not words.left_out:
            return
        self.label = ""
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        self.findings += [text_left_out(why, words, place) for why, words in words.left_out.items()]
        for line in text.split("\n") if text else ():
            self.blocks.append(Paragraph(self.meter.text(line), place, level, label))
            label = ""

    def _plain(self, element: html.HtmlElement) -> None:
        """Read text that the page shows as typed: it may hold a table of its own."""
        for block in blocks_of_text(tidy(_all_words(element)), self.meter.limits):
            if isinstance(block, Table):
                self.tables += 1
                block = replace(block, place=Place(table=self.tables, line=block.place.line))
            self.blocks.append(block)

    def _table(self, element: html.HtmlElement, depth: int) -> None:
        rows = list(_own_rows(element))
        if _is_layout(element, rows):
            for row in rows:
                for cell in row:
                    if isinstance(cell.tag, str):
                        self.read(cell, depth + 1)
                        self.flush()
            return
        caption = element.find("caption")
        if caption is not None and (text := _lines(_all_words(caption))):
            self.paragraphs += 1
            self.blocks.append(Paragraph(text, Place(paragraph=self.paragraphs)))
        self.tables += 1
        pieces, places = self._cells(rows)
        if pieces and places:
            self.blocks.append(Table(laid_out(pieces, places, self.meter), Place(table=self.tables)))

    def _cells(self, rows: list[html.HtmlElement]) -> tuple[list[Piece], dict[int, Place]]:
        """Put each row's cells where those that reach down from above leave room."""
        pieces: list[Piece] = []
        places: dict[int, Place] = {}
        reaching: dict[int, int] = {}  # column → the row before which it is free again
        for index, row in enumerate(rows):
            place = Place(table=self.tables, row=index + 1)
            texts = [(cell, self._cell_words(cell)) for cell in row if cell.tag in ("td", "th")]
            why = self._why(row) or self._row_why(texts)
            if why:
                text = " ".join(t for _, w in texts for t in (w.text.strip(), *w.left_out.values()) if t)
                if text.strip():
                    self.findings.append(row_left_out(why, text, place))
            else:
                places[index] = place
            column = 0
            for cell, words in texts:
                while reaching.get(column, 0) > index:
                    column += 1
                across = min(_span(cell, "colspan"), self.meter.limits.columns + 1)
                down = _span(cell, "rowspan") or len(rows) - index
                down = min(down, len(rows) - index)
                where = Place(table=self.tables, row=index + 1, column=column + 1)
                pieces.append(Piece(index, column, _lines(words.text), where, down, max(1, across)))
                if not why:
                    self.findings += [text_left_out(w, t, where) for w, t in words.left_out.items() if t.strip()]
                for taken in range(column, column + max(1, across)):
                    reaching[taken] = index + down
                column += max(1, across)
        return pieces, places

    def _row_why(self, texts: list[tuple[html.HtmlElement, _Words]]) -> str:
        """Tell whether all words of a row, its number aside, are left out."""
        written_text = "".join(words.text for _, words in texts).strip()
        reasons = [why for _, words in texts for why, text in words.left_out.items() if text.strip()]
        return reasons[0] if reasons and not written_text.strip("0123456789.、（）() \n") else ""

    def _cell_words(self, cell: html.HtmlElement) -> _Words:
        words = _Words()
        if why := self._why(cell):
            words.left_out[why] = _all_words(cell)
        else:
            self._collect(cell, words, 0)
        return words

    def _collect(self, element: html.HtmlElement, words: _Words, depth: int) -> None:
        words.text += re.sub(r"[ \t\n\u00a0]+", " ", element.text or "")
        for child in element if depth < _DEEPEST else ():
            if isinstance(child.tag, str) and child.tag not in _SKIPPED:
                tag = child.tag.lower()
                if why := self._why(child):
                    words.left_out[why] = words.left_out.get(why, "") + _all_words(child)
                elif tag == "br":
                    words.text += "\n"
                else:
                    edge = "\n" if tag in _BLOCKS else ""
                    label = self._list_label(child) if tag == "li" else ""
                    words.text += edge + label
                    self._collect(child, words, depth + 1)
                    words.text += edge
            words.text += re.sub(r"[ \t\n\u00a0]+", " ", child.tail or "")

    def _list_label(self, item: html.HtmlElement) -> str:
        """Return the number that a browser prints before an item of an ordered list; each item is asked for once."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        start = parent.get("start") or "1"
        begin = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
        number = self.items[parent] = self.items.get(parent, begin - 1) + 1
        form = {"a": "lowerLetter", "A": "upperLetter"}.get(parent.get("type") or "", "decimal")
        style = parent.get("style") or ""
        return (
            f"{written(number, 'chineseCounting')}、"
            if "cjk" in style or "chinese" in style
            else f"{written(number, form)}."
        )


def _own_rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Iterate the rows of a table itself, not of those within it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _is_layout(table: html.HtmlElement, rows: list[html.HtmlElement]) -> bool:
    """Tell whether a table only arranges the page: it holds another table that is no smaller."""
    inner = [t for t in table.iter("table") if t is not table]
    if not inner:
        return len(rows) == 1 and sum(1 for c in rows[0] if c.tag in ("td", "th")) == 1
    own = sum(1 for row in rows for cell in row if cell.tag in ("td", "th"))
    return max(sum(1 for _ in t.iter("td", "th")) for t in inner) >= own


def _span(cell: html.HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), 65_534) if value.isascii() and value.isdigit() and len(value) < 8 else 1


def _all_words(element: html.HtmlElement) -> str:
    return "".join(text for text in element.itertext() if isinstance(text, str))


def _lines(text: str) -> str:
    lines = (re.sub(r"[ \t\u00a0\u3000]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)

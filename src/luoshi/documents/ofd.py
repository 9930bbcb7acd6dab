"""OFD (GB/T 33190) → what is drawn on its pages: characters and strokes, which drawn.py makes tables and paragraphs of.

A page lies over its templates and under its annotations. What is not shown is not read, and said: words that
are switched off, white on white, or askew (a watermark). Signatures and attachments are named.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from luoshi.documents.account import Account, Ledger
from luoshi.documents.document import Block, Progress
from luoshi.documents.drawn import DrawnPage, Stroke, blocks_of_pages
from luoshi.documents.encoding import tidy
from luoshi.documents.grid import Meter
from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.ofd_account import Walk
from luoshi.documents.ofd_objects import Bar, Drawing, Tally, drawn, on_shade
from luoshi.documents.ofd_package import Parts, Resources, root_of
from luoshi.documents.ofd_shapes import Box, box_of, child, children, is_off
from luoshi.documents.ofd_text import Letter, is_unknown
from luoshi.documents.ofd_told import (
    askew,
    attachments,
    invisible,
    layer_read,
    letters_unknown,
    no_letters,
    no_text,
    outside,
    signatures,
    switched_off,
    template_missing,
    watermark,
)
from luoshi.documents.pdf_lines import Glyph
from luoshi.documents.zip_package import damaged
from luoshi.plan import Finding

_POINTS = 72 / 25.4  # in a millimetre
_A4: Box = (0.0, 0.0, 210.0, 297.0)
_LARGEST = 2_000.0  # millimetres of a page's side
_TEMPLATES = 8  # templates that lie on templates


def read_ofd(
    data: bytes, limits: Limits, progress: Progress | None = None
) -> tuple[list[Block], list[Finding], None, Account]:
    """Return the blocks of an OFD file, what it holds that was not read, no title, and the account.

    Raises:
        UnreadableFile: encrypted, damaged, over a limit, or drawn without text.
    """
    book = _Book(Parts(data, limits), limits)
    blocks, findings = blocks_of_pages(book.pages(progress), Meter(limits), book.ledger)
    if not blocks:
        raise no_text()
    return blocks, [*book.findings, *findings], None, book.ledger.closed(book.held)


@dataclass(slots=True)
class _Document:
    """One document of a file: its pages, in order, and what lies under and over them."""

    root: etree._Element
    folder: str
    size: Box
    resources: Resources
    walk: Walk
    templates: dict[str, str]  # the part of each, by its number
    notes: dict[str, list[str]] = field(default_factory=dict)  # the parts of annotations, by the page's number
    drawings: dict[str, Drawing] = field(default_factory=dict)  # of templates, each drawn once

    def pages(self) -> list[etree._Element]:
        return children(child(self.root, "Pages"), "Page")


class _Book:
    """Reads the documents of one file, page by page."""

    def __init__(self, parts: Parts, limits: Limits) -> None:
        self.parts = parts
        self.limits = limits
        self.tally = Tally()
        self.findings: list[Finding] = []
        self.ledger = Ledger()
        self.held = 0

    def pages(self, progress: Progress | None) -> Iterator[DrawnPage]:
        documents = [self._document(body) for body in children(root_of(self.parts), "DocBody")]
        listed = [(document, page) for document in documents for page in document.pages()]
        refuse_over(len(listed), self.limits.pages, "页", "pages")
        if not listed:
            raise damaged()
        for number, (document, page) in enumerate(listed, start=1):
            yield self._page(document, page, number)
            if progress:
                progress(number, len(listed))

    def _document(self, body: etree._Element) -> _Document:
        name = self.parts.find(_text(child(body, "DocRoot")), "")
        root = self.parts.xml(name)
        if root is None:
            raise damaged()
        folder = name.rpartition("/")[0]
        common = child(root, "CommonData")
        kinds = ("PublicRes", "DocumentRes")
        files = [self.parts.find(_text(part), folder) for kind in kinds for part in children(common, kind)]
        found = [
            (t.get("ID", ""), self.parts.find(t.get("BaseLoc", ""), folder)) for t in children(common, "TemplatePage")
        ]
        resources, templates = Resources(self.parts, files), dict(found)
        walk = Walk(self.parts, templates, resources.unit)
        document = _Document(root, folder, _size(common, "PageArea", _A4), resources, walk, templates)
        self._annotations(document)
        self.findings += signatures(self._signed(body))
        self.findings += attachments(self._listed(document, "Attachments", "Attachment", "Name"))
        return document

    def _signed(self, body: etree._Element) -> int:
        address = _text(child(body, "Signatures"))
        return len(children(self.parts.xml(self.parts.find(address, "")), "Signature")) if address else 0

    def _listed(self, document: _Document, kind: str, entry: str, said: str) -> list[str]:
        """What a list of the document names."""
        address = _text(child(document.root, kind))
        root = self.parts.xml(self.parts.find(address, document.folder)) if address else None
        return [found.get(said, "") for found in children(root, entry)]

    def _annotations(self, document: _Document) -> None:
        address = _text(child(document.root, "Annotations"))
        name = self.parts.find(address, document.folder) if address else ""
        for page in children(self.parts.xml(name), "Page"):
            part = self.parts.find(_text(child(page, "FileLoc")), name.rpartition("/")[0])
            document.notes.setdefault(page.get("PageID", ""), []).append(part)

    def _page(self, document: _Document, page: etree._Element, number: int) -> DrawnPage:
        self.tally.of_page = 0
        name = self.parts.find(page.get("BaseLoc", ""), document.folder)
        root = self.parts.xml(name)
        if root is None:
            raise damaged()
        notes = document.notes.get(page.get("ID", ""), [])
        self.held += sum(map(document.walk.letters_in, [name, *notes]))
        drawing = Drawing()
        for template in children(root, "Template"):
            drawing.add(self._template(document, template.get("TemplateID", ""), number))
        drawing.add(drawn(root, document.resources.unit, self.tally))
        for part in notes:
            self._annotated(document, part, drawing, number)
        size = _size(root, "Area", document.size)
        inside, beyond = _parted(self._shown(drawing, number), size)
        self._leave(outside(_joined(beyond), number))
        self.ledger.enter_count(drawing.again)  # they stand in the document, once
        return _laid(inside, drawing.bars, size, number)

    def _template(self, document: _Document, identity: str, number: int, depth: int = 0) -> Drawing:
        """What a template shows, with those that it lies on itself; a circle of templates shows nothing more."""
        name = document.templates.get(identity, "")
        drawing = document.drawings.get(name)
        if drawing is None:
            drawing = document.drawings[name] = Drawing()
            root = self.parts.xml(name) if depth < _TEMPLATES else None
            if root is None:
                self.findings.append(template_missing(number))
                return drawing
            for template in children(root, "Template"):
                drawing.add(self._template(document, template.get("TemplateID", ""), number, depth + 1))
            drawing.add(drawn(root, document.resources.unit, self.tally))
        self.tally.count(drawing.size + 1)
        return drawing

    def _annotated(self, document: _Document, part: str, drawing: Drawing, number: int) -> None:
        """Lay annotations over a page as they appear; a watermark is no text."""
        for note in children(self.parts.xml(part), "Annot"):
            over = Drawing()
            for appearance in children(note, "Appearance"):
                over.add(drawn(appearance, document.resources.unit, self.tally))
            words = _joined([*over.letters, *over.white, *over.faint]) + over.hidden
            if is_off(note, "Visible"):
                self._leave(switched_off(words, number))
            elif note.get("Type", "").lower() == "watermark":
                self._leave(watermark(words, number))
                self.ledger.enter_count(over.again)
            else:
                drawing.add(over)

    def _leave(self, told: Sequence[Finding]) -> None:
        """Say what is not read, and enter its words."""
        self.findings += told
        for finding in told:
            self.ledger.leave(finding.code, finding.written or "")

    def _shown(self, drawing: Drawing, number: int) -> list[Letter]:
        """The letters of a page that are read; what is left out is said."""
        seen, unseen = on_shade(drawing.white, drawing.shades)
        letters = drawing.letters + seen
        if drawing.faint and not letters and drawing.pictures:
            letters = drawing.faint  # a scan with its recognised words over it
            self.findings.append(layer_read(number))
        else:
            unseen += drawing.faint
        self._leave(invisible(_joined(unseen), number))
        self._leave(switched_off(drawing.hidden, number))
        unknown = [letter for letter in letters if is_unknown(letter.text)]
        if len(unknown) * 3 > len(letters):
            raise no_letters(number)
        self.findings += letters_unknown(len(unknown), number)
        self._leave(askew(_joined([letter for letter in letters if letter.turn is None]), number))
        return [letter for letter in letters if letter.turn is not None]


def _joined(letters: Sequence[Letter]) -> str:
    return "".join(letter.text for letter in letters)


def _text(element: etree._Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def _size(element: etree._Element | None, name: str, usual: Box) -> Box:
    """The page's box that an element tells: what is printed, with its corner; the usual one where it tells none."""
    area = child(element, name) if element is not None else None
    box = box_of(_text(child(area, "PhysicalBox"))) if area is not None else None
    return box if box and 0 < box[2] <= _LARGEST and 0 < box[3] <= _LARGEST else usual


def _parted(letters: Sequence[Letter], size: Box) -> tuple[list[Letter], list[Letter]]:
    """Part the letters that stand on the page from those beyond its edges."""
    inside: list[Letter] = []
    beyond: list[Letter] = []
    for letter in letters:
        # coordinates begin at the corner that the box names
        x, y = (letter.x0 + letter.x1) / 2, (letter.top + letter.bottom) / 2
        (inside if 0 <= x <= size[2] and 0 <= y <= size[3] else beyond).append(letter)
    return inside, beyond


def _laid(letters: Sequence[Letter], bars: Sequence[Bar], size: Box, number: int) -> DrawnPage:
    """A page in points, turned so that most of its letters stand upright."""
    turn = Counter(letter.turn for letter in letters).most_common(1)[0][0] if letters else 0
    wide, high = size[2], size[3]

    def turned(x0: float, x1: float, top: float, bottom: float) -> tuple[float, float, float, float]:
        if turn == 90:  # lines run upwards: the page's left becomes its top
            x0, x1, top, bottom = high - bottom, high - top, x0, x1
        elif turn == 180:
            x0, x1, top, bottom = wide - x1, wide - x0, high - bottom, high - top
        elif turn == 270:
            x0, x1, top, bottom = top, bottom, wide - x1, wide - x0
        return x0 * _POINTS, x1 * _POINTS, top * _POINTS, bottom * _POINTS

    glyphs = [
        Glyph(tidy(c.text), *turned(c.x0, c.x1, c.top, c.bottom), ((c.turn or 0) - (turn or 0)) % 360) for c in letters
    ]
    # what reaches over the edge ends there, so that no coordinate makes a page larger than it is
    on_page = (
        Bar(max(0.0, bar.x0), min(wide, bar.x1), max(0.0, bar.top), min(high, bar.bottom))
        for bar in bars
        if bar.x0 <= wide and bar.x1 >= 0 and bar.top <= high and bar.bottom >= 0
    )
    strokes = [Stroke(*turned(bar.x0, bar.x1, bar.top, bar.bottom)) for bar in on_page]
    if turn in (90, 270):
        wide, high = high, wide
    return DrawnPage(number, wide * _POINTS, high * _POINTS, glyphs, strokes)

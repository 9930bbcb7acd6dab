"""PDF → what is drawn on its pages: characters and strokes, which drawn.py makes tables and paragraphs of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from luoshi.documents.account import Account, Ledger
from luoshi.documents.document import Block, Progress
from luoshi.documents.drawn import DrawnPage, blocks_of_pages
from luoshi.documents.grid import Meter
from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.ofd_told import outside
from luoshi.documents.pdf_annotations import told_and_drawn
from luoshi.documents.pdfium import LOCK, Content, content_of, opened, page_count, page_of
from luoshi.documents.scanned import recognised_note, with_text, without_gaps
from luoshi.errors import UnreadableFile
from luoshi.place import Place
from luoshi.plan import Finding, Level


def read_pdf(
    data: bytes, limits: Limits, progress: Progress | None = None
) -> tuple[list[Block], list[Finding], None, Account]:
    """Return the blocks of a PDF, which of its pages hold no text, no title, and the account.

    A scan is read from its pictures where tesseract can, and a finding says so.

    Raises:
        UnreadableFile: encrypted, damaged, over a limit, or scanned without text.
    """
    try:
        return _read(data, limits, progress)
    except _Scanned:
        recognised = with_text(data, limits)
        if recognised is None:
            raise
    blocks, findings, _, account = _read(recognised, limits, progress, recognised=True)
    return without_gaps(blocks), [recognised_note(), *findings], None, account


class _Scanned(UnreadableFile):
    """No page holds text."""


def _read(
    data: bytes, limits: Limits, progress: Progress | None, *, recognised: bool = False
) -> tuple[list[Block], list[Finding], None, Account]:
    reading = _Reading(recognised)
    with LOCK, opened(data) as document:
        refuse_over(page_count(document), limits.pages, "页", "pages")
        pages = reading.pages(document, progress)
        blocks, findings = blocks_of_pages(pages, Meter(limits), reading.ledger)
    if not blocks:
        raise _Scanned(
            "这份PDF是扫描件，没有可复制的文字，请提供Word、Excel或带文字的PDF。",
            "This PDF is a scan without text; please provide Word, Excel or a PDF with text.",
        )
    return blocks, [*reading.doubts, *findings], None, reading.ledger.closed(reading.held)


@dataclass(slots=True)
class _Reading:
    """Reads the pages of one PDF, one by one.

    Args:
        recognised: its text is tesseract's.
        held: how many characters stood on the pages so far.
    """

    recognised: bool
    held: int = 0
    ledger: Ledger = field(default_factory=Ledger)
    doubts: list[Finding] = field(default_factory=list)

    def pages(self, document: Any, progress: Progress | None) -> Iterator[DrawnPage]:
        count = page_count(document)
        for number in range(1, count + 1):
            content = _content(document, number, self.doubts)
            if self.recognised:
                content.meaningless = 0  # tesseract's font has no shapes, and its codes are the letters
            if content.meaningless * 3 > len(content.glyphs) > 0:
                raise UnreadableFile(
                    f"PDF第{number}页的字体没有文字编码，复制出来是乱码，请提供Word、Excel或重新导出的PDF。",
                    f"The fonts of page {number} do not say what their letters mean; please provide Word or Excel.",
                    Place(page=number),
                )
            if content.meaningless or content.radicals:
                self.doubts.append(_letters_in_doubt(content.meaningless + content.radicals, number))
            self._enter(content, number)
            yield DrawnPage(number, content.width, content.height, content.glyphs, content.strokes)
            if progress:
                progress(number, count)

    def _enter(self, content: Content, number: int) -> None:
        """Enter what is settled before tables and lines are looked for."""
        self.held += content.held
        self.ledger.enter_count(content.again)  # it stands in the document, once
        self.ledger.leave("text-off-page", content.beyond)
        self.doubts += outside(content.beyond, number)


def _content(document: Any, number: int, doubts: list[Finding]) -> Content:
    """Return what a page shows: its own strokes, and its letters with those of typed notes and form values."""
    with page_of(document, number) as page:
        content = content_of(page)
        told, drawn = told_and_drawn(page, number)
    doubts += told
    if not drawn:
        return content
    with page_of(document, number) as page:
        whole = content_of(page)
    whole.strokes = content.strokes  # frames of fields are no rules of a table
    return whole


def _letters_in_doubt(count: int, number: int) -> Finding:
    return Finding(
        "character-lost",
        Level.WARNING,
        f"这一页有{count}个字在PDF里没有写明是什么字，请与原文件核对。",
        Place(page=number),
        f"This page holds {count} characters of which the PDF does not say what they mean; please compare.",
    )

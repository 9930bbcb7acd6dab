"""PDF → what is drawn on its pages: characters and strokes, which drawn.py makes tables and paragraphs of."""

import io
import itertools
from collections.abc import Iterator
from typing import Any

import pdfplumber
from pdfplumber.page import Page

from luoshi.documents.document import Block, Progress
from luoshi.documents.drawn import DrawnPage, Stroke, blocks_of_pages
from luoshi.documents.encoding import tidy
from luoshi.documents.grid import Meter
from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.packed import damaged, encrypted
from luoshi.documents.pdf_lines import Glyph
from luoshi.documents.scanned import recognised_note, with_text, without_gaps
from luoshi.errors import LuoshiError, UnreadableFile
from luoshi.place import Place
from luoshi.plan import Finding

_LONG = 3.0  # points; a shorter side of a curve is no rule


def read_pdf(data: bytes, limits: Limits, progress: Progress | None = None) -> tuple[list[Block], list[Finding]]:
    """Return the blocks of a PDF, and which of its pages hold no text.

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
    blocks, findings = _read(recognised, limits, progress)
    return without_gaps(blocks), [recognised_note(), *findings]


class _Scanned(UnreadableFile):
    """No page holds text."""


def _read(data: bytes, limits: Limits, progress: Progress | None) -> tuple[list[Block], list[Finding]]:
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            refuse_over(len(file.pages), limits.pages, "页", "pages")
            blocks, findings = blocks_of_pages(_pages(file.pages, progress), Meter(limits))
    except LuoshiError:
        raise
    except Exception as error:
        # pdfminer raises whatever a broken file makes of its parser
        if "Password" in f"{type(error).__name__} {error!r} {error.__cause__!r} {error.__context__!r}":
            raise encrypted() from None
        raise damaged() from None
    if not blocks:
        raise _Scanned(
            "这份PDF是扫描件，没有可复制的文字，请提供Word、Excel或带文字的PDF。",
            "This PDF is a scan without text; please provide Word, Excel or a PDF with text.",
        )
    return blocks, findings


def _pages(pages: list[Page], progress: Progress | None) -> Iterator[DrawnPage]:
    for number, page in enumerate(pages, start=1):
        yield DrawnPage(number, float(page.width), float(page.height), _glyphs(page), _strokes(page))
        page.close()
        if progress:
            progress(number, len(pages))


def _glyphs(page: Page) -> list[Glyph]:
    """The page's characters, without those that stand askew (a watermark) or are drawn again (false bold).

    Raises:
        UnreadableFile: the characters have no known meaning.
    """
    chars: list[dict[str, Any]] = page.chars
    if sum(1 for c in chars if c["text"].startswith("(cid:")) * 3 > len(chars) > 0:
        raise UnreadableFile(
            f"PDF第{page.page_number}页的字体没有文字编码，复制出来是乱码，请提供Word、Excel或重新导出的PDF。",
            f"The fonts of page {page.page_number} do not say what their letters mean; please provide Word or Excel.",
            Place(page=page.page_number),
        )
    upright = sum(1 for c in chars if c["upright"]) * 2 > len(chars)
    glyphs: list[Glyph] = []
    drawn: set[tuple[str, int, int]] = set()
    for c in chars:
        if c["upright"] != upright or not c["text"] or c["bottom"] <= c["top"]:
            continue
        key = (c["text"], round(c["x0"]), round(c["top"]))
        if key in drawn or not (c["x1"] > 0 and c["x0"] < page.width):
            continue
        # a second stroke of false bold lies within a point of the first
        drawn |= {(key[0], key[1] + dx, key[2]) for dx in ((-1, 0, 1) if c["text"].strip() else (0,))}
        glyphs.append(Glyph(tidy(c["text"]), c["x0"], c["x1"], c["top"], c["bottom"]))
    return glyphs


def _strokes(page: Page) -> list[Stroke]:
    """The page's lines, boxes, and the straight sides of its curves."""
    strokes = [Stroke(s["x0"], s["x1"], s["top"], s["bottom"]) for s in page.lines]
    strokes += [
        Stroke(s["x0"], s["x1"], s["top"], s["bottom"])
        for s in page.rects
        if s.get("stroke") or s.get("fill") or min(s["x1"] - s["x0"], s["bottom"] - s["top"]) <= _LONG
    ]
    for curve in page.curves:
        for (ax, ay), (bx, by) in itertools.pairwise(curve.get("pts") or []):
            if (abs(ax - bx) < 1 and abs(ay - by) > _LONG) or (abs(ay - by) < 1 and abs(ax - bx) > _LONG):
                strokes.append(Stroke(min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)))
    return strokes

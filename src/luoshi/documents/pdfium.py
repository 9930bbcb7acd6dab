"""PDF → characters and strokes with their places, by PDFium's raw interface.

PDFium knows nothing of threads: whoever reads holds `LOCK` from opening to closing. All places are turned to what is
looked at: the visible page (crop box) after its rotation, in points, y from the top.
"""

import contextlib
import ctypes
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from luoshi.documents.account import weight
from luoshi.documents.drawn import ASKEW, Stroke
from luoshi.documents.limits import refuse_over
from luoshi.documents.pdf_letters import LETTERLESS, LETTERS
from luoshi.documents.pdf_lines import Glyph
from luoshi.documents.pdfium_frame import Frame
from luoshi.documents.pdfium_strokes import strokes_of
from luoshi.documents.zip_package import damaged, encrypted

LOCK = threading.Lock()
_ASCENT = 0.88  # of the size: how far a character reaches over its base line, the rest below, as em boxes are
_MOST_DOTS = 6_000  # on a side of a picture: an A2 page at 250 to the inch
_MOST_LETTERS = 1_000_000  # on a page
_HIGH, _LOW = 0xD800, 0xDC00  # where the halves of a character beyond 0xFFFF begin
_AFTER = 0xE000
_HOLE = 0xFFFD
_SPACE = 32  # PDFium adds spaces and line ends of its own, where it sees gaps
_HYPHEN = 2  # what PDFium makes of a hyphen or minus at a line's end
_NOT_PAINTED = 3  # a text's mode
_WRONG_PASSWORD, _UNKNOWN_SECURITY = 4, 5


def _quick(function: Any, result: Any, *arguments: Any) -> Any:
    """A PDFium function without the conversions of ctypes: a page asks it for each character."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_unicode = _quick(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)
_box = _quick(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
_object = _quick(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
_generated = _quick(pdfium.FPDFText_IsGenerated, _INT, _POINTER, _INT)
_meaningless = _quick(pdfium.FPDFText_HasUnicodeMapError, _INT, _POINTER, _INT)
_mode = _quick(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
_matrix = _quick(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
_size = _quick(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
_origin = _quick(pdfium.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)


@dataclass(slots=True)
class Content:
    """What is drawn on a page.

    Args:
        meaningless: how many characters there are of which the font does not say what they are.
        radicals: how many are radicals for which Unicode knows no letter.
        beyond: the words that stand beyond the edges of the page, or have no height.
        again: how many characters were drawn again where they stood, as false bold does.
        held: how many characters PDFium counts on the page.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    meaningless: int = 0
    radicals: int = 0
    beyond: str = ""
    again: int = 0
    held: int = 0


@contextlib.contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF; the caller holds LOCK, and `data` stays until the end.

    Raises:
        UnreadableFile: encrypted, or damaged.
    """
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise encrypted() if pdfium.FPDF_GetLastError() in (_WRONG_PASSWORD, _UNKNOWN_SECURITY) else damaged()
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def page_count(document: Any) -> int:
    return int(pdfium.FPDF_GetPageCount(document))


@contextlib.contextmanager
def page_of(document: Any, number: int) -> Iterator[Any]:
    """Load a page, numbered from 1.

    Raises:
        UnreadableFile: it is damaged.
    """
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        raise damaged()
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def content_of(page: Any) -> Content:
    """Return the characters and strokes of a page."""
    frame = _frame(page)
    content = Content(*frame.size)
    text = pdfium.FPDFText_LoadPage(page)
    if text:
        try:
            _read_glyphs(text, frame, content)
            content.held = weight(_all_letters(text))
        finally:
            pdfium.FPDFText_ClosePage(text)
    content.strokes = strokes_of(page, frame)
    return content


def picture_of(page: Any, dots_per_inch: int) -> bytes:
    """Paint a page in grey, and return the picture as a PGM file.

    The picture has no more than `_MOST_DOTS` on a side, whatever size the page claims to have.
    """
    wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = min(dots_per_inch / 72, _MOST_DOTS / max(wide, high, 1.0))
    width, height = max(1, round(wide * scale)), max(1, round(high * scale))
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        dots = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    lines = b"".join(dots[row * stride : row * stride + width] for row in range(height))
    return b"P5 %d %d 255\n" % (width, height) + lines


def _frame(page: Any) -> Frame:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return Frame(box.left, box.bottom, box.right, box.top, int(pdfium.FPDFPage_GetRotation(page)) % 4)


def _read_glyphs(text: Any, frame: Frame, content: Content) -> None:
    """Give each character of a page its box.

    PDFium's own box is as wide as the character's advance; its height depends on what the font says of itself, so it
    is reckoned from base line and size, once for each text object.
    """
    page = ctypes.cast(text, _POINTER).value
    box = pdfium.FS_RECTF()
    there = ctypes.addressof(box)
    run = _Run(page, frame, content.glyphs)
    last, high, count = None, 0, 0
    add, plain, left = content.glyphs.append, not frame.quarters, frame.left
    beyond: list[str] = []
    letters = int(pdfium.FPDFText_CountChars(text))
    refuse_over(letters, _MOST_LETTERS, "字（一页内）", "characters on a page")
    for index in range(letters):
        code = _unicode(page, index)
        if code <= _SPACE:
            if code == _HYPHEN:
                code = ord("-")
            elif _generated(page, index):
                continue
        current = _object(page, index)
        if current != last and current:
            run.begin(index, count)
            last = current
        if code > _SPACE and _meaningless(page, index) == 1 and not run.is_hidden(current):
            content.meaningless += 1
            code = _HOLE  # PDFium hands out the glyph's own number, which may look like any letter
        if _HIGH <= code < _LOW:
            high = code
            continue
        if _LOW <= code < _AFTER:
            code = 0x10000 + (high - _HIGH) * 0x400 + (code - _LOW) if high else code
        high = 0
        letter = LETTERS[code]
        if code in LETTERLESS:
            content.radicals += 1
        if not run.shown:
            beyond.append(letter)
            continue
        if not letter or not _box(page, index, there):
            continue
        if plain and not run.turn:
            glyph = Glyph(letter, box.left - left, box.right - left, run.top, run.bottom)
        else:
            glyph = run.glyph(letter, frame.box(box.left, box.bottom, box.right, box.top))
        if run.is_new and letter != " ":
            run.compare(glyph, count)
        if run.again and run.was_drawn(glyph):
            content.again += weight(letter)
            continue
        count += 1
        add(glyph)
    content.beyond = "".join(beyond)


def _all_letters(text: Any) -> str:
    """The characters of a page as PDFium hands them out on end: the second walk of the account."""
    count = int(pdfium.FPDFText_CountChars(text))
    buffer = (ctypes.c_ushort * (2 * count + 1))()
    written = int(pdfium.FPDFText_GetText(text, 0, count, buffer))
    words = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    return words.replace(chr(_HYPHEN), "-").translate(LETTERS)


class _Run:
    """What the characters of one text object share: their turn, and where their line stands.

    A text drawn again within a point (false bold, a shadow) is one. Only the first characters of text objects are
    compared, until two of a page meet. Within one object two letters of a ligature share a box and are two.
    """

    def __init__(self, page: int | None, frame: Frame, glyphs: list[Glyph]) -> None:
        self.page = page
        self.frame = frame
        self.size = frame.size
        self.glyphs = glyphs
        self.drawn: dict[tuple[str, int, int], int] = {}  # where a character was drawn: its index in `glyphs`
        self.first = 0  # the index of the first character of this text object
        self.noted = 0  # how many characters of `glyphs` are in `drawn`, where any but first ones are
        self.is_new = True
        self.again = False
        self.matrix = pdfium.FS_MATRIX()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.there = ctypes.addressof(self.matrix), ctypes.addressof(self.x), ctypes.addressof(self.y)
        self.shape: tuple[float, ...] = ()
        self.turn = 0
        self.high = self.top = self.bottom = 0.0
        self.shown = True

    def begin(self, index: int, first: int) -> None:
        """Begin the text object to which character `index` belongs."""
        matrix, x, y = self.there
        _matrix(self.page, index, matrix)
        _origin(self.page, index, x, y)
        shape = (self.matrix.a, self.matrix.b, self.matrix.c, self.matrix.d, _size(self.page, index))
        if shape != self.shape:
            self.shape = shape
            self.turn = self.frame.turn(shape[0], shape[1])
            self.high = shape[4] * math.hypot(shape[2], shape[3])
        self.first, self.is_new, self.again = first, True, False
        self._place(*self.frame.at(self.x.value, self.y.value))

    def _place(self, x: float, y: float) -> None:
        """Reckon the height of the line whose base line begins at (x, y)."""
        high, (width, height) = self.high, self.size
        if self.turn in (0, ASKEW):
            self.top, self.bottom = y - _ASCENT * high, y + (1 - _ASCENT) * high
        elif self.turn == 180:
            self.top, self.bottom = y - (1 - _ASCENT) * high, y + _ASCENT * high
        elif self.turn == 90:  # what is over the base line stands left of it
            self.top, self.bottom = x - _ASCENT * high, x + (1 - _ASCENT) * high
        else:
            self.top, self.bottom = x - (1 - _ASCENT) * high, x + _ASCENT * high
        self.shown = high > 0 and -high < x < width + high and -high < y < height + high

    def is_hidden(self, text_object: int | None) -> bool:
        """Tell whether the text is not painted: under the picture of a scan a glyph's number is its letter."""
        return bool(text_object) and _mode(text_object) == _NOT_PAINTED

    def glyph(self, letter: str, box: tuple[float, float, float, float]) -> Glyph:
        x0, x1, top, bottom = box
        if self.turn in (90, 270):
            return Glyph(letter, self.top, self.bottom, top, bottom, self.turn)
        return Glyph(letter, x0, x1, self.top, self.bottom, self.turn)

    def compare(self, glyph: Glyph, index: int) -> None:
        """Note the first character of a text object, and whether its others may have been drawn before."""
        self.is_new = False
        if self.noted or self.was_drawn(glyph):
            for at, one in enumerate(self.glyphs[self.noted :], start=self.noted):
                self.drawn[one.text, int(one.x0), int(one.top)] = at
            self.noted = len(self.glyphs)
            self.again = self.was_drawn(glyph)
        self.drawn[glyph.text, int(glyph.x0), int(glyph.top)] = index

    def was_drawn(self, glyph: Glyph) -> bool:
        """Tell whether another object drew it within a point, and within half its width: ll is no l drawn twice."""
        text, x, y, apart = glyph.text, int(glyph.x0), int(glyph.top), min(1.0, (glyph.x1 - glyph.x0) / 2)
        drawn = self.drawn
        for row in (y, y - 1, y + 1):
            for column in (x, x - 1, x + 1):
                found = drawn.get((text, column, row))
                if found is not None and found < self.first and abs(self.glyphs[found].x0 - glyph.x0) <= apart:
                    return True
        return False

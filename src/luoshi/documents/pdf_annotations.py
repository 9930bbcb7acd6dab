"""Annotations of a PDF: typed notes and form values are drawn into their page; others are said with their words.

A FreeText note and a form's field have an appearance of their own, which is no part of the page's content. They are
laid into it (PDFium calls it flattening), so that their words are read where they stand. Others (stickers, marks) are
named, and so are notes and values without an appearance. Nothing is written to the file.
"""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from luoshi.place import Place
from luoshi.plan import Finding, Level

_MOST = 5_000  # annotations of a page that are looked at
_LONGEST = 4_000  # letters of one
_DRAWN = (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET)
_SILENT = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)
_UNSEEN = 0x02 | 0x20  # flags: hidden; not shown on the screen
_EMPTY = 2  # bytes of an empty string with its end
_KINDS = {
    pdfium.FPDF_ANNOT_FREETEXT: ("文字批注", "a typed note"),
    pdfium.FPDF_ANNOT_WIDGET: ("表单里填的内容", "a form's value"),
    pdfium.FPDF_ANNOT_TEXT: ("便签", "a sticker"),
    pdfium.FPDF_ANNOT_STRIKEOUT: ("删除线批注", "a strike-out mark"),
}


def told_and_drawn(page: Any, number: int) -> tuple[list[Finding], bool]:
    """Say which annotations of a page are not read, and lay the others into it.

    Returns:
        The findings, and whether the page must be loaded anew to hold them.
    """
    findings: list[Finding] = []
    drawn, others = False, []
    count = min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)
    for index, annotation in _annotations(page, count):
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        seen = not pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN
        if kind in _DRAWN and seen and pdfium.FPDFAnnot_GetAP(annotation, 0, None, 0) > _EMPTY:
            drawn = True
            continue
        others.append(index)
        findings += _told(page, annotation, kind, number) if kind not in _SILENT else ()
    if not drawn:
        return findings, False
    for index in reversed(others):
        pdfium.FPDFPage_RemoveAnnot(page, index)
    flattened = pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    return findings, bool(flattened == pdfium.FLATTEN_SUCCESS)


def _annotations(page: Any, count: int) -> Iterator[tuple[int, Any]]:
    for index in range(count):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            try:
                yield index, annotation
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def _told(page: Any, annotation: Any, kind: int, number: int) -> Iterator[Finding]:
    words = _string(annotation, b"Contents") or (_value(annotation) if kind == pdfium.FPDF_ANNOT_WIDGET else "")
    place = Place(page=number)
    if kind == pdfium.FPDF_ANNOT_STRIKEOUT and (struck := _words_below(page, annotation)):
        yield Finding(
            "struck-by-annotation",
            Level.WARNING,
            f"这一页有文字加了删除线批注，仍已读入，请核对：{struck[:60]}",
            place,
            f"Some words of this page bear a strike-out mark and were read all the same: {struck[:60]}",
            written=struck,
        )
    if not words.strip():
        return
    name, english = _KINDS.get(kind, ("批注", "an annotation"))
    yield Finding(
        "annotation",
        Level.NOTE if kind not in _DRAWN else Level.WARNING,
        f"这一页的{name}没有读入：{' '.join(words.split())[:60]}",
        place,
        f"On this page {english} was not read: {' '.join(words.split())[:60]}",
        written=words.strip(),
    )


def _value(annotation: Any) -> str:
    kind = _string(annotation, b"FT")
    return _string(annotation, b"V") if kind in ("Tx", "Ch", "") else ""


def _string(annotation: Any, key: bytes) -> str:
    length = min(pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0), 2 * _LONGEST)
    if length <= _EMPTY:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").partition("\x00")[0]


def _words_below(page: Any, annotation: Any) -> str:
    """Return the words that a mark covers."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return ""
    found = []
    try:
        for index in range(min(pdfium.FPDFAnnot_CountAttachmentPoints(annotation), 50)):
            points = pdfium.FS_QUADPOINTSF()
            if not pdfium.FPDFAnnot_GetAttachmentPoints(annotation, index, points):
                continue
            sides = [points.x1, points.x2, points.x3, points.x4], [points.y1, points.y2, points.y3, points.y4]
            box = min(sides[0]), max(sides[1]), max(sides[0]), min(sides[1])
            length = min(pdfium.FPDFText_GetBoundedText(text, *box, None, 0), _LONGEST)
            buffer = (ctypes.c_ushort * (length + 1))()
            pdfium.FPDFText_GetBoundedText(text, *box, buffer, length)
            found.append(bytes(buffer).decode("utf-16-le", "replace").partition("\x00")[0])
    finally:
        pdfium.FPDFText_ClosePage(text)
    return "".join(found).strip()

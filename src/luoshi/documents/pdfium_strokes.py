"""The straight strokes of a PDF's page, by PDFium: lines, thin bars, and the sides of boxes that can be seen."""

import ctypes
import itertools
from collections.abc import Iterator
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from luoshi.documents.drawn import Stroke
from luoshi.documents.pdfium_frame import Frame

_LONG = 3.0  # points; a shorter side of a path is no rule
_WHITE = 250  # of 255; a box filled so is the paper
_DEEPEST = 12  # forms within forms
_MOST_STROKES = 200_000  # of a page: more are a drawing


def strokes_of(page: Any, frame: Frame) -> list[Stroke]:
    """Return the strokes of a loaded page, in any order; of a drawing with more than enough of them, the first."""
    objects = (pdfium.FPDFPage_GetObject(page, i) for i in range(pdfium.FPDFPage_CountObjects(page)))
    strokes = _strokes(objects, frame, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), _DEEPEST)
    return list(itertools.islice(strokes, _MOST_STROKES))


Matrix: TypeAlias = tuple[float, float, float, float, float, float]


def _strokes(objects: Iterator[Any], frame: Frame, outer: Matrix, deepest: int) -> Iterator[Stroke]:
    """The straight strokes of a page's or a form's objects; `outer` is the form's own matrix."""
    for one in objects:
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _strokes_of_path(one, frame, _times(_own(one), outer))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and deepest:
            inner = (pdfium.FPDFFormObj_GetObject(one, i) for i in range(pdfium.FPDFFormObj_CountObjects(one)))
            yield from _strokes(inner, frame, _times(_own(one), outer), deepest - 1)


def _own(one: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(one, ctypes.byref(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First m, then n."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _strokes_of_path(path: Any, frame: Frame, matrix: Matrix) -> Iterator[Stroke]:
    fill, drawn = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(drawn))
    if not fill.value and not drawn.value:
        return
    paper = not drawn.value and _is_paper(path)
    for corners, closed in _figures(path, frame, matrix):
        yield from _sides(corners, closed or not drawn.value, paper)


def _is_paper(path: Any) -> bool:
    """Tell whether a path is filled with the colour of paper, or not at all: what cannot be seen is no rule."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(path, *map(ctypes.byref, (red, green, blue, alpha))):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


def _figures(path: Any, frame: Frame, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """Each figure of a path: its corners as they are looked at, and whether it is closed."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[tuple[float, float]] = []
    closed = False
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(corners) > 1:
                yield corners, closed
            corners, closed = [], False
        corners.append(frame.at(x.value * a + y.value * c + e, x.value * b + y.value * d + f))
        closed = bool(pdfium.FPDFPathSegment_GetClose(segment))
    if len(corners) > 1:
        yield corners, closed


def _sides(corners: list[tuple[float, float]], closed: bool, paper: bool) -> Iterator[Stroke]:
    """The strokes of a figure: a thin bar whole, otherwise each straight side."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if paper:
        return
    if x1 - x0 <= _LONG or bottom - top <= _LONG:
        if x1 - x0 > _LONG or bottom - top > _LONG:
            yield Stroke(x0, x1, top, bottom)
        return
    for (ax, ay), (bx, by) in itertools.pairwise([*corners, corners[0]] if closed else corners):
        if (abs(ax - bx) < 1 and abs(ay - by) > _LONG) or (abs(ay - by) < 1 and abs(ax - bx) > _LONG):
            yield Stroke(min(ax, bx), max(ax, bx), min(ay, by), max(ay, by))

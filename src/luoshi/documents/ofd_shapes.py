"""Coordinates, matrices and paths of OFD (GB/T 33190), in millimetres; y counts from the top.

Numbers come out of a file, so each is held to what a page can be: others are no numbers.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

FURTHEST = 20_000.0  # millimetres; no page reaches further, and no coordinate is believed beyond it
_STRAIGHT = 0.35  # millimetres by which a line may lean and still be level or upright
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ENDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}  # numbers that follow each step of a path

Unit: TypeAlias = Callable[[str], etree._Element | None]
"""Finds the content of a composite object by the number of its resource."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, width, height."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """CTM: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: "Matrix") -> "Matrix":
        """This matrix first, `outer` after it."""
        e, f = outer.at(self.e, self.f)
        return Matrix(
            outer.a * self.a + outer.c * self.b,
            outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d,
            outer.b * self.c + outer.d * self.d,
            e,
            f,
        )


def name_of(element: etree._Element) -> str:
    """The name of an element without its namespace: makers of OFD write several, or none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: etree._Element, name: str) -> etree._Element | None:
    return next((found for found in element if name_of(found) == name), None)


def children(element: etree._Element | None, name: str) -> list[etree._Element]:
    return [found for found in element if name_of(found) == name] if element is not None else []


def number(text: str | None, default: float = 0.0) -> float:
    """A number of the file; `default` where it is none, or further than a page can reach."""
    try:
        value = float(text) if text else default
    except ValueError:
        return default
    return value if -FURTHEST <= value <= FURTHEST else default


def numbers(text: str | None) -> list[float]:
    return [number(part) for part in (text or "").split()]


def box_of(text: str | None) -> Box | None:
    """A rectangle as OFD writes it; None where it is not one."""
    values = numbers(text)
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 else None


def is_off(element: etree._Element, name: str, *, default: bool = True) -> bool:
    """Tell whether a switch of an object is off."""
    value = element.get(name)
    return not default if value is None else value.strip().lower() in ("false", "0")


def placed(element: etree._Element, outer: Matrix) -> Matrix:
    """From an object's own coordinates to its page's: its CTM, then its Boundary's corner, then what it lies in."""
    values = numbers(element.get("CTM"))
    own = Matrix(*values) if len(values) == 6 else Matrix()
    corner = box_of(element.get("Boundary"))
    x, y = (corner[0], corner[1]) if corner else (0.0, 0.0)
    return own.then(Matrix(e=x, f=y)).then(outer)


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight piece of a path."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_straight(self) -> bool:
        """Level or upright, as rules of a table are."""
        return abs(self.x0 - self.x1) <= _STRAIGHT or abs(self.y0 - self.y1) <= _STRAIGHT


@dataclass(slots=True)
class Run:
    """One pen stroke of a path: its straight segments; `bent` where it holds a curve too."""

    segments: list[Segment]
    bent: bool = False


def runs_of(path: str, matrix: Matrix) -> Iterator[Run]:
    """Read AbbreviatedData: where the pen is put down anew, a run begins; C draws the way back to its start."""
    run, start, at = Run([]), (0.0, 0.0), (0.0, 0.0)
    for step, values in _steps(path):
        point = matrix.at(values[-2], values[-1]) if len(values) > 1 else start
        if step in "SM":
            if run.segments or run.bent:
                yield run
            run, start = Run([]), point
        elif step in "LC":
            if point != at:
                run.segments.append(Segment(*at, *point))
        else:
            run.bent = True
        at = point
    if run.segments or run.bent:
        yield run


def _steps(path: str) -> Iterator[tuple[str, list[float]]]:
    """The steps of a path with their numbers; makers leave out spaces, or write a step's letter once for many."""
    step, values = "", list[float]()
    for match in _TOKEN.finditer(path):
        token = match.group()
        if token.isalpha():
            step, values = ("C" if token in "Zz" else token.upper()), []
            if step == "C":
                yield step, []
            continue
        values.append(number(token))
        if step in _ENDS and len(values) == _ENDS[step]:
            yield step, values
            step, values = ("L" if step in "SM" else step), []

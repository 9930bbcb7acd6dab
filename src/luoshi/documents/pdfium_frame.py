"""The visible part of a PDF's page, and how its own coordinates become what is looked at."""

from dataclasses import dataclass

from luoshi.documents.drawn import ASKEW


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page's own coordinates become what is looked at: quarter turns with the clock, after the crop box."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.quarters % 2 else (wide, high)

    def at(self, x: float, y: float) -> tuple[float, float]:
        if self.quarters == 0:
            return x - self.left, self.top - y
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return left, right, top and bottom of a box whose corners these are."""
        (ax, ay), (bx, by) = self.at(x0, y0), self.at(x1, y1)
        return min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)

    def turn(self, a: float, b: float) -> int:
        """The turn of a line that runs along (a, b): 0, 90, 180 or 270 against the clock, or ASKEW."""
        if min(abs(a), abs(b)) > 0.05 * max(abs(a), abs(b)):
            return ASKEW
        own = (0 if a >= 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)
        return (own - self.quarters) % 4 * 90

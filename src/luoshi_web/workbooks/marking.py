"""The workbook as it was sent, with a note in each cell that came back, so that one can go on in Excel."""

from collections.abc import Iterable

from luoshi_web.workbooks.confined import noted
from luoshi_web.workbooks.models import Line, Outcome

_SHOWN = (Outcome.BAD, Outcome.NOT_HANDED_IN, Outcome.CONFLICT)


def marked(data: bytes, lines: Iterable[Line]) -> bytes:
    """Return the workbook with notes; those of an earlier time are taken out.

    Raises:
        LuoshiError: it cannot be written again; what was sent is still there.
    """
    return noted(data, [(line.sheet, line.cell, line.sentence) for line in lines if line.outcome in _SHOWN])

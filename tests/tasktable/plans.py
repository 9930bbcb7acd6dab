"""Plans read from a few lines of text or rows of a table, as one would paste or save them."""

from collections.abc import Sequence

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.documents.office_files import FORMATS, Span


def plan_of_lines(*lines: str) -> Plan:
    """Read lines of a text file as a plan of 2025."""
    return plan_of(read_document("\n".join(lines).encode(), "2025.txt"))


def plan_of_rows(kind: str, rows: Sequence[Sequence[str | Span]], *above: str) -> Plan:
    """Read a file of this format (docx, xlsx, html, pdf) that holds one table."""
    return plan_of(read_document(FORMATS[kind](rows, *above), f"2025.{kind}"))

"""Plans read from a few lines of text, as one would paste or save them."""

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of


def plan_of_lines(*lines: str) -> Plan:
    """Read lines of a text file as a plan of 2025."""
    return plan_of(read_document("\n".join(lines).encode(), "2025.txt"))

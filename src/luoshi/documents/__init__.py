"""Bytes → Document: tables, rows, cells and paragraphs, each with its Place.

One file a format. The first bytes of a file pick its reader; the name never does.
"""

from luoshi.documents.document import Block, Cell, Document, Paragraph, Progress, Row, Table
from luoshi.documents.limits import DEFAULT, Limits
from luoshi.documents.reader import read_document

__all__ = [
    "DEFAULT",
    "Block",
    "Cell",
    "Document",
    "Limits",
    "Paragraph",
    "Progress",
    "Row",
    "Table",
    "read_document",
]

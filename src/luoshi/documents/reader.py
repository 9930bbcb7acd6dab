"""Picks the reader for a file, and holds every reader to the limits."""

import hashlib

from luoshi.documents.detect import kind_of
from luoshi.documents.document import Block, Document, Progress
from luoshi.documents.encoding import decode, tidy
from luoshi.documents.limits import DEFAULT, Limits, refuse_over
from luoshi.documents.text import blocks_of_text
from luoshi.errors import UnreadableFile
from luoshi.plan import Finding


def read_document(
    data: bytes,
    name: str,
    *,
    kind: str | None = None,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> Document:
    """Read a file as blocks with places.

    Args:
        name: the file's name, kept as the document's; it never picks the reader.
        kind: "paste" for text from a box; None lets the first bytes decide.
        progress: called with (done, of) now and then.

    Raises:
        UnreadableFile: empty, binary, encrypted, damaged, or over a limit; the sentence says which.
    """
    refuse_over(len(data), limits.file_bytes, "字节", "bytes")
    found = kind_of(data, name)
    blocks, findings, title = _read(data, found, limits, progress)
    return Document(
        name=name,
        kind=kind or found,
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=tuple(blocks),
        findings=tuple(findings),
        title=title,
    )


def _read(
    data: bytes, kind: str, limits: Limits, progress: Progress | None
) -> tuple[list[Block], list[Finding], str | None]:
    if kind in ("text", "csv"):
        text = tidy(decode(data))
        refuse_over(len(text), limits.characters, "字", "characters")
        return blocks_of_text(text), [], None
    raise UnreadableFile(f"暂不能读取{kind}文件。", f"Files of kind {kind} cannot be read.")

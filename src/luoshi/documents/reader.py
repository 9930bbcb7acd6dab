"""Picks the reader for a file, and holds every reader to the limits."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field

from luoshi.documents.account import Account, of_text
from luoshi.documents.csv_file import read_csv
from luoshi.documents.detect import kind_of
from luoshi.documents.document import NONE_UNHIDDEN, Block, Document, Progress, Table, Unhidden
from luoshi.documents.encoding import decode
from luoshi.documents.inserted import Content, ReadPart, texts_of
from luoshi.documents.limits import DEFAULT, Limits, refuse_over
from luoshi.documents.text import blocks_of_text
from luoshi.documents.zip_package import damaged, too_deep
from luoshi.errors import LuoshiError, UnreadableFile
from luoshi.place import Place
from luoshi.plan import Finding, Level

_MOST_LOST = 100  # findings of lost characters that one file gets
_MOST_CONVERTED = 3  # old files within a document that LibreOffice converts
_MOST_PARTS = 100  # files inserted in one
_DEEPEST_PART = 2  # documents within one another


@dataclass(slots=True)
class _Content:
    """What a reader made of the bytes, and the contract's name of the format."""

    kind: str
    blocks: list[Block]
    findings: list[Finding] = field(default_factory=list)
    title: str | None = None
    account: Account | None = None


def read_document(
    data: bytes,
    name: str,
    *,
    kind: str | None = None,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
    shown: Collection[tuple[int, int]] = (),
) -> Document:
    """Read a file as blocks with places.

    Args:
        name: the file's name, kept as the document's; it only tells csv from other text.
        kind: "paste" for text from a box; None lets the first bytes decide.
        progress: called with (done, of), in rows or pages, now and then.
        shown: columns of a workbook, (table, index) from 1, that are read although it hides them.

    Raises:
        UnreadableFile: empty, binary, encrypted, damaged, or over a limit; the sentence says which.
    """
    refuse_over(len(data), limits.file_bytes, "字节", "bytes")
    found = kind_of(data, name)
    try:
        content = _read(data, found, limits, progress, frozenset(shown))
    except LuoshiError:
        raise
    except RecursionError:
        raise too_deep() from None
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError):
        # a file that breaks a parser is a damaged file; the parser's words are not for its reader
        raise damaged() from None
    lost = content.account.findings() if content.account else []
    return Document(
        name=name,
        kind=kind or content.kind,
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=tuple(content.blocks),
        findings=(*content.findings, *lost),
        title=content.title,
        account=content.account,
    )


def _read(
    data: bytes, kind: str, limits: Limits, progress: Progress | None, shown: Unhidden = NONE_UNHIDDEN
) -> _Content:
    # a reader is loaded when a file of its kind comes: together they took a fifth of the start of a command
    if kind == "docx":
        from luoshi.documents.word import read_word

        return _Content("docx", *read_word(data, limits, _parts(limits)))
    if kind == "flat-docx":
        from luoshi.documents.word import read_flat_word

        return _Content("docx", *read_flat_word(data, limits, _parts(limits)))
    if kind == "doc2003":
        from luoshi.documents.word import read_word_2003

        return _Content("doc", *read_word_2003(data, limits))
    if kind == "xlsx":
        from luoshi.documents.workbook import read_workbook

        return _booked("xlsx", *read_workbook(data, limits, progress, shown))
    if kind == "xls2003":
        from luoshi.documents.workbook_xml import read_workbook_xml

        return _booked("xls", *read_workbook_xml(data, limits, shown))
    if kind == "xls":
        from luoshi.documents.old_workbook import read_old_workbook

        return _booked("xls", *read_old_workbook(data, limits, progress, shown))
    if kind == "ods":
        from luoshi.documents.open_sheet import read_open_sheet

        return _booked("xls", *read_open_sheet(data, limits, progress, shown))
    if kind == "xlsb":
        from luoshi.documents.binary_workbook import read_binary_workbook

        return _booked("xls", *read_binary_workbook(data, limits, progress, shown))
    if kind == "pdf":
        from luoshi.documents.pdf import read_pdf

        return _Content("pdf", *read_pdf(data, limits, progress))
    if kind == "ofd":
        from luoshi.documents.ofd import read_ofd

        return _Content("ofd", *read_ofd(data, limits, progress))
    if kind == "html":
        from luoshi.documents.webpage import read_webpage

        return _Content("html", *read_webpage(data, limits))
    if kind == "mhtml":
        from luoshi.documents.page_archive import read_page_archive

        return _Content("html", *read_page_archive(data, limits))
    if kind in ("doc", "odt"):
        return _converted(data, kind, limits)
    return _text(data, kind, limits)


def _text(data: bytes, kind: str, limits: Limits) -> _Content:
    text = decode(data)
    refuse_over(len(text), limits.characters, "字", "characters")
    lost = [_character_lost(n) for n, line in enumerate(text.split("\n"), start=1) if "\ufffd" in line][:_MOST_LOST]
    if kind == "csv":
        blocks, account = read_csv(text, limits)
        return _Content("csv", blocks, lost, account=account)
    blocks = blocks_of_text(text, limits)
    return _Content("text", blocks, lost, account=of_text(text, texts_of(blocks)))


def _booked(kind: str, blocks: list[Block], findings: list[Finding], account: Account | None) -> _Content:
    return _Content(kind, blocks, findings, account=account)


def _character_lost(line: int) -> Finding:
    return Finding(
        "character-lost",
        Level.WARNING,
        "这一行有无法识别的字，请与原文件核对。",
        Place(line=line),
        "This line holds characters that could not be decoded; please compare with the original.",
    )


def _converted(data: bytes, kind: str, limits: Limits) -> _Content:
    from luoshi.documents.office import (
        as_docx,
        compare_note,
        holds_no_table,
        office_program,
        read_directly,
        tables_recovered,
    )
    from luoshi.documents.word import read_word

    suffix = ".odt" if kind == "odt" else ".rtf" if data.startswith(b"{\\rtf") else ".doc"
    own = _read_directly(data, limits) if suffix == ".doc" else None
    if own and office_program() is None:
        blocks, findings, title, account = own
        return _Content("doc", blocks, [read_directly(), *findings], title, account)
    blocks, findings, title, account = read_word(as_docx(data, limits, suffix), limits, _parts(limits))
    if own and _rows(own[0]) > _rows(blocks):
        return _Content("doc", own[0], [tables_recovered(), *own[1]], title or own[2], own[3])
    none_lost = _rows(blocks) > 0 or (_rows(own[0]) == 0 if own else holds_no_table(data, suffix, limits))
    return _Content("doc", blocks, [compare_note(none_lost), *findings], title, account)


@dataclass(slots=True)
class _Left:
    """How many files inserted in a document may still be read, over all depths, and how many of them converted."""

    parts: int = _MOST_PARTS
    converted: int = _MOST_CONVERTED


def _parts(limits: Limits, depth: int = 0, left: _Left | None = None) -> ReadPart:
    """Return what reads the files that are inserted in a document; they may hold others, to a depth."""
    left = left or _Left()

    def read_part(data: bytes, name: str) -> Content:
        left.parts -= 1
        if left.parts < 0:
            raise UnreadableFile(
                f"插入的文件超过{_MOST_PARTS}个。", f"More than {_MOST_PARTS} files are inserted in it."
            )
        kind = kind_of(data, name)
        if kind not in ("docx", "flat-docx", "doc2003", "html", "mhtml", "doc", "odt", "text", "csv"):
            raise UnreadableFile(f"不是文字内容（{kind}）。", f"It is no text ({kind}).")
        if kind in ("doc", "odt"):
            left.converted -= 1
            if left.converted < 0:
                raise UnreadableFile(
                    f"旧格式的部分超过{_MOST_CONVERTED}个。", f"There are more than {_MOST_CONVERTED} old files in it."
                )
        within = _parts(limits, depth + 1, left) if depth < _DEEPEST_PART else None
        if kind == "docx":
            from luoshi.documents.word import read_word

            return read_word(data, limits, within)
        content = _read(data, kind, limits, None)
        return content.blocks, content.findings, content.title, content.account

    return read_part


def _read_directly(data: bytes, limits: Limits) -> Content | None:
    """What an old file itself holds; None where it is of another format, or damaged, and a conversion may help."""
    from luoshi.documents.word_binary import read_word_binary

    try:
        return read_word_binary(data, limits)
    except (ValueError, LookupError):
        return None


def _rows(blocks: list[Block]) -> int:
    return sum(len(block.rows) for block in blocks if isinstance(block, Table))

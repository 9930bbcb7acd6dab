"""A scanned PDF → a PDF with text, by tesseract with its Chinese letters (chi_sim), where both are installed.

Recognised text has errors that nobody sees in it, so the plan says: compare. It runs without
a network, in a folder of its own, for a limited time.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from luoshi.documents.document import Block, Paragraph
from luoshi.documents.limits import Limits
from luoshi.documents.office import ended
from luoshi.documents.pdfium import LOCK, opened, page_count, page_of, picture_of
from luoshi.errors import UnreadableFile
from luoshi.place import Place
from luoshi.plan import Finding, Level

_LETTERS = "chi_sim"
_GAP = re.compile(r" +(?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) +")
_DOTS_PER_INCH = 200  # small print of a table is told apart from here on


def recogniser() -> str | None:
    """The path of tesseract, or None where it or its Chinese letters are missing."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    known = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout
    return program if _LETTERS in known.split() else None


def with_text(data: bytes, limits: Limits) -> bytes | None:
    """Recognise the text of a scanned PDF and return it as a PDF with text; None where nothing can.

    Raises:
        UnreadableFile: it took longer than `limits.seconds`.
    """
    program = recogniser()
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="luoshi-") as name:
        folder = Path(name)
        pictures = []
        with LOCK, opened(data) as document:
            for number in range(1, page_count(document) + 1):
                pictures.append(str(folder / f"{number}.pgm"))
                with page_of(document, number) as page:
                    Path(pictures[-1]).write_bytes(picture_of(page, _DOTS_PER_INCH))
        (folder / "pages.txt").write_text("\n".join(pictures), encoding="utf-8")
        command = [program, str(folder / "pages.txt"), str(folder / "read"), "-l", _LETTERS, "--psm", "6", "pdf"]
        if not ended(command, limits.seconds):
            raise UnreadableFile(
                f"扫描件在{limits.seconds}秒内没有识别完，请提供Word、Excel或带文字的PDF。",
                f"The scan could not be recognised within {limits.seconds} seconds; please provide Word or Excel.",
            )
        made = folder / "read.pdf"
        return made.read_bytes() if made.exists() else None


def without_gaps(blocks: Sequence[Block]) -> list[Block]:
    """Take out the spaces that recognition sets beside every Chinese word."""
    return [_closed(block) for block in blocks]


def _closed(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_GAP.sub("", block.text))
    rows = tuple(
        replace(row, cells=tuple(replace(cell, text=_GAP.sub("", cell.text)) for cell in row.cells))
        for row in block.rows
    )
    return replace(block, rows=rows)


def recognised_note() -> Finding:
    """Say that the text was recognised from pictures."""
    return Finding(
        "recognised",
        Level.WARNING,
        "这份PDF是扫描件，文字是识别出来的，可能有错，请与原文件对照。",
        Place(),
        "This PDF is a scan; its text was recognised and may be wrong: please compare with the original.",
    )

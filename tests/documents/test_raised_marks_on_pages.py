"""A small raised mark on a page is no digit of the figure before it; exponents stay with theirs."""

import subprocess
from pathlib import Path

import pytest

from luoshi.documents import Document, read_document
from luoshi.documents.drawn_marks import without_marks
from luoshi.documents.pdf_lines import Glyph
from tests.documents.office_files import typeset
from tests.documents.test_word_as_it_is_seen import RAISED
from tests.documents.word_files import HEADER, docx, run, tasks

KEPT = Path(__file__).parent / "raised" / "by-libreoffice.pdf"  # of ROWS
ROWS = [
    HEADER,
    ("1", "建成公寓1200{1}套", "住建局", "已建成640套{[2]}"),
    ("2", "新增绿地3万m{2}", "园林局", "同比增长5.6{3}%"),
    ("3", "减排8.5×10{4}吨", "生态局", "减排3×10{4}吨{*}"),
]
READ = [
    ["1", "建成公寓1200套", "住建局", "已建成640套"],
    ["2", "新增绿地3万m²", "园林局", "同比增长5.6%"],
    ["3", "减排8.5×10⁴吨", "生态局", "减排3×10⁴吨"],
]


def rows(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows][-3:]


def parted(cell: str) -> list[tuple[str, bool]]:
    parts = cell.replace("}", "{").split("{")
    return [(part, index % 2 == 1) for index, part in enumerate(parts) if part]


def held(document: Document, *, star: bool = True) -> None:
    assert rows(document) == READ
    (finding,) = [one for one in document.findings if one.code == "text-note"]
    assert (finding.written, finding.place.page) == ("1 [2] 3 *", 1)


def test_a_pdf_by_typst() -> None:
    cells = "".join(
        "[" + "".join(f"#super[{t.replace('*', chr(92) + '*')}]" if up else t for t, up in parted(cell)) + "],"
        for row in ROWS
        for cell in row
    )
    held(
        read_document(
            typeset(f"#set super(typographic: false)\n#table(columns: (8%, 40%, 12%, 40%), {cells})"), "a.pdf"
        )
    )


def test_a_kept_pdf_by_libreoffice() -> None:
    held(read_document(KEPT.read_bytes(), KEPT.name))


@pytest.mark.long
@pytest.mark.libreoffice
def test_a_pdf_by_libreoffice(soffice: list[str], tmp_path: Path) -> None:
    cells = [
        ["".join(run(text, RAISED if up else "") for text, up in parted(cell)) for cell in row] for row in ROWS[1:]
    ]
    source = tmp_path / "a.docx"
    source.write_bytes(docx(tasks(*cells).replace("<w:tbl>", f"<w:tbl><w:tblPr>{BORDERS}</w:tblPr>")))
    command = [*soffice, "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    held(read_document((tmp_path / "a.pdf").read_bytes(), "a.pdf"))


BORDERS = "<w:tblBorders>{}</w:tblBorders>".format(
    "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
)


def glyphs(*runs: tuple[str, float, float]) -> list[Glyph]:
    """Characters of given size, raised by so many points over one base line."""
    found, x = [], 0.0
    for text, size, up in runs:
        for letter in text:
            base = 100 - up
            found.append(Glyph(letter, x, x + size / 2, base - 0.88 * size, base + 0.12 * size))
            x += size / 2
    return found


@pytest.mark.parametrize(
    ("runs", "kept"),
    [
        ((("1200", 12, 0), ("1", 7, 4), ("套", 12, 0)), "1200套"),
        ((("1200", 12, 0), ("1", 10, 4), ("套", 12, 0)), "1200套"),
        ((("第5", 12, 0), ("th", 7, 4), ("届", 12, 0)), "第5th届"),
        ((("CO", 12, 0), ("2", 7, -2), ("排放", 12, 0)), "CO2排放"),
        ((("2025", 24, 0), ("1", 12, 0), ("月", 12, 0)), "20251月"),
        ((("标题", 24, 0), ("12", 12, 4), ("人", 12, 4)), "标题12人"),
        ((("12", 12, 0), ("34", 12, 4)), "1234"),
    ],
)
def test_only_what_is_small_and_high_is_raised(runs: tuple[tuple[str, float, float], ...], kept: str) -> None:
    assert "".join(glyph.text for glyph in without_marks(glyphs(*runs))[0]) == kept

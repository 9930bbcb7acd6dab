"""The demo as a Word table without borders, cells aligned to the top, through LibreOffice to PDF: read exactly.

`borderless/` keeps two that LibreOffice made of Noto Serif CJK: one table over 24 pages, whose rows only their numbers
part, and a table a chapter on pages laid across. The others are made anew in `make test-all`.
"""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.documents.office_files import DEMO, HEADER, Part, parts_of, saved

KEPT = sorted((Path(__file__).parent / "borderless").glob("*.pdf"))
TITLE = "2025年政府工作报告重点任务分解表"
FIELDS = ("key", "no", "chapter", "objective", "text", "lead", "cooperating", "statement", "claim", "state")


@dataclass(frozen=True)
class Look:
    """How a document is laid out: the space below each paragraph in points, the columns' widths in centimetres."""

    below: float
    widths: tuple[float, ...]
    across: bool = False
    one_table: bool = False


NARROW, EVEN, BROAD = (2.2, 1.0, 5.2, 2.2, 2.6, 2.4), (2.5,) * 6, (3.0, 1.2, 7.0, 2.8, 4.0, 5.0)
LOOKS = {
    "rows apart": Look(10, EVEN),
    "rows as near as lines": Look(0, EVEN),
    "one table": Look(10, EVEN, one_table=True),
    "narrow numbers": Look(0, NARROW),
    "narrow numbers in one table": Look(0, NARROW, one_table=True),
    "across": Look(4, BROAD, across=True, one_table=True),
}


@pytest.fixture(scope="module")
def plain() -> Plan:
    return plan_of(read_document(DEMO.read_bytes(), DEMO.name))


def held(data: bytes, plain: Plan) -> None:
    plan = plan_of(read_document(data, "表.pdf"))
    assert len(plan.tasks) == 154
    for found, meant in zip(plan.tasks, plain.tasks, strict=True):
        for field in FIELDS:
            assert getattr(found, field, None) == getattr(meant, field, None), f"task {meant.no}: {field}"
        assert [t.value for t in found.targets] == [t.value for t in meant.targets]
    assert (plan.title, plan.year, plan.as_of) == (TITLE, 2025, plain.as_of)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_kept_file_reads_as_the_text_does(path: Path, plain: Plan) -> None:
    held(path.read_bytes(), plain)


@pytest.fixture(scope="module")
def typeset(soffice: list[str], plain: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a PDF of each look, made at once: LibreOffice takes longer to start than to convert."""
    folder = tmp_path_factory.mktemp("typeset")
    for look in LOOKS:
        (folder / f"{look}.docx").write_bytes(without_borders(parts_of(plain), LOOKS[look]))
    command = [*soffice, "--convert-to", "pdf", "--outdir", str(folder), *map(str, folder.glob("*.docx"))]
    subprocess.run(command, capture_output=True, check=True, timeout=240)
    return folder


@pytest.mark.long
@pytest.mark.libreoffice
@pytest.mark.parametrize("look", LOOKS)
def test_a_table_without_borders_reads_as_the_text_does(look: str, plain: Plan, typeset: Path) -> None:
    held((typeset / f"{look}.pdf").read_bytes(), plain)


def without_borders(parts: Sequence[Part], look: Look) -> bytes:
    """A Word document whose tables have no borders; a group's name stands at the top of its merged cell."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Serif CJK SC", Pt(9)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    normal.paragraph_format.space_after = Pt(look.below)
    normal.paragraph_format.line_spacing = 1.0
    if look.across:
        section = document.sections[0]
        section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading(TITLE, level=0)
    lines = [list(HEADER)] if look.one_table else []
    groups: list[tuple[int, int, int]] = []
    for part in parts:
        if look.one_table and part.chapter:
            lines.append([part.chapter])
        elif part.chapter:
            document.add_paragraph(part.chapter)
        lines += [] if look.one_table else [list(HEADER)]
        for name, rows in part.groups:
            groups.append((len(lines), len(lines) + len(rows) - 1, 0))
            lines += [[name if row is rows[0] else "", *row] for row in rows]
        if not look.one_table:
            _table(document, lines, groups, look)
            lines, groups = [], []
    if lines:
        _table(document, lines, groups, look)
    return saved(document)


def _table(
    document: docx.document.Document, lines: list[list[str]], groups: list[tuple[int, int, int]], look: Look
) -> None:
    table = document.add_table(rows=len(lines), cols=len(HEADER))
    table.autofit = False
    cells = table._cells  # row.cells walks the whole table for each row
    for row, line in enumerate(lines):
        for column in range(len(HEADER)):
            cells[row * len(HEADER) + column].width = Cm(look.widths[column])
        for column, text in enumerate(line):
            cells[row * len(HEADER) + column].text = text
    for column, grid in enumerate(table._tbl.tblGrid.findall(qn("w:gridCol"))):
        grid.set(qn("w:w"), str(int(look.widths[column] * 567)))
    for first, last, column in groups:
        if last > first:
            table.cell(first, column).merge(table.cell(last, column))
    for row, line in enumerate(lines):
        if len(line) == 1:
            table.cell(row, 0).merge(table.cell(row, len(HEADER) - 1))

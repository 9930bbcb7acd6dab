"""One table in every format: what is read is the same, task by task."""

import subprocess
from pathlib import Path

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.chosen import every
from tests.documents.office_files import DEMO, Part, as_docx, as_html, as_pdf, as_xlsx, parts_of

TITLE = "2025年政府工作报告重点任务分解表"
FIELDS = ("key", "no", "chapter", "objective", "text", "lead", "cooperating", "statement", "claim")


@pytest.fixture(scope="module")
def plain() -> Plan:
    """The demo document, read from its text form."""
    return plan_of(read_document(DEMO.read_bytes(), DEMO.name))


@pytest.fixture(scope="module")
def parts(plain: Plan) -> list[Part]:
    return parts_of(plain)


def same(data: bytes, name: str, plain: Plan) -> Plan:
    """Read a file and hold it to the text form."""
    plan = plan_of(read_document(data, name))
    assert len(plan.tasks) == 154
    for found, meant in zip(plan.tasks, plain.tasks, strict=True):
        for field in FIELDS:
            assert getattr(found, field) == getattr(meant, field), f"{name}, task {meant.no}: {field}"
    assert (plan.title, plan.year, plan.year_from, plan.as_of) == (TITLE, 2025, "title", plain.as_of)
    return plan


def test_word_with_merged_groups(plain: Plan, parts: list[Part]) -> None:
    plan = same(as_docx(parts, TITLE), "a.docx", plain)
    assert plan.tasks[12].places["text"].as_dict() == {"table": 2, "row": 7, "column": 3}


def test_word_with_header_and_group_again_on_every_page(plain: Plan, parts: list[Part]) -> None:
    same(as_docx(parts, TITLE, per_page=7), "a.docx", plain)


def test_excel_with_merged_groups_and_chapters(plain: Plan, parts: list[Part]) -> None:
    plan = same(as_xlsx(parts, TITLE), "a.xlsx", plain)
    assert plan.tasks[0].places["text"].cell == "C3"


def test_a_saved_web_page_with_the_table_in_the_layouts_table(plain: Plan, parts: list[Part]) -> None:
    same(as_html(parts, TITLE), "a.html", plain)


@pytest.mark.parametrize("repeat_header", [True, False])
def test_pdf_whose_rows_go_on_over_the_page(plain: Plan, parts: list[Part], repeat_header: bool) -> None:
    plan = same(as_pdf(parts, TITLE, repeat_header=repeat_header), "a.pdf", plain)
    assert plan.tasks[-1].place.page is not None
    assert plan.tasks[-1].place.page > 5


LOOKS = {
    "no rules at all": "stroke: none,",
    "rules between rows only": "stroke: (x, y) => (top: 0.5pt, bottom: 0.5pt),",
    "open sides": "stroke: (x, y) => (top: 0.5pt, bottom: 0.5pt, left: if x > 0 { 0.5pt } else { none }),",
    "centred": "align: center + horizon,",
    "striped and tight": "inset: 2pt, fill: (x, y) => if calc.odd(y) { luma(230) },",
}


@pytest.mark.parametrize("look", every(2, LOOKS))
def test_pdf_with_other_rules(plain: Plan, parts: list[Part], look: str) -> None:
    same(as_pdf(parts, TITLE, look=LOOKS[look]), "a.pdf", plain)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param("a.docx", "pdf", marks=pytest.mark.long),
        pytest.param("a.docx", "rtf", marks=pytest.mark.long),
        pytest.param("a.docx", "odt", marks=pytest.mark.long),
        ("a.xlsx", "xls"),
        pytest.param("a.xlsx", "ods", marks=pytest.mark.long),
        pytest.param("a.xlsx", "html", marks=pytest.mark.long),
    ],
)
@pytest.mark.libreoffice
def test_what_libreoffice_saves(
    source: str, target: str, soffice: list[str], plain: Plan, parts: list[Part], tmp_path: Path
) -> None:
    made = {"a.docx": as_docx, "a.xlsx": as_xlsx}[source](parts, TITLE)
    (tmp_path / source).write_bytes(made)
    command = [*soffice, "--convert-to", target, "--outdir", str(tmp_path), str(tmp_path / source)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    same((tmp_path / f"a.{target}").read_bytes(), f"a.{target}", plain)

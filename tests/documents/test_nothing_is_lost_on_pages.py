"""Characters in the file = characters read + characters said to be left out, for PDF and OFD.

The raw walks are the test's own (PDFium's text of a page on end, TextCode by pattern), and letters are held one by
one, so that a sum cannot hide a loss.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path

import pypdfium2
import pytest

from luoshi.documents import Document, Paragraph, read_document
from luoshi.documents.account import weight
from luoshi.documents.pdf_letters import LETTERS
from luoshi.tasktable import plan_of
from tests.documents import test_annotations_of_a_pdf as noted
from tests.documents import test_pages_of_a_pdf as pages
from tests.documents.ofd_files import Book, Page, as_ofd, bar, grid_as_ofd, ofd, ofd_of_everything, text
from tests.documents.office_files import DEMO, Part, as_pdf, parts_of, typeset
from tests.documents.test_ofd import HIDDEN, TITLE

HERE = Path(__file__).parent
FILES = sorted([*HERE.glob("*/*.pdf"), *HERE.glob("*/*.ofd"), *HERE.parent.glob("cases/*/*/input.pdf")])
FILES += sorted(HERE.parent.glob("cases/*/*/input.ofd"))


def letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text if weight(letter))


def said(document: Document) -> Counter[str]:
    """The letters that stand in the document or in a finding: each cell once, a head as often as pages bear it."""
    cells = {id(cell): cell.text for table in document.tables for row in table.rows for cell in row.cells}
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    told = [finding.written or "" for finding in document.findings]
    return letters("".join([*cells.values(), *lines, *told]).translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")))


def raw_of_pdf(data: bytes) -> str:
    found = []
    for page in pypdfium2.PdfDocument(data):
        found.append(page.get_textpage().get_text_range())
    return "".join(found).replace("\x02", "-").replace("\ufffe", "-").translate(LETTERS)


def raw_of_ofd(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
    return unescape("".join(re.findall(r"<(?:\w+:)?TextCode\b[^>]*>([^<]*)<", xml)))


def accounted(data: bytes, name: str) -> Document:
    document = read_document(data, name)
    account = document.account
    assert account is not None
    assert account.held == account.read + sum(account.left_out.values()), account
    assert set(account.left_out) <= {finding.code for finding in document.findings}
    raw = raw_of_pdf(data) if data.startswith(b"%PDF") else raw_of_ofd(data)
    lost = letters(raw) - said(document)
    assert {letter for letter in lost if not said(document)[letter]} == set()
    once = {"text-margin", "text-turned"} & set(account.left_out)  # named once for all pages
    if not once and "twice" not in name:
        assert lost == Counter(), lost
    return document


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_file_is_accounted_for(path: Path) -> None:
    accounted(path.read_bytes(), path.name)


@cache
def two_parts() -> list[Part]:
    return parts_of(plan_of(read_document(DEMO.read_bytes(), DEMO.name)))[:2]


FOOT = "[滨江区政府办公室 #h(1fr) 第#context counter(page).display()号]"
HEAD = f"#set page(header: [内部资料 注意保存], footer: {FOOT})\n"
TABLE = "#table(columns: 3, [序号], [任务], [责任单位], [1], [新建公园5个], [园林局])\n"
LONG = HEAD + "".join(f"{number}.改造道路{number}条。（责任单位：住建局）\n\n" for number in range(1, 160))
MARKED = TABLE + "\n注：本表#super[1]按季更新，共3×10#super[4]平方米，500m#super[2]。\n"
# made when they are asked for: each process of a run reads this file, and 47 of them took it two seconds
PDFS: dict[str, Callable[[], bytes]] = {
    "ruled": lambda: as_pdf(two_parts(), TITLE),
    "without a header again": lambda: as_pdf(two_parts(), TITLE, repeat_header=False),
    "level rules": lambda: as_pdf(two_parts(), TITLE, look="stroke: (x: none),"),
    "no rules": lambda: as_pdf(two_parts(), TITLE, look="stroke: none,"),
    "heads and feet": lambda: typeset(LONG),
    "numbers": lambda: typeset(LONG.replace(HEAD, "")),
    "a number in the middle": lambda: typeset(TABLE + "\n— 3 —\n\n第 4 页 共 9 页\n\n二、其他\n"),
    "a watermark": lambda: typeset("#place(rotate(45deg, reflow: true)[内部资料])\n" + TABLE),
    "turned words": lambda: typeset("#place(rotate(90deg, reflow: true)[装订线])\n" + TABLE),
    "notes": lambda: typeset(MARKED),
    "beyond the page": lambda: typeset("#place(dx: 30cm)[页外的话]\n" + TABLE),
    "twice for boldness": lambda: typeset("#place[新建公园]#place(dx: 0.2pt)[新建公园]\n#v(1cm)\n" + TABLE),
    "two columns": lambda: typeset(
        "#set page(columns: 2)\n" + "".join(f"{n}.新建公园{n}个。\n\n" for n in range(1, 90))
    ),
    "pieces of one column": lambda: typeset(
        "#set page(margin: 1cm)\n"
        + "".join(
            f"#place(dx: {x}cm, dy: {y}cm)[{words}]\n"
            for y, line in enumerate(
                [
                    {0: "序号", 3: "任务名称", 11: "责任单位"},
                    {0: "1", 3: "新建公园", 6: "共五个", 11: "园林局"},
                    {0: "2", 3: "改造道路", 6: "共三条", 11: "住建局"},
                    {0: "3", 3: "投用学校", 6: "共两所", 11: "教育局"},
                ]
            )
            for x, words in line.items()
        )
    ),
    "cropped": lambda: pages.changed(
        pages.pdf(f"#{pages.GRID}\n#v(4cm)\n制表人：王某"), crop=(20.0, 200.0, 560.0, 340.0)
    ),
    "turned by a quarter": lambda: pages.changed(pages.pdf(f"#{pages.GRID}"), turn=90),
    "notes on the page": lambda: noted.pdf(
        noted.Note(b"FreeText", b"/Contents (Typed)", noted.words(b"Typed")),
        noted.Note(b"Text", b"/Contents (Sticker)", None),
    ),
}


@pytest.mark.parametrize("kind", PDFS)
def test_every_kind_of_pdf_is_accounted_for(kind: str) -> None:
    accounted(PDFS[kind](), f"{kind}.pdf")


ROWS = [["序号", "任务", "责任单位"], ["1", "新建公园5个", "园林局"]]
OFDS: dict[str, Callable[[], bytes]] = {
    "ruled": lambda: as_ofd(two_parts(), TITLE),
    "on a template": lambda: as_ofd(two_parts(), TITLE, template=True),
    "a grid": lambda: grid_as_ofd(ROWS, TITLE),
    "everything": lambda: ofd_of_everything(),
    **{
        f"hidden {n}": lambda one=one: ofd(Book([Page(text(20, 20, "新建公园") + one)]))  # type: ignore[misc]
        for n, (one, _) in enumerate(HIDDEN)
    },
    "a watermark": lambda: ofd(Book([Page(text(20, 20, "新建公园"), notes=[("Watermark", text(50, 90, "内部资料"))])])),
    "twice for boldness": lambda: ofd(Book([Page(text(20, 20, "新建公园") + text(20.1, 20, "新建公园"))])),
    "a dark box": lambda: ofd(Book([Page(bar(18, 16, 40, 28, colour="0 0 120") + text(20, 20, "新建公园"))])),
    "pages' numbers": lambda: ofd(
        Book([Page(text(20, 40, f"第{n}件") + text(100, 290, f"— {n} —")) for n in range(1, 5)])
    ),
}


@pytest.mark.parametrize("kind", OFDS)
def test_every_kind_of_ofd_is_accounted_for(kind: str) -> None:
    accounted(OFDS[kind](), f"{kind}.ofd")


def test_the_numbers_of_pages_are_said_in_one_finding() -> None:
    document = accounted(PDFS["numbers"](), "a.pdf")
    (marks,) = [finding for finding in document.findings if finding.code == "page-mark"]
    assert marks.written is not None
    assert marks.written.startswith("— 1 — — 2 — — 3 —")
    assert "处页码没有读入" in marks.message


def test_heads_and_feet_are_said_once() -> None:
    document = accounted(PDFS["heads and feet"](), "a.pdf")
    heads = [finding.written for finding in document.findings if finding.code == "text-margin"]
    assert heads == ["内部资料 注意保存", "滨江区政府办公室第— 1 —号"]
    assert len(document.paragraphs) == 159


def test_an_odd_number_in_the_middle_of_a_page_is_said() -> None:
    document = accounted(PDFS["a number in the middle"](), "a.pdf")
    (marks,) = [finding for finding in document.findings if finding.code == "page-mark"]
    assert marks.written is not None
    assert {"—", "3", "第", "4", "页"} <= set(marks.written)


def test_words_beyond_the_page_are_said() -> None:
    document = accounted(PDFS["beyond the page"](), "a.pdf")
    assert [f.written for f in document.findings if f.code == "text-off-page"] == ["页外的话"]


def test_two_pieces_of_one_column_are_both_read() -> None:
    (table,) = accounted(PDFS["pieces of one column"](), "a.pdf").tables
    assert [cell.text for cell in table.rows[1].cells] == ["1", "新建公园共五个", "园林局"]

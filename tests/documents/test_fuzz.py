"""Damaged and random files: whatever the bytes, a reader answers with a document or a LuoshiError.

LUOSHI_FUZZ_EXAMPLES sets how many examples each format gets (10 in `make test`, 40 in `make test-all`).
"""

import os
import zipfile
from html import escape
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.documents import Limits, read_document
from luoshi.errors import LuoshiError
from luoshi.tasktable import plan_of
from tests.chosen import times
from tests.documents import binary_files, rich_workbook
from tests.documents.ofd_files import Book, Page, ofd, ofd_of_everything
from tests.documents.office_files import FORMATS, Span
from tests.documents.old_files import NOTED, PLANNED
from tests.documents.test_annotations_of_a_pdf import Note, pdf, words
from tests.documents.test_pages_as_they_are_seen import ARCHIVES, FIELDS, page
from tests.documents.test_word_as_it_is_seen import BODY, BOXES, CONTROLS, MARKS, SIGNS, as_2003
from tests.documents.word_files import docx, flat, parts_of, tasks

EXAMPLES = int(os.environ.get("LUOSHI_FUZZ_EXAMPLES", times(10, 40)))
SMALL = Limits(file_bytes=2_000_000, unpacked_bytes=20_000_000, rows=2_000, cells=40_000, pages=20, seconds=1)
ROWS = [
    [Span("序号", 2), Span("任务", 2), Span("责任单位", 1, 2), "截至6月底完成情况"],
    ["牵头", "配合", "1-6月"],
    [Span("一、教育", 1, 5)],
    ["1", "新增学位2745个（区教育局）；投用学校5所", "区教育局\n区住建局", "/", "已新增1200个"],
    [Span("2", 2), Span("新建公园5个", 2), "园林局", "各街道", "12%"],
    ["住建局", "组织部(人才办)", "2025年6月"],
]
SEEDS = {kind: make(ROWS, "2025年重点任务", "1.新增床位200张。（责任单位：民政局）") for kind, make in FORMATS.items()}
SEEDS["turned.pdf"] = (Path(__file__).parent.parent / "cases/field/23-rotated-words-in-pdf/input.pdf").read_bytes()
SEEDS["text"] = """2025年任务
一、教育
序号|任务|责任单位|进展
1|新增学位2745个|区教育局|已新增
2.投用学校（区教育局）。
责任单位：区住建局
""".encode()
SEEDS["ofd"] = ofd_of_everything()
SEEDS["doc"] = PLANNED.read_bytes()
SEEDS["noted.doc"] = NOTED.read_bytes()
SEEDS["mht"] = ARCHIVES["Chrome"]
SEEDS["flat.doc"] = flat(parts_of(BODY))
SEEDS["2003.doc"] = as_2003(BODY)
SEEDS["inserted.docx"] = docx(BODY + '<w:altChunk r:id="r1"/>', "", {"aFChunk:chunk.mht": ARCHIVES["8bit"]})
SEEDS["seen.docx"] = docx(tasks(("1", "".join([*MARKS, *SIGNS]), "园林局", "".join([*CONTROLS, *BOXES.values()]))))
SEEDS["seen.html"] = page("".join(FIELDS), "<style>.a>b,td.x{display:none}@media print{i{display:none}}</style>")
SEEDS["form.pdf"] = pdf(
    Note(b"Widget", b"/FT /Tx /V (2)", words(b"2")), Note(b"StrikeOut", b"/QuadPoints [1 2 3 4]", None)
)
SEEDS["xls"] = (Path(__file__).parent / "workbooks" / "whole.xls").read_bytes()
SEEDS["ods"] = (Path(__file__).parent / "workbooks" / "whole.ods").read_bytes()
SEEDS["xml"] = (Path(__file__).parent / "workbooks" / "whole.xml").read_bytes()
SEEDS["xlsb"] = binary_files.whole()
SEEDS["rich.xlsx"] = rich_workbook.whole()
SEEDS["csv"] = '序号,任务,责任单位\n1,"新建公园,5个",园林局\n'.encode()

fuzzed = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
changes = st.lists(
    st.tuples(st.sampled_from(["flip", "cut", "insert", "drop"]), st.floats(0, 1), st.binary(max_size=8)), max_size=6
)


def changed(data: bytes, steps: list[tuple[str, float, bytes]]) -> bytes:
    """Damage bytes at places given as shares of the length."""
    for what, share, new in steps:
        at = int(share * len(data))
        if what == "flip" and new:
            data = data[:at] + new + data[at + len(new) :]
        elif what == "cut":
            data = data[: max(1, at)]
        elif what == "insert":
            data = data[:at] + new + data[at:]
        elif what == "drop":
            data = data[:at] + data[at + len(new) :]
    return data


@pytest.fixture(autouse=True)
def _our_own_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No office program: a doc is read by ourselves, and no example takes the seconds of a conversion."""
    monkeypatch.setenv("PATH", "")


def read_or_refuse(data: bytes, name: str) -> None:
    try:
        plan_of(read_document(data, name, limits=SMALL))
    except LuoshiError as error:
        told = (str(error)[-1], error.english[-1])
    else:
        return
    assert told == ("。", ".")


@pytest.mark.parametrize("kind", sorted(SEEDS))
@fuzzed
@given(steps=changes)
def test_damaged_bytes(kind: str, steps: list[tuple[str, float, bytes]]) -> None:
    read_or_refuse(changed(SEEDS[kind], steps), f"a.{kind}")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "rich.xlsx", "xlsb", "ods", "ofd"])
@fuzzed
@given(data=st.data(), steps=changes)
def test_damaged_parts_in_a_sound_package(
    kind: str, data: st.DataObject, steps: list[tuple[str, float, bytes]]
) -> None:
    with zipfile.ZipFile(BytesIO(SEEDS[kind])) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = data.draw(st.sampled_from([n for n in sorted(parts) if n.endswith((".xml", ".rels", ".bin", ".vml"))]))
    parts[name] = changed(parts[name], steps)
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    read_or_refuse(file.getvalue(), f"a.{kind}")


OPERATORS = ["q", "Q", "BT", "ET", "0 0 m", "400 0 l", "9 9 400 20 re", "S", "f", "W n", "/F 9 Tf", "(1) Tj", "(a-) Tj"]
OPERATORS += ["1 0 0 1 9 90 Tm", "0 1 -1 0 50 9 Tm", "1e38 0 0 1e38 0 0 cm", "0 0 0 0 0 0 cm", "99999999 0 Td", "3 Tr"]
PAGE = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Rotate %d/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
4 0 obj<</Length %d>>stream
%s
endstream endobj
trailer<</Root 1 0 R>>
"""


@fuzzed
@given(st.lists(st.sampled_from(OPERATORS), max_size=80), st.sampled_from([0, 90, 180, 270, 45, -90]))
def test_any_order_of_what_a_page_draws(operators: list[str], turn: int) -> None:
    drawn = " ".join(operators).encode()
    read_or_refuse(PAGE % (turn, len(drawn), drawn), "a.pdf")


PLAIN = "序号 任务 责任单位 牵头单位： 1 1. （一） ① 一、 / 区教育局 新增学位2745个 。 ； （区教育局） 2025年 附件 合计"
WORDS = [*PLAIN.split(" "), "截至6月底", "各街道", "\n", "\n", "|", "|", "|", "\t", "  ", '"', ",", "(", "）"]


@fuzzed
@given(st.lists(st.sampled_from(WORDS), max_size=80), st.sampled_from(["a.txt", "a.csv", "2025.md"]))
def test_any_order_of_the_words_of_plans(words: list[str], name: str) -> None:
    read_or_refuse("".join(words).encode(), name)


DEEP = ["M", "0", "0", "L", "C", "g", "1", "-1", "1e9", "0", "3", "3", "3", "nan", "inf", "210", "297"]


@fuzzed
@given(
    st.lists(st.sampled_from(DEEP), max_size=12),
    st.sampled_from(["Boundary", "CTM", "Size", "HScale", "CharDirection", "ResourceID"]),
    st.lists(st.sampled_from(DEEP), max_size=40),
    st.text(max_size=30),
)
def test_any_numbers_in_the_objects_of_an_ofd(head: list[str], name: str, steps: list[str], words: str) -> None:
    written = escape("".join(c for c in words if c.isprintable()))
    body = f'<ofd:TextObject {name}="{" ".join(head)}"><ofd:TextCode X="9" Y="9" DeltaX="{" ".join(steps)}">{written}'
    body += f'</ofd:TextCode></ofd:TextObject><ofd:PathObject {name}="{" ".join(head)}"><ofd:AbbreviatedData>'
    body += " ".join(steps) + '</ofd:AbbreviatedData></ofd:PathObject><ofd:CompositeObject ResourceID="77"/>'
    read_or_refuse(ofd(Book([Page(body)])), "a.ofd")


TAGS = ["<table>", "</table>", "<tr>", "</tr>", "<td rowspan=3>", "<td colspan=9>", "<td>", "</td>", "<p>", "<br>"]
TAGS += ["<del>", "<ol start=x><li>", "<div style='display:none'>", "<!--", "-->", "<style>.a{display:none}</style>"]


@fuzzed
@given(st.lists(st.sampled_from(TAGS + WORDS), max_size=80))
def test_any_order_of_tags(tags: list[str]) -> None:
    read_or_refuse(("<html>" + "".join(tags)).encode(), "a.html")


@fuzzed
@given(st.binary(max_size=400))
def test_random_bytes(data: bytes) -> None:
    for head in (
        b"",
        b"PK\x03\x04",
        b"%PDF-1.7\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<html>",
        b"{\\rtf1",
        b"\xff\xfe",
    ):
        if head != b"{\\rtf1":  # LibreOffice reads anything as RTF, and takes seconds for it
            read_or_refuse(head + data, "a")

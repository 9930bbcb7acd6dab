"""Files that are no workbook of this unit and cycle: one sentence, nothing changed, the file is kept."""

import io
import os
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook

from luoshi_web.reports.actions.keeping import bytes_of
from luoshi_web.reports.actions.opening import open_cycle
from luoshi_web.reports.models import Draft
from luoshi_web.trail.models import Entry
from luoshi_web.workbooks.cells import read_book
from luoshi_web.workbooks.confined import read_confined
from luoshi_web.workbooks.content import content_of
from luoshi_web.workbooks.held import covered_by
from luoshi_web.workbooks.layout import Identity, Key, Kind, key_in
from luoshi_web.workbooks.models import Upload
from luoshi_web.workbooks.writing import as_workbook
from tests.reports.town import DEADLINE, OPENED, Town
from tests.workbooks.book import Filled, lines, sent


def packed(**parts: bytes) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return stored.getvalue()


def plain_workbook() -> bytes:
    book, stored = Workbook(), io.BytesIO()
    book.active["A1"] = "序号"  # type: ignore[index]
    book.save(stored)
    return stored.getvalue()


def bomb() -> bytes:
    return packed(**{"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b" " * 70_000_000})


FILES: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "csv": ("序号,内容及要求\n1,a\n".encode(), "这是csv文件"),
    "empty": (b"\x00\n", "文件是空的"),
    "picture": (b"\x89PNG\r\n\x1a\n0000", "这不是Excel工作簿"),
    "pdf": (b"%PDF-1.4 x", "这是PDF文件"),
    "another workbook": (plain_workbook(), "这不是从这里下载的填报工作簿"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "文件加了密码"),
    "bomb": (bomb, "内容太多"),
    "broken": (plain_workbook()[:900], "文件不完整或已损坏"),
    "broken xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "文件不完整或已损坏"),
    "archive": (packed(a=b"1"), "这不是Excel工作簿"),
}


@pytest.mark.parametrize("name", FILES)
def test_each_gets_one_sentence_is_kept_and_loses_nothing(town: Town, name: str) -> None:
    town.opened()
    made, sentence = FILES[name]
    data = made if isinstance(made, bytes) else made()
    before = Entry.objects.count()
    upload = sent(town, data, town.wang, name="表.csv" if name == "csv" else "表.xlsx").upload

    assert sentence in upload.trouble
    assert upload.trouble_en
    assert lines(upload) == []
    assert bytes_of(upload.file) == data
    assert not Draft.objects.exists()
    assert not sent(town, data, town.wang, name="表.csv").new
    assert (Upload.objects.count(), Entry.objects.count()) == (1, before + 1)


def far_apart() -> bytes:
    """An ods of a kilobyte with two cells a million rows and a thousand columns apart."""
    spread = (
        '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="16000"/>'
    )
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="a"><table:table-row>{spread}'
        '<table:table-cell office:value-type="string"><text:p>b</text:p></table:table-cell></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    media = b"application/vnd.oasis.opendocument.spreadsheet"
    return packed(mimetype=media, **{"content.xml": content.encode()})


@pytest.mark.usefixtures("begun_anew")
def test_two_cells_far_apart_in_a_small_old_file_cost_no_memory_of_the_site(town: Town) -> None:
    town.opened()
    trouble = sent(town, far_apart(), town.wang, name="a.ods").upload.trouble
    assert trouble.startswith(("这个文件读不了。", "文件里的内容太多", "文件不完整或已损坏"))


@pytest.mark.usefixtures("begun_anew")
def test_a_workbook_is_read_apart_and_gives_the_same() -> None:
    book = plain_workbook()
    assert read_confined(book, "a.xlsx") == read_book(book, "a.xlsx")


def of_many_merges(rows: int, areas: int) -> bytes:
    """A workbook of a few rows with so many merged areas, each over thousands of rows and columns."""
    book, stored = Workbook(), io.BytesIO()
    sheet = book.active
    for row in range(1, rows + 1):
        sheet.cell(row, 1, str(row))  # type: ignore[union-attr]
    book.save(stored)
    with zipfile.ZipFile(stored) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    merges = "".join(f'<mergeCell ref="A{n}:XFD{n + 9000}"/>' for n in range(1, areas + 1))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>".encode())
    return packed(**parts)


@pytest.mark.usefixtures("begun_anew")
def test_a_hundred_thousand_merges_cost_what_stands_in_cells() -> None:
    data = of_many_merges(200, 100_000)
    assert len(data) < 1_000_000
    began = time.process_time()
    tracemalloc.start()
    book = read_confined(data, "a.xlsx")
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert book.sheets[0].is_covered(5, 0)
    assert len(book.sheets[0].covered) == 199
    assert time.process_time() - began < 1
    assert used < 5_000_000
    assert most_memory_of_a_child(data) < 400_000  # kilobytes


def most_memory_of_a_child(data: bytes) -> int:
    """Read a workbook from a process that is small itself: a child begins as large as its parent is."""
    code = (
        "import resource, sys, django; django.setup()\n"
        "from luoshi_web.workbooks.confined import read_confined\n"
        "read_confined(sys.stdin.buffer.read(), 'a.xlsx')\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    around = {**os.environ, "DJANGO_SETTINGS_MODULE": "luoshi_web.settings"}
    told = subprocess.run([sys.executable, "-c", code], input=data, env=around, check=True, capture_output=True).stdout
    return int(told)


def test_a_merged_area_covers_all_but_its_first_cell() -> None:
    cells = [(0, 0), (0, 2), (3, 1), (9, 2)]
    areas = [(0, 0, 3, 1), (9, 2, 1_048_575, 16_383), (2, 2, 4, 2)]
    assert covered_by(areas, cells) == {0: 0b010, 3: 0b111}


def test_a_workbook_of_another_unit_is_named(town: Town) -> None:
    town.opened()
    data = Filled(town, "住建局").bytes
    assert sent(town, data, town.wang).upload.trouble == "这是住建局的工作簿，不是教育局的。没有改动。"


def test_a_workbook_of_another_cycle_is_named(town: Town) -> None:
    town.opened()
    later = open_cycle(town.plan, date(2025, 12, 31), deadline=DEADLINE, by=town.li, at=OPENED).cycle
    data = as_workbook(content_of(later, town.unit("教育局")), token="x")
    assert sent(town, data, town.wang).upload.trouble == (
        "这是截至2025-12-31那一期的工作簿，这里收的是截至2025-09-30的。请下载这一期的。没有改动。"
    )


def test_a_workbook_of_another_place_is_named(town: Town) -> None:
    town.opened()
    data = Filled(town).bytes
    town.place.slug = "lake"
    town.place.save()
    assert "这是另一个地区（river）的工作簿" in sent(town, data, town.wang).upload.trouble


def test_a_workbook_whose_hidden_sheet_was_deleted_says_what_to_do(town: Town) -> None:
    town.opened()
    book = Filled(town)
    del book.book["识别"]
    assert "隐藏的“识别”表被删了" in book.send(town.wang).trouble


def test_a_key_holds_for_its_own_workbook_only() -> None:
    mine = Identity("river", 2025, date(2025, 9, 30), 1, "教育局", "a")
    key = Key(Kind.FIGURE, "三-1:/", 2, "0" * 8, 4, "a" * 16)
    written = key.written(mine)

    assert key_in(written, mine) == key
    assert key_in(written, Identity("river", 2025, date(2025, 9, 30), 2, "住建局", "a")) is None
    assert key_in(written.replace(":4:", ":5:"), mine) is None
    assert Identity.heard(mine.said()) == mine
    assert Identity.heard({**mine.said(), "单位号": "2"}) is None

"""Rows that stand twice, word for word, are said once, in every format; a chapter with a note's mark stays one."""

import pytest

from luoshi.documents import read_document
from luoshi.tasktable import plan_of
from tests.documents.office_files import FORMATS
from tests.documents.test_word_as_it_is_seen import RAISED
from tests.documents.word_files import HEADER, docx, paragraph, run, table

ROWS = [
    ["序号", "任务", "责任单位", "截至6月底完成情况"],
    ["1", "新增学位2745个", "区教育局", "已新增1200个"],
    ["2", "新建公园5个", "园林局", "已建成2个"],
]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "text"])
def test_a_table_that_was_put_in_twice_is_said(kind: str) -> None:
    if kind == "text":
        data = "\n".join("|".join(row) for row in [*ROWS, *ROWS[1:]]).encode()
    else:
        data = FORMATS[kind]([*ROWS, *ROWS[1:]], "2025年重点任务", "")
    findings = [f for f in plan_of(read_document(data, f"2025.{kind}")).findings if f.code == "rows-repeated"]
    assert [(f.written, "重复" in f.message) for f in findings] == [("新增学位2745个", True)]


def test_one_row_that_stands_twice_or_the_same_words_with_other_units_are_no_copy() -> None:
    rows = [*ROWS, ["3", "新建公园5个", "住建局", ""], ["4", "新增学位2745个", "园林局", ""]]
    data = "\n".join("|".join(row) for row in rows).encode()
    assert "rows-repeated" not in [f.code for f in plan_of(read_document(data, "2025.txt")).findings]


def test_a_chapter_with_a_mark_of_a_note_is_a_chapter() -> None:
    chapter = "<w:tc><w:tcPr><w:gridSpan w:val='4'/></w:tcPr>{}</w:tc>".format(
        paragraph(run("一、经济发展") + run("1", RAISED))
    )
    cells = [f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("1", "新建公园5个", "园林局", "已建成2个")]
    body = table([HEADER]).replace("</w:tbl>", f"<w:tr>{chapter}</w:tr><w:tr>{''.join(cells)}</w:tr></w:tbl>")
    plan = plan_of(read_document(docx(paragraph("2025年任务") + body), "2025.docx"))
    assert [(task.chapter, task.text) for task in plan.tasks] == [("一、经济发展", "新建公园5个")]

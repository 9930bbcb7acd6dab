"""A merged cell that a page's end cuts is whole for every row that it covers, on both pages.

`cut/` keeps a Word table with merged objectives, units and results, and the PDF that LibreOffice made of it.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from luoshi.documents import Cell, Document, Row, Table, read_document
from luoshi.place import Place
from luoshi.plan import Plan
from luoshi.tasktable import plan_of

KEPT = Path(__file__).parent / "cut"
HEADER = ("工作目标", "序号", "内容及要求", "牵头单位", "进展情况")


def fields(plan: Plan) -> list[tuple[object, ...]]:
    bare = ["".join(text.split()) for task in plan.tasks for text in (task.objective, task.text, task.statement)]
    return [*bare, *((task.no, task.due, task.lead, task.cooperating) for task in plan.tasks)]


@pytest.mark.parametrize("name", sorted(path.stem for path in KEPT.glob("*.pdf")))
def test_a_pdf_says_what_the_document_says(name: str) -> None:
    printed = (KEPT / f"{name}.pdf").read_bytes()
    written = (KEPT / f"{name}.docx").read_bytes()
    assert fields(plan_of(read_document(printed, "2025.pdf"))) == fields(plan_of(read_document(written, "2025.docx")))


def page(number: int, rows: list[tuple[str | Cell, ...]], *, ends: bool = True) -> Table:
    """A page's table; a cell that stands in several rows is one object."""
    made = []
    for index, row in enumerate([HEADER, *rows], start=1):
        place = Place(page=number, table=number, row=index)
        cells = tuple(
            cell if isinstance(cell, Cell) else Cell(cell, replace(place, column=column))
            for column, cell in enumerate(row, start=1)
        )
        made.append(Row(cells, place))
    return Table(tuple(made), Place(page=number, table=number), broken_by_page=ends)


def merged(text: str, page: int, row: int, column: int, down: int) -> Cell:
    return Cell(text, Place(page=page, table=page, row=row, column=column), row_span=down)


def read(*pages: Table) -> Plan:
    return plan_of(Document("2025.pdf", "pdf", "", pages), year=2025)


def test_words_that_run_on_are_joined_for_the_rows_of_both_pages() -> None:
    name, rest = merged("推动文化旅\v游深", 1, 2, 1, 2), merged("度融合", 2, 2, 1, 2)
    first = page(1, [(name, "1", "新建营地5处。", "县文旅局", "已建2处。"), (name, "2", "修缮古", "县文", "已修")])
    second = page(
        2, [(rest, "", "民居30栋。", "旅局", "9栋。"), (rest, "3", "办节会8场。", "县文旅局", "已办4场。")], ends=False
    )
    plan = read(first, second)
    assert [task.objective for task in plan.tasks] == ["推动文化旅游深度融合"] * 3
    assert [task.text for task in plan.tasks] == ["新建营地5处。", "修缮古民居30栋。", "办节会8场。"]
    assert [task.lead for task in plan.tasks] == [("县文旅局",)] * 3
    assert plan.tasks[1].statement == "已修9栋。"


def test_words_on_the_first_page_hold_for_the_rows_of_the_next() -> None:
    unit, said = merged("县林业局", 1, 2, 4, 2), merged("造林9千亩，抚育2万亩。", 1, 2, 5, 2)
    none, empty = merged("", 2, 2, 4, 2), merged("", 2, 2, 5, 2)
    first = page(1, [("增绿", "1", "造林1万亩。", unit, said), ("增绿", "2", "抚育3万亩。", unit, said)])
    second = page(
        2, [("增绿", "3", "建苗圃6处。", none, empty), ("增绿", "4", "护林50万亩。", none, empty)], ends=False
    )
    plan = read(first, second)
    assert [task.lead for task in plan.tasks] == [("县林业局",)] * 4
    assert [task.statement for task in plan.tasks] == ["造林9千亩，抚育2万亩。"] * 4


def test_a_name_of_a_unit_that_a_page_cuts_is_one() -> None:
    unit, rest = merged("经济开发区管理委", 1, 2, 4, 2), merged("员会", 2, 2, 4, 2)
    first = page(
        1, [("招商", "1", "引进企业9家。", unit, "已引4家。"), ("招商", "2", "建厂房6万平方米。", unit, "已建。")]
    )
    second = page(
        2, [("招商", "3", "开工12个。", rest, "已开工。"), ("招商", "4", "签约30个。", rest, "已签。")], ends=False
    )
    assert [task.lead for task in read(first, second).tasks] == [("经济开发区管理委员会",)] * 4


def test_an_empty_cell_of_one_row_stays_empty() -> None:
    first = page(1, [("招商", "1", "引进企业9家。", "县商务局", "已引4家。")])
    second = page(2, [("招商", "2", "开工12个。", "县发改局", "")], ends=False)
    assert [task.statement for task in read(first, second).tasks] == ["已引4家。", ""]

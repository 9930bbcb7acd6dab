"""A merged cell of units or days that a page cuts is empty on the next page, and goes on there."""

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.documents.office_files import typeset

HEAD = ("序号", "任务内容", "牵头单位", "配合单位", "完成时限")
Cell = tuple[str, int]


def pages(*parts: list[list[Cell]], repeat: bool = True) -> Plan:
    """Read a PDF with a table a page, whose cells are (words, rows); as a merged cell looks that a page has cut."""
    tables = []
    for number, rows in enumerate(parts):
        head = "".join(f'[#text("{name}")],' for name in HEAD) if repeat or number == 0 else ""
        cells = "".join(f'table.cell(rowspan: {down})[#text("{text}")],' for row in rows for text, down in row)
        tables.append(f"#table(columns: (8%, 40%, 20%, 20%, 12%), {head} {cells})")
    return plan_of(read_document(typeset("#pagebreak()\n".join(tables)), "2025.pdf"))


def one(*texts: str) -> list[Cell]:
    return [(text, 1) for text in texts]


FIRST = [
    [("1", 1), ("新建公园3个。", 1), ("市园林局", 2), ("市财政局", 1), ("6月底", 1)],
    one("2", "植树2万株。", "市林业局", "9月底"),
    one("3", "改造桥梁4座。", "市交通局", "市住建局", "10月底"),
]


@pytest.mark.parametrize("repeat", [True, False])
def test_the_lead_of_the_page_before_goes_on(repeat: bool) -> None:
    rest = [
        one("4", "养护道路60公里。", "", "市公安局", "年底"),
        one("5", "疏浚河道7条。", "市水利局", "市财政局", "8月底"),
    ]
    plan = pages(FIRST, rest, repeat=repeat)
    assert [t.lead for t in plan.tasks] == [("市园林局",), ("市园林局",), ("市交通局",), ("市交通局",), ("市水利局",)]
    assert [f.code for f in plan.findings].count("cell-goes-on") == 1


def test_it_goes_on_in_all_rows_that_its_rest_reaches() -> None:
    rest = [
        [("4", 1), ("养护道路60公里。", 1), ("", 2), ("市公安局", 1), ("", 2)],
        one("5", "新建站台9座。", "市财政局"),
        one("6", "疏浚河道7条。", "市水利局", "市财政局", "8月底"),
    ]
    plan = pages(FIRST, rest)
    assert [(t.lead, t.due) for t in plan.tasks][3:] == [
        (("市交通局",), "10月底"),
        (("市交通局",), "10月底"),
        (("市水利局",), "8月底"),
    ]


def test_a_cell_in_the_middle_of_a_page_stays_empty() -> None:
    plan = pages([*FIRST, one("4", "养护道路60公里。", "", "市公安局", "年底")])
    assert plan.tasks[3].lead == ()


def test_a_column_that_merges_nothing_carries_nothing() -> None:
    plan = pages(FIRST, [one("4", "养护道路60公里。", "市交通局", "", "年底")])
    assert plan.tasks[3].cooperating == ()


def test_a_column_that_leaves_cells_empty_carries_nothing() -> None:
    first = [
        [("1", 1), ("新建公园3个。", 1), ("市园林局", 1), ("市财政局", 2), ("6月底", 1)],
        one("2", "植树2万株。", "市林业局", "9月底"),
        one("3", "改造桥梁4座。", "市交通局", "", "10月底"),
        one("4", "新建站台9座。", "市交通局", "市住建局", "10月底"),
    ]
    plan = pages(first, [one("5", "养护道路60公里。", "市交通局", "", "年底")])
    assert plan.tasks[4].cooperating == ()

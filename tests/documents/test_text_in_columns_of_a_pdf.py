"""A page set in two or three columns of text is read column by column; what only looks like it is not."""

import pytest

from luoshi.documents import Document, Paragraph, Table, read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.documents.office_files import typeset

MORE = "完善按月调度、按季通报的办法，层层压实各方面的责任，确保年底前全部见到成效。"
TASKS = [
    f"{n}.新建改建农村公路{n + 20}公里，养护桥梁{n + 2}座。{MORE * (n % 3)}（市交通局牵头，市财政局配合）"
    for n in range(1, 31)
]


def page(body: str, columns: int = 2, title: str = "海门市2025年重点工作任务分工") -> bytes:
    return typeset(
        f'#set page(columns: {columns}, numbering: "— 1 —")\n#set par(justify: true)\n'
        f'#place(top + center, scope: "parent", float: true)[#text(size: 16pt, "{title}")]\n{body}'
    )


def paragraphs(*texts: str) -> str:
    return "\n\n".join(f'#text("{text}")' for text in texts)


def read(data: bytes) -> Plan:
    return plan_of(read_document(data, "公报.pdf"))


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other(columns: int) -> None:
    plan = read(page(paragraphs("一、加强基础设施建设", *TASKS), columns))
    assert [t.no for t in plan.tasks] == list(range(1, 31))
    assert [f"{t.no}.{t.text}" for t in plan.tasks] == [text.partition("（")[0] for text in TASKS]
    assert {(t.lead, t.cooperating) for t in plan.tasks} == {(("市交通局",), ("市财政局",))}
    assert {t.chapter for t in plan.tasks} == {"一、加强基础设施建设"}
    assert plan.title == "海门市2025年重点工作任务分工"


def test_a_heading_over_both_columns_parts_them() -> None:
    def part(texts: list[str]) -> str:
        return f"#columns(2)[{paragraphs(*texts)}]"

    head = '#align(center)[#text(size: 14pt, "二、推动城乡基础设施一体化发展，改善群众出行条件")]'
    source = "\n".join(
        [
            "#set par(justify: true)",
            '#align(center)[#text(size: 16pt, "2025年任务分工")]',
            part(TASKS[:5]),
            head,
            part(TASKS[5:9]),
        ]
    )
    plan = read(typeset(source))
    assert [t.no for t in plan.tasks] == list(range(1, 10))
    assert plan.tasks[5].chapter == "二、推动城乡基础设施一体化发展，改善群众出行条件"


def test_a_table_between_columns_stays_where_it_stands() -> None:
    table = (
        '#table(columns: 3, [#text("序号")], [#text("任务")], [#text("牵头单位")],'
        ' [#text("1")], [#text("植树9万株")], [#text("市林业局")])'
    )
    source = f"#columns(2)[{paragraphs(*TASKS[:6])}]\n{table}\n#columns(2)[{paragraphs('附注甲。', *TASKS[6:12])}]"
    document = read_document(typeset("#set par(justify: true)\n" + source), "公报.pdf")
    kinds = [type(block) for block in document.blocks]
    at = kinds.index(Table)
    before, after = (
        "".join(block.text for block in part if isinstance(block, Paragraph))
        for part in (document.blocks[:at], document.blocks[at:])
    )
    assert "".join(TASKS[:6]) == before
    assert "附注甲。" + "".join(TASKS[6:12]) == after


def test_names_in_columns_are_no_columns_of_text() -> None:
    names = "".join(f'[#text("单位{n}")],[#text("联系人{n}")],' for n in range(1, 9))
    document = read_document(typeset(f"#table(columns: (1fr, 1fr), stroke: none, {names})"), "名单.pdf")
    assert "单位1联系人1" in "".join(lines(document)).replace(" ", "")


def test_two_columns_of_cells_are_no_columns_of_text() -> None:
    """Rows of a table without rules stay side by side: room is left under the shorter cell."""
    cells = "".join(
        f'[#text("改造第{n}批老旧小区，完善供水供气设施，{MORE}")],[#text("已完成{n}处")],' for n in range(1, 7)
    )
    document = read_document(typeset(f"#table(columns: (1fr, 1fr), stroke: none, row-gutter: 8pt, {cells})"), "表.pdf")
    words = "".join(lines(document))
    assert words.index("已完成1处") < words.index("第2批")


def test_a_page_of_one_column_is_read_as_before() -> None:
    plan = read(typeset("#set par(justify: true)\n" + paragraphs("2025年任务分工", *TASKS)))
    assert [f"{t.no}.{t.text}" for t in plan.tasks] == [text.partition("（")[0] for text in TASKS]

"""A PDF without rules whose cells stand centred: the number beside the middle of its row."""

import pytest

from luoshi.documents import read_document
from tests.documents.office_files import typeset

HEADER = ("序号", "工作任务", "牵头单位", "进展情况")
ROWS = [
    ("1", "扎实推进营业税改革。", "市文化广电和旅游发展局", "序时推进"),
    ("2", "3个开发区评价实现全覆盖，单位工业用地税收提高8%，完成投资20亿元。", "市环境局", "60%"),
    ("3", "新建标准化厂房3.5万平方米。", "市发改委", "已完成设计招标，征地拆迁126亩，便道已经打通，正在施工。"),
    ("4", "推进国道改造，一期工程9月通车、二期工程年内开工，三期工程完成前期，四期列入规划。", "市科技局", "/"),
    ("5", "开展专项行动。", "市委办公室", "已贯通"),
] * 5


@pytest.mark.parametrize("padding", ["5pt", "3.4pt"])
def test_each_line_falls_to_the_row_that_is_centred_on_it(padding: str) -> None:
    numbered = [(str(index), *row[1:]) for index, row in enumerate(ROWS, start=1)]
    head, *cells = ["".join(f'[#text("{cell}")],' for cell in row) for row in (HEADER, *numbered)]
    data = typeset(
        f"#set par(leading: 0.6em)\n#table(columns: (8%, 40%, 22%, 30%), stroke: none, inset: {padding}, "
        f"align: horizon, table.header({head}), {''.join(cells)})"
    )
    document = read_document(data, "计划.pdf")
    read = [tuple(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    assert [row for row in read if row[0] != "序号"] == numbered

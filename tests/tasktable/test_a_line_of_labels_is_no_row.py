"""Labels parted by full-width spaces are one line of prose: no aligned table, and nothing between two is lost."""

from luoshi.documents import read_document
from luoshi.tasktable import plan_of

TEXT = """2025年重点工作任务分解表
一、稳定增长
1.新建学校42所。
牵头单位：市教育局　责任单位：市住建局　完成时限：12月底
2.改造公园5个。
牵头单位：市城管局　责任单位：市财政局　完成时限：12月底
二、深化改革
3.办好国有资产。
牵头单位：市水利局　责任单位：市数据局、市信访局　完成时限：12月底
"""


def test_a_line_that_begins_with_a_label_is_no_row_of_an_aligned_table() -> None:
    plan = plan_of(read_document(TEXT.encode(), "分解表.txt"), year=2025)
    assert [task.lead for task in plan.tasks] == [("市教育局",), ("市城管局",), ("市水利局",)]
    assert [task.cooperating for task in plan.tasks] == [("市住建局",), ("市财政局",), ("市数据局", "市信访局")]
    assert plan.tasks[2].chapter == "二、深化改革"

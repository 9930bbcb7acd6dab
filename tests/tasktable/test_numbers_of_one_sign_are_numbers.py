"""⑴ and ⒈ number tasks as （1） and 1. do, and 第一部分 above them is their chapter."""

import pytest

from luoshi.documents import read_document
from luoshi.tasktable import plan_of

TEXT = """2025年重点任务清单
第一部分　着力稳定经济增长
{0}新建标准化厂房65万平方米。
牵头单位：乡医保局
完成进度：已建成12万平方米。
{1}筹建保障性租赁住房8000套。
牵头单位：乡工信局；配合单位：乡妇联
完成进度：已筹建150套。
第二部分　加快转型升级
{0}实施合作项目221项。
牵头单位：乡科技局
完成进度：已实施20项。
"""


@pytest.mark.parametrize("signs", ["⑴⑵", "⒈⒉", "㈠㈡"])
def test_a_number_of_one_sign_begins_a_task(signs: str) -> None:
    plan = plan_of(read_document(TEXT.format(*signs).encode(), "清单.txt"), year=2025)
    assert [task.text for task in plan.tasks] == [
        "新建标准化厂房65万平方米。",
        "筹建保障性租赁住房8000套。",
        "实施合作项目221项。",
    ]
    assert [task.lead for task in plan.tasks] == [("乡医保局",), ("乡工信局",), ("乡科技局",)]
    assert plan.tasks[2].chapter == "第二部分加快转型升级"
    assert plan.tasks[0].no == signs[0]

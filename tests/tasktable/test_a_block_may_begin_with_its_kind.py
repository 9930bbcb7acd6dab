"""任务一：… begins a task, as 1.… does; 举措：… behind its sentence is how, not what."""

import pytest

from luoshi.documents import read_document
from luoshi.tasktable import plan_of

TEXT = """某县行动任务书
{0}一：加快民营企业成长，新增企业5家。
举措：建设孵化器2个，兑现奖补。
责任领导：黄海涛。
牵头单位：县工信局　　配合单位：县供销社、县财政局
进展：已新增企业2家。
{0}二：落实养老保险统筹制度，参保率达到95%。
举措：加强宣传。
责任领导：徐立
牵头单位：县人社局　　配合单位：县税务局
进展：参保率为93%。
"""


@pytest.mark.parametrize("kind", ["任务", "事项", "项目", "目标"])
def test_a_kind_with_a_number_and_a_colon_begins_a_task(kind: str) -> None:
    plan = plan_of(read_document(TEXT.format(kind).encode(), "任务书.txt"), year=2025)
    first, second = plan.tasks
    assert first.text == "加快民营企业成长，新增企业5家。"
    assert (first.lead, first.cooperating) == (("县工信局",), ("县供销社", "县财政局"))
    assert first.leader == "黄海涛"
    assert first.statement == "已新增企业2家。"
    assert (second.text, second.lead) == ("落实养老保险统筹制度，参保率达到95%。", ("县人社局",))

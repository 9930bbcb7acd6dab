"""The draft beside last year's plan: what nobody goes on with, and what asks for less."""

from luoshi.documents import read_document
from luoshi.drafting import draft_report
from luoshi.drafting.compared import Compared, compared
from luoshi.reading import read_plan

LAST = """2030年重点任务分解表
| 序号 | 工作任务 | 牵头单位 |
| --- | --- | --- |
| 1 | 地区生产总值增长6.5%。 | 发改局 |
| 2 | 新增高新技术企业100家。 | 科技局 |
| 3 | 城镇调查失业率控制在5%以内。 | 人社局 |
| 4 | 改造老旧小区40个。 | 住建局 |
| 5 | 完善残疾人康复服务体系，建成康复站12个。 | 残联 |
| 6 | 盘活低效用地3000亩。 | 规划资源局 |
"""
NOW = """政府工作报告
各位代表：
现在，我向大会报告工作。
一、2031年重点工作
今年主要预期目标是：地区生产总值增长6%，城镇调查失业率控制在5.5%以内，居民收入与经济增长同步。
新增高新技术企业80家。改造老旧小区40个，盘活低效用地4平方公里。
"""


def beside() -> Compared:
    draft = draft_report(read_document(NOW.encode(), "报告.txt"))
    return compared(draft.tasks, read_plan(LAST.encode(), "去年.txt").tasks)


def test_a_task_that_nothing_goes_on_with_is_named() -> None:
    assert [task.no for task in beside().missing] == [5]


def test_what_asks_for_less_is_named_also_where_less_is_better() -> None:
    smaller = {one.last.no: (one.before.value_text, one.now.value_text) for one in beside().smaller}

    assert smaller == {1: ("6.5%", "6%"), 2: ("100家", "80家"), 3: ("5%", "5.5%")}

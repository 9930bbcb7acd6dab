"""The lake's office: its password, and a small plan that only it may see."""

from luoshi_web.intake.inforce import import_plan
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan

PASSWORD = "correct-horse-battery"
TABLE = """一、做好民生
工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
做好民生 | 1 | 新增学位300个。 | 教育局 | 财政局 | 新增学位120个。 |
 | 2 | 加装电梯40台。 | 住建局 | 各街道 | 序时推进。 |
"""


def internal_plan(place: Jurisdiction) -> Plan:
    return import_plan(TABLE.encode(), "lake.txt", jurisdiction=place, year=2025).plan

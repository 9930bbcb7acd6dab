"""What stands on the desk: a small table, and the answer that the command gives."""

from collections.abc import Callable
from dataclasses import dataclass

HEADER = "工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况"
SMALL = f"""2025年重点工作任务分解表
一、提升创新能力
{HEADER}
增强平台 | 1 | 新认定研发载体60家以上。 | 科技局 | 经信局 | 已新认定研发载体35家。
| 2 | 建成科学馆。 | 住建局 | / | 序时推进
"""


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str


Luoshi = Callable[..., Answer]

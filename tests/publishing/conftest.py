"""The demo plan, read and judged once, and a plan of dangerous cells."""

from dataclasses import replace
from pathlib import Path

import pytest

from luoshi.plan import Plan
from luoshi.reading import read_plan

HEADER = "工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况"


@pytest.fixture(scope="session")
def demo(demo_path: Path) -> Plan:
    return read_plan(demo_path.read_bytes(), demo_path.name)


@pytest.fixture
def small() -> Plan:
    text = (
        f"2025年重点工作任务分解表\n一、提升创新能力\n{HEADER}\n"
        "增强平台 | 1 | 新认定研发载体60家以上。 | 科技局 | 经信局、各街道 | 已新认定研发载体35家。\n"
        " | 2 | 建成科学馆。 | 住建局 | / | 序时推进\n"
        "办好实事 | 3 | 新增学位2745个。 | 教育局 | / | 序时推进\n"
    )
    return read_plan(text.encode(), "plan.txt")


@pytest.fixture
def dangerous(small: Plan) -> Plan:
    """A plan whose cells a spreadsheet would run."""
    starts = ("=cmd|' /C calc'!A0", "+1+1", "-1-1", "@SUM(A1)", "\t=1", "\r=1", "#N/A", "2025-06-30", "1e5")
    task = small.tasks[0]
    tasks = tuple(replace(task, key=str(i), no=i, text=text, statement=text) for i, text in enumerate(starts, start=1))
    return replace(small, tasks=tasks, title="=1+1")

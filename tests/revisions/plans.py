"""Plans to compare, made by hand: each task one line, number and words."""

from collections.abc import Sequence
from decimal import Decimal

from luoshi.place import Place, Span
from luoshi.plan import Basis, Claim, Comparator, Plan, Source, Target, Task

LINES = (
    "全年新增规模以上工业企业60家，力争达到80家。",
    "开工建设九条快速路，完成投资25亿元以上。",
    "老旧小区加装电梯40台，惠及居民三千户。",
    "建成社区食堂12个，覆盖全部街道。",
    "完善公共法律服务体系，提升调解质效。",
    "推进学校午休躺睡工程，投用学位2000个。",
)


def task(no: int | str, text: str, **fields: object) -> Task:
    given = {
        "key": str(no),
        "chapter": "一、第一章",
        "objective": "工作目标",
        "lead": ("区发改局",),
        "cooperating": (),
        "statement": "",
        "claim": Claim.NONE,
        "place": Place(row=1),
        **fields,
    }
    return Task(no=no, text=text, **given)  # type: ignore[arg-type]


def numbered(lines: Sequence[str]) -> Plan:
    return plan(*(task(no, line) for no, line in enumerate(lines, 1)))


def plan(*tasks: Task) -> Plan:
    return Plan(title=None, as_of=None, year=2025, source=Source("a.txt", "text", "0" * 64), tasks=tasks)


def target(metric: str, value: str, measure: str = "家") -> Target:
    return Target(
        metric=metric,
        basis=Basis.LEVEL,
        comparator=Comparator.AT_LEAST,
        value=Decimal(value),
        measure=measure,
        span=Span(0, 4),
        value_text=f"{value}{measure}",
    )

"""None this year: at the year's end a statement that says of the promised thing that there was none.

新引进医学团队20个 · 今年未组织引进医学团队，已列入明年计划      0, at the year's end
新引进医学团队20个 · 今年未引进院士团队                          another thing
"""

from datetime import date
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import content, share_in
from luoshi.pacing.stages import level
from luoshi.place import Span
from luoshi.plan import Basis, Observation, Target, Task

# the rule of a figure that is none
NONE_AT_ALL = "none this year"
_DECEMBER = 12
_CLAUSES = expression(r"[^,;。!?\n]+")
_NONE = expression(
    r"(?:今年|全年|本年度?|年内|本年)(?:度)?(?:以来|内)?(?:尚|均|暂|还)?(?:未|没有|没)(?:能|有)?(?:组织|开展|实施|安排|新)*"
    r"(?:引进|新增|新建|新设|购置|培育|建成|举办|认定|创建|开工|启动|招引|组织|开展|实施|建设|改造|完成)(?P<what>[\u4e00-\u9fff“”]{2,20})$",
    needs="未没",
)
_ALL_OF_THEM = expression(r"全部|如期|按期|任务|目标|计划|年度|预期|既定")
_THE_SAME = 0.8


def none_this_year(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return no things as the figure where a statement of December says that there were none; else None."""
    if as_of is None or as_of.month != _DECEMBER or target.basis is not Basis.LEVEL or not target.value:
        return None
    if any(conversion(one.measure, target.measure) is not None for one in task.observations):
        return None
    name = content(target.metric)
    for clause in _CLAUSES.finditer(level(task.statement)):
        found = _NONE.search(clause[0])
        if found is None or _ALL_OF_THEM.search(clause[0]) or len(name) < 2:
            continue
        if share_in(name, found["what"]) >= _THE_SAME and share_in(found["what"], task.text) >= _THE_SAME:
            span = Span(clause.start(), clause.end())
            return Observation(
                metric=target.metric,
                period=None,
                basis=Basis.LEVEL,
                value=Decimal(0),
                measure=target.measure or "",
                span=span,
                value_span=span,
                value_text=f"0{target.measure or ''}",
                rule=NONE_AT_ALL,
            )
    return None

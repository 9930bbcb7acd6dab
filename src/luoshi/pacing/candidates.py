"""Candidates: who is being raised to a title, and has none yet; they are none of those with the title.

新增单项冠军企业30家 · 单项冠军培育企业增加45家    grey: so many may become what was promised
培育科技型企业50家   · 科技型企业培育库入库60家    whoever promised the raising is asked by its own rules
"""

from luoshi.expressions import expression
from luoshi.pacing.flow_or_stock import COUNTED
from luoshi.plan import Target, Task

_CANDIDATES = expression(
    r"(?:培育|后备|储备|种子|拟申报|拟推荐|候选|预备)(?:企业|单位|对象|名单|库|园区|基地|项目|人才|主体|平台)",
    needs="培后储种拟候预",
)

# 光伏上半年新增备案19.8万千瓦: a paper, of what is measured and may be built
_ON_PAPER = expression(r"(?:备案|核准|报装|申请|受理|立项|报批|批复|规划|设计)(?:了|达|约|共|规模|容量|面积)*$")


def is_on_paper(target: Target, promised: str, left: str) -> bool:
    """Tell whether so much of what is measured is only on paper, where the promise has no such word."""
    found = _ON_PAPER.search(left) if target.measure not in COUNTED else None
    return found is not None and found[0][:2] not in promised


def are_candidates(task: Task, target: Target, words: str) -> bool:
    """Tell whether words speak of candidates where the promise has nothing of them."""
    found = _CANDIDATES.search(words)
    return found is not None and found[0][:2] not in task.text + (target.action or "")

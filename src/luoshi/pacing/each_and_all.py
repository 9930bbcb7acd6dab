"""Each and all: a promise of each of several places or things, and a figure of all of them together.

四市服务业营收均增长10%以上 · 四市合计增长16.7%          one of the four may have grown by 3%
三县均新建公园5个以上 · 三县共新建公园17个              or have built none
"""

from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import Words, content, mostly_in
from luoshi.pacing.weighed import Weighed
from luoshi.plan import Basis, Target, Task

_VERB = (
    r"(?:增长|提高|下降|降低|减少|上升|达到?|不低于|不少于|超过|突破|保持|高于|低于|控制"
    r"|新增|新建|建成|建设|完成|培育|引进|改造|打造|创建)"
)
_OF_EACH = expression(
    rf"(?<![平人年户亩地日月])(?:均|都|各自|各)(?={_VERB})|分别(?:都|均)?(?={_VERB})"
    r"|每个?(?:县|区|市|乡|镇|村|街道|县区|县市区|乡镇|园区|学校|企业|单位)(?!人口|居民)"
)
_OF_ALL = expression(r"合计|总计|共计|共同|加总|合并|整体|总体|平均|(?<!公)共(?=[新建完培引改打创])")


def is_of_all_together(promise: Words, words: Around) -> bool:
    """Tell whether each of several was to reach a number, and a figure says what all of them have together."""
    return (
        _OF_EACH.search(promise.act) is not None
        and _OF_ALL.search(promise.text) is None
        and _OF_ALL.search(words.carried + words.left) is not None
        and _OF_EACH.search(words.left) is None
    )


_SUM = expression(r"合计|总计|共计|(?<!公)共|加起来|合起来")


def told_together(task: Task, target: Target, weighed: Sequence[Weighed]) -> list[Weighed]:
    """Return a figure that several targets of a task have together, each of which it names: each has at most so much.

    公办幼儿园、义务教育学校两项合计仅新增学位360个 of 新增公办幼儿园学位1000个、义务教育学位1200个.
    """
    summed = [
        one
        for one in weighed
        if conversion(one.figure.measure, target.measure) is not None
        and one.figure.basis is Basis.LEVEL
        and not (one.figure.base or one.figure.estimated or one.around.bracketed)
        and _SUM.search(one.around.left) is not None
    ]
    if not summed:
        return []
    alike = [other for other in task.targets if conversion(other.measure, target.measure) is not None]
    if len(alike) < 2:
        return []
    together = [
        one
        for one in summed
        if all(len(content(other.metric)) >= 2 and mostly_in(other.metric, one.around.left) for other in alike)
    ]
    return together if len(together) == 1 else []


TOGETHER = ("是合在一起的数，没有写各自是多少", "it is what all have together; what each has is not said")

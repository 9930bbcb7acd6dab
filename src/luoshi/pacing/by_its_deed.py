"""By its deed: a figure beside which a statement names no more than the deed, where one target alone is counted so.

投入3200万元 · 投入资金3200万元, 3200万元已投入到位      money that is only put in has no other name
大中修农村公路200公里 · 完成大中修63公里                the deed stands at the head of the promised name
开行列数突破900列 · 中欧班列开行705列                   what was promised is called by its measure alone
农村危桥改造24座 · 完成改造9座                          the deed stands at the end of it
"""

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import DEED, content, share_in
from luoshi.pacing.stages import level, without_stages
from luoshi.plan import Observation, Target, Task

_OUTLAY = expression(r"投入|安排|统筹|筹集|落实|拨付|投资")
_OF_MONEY = expression(
    r"(?:中央|省级?|市级?|县级?|区级?|各级|财政|专项|项目|建设|累计|实际|全部|足额|已|均|共|投入|投资|安排|统筹|筹集|落实|拨付|下达|资金|到位|完成|全年|上半年|前三季度|今年)*"
)
_AT_THE_HEAD = expression(r"(?:大中|[大中小])修|养护|管护|疏浚|清淤|硬化|亮化|绿化|美化")
_PARTS_OF_IT = expression(r"其中|回程|去程|往返|首|增开|加开")
_MOSTLY = 0.6


def says_only_its_deed(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Tell whether a figure's clause has the promised deed and no name, and can only be the one target's."""
    if not _names_nothing_else(task, target, seen, words):
        return False
    return sum(conversion(seen.measure, other.measure) is not None for other in task.targets) == 1


def _names_nothing_else(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    if target.measure is not None and target.measure.endswith("元"):
        deed = _OUTLAY.search((target.action or "") + target.metric)
        outlay = deed is not None and not content(_OF_MONEY.sub("", target.metric))
        put_in = deed is not None and deed[0] in words.left + words.right
        own = words.left.strip().removesuffix(seen.metric) if seen.metric.endswith("资金") else words.left.strip()
        return outlay and put_in and all(_OF_MONEY.fullmatch(part) for part in (own, words.right.strip()))
    head = _AT_THE_HEAD.match(target.metric)
    if head is not None and content(without_stages(words.left)) == head[0] and not content(words.right):
        return True
    if _has_its_last_deed(task, target, seen, words):
        return True
    if target.metric not in (f"{target.measure}数", f"{target.measure}次") or not target.action:
        return False
    if target.action not in words.left or _PARTS_OF_IT.search(words.left) or content(words.right):
        return False
    named = content(words.left.replace(target.action, ""))
    return not named or share_in(named, task.text) >= _MOSTLY


_AT_THE_TAIL = expression(
    rf"(?P<deed>{DEED.pattern}|抽检|检测|检验|监测|排查|筛查|普查|抽查|巡查|整改|调解|演练|清洗|清淤|疏浚|造林|流转)$"
)
_DONE_SO = expression(r"(?:[全我][省市区县州镇旗]|目前|现|今年|已经?|均|共|累计|实际|顺利|[已均]?完成|实现)*$")
_ANY_STOP = expression(r"[,;。!?\n]")


def _has_its_last_deed(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Whether a clause is the promised deed and nothing else, 完成改造9座 of 农村危桥改造24座."""
    tail = _AT_THE_TAIL.search(target.metric)
    if tail is None or words.bracketed or words.carried or content(without_stages(words.right)):
        return False
    head, found, behind = words.left.strip().rpartition(tail["deed"])
    if not found or behind or not _DONE_SO.fullmatch(head):
        return False
    before = level(task.statement)[: seen.value_span.start - len(words.left)]
    named = (content(without_stages(clause)) for clause in _ANY_STOP.split(before))
    return all(not name or share_in(name, task.text) >= _MOSTLY for name in named)

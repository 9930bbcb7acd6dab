"""Fuller names: two names that are one but for a head or a tail that adds nothing.

出口 · 出口额 · 出口交易额                        of money, how it is added up
服务业占GDP比重 · 服务业增加值占GDP比重            a share of GDP is one of added value
租赁补贴 · 租赁补贴住房困难家庭                    of households and persons, that they are some
养殖存栏量 · 牛羊猪等养殖存栏量                    examples of what the name counts
抽查事项 · 全市34个部门抽查事项                    all who do it, by their number

A word that narrows (重点, 工业, 新) is no such head, and 余额, 限额 and 差额 are amounts of another kind.
"""

from luoshi.expressions import expression
from luoshi.grammar.same_words import are_apart, in_one_word
from luoshi.pacing.likeness import content
from luoshi.pacing.stages import level
from luoshi.plan import Basis, Observation, Target, Task

_ADDED_UP = expression(r"(?<=..)(?:交易|成交)?(?:总)?(?:(?<![余限差缺税产定])额|金额|规模|总值)$", needs="金规额总")
_ADDED_VALUE = expression(r"(?<=..)增加值$", needs="增")
_OF_GDP = expression(r"GDP|生产总值|增加值")
_WHOM = expression(
    r"(?<=..)(?:住房|收入|生活|经济)?(?:困难|低收入|特困|贫困|保障|符合条件|的)*(?:家庭|群众|居民|人员|对象)$"
)
_PERSONS = frozenset(("户", "人", "名", "位", "人次", "户次"))
# 高等教育 and 中等职业 have no examples
_FOR_EXAMPLE = expression(
    r"[^,;。\d]{2,24}?(?<![高中初平同优均头对一二三特])等(?:多种|各类|主要)?(?P<name>[\u4e00-\u9fff]{3,})", needs="等"
)
_BODIES = expression(
    r"(?:[\u4e00-\u9fff]{0,6}?)(?:部门|单位|机构|乡镇|街道|镇街|县区|区县|县市区|学校|医院|银行|社区|行政村)(?P<name>[^,;。\d]{3,})"
)
_ALL_BODIES = expression(r"(?:全[省市区县州旗]|所有|全部)(?:的|共)?\d{1,5}[个家所]的?$", needs="全所")


def is_but_fuller(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a figure's name and the promised one are the same but for what adds nothing to either."""
    if not target.metric or not seen.metric or are_apart(target.metric, seen.metric):
        return False
    if content(in_one_word(target.metric)) == content(in_one_word(seen.metric)):
        return False  # whatever parts them is no head and no tail
    mine, its = _bare(task, target, target.metric), _bare(task, target, seen.metric)
    if len(mine) >= 2 and mine == its:
        return True
    if (told := _FOR_EXAMPLE.fullmatch(seen.metric)) is not None and _bare(task, target, told["name"]) == mine:
        return True
    return target.measure == "%" and _of_all_who_do_it(task, target, seen)


_AGREED = expression(r"促成|达成")
_SIGNED = expression(r"签约|签订|签署")


def is_agreed_upon(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether what was to be brought about is told as signed: 签约合作项目7个 of 促成合作项目5个."""
    if _AGREED.search((target.action or "") + target.metric) is None or _SIGNED.search(seen.metric) is None:
        return False
    return content(_SIGNED.sub("", seen.metric)) == content(_AGREED.sub("", target.metric)) != ""


def _bare(task: Task, target: Target, name: str) -> str:
    """The name in one wording, without the tail that goes without saying for what is so measured."""
    bare = content(in_one_word(name))
    if target.measure is not None and target.measure.endswith("元"):
        bare = _ADDED_UP.sub("", bare)
    if target.basis is Basis.SHARE and _OF_GDP.search(target.of or task.text):
        bare = _ADDED_VALUE.sub("", bare)
    if target.measure in _PERSONS:
        bare = _WHOM.sub("", bare)
    return bare


_RATE = expression(r"(?:覆盖|实施|开展|落实|完成)率$", needs="率")


def _of_all_who_do_it(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a rate's name begins with all the bodies that do it: 全市34个执法部门双随机抽查事项实现全覆盖."""
    found = _BODIES.fullmatch(seen.metric)
    if found is None or _RATE.sub("", found["name"]) != _RATE.sub("", target.metric):
        return False
    text = level(task.statement)
    at = text.rfind(level(seen.metric), 0, seen.value_span.start)
    return at >= 0 and _ALL_BODIES.search(text, max(0, at - 12), at) is not None

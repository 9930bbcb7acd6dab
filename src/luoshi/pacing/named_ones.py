"""Named ones: things that are counted and are said to have become what was promised.

市中医院、市妇幼保健院两家医院晋升二级甲等 of 新晋2家二级甲等医院      each by its name, and how many
2家公司成功上市 of 新增上市公司2家                                    how many alone
两家医院正在申报二级甲等                                              not yet
两家医院晋升三级甲等                                                  another grade
"""

import re
from collections import Counter
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
from luoshi.pacing.comparison import conversion
from luoshi.pacing.stages import level
from luoshi.pacing.wordings import act_of, promise_words
from luoshi.place import Span
from luoshi.plan import Basis, Observation, Target, Task

_NUMBERS = {letter: index for index, letter in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_BECOMES = (
    r"(?:晋升|晋级|升格|升级|获评|评为|获?认定|获?命名|入选|入围|创成|上市|挂牌|获得|获批|跻身|成为"
    r"|(?<=成功)创建|创建成功?|建成)"
)
_SAID = expression(
    r"(?P<names>[^,;。!?\n:\d]*?)(?P<number>[一二两三四五六七八九十]|\d{1,2})(?P<measure>[家个所座处名条项位])(?P<noun>[\u4e00-\u9fff]{0,10}?)"
    rf"(?:成功|顺利|均|都|已|全部|正式|新|被|经|获)*(?P<verb>{_BECOMES})(?:为|成|成为|到|了)?(?P<what>(?:[^,;。!?\n\d]|\d(?=A)){{0,20}})",
    needs="个位名处家座所条项",
)
# 甲湖、乙古镇成功创建国家4A级景区: as many as there are names
_ONLY_NAMED = expression(
    rf"(?P<names>[^,;。!?\n:\d]+?)(?:成功|顺利|均|都|双双|先后|相继|全部|正式|新|被|经)*(?P<verb>{_BECOMES}|创建(?:成)?|建成)(?:为|成|成为|了)?"
    r"(?P<what>(?:[^,;。!?\n\d]|\d(?=A)){2,20})"
)
# what of the year's own work a name may follow
_LEAD = expression(r"^(?:今年|年内|全年|其中|目前|截至目前|全[市区县省]|我[市区县]|已有|已|新增|共有?|有)+")
_PROMISED = expression(
    r"新晋|新增|新创|创建|争创|创成|培育|评定|晋升|晋级|打造|认定|获评|命名|入选|申报|申创|争取|推动|推进|实现|获批|建成|新建"
)
_NOT_YET = expression(
    r"正在|申报|申请|拟|将|力争|争取|待|公示|未|没有|预计|计划|有望|推荐|辅导|候选|培育库|储备|提名|初审|审[核查议]|上市委|过会|受理|复核|通过|报送|答辩|摘|撤销|取消|退出"
)
# the kind of body may be said otherwise: 公司 and 企业
_BODIES = expression(
    r"企业|公司|单位|机构|集体|旅游(?=景区)|等级|级别|资质|称号|名单|行列|名录|认定|评审|评定|(?<=[甲乙丙])等|的|国家|家"
)
# 2家企业入选上市后备名单 are not yet so; 去年 and 累计 are of other years
_ANOTHER = expression(r"后备|种子|梯队|试点|入围|创建|培育|候选|去年|上年|往年|此前|历年|累计|近[两二三四五]年")
_STILL_TO = expression(r"[,;][^。!?\n]*?(?:尚|[还仍]?待|[还仍]未|正在|下一?步[^,;。]*(?:上市|挂牌|认定|申报))")
_CLAUSES = expression(r"[,;。!?\n]")


def named_ones(task: Task, target: Target) -> Observation | None:
    """Return how many are said to have become what a target promises; None where it is not said of just one number."""
    if target.basis is not Basis.LEVEL or target.value is None or target.value_span is None:
        return None
    promise = promise_words(task, target)
    act = act_of(promise, target) + target.metric
    verb = _PROMISED.search(act)
    if verb is None:
        return None
    wanted = _letters(_PROMISED.sub("", target.metric) + promise.noun)
    text, start, found = level(task.statement), 0, []
    for clause in _CLAUSES.split(text):
        match = _SAID.fullmatch(clause)
        if match is not None and _STILL_TO.match(text, start + len(clause)):
            return None
        seen = _counted(match, target, wanted, start) if match is not None else _named(clause, target, wanted, start)
        if seen is not None:
            found.append(seen)
        start += len(clause) + 1
    return found[0] if len(found) == 1 else None


def _letters(words: str) -> Counter[str]:
    return Counter(letter for letter in _BODIES.sub("", in_one_word(words)) if letter not in '“”"《》')


def _named(clause: str, target: Target, wanted: Counter[str], start: int) -> Observation | None:
    """Return how many a clause names that have become what was promised, where it gives no number."""
    match = _ONLY_NAMED.fullmatch(clause.strip())
    if match is None or target.value is None or _NOT_YET.search(clause) or _ANOTHER.search(match["names"]):
        return None
    names = re.split(r"[、和及与]", _LEAD.sub("", match["names"]))
    if not len(names) > 1 or any(not 1 < len(name) <= _A_LONG_NAME or _IS_NO_NAME.search(name) for name in names):
        return None
    told = _letters(match["what"])
    lacking = "".join((wanted - told).elements())
    # 市一院、市二院晋升三甲 of 三甲医院: their own names say that they are
    if lacking and not (len(lacking) > 1 and all(name.endswith(lacking[-1]) for name in names)):
        return None
    if len(names) < target.value or not wanted or told - wanted:
        return None
    span = Span(start + clause.index(match["names"]), start + len(clause))
    return Observation(
        metric=target.metric,
        period=None,
        basis=Basis.LEVEL,
        value=Decimal(len(names)),
        measure=target.measure or "",
        span=span,
        value_span=span,
        value_text=f"{len(names)}{target.measure or ''}",
        rule="named ones",
    )


_A_LONG_NAME = 10
_IS_NO_NAME = expression(
    r"^(?:指导|支持|组织|帮助|推荐|鼓励|启动|开展|深化|持续|扎实|着力|以|将|对|为|在)"
    r"|等$|[省市县区]$|推进|推动|加快|完成|实现|工作|积极|全力|全[市县区省]|我[市县区省]|各|及其"
)


def _counted(match: re.Match[str], target: Target, wanted: Counter[str], start: int) -> Observation | None:
    """Return the number of a clause as a figure, where it names what was promised and as many as it says."""
    if _NOT_YET.search(match[0]) or _ANOTHER.search(match["names"] + match["what"]):
        return None
    if conversion(match["measure"], target.measure) is None:
        return None
    number = _NUMBERS.get(match["number"]) or int(match["number"])
    if target.value is None or number < target.value:
        return None  # others may have become so too
    names = [name for name in re.split(r"[、和及与]", _LEAD.sub("", match["names"])) if len(name) > 1]
    if names and len(names) != number and not match["names"].endswith("等"):
        return None
    # what they have become is the promised thing and no other: 规上企业获评绿色工厂 are no new 规上企业
    became = _letters(match["verb"] + match["what"])
    lacking = "".join((wanted - became - _letters(match["noun"])).elements())
    # 国家级 of a title is 国家: of it 级 alone is left
    lacking = "" if lacking == "级" and "国家" in match["what"] else lacking
    if not wanted & became or lacking or _letters(match["what"]) - wanted:
        return None
    span = Span(start + match.start("number"), start + match.end("measure"))
    return Observation(
        metric=target.metric,
        period=None,
        basis=Basis.LEVEL,
        value=Decimal(number),
        measure=target.measure or match["measure"],
        span=Span(start, start + len(match[0])),
        value_span=span,
        value_text=match["number"] + match["measure"],
        rule="named ones",
    )

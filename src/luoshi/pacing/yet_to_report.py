"""Yet to report: a figure of some places, bodies or months, beside which others are said not to be counted yet.

高新区建成1130个；其他区县正在统计       others of the like are outstanding
新增1200人，东山镇数据未纳入             one of them is left out
新增1200人（不含东山镇）                 and so it is in a bracket
发放贷款22亿元，6月数据尚未出            without that month it is held against fewer

The whole is no less, so that a green light of an amount stands; one that is behind is not proved. What else of the
promise is outstanding (其余指标待发布), and the promised things themselves (其余8家企业正在上报), tell nothing of it.
"""

import re
from dataclasses import replace

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.pacing.in_question import InQuestion, Unaccounted
from luoshi.pacing.places import OWN, place_of
from luoshi.pacing.stages import level
from luoshi.plan import Aspect, Basis

_PLACES = r"街道|园区|片区|乡镇|镇街|[区县市镇乡村州旗盟]"
_BODIES = r"[局委办]|部门|单位|银行|支行|林场|农场|妇联|团委|工会|联合会"
_OTHER_BODIES = r"社区|企业|公司|集团|机构|学校|医院|合作社|协会|商会|站点|网点|门店|平台|标段"
_OTHERS = r"(?:其余|其他|其它|剩余|余下|剩下|部分|个别|少数|多数|另有|另外|还有|尚有|尚余|仍有)"
_NUMBERS = r"(?:数据|数字|情况|结果|报表|台账|面积|金额|人数|户数|产量|产值|完成[数量]|数)"
_NOT_YET = (
    r"(?:正在?|[尚还仍]在|[还尚]需|有待|[尚仍]?待|(?:尚|还|仍|暂|均|都)*(?:未|没有|没)(?:能|及时|全部|完全)?|暂[缺无])"
)
_REPORTED = (
    r"(?:[^,;。\d]{0,3}?)(?:统计|汇总|上报|报送|填报|报来|报告|核实|核对|核定|收集|汇集|归集|搜集|反馈|纳入|计入|计算在内|报数"
    r"|[出报](?=[,;。)]|$))(?!材料|资料|方案|手续|名单|申请|计划|合同|项目|入库)"
)
_OUTSTANDING = expression(
    rf"(?:{_OTHERS}(?P<others>[^,;。:]{{0,10}}?(?:{_PLACES}|{_BODIES}|{_OTHER_BODIES}))(?:的?[^,;。\d]{{0,4}}?{_NUMBERS})?"
    rf"|(?P<bare>{_OTHERS}的?{_NUMBERS}?)"
    rf"|(?:^|(?<=[,;。(]))(?:但|其中|除|另)?(?P<named>\d*个?[^,;。:\d]{{0,12}}?(?:{_PLACES}|{_BODIES})的?{_NUMBERS}))"
    rf"{_NOT_YET}{_REPORTED}",
    needs="反报统上纳出汇核收搜填归计",
)
_MONTH_OUT = expression(
    rf"(?<![-—–~至到\d])(?P<month>\d{{1,2}})月份?(?:当月)?的?{_NUMBERS}?{_NOT_YET}{_REPORTED}", needs="月"
)
_LEFT_OUT = expression(r"(?:不|未|没有?)(?:包含|包括|含|计入?|统计|纳入)了?(?P<place>[^,;。()\d]{2,8})", needs="不未没")
_SENTENCE = expression(r"[。;!?\n]")


def others_have_yet_to_report(of: InQuestion) -> Unaccounted | None:
    """Ask of a figure that is behind, or of a rate, where others of the like are said not to be counted yet."""
    if of.at_least_so_much or of.reckoned or of.case.target.basis is Basis.RANK:
        return None
    text = level(of.case.task.statement)
    why = "还有没统计进来的，写的是", "others are yet to be counted:"
    for found in _OUTSTANDING.finditer(text):
        if _are_of_the_like(of, text, found):
            return of.found(found[0].strip(",;( "), Aspect.METRIC, *why)
    if (month := _a_month_is_out(of, text)) is not None:
        return of.found(month[0], Aspect.PERIOD, *why)
    left_out = _LEFT_OUT.search(text, of.seen.value_span.end)
    place = place_of(left_out["place"]) if left_out is not None and of.amount else ""
    if left_out is None or not place or OWN.match(place) or place in of.promised:
        return None
    return of.found(left_out[0], Aspect.METRIC, "旁边写的是", "beside it stands")


def _are_of_the_like(of: InQuestion, text: str, found: re.Match[str]) -> bool:
    """Whether what is outstanding are places or bodies beside those of the figure, and not things or other targets."""
    if len(of.case.task.targets) > 1:
        first, last = sorted((found.start(), of.seen.value_span.start))
        if found["bare"] or _SENTENCE.search(text, first, last):
            return False
    if found["bare"]:
        return of.amount
    if found["others"]:
        return found["others"][-2:] not in of.case.target.metric
    return True


def _a_month_is_out(of: InQuestion, text: str) -> re.Match[str] | None:
    """The words for a month that is not in the figure, where it has another light without it."""
    figure, found = of.case.proof.figure, _MONTH_OUT.search(text)
    if found is None or figure is None or not of.amount or of.case.year is None:
        return None
    month, period = int(found["month"]), figure.period
    if not 1 < month <= _LAST or (period is not None and period.last_month != month):
        return None
    before = replace(figure, period=Period.to_month(of.case.year, month - 1))
    return found if of.again(before).light is not of.judged.light else None


_LAST = 12


def stands_for_one_place(of: InQuestion) -> Unaccounted | None:
    """Ask of 高新区建成1130个 where 全市新建5000个 was promised, of whatever letters the place is named."""
    if of.at_least_so_much or of.summed or of.reckoned or not of.amount:
        return None
    place = place_of(of.words.left)
    whole = _OF_ALL.search(of.case.task.text)
    if whole is None or _BELOW.fullmatch(place) is None or place in of.promised:
        return None
    # a district's own plan says 全区
    if place[-1] == whole["level"]:
        return None
    return of.found(place, Aspect.METRIC, "旁边写的是", "beside it stands")


_OF_ALL = expression(r"[全我](?P<level>[省市县州])", needs="全我")
_BELOW = expression(r"[\u4e00-\u9fff]{1,4}(?<![小社园景街片库灌])(?:[区县镇旗]|街道)")

"""New or all: whether a figure that answers new ones counts all there are, or some that only replace others.

企业246户 of 新增50户                        far more than were promised, and not said to be new
公交车86辆，其中更新置换50辆 of 新增60辆     without those that replace others they are fewer
新入库27家，退库6家 of 新增25家              27 have come in, and 21 are left: the promise says neither
"""

from dataclasses import replace

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.in_question import InQuestion, Unaccounted
from luoshi.pacing.likeness import DEED
from luoshi.pacing.neighbouring_totals import ADDED
from luoshi.pacing.net_rise import says_they_are_gone
from luoshi.pacing.promised_pool import wants_new
from luoshi.pacing.stages import RESULT, Progress, progress_in
from luoshi.pacing.told_in_order import is_a_long_list_again
from luoshi.pacing.wordings import NEW, promise_words, surroundings
from luoshi.plan import Aspect, Light


def all_there_are(of: InQuestion) -> Unaccounted | None:
    """Ask of 企业246户 where 50 new ones were promised, and of 甲类达到12个、乙类9个: one counts all there are."""
    figure, target = of.case.proof.figure, of.case.target
    if not of.amount or of.reckoned or figure is None or target.value is None or figure.value <= target.value:
        return None
    own = of.words.carried + of.words.left
    built = "新建" in promise_words(of.case.task, target).act
    if not (built or wants_new(of.case.task, target)) or is_a_long_list_again(of.case.task, target):
        return None
    bare = "sum" in figure.rule and NEW.search(own) is None and RESULT.search(own) is None
    if NEW.search(of.said) and not (bare and of.seen.value > target.value):
        return None  # 甲类新增18户，乙类412户: the verb of the first does not reach over the second
    held = _HELD.search(own) if "sum" in figure.rule else None
    if held is None and NEW.search(own) is None and RESULT.search(own) is None:
        held = _STANDS.search(own)  # 全市运营车辆62辆 of 新增60辆
    if held is None:
        # 已建成2600个 of 新增800个: what was built stays, and earlier years may be in it
        stays = RESULT.search(_STAYS.sub("", of.said)) is None and _THIS_YEAR.search(of.said) is None
        most = 1 if _is_bare(of) else 2 if RESULT.search(of.said) is None else 3 if stays else None
        most = 1 if bare and NEW.search(of.said) else most
        if most is None or figure.value <= most * target.value:
            return None
    said = held[0] if held is not None else of.seen.value_text
    return of.found(said, Aspect.BASIS, "可能是总数，写的是", "they may be all there are:")


def _is_bare(of: InQuestion) -> bool:
    """Whether a sentence says nothing but how many there are: 规上企业26家 of 新增20家 may be all of them.

    What is paid, sold or earned in a year does not stand, and no earlier years can be in it.
    """
    if of.seen.measure.endswith(("元", "次")) and _BALANCE.search(of.case.target.metric) is None:
        return False
    said = _UP_TO_HERE.sub("", of.said)
    if RESULT.search(said) or _DONE_NOW.search(said + of.words.right) or DEED.search(said) or of.summed:
        return False
    return progress_in(of.words.right + of.words.behind) is not Progress.DONE


_UP_TO_HERE = expression(r"(?:达到?|突破|超过|超)(?:了|约|近)?$")
_BALANCE = expression(r"贷款|存款|余额")
_DONE_NOW = expression(
    r"今年|本年|当年|年内|全年|上半年|前[一二三]季度|认定|评定|获评|命名|入[库规选围统]|纳统|升规|晋升|落户|登记|注册|获批|获得|投[运用产]|启用|开[放通园馆业]|交付|竣工|完工|落成|挂牌|造林|种植|播种|接种|授权|引育|录用|购[置入买]|采购|配[备置]|添置|投放"
    r"|安装|架设|铺设|加装|增设|招[收录生引聘]|吸[引纳]|带动|促成|签|办理|发[放证行]|选派|派驻|救助|转移|安置|输送|收[治购储]|拨付|到位|核准"
    r"|开工|动工|落地|组建|成立|创[建成办]|孵化|转化|实施|推广|打造|设[立置]|布设|施划|盘活|扩容|挖潜"
)


def some_are_not_new(of: InQuestion) -> Unaccounted | None:
    """Ask of 投放公交车86辆，其中更新置换50辆: without those that only replace others the new ones are fewer."""
    figure, target = of.case.proof.figure, of.case.target
    if not of.amount or of.summed or figure is None or of.judged.light is not Light.GREEN:
        return None
    if not wants_new(of.case.task, target) and "新建" not in promise_words(of.case.task, target).act:
        return None
    for other in of.case.task.observations:
        if other.value_span.start < of.seen.value_span.end or conversion(other.measure, target.measure) != 1:
            continue
        its = surroundings(of.case.task, other).left
        old = _NOT_NEW.search(its)
        if "其中" not in its or old is None or old[0] in of.promised or other.value >= figure.value:
            continue
        if of.again(replace(figure, value=figure.value - other.value)).light is not Light.GREEN:
            return of.found(its, Aspect.BASIS, "不全是新增的，后面写的是", "not all of them are new: behind it stands")
    return None


def new_or_the_sum(of: InQuestion) -> Unaccounted | None:
    """Ask of 打造品牌40个 · 新认定9个，累计22个: the promise does not say whether it counts new ones or all of them."""
    figure, target = of.case.proof.figure, of.case.target
    if not of.amount or of.summed or of.reckoned or figure is None or wants_new(of.case.task, target):
        return None
    if NEW.search(of.words.left) is None or NEW.search(of.promised) or _THIS_YEAR.search(of.promised):
        return None
    for other in of.case.task.observations:
        factor = conversion(other.measure, target.measure)
        if factor is None or other.answers is not None or other.value_span.start < of.seen.value_span.end:
            continue
        its = surroundings(of.case.task, other)
        if not its.left.strip(" ,") or _ONLY_SUMMED.fullmatch(its.left.strip(" ,")) is None or its.bracketed:
            continue
        value = other.value * factor
        if value > figure.value and of.again(replace(figure, value=value)).light is not of.judged.light:
            return of.found(its.left.strip(" ,"), Aspect.BASIS, "旁边另写了", "beside it stands")
    return None


def new_or_what_is_left(of: InQuestion) -> Unaccounted | None:
    """Ask of 新入库27家，退库6家 where 25 were promised as 新增: what came in and what is left of it light apart.

    新增28家、退库6家 says itself which of the two it calls so.
    """
    figure, target = of.case.proof.figure, of.case.target
    if not of.amount or of.summed or of.reckoned or figure is None or "新增" not in of.promised:
        return None
    if ADDED.search(of.said) or not wants_new(of.case.task, target):
        return None
    for other in of.case.task.observations:
        factor = conversion(other.measure, target.measure)
        if factor is None or other.answers is not None or other.base or other.value_span == of.seen.value_span:
            continue
        its = surroundings(of.case.task, other)
        if not says_they_are_gone(of.case.task, its.left) or other.period != of.seen.period:
            continue
        left = replace(figure, value=figure.value - other.value * factor)
        if left.value >= 0 and of.again(left).light is not of.judged.light:
            words = its.left.strip(", ") + other.value_text
            return of.found(words, Aspect.BASIS, "没有写要不要减去，旁边写的是", "whether to take it off is not said:")
    return None


_ONLY_SUMMED = expression(r"(?:目前|现|全[省市区县州])*(?:累计|总数|总量|共有|现有)(?:已|达到?|有|为|共|突破)*")
_NOT_NEW = expression(r"更新|置换|改造|续建|复审|复核|重新认定|到期|原有|结转|存量|迁入|改建|提升|转续|利旧|共享")
_STANDS = expression(r"^全[市县区州省]|^现(?![代场金货实象])|在[运营用](?!业)|运营|开设|共设")


_THIS_YEAR = expression(r"今年|本年|当年|年内|截[至止]|目前|现[已有共]")
_STAYS = expression(r"(?:累计|已|共)*(?:建成|建设|建有)")
_HELD = expression(r"达到?$|突破$|超过$|总[数量]|总计达|[共现已]有|拥有|保有|在册")

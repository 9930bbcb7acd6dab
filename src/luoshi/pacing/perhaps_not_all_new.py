"""Perhaps not all new: words in front of a number by which it may count more, or less, than the promised ones.

引进人才300人 · 引进培育330人              so many were raised here, and not brought in
新增注册商标2000件 · 有效注册商标2100件    all that are in force
建成高标准农田5万亩 · 累计达到5.2万亩      it may be all there are
高企保有量60家 · 累计认定66家              some of them may have run out since
有效发明专利200件 · 发明专利220件          some of them may have lapsed
"""

from luoshi.expressions import expression
from luoshi.pacing.in_question import InQuestion, Unaccounted
from luoshi.pacing.promised_pool import wants_new
from luoshi.pacing.stages import RESULT
from luoshi.pacing.wordings import NEW, promise_words
from luoshi.plan import Aspect, Light

_BROUGHT_OR_RAISED = expression(r"(?:引进|招引)(?:、|并|和|及|与)?(?P<raised>培育|培养)|(?P<both>引育)")
_IN_FORCE = expression(r"有效(?=注册|商标|发明|专利|用标|认证|证书|资质)|(?:授信|贷款|存款)总额")
_COME_TO = expression(r"(?:累计(?:达到?|已?有|为)|现有|已有)[\u4e00-\u9fff]{0,10}$|累计$|(?:达|达到)$")
_BUILT = expression(r"建成|新建|建设|改造|修建")
_GRANTED = expression(r"累计(?:已|共)?(?P<deed>认定|培育|授权|注册|申请|登记|核发|评定|命名)")
_GROWN_TO = expression(r"(?:发展|增加|扩大|增长|壮大)[到至]$|增至$")
_GRADED = expression(r"[2-5]A")
_ANY_GRADE = expression(r"A级")
_KEPT = expression(r"有效|保有")
_STILL_IN_FORCE = expression(r"有效|拥有|保有|维持|存量|在册")
_LAPSES = expression(r"有效(?:期内)?的?(?P<what>发明专利|专利|注册商标|商标)")


def not_all_new(of: InQuestion) -> Unaccounted | None:
    """Ask of a figure whose words count others with the promised ones, or all of which some may be gone."""
    if not of.amount or of.reckoned or of.summed or of.judged.light is not Light.GREEN:
        return None
    task, target = of.case.task, of.case.target
    promise = promise_words(task, target)
    own = of.words.carried + of.words.left
    found = _BROUGHT_OR_RAISED.search(own)
    if found is not None and ("引" in of.promised) != ("培" in of.promised or "育" in of.promised):
        return of.found(found[0], Aspect.BASIS, "前面写的是", "before it stands")
    if _GRADED.search(of.promised) and (found := _ANY_GRADE.search(of.clause)) and not _GRADED.search(of.clause):
        return of.found(found[0], Aspect.METRIC, "没有写是几A级，写的是", "their grade is not said:")
    if wants_new(task, target):
        found = _IN_FORCE.search(own)
        if found is not None and NEW.search(own) is None and found[0] not in of.promised:
            return of.found(found[0], Aspect.BASIS, "可能是总数，写的是", "they may be all there are:")
        return None
    if _GROWN_TO.search(promise.act) and (found := NEW.search(own)) is not None:
        return of.found(found[0], Aspect.BASIS, "可能只是新增的数，写的是", "they may be only the new ones:")
    said = promise.act + promise.metric
    if _BUILT.search(promise.act):
        found = _COME_TO.search(own) if _BUILT.search(own) is None and NEW.search(own) is None else None
        if found is None or found[0][:2] in of.promised or RESULT.search(_SUM.sub("", own)):
            return None
        return of.found(found[0], Aspect.BASIS, "可能是总数，写的是", "they may be all there are:")
    if _KEPT.search(said) and (found := _GRANTED.search(own)) is not None and "有效" not in own:
        return of.found(found[0], Aspect.BASIS, "可能有的已经失效，写的是", "some of them may have run out:")
    lapses = _LAPSES.search(said)
    if lapses is not None and lapses["what"] in own and _STILL_IN_FORCE.search(of.clause) is None:
        return of.found(
            lapses["what"], Aspect.BASIS, "没有写是不是有效，写的是", "whether they are in force is not said:"
        )
    return None


_SUM = expression(r"累计|达到?$")

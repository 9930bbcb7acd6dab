"""Unaccounted words: what stands around a figure that lights a lamp, and that no rule has placed.

如资金到位，新增就业3000人            a condition
未新增就业3000人                     a denial that is none of the stages
新增就业3000人（口径待核）           a bracket that is no list of parts
新增就业、创业3000人                 more than was promised
望江县新增就业3000人                 perhaps less than was promised

The other rules say what their words settle. Here stands what they leave: the words of the clause without those of the
promise, the stages, the verbs and measures of reporting and the adverbs that change nothing. What is left may restrict
the figure, extend it, deny it, or move it to another time or body; then the light is not proved, and a person is asked.
Words that make a figure one of a part leave a green light of an amount alone: the whole is no less.
"""

from collections.abc import Callable

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
from luoshi.indicators import indicator_of
from luoshi.pacing.another_act import done_otherwise
from luoshi.pacing.approximations import at_the_border
from luoshi.pacing.case import Case
from luoshi.pacing.in_question import InQuestion, Unaccounted, bearing
from luoshi.pacing.item_by_item import is_answered_item_by_item
from luoshi.pacing.left_out import names_only_its_class
from luoshi.pacing.likeness import content
from luoshi.pacing.narrowed import HARMLESS, is_told_again
from luoshi.pacing.neighbouring_words import leaves_a_rest, more_of_it_beside, reckoned_otherwise, says_it_is_behind
from luoshi.pacing.new_or_all import all_there_are, new_or_the_sum, new_or_what_is_left, some_are_not_new
from luoshi.pacing.perhaps_not_all_new import not_all_new
from luoshi.pacing.plain_names import kinds_of
from luoshi.pacing.stages import without_stages
from luoshi.pacing.unknown_words import ALL, AND, EXAMPLES, are_names, in_a_bracket, strange_words
from luoshi.pacing.wordings import surroundings, without_examples
from luoshi.pacing.words_of_reporting import unknown
from luoshi.pacing.yet_to_report import others_have_yet_to_report, stands_for_one_place
from luoshi.plan import Aspect, Assessment, Basis, Light, Observation


def unaccounted(case: Case, judged: Assessment, again: Callable[[Observation], Assessment]) -> Unaccounted | None:
    """Return the words that leave a light unproved, or None where all are accounted for, or a person settled it."""
    figure = case.proof.figure
    if judged.light is Light.GREY or figure is None or figure.answers is not None or case.proof.settled_by is not None:
        return None
    for seen in bearing(case.task, figure):
        asked = InQuestion(case, judged, seen, surroundings(case.task, seen), again)
        for question in _QUESTIONS:
            if (found := question(asked)) is not None:
                return found
    return None


_IF = expression(
    r"(?:^|[,、(])(?:但|且|并|现|目前|预计)?(?P<if>(?:如果|如若|如能|倘若?|假如|假设|假定|若(?!羌|尔盖)能?|一旦|只要|除非|要是|万一|待|等到|届时|如(?!期|东|皋|意|此|何|今|实|约|下|上|数|是)(?=[^,;。、]{2,12}(?:,|则|就|可))"
    r")[^,;。]{0,12})|(?P<given>(?:的)?(?:前提|条件|情况|情形|假设)下)"
)


def _on_condition(of: InQuestion) -> Unaccounted | None:
    """如资金到位，新增3000人; 待验收通过后新增3000人."""
    found = _IF.search(of.said)
    if found is None:
        return None
    said = found["if"] or found["given"]
    if said[:2] in of.promised or _AS_IT_IS.search(of.said, found.end()):
        return None
    return of.found(said, Aspect.COMPLETION, "前面写了条件", "it stands on a condition,")


_AS_IT_IS = expression(r"(?:目前|现已|截至|实际)")


_NEGATION = expression(
    r"(?:并|尚|还|仍|均|都|从|迄今|至今)?(?:未(?!来|成年|婚|知|利用|登记|就业|升学|脱贫|满|达标|批)能?|没有|没能|不曾|无法|未能)"
    r"|(?:只|还|仍|尚|仅)[差缺欠]"
)


def _denied(of: InQuestion) -> Unaccounted | None:
    if of.reckoned:
        return None
    found = _NEGATION.search(of.words.left)
    if found is None or found[0] in of.promised:
        return None
    return of.found(
        of.words.left[found.start() : found.start() + 8], Aspect.COMPLETION, "前面写的是", "before it stands"
    )


_HOPED = expression(
    r"(?:^|[,、])(?:全年|今年|年内|正|正在|积极|继续|全力)*(?P<word>争取(?!到|[^,;。]{0,8}(?:资金|债|补助|经费))|申请|申报|预留|谈判|论证|拟|有望|可望|计划|力争|意向|意欲|打算|着眼|瞄准|谋求|预备)"
)
_BY_NOW = expression(
    r"已|均|全部|(?<![实兑体发出呈再展])现(?![场代金行状])|实际|累计|完成|前[一二三]季度|上半年|\d月|截[至止]|目前|到位"
)


_NOW = expression(r"已|均|(?<![实兑体发出呈再展])现(?![场代金行状])|目前|实际")


def _hoped_for(of: InQuestion) -> Unaccounted | None:
    found = _HOPED.match(of.words.left) or (None if _BY_NOW.match(of.words.left) else _HOPED.match(of.clause))
    if found is None or found["word"] in of.promised or of.seen.estimated or _NOW.search(of.clause, found.end()):
        return None
    if found["word"] == "计划" and _BY_NOW.search(of.words.right):
        return None
    return of.found(found["word"], Aspect.COMPLETION, "前面写的是", "before it stands")


_OTHER_TIME = expression(
    r"(?<![较比与同超自从由增于])(?P<when>去年(?!同期|同月|[底末以])|上年(?!同期|同月|[底末的])度?|前年(?!同期)|近[两二三四五六七八九十\d]+年来?|过去[两二三四五六七八九十\d]+年"
    r"|[两二三四五六七八九十]年来|五年间|上一?[轮届]|“?十[一二三四五六]五”?(?:期间|时期)|(?P<year>(?:20|19)\d\d)年(?!版|度?第))"
)
_THIS = expression(r"今年|本年|当年|年内|截[至止]|目前|现[已有共]")


def _at_another_time(of: InQuestion) -> Unaccounted | None:
    said = of.clause
    found = max(_OTHER_TIME.finditer(said), key=lambda one: one.start(), default=None)
    if found is None or found["when"] in of.promised or _THIS.search(said, found.end()):
        return None
    if found["year"] and (of.case.year is None or int(found["year"]) == of.case.year or found["year"] in of.promised):
        return None
    return of.found(found["when"], Aspect.PERIOD, "前面写的是", "before it stands")


_FAR_BEYOND = 5
_SO_FEW = 3


def _far_beyond(of: InQuestion) -> Unaccounted | None:
    """Ask of 项目263个 where 5 were promised: what is five times as much may count another thing, or all there are."""
    figure, goal = of.case.proof.figure, of.case.target.value
    if not of.amount or of.reckoned or of.ceiling or figure is None or goal is None or goal < _SO_FEW:
        return None
    if of.judged.light is not Light.GREEN or figure.value < _FAR_BEYOND * goal:
        return None
    return of.found(
        of.seen.value_text, Aspect.METRIC, "是目标的五倍以上，写的是", "it is five times the target and more:"
    )


def _not_their_end(of: InQuestion) -> Unaccounted | None:
    """20万亩造林任务全部落地上图: what is said of all the promised things has to be their end."""
    if not of.amount or of.reckoned or of.summed or of.seen.value != of.case.target.value:
        return None
    told = ALL.search(of.words.right)
    if told is None or of.judged.light is not Light.GREEN:
        return None
    said = _AND_THEN.split(of.words.right[told.end() :], maxsplit=1)[0]
    # 100台全部配备到车站、商场: where they have come by the promised deed
    where = _DEED_AND_WHERE.match(said)
    if where is not None and where["deed"] in of.promised:
        said = where["deed"]
    if "脱贫" in of.promised:
        said = _OUT_OF_POVERTY.sub("", said)
    for run in unknown(said, of.promised):
        return of.found(run, Aspect.COMPLETION, "后面写的是", "behind it stands")
    return None


# 全部建成并向市民开放: what follows their end is more than was promised
_AND_THEN = expression(r"(?<=[成工产用付位毕束除收放装造])(?:、|并|且|到|至|给)")
_DEED_AND_WHERE = expression(r"^(?:已|均|足额|按时|按期)*(?P<deed>[\u4e00-\u9fff]{2})(?:到|至|在|于)(?!位)")
_OUT_OF_POVERTY = expression(r"脱贫标准|退出|摘帽|出列")
_A_STEP = expression(
    r"(?:清淤|清表|清障|路基|基层|垫层|土方|管沟|基坑|桩基|砌筑|整地|挖穴|征地|征收|拆迁|勘测|测绘|备料|预埋)(?:工程|施工|作业)?(?:已|累计|完成|达到?|约)*$",
    needs="清路基垫土管桩砌整挖征拆勘测备预",
)


def _a_step_only(of: InQuestion) -> Unaccounted | None:
    """40公里河道完成清淤32公里 of 整治河道: so far has one step come, of which the promise does not speak."""
    if not of.amount or of.summed or of.reckoned or of.judged.light is not Light.GREEN:
        return None
    found = _A_STEP.search(of.words.left)
    if found is None or found[0][:2] in of.promised:
        return None
    return of.found(found[0], Aspect.COMPLETION, "前面写的是其中一步", "before it stands one step of the work,")


_DEEDS = expression(r"改造|改建|扩建|续建|修缮|提升|更新|维修|盘活|整治|保留|置换|储备|维护|升级|优化|调整|延伸|恢复")
_JOINED = expression(rf"(?P<other>[\u4e00-\u9fff]{{2,}})(?:{AND})(?P<own>[^、,]{{2,}})$")


_PREPARED = expression(
    r"(?:签约|(?<!新增)备案|规划|储备|洽谈|意向|公示|初评|申报|立项|谋划|协议|合同|预约|报名|受理|评审)(?:的)?$"
)


def _prepared_only(of: InQuestion) -> Unaccounted | None:
    """规划公园建成8个: a word of a stage before the end stands in front of the very things."""
    left, metric = of.words.left, of.seen.metric
    at = left.find(metric) if len(metric) >= 2 else -1
    before = left[:at] if at >= 0 else left if metric and of.words.right.startswith(metric) else ""
    found = _PREPARED.search(before)
    if found is None or found[0].rstrip("的") in of.promised or of.seen.value == of.case.target.value:
        return None
    return of.found(found[0], Aspect.COMPLETION, "前面写的是", "before it stands")


def _joined(of: InQuestion) -> Unaccounted | None:
    if (of.amount and of.judged.light is not Light.GREEN) or "分别" in of.words.left:
        return None
    found = _JOINED.search(of.words.left)
    if found is None or EXAMPLES.match(of.words.left) or are_names(of.words.left, of.seen):
        return None
    if of.summed:
        return None
    if of.case.target.metric[-2:] not in found["own"]:
        return None  # 由负转正、增长0.6%
    if not content(found["other"]) or _WHO_DID_IT.match(found["own"]) is not None:
        return None  # 实施并完成湿地修复12处
    if found["other"].endswith("签约") and found["own"].startswith(("落地", "开工", "投产")):
        return None  # 签约并落地项目176个: the one after the other
    other, deed = found["other"][-2:], _DEEDS.match(found["own"])
    if deed is not None and deed[0] not in of.promised:
        other = deed[0]  # 新增、改造学位4.7万个
    if all(letter in of.promised for letter in other) or any(other in kind for kind in kinds_of(of.promised)):
        return None  # 新开、优化 of 新辟优化
    return of.found(found[0], Aspect.METRIC, "前面写的是", "before it stands")


# 三大运营商和铁塔公司共新建5G基站612座: who did it together
_WHO_DID_IT = expression(
    r"[^,;。]{1,8}?(?:公司|集团|运营商|部门|单位|银行|[局委办])(?:共|共同|合计|累计|已)+(?:新建|新增|完成|建成|发放|改造)"
)
_OF_A_PLAN = expression(r"(?:进度|完成率|执行率|支付率|支出率)$")
_A_NAME = 3
_QUOTED = expression(r"“([^“”]+)”")


def _narrower_promise(of: InQuestion) -> Unaccounted | None:
    """绿色厂房建成20座 was promised, and 厂房建成22座 is told: they may be of all kinds."""
    target, seen = of.case.target, of.seen
    if of.amount and (of.at_least_so_much is False or of.ceiling or seen.value == target.value):
        return None
    if indicator_of(target.metric) is not None and indicator_of(target.metric) == indicator_of(seen.metric):
        return None
    if of.summed:
        return None
    if target.basis is Basis.RANK or _OF_A_PLAN.search(target.metric) or "其中" in of.words.left:
        return None
    if target.value_text is not None and is_told_again(target.value_text, of.case.task.statement):
        return None  # the promised things are spoken of, by whatever short name
    if is_answered_item_by_item(of.case.task, target, seen):
        return None
    if any(own in of.case.task.statement for own in _QUOTED.findall(target.metric)):
        return None
    name = content(in_one_word(without_examples(target.metric)))
    said = in_one_word(of.case.task.statement) + of.case.task.statement
    if "城乡" in said:
        said += "城镇农村"
    run = ""
    for letter in name:
        if letter in said:
            break
        run += letter
    rest = name[len(run) :]
    told = content(without_stages(of.words.left))
    wider = names_only_its_class(target, (target.action or "") + target.metric, of.words.left)
    if of.amount and not wider and (len(told) < _A_NAME or not told.endswith(rest[-2:])):
        return None  # 总数达到109个 goes on from the clause before
    if (lead := HARMLESS.match(name)) is not None and lead.end() >= len(run):
        return None  # 城镇 goes without saying before 登记失业率, which stands behind it
    run = run if wider and run.startswith("高") else HARMLESS.sub("", run)  # 高技能人才
    if _SPENT_BY_IT.search(name) and _OF_A_LEVEL.search(said) is None:
        run = _ITS_OWN_LEVEL.sub("", run)  # whose expenses they are goes without saying
    if any(run in kind for kind in kinds_of(of.words.left)):
        return None  # 制修订 of 发布标准11项 is a deed, and names no others
    if len(run) < 2 or len(rest) < 2 or rest[-2:] not in said or of.left_out:
        return None
    return of.found(run, Aspect.METRIC, "没有写是不是", "it is not said whether they are")


def _of_all_the_place(of: InQuestion) -> Unaccounted | None:
    """市级一般性支出 was promised, and 全市一般性支出 is told: the counties' own are in it."""
    own, whole = _OWN_LEVEL.match(of.case.target.metric), _ALL_OF_IT.search(of.said)
    if own is None or whole is None or own["level"] != whole["level"] or whole[0] in of.promised:
        return None
    return of.found(whole[0], Aspect.METRIC, "前面写的是", "before it stands")


_OWN_LEVEL = expression(
    r"(?P<level>[省市区县州])(?:本?级|直)(?!以上)(?=[^,;。]{0,8}(?:支出|经费|收入|预算))", needs="级直"
)
_ALL_OF_IT = expression(r"全(?P<level>[省市区县州])(?!本?级|直)", needs="全")
_SPENT_BY_IT = expression(r"一般性支出|三公|公用经费|会议费|培训费|差旅费|行政成本|办公经费")
_OF_A_LEVEL = expression(r"全[省市区县州]|各级|[各全]县|县区|区县|乡镇")
_ITS_OWN_LEVEL = expression(r"^[省市区县州]?本?级(?:部门|机关|单位)?|^[省市区县州]直(?:部门|机关|单位)?", needs="级直")


_QUESTIONS: tuple[Callable[[InQuestion], Unaccounted | None], ...] = (
    _on_condition,
    _denied,
    _hoped_for,
    _at_another_time,
    others_have_yet_to_report,
    in_a_bracket,
    strange_words,
    stands_for_one_place,
    _far_beyond,
    _not_their_end,
    _a_step_only,
    _joined,
    more_of_it_beside,
    all_there_are,
    some_are_not_new,
    new_or_the_sum,
    new_or_what_is_left,
    not_all_new,
    reckoned_otherwise,
    _prepared_only,
    _narrower_promise,
    _of_all_the_place,
    says_it_is_behind,
    leaves_a_rest,
    at_the_border,
    done_otherwise,
)

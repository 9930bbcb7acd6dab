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

from collections.abc import Callable, Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
from luoshi.indicators import indicator_of, same_metric
from luoshi.pacing.another_act import done_otherwise
from luoshi.pacing.case import Case
from luoshi.pacing.comparison import conversion
from luoshi.pacing.flow_or_stock import COUNTED
from luoshi.pacing.full_rates import is_full_of_each
from luoshi.pacing.fuller_names import is_but_fuller
from luoshi.pacing.in_question import InQuestion, Unaccounted, bearing
from luoshi.pacing.item_by_item import is_answered_item_by_item
from luoshi.pacing.likeness import content, is_measured_there, is_the_bare_rate, share_in
from luoshi.pacing.narrowed import HARMLESS, is_told_again
from luoshi.pacing.new_or_all import all_there_are, new_or_the_sum, some_are_not_new
from luoshi.pacing.perhaps_not_all_new import not_all_new
from luoshi.pacing.plain_names import says_only_its_name
from luoshi.pacing.promised_number import among_the_promised
from luoshi.pacing.scopes import scope_in
from luoshi.pacing.stages import Around, Progress, level, progress_in, without_stages
from luoshi.pacing.wordings import act_of, figure_words, promise_words, surroundings, without_examples
from luoshi.plan import Aspect, Assessment, Basis, Light, Observation, Target


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


_BRACKET = expression(r"[\u4e00-\u9fff]{0,12}\(([^()]{1,60})\)")
_IN_BRACKETS = expression(
    # 指数（CPI）: a short name
    r"^[A-Za-z&.\d]{2,8}$|^(?:其中|不含|不包?括|剔除|去年|上年|同比|较|比|占|即|折合|约合|分别|原|\d|完成|见|附|另|余下|剩余|全省|排名|排|居|位|数据|按|约|快报|预计|初步|其他|扣除|下同|同上)|[\d.]+[万亿]?[\u4e00-\u9fff]{1,3}[、,].*\d|\d[\u4e00-\u9fff]{1,3}(?:等)?$"
)


def _in_brackets(of: InQuestion) -> Unaccounted | None:
    if of.words.bracketed:
        return None
    text = level(of.case.task.statement)
    behind = _BRACKET.match(text, of.seen.value_span.end)
    for inside in [*_ANY_BRACKET.findall(of.clause), *([behind[1]] if behind else [])]:
        if (
            inside in of.promised
            or _PLACES.fullmatch(inside)
            or (_IN_BRACKETS.search(inside) and not _INCLUDES.match(inside))
        ):
            continue
        if _are_their_names(inside, of.seen):
            continue
        more = _INCLUDES.sub("", inside)
        if of.at_least_so_much and more == inside and not _OPEN_STAGE.search(inside):
            continue  # 320个（主城区）: the whole is no less
        if more in of.promised or not (more != inside or unknown_in_bracket(inside, of.promised)):
            continue
        return of.found(inside, Aspect.METRIC, "旁边的括号里写的是", "the bracket beside it says")
    return None


def _are_their_names(inside: str, seen: Observation) -> bool:
    """Whether a bracket gives each of a few things a name: 新增上市公司1家（北交所）, 2家（甲科技、乙股份）."""
    names = inside.split("、")
    if len(names) != seen.value or seen.measure not in COUNTED or _NO_NAMES.search(inside):
        return False
    return all(len(name) > 1 for name in names)


_NO_NAMES = expression(
    r"含|包括|待|未|拟|暂|尚|预|估|重复|计划|在建|签约|筹|扣|剔|不|约|或|更正|调|原|存量|续|复|上年|去年|结转|外|试|初|部分|\d"
    r"|[省市区县镇乡村]$|城区|全[省市区县]|数据|口径|统计|[上以]报"
)
_ANY_BRACKET = expression(r"(?<=.)\(([^()]{1,60})\)")
_PLACES = expression(r"[、省市县区州盟旗镇乡街道]+")
_INCLUDES = expression(r"^(?:已|均|也)?(?:包?含|包括|涵盖)(?:了)?")


def unknown_in_bracket(words: str, promised: str) -> bool:
    """Whether a bracket has two letters together of which the promise and the words of reporting know nothing."""
    left = "".join("," if letter in promised else letter for letter in content(_KNOWN.sub(",", in_one_word(words))))
    return any(len(run) >= 2 for run in _SEPARATORS.split(left)) or bool(_OPEN_STAGE.search(words))


_OPEN_STAGE = expression(r"待|未|拟|暂|尚|不完全|重复|估")


_KNOWN = expression(
    r"按?(?:不变|可比)价格?(?:计算)?|前\d+个?月|\d+个月|前[一二三四]季度|[上中下]旬|月[底末初]|年[底末初]|(?:去年|上年)(?:同期|同月|[底末])?|同期|上月|至今|以来|期末|期内|有效期|本期"
    r"|自然(?:口径)?(?=增|下降)|同比|环比|增长率?|增加|增[幅速长至到]|涨幅|降幅|升幅|下[降滑跌调]|上[升涨调]|降[低至到为]|减少|改善|好转|回[升落]|提[高升]|发展|扩大|扩展|升[至到]|持平|收窄|放缓|加快|快于|慢于|高[于出]|低于|落后|滞后|领先|超[过出额]?|突破|[增长降升]到|时间进度|序时(?:进度)?|由[正负]转[正负]"
    r"|达到?|保持|稳定|控制|维持|位居|位列|名列|跻身|居|排名?|连续|首次|再创|创历史新高|历史新高|历史|新高|大关|跃上|跨越|迈上|稳居"
    r"|如期|按时|按期|按质|提前|顺利|圆满|成功|相继|先后|直接|精准|初步|[测估]算|估计|核算|统计|方面|深化|推动|稳步|有力|高质量|高标准|高效|只|仅|做完|做好|精心|统筹|协同|新开|着力|全线|贯通|主动|切实|共计|实实在在"
    r"|依法依规|依法|依规|足额|逐[户项个一]|对账|通过|市级|省级|验收|揭牌|营业|对外|上图入库|入库|日"
    r"|更正|修正|核[定实减]|调整|订正|拨付|兑付|支付|学员|[两二三四五六七八九十]+[县区片镇]|[一二三四五六七八九十]+至[一二三四五六七八九十]+月|[调压削缩]减|精简|演出|放映"
    r"|[\u4e00-\u9fff]{2,4}[省市县区州旗](?=20\d\d年)"
    r"|接待|金融机构|乡镇(?=累计|合计|共)|主体|基础|桩基|路基|增量|前列|全[国省]|[两二三四五六七八九十]+[项类个]|个(?:乡镇|县区|街道|社区|行政村)|[万亿]元"
    r"|面积|资金|总水平|平均值?|均值|规模|人次|总[额量值]|额|量|率|值|数|支出|比例|占比|比重|幅度|合计|累计|达标"
    r"|固定资产(?=投资)|等?(?:方式|渠道|途径)(?=实现|新增|筹集|完成|引进|取得)|认定|评定|获评|命名|获|还差|差|欠|距|离|圆满"
)
_SEPARATORS = expression(r"[,;。、()“”\"'\s:]")
# 和平台 joins, and 和平区 does not
_AND = r"、|以及|及(?!以)|和(?!平(?![台均原价房板急])|谐|睦|美(?![术育容丽食国发]))|与|并|暨"
_JOINER = expression(_AND)
_LABEL = expression(r"[\u4e00-\u9fff]+:")


def unknown(words: str, promised: str) -> list[str]:
    """Return the runs of two letters and more of which neither a promise nor the words of reporting know anything."""
    found: list[str] = []
    for part in _SEPARATORS.split(_KNOWN.sub(",", in_one_word(words))):
        run = ""
        for letter in content(without_stages(part)):
            if letter in promised:
                found.append(run)
                run = ""
            else:
                run += letter
        found.append(run)
    return [run for run in found if len(run) >= 2]


def _strange(of: InQuestion) -> Unaccounted | None:
    figure = of.case.proof.figure
    if figure is None or of.reckoned or of.at_least_so_much or of.case.target.basis is Basis.BREAKTHROUGH:
        return None
    target, seen = of.case.target, of.seen
    if of.summed or is_the_bare_rate(target.metric, seen.metric) or is_full_of_each(target, seen):
        return None  # the rule of the sum has placed the names of its parts
    if seen.value == target.value and _ALL.search(of.words.right):
        return None  # the promised things themselves, by a longer name
    left, right = _own_part(of), _ALIAS.sub(",", of.words.right)
    if among_the_promised(of.case.task, target, of.words):
        left = ""  # the promised number and its noun
    if says_only_its_name(target, promise_words(of.case.task, target), of.words.left):
        left = ""  # the promised name, who, when and the promised deed
    name = figure_words(seen, of.words).metric
    same = same_metric(seen.metric, target.metric) or content(name) == content(target.metric)
    if name and (same or is_but_fuller(of.case.task, target, seen)):
        left, right = (words.replace(seen.metric, ",") for words in (left, right))
    promised = of.promised
    if _SPENT.search(target.metric):
        promised += "省市区县州本级"
    if target.basis is Basis.RANK and seen.scope:
        left = left.replace(seen.scope, ",")  # its bodies were held against the promised ones
    if target.metric.endswith("吞吐量"):
        left = _PORT.sub(",", left)
    by_definition = seen.basis is Basis.SHARE and is_but_fuller(of.case.task, target, seen)
    if (target.basis is Basis.SHARE or by_definition) and _SHARED_OUT.search(promised) is None:
        left = _OF_THE_WHOLE.sub(",", left)
    if (wanted := scope_in(of.case.task.text)) and scope_in(left) == wanted:
        left = _WITHOUT.sub(",", left)
    for words in (left, right):
        for run in unknown(words, promised):
            if is_measured_there(content(target.metric), run):
                continue
            return of.found(run, Aspect.METRIC, "旁边写的是", "beside it stands")
    return None


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
    told = _ALL.search(of.words.right)
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
_ALL = expression(r"全部|均|都|全面|已")
_ALIAS = expression(r"“[^“”]{1,12}”")
_SPENT = expression(r"支出|经费|三公|债务")
_PORT = expression(r"[\u4e00-\u9fff]{2,6}?(?:机场|航空港|港口?|码头|口岸|车站)")
_OF_THE_WHOLE = expression(r"占[\u4e00-\u9fffA-Z]{2,12}(?:比重|比例|份额)")
_SHARED_OUT = expression(r"占(?!比|地)")
_EXAMPLES = expression(r"^.*、.*等(?=[\u4e00-\u9fff]{2})|^.*等$")


def _own_part(of: InQuestion) -> str:
    """The words before a number that are said of its own thing, of a list that is shared, exemplified or of names."""
    left = of.words.left
    if "分别" in left or _are_names(left, of.seen):
        return ""
    left = _EXAMPLES.sub("", left)
    members = left.split("、")
    own = [one for one in members if of.case.target.metric and of.case.target.metric in one]
    return own[0] if len(members) > 1 and own else left


def _are_names(left: str, seen: Observation) -> bool:
    """Whether the words in front are as many names as the number counts: 龙泉外滩、柳津湖、回风三处公交站."""
    return seen.value > 1 and seen.value == len(level(left).strip(", ").split("、"))


# 剔除留抵退税因素后同口径增长7.1%
_WITHOUT = expression(r"(?:剔除|扣除|还原)[^,;。]{2,16}?(?:因素|影响|政策)(?:影响)?后?")


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
_JOINED = expression(rf"(?P<other>[\u4e00-\u9fff]{{2,}})(?:{_AND})(?P<own>[^、,]{{2,}})$")


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
    if found is None or _EXAMPLES.match(of.words.left) or _are_names(of.words.left, of.seen):
        return None
    if of.summed:
        return None
    if of.case.target.metric[-2:] not in found["own"]:
        return None  # 由负转正、增长0.6%
    if not content(found["other"]) or _WHO_DID_IT.match(found["own"]) is not None:
        return None  # 实施并完成湿地修复12处
    other, deed = found["other"][-2:], _DEEDS.match(found["own"])
    if deed is not None and deed[0] not in of.promised:
        other = deed[0]  # 新增、改造学位4.7万个
    if all(letter in of.promised for letter in other):
        return None
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
    if of.amount and (len(told) < _A_NAME or not told.endswith(rest[-2:])):
        return None  # 总数达到109个 goes on from the clause before
    if (lead := HARMLESS.match(name)) is not None and lead.end() >= len(run):
        return None  # 城镇 goes without saying before 登记失业率, which stands behind it
    run = HARMLESS.sub("", run)
    if len(run) < 2 or len(rest) < 2 or rest[-2:] not in said:
        return None
    return of.found(run, Aspect.METRIC, "没有写是不是", "it is not said whether they are")


def _more_beside(of: InQuestion) -> Unaccounted | None:
    """客运航线3条、货运航线4条 of 客货运航线6条: another figure that no rule placed may have to be added."""
    figure, target = of.case.proof.figure, of.case.target
    if of.judged.light is Light.GREEN or not of.amount or of.ceiling or figure is None or of.reckoned:
        return None
    if figure.basis is not Basis.LEVEL or _WHOLE.search(of.words.left) or of.summed or "分别" in of.said:
        return None
    inside = {seen.value_span for seen in bearing(of.case.task, figure)}
    placed = {passed.figure.value_span: passed.aspect for passed in of.case.proof.passed}
    others = [one for one in of.case.task.targets if one is not target]
    for other in of.case.task.observations:
        factor = conversion(other.measure, target.measure)
        if factor is None or other.base or other.value_span in inside or other.answers is not None or other.estimated:
            continue
        if other.basis is not Basis.LEVEL or other.part_of or other.value == target.value:
            continue
        if placed.get(other.value_span) not in (None, Aspect.METRIC):
            continue
        its = surroundings(of.case.task, other)
        if _WHOLE.search(its.left) or progress_in(its.left) not in (None, Progress.DONE):
            continue
        first, last = sorted((other.value_span.start, of.seen.value_span.start))
        if "其中" in of.case.task.statement[first:last] or _AREA.search(target.metric):
            continue
        places = _AREA.match(of.words.left) and _AREA.match(its.left)
        if not places and (target.metric in of.words.clause or not _like(other, its, target, others)):
            continue
        if target.metric in its.clause and target.metric not in of.words.clause:
            continue  # a rule has passed over what has the promised name: 建设厂房32万平方米，竣工18万平方米
        if not places and _is_of_another_deed(of, its):
            continue
        both = replace(figure, value=figure.value + other.value * factor)
        if of.again(both).light is not of.judged.light:
            why = f"旁边还有{other.value_text}，没有写是不是要加上"
            why_en = f"{other.value_text} stand beside it; whether both add up is not said"
            return Unaccounted(other.value_text, of.seen, Aspect.METRIC, why, why_en)
    return None


_WHOLE = expression(r"其中|累计|合计|共|总|全[省市县区]")


_AREA = expression(
    r"(?:市区|城区|主城区|中心城区|县城|城镇|县域|乡镇|农村|各[区县镇乡][^类级项种]|(?:其余|其他)[县区乡镇]|[\u4e00-\u9fff]{2,3}(?<!社)[区县镇乡](?!级|域))"
)


def _is_of_another_deed(of: InQuestion, its: Around) -> bool:
    """Whether the promised deed stands with the figure and not with the other: 收储1500亩、出让720亩."""
    target = of.case.target
    act = act_of(promise_words(of.case.task, target), target)
    deed = act[-2:] if len(act) >= 2 else target.metric[:2]
    if len(deed) < 2 or deed not in of.words.left + of.words.carried:
        return False
    return deed not in its.left + its.carried


def _like(other: Observation, its: Around, target: Target, others: Sequence[Target]) -> bool:
    """Whether a figure that has a name of its own may be one of the promised things, and none of another promise."""
    name, promised = content(other.metric), content(target.metric)
    if name not in content(its.clause):
        name = content(without_stages(its.left))
    if len(name) < 2 or name[-1:] != promised[-1:]:
        return False
    near = share_in(name, target.metric)
    return near >= _MOSTLY and all(share_in(name, one.metric) < near for one in others)


_MOSTLY = 0.55


_TOGETHER = expression(r"合并(?:计算|统计)?|之和|[两三]项合计|捆绑|口径调整|可比口径")


def _reckoned_otherwise(of: InQuestion) -> Unaccounted | None:
    """两项合并计算，已达到84%: another way of counting than was promised."""
    found = _TOGETHER.search(of.said)
    if found is None or found[0] in of.promised:
        return None
    if of.amount and found[0].endswith("合计"):
        return None
    return of.found(found[0], Aspect.BASIS, "前面写的是", "before it stands")


_BEHIND = expression(
    r"(?:低于|慢于|落后于?|滞后于?|未达到?|没有达到|未能达到|达不到|不及)(?:[^,;。\d]{0,4})(?:序时|时序|时间)(?:进度|要求|节点)?"
    r"|(?:未能?|没有)(?:按期|如期)?完成(?:了)?(?:全年|年度|年初|既定|预定|半年|季度|阶段性?)*的?(?:任务|目标|计划)"
    r"|(?:进度|完成率)(?:偏慢|滞后|落后|较慢|缓慢)|欠(?:序时|进度)|未达(?:到)?(?:预期|目标|计划|要求)"
    r"|[与距离](?:序时|计划|目标|任务|要求|进度)[^,;。\d]{0,6}差距"
)
_OF_ITSELF = expression(r"^[\u4e00-\u9fff]{0,8},?(?:总体|整体|略|仍|但|暂|目前|明显|仅|还)*$")


def _says_it_is_behind(of: InQuestion) -> Unaccounted | None:
    """新增22家，低于序时进度: what a sentence says of its own figure goes before what is reckoned from it."""
    if of.judged.light is not Light.GREEN or of.reckoned:
        return None
    text = level(of.case.task.statement)
    found = _BEHIND.search(text, of.seen.value_span.end, of.seen.value_span.end + _A_CLAUSE)
    if found is None or _OF_ITSELF.match(text[of.seen.value_span.end : found.start()]) is None:
        return None
    return of.found(found[0], Aspect.COMPLETION, "后面写的是", "behind it stands")


# 改造20个 of 20, and 其余均在施工: there is a rest
_A_REST = expression(
    r"[\u4e00-\u9fff]{0,8}[,;](?:其余|剩余|余下|其他|另有部分)[^,;。\d]{0,10}"
    r"(?:施工|建设|推进|正在|未|计划|拟|进场|开工)"
)


def _leaves_a_rest(of: InQuestion) -> Unaccounted | None:
    if of.judged.light is not Light.GREEN or of.reckoned or not of.amount or of.seen.value != of.case.target.value:
        return None
    found = _A_REST.match(level(of.case.task.statement), of.seen.value_span.end)
    if found is None:
        return None
    return of.found(found[0].strip(",; "), Aspect.COMPLETION, "后面写的是", "behind it stands")


_A_CLAUSE = 24
_QUESTIONS: tuple[Callable[[InQuestion], Unaccounted | None], ...] = (
    _on_condition,
    _denied,
    _hoped_for,
    _at_another_time,
    _in_brackets,
    _strange,
    _far_beyond,
    _not_their_end,
    _a_step_only,
    _joined,
    _more_beside,
    all_there_are,
    some_are_not_new,
    new_or_the_sum,
    not_all_new,
    _reckoned_otherwise,
    _prepared_only,
    _narrower_promise,
    _says_it_is_behind,
    _leaves_a_rest,
    done_otherwise,
)

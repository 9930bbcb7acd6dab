"""Left out: a figure whose clause leaves out what the row itself says, where nothing else can be meant.

筹集配租型保障性住房1200套 · 已筹集716套                  the deed alone: of what, the row says
放映公益电影1800场         · 电影放了1296场               the noun in front, which is known, and its verb behind
基本医疗保险参保率95%      · 参保率96.3%                  the end of the promised name
单位GDP能耗下降3%          · 经初步核算，下降3.4%         the change alone

Without times, adverbs and verbs of the promised kind nothing is left of the clause, or an end of the promised name. It
has to be the one figure of its measure that can be meant, for the one target that it can be meant for, and the words
before it name nothing else. What is wider than the promise (企业 of 高新技术企业) leaves open what it counts, and so
does another modifier, another stage, a part, a plan and a month, which are never taken off here.
"""

from decimal import Decimal
from functools import lru_cache

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion
from luoshi.pacing.deeds_of_kinds import ANY_DEEDS, deeds_for
from luoshi.pacing.likeness import DEED, content, shared_part
from luoshi.pacing.narrowed import HARMLESS
from luoshi.pacing.stages import Progress, level, without_stages
from luoshi.pacing.wordings import progress_for, promise_words, surroundings
from luoshi.pacing.words_of_reporting import unknown
from luoshi.plan import Basis, Observation, Target, Task

_TIMES = (
    r"半年来?|(?:今年|年初|开年|入夏|入冬|入汛)?以来|年初至今|今年至今|(?:截[至止]|到)?(?:目前|现在|今年|年底|年末|期末|季末|月末)"
    r"|上半年|前[一二三两]季度|[一二三四]季度|全年|年内|今年|本年度?|当年|年底|年末|期末|期内|季末|月末|截至|截止|目前|现阶段"
    r"|前[\d一二三四五六七八九十]{1,2}个?月|(?:\d{1,2}月?|一)[-—–~～至到]\d{1,2}月份?"
    r"|(?:截[至止]到?|到)(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末)?|\d{4}年(?!版)"
)
_ADVERBS = (
    r"共计|合计|累计|总计|总共|一共|实际|陆续|先后|已经|现已|全部|成功|顺利|如期|提前|超额|平均|初步"
    r"|(?:全|我|本)[省市区县州镇]|(?:比|较|同)(?:上年|去年)(?:同期)?|同比|经(?:初步)?(?:核算|测算|统计|初核)|据统计"
    r"|(?<!公)共(?![同享有建青产性富])|已|(?<![实发兑])现(?![有存代场金役])|仅|只|(?<!人)才(?![能艺])|均(?![衡价等])|(?<![签节履预])约(?![谈束])"
    r"|(?<!附)近(?![视海郊])|也|就(?![业学医餐近地])|为(?![民老农])|达到?(?![标产])|超过?(?![市级声高低重])|突破|了"
    r"|(?<![国公拥保现实共所])有(?![效机色限轨线氧关害毒])|(?<![所取])得|的|[，,、 ]"
)
_AT_THE_FRONT = expression(rf"^(?:{_TIMES}|{_ADVERBS})+")
_AT_THE_END = expression(rf"(?:{_ADVERBS})+$")
_CHANGES = expression(r"^(?:增长|增加|提高|提升|上升|上涨|下降|降低|减少|回落|下滑|压减|压降)(?:了|约|到位)?$")
# nouns for whatever is promised, by which no class of it is told
_BARE_CLASSES = expression(
    r"(?:面积|资金|投资|项目|任务|工程|规模|里程|长度|数量?|人数|户数|总?额|金额|总量|家|个|人|户|收入|支出|产值|产量|营收|贷款|融资|债券"
    r"|企业|主体|设施|站点|点位|机构|活动|中心|平台|基地|园区|小区|社区|村庄?|学校|医院|公园|道路|公路|农田|土地|用地|房|住房|人才|人员|就业"
    r"|岗位|床位|学位|产业|产品|车辆|车|管网|管道|服务|制度|标准|专利|案件|培训|改造|建设|率|量|值)+"
)
# of such as these there are others beside, which an office counts too
_SINGLES_OUT = expression(
    r"的|有|超|以上|公共|绿色|农村|城镇|城市|城区|乡村|普惠|公办|民办|公立|民营|民间|[省市县区]级|[省市县区]属|国家|全国|国际|自治区|中央|地方|高标准|高新|高技|高端|高价值|规上|限上|规模以上"
    r"|限额以上|专精特新|小巨人|瞪羚|独角兽|单项冠军|发明|新能源|纯电|充电|智能|智慧|数字|示范|重点|重大|优质|特色|新型|新式|出口|进口|跨境|工业|农业"
    r"|制造业?|服务业|商贸|亿|[千百]万|大型|中型|小型|微型|小微|市政|商品|住宅|调查|登记|户籍|中级|高级|初级|[一二三四五甲]级|首|有机|创新|科技|技术|战略"
    r"|外资|外贸|内资|境外|境内|入境|过夜|产业|生态|核心|骨干|总部|上市|涉农|技改|网络|线上|信息|先进|标准化|规范|星级|精品|美丽|生产性|生活性|长期|短期|应急|专项|一般|大学|高校|青年|农民|"
    r"职业|本科|博士|硕士|研究生|学前|义务|高中|小学|初中|中医|三甲|基层|[Aa\d]"
)
_ONLY_A_GRADE = expression(r"(?:国家|省|市|县|区)级")
_BARE_RATE = expression(
    r"(?:(?:覆盖|合格|达标|整改|办结|治理|处理|利用|普及|参保|签约|入园|收集|处置|回收|完好|普惠|绿化|硬化|入学|巩固|参合|检出|查处|履约|满意)+[率度])"
)
_ONE_LETTER = frozenset("戏")
_A_PART = expression(r"^(?:其中|其余|剩余?|剩下|余下?|另|尚|还|仍)")
_THEN_OF = expression(r"^[ ,，]*(?:其中)?(?:均|都|全|主要)(?:部)?(?:为|是|系|属)[^,;。]+")
_STOP = expression(r"[。;!?\n]")
_MOST = 30
_NO_MORE_THAN = Decimal("1.5")
_LEVELS = (Basis.LEVEL, Basis.PER_CAPITA, Basis.SHARE)


def leaves_out_what_was_promised(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Tell whether a figure's clause names nothing but an end of the promised name, or nothing, and is the only one."""
    if target.value is None or not target.metric or len(words.left) > _MOST or words.bracketed or words.carried:
        return False
    if seen.answers is not None or seen.part_of or seen.base or _is_named_behind(task, seen, words):
        return False
    said = _left_of(task, target, words.left, seen.basis)
    if said is None or not _may_mean(target, seen, said):
        return False
    if progress_for(task, target, words) not in (None, Progress.DONE):
        return False
    return (
        _is_the_one_target(task, target, seen, words, bare=not said)
        and _is_the_one_figure(task, target, seen)
        and not _a_part_has_the_rest(task, target, seen, said)
        and _nothing_else_is_named(task, target, seen, words, bare=not said)
    )


def goes_on_from_another(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Tell whether a figure with the end of the promised name goes on from another: 职工医保参保43万人，参保率96%."""
    said = _left_of(task, target, words.left, seen.basis)
    if not said or said == target.metric or not said.endswith("率"):
        return False
    before = _CLAUSES.split(level(task.statement)[: seen.value_span.start - len(words.left)].rstrip(", "))[-1]
    whose, found, _ = _AT_THE_FRONT.sub("", before).partition(said[:-1])
    whose = _TOWN.sub("", whose)  # where the air is measured
    return bool(found) and any(whose.startswith(run) for run in unknown(whose, in_one_word(task.text) + task.text))


def _a_part_has_the_rest(task: Task, target: Target, seen: Observation, said: str) -> bool:
    """Whether another figure has what this one leaves out: 助餐点新开33个，其中老年8个."""
    rest = content(_rest_of(in_one_word(target.metric), said) or "") if said else content(target.metric)
    if len(rest) < _LEAST:
        return False
    return any(
        rest[:_LEAST] in in_one_word(words.clause) and (other.part_of or _AMONG_THEM.search(words.left))
        for other in task.observations
        for words in (surroundings(task, other),)
        if other.value_span != seen.value_span
        and other.answers is None
        and conversion(other.measure, target.measure) is not None
        and (other.basis is Basis.GROWTH) is (seen.basis is Basis.GROWTH)
    )


_TOWN = expression(r"^(?:市区|县城|(?:中心|主)?城区)")
_AMONG_THEM = expression(r"其中|包?含|包括")
_LEAST = 2


def _is_named_behind(task: Task, seen: Observation, words: Around) -> bool:
    """Whether a noun stands behind a number: 206个市级重点项目开工198个."""
    behind = _UP_TO_THE_NEXT.match(level(task.statement), seen.value_span.end)
    own = "" if behind is None or not words.shared else behind[0].strip("、和及与并 ")
    return any(bool(content(without_stages(one))) for one in (words.right, own))


_UP_TO_THE_NEXT = expression(r"[^,;。!?\n\d]*")


_BODIES = expression(r"企业|公司|单位|机构|主体|项目|平台|基地|园区|人才|人员|学校|专利|贷款")


def names_only_its_class(target: Target, act: str, words: str) -> bool:
    """Tell whether the words before a number name no more than the class of the promised things: 企业引进26家."""
    name, _ = _bare_name(level(words).strip(), act, target.action or "", target.metric)
    return target.metric.endswith(name) and _BODIES.fullmatch(name) is not None


def _left_of(task: Task, target: Target, words: str, basis: Basis) -> str | None:
    """What a clause leaves of a name, where nothing or an end of the promised one; None where it says another thing."""
    promise = promise_words(task, target)
    act = (target.action or "") + promise.act + target.metric
    name, behind = _bare_name(level(words).strip(), act, target.action or "", target.metric)
    if basis is Basis.GROWTH:
        return "" if not name or _CHANGES.fullmatch(name) else None
    if not name:
        return ""
    if name in _ONE_LETTER or _ONLY_A_GRADE.fullmatch(name):
        return name if behind and name in target.metric else None
    rest = _rest_of(in_one_word(target.metric).replace("“", "").replace("”", ""), name)
    if rest is None or _BARE_CLASSES.fullmatch(name) or rest[-1:].isdigit():
        return None
    if not content(HARMLESS.sub("", DEED.sub("", rest + name))).replace(content(HARMLESS.sub("", name)), "", 1):
        return name
    if _BARE_RATE.fullmatch(name):
        return name  # 治理率 of 农村生活污水治理率: the row says whose
    how_many = _HOW_MANY.search(target.metric) is not None
    is_known = behind or how_many or name.endswith("率")  # 电影放了 speaks of the promised 电影, and 新增电影 of some
    return name if is_known and not _SINGLES_OUT.search(rest) else None


@lru_cache(maxsize=1024)
def _bare_name(words: str, promise: str, action: str, whole: str = "") -> tuple[str, bool]:
    """Words without times, adverbs and the deeds of a promise; and whether one of those stood behind a noun.

    Args:
        whole: the promised name, of which an end is left as it is: the 登记 of 登记失业率 is no deed.
    """
    deeds, behind, before = deeds_for(promise, action), False, ""
    while words != before:
        before = words
        words = _AT_THE_END.sub("", _AT_THE_FRONT.sub("", words))
        if len(words) >= _SO_MANY and whole.endswith(words):
            break
        for deed in deeds:
            if words.endswith(deed):
                words, behind = words.removesuffix(deed), len(words) > len(deed)
                break
            if words.startswith(deed):
                words = words.removeprefix(deed)
                break
    return words, behind


def _rest_of(name: str, said: str) -> str | None:
    """What a name has more than an end of it, or its head shortened; None where it is none: 基本医疗保险 of 参保率."""
    if not name:
        return None
    for whole in (name, DEED.sub("", name), _HOW_MANY.sub("", name), _GIVEN.sub("", name)):
        if whole.endswith(said):
            return whole.removesuffix(said)
        if len(said) == 2 and len(whole) >= _A_HEAD and said[0] == whole[-_A_HEAD] and said[1] in whole[-2:]:
            return whole[:-_A_HEAD]  # 辅具 of 辅助器具
    if len(said) >= _SO_MANY and said[-1] == name[-1]:
        letters = iter(name)
        if all(letter in letters for letter in said):
            left = list(said)
            return "".join(letter for letter in name if not (left and letter == left[0] and left.pop(0)))
    return None


_GIVEN = expression(r"(?<=..)(?:发放|兑付|投放|适配|回收|处置|演出|放映|接种|配备|栽植|铺设)$")
# 参保26.4万人 of 参保人数
_HOW_MANY = expression(r"(?:人数|户数|数量|总数|件数|次数|人次)$")
_A_HEAD = 4
_SO_MANY = 3


def _may_mean(target: Target, seen: Observation, said: str) -> bool:
    """Whether a figure may be the promised number: of its kind, in its direction, and not far beyond it."""
    goal = target.value
    if goal is None or conversion(seen.measure, target.measure) is None:
        return False
    if target.basis is Basis.GROWTH or seen.basis is Basis.GROWTH:
        return target.basis is seen.basis and not said and seen.value * goal > 0
    if target.basis not in _LEVELS or seen.basis not in _LEVELS:
        return False
    return not said or said == target.metric or seen.measure == "%" or seen.value <= _NO_MORE_THAN * goal


def _is_the_one_target(task: Task, target: Target, seen: Observation, words: Around, *, bare: bool) -> bool:
    """Whether no other target of the task may be meant by the same words.

    Args:
        bare: they have no name, so that the promised deed alone tells this target from others that are counted alike.
    """
    alike = [
        other
        for other in task.targets
        if other is not target
        and conversion(seen.measure, other.measure) is not None
        and (other.basis is Basis.GROWTH) is (seen.basis is Basis.GROWTH)
    ]
    if (
        bare
        and alike
        and (seen.measure != target.measure or "其中" in task.text or not _tells_them_apart(task, target, words))
    ):
        return False
    return all(_left_of(task, other, words.left, seen.basis) is None for other in alike)


def _tells_them_apart(task: Task, target: Target, words: Around) -> bool:
    """Whether a clause has a deed of the promise's own, and not of any promise: 共栽植30.1万亩 beside 森林抚育."""
    act = (target.action or "") + promise_words(task, target).act + target.metric
    return any(deed in words.left for deed in deeds_for(act, target.action or "") if deed not in ANY_DEEDS)


def _is_the_one_figure(task: Task, target: Target, seen: Observation) -> bool:
    """Whether every other figure of the measure is settled as another thing, stage, part, plan or month."""
    for other in task.observations:
        if other.value_span == seen.value_span or other.answers is not None or other.base or other.estimated:
            continue
        if conversion(other.measure, target.measure) is None:
            continue
        if (other.basis is Basis.GROWTH) is not (seen.basis is Basis.GROWTH):
            continue
        if other.part_of or (other.period and not other.period.from_january and _is_later(seen, other)):
            continue
        words = surroundings(task, other)
        if _A_PART.match(words.left.strip()) or content(without_stages(words.right)):
            continue
        if progress_for(task, target, words) not in (None, Progress.DONE):
            continue
        if _left_of(task, target, words.left, other.basis) is not None:
            return False
    return True


def _is_later(seen: Observation, month: Observation) -> bool:
    """Whether a figure is told up to the month that another is told of, or for no time of its own."""
    if seen.period is None or month.period is None:
        return True
    return (seen.period.last_year, seen.period.last_month) >= (month.period.last_year, month.period.last_month)


def _nothing_else_is_named(task: Task, target: Target, seen: Observation, words: Around, *, bare: bool) -> bool:
    """Whether the words before a figure name nothing that the task does not: of its sentence, or of all before it.

    Args:
        bare: its own clause has no name.
    """
    text = level(task.statement)
    promised = in_one_word(task.text) + task.text
    behind = _THEN_OF.match(text, seen.value_span.end)
    if behind is not None and unknown(behind[0], promised + "均为都是系属主要全部"):
        return False
    start = seen.value_span.start - len(words.left)
    for other in task.observations:
        span = other.value_span
        if span.end <= start:  # its number and measure name nothing
            text = text[: span.start] + "," * (span.end - span.start) + text[span.end :]
    before = text[:start] if bare else _STOP.split(text[:start])[-1]
    for clause in _CLAUSES.split(_HOW_IT_WENT.sub("", before)):
        name, _ = _bare_name(clause.strip(), promised, "")
        if unknown(name, promised):
            return False
        if not bare or not (own := content(without_stages(name))):
            continue
        # 公厕方面，新改建1500户 of 户厕; 完成投资30亿元，增长8.1%: what is wider stands before it
        if shared_part(own, promised) < 1 or (_BARE_CLASSES.fullmatch(name) and own != content(target.metric)):
            return False
    return True


_HOW_IT_WENT = expression(
    r"高度重视|强化[调统]度?|统筹推进|压实责任|倒排工期|挂图作战|按月调度|有序推进|稳步推进|扎实推进|进展顺利|总体平稳"
    r"|加强调度|加大力度|加快进度|序时推进|正常推进|超额完成|完成情况|计划"
)
_CLAUSES = expression(r"[,;。:!?\n]")

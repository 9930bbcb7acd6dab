"""Wordings: in which words a target was promised, and in which a figure of the statement is told."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Generic, TypeVar

from luoshi.expressions import expression
from luoshi.pacing.around import Around, around
from luoshi.pacing.figure_progress import progress_of
from luoshi.pacing.likeness import Words, content
from luoshi.pacing.reasons import REASON, without_its_asides
from luoshi.pacing.stages import RESULT, Progress, level, without_stages
from luoshi.place import Span
from luoshi.plan import MilestoneKind, Observation, Target, Task

NEW = expression(
    r"新增|净增|再添|新添|又添|再增|(?<![高创更革翻特焕刷])新(?!技术|区|型|材料|能源|兴|城|质|时代|农村|建成区|一代|媒体|三板|四板|生儿|冠|媒)|增加(?![到至])|今年|本年|年内"
)
_WORK = expression(
    r"新\(?[改扩、]+\)?建|改扩建|新建|改建|扩建|续建|改造|提升|修缮|新增|引进|培育|引育|招引",
    needs="修培引扩招提改新续",
)
# works of which a joined word names each: 新改扩建
_JOINED_WORKS = (("新", "新建"), ("改", "改建"), ("扩", "扩建"))
_ONLY_A_GRADE = expression(r"(?:国家|省|市|区|县)级(?:及?以上)?")

_OF_MONEY = expression(r"[\d.]*[十百千万亿]+元?(?:及?以上|级)")
_ONLY_OF_MONEY = expression(rf"({_OF_MONEY.pattern})的?(?:项目|企业)?")

_AMONG = expression(r"([\u4e00-\u9fff]{2,}?)(?:当)?中(?:已|均|有|完成|累计|目前|现|共)")
_NO_THING = expression(
    rf"{REASON.pattern}|(?:比|较)(?:(?:今年|去年|上年)?年?[初底末](?:时|数)?|[上去]年?(?:同期)?)", needs="受因比由较"
)
_BY_WHOM = expression(
    r"^(?:全[省市区县州])?(?:(?:银行业)?金融机构(?:本外币|人民币)?)?(?:各项)?(?=存款|贷款)"
    r"|^[省市区县州]本?级(?=一般性支出|一般公共预算|[“\"]?三公|公用经费|行政经费)"
)
_TOTAL_OF_IT = expression(
    r"(?<=..)(?:保有量|存量|总规模|总数|总量|余额)$|总(?=装机(?:容量|规模)?$)"
    # 运营总里程, 总面积
    r"|总(?=(?:里程|面积|长度)$)"
)
_SINCE = expression(
    r"^(?:[\u4e00-\u9fff]{0,6}累计(?:已|共)?(?:创建|建成|培育|改造|新建|打造|引进|入驻|集聚|汇聚|吸引|落户|孵化)?(?=..)|以?来(?=新|共|改|建)|[\u4e00-\u9fff]{0,4}内的"
    # 全市有效期内高新技术企业: all that there are
    r"|(?:全[省市区县州]|我[省市区县州])?(?:处于|在)?有效期内?的?(?=..)|(?:全[省市区县州]|我[省市区县州])?(?:现存|存续|在营|登记在册|在册)的?(?=..))"
)
# 创建成示范村14个 was read as 成示范村
_NEW_FIRST = expression(
    r"^(?:成(?=[美示标星园绿省市国文平百千])|新(?:认定|评定|获批|命名|入选|创建|登记|注册)|获(?:批|评|认定|命名)(?!贷|补))(?=..)"
)
# what goes on from the things before, and names none: 首批800辆, 只开工3290套, 连同原有13家, 其余3家
NAMELESS = expression(
    r"(?:首批|其余|剩余|余下|仅|只|才|另|因|连同原有?|加上原有?)+(?:总数|总量)?"
    # 已培育入库9户: the register is that of the promised things
    r"|(?:新|已|培育|申报|认定|推荐|成功)*(?:(?:小升规|入库|入统|纳统|入规|升规|升限|上规|进规|[、和及并])*(?:小升规|入库|入统|纳统|入规|升规|升限|上规|进规)|达标|获评|入选|命名|授牌)"
)
# 先后组织年货节、焕新季等促消费活动七场: examples stand before the thing
_EXAMPLES = expression(r"^[^,;。]*、[^,;。]*?等(?=[\u4e00-\u9fff]{3,})")
_NEWLY = expression(
    r"(?<=..)(?:新(?:认定|增|设|登记|注册|培育|添)|[再又]添|再增|(?:新|累计)?入库)(?:总数)?$|^新入库(?=..)"
)
LEFT_IT = expression(r"报废|占用|核销|流出|转出|退库|退出|退规|注销|吊销|关停|淘汰|流失|减少|迁出")
# 某某平台公司成功发行企业债券: who issued it
_ISSUER = expression(
    r"^(?:[\u4e00-\u9fff]{2,16}?(?:公司|集团|平台|国企))?(?:成功)?(?:注册|获批)?发行(?=[\u4e00-\u9fff]{0,6}(?:债|票据|基金|REITs))"
)
# 省下达我市高标准农田建设任务
_HANDED_DOWN = expression(
    r"^(?:国家|[省市区县](?:里|级|委|政府)?|上级)(?:下达|分配|安排|交办)(?:给)?(?:我[省市区县州旗]|全[省市区县州])?(?:的)?(?=..)"
)
_CREDIT = expression(r"^信贷(?:投放|规模)?$")


_Held = TypeVar("_Held")


class TheVery(Generic[_Held]):
    """The targets or figures of one task, known by being the very ones: the hundreds of a text are not compared."""

    __slots__ = ("held",)

    def __init__(self, held: Sequence[_Held]) -> None:
        self.held = held

    def __hash__(self) -> int:
        return id(self.held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TheVery) and other.held is self.held


@lru_cache(maxsize=8)
def _figures_spans(figures: TheVery[Observation]) -> tuple[Span, ...]:
    return tuple(seen.value_span for seen in figures.held if seen.answers is None)


def figures_spans(task: Task) -> tuple[Span, ...]:
    return _figures_spans(TheVery(task.observations))


def surroundings(task: Task, seen: Observation) -> Around:
    """Return the words around a figure of a task's statement, without a mere reason: 因征地受阻仅完成47公里."""
    return _surroundings(task.statement, seen.value_span, TheVery(task.observations))


@lru_cache(maxsize=1024)
def _surroundings(statement: str, figure: Span, figures: TheVery[Observation]) -> Around:
    words = around(statement, figure, _figures_spans(figures))
    return without_its_asides(words)


def promise_words(task: Task, target: Target) -> Words:
    """Return what a target is called, with the words of its clause on both sides of its number."""
    global _last_asked
    last_task, last_target, words = _last_asked
    if last_task is task and last_target is target:
        return words
    if target.value_span is None:
        span = target.span.of(task.text)
        words = Words(_its_thing(target.metric), span, span, "", task.text)
    else:
        words = _promise(task.text, target.metric, target.action or "", target.value_span, TheVery(task.targets))
    _last_asked = task, target, words
    return words


# each rule asks for the words of the one target that is being judged: twenty times, and to look them up takes long
_last_asked: tuple[Task | None, Target | None, Words] = (None, None, Words("", "", ""))


@lru_cache(maxsize=8)
def _spans_of(targets: TheVery[Target]) -> tuple[Span, ...]:
    return tuple(one.value_span for one in targets.held if one.value_span is not None)


@lru_cache(maxsize=1024)
def _promise(text: str, metric: str, action: str, value: Span, targets: TheVery[Target]) -> Words:
    words = around(text, value, _spans_of(targets))
    clause = words.clause if metric in words.clause else action + metric + words.clause
    left = words.left
    carried = RESULT.search(words.carried) or _CARRIES_OUT.search(words.carried) if words.carried else None
    if carried is not None and not action and RESULT.search(left) is None:
        left = carried[0] + left.lstrip("、和及与 ")  # 新增甲类10户、乙类10户: the verb reaches over the list
    return Words(_its_thing(metric), clause, left, words.right, text)


_CARRIES_OUT = expression(r"实施|推进|启动|续建|部署|谋划|储备|申报|推荐|遴选|立项|安排|促成|抓好")


def act_of(promise: Words, target: Target) -> str:
    """Return the verb of a promise, without what it is done to."""
    before = promise.act.partition(target.metric)[0] if target.metric else promise.act
    return (target.action or "") + before


_HELD_IT = expression(r"(?<=..)(?<!筹)(?:举?办|开|搞|做)$", needs="办开搞做")
_NEW_AND_OWN = ("新增", "净增", "新增有", "新增了", "新增的")


def figure_words(seen: Observation, words: Around) -> Words:
    """Return what a figure is called; the new ones of a whole go by the whole's name (其中今年新筹集1.24万套)."""
    # 其中新增专项债218亿元 of 政府债券: what is new has a name of its own
    own = seen.metric and words.left.endswith(tuple(f"{new}{seen.metric}" for new in _NEW_AND_OWN))
    metric = seen.part_of if seen.part_of and NEW.search(words.left) and not own else seen.metric
    metric = _its_thing(metric)
    if words.left.endswith(f"{metric}了"):
        metric = _HELD_IT.sub("", metric)  # 拓市场活动办了436场
    if metric not in words.clause:
        metric = _STAGE_OF_ANOTHER.sub("", metric)  # 加装电梯签约3100台，完工2303台
    if LEFT_IT.fullmatch(metric) and metric not in words.left:
        metric = ""  # 注销5200户，净增6800户: the verb of the figure before names nothing of this one
    if seen.part_of and _ONLY_A_GRADE.fullmatch(seen.metric):
        metric = seen.metric + seen.part_of  # 新发展341个，其中省级22个
    if not metric and not content(NAMELESS.sub("", words.clause)) and (before := _subject_before(words)):
        return Words(before, before + words.clause, words.left, words.right)
    named = metric in words.clause or content(metric) in content(words.clause)
    return Words(metric, words.clause if named else metric + words.clause, words.left, words.right)


def with_its_whole(seen: Observation, its: Words) -> Words | None:
    """Return the name of a grade of money with what its whole counts, or None where it has a name of its own.

    10亿元以上制造业项目77个，其中100亿元以上项目3个: these are 100亿元以上制造业项目.
    """
    grade = _ONLY_OF_MONEY.fullmatch(seen.metric)
    if grade is None or not seen.part_of or not _OF_MONEY.search(seen.part_of):
        return None
    metric = grade[1] + _OF_MONEY.sub("", seen.part_of)
    return replace(its, metric=metric, clause=metric + its.clause)


# the stage of the figure before, which names nothing of the figure that goes on
_STAGE_OF_ANOTHER = expression(
    r"(?<=..)新?(?:在建|签约|动工|复工|进场|受理|储备|申请|招标|入库|立项|落户|立案|征收|摸排|设计|(?:基本)?(?:建成|开工|竣工|完工|投产))$"
)


# 路基贯通300公里，建成通车186公里: so far had the first come, and what is built has no name of its own
_STEP_BEFORE = expression(
    r"(?:全线|全部|已|均|完成|实现)*(?:路基|路面|基层|底基层|垫层|管沟|沟槽|基坑|主体|桩基|桥梁|隧道|框架|土方|土建|基础|管网|管道)?"
    r"(?:工程|结构|施工|建设)?(?:全线|全部|已|均|完成)*(?:路基|土方|贯通|成型|拉通|封顶|开挖|整平|平整|铺筑|铺设|回填|清表|清基|放线|勘测|勘察|浇筑|打桩|备料|测量)"
)


_IS_BUILT = (MilestoneKind.NEW, MilestoneKind.COMPLETE, MilestoneKind.COMMISSION)


def without_the_step_before(task: Task, target: Target, seen: Observation, words: Around) -> Observation:
    """Return a figure without the name that it was read by, where that is a step of the figure before it."""
    if (
        target.milestone not in _IS_BUILT
        or seen.metric in words.clause
        or seen.metric in task.text
        or _STEP_BEFORE.fullmatch(seen.metric) is None
    ):
        return seen
    return replace(seen, metric="")


_SO_FAR = expression(r"^(?:截[至止][^,;。]{1,8},?|上半年|前[一二三]季度|目前|现|已|其中)+")
# 新建部分完成2.05万亩, and no part of it that is complete: 改造部分完成
_PART_OF_THE_WORKS = expression(r"部分(?=(?:已|共|累计|实际|现已)*(?:完成|建成)(?:了|约)?$)", needs="部")


def of_one_work(task: Task, target: Target, seen: Observation, words: Around) -> tuple[Observation, Around]:
    """Return a figure and its words without the 部分 behind the very work that was promised, of what is named before.

    农田任务4.7万亩。新建部分完成2.05万亩 of 新建农田: so many of them.
    """
    head, found, _ = words.left.partition("部分")
    if not found or not target.action or _SO_FAR.sub("", head) != target.action or seen.metric not in ("部分", head):
        return seen, words
    left = _PART_OF_THE_WORKS.sub("", words.left, count=1)
    if left == words.left or target.metric not in task.statement[: seen.value_span.start]:
        return seen, words
    return replace(seen, metric=target.metric), replace(words, left=left)


def _subject_before(words: Around) -> str:
    """The thing that the clauses before name, where they say no more than a reason: 保障房受手续影响，只开工3290套."""
    name = REASON.sub("", words.before).strip(", ")
    return name if name != words.before.strip(", ") and len(content(name)) >= 2 and "," not in name else ""


# 今年来办了各类引才活动, 举办了招聘会
_HELD = expression(
    r"^(?:已|共)?办(?=比赛|赛事|活动|培训|讲座|展|会|演出|招聘)|^(?:举?办|开展|组织|召开|举行|完成)了(?:各类|系列|一系列|各种|多场|多次)?(?=..)|^各[类种](?=[\u4e00-\u9fff]{2,}(?:活动|会)$)"
)
# “三公”经费全年支出
_OF_THE_YEAR = expression(r"(?<=..)(?:全年|年度)(?=支出$|收入$|用量$|消费量$|总量$|产量$)")


# a crime is counted when the police take it up: 诈骗案件立案 and 诈骗案件发案数
_CRIMES = expression(r"((?:诈骗?|盗窃|抢劫|侵财|刑事|治安)案件)(?:立案|发案)(?:起?数)?$", needs="案")
# 新增专项债额度
_QUOTA = expression(r"(?<=债)(?:券)?(?:资金)?额度$")


@lru_cache(maxsize=1024)
def _its_thing(metric: str) -> str:
    """Return what a name counts, without what it says of the counting.

    公园 of 公园中已完成选址, 充电桩 of 充电桩保有量, 存款 of 金融机构各项存款余额, 新能源装机 of 新能源总装机.
    Nothing is left of a mere reason (因征地受阻), or of what it is compared with (较年初).
    """
    if _NO_THING.fullmatch(metric) or NAMELESS.fullmatch(without_stages(metric)):
        return ""
    metric = _HANDED_DOWN.sub("", _ISSUER.sub("", metric))
    metric = _HELD.sub("", _EXAMPLES.sub("", _NEW_FIRST.sub("", metric)))
    metric = _QUOTA.sub("", _OF_THE_YEAR.sub("", metric))
    if (found := _AMONG.match(metric)) is not None:
        metric = found[1]
    metric = _SINCE.sub("", _NEWLY.sub("", _CRIMES.sub(r"\1", metric)))
    return _CREDIT.sub("贷款", _TOTAL_OF_IT.sub("", _BY_WHOM.sub("", metric))) or metric


def without_examples(metric: str) -> str:
    """Return what a name counts without the examples in front of it: 水利工程 of 灌溉水源、农村引水、防洪等水利工程."""
    return _EXAMPLES.sub("", metric)


# 13个续建公园都在建 was read as 续建公园都
_BARE_END = expression(r"(?<=..)(?:都|均|已|全部)+$")


def name_of(task: Task, seen: Observation, words: Around) -> str:
    """Return what a figure is said of, short enough for a sentence; as written, where it was read by a longer name."""
    shorter = 2 <= len(words.left) < len(seen.metric) and seen.metric.endswith(words.left[-2:])
    # 培育规上企业41家 is read as 规上工业企业, and that is not what the unit wrote
    unwritten = len(content(words.left)) >= 2 and level(seen.metric) not in level(task.statement)
    named = words.left if shorter or unwritten else seen.metric or words.clause
    return _BARE_END.sub("", named[:20].strip())


def progress_for(task: Task, target: Target, words: Around) -> Progress | None:
    """Return how far the words around a figure say that it has come, for what a target promises."""
    promise = promise_words(task, target)
    return progress_of(words, promise.clause, act_of(promise, target))


def works_in(words: str) -> frozenset[str]:
    """Return the works that words name, a joined one as each of its own: 新改扩建 is 新建, 改建 and 扩建."""
    found: set[str] = set()
    for work in _WORK.findall(words):
        joined = [full for letter, full in _JOINED_WORKS if letter in work] if work.endswith("建") else []
        joined = ["引进", "培育"] if work == "引育" else joined
        found.update(joined or (work,))
    return frozenset(found)


_BUILDING = frozenset(("新建", "改建", "扩建", "续建"))
# works of which none is done to a thing twice in a year
BUILT = frozenset(("新建", "改建", "扩建", "改造", "修缮", "续建"))


def _building_in(words: str) -> frozenset[str]:
    """The works of building that stand together nearest to a number; 改造 of a road is its 改建.

    结合小区改造新建停车位 speaks of 新建 alone.
    """
    found = list(_WORK.finditer(words))
    works: set[str] = set()
    begins = -1
    for work in reversed(found):
        if begins >= 0 and words[work.end() : begins].strip("、和及与并或加/ "):
            break
        if work.end() == begins and words.startswith("新建", begins):
            break  # 改造新建: what is rebuilt is another thing
        works |= works_in(work[0])
        begins = work.start()
    return frozenset("改建" if work == "改造" else work for work in works) & _BUILDING


# what is new, told in one number with what was there and was made better; 引进 and 培育 each bring new ones
_OLD_WORK = r"改造|改建|扩建|改扩建|提升|修缮|修复|更新|维修|盘活|整治|优化|恢复|续建|规范|改善|保留|存量|升级"
_LISTED_WORK = expression(_OLD_WORK)
_NEW_WORK = r"新增|新建|新设|增设|新添|净增"
_NEW_AND_MORE = expression(
    rf"(?:{_NEW_WORK})(?:、|和|及|与|或|以及|并)?(?:{_OLD_WORK})|(?:{_OLD_WORK})(?:、|和|及|与|或|以及)(?:{_NEW_WORK})",
    needs="净增新",
)
_ONLY_NEW = expression(_NEW_WORK)
# of works that are not yet at the end: 复工、投用14个 are not 14 投用
_BEFORE_THE_END = expression(
    r"(?:复工|开复工|开工|动工|续建|在建)(?:、|和|及|与)(?P<end>建成|完工|竣工|投用|投产|通车|交付)",
    needs="、与及和",
)


_WORKS_IN_BRACKETS = expression(r"新建?[(（]含?([改扩、]{1,3})建?[)）]", needs="(（")


def joins_other_works(promise: Words, words: Around) -> bool:
    """Tell whether a figure counts other works than the promised, or them with others: 新建、改建 where 新建 was."""
    promised, done = _building_in(promise.act), _building_in(words.left)
    if promised and (bracket := _WORKS_IN_BRACKETS.search(promise.text)) is not None:
        promised |= works_in(f"{bracket[1]}建")  # 新建（改扩建）17所
    if promised and done - promised:
        return True
    if (both := _NEW_AND_MORE.search(words.left)) is not None:
        more = [work for work in _LISTED_WORK.findall(both[0]) if work not in promise.text]
        if more and _NEW_AND_MORE.search(promise.act) is None and _ONLY_NEW.search(promise.act):
            return True  # 新增、改造学位4.7万个: how many are new is not said
    joined = _BEFORE_THE_END.search(words.left)
    return joined is not None and joined["end"] in promise.act and joined[0] not in promise.act


_HANDED_OVER = expression(r"交房|交付|入住|移交")
_ONLY_BUILT = expression(r"竣工|完工|建成|封顶")


def only_built(promise: Words, words: Around) -> bool:
    """Tell whether a figure counts what is built where it was to be handed over: 竣工1800套 of 交房1200套."""
    handed = _HANDED_OVER.search(promise.act) is not None and not _ONLY_BUILT.search(promise.act)
    return handed and _ONLY_BUILT.search(words.clause) is not None and not _HANDED_OVER.search(words.clause)

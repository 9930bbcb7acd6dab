"""Names: what a figure measures, where its noun stands, and whence it is inherited."""

import re

from luoshi.expressions import expression
from luoshi.grammar.basis import Found
from luoshi.grammar.beyond import WHOSE
from luoshi.grammar.figure import Context, Figure
from luoshi.grammar.frames import Frame
from luoshi.grammar.words import ACTIONS, COUNTED, words
from luoshi.plan import Basis

CONNECTORS = " 、和及与以及至到或并且而又兼~,【】"
# words that say where or how many, and are no metric beside a noun that follows the number
_PLACES = frozenset(
    words(
        "全市 全省 全区 全县 全州 全国 我市 我省 我区 我县 我州 市区 区内 境内 县域 城区 全年 各县 各区 "
        "各地 全社会 共 其 数量 总数 累计 任务 年度任务 计划 年度计划 目标 主城区 中心城区 建成区 全域 "
        "市域 省内 市内 农村 城市 城镇"
    )
)
# a target told again goes by no name of its own: 任务数5000人，完成2600人
_PLAN_NAMES = frozenset(
    words(
        "任务 任务数 任务目标 目标任务 目标 目标数 目标值 年度目标 年度目标任务 年度任务 计划 计划数 年度计划 "
        "全年任务 全年目标 全年计划 计划任务"
    )
)
# words that say which side of the metric before is meant
FACETS = frozenset(words("面积 总面积 数量 规模 总规模 总量 增速 增幅 均 总数 总量和增速 增量 综合排名 排名 排位 位次"))
_SILENT_FACETS = frozenset(("均", "增速", "增幅"))
_NOUN_END = expression(
    r"新(?=开工|签约|认定|引进|入库|入规|投产|设立|获批|上市|注册|登记|落地)|未(?!成年|来|婚|就业|参保|脱贫|登记|达标)|尚未|还[差有剩]|相比|正在|连续|已|主体|被|全部|均|入选|入围|列入|纳入|获|荣获|建成|投产|投用|开工|完成|实现|达到|通过|跻身|进入|"
    r"(?:提升|提高|上升|回升|攀升|跃升|增加|扩大|下降|降低|回落|收窄|放缓|压缩|缩短|减少|升|增|降)(?:到|至|为)|成为|完工|竣工|启动|顺利|正式|加快|开展|落地|签约|提前|得到|开诊|晋|挂牌|开业|上市|由|在|有序|"
    r"有力|"
    r"稳步|相继|成功|转移就业|并(?=投|通过|交付|启用|开放|且|配[齐备置]|入住|揭牌)|投入(?=使用|运营)|(?:提升|打造|改造|整改|建设)?到位|都(?=已|获|通过|建)"
)
# a verb inside what was taken for a metric: 聚焦…产业实施重大科技项目 speaks of 重大科技项目
_INNER_VERB = expression(
    r"(?:实施|新建成?|建成|培育|引进|发放|抽调|调派|配置|安装|新改建|打造|建造|开工建设)(?!率|期|标准|计划|"
    r"方案|资金|区|主体|中心|基地|情况|进度)"
)
_HOLE = expression(r"\([^()]*\d[^()]*\)")
# 50个（含续建）、总投资200亿元: the bracket explains the number before
_ASIDE = expression(r"^\((?:不?含|未含|其中)[^()]*\)[、和及与,]")
_LIST_NUMBER = expression(
    r"^(?:\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)|[①-⑳]|[一二三四五六七八九十](?:是|、(?![一二三四五六七八九十])))"
)
_GRADED_BEHIND = expression(r"[\d.]+[十百千万亿]*(?:元|吨|千瓦|米|户|亩)(?:以上|级)")
_PER_PERSON = expression(r"(?:从|由)?每人(?:每[年月天日])?$")


def own_part(frame: Frame, rest: str) -> str:
    """Drop the noun of the number before: in 3000个老旧小区、120个街区 the first noun is not the second's."""
    if frame.hole:
        rest = _HOLE.sub("", rest)
    if frame.opened != "q" or not rest:
        return rest
    if rest.rstrip().endswith(("、", "和", "及", "与")) or frame.left[len(rest) :].lstrip().startswith("、"):
        return ""
    cut = rest.rfind("、")
    if cut > 0 and frame.before is not None and not _comes_before(frame.before):
        return rest[cut + 1 :]
    return rest


def _comes_before(frame: Frame) -> bool:
    """Whether the metric of a frame stands before its number."""
    named = frame.words is not None and frame.words.rest.strip(CONNECTORS)
    return bool(named) and not frame.right[len(frame.after) :].strip(" 、和及与")


# the plan is no metric: 对照年度目标, 任务数; nor are it and what was done part of one: 研发载体年度任务, 招聘会已举办
DEEDS = "|".join(sorted((word for word in {*ACTIONS, *COUNTED} if "(" not in word), key=len, reverse=True))
_PLAN_ONLY = expression(
    rf"(?=.*(?:目标|任务|计划|指标|完成|实际|应|需|对照|距|离|按))【?(?:对照|距离?|离|与|对标|按照?|依据|占|中的?|完成|实际|应|需)*(?:{WHOSE})*(?:目标|任务|计划|指标|完成)?(?:任务|目标|数|值|总?量)*(?:情况|要求)?的?(?:相比)?"
    r"(?:分别)?[:为】]?"
)
_OF_A_PLAN = expression("[目任计指完实应需对情已累距离按与数值差相]")
_LABELS = frozenset(
    (
        "情况",
        "进展情况",
        "完成情况",
        "进度情况",
        "完成数",
        "完成值",
        "数",
        "值",
        "距",
        "距离",
        "离",
        "与",
        "差距",
        "相比",
    )
)
_PLAN_TAIL = expression(
    r"(?<=..)(?:的)?(?:(?:年度|全年|本年度?|年初(?:确定|下达)?|既定|[省市区县]定|[省市区县]下达|上级下达)+(?:目标|任务|计划)"
    r"|目标任务|任务目标|目标|任务(?=数)|计划(?=数))(?:任务|数|值)*$"
)
_DEED_TAIL = expression(rf"(?<=..)(?:中|里)?(?:(?:目前|现|均|累计)?(?:已经?|累计)|目前)(?:{DEEDS})$", needs="已累目")


# which way it went before: 外资由负转正、增长0.6% speaks of 外资
_TURNED = expression(
    r"(?:[增降跌涨升]幅|增速)(?:逐[月季]|持续|不断|明显|进一步|大幅|稳步|继续)*(?:收窄|扩大|回落|回升|放缓|加快|缩小)"
    r"(?:[、,](?:实现)?(?:由[负正降升跌涨增减](?:增长)?转[负正降升跌涨增减](?:增长)?|止跌(?:回升|回稳)))?(?:[、,]?实现)?[、,]?$"
    r"|^(?:成功|实现|已|顺利)*转(?:为)?[正负](?:增长)?[、,]?$|(?:增速|增幅)?(?:由[负正降升跌涨增减](?:增长)?转[负正降升跌涨增减](?:增长)?|扭[负亏]为[正盈]|止跌(?:回升|回稳|企稳)|企稳回升|不降反升|不升反降|不减反增|不增反降)[、,]?$"
)


# 发电量较…的年度任务少21亿
_HELD_AGAINST = expression(r"(?<=..)(?:较|(?<![间车])距|(?<![占同环对价配收差率产倍重轮])比)$")


# 增长1.5%，剔除留抵退税因素后增长9%: how it is counted, and no name
_WITHOUT = expression(r"^(?:若)?(?:剔除|扣除|还原)[^,;。、]{2,20}?(?:因素|影响|政策|收入|部分)(?:的?影响|等)?后?$")
_BUILT_ALREADY = expression(r"(?<=..)(?:已|累计|共)[建办开修]$")
# 已挂牌教师工作室41个; 挂牌企业 are companies of a market
_WITH_A_PLATE = expression(r"^(?:已|新)?挂牌(?:成立|运行)?(?!企业|公司|上市|督办|出让|地块)(?=...)", needs="挂")
# 新评定4个, 整治销号13处, 样板村方面：3个: no names
_NEWLY_NAMED = expression(
    r"新?(?:评定|认定|获评|命名|入选|获批|授牌|挂牌)|(?:建成|整治|整改|改造)?(?:移交|销号|交付|验收)的?|[仅只才已共]做"
)
# 3.4千公顷，折合5.1万亩: the same again
_EQUALS = expression(r"(?:也?就是|折合|折算|折|约合|合|即|相当于)(?:成|为)?(?:约)?")
# 应换420处，实换328处: what was to be done, and what is
_DUE_OR_DONE = expression(r"[应实](?:际|需)?[换建改招发植拆修装训投报办到交补退治种开设铺测查](?:了)?")
_ASPECT = expression(r"(?:^|(?<=..))(?:工作)?方面:?$", needs="方")
# 三项合计新增场地面积94.3万平方米: the sum of those before
_ALL_TOGETHER = expression(
    r"^(?:以上|上述)?(?:[两二三四五六七八九十]+[项类种处个])?(?:合计|共计|总计)(?:共)?(?:新增|新建|完成|实现|建成|改造|发放)(?=..)",
    needs="合共总",
)
# 通过盘活、整治等方式新增用地253公顷
_BY_WHICH_MEANS = expression(
    r"^(?:(?:[全我本][省市县区州])?(?:通过|采取|运用)[^,;。]{2,24}?|[^,;。]{2,20}?等(?:多种)?)(?:方式|渠道|途径|办法|措施|手段),?(?:共|累计)?(?:新增|增加|完成|盘活|筹集|引进|实现|取得)?(?=..)",
    needs="方渠途办措手",
)
# 已为在校儿童完成窝沟封闭7124颗
_FOR_WHOM = expression(
    r"^[为对向给][^,;。、]{2,10}?(?:免费)?(?:完成|开展|实施|提供|加装|安装|配备)(?!率)(?=..)", needs="为对向给"
)
# 床位3.86万张，比上年末新增2318张: since when, and no name
_THAN_WHEN = expression(
    r"^(?:[较比](?:(?:[上去今本]年?|年)[初末底]?|[初末底])|以?上述?|(?:期末|[年月]末|[年月]底)?实有?)$"
)
# 6年来首次突破4000户: since when, and no name
_IN_YEARS = expression(r"^(?:近|过去)?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:多|余)?年(?:来|以来|间)(?:首次)?$")
# 收入增长5.8%，同期地区生产总值增长5.9%
_IN_THE_SAME_MONTHS = expression(r"^同期(?!全[国省])(?=[\u4e00-\u9fffA-Z]{3})")
# 支出进度年底达到90%: the day stands behind the name
_SINCE_JANUARY = expression(r"(?<=..)[较比](?:上年末|上年底|年初|去年末|去年底)$")
_BY_WHEN = expression(r"(?<=..)(?<![今本全当去每周])(?:到|至)?年[底末内](?:前|之前|以前)?$")


# what is said of when, how, for whom and against what it is counted, before a name and behind it
_ASIDES_BEFORE = (
    *(_TURNED, _WITHOUT, _IN_YEARS, _IN_THE_SAME_MONTHS, _THAN_WHEN, _ALL_TOGETHER, _FOR_WHOM, _BY_WHICH_MEANS),
    *(_WITH_A_PLATE, _BUILT_ALREADY),
)
_ASIDES_BEHIND = (_ASPECT, _HELD_AGAINST, _BY_WHEN, _SINCE_JANUARY)
_NO_NAMES = (_NEWLY_NAMED, _DUE_OR_DONE, _EQUALS)
ASIDES = (*_ASIDES_BEFORE, *_ASIDES_BEHIND, *_NO_NAMES)
# a letter of which each of them has one: most names have none, and are read no further
MAY_SAY_MORE = expression(
    "[幅速转扭止企不剔扣还年较比上实同方渠途办措手为对向给合共总已累挂评认获命入授移销交验做应就折即相约距]"
)


def _without_asides(metric: str) -> str:
    """Take off what is no part of a name; "" where nothing else is said."""
    for aside in _ASIDES_BEFORE:
        metric = aside.sub("", metric)
    if any(one.fullmatch(metric) for one in _NO_NAMES):
        metric = ""
    for aside in _ASIDES_BEHIND:
        metric = aside.sub("", metric)
    return metric


def clean(metric: str) -> str:
    """Take off connectors, half brackets and what is no part of a name."""
    metric = metric.rstrip("、, ")
    if MAY_SAY_MORE.search(metric) is not None:
        metric = _without_asides(metric)
    if metric.endswith(("率均值", "率平均值")):
        metric = metric.removesuffix("均值").removesuffix("平")
    if metric.startswith(_NOT_STRIPPED):
        return metric.rstrip(CONNECTORS + "的")
    kept = metric.rstrip(" 、,")
    metric = metric.lstrip(CONNECTORS + "的") if kept.endswith(_NOT_CONNECTED) else metric.strip(CONNECTORS + "的")
    metric = _LIST_NUMBER.sub("", _ASIDE.sub("", metric) if metric[:1] == "(" else metric)
    if _OF_A_PLAN.search(metric):
        bare = _DEED_TAIL.sub("", metric)
        if _PLAN_ONLY.fullmatch(metric) or _PLAN_ONLY.fullmatch(bare) or metric in _LABELS:
            return ""
        metric = _DEED_TAIL.sub("", _PLAN_TAIL.sub("", metric))
    metric = _PER_PERSON.sub("", metric) or metric
    if metric.count("(") > metric.count(")"):
        metric = metric[metric.rfind("(") + 1 :] or metric
    if metric.count(")") > metric.count("("):
        metric = metric[: metric.find(")")] if metric.find(")") > 0 else metric[1:]
    verbs = list(_INNER_VERB.finditer(metric))
    if verbs and len(metric) - verbs[-1].end() >= 2 and verbs[-1].start() >= 2:
        metric = metric[verbs[-1].end() :]
    return metric if metric.endswith(_NOT_CONNECTED) else metric.strip(CONNECTORS)


# words that end in what is elsewhere a connector
_NOT_STRIPPED = ("和美", "和谐", "到位", "到账", "及时", "至少", "与会", "并网", "并购")
_NOT_CONNECTED = ("参与", "惠及", "普及", "涉及", "赠与")


def noun_behind(frame: Frame) -> str:
    """The noun that follows a number: 力争5家企业上市 speaks of 企业."""
    text = frame.right[len(frame.after) :].strip().removeprefix("的")
    if not text and frame.closed == "q" and _GRADED_BEHIND.match(frame.following):
        text = re.split(r"[,;。]", frame.following)[0]  # 1个5000万元以上加工项目
    text = text.split("、", 1)[0]
    if end := _NOUN_END.search(text):
        text = text[: end.start()]
    text = text.strip(CONNECTORS).removesuffix("的")
    return "" if text in _NO_NOUN or _PLAN_ONLY.fullmatch(_DEED_TAIL.sub("", text)) else text


# 突破100亿元大关: what stands behind the number is no noun of its own
_NO_NOUN = frozenset(("大关", "门槛", "台阶", "目标", "任务", "之间", "目标任务", "年度任务", "计划", "中"))


_AMOUNTS = (Basis.LEVEL, Basis.PER_CAPITA)


def name(figure: Figure, found: Found, context: Context, goes_on: bool) -> None:
    """Give a figure its metric: its own, the noun behind, or the one before.

    Args:
        goes_on: it is a later member of a list, so a noun behind it is not its own.
    """
    frame = figure.frame
    metric = _by_head(frame, clean(figure.metric))
    metric = "" if metric in _PLAN_NAMES else metric
    figure.scope = frame.scope or figure.scope
    # 一半以上的幼儿园开设托班 is a share of what follows it
    half = frame.token.detail == "half" and frame.right.startswith("的")
    counted = frame.token.kind == "quantity" or half
    noun = noun_behind(frame) if counted else ""
    if found.noun:
        figure.metric, figure.of = noun or metric, noun or None
    elif noun and (names := metric.split("、")) and 1 < len(names) == figure.value and not goes_on:
        # 国家4A级景区：天池、阳坝2个景区通过评定: each of them is named
        figure.metric = frame.head.name if frame.head is not None and frame.head.name.endswith(noun) else noun
    elif noun and not goes_on and _names_nothing(metric) and (half or figure.basis in _AMOUNTS):
        figure.metric = noun
    elif metric and metric not in FACETS and not (metric in _PLACES and frame.depth):
        figure.metric = metric
        _inherit_growth(figure, context)
    elif frame.hindered and figure.basis in _AMOUNTS and not frame.depth:
        figure.metric = frame.hindered
    elif (head := _head_after(frame, before := _before(figure, context))) is not None:
        figure.metric = head + (metric if metric in FACETS and metric not in _SILENT_FACETS else "")
    elif before is None:
        own = "" if metric in _PLACES else metric
        figure.metric = own or noun or context.fallback or metric
    else:
        facet = metric if metric in FACETS and metric not in _SILENT_FACETS else ""
        figure.metric = before.metric + facet
        figure.metric_from = before.frame
        _inherit_basis(figure, before)


def _by_head(frame: Frame, metric: str) -> str:
    """A metric that only repeats a part of its label is the label: 台账监督：完成监督2次."""
    name = frame.head.name if frame.head is not None and frame.start >= frame.head.begins else ""
    if frame.head is not None and f"{name}{metric}" in frame.head.promised and metric:
        return f"{name}{metric}"  # 城镇居民：人均可支配收入增长5.1%
    return name if len(metric) > 1 and metric != name and metric in name else metric


def _head_after(frame: Frame, before: Figure | None) -> str | None:
    """The label of a clause, where no figure behind the label has a name to go on with."""
    head = frame.head
    if (
        head is None
        or not head.name
        or frame.token.kind != "quantity"
        or (before is not None and before.frame.token.start >= head.begins)
    ):
        return None
    return head.name


# 总投资2490亿元的354个重点项目: what grades them is no name
_GRADE_ALONE = expression(r"(?:计划|概算|估算)?总?投资(?:总?额)?(?:约|超)?[\d.]+[十百千万亿]*元(?:以上)?")


def _names_nothing(metric: str) -> bool:
    """Whether what stands before a number leaves its noun to stand behind: 全市, 甲工程等."""
    return (
        not metric
        or metric in _PLACES
        or _GRADE_ALONE.fullmatch(metric) is not None
        or (metric.endswith("等") and len(metric) > 2)
        or _SOME_PLACES.fullmatch(metric) is not None
        or _ON_WHAT_AND_THE_DEED.fullmatch(metric) is not None
    )


# 改造南河、开元等片区443个老旧小区: where they stand
_SOME_PLACES = expression(
    r"[\u4e00-\u9fff、]{2,24}等(?:[两二三四五六七八九十]+[个大]?)?(?:片区|地区|区域|乡镇|镇街|街道|县区|区县|县市区|县[（(]市[)）]|区|县|镇|乡|村|地|市|路段)",
    needs="等",
)
# 围绕新赛道部署40项科技攻关: on what they bear, and the deed; the thing stands behind the number
_ON_WHAT_AND_THE_DEED = expression(
    r"(?:围绕|聚焦|立足|瞄准|依托|针对|面向|对标|紧盯|锚定|紧扣)[^,;。]{2,24}?"
    r"(?:部署|布局|实施|推进|谋划|建设|打造|新建|新增|培育|引进|招引|开展|组织|安排|储备|建成|推出|出台|制定|落地|创建)",
    needs="围聚立瞄依针面对紧锚",
)


def _before(figure: Figure, context: Context) -> Figure | None:
    frame = figure.frame
    if frame.depth and frame.opened == "(" and (outer := context.outer(frame)) is not None:
        return outer
    for earlier in context.behind(frame):
        if earlier.frame.depth <= frame.depth and not (earlier.base and figure.base):
            return earlier
    return None


def _inherit_basis(figure: Figure, before: Figure) -> None:
    """A figure without a name of its own may go on with what was said of the one before."""
    if figure.rule != "level":
        return
    change = figure.left.change
    if figure.measure == "%" and before.metric.endswith(("增速", "增幅", "涨幅")) and before.basis is Basis.GROWTH:
        figure.basis, figure.rule = Basis.GROWTH, "growth (said again)"  # 增速回落2个百分点，为8.1%
    elif figure.measure == "%" and before.measure == "%":
        if before.basis is Basis.GROWTH and not before.metric.endswith(("率", "重", "例", "数")):
            figure.basis, figure.rule = Basis.GROWTH, "growth (said again)"
        elif before.basis is Basis.SHARE and figure.milestone is None and change is None:
            figure.basis, figure.of = before.basis, before.of
    elif (
        change is not None
        and change.text in ("增加", "减少", "增")
        and before.basis is Basis.LEVEL
        and before.measure == figure.measure
        and not figure.counts_things
    ):
        figure.basis, figure.rule = Basis.GROWTH, "change of the level before"


def _inherit_growth(figure: Figure, context: Context) -> None:
    """地区生产总值增长8%、固定资产投资10%: the verb of growth reaches over the list."""
    before = context.last
    if before is None or figure.rule != "level" or figure.measure != "%":
        return
    if figure.metric.endswith(("指数", "率", "比", "度")) or figure.frame.opened not in ("q", ","):
        return
    if before.basis is Basis.GROWTH and before.measure == "%" and before.frame.sentence == figure.frame.sentence:
        figure.basis, figure.rule = Basis.GROWTH, "growth (list)"


def take_part(figure: Figure, context: Context) -> None:
    """其中, 含, and a bracket behind a number: a part keeps its whole."""
    frame = figure.frame
    if frame.depth and frame.outer is not None:
        outer = context.outer(frame)
        if outer is not None and outer.measure == figure.measure and figure.basis is Basis.LEVEL and not figure.base:
            figure.part_of = outer.metric if outer.metric != figure.metric else None
        return
    if figure.nested is not None and (whole := _whole(context)) is not None:
        context.whole, context.whole_measure = whole.metric, whole.measure
    if context.whole is None or figure.metric == context.whole:
        return
    if figure.basis is Basis.LEVEL and figure.measure == context.whole_measure:
        figure.part_of = context.whole
    elif figure.basis is Basis.SHARE and figure.of is None and figure.metric_from is not None:
        figure.of = context.whole


def _whole(context: Context) -> Figure | None:
    """The figure whose parts 其中 opens: the nearest that is a level, and not itself a part or last year's."""
    for earlier in reversed(context.figures[-12:]):
        if earlier.part_of is None and not earlier.base and earlier.basis is Basis.LEVEL and not earlier.frame.depth:
            return earlier
    return None

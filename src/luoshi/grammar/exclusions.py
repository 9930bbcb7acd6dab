"""Numbers that are no figures: a rule is a row with its name, and the first that holds decides.

引进10亿元以上项目5个         10亿元以上 grades the projects; 5个 is the figure
“15分钟医疗服务圈”            a name
10万吨级码头                  a class
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from luoshi.grammar.frames import Frame
from luoshi.grammar.sides import Left
from luoshi.grammar.spoken import NOT_EXACT, NOT_UNDERSTOOD, TWO_READINGS
from luoshi.grammar.words import ACTIONS, PERSONS
from luoshi.plan import Comparator
from luoshi.quantity.measures import MEASURES
from luoshi.quantity.numbers import ARABIC, MAGNITUDE

_CLASS_NOUN = (
    r"(?:的?(?:[重大新型特重点产优质工业农业科技制造服务]{0,6})(?:项目|企业|产业|集群|工程|园区|社区|镇|"
    r"县|村|平台|基地|龙头|单位|户|场|池|工厂|机组|锅炉|产品|品牌|单品|装置|景区|码头|泊位|路段|高速|桥|"
    r"水库|矿|车|订单))"
)
_GRADED = re.compile(rf"(?:及|或|（含）|\(含\))?(?:以上|以下|以内)(?:的|{_CLASS_NOUN})")
_THRESHOLD = re.compile(r"^(?:及|或)?(?:以上|以下|以内)(?![,;。:、)!?\n和及与]|$)(?!的?(?:增长|增速|增幅|速度))")
_OVER_THE = re.compile(r"^的?[^,;。:、()]{0,14}(?:项目|企业|产业|集群|工程|园区|社区|龙头|平台|单位|县|镇|村|户)")
_LEVEL = re.compile(r"^(?:及以上|以上|以下)?(?:级|档|量级|型)(?!别|号)")
_CIRCLE = re.compile(
    r"^[^,;。:、()]{0,12}(?:圈|半径|步行|生活圈|服务圈|达$|通达|交通|经济带|应急|响应|直达|自助|值守|"
    r"营业|不打烊|全天候|热线)"
)
_TIME_CHANGE = re.compile(
    r"(?:时限|时间|用时|天数|时长|周期|压缩|缩短|减少|缩减|压减|提速|提前|延长|为|至|到|内|不超过|达|超|突破)"
)
_BOUND = frozenset((",", ";", "。", ":", "、", ")", "(", "!", "?", "\n", "q", ""))
_UNIT_NAME = re.compile(
    r"^(?:大|类|级|维|轮|化|年|月|日|时|点|号|线|次(?:会议|全会|党代会|人代会)|届|期|路|街|站台|网|版|"
    r"纳米|寸|后|度电|中全会|方面|步走|院)"
)
_YEAR_LIKE = re.compile(r"^(?:19|20)\d{2}$")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One row: what is no figure, and how to tell."""

    name: str
    holds: Callable[[Frame, Left], bool]


def _dimension(frame: Frame) -> str:
    known = MEASURES.get(frame.token.measure)
    return known.dimension if known else "compound"


def _is_class(frame: Frame, left: Left) -> bool:
    return bool(_LEVEL.match(frame.right))


def _is_threshold(frame: Frame, left: Left) -> bool:
    """10亿元以上项目5个: the number grades a noun that another number counts, or that is a class by itself."""
    if (
        frame.token.measure == "%"
        and re.search(r"(?:率|强度|比例|占比|比重)$", left.rest)
        and re.match(r"^(?:以上|以下)的(?:企业|单位|项目|地区|县|学校)", frame.right)
    ):
        return True
    if frame.after and frame.right == frame.after and frame.closed == "q" and _dimension(frame).startswith("money"):
        return True  # 10亿元以上3个
    if not _THRESHOLD.match(frame.right):
        return False
    dimension = _dimension(frame)
    if frame.closed == "q" and not dimension.startswith(("rate", "count:")):
        return True
    if dimension.startswith(("count:", "visits", "rate")) or (
        dimension.startswith(("people", "households", "length", "area")) and not _OVER_PLOT.match(frame.right)
    ):
        return False
    return bool(_OVER_THE.match(re.sub(r"^(?:及|或)?(?:以上|以下|以内)", "", frame.right)))


_CLASS = r"(?:项目|企业|产业|集群|园区|工程|镇|县|村|强镇|俱乐部|龙头|平台|行政村|单位|户|集团)"
_ATTRIBUTE = re.compile(rf"^(?:[、和或至-]\s?{ARABIC}{MAGNITUDE}*元?)*的[^,;。:、]{{0,16}}?{_CLASS}")
_BARE_CLASS = re.compile(rf"^的[^,;。:、]{{0,2}}{_CLASS}(?![^,;。:、\d]{{0,6}}(?:资金|基金|贷款|债券))")
_OVER_ATTRIBUTE = re.compile(rf"^(?:[、和或]\s?(?:过|超)?{ARABIC}{MAGNITUDE}*元)*[^,;。:、\d]{{0,6}}?{_CLASS}")


_OVER_PLOT = re.compile(r"(?:以上|以下|以内)(?:的)?[^,;。:、]{0,6}(?:地块|工地|村|镇|社区|农场|小区)")


def _is_attribute(frame: Frame, left: Left) -> bool:
    """超50亿元的产业集群, 投资额5亿元的项目2个, 过10亿元、20亿元项目: an attribute of what follows."""
    if not _dimension(frame).startswith(("money", "mass", "area", "power")):
        return False
    bound = left.comparator is not None and left.comparator.comparator not in (
        None,
        Comparator.EXACTLY,
        Comparator.ABOUT,
    )
    if _ATTRIBUTE.match(frame.following):
        of_a_class = bool(_BARE_CLASS.match(frame.following)) and not left.rest.endswith("投资")
        return bound or of_a_class or frame.following[:1] != "的"
    return bound and _dimension(frame).startswith("money") and bool(_OVER_ATTRIBUTE.match(frame.following))


def _is_money_class(frame: Frame, left: Left) -> bool:
    """50亿元项目1个, 百亿元产业: money directly before the noun that it grades."""
    dimension = _dimension(frame)
    if not dimension.startswith("money"):
        return False
    return bool(_MONEY_CLASS.match(frame.following)) and not _SPENT.search(frame.left)


_SPENT = re.compile(
    r"(?:投入|安排|筹集|拨付|下达|发放|投资|斥资|耗资|整合|组建|设立|兑现|争取|补助|募集)(?:近|约|超|"
    r"超过|各类|资金)*$"
)


_MONEY_CLASS = re.compile(
    rf"^(?:(?:以上|级|[-、至和]{ARABIC}{MAGNITUDE}*元(?:以上)?)*)(?:(?:(?!实施|整治|用于|支持|建设|完成|"
    rf"推进|打造|修建|改造|建成|开展|帮助)[^,;。:、\d的]){{0,5}}?){_CLASS}(?!贷款|补贴|债|资金|投资|税|"
    rf"利润|营收|产值|收入|融资|上市|帮扶|[^,;。:、\d]{{0,5}}(?:资金|基金|贷款|债))"
)
_CAPACITY_NAME = re.compile(
    r"^(?:[^,;。:、]{1,18}?(?:项目|工程|生产线|机组|电站|泊位|码头|装置|输变电|储能|光伏|风电)|等)"
)


_YEARLY = ("年产", "日产", "月产", "年加工", "日处理", "年处理", "日供水", "年出栏")


def _is_capacity(frame: Frame, left: Left) -> bool:
    """某某公司100万吨酶解蛋白项目: a capacity in the name of one work."""
    sized = _dimension(frame).startswith(("mass", "power", "volume", "area")) or frame.left.endswith(_YEARLY)
    if not sized or frame.trailing:
        return False
    if left.comparator or left.change or not _CAPACITY_NAME.match(frame.right):
        return False
    head = left.rest.strip(" 、和")
    if head.endswith(_YEARLY):
        return True
    return (
        len(head) >= 2
        and head not in ACTIONS
        and not head.endswith(("建成", "新建", "新增", "建设", "改造", "完成", "实施", "开工", "投产"))
    )


def _is_size(frame: Frame, left: Left) -> bool:
    """18座4.3米焦炉, 2个10万吨级泊位: the size of what the number before it counts."""
    sized = (
        _dimension(frame).startswith(("length", "mass", "power", "area", "volume")) and frame.token.measure != "公里"
    )
    sized = sized or (frame.token.measure == "类" and frame.token.value <= 10)
    return sized and frame.opened == "q" and not frame.left.strip() and bool(frame.right.strip("以上内下 "))


def _is_goal_compared(frame: Frame, left: Left) -> bool:
    """低于省控4.5%目标, 超额完成70%的目标任务, 进入前30%: the goal that a figure is held against."""
    if frame.token.measure != "%":
        return False
    if frame.left.endswith("前"):
        return True
    compared = re.search(r"(?:低于|高于|超额完成|完成|控制在|优于|好于|超过|超出)[^,;。:、]{0,8}$", frame.left)
    return compared is not None and bool(
        re.match(r"^(?:左右|以上|以内|以下)?的?(?:年度|控制|预期|增长)?(?:目标|控制线|上限|任务|控制数)", frame.right)
    )


def _is_radius(frame: Frame, left: Left) -> bool:
    """公园绿地500米服务半径覆盖率, 4.5米水深航道: a length that describes."""
    if _dimension(frame) != "length":
        return False
    return frame.left.endswith(("时速", "限高", "半径")) or bool(
        re.match(r"^(?:服务半径|半径|范围|水深|宽|高|深|见绿|见园|口径|级|跨)", frame.right)
    )


def _is_stage(frame: Frame, left: Left) -> bool:
    """某某电池8期: the stage of one work; what is held in 期 is a course or a show."""
    return (
        frame.token.measure == "期"
        and frame.token.value <= 20
        and not re.search(r"(?:举办|开展|培训|班|共|出版|播出|发行|推出)", frame.left)
    )


def _is_denominator(frame: Frame, left: Left) -> bool:
    """每50公斤提高7.4元, 连续19个月居全省第一: per how many, and for how long."""
    return frame.token.kind == "quantity" and bool(re.search(r"(?:每|连续|历时|为期|时隔)$", frame.left.rstrip()))


def _is_among(frame: Frame, left: Left) -> bool:
    """列全国168个排名城市第7位, 全国15个宣传对象之一: among how many."""
    if frame.token.kind != "quantity":
        return False
    if re.match(r"^[^,;。:、]{1,16}之一", frame.right):
        return True
    return (
        frame.closed == "q"
        and bool(re.search(r"(?:列|居|排|名|在)(?:于|在)?(?:全国|全省|全市|全区|全州)$", frame.left))
        and bool(re.match(r"^[^,;。:、]{0,14}$", frame.right))
    )


def _is_age(frame: Frame, left: Left) -> bool:
    """3岁以下婴幼儿 is a class; only a life expectancy is measured in 岁."""
    return (
        frame.token.measure == "岁"
        and not re.search(r"(?:寿命|年龄)[^,;。:]{0,24}$", frame.left)
        and frame.opened != "q"
    )


def _is_time(frame: Frame, left: Left) -> bool:
    """15分钟医疗圈, 24小时自助: a time is a figure only where it is measured or shortened."""
    if _dimension(frame) != "time":
        return False
    measure = frame.token.measure
    if measure in ("年", "周", "星期", "个星期"):
        return not (_LASTS.search(frame.left) or (left.change and left.change.text in _LENGTHS))
    if measure == "天":
        return not (
            left.change or left.since or (left.comparator and left.comparator.comparator) or _DAYS.search(left.rest)
        )
    if measure in ("个工作日", "工作日", "学时", "课时"):
        return (
            bool(re.match(r"^(?:[不无]|内?(?:办结|办理|完成)|后|前(?!移)|会|气|然|津|府|水|台|河)", frame.right))
            and not left.change
        )
    if _CIRCLE.match(frame.right) and frame.right:
        return True
    return not (
        left.change or (left.comparator and (left.comparator.to or _TIME_CHANGE.search(frame.left[-12:])))
    ) and not re.search(r"(?:时间|时限|时长|用时|里程)[^,;。]{0,6}$", frame.left)


_LASTS = re.compile(
    r"(?:时限|时间|周期|工期|期限|时长|年限|用时|寿命|任期|有效期|保质期|保修期|质保期|服务期)[^,;。]{0,8}$"
)
_LENGTHS = frozenset(("缩短", "压缩", "压减", "延长", "缩减"))
# 11.22万60周岁以上老人: what is counted stands behind an age
_AGED = re.compile(r"^\d+周?岁(?:以上|以下)?(?:的)?")
_TO_BEHIND = re.compile(r"^(?:提高|上升|增加|扩大|缩小|下降|降低|减少|提升|降|升|增|减)(?:到|至|为)")
_COUNTED_NOUN = re.compile(
    r"[^,;。:、]{0,6}(?:户|人|者|民|工|员|生)|[^,;。:、]{0,12}(?:群众|学生|儿女|居民|职工|老人|儿童|患者|人口|人民)"
)
_DAYS = re.compile(r"(?:天数|天|时限|周期|时长|优良|良好)$")


def _is_bare(frame: Frame, left: Left) -> bool:
    """A number without a measure counts only at the end of its clause, or as persons."""
    token = frame.token
    if token.kind != "quantity" or token.measure:
        return False
    noun = _AGED.sub("", frame.right[len(frame.after) :].lstrip())
    if noun.startswith(PERSONS) or (frame.after and re.match(r"^[^,;。:、]{0,6}(?:人口|儿童|学生|群众|农民)", noun)):
        return False
    if left.since and _TO_BEHIND.match(frame.right):
        return False
    after = frame.right[:2]
    if token.value >= 10_000 and _COUNTED_NOUN.match(noun):
        return False
    if (
        frame.right
        and after not in ("以上", "左右", "以内", "以下", "和", "与")
        and not frame.right.startswith(("和", "及"))
    ):
        return True
    if frame.closed == "(" and token.value < 10_000:
        return True
    if not frame.left.strip() and frame.opened not in ("q",):
        return True
    digits = str(token.value)
    if _YEAR_LIKE.match(digits) and not (left.comparator or left.change):
        return True
    return not (
        left.comparator
        or re.search(r"(?:指数|系数|得分|总分|比|数|值|量)$", left.rest)
        or frame.opened == "q"
        or token.value >= 10_000
    )


def _is_small_numeral(frame: Frame, left: Left) -> bool:
    """两个确立, 五项行动, 三大…: a small Chinese numeral mostly belongs to a name."""
    token, measure = frame.token, frame.token.measure
    if token.detail == "chinese range":
        return measure in _LABELS
    if token.detail not in ("chinese", "great"):
        return False
    bare = token.detail == "chinese" and not frame.numeral.strip("十百千万亿")
    if bare and len(frame.numeral) == 1 and token.value >= 10_000:
        return left.comparator is None and not token.more  # 万元 alone, 亿元 alone, 万人
    if token.value >= 10_000 and _dimension(frame) != "count:个":
        return False
    if token.detail == "great" or (token.more and token.value >= 100):
        return False
    if token.value >= 100 and not bare:
        return False
    if token.value >= 100 or _dimension(frame).startswith("rate"):
        return left.comparator is None and left.change is None
    if (
        left.comparator is not None
        and not left.comparator.since
        and left.comparator.text not in ("有", "在", "为", "是", "现有", "共有", "拥有", "到", "至", "破", "过")
    ):
        return frame.right[:1] != "大"
    if token.value >= 10 and measure not in _LABELS and (token.more or (token.value > 10 and measure not in _OF_NAMES)):
        return False
    # 新建公园十二个: the numeral closes its clause, and the noun stands before it
    closes = not frame.right[len(frame.after) :].strip() and frame.closed in _ENDS
    return not (token.value >= 10 and closes and measure not in _LABELS and bool(left.rest.strip()))


_ENDS = frozenset((",", ";", "。", "", "、", "\n"))
# what goes by its number: the third of them, or so many articles
_LABELS = frozenset(("条", "期", "批", "届", "轮", "层", "章", "段", "级", "类", "种", "次", "点", "分", "度", "位"))
# what a name counts in words: 十二个产业, 十五项工作, 十件实事
_OF_NAMES = frozenset(("个", "项", "件", "大类", "门", "处"))


# 出台稳经济32条, 落实促进县域经济发展20条: a policy goes by the number of its articles
_POLICY = re.compile(
    r"(?:落实|出台|实施|执行|推出|用好)[^,;。:、]{0,14}(?:发展|就业|增长|消费|经济|工业|服务业|房地产|"
    r"金融|企业|投资|创新|产业|纾困|民生|外贸)$"
)


def _is_name_part(frame: Frame, left: Left) -> bool:
    """第, 号, 大, 类: the number is a label."""
    if frame.token.kind != "quantity":
        return False
    if frame.token.measure in ("个", "项", "条", "次"):
        if frame.token.measure == "条" and not frame.right and _POLICY.search(frame.left):
            return True
        return frame.right.startswith(("方面", "步走", "会议", "全会")) or (
            frame.token.measure == "条"
            and frame.right.startswith(
                ("措施", "政策", "等政策", "等系列措施", "等一系列", "等措施", "特别措施", "举措", "硬措施")
            )
        )
    return frame.token.measure == "" and bool(_UNIT_NAME.match(frame.right))


_RANK_GOES_ON = re.compile(r"^(?:的?(?:位|名|好)|和|以?及|与|上升|提升|跃升|升|提高|前移)")


def _is_rank_word(frame: Frame, left: Left) -> bool:
    """第一, 第3 without 位 is a rank only where something stands or moves among others."""
    if frame.token.kind == "rank" and not frame.token.detail:
        if frame.right and not _RANK_GOES_ON.match(frame.right):
            return True
        return not frame.ranked
    if frame.token.kind == "rank":
        return bool(re.match(r"^(?:嫌|代表|委员|英雄|烈士|主席)", frame.right)) or bool(
            re.search(r"(?:放|摆|置|作为|当作|当成)(?:在|于)?$", frame.left)
        )
    if frame.token.kind == "top":
        return not frame.token.detail and bool(frame.right) and frame.right[:1] not in "的和与"
    return False


EXCLUSIONS: tuple[Exclusion, ...] = (
    Exclusion("two readings", lambda frame, left: frame.token.detail == TWO_READINGS),
    Exclusion("no exact number", lambda frame, left: frame.token.detail == NOT_EXACT),
    Exclusion("numeral not understood", lambda frame, left: frame.token.detail == NOT_UNDERSTOOD),
    Exclusion("class", _is_class),
    Exclusion("threshold of a class", _is_threshold),
    Exclusion("attribute of a class", _is_attribute),
    Exclusion("money that grades a noun", _is_money_class),
    Exclusion("capacity in a name", _is_capacity),
    Exclusion("size of what is counted", _is_size),
    Exclusion("radius", _is_radius),
    Exclusion("stage of a work", _is_stage),
    Exclusion("goal compared with", _is_goal_compared),
    Exclusion("per how many", _is_denominator),
    Exclusion("among how many", _is_among),
    Exclusion("age", _is_age),
    Exclusion("time that is not measured", _is_time),
    Exclusion("number without a measure", _is_bare),
    Exclusion("numeral of a name", _is_small_numeral),
    Exclusion("label", _is_name_part),
    Exclusion("ordinal", _is_rank_word),
)


def excluded(frame: Frame, left: Left) -> str | None:
    """Name the row that says this number is no figure, or return None."""
    for row in EXCLUSIONS:
        if row.holds(frame, left):
            return row.name
    return None

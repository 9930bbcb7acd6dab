"""Numbers that are no figures: a rule is a row with its name, and the first that holds decides.

引进10亿元以上项目5个         10亿元以上 grades the projects; 5个 is the figure
“15分钟医疗服务圈”            a name
10万吨级码头                  a class
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from luoshi.expressions import expression
from luoshi.grammar.classes import (
    DIMENSIONS,
    dimension_of,
    is_attribute,
    is_capacity,
    is_class,
    is_class_by_size,
    is_money_class,
    is_size,
    is_threshold,
    is_tier,
)
from luoshi.grammar.counted import counts_works
from luoshi.grammar.frames import Frame
from luoshi.grammar.number_context import Left
from luoshi.grammar.spoken import UNREAD
from luoshi.grammar.words import PERSONS
from luoshi.plan import Comparator

_CIRCLE = expression(
    r"^[^,;。:、()]{0,12}(?:圈|半径|步行|生活圈|服务圈|达$|通达|交通|经济带|应急|响应|直达|自助|值守|"
    r"营业|不打烊|全天候|热线)"
)
_TIME_CHANGE = expression(
    r"(?:时限|时间|用时|天数|时长|周期|压缩|缩短|减少|缩减|压减|提速|提前|延长|为|至|到|内|不超过|达|超|突破)"
)
_UNIT_NAME = expression(
    r"^(?:大|类|级|维|轮|化|年|月|日|时|点|号|线|次(?:会议|全会|党代会|人代会)|届|期|路|街|站台|网|版|"
    r"纳米|寸|后|度电|中全会|方面|步走|院)"
)
_YEAR_LIKE = expression(r"^(?:19|20)\d{2}$")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One row: what is no figure, and how to tell.

    Args:
        dimensions: what it can hold of, by the beginning of its dimension; measures: or by the measure. Of any other
            number it is not asked; with neither, of each.
    """

    name: str
    holds: Callable[[Frame, Left], bool]
    dimensions: tuple[str, ...] = ()
    measures: tuple[str, ...] | None = None


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
    if dimension_of(frame) != "length":
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


# 6个重灾市州第1位, 20条重点产业链产值超4500亿元: among whom, and whose
_WHOSE = expression(
    r"^[^,;。:、()\d居列排名]{1,10}(?:第[ ]?\d{1,3}[位名]|前[ ]?\d{1,3}[位名强])"
    r"|^(?:重点)?[^,;。:、()\d的]{1,8}?(?:总产值|产值|营收|营业收入|主营业务收入)(?:达到?|超过?|突破|为)[ ]?\d"
)


def _is_among(frame: Frame, left: Left) -> bool:
    """列全国168个排名城市第7位, 全国15个宣传对象之一: among how many."""
    if frame.token.kind != "quantity":
        return False
    if re.match(r"^[^,;。:、]{1,16}之一", frame.right):
        return True
    if dimension_of(frame).startswith("count:") and _WHOSE.match(frame.following):
        return True
    return (
        frame.closed == "q"
        and bool(re.search(r"(?:列|居|排|名|在)(?:于|在)?(?:全国|全省|全市|全区|全州)$", frame.left))
        and bool(re.match(r"^[^,;。:、]{0,14}$", frame.right))
    )


def _is_age(frame: Frame, left: Left) -> bool:
    """3岁以下婴幼儿 is a class; only a life expectancy is measured in 岁."""
    if frame.token.measure not in _AGES or re.search(r"(?:寿命|年龄)[^,;。:]{0,24}$", frame.left):
        return False
    return frame.opened != "q" or frame.token.high is not None or bool(_OF_AGE.match(frame.right))


_AGES = ("岁", "周岁", "月龄")
_OF_AGE = expression(r"^(?:及?以[上下])?的?(?:老|儿|妇|青|少|婴|幼|人|群|患|居|公民|高龄|失能)")


def _is_time(frame: Frame, left: Left) -> bool:
    """15分钟医疗圈, 24小时自助: a time is a figure only where it is measured or shortened."""
    if dimension_of(frame) != "time":
        return False
    measure = frame.token.measure
    if measure in ("年", "周", "星期", "个星期"):
        goes_on = frame.opened == "q" and frame.before is not None and frame.before.token.measure == measure
        return not (goes_on or _LASTS.search(frame.left) or (left.change and left.change.text in _LENGTHS))
    if measure == "天":
        return not (
            left.change or left.since or (left.comparator and left.comparator.comparator) or _DAYS.search(left.rest)
        )
    if measure in ("个工作日", "工作日", "学时", "课时"):
        return (
            bool(re.match(r"^(?:[不无]|内?(?:办结|办理|完成)|后|前(?!移)|会|气|然|津|府|水|台|河)", frame.right))
            and not left.change
        )
    if frame.right.startswith("“") or (_CIRCLE.match(frame.right) and frame.right):
        return True
    return not (
        left.change or (left.comparator and (left.comparator.to or _TIME_CHANGE.search(frame.left[-12:])))
    ) and not re.search(r"(?:时间|时限|时长|用时|里程)[^,;。]{0,6}$", frame.left)


_LASTS = expression(
    r"(?:时限|时间|周期|工期|期限|时长|年限|用时|寿命|任期|有效期|保质期|保修期|质保期|服务期)[^,;。]{0,8}$"
)
_LENGTHS = frozenset(("缩短", "压缩", "压减", "延长", "缩减"))
# 11.22万60周岁以上老人: what is counted stands behind an age
_AGED = expression(r"^\d+周?岁(?:以上|以下)?(?:的)?")
_TO_BEHIND = expression(r"^(?:提高|上升|增加|扩大|缩小|下降|降低|减少|提升|降|升|增|减)(?:到|至|为)")
_COUNTED_NOUN = expression(
    r"[^,;。:、]{0,6}(?:户|人|者|民|工|员|生)|[^,;。:、]{0,12}(?:群众|学生|儿女|居民|职工|老人|儿童|患者|人口|人民)"
)
_DAYS = expression(r"(?:天数|天|时限|周期|时长|用时|(?<=[办批结理])时间|住院日|优良|良好)$")


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
    if frame.closed == "(" and token.value < 10_000 and not _AN_INDEX.search(left.rest):
        return True
    if not frame.left.strip() and frame.opened not in ("q",):
        return True
    digits = str(token.value)
    if _YEAR_LIKE.match(digits) and not (left.comparator or left.change):
        return True
    return not (
        left.comparator
        or re.search(r"(?:指数|系数|得分|总分|比|数|值|量|死亡率|亡人率|事故率)$", left.rest)
        or _AN_INDEX.search(left.rest)
        or frame.opened == "q"
        or token.value >= 10_000
    )


# 价格指数为101.6（上年同期为100）: an index has no measure, and its base stands in a bracket behind it
_AN_INDEX = expression(r"(?:指数|CPI|PPI)(?:\([^()]{1,24}\))?$", needs="指CP")
_BASE_OF_AN_INDEX = expression(r"(?:以|基期|定基|价格|同期)*(?:为|=|作为?)")


def _is_base_of_index(frame: Frame, left: Left) -> bool:
    """(上年同期为100), (上年=100): what an index is held against; its period was taken off before."""
    if frame.token.value != 100 or frame.token.measure or frame.opened != "(" or frame.closed != ")":
        return False
    return _BASE_OF_AN_INDEX.fullmatch(frame.left.strip()) is not None


def _is_small_numeral(frame: Frame, left: Left) -> bool:
    """两个确立, 五项行动, 三大…: a small Chinese numeral mostly belongs to a name."""
    token, measure = frame.token, frame.token.measure
    if token.detail == "chinese range":
        return measure in _LABELS
    if token.detail not in ("chinese", "great"):
        return False
    if token.detail == "chinese" and token.value < 100 and counts_works(frame, left):
        return False
    closes = not frame.right[len(frame.after) :].strip() and frame.closed in _ENDS
    if closes and frame.trailing is not None and measure not in _LABELS and left.rest.strip():
        return False  # 万户以上, 三个以上
    bare = token.detail == "chinese" and not frame.numeral.strip("十百千万亿")
    if bare and len(frame.numeral) == 1 and token.value >= 10_000:
        return left.comparator is None and not token.more  # 万元 alone, 亿元 alone, 万人
    if token.value >= 10_000 and dimension_of(frame) != "count:个":
        return False
    if token.detail == "great" or (token.more and token.value >= 100):
        return False
    if token.value >= 100 and not bare:
        return False
    if token.value >= 100 or dimension_of(frame).startswith("rate"):
        return left.comparator is None and left.change is None
    if (
        left.comparator is not None
        and not left.comparator.since
        and left.comparator.text not in ("有", "在", "为", "是", "现有", "共有", "拥有", "到", "至", "破", "过")
    ):
        # 不少于三个, 压缩至三天; 跨过两个万亿元大关 and 超三个月未开工 count nothing
        firm = left.comparator.comparator in (Comparator.AT_LEAST, Comparator.AT_MOST)
        return not (firm or closes) or frame.right[:1] in tuple("大百千万亿") or measure in _LABELS
    if left.change is not None and dimension_of(frame) == "time":
        return False  # 工期缩短三个月
    if token.value >= 10 and measure not in _LABELS and (token.more or (token.value > 10 and measure not in _OF_NAMES)):
        return False
    # 新建公园十二个, 热源厂一座: the numeral closes its clause, and the noun stands before it
    named = len(left.rest.strip()) >= (2 if token.value >= 10 or measure in _WORKS else 4)
    listed = frame.left.rstrip().endswith(("、", "和", "与", "及"))  # 安州、三台、梓潼
    return not (closes and named and not listed and measure not in _LABELS)


_ENDS = frozenset((",", ";", "。", "", "、", "\n"))
# what goes by its number: the third of them, or so many articles
_LABELS = frozenset(("条", "期", "批", "届", "轮", "层", "章", "段", "级", "类", "种", "次", "点", "分", "度", "位"))
# what is built or bought one by one
_WORKS = frozenset(("座", "所", "处", "家", "栋", "幢", "台", "辆", "套", "间", "户", "名", "人", "公里", "亩", "吨"))
# what a name counts in words: 十二个产业, 十五项工作, 十件实事
_OF_NAMES = frozenset(("个", "项", "件", "大类", "门", "处"))


# 出台稳经济32条, 落实促进县域经济发展20条: a policy goes by the number of its articles
_POLICY = expression(
    r"(?:落实|出台|实施|执行|推出|用好)[^,;。:、]{0,14}(?:发展|就业|增长|消费|经济|工业|服务业|房地产|"
    r"金融|企业|投资|创新|产业|纾困|民生|外贸)$",
    needs="出实执推用落",
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


_RANK_GOES_ON = expression(r"^(?:的?(?:位|名|好)|和|以?及|与|上升|提升|跃升|升|提高|前移)")


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
    Exclusion("class", is_class),
    Exclusion("threshold of a class", is_threshold),
    Exclusion("threshold of a class", is_class_by_size),
    Exclusion("tier of a condition", is_tier),
    Exclusion("attribute of a class", is_attribute, dimensions=("money", "mass", "area", "power")),
    Exclusion("money that grades a noun", is_money_class, dimensions=("money",)),
    Exclusion("capacity in a name", is_capacity),
    Exclusion("size of what is counted", is_size),
    Exclusion("radius", _is_radius, dimensions=("length",)),
    Exclusion("stage of a work", _is_stage, measures=("期",)),
    Exclusion("goal compared with", _is_goal_compared, measures=("%",)),
    Exclusion("per how many", _is_denominator),
    Exclusion("among how many", _is_among),
    Exclusion("base of an index", _is_base_of_index, measures=("",)),
    Exclusion("age", _is_age, measures=_AGES),
    Exclusion("time that is not measured", _is_time, dimensions=("time",)),
    Exclusion("number without a measure", _is_bare, measures=("",)),
    Exclusion("numeral of a name", _is_small_numeral),
    Exclusion("label", _is_name_part),
    Exclusion("ordinal", _is_rank_word),
)


@lru_cache(maxsize=1024)  # half of the rows are asked of one kind of measure alone
def _rows_of(measure: str) -> tuple[Exclusion, ...]:
    dimension = DIMENSIONS.get(measure, "compound")
    return tuple(
        row
        for row in EXCLUSIONS
        if (row.measures is None or measure in row.measures)
        and (not row.dimensions or dimension.startswith(row.dimensions))
    )


def excluded(frame: Frame, left: Left) -> str | None:
    """Name the row that says this number is no figure, or return None."""
    if frame.token.detail in UNREAD:
        return frame.token.detail
    for row in _rows_of(frame.token.measure):
        if row.holds(frame, left):
            return row.name
    return None

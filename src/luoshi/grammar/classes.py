"""Numbers that say which things are meant, not how many: classes, thresholds, attributes, sizes.

引进10亿元以上项目5个            10亿元以上 grades the projects
床位200张以上的医院达标率95%      the hospitals that are meant
费用2万—10万元补助50%             the tier for which the 50% holds
"""

import re

from luoshi.expressions import expression
from luoshi.grammar.frames import Frame
from luoshi.grammar.number_context import Left
from luoshi.grammar.words import ACTIONS
from luoshi.plan import Comparator
from luoshi.quantity.measures import MEASURES
from luoshi.quantity.numbers import ARABIC, MAGNITUDE

# 2亿元（含）以上, 100万元（含100万元）以上
_OVER = r"(?:\(不?含[^()]{0,10}\))?(?:及|或)?(?:以上|以下|以内)"
_THRESHOLD = expression(rf"^{_OVER}(?![,;。:、)!?\n和及与]|$)(?!的?(?:增长|增速|增幅|速度))")
_OVER_THE = expression(
    r"^的?[^,;。:、()]{0,14}(?:项目|企业|产业|集群|工程|园区|社区|龙头|平台|单位|县|镇|村|户|"
    r"地块|宗地|工地|农场|小区|楼宇|建筑|商业体|综合体|商场|锅炉|机组|泊位|码头|船舶|水库|电站|隧道)"
)
_LEVEL = expression(r"^(?:及以上|以上|以下)?(?:级|档|量级|型)(?!别|号)")


DIMENSIONS = {name: known.dimension for name, known in MEASURES.items()}


def dimension_of(frame: Frame) -> str:
    return DIMENSIONS.get(frame.token.measure, "compound")


# 低于平均收入水平80%的居民家庭: who is meant
_BELOW = expression(r"(?:低于|高于|超过|不足|不超过|达不到)[^,;。:、()\d]{2,12}$")
_THOSE = expression(
    r"^(?:以上|以下)?的[^,;。:、()\d]{0,6}(?:居民|家庭|群众|人员|农户|企业|人群|人口|单位|地区|项目|学生)"
)


_BEYOND = expression(r"(?:时间|时限|用时|次数|跑动|比例|占比|率)(?:超过?|高于|低于|不足|多于|少于|大于)$")
_SO_MANY_OF_THEM = expression(r"^(?:以上)?的[\u4e00-\u9fff]{2,8}\d", needs="的")


def is_class(frame: Frame, left: Left) -> bool:
    """10万吨级码头, 低于平均收入水平80%的家庭: a class of things or persons."""
    if frame.token.measure == "%" and _THOSE.match(frame.following) and _BELOW.search(frame.left):
        return True
    if _BEYOND.search(frame.left) and _SO_MANY_OF_THEM.match(frame.following):
        return True  # 跑动超过0.3次的事项12项
    return bool(_LEVEL.match(frame.right))


def is_threshold(frame: Frame, left: Left) -> bool:
    """10亿元以上项目5个: the number grades a noun that another number counts, or that is a class by itself."""
    if (
        frame.token.measure == "%"
        and re.search(r"(?:率|强度|比例|占比|比重)$", left.rest)
        and re.match(r"^(?:以上|以下)的(?:企业|单位|项目|地区|县|学校)", frame.right)
    ):
        return True
    if frame.after and frame.right == frame.after and frame.closed == "q" and dimension_of(frame).startswith("money"):
        return True  # 10亿元以上3个
    if frame.left == "含" and _INCLUDED.match(frame.following):
        return True
    if not _THRESHOLD.match(frame.right):
        return False
    dimension = dimension_of(frame)
    if frame.closed == "q" and not dimension.startswith(("rate", "count:")):
        return True
    if dimension.startswith(("count:", "visits", "rate")) or (
        dimension.startswith(("people", "households", "length", "area")) and not _OVER_PLOT.match(frame.right)
    ):
        return False
    return bool(_OVER_THE.match(re.sub(rf"^{_OVER}", "", frame.right)))


_CLASS = r"(?:项目|企业|产业|集群|园区|工程|镇|县|村|强镇|俱乐部|龙头|平台|行政村|单位|户|集团)"
_ATTRIBUTE = expression(rf"^(?:[、和或至-]\s?{ARABIC}{MAGNITUDE}*元?)*的[^,;。:、()]{{0,16}}?{_CLASS}", needs="的")
_BARE_CLASS = expression(rf"^的[^,;。:、]{{0,2}}{_CLASS}(?![^,;。:、\d]{{0,6}}(?:资金|基金|贷款|债券))")
_OVER_ATTRIBUTE = expression(rf"^(?:[、和或]\s?(?:过|超)?{ARABIC}{MAGNITUDE}*元)*[^,;。:、()\d]{{0,6}}?{_CLASS}")


# 超过100亿元的5个
_SO_MANY = expression(r"^(?:以上)?的(?:有|达|达到|增至)?\d+(?:家|个|户|项|座|所|条|宗)")
# 总投资2490亿元的354个项目
_OUTLAY = expression(r"(?:总投资|计划投资|概算投资|投资总?额|估算投资)$")
_OF_SO_MANY = expression(r"^(?:以上)?的\d+(?:余|多)?(?:家|个|项|宗)")
_INCLUDED = expression(r"\)(?:及|或)?(?:以上|以下|以内)")
_OVER_PLOT = expression(
    r"(?:以上|以下|以内)(?:的)?[^,;。:、]{0,6}(?:地块|宗地|工地|村|镇|社区|农场|小区|楼宇|建筑|商业体|综合体|商场)"
)


# what a thing has: 床位200张以上的医院 are the hospitals that have so many
_HAS = expression(
    r"(?:床位|床位数|员工|职工|从业人员|规模|养殖规模|存栏|出栏|面积|人口|常住人口|学生|在校生|户数|车位|占地|产值|营收|"
    r"年?收入|税收|注册资本|装机|容量|长度|高度|库容|人数|总量|用能|能耗|排放量|投资额?|金额|参保人数|客流量?)[达为在]?$"
)
_SUCH = expression(
    rf"^{_OVER}的?[^,;。:、()\d]{{0,12}}?(?:医院|养老院|福利院|机构|学校|养殖场|养殖户|商场|综合体|建筑|园区?|楼|企业|单位|用户|"
    r"家庭|农户|大户|户|村|镇|街道|社区|小区|河道|公路|道路|桥梁?|水库|场所|场站|车站|项目|工程|城市|县|区域|地块)"
)
# 20人以上的企业建会率达到90%: what is measured is a rate among them
_RATE_AMONG = expression(
    rf"^{_OVER}的?[^,;。:、\d]{{1,24}}?(?:率|比例|比重|覆盖面|占比|满意度)[^,;。:、\d]{{0,8}}(?:\d[\d.]*[ ]?%|百分之)"
)
# 2个覆盖10个村以上的示范片: so many are covered by each
_SUCH_INSIDE = expression(rf"^[^,;。:、()\d的以]{{0,3}}{_OVER}的[^,;。:、()\d]{{2}}")
_NOTHING_BEFORE = expression(r"^[ ]*(?:全[市省县区州]|对|在|为|凡|以|使|实现|确保|推动|力争|其中|辖区|年底前?)*$")


def is_class_by_size(frame: Frame, left: Left) -> bool:
    """床位200张以上的医院达标率95%, 20人以上的企业建会率90%: so large are those that are meant."""
    if frame.token.kind != "quantity" or not frame.token.measure:
        return False
    if "以" not in frame.following[:12]:
        return False
    if frame.right != frame.after and _SUCH.match(frame.right) and _HAS.search(left.rest):
        return True
    if frame.opened == "q" and _SUCH_INSIDE.match(frame.following):
        return True
    return bool(_NOTHING_BEFORE.match(frame.left)) and bool(_RATE_AMONG.match(frame.following))


_GIVEN = r"(?:补助|补贴|奖励|给予|减免|报销|贴息|资助|奖补|返还|减按|支付)"
_TIER = expression(
    rf"^(?:{_OVER}|之间|区间)?(?:的)?(?:部分)?[^,;。:、\d]{{0,14}}?,?[^,;。:、\d]{{0,8}}?{_GIVEN}[^,;。:、\d]{{0,10}}\d",
    needs="减奖报支给补贴资返",
)
_PART = expression(rf"^(?:{_OVER})?的?部分[^,;。:、\d]{{0,6}}\d")
_GIVES = expression(rf"{_GIVEN}[^,;。:、]{{0,10}}$")


def is_tier(frame: Frame, left: Left) -> bool:
    """费用2万—10万元补助50%, 投资1亿元以上的给予3%奖励: for whom the figure behind it holds."""
    if frame.token.kind != "quantity" or frame.token.measure in ("%", "‰"):
        return False
    bound = left.comparator is not None and left.comparator.comparator not in (None, Comparator.EXACTLY)
    part = bool(_PART.match(frame.following))
    marked = bound or frame.token.high is not None or frame.trailing is not None or frame.following[:1] == "的"
    return marked and (part or bool(_TIER.match(frame.following))) and not _GIVES.search(frame.left)


def is_attribute(frame: Frame, left: Left) -> bool:
    """超50亿元的产业集群, 投资额5亿元的项目2个, 过10亿元、20亿元项目: an attribute of what follows."""
    if not dimension_of(frame).startswith(("money", "mass", "area", "power")):
        return False
    bound = left.comparator is not None and left.comparator.comparator not in (
        None,
        Comparator.EXACTLY,
        Comparator.ABOUT,
    )
    if bound and _SO_MANY.match(frame.following):
        return True
    if _OUTLAY.search(left.rest) and _OF_SO_MANY.match(frame.following):
        return True
    if _ATTRIBUTE.match(frame.following):
        of_a_class = bool(_BARE_CLASS.match(frame.following)) and not left.rest.endswith("投资")
        return bound or of_a_class or frame.following[:1] != "的"
    return bound and dimension_of(frame).startswith("money") and bool(_OVER_ATTRIBUTE.match(frame.following))


def is_money_class(frame: Frame, left: Left) -> bool:
    """50亿元项目1个, 百亿元产业: money directly before the noun that it grades."""
    dimension = dimension_of(frame)
    if not dimension.startswith("money"):
        return False
    return bool(_MONEY_CLASS.match(frame.following)) and not _SPENT.search(frame.left)


_SPENT = expression(
    r"(?:投入|安排|筹集|拨付|下达|发放|投资|斥资|耗资|整合|组建|设立|兑现|争取|补助|募集)(?:近|约|超|"
    r"超过|各类|资金)*$"
)


_MONEY_CLASS = expression(
    rf"^(?:(?:以上|级|[-、至和]{ARABIC}{MAGNITUDE}*元(?:以上)?)*)(?:(?:(?!实施|整治|用于|支持|建设|完成|"
    rf"推进|打造|修建|改造|建成|开展|帮助)[^,;。:、()\d的]){{0,5}}?){_CLASS}(?!贷款|补贴|债|资金|投资|税|"
    rf"利润|营收|产值|收入|融资|上市|帮扶|[^,;。:、\d]{{0,5}}(?:资金|基金|贷款|债))"
)
_CAPACITY_NAME = expression(
    r"^(?:[^,;。:、()]{1,18}?(?:项目|工程|生产线|机组|电站|泊位|码头|装置|输变电|储能|光伏|风电|厂(?!房)|处理站|泵站)|等)"
)


# 甲公司23万吨铜精深加工等140个项目: one of so many works goes by its capacity
_AMONG_WORKS = expression(
    r"^[\u4e00-\u9fffA-Za-z]{2,12}(?:、[^,;。:()]{2,24})?等\d{1,3}个(?:重[大点])?(?:产业|工业)?项目"
)
# 加快推进2万吨铜带、3万吨海绵钛等项目建设: works that are gone on with, called by their capacity
_GOES_ON_WITH = expression(r"(?:加快|推进|抓好|实施|推动|加快推进|继续|续建|谋划|[、和])(?:建设)?$")
_THESE_WORKS = expression(
    r"^[\u4e00-\u9fffA-Za-z]{2,16}(?:[、和][^,;。:()]{2,50})?等(?:重[大点]|在建|续建)?(?:产业|工业)?(?:项目|工程)"
)
_YEARLY = (
    "年产",
    "日产",
    "月产",
    "年加工",
    "日处理",
    "年处理",
    "日供水",
    "年出栏",
    "处理能力",
    "生产能力",
    "供水能力",
    "产能",
)


def is_capacity(frame: Frame, left: Left) -> bool:
    """某某公司100万吨酶解蛋白项目: a capacity in the name of one work."""
    sized = dimension_of(frame).startswith(("mass", "power", "volume", "area")) or frame.left.endswith(_YEARLY)
    if not sized or frame.trailing:
        return False
    if _GOES_ON_WITH.search(frame.left) and _THESE_WORKS.match(frame.following + frame.beyond):
        return True
    if dimension_of(frame).startswith("mass") and _ONE_WORK.match(frame.following + frame.beyond):
        return not (left.comparator or left.change)
    among = _AMONG_WORKS.match(frame.following)
    if left.comparator or left.change or not (among or _CAPACITY_NAME.match(frame.right)):
        return False
    head = left.rest.strip(" 、和")
    if head.endswith(_YEARLY):
        return True
    return (
        len(head) >= 2
        and head not in ACTIONS
        and not head.endswith(("建成", "新建", "新增", "建设", "改造", "完成", "实施", "开工", "投产"))
    )


# 建成10万吨铝箔、5万吨铜箔项目; 3万吨精细化工一期、某某二期项目年内建成: what a work is to yield is its name
_ONE_WORK = expression(
    r"^(?:级|的)?[^,;。:、()\d]{2,18}?(?:、[^,;。:()]{2,30}?)?(?:[一二三四]期|生产线|装置|扩建|技改|扩能)?(?:建设)?(?:项目|工程|生产线|装置|[一二三四]期)"
)

# in a bracket behind a work, of which the sentence goes on to speak
_HOW_LARGE = expression(
    r"(?:全长|总长度?|线路长度?|路线长度?|占地(?:面积)?|总?建筑面积|总?用地面积|总?库容)(?:约|为|共|近)?$"
)
_CLOSED_AND_ON = expression(r"^[^()]{0,20}\)[^,;。:、!?\n)]")


def is_size(frame: Frame, left: Left) -> bool:
    """18座4.3米焦炉, 2个10万吨级泊位, 体育公园（全长5.4公里）建成: the size of what is counted or named before it."""
    if frame.depth and _HOW_LARGE.search(frame.left) and _CLOSED_AND_ON.match(frame.following):
        return True
    sized = (
        dimension_of(frame).startswith(("length", "mass", "power", "area", "volume")) and frame.token.measure != "公里"
    )
    sized = sized or (frame.token.measure == "类" and frame.token.value <= 10)
    return sized and frame.opened == "q" and not frame.left.strip() and bool(frame.right.strip("以上内下 "))

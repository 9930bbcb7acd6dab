"""What kind of thing a figure is: growth, share, rank, per head, or a level.

Each row says when it holds; the first that does decides. A row sees the words on both sides
of the number, and what the number before it was.
"""

import re
from dataclasses import dataclass, replace

from luoshi.expressions import expression
from luoshi.grammar.beyond import PLAN, distance_of
from luoshi.grammar.frames import Frame
from luoshi.grammar.number_context import Left
from luoshi.grammar.signs import HOLLOW, UNSETTLED
from luoshi.plan import Basis

_RATE_MEASURES = frozenset(("%", "‰", "倍", "番"))
POINTS = frozenset(("个百分点", "百分点", "个千分点", "个基点"))

_COMPLETION = expression(
    rf"(?:已?(?:累计|实际|超额)?(?:完成|达到?|占|为|"
    rf"实现))?(?:了)?(?P<of>(?:[^,;。占完成]{{0,8}})?{PLAN})(?:数|总数|总投资|投资)?的$",
    needs="的",
)
_OF_A_NUMBER = expression(rf"(?:的?(?P<of>{PLAN}))?的")
_COMPLETED = expression(rf"(?:完成|占|达到?)(?:了)?(?P<of>{PLAN})?$")
_HOLE = expression(r"\([^()]*\d[^()]*\)")
_COMPLETION_SHORT = expression(rf"(?:占|完成)(?P<of>{PLAN})$")
_BEYOND = expression(
    rf"(?P<word>超额完成|超出|超过|超|高于|高出|低于|落后(?!产能)于?|欠(?=(?:序时|时序)?进度)|滞后|慢于|"
    rf"快于|好于|优于|领先|领先于|比|较)(?P<of>[^,;。、]{{0,12}}?{PLAN}(?:任务|目标)?)的?$"
)
_DISTANCE = expression(
    r"(?:分别|均|也|已|都)?(?P<word>高于|高出|超过|超出|超|快于|慢于|低于|领先于?|优于|好于|"
    r"落后(?!产能)于?|大于|小于)(?P<of>[^,;。]{1,24}?)$"
)
_SHARE = expression(
    r"(?P<verb>占|约占|占到|占据|占有|占了)(?P<of>[^,;。占]{1,30}?)?(?:的|比)?(?:比重|比例|份额|比率|"
    r"百分比|比值|权重|总量|总数)?(?:的)?$"
)
_SHARE_WORD = expression(
    r"(?P<scope>(?:全省|全市|全国|全区|全县|全州|全球|全社会))?(?:的)?(?:占比|占比重|所占比重|所占比例|"
    r"比重|比例|份额|市场占有份额|占比例)(?:分别)?$"
)
_OF_THE = expression(r"(?P<of>[^,;。、]{2,24})的$")
_RATE = expression(
    r"(?:率|覆盖面|强度|满意度|幸福感|水平|认可度|知晓度|贡献度|集中度|参与度|完整度|首位度|支持度|精度|"
    r"浓度)(?:指数|稳定|目标|分别|均|全部)?$"
)
_COMPLETION_RATE = expression(
    r"(?:完成率|完成比例|完成比|完成进度|形象进度|工程进度|投资进度|进度|完成计划|序时进度|时序进度)$"
)
_PER_HEAD = expression(
    r"(?:每(?:十|百|千|万|十万|百万)?(?:个?人|名|户|头)|人均|"
    r"(?<![0-9余多一二三四五六七八九十])[百千万]人(?=[^,;。]*(?:拥有|发明|专利|床位|医师|医生|数|量))|"
    r"每人每[月年天日]|每[千百万]常住人口|每[千百万]名?(?:人口|老年|老人|学生|就业|居民))"
)
_TASK_DONE = expression(r"(?P<of>任务|计划|目标)(?:目前|现|均|累计)?(?:已|已经)?(?:累计)?完成(?:了|近|约)?$")
_DONE = expression(r"(?:完成|竣工|开工|完工|办结|整改|交付|到位|建成|化解|清零|落实|任务|完成[^,;。]{0,6}(?:量|工程))$")


@dataclass(frozen=True, slots=True)
class Found:
    """A basis, the row that gave it, and what goes with it.

    Args:
        metric_end: where the metric ends in `Left.rest`, None for its whole.
        sign: -1 where the figure is a fall.
        noun: the metric stands behind the number.
    """

    basis: Basis
    rule: str
    of: str | None = None
    sign: int = 1
    metric_end: int | None = None
    noun: bool = False


def _from_the_plan(frame: Frame, left: Left, rest: str) -> Found | None:
    """超额完成5亿元, 比计划多150个, 还差3个: a difference from the target, in any measure."""
    distance = distance_of(frame)
    if distance is None:
        return None
    if distance.sign > 0 and frame.token.measure == "%" and frame.token.value >= 100:
        return Found(Basis.SHARE, "share of the plan", distance.of)  # 超额完成110%
    rule = "beyond the plan" if distance.sign > 0 else "short of the plan"
    end = None if distance.inside or distance.start > len(rest) else distance.start
    return Found(Basis.GROWTH, rule, distance.of, distance.sign, end)


def _points(frame: Frame, left: Left, rest: str) -> Found | None:
    measure = frame.token.measure
    if measure not in POINTS:
        return None
    if found := _BEYOND.search(rest) or _DISTANCE.search(rest):
        return Found(Basis.GROWTH, "distance", found["of"], -1 if _below(found["word"], left) else 1, found.start())
    sign = left.change.sign if left.change else (left.comparator.sign if left.comparator and left.comparator.to else 1)
    return Found(Basis.GROWTH, "difference in points", sign=sign)


def _below(word: str, left: Left) -> bool:
    if word in ("比", "较"):
        return left.change is not None and left.change.sign < 0
    return word.startswith(("低", "落", "欠", "慢", "滞", "小"))


def _multiple(frame: Frame, left: Left, rest: str) -> Found | None:
    if frame.token.measure not in ("倍", "番"):
        return None
    if re.search(r"(?:[收差]?比|倍差|差距|倍数)$", rest):
        if left.change is not None and not (left.comparator and left.comparator.to):
            return Found(Basis.GROWTH, "change of a ratio", sign=left.change.sign)  # 倍差缩小0.05倍
        return Found(Basis.LEVEL, "ratio")
    end = found.start() if (found := _OF_MULTIPLE.search(rest)) else None
    sign = left.change.sign if left.change else 1
    return Found(Basis.GROWTH, "multiple", found["of"] if found else None, sign, end)


_OF_MULTIPLE = expression(
    r"(?:分别|均|已|约|相当于|是|为|达到?|超)*(?:分别)?(?:是|为|达到?|相当于|超过)(?P<of>[^,;。是为]{1,20})的$"
)


def _change(frame: Frame, left: Left, rest: str) -> Found | None:
    change = left.change
    measure = frame.token.measure
    if change is not None and change.text in ("增长率", "增速") and rest.endswith("自然"):
        return Found(Basis.LEVEL, "rate")
    if change is None or frame.token.kind in ("rank", "top"):
        return None
    if measure in _RATE_MEASURES:
        if found := _BEYOND.search(rest):
            return Found(
                Basis.GROWTH, "beyond the plan", found["of"], -1 if _below(found["word"], left) else 1, found.start()
            )
        return Found(Basis.GROWTH, "change of a rate", sign=-1 if is_better_by_less(left, rest) else change.sign)
    if (
        left.compared
        or (change.firm and change.text != "增长")
        or measure in ("位", "名次", "位次", "个位次", "个名次")
    ):
        return Found(Basis.GROWTH, "change of an amount", sign=change.sign)
    noun_behind = bool(frame.right[len(frame.after) :].strip(" 、和及与"))
    if change.text == "提升" and _beside_a_work(frame, rest) and measure not in ("分", "元", "位", "名次"):
        return None  # 幼儿园整治提升430所: it is what was done to them
    if change.text in _CHANGES_AMOUNTS and not noun_behind:
        return Found(Basis.GROWTH, "change of an amount", sign=change.sign)
    if (
        change.text in ("增加", "增")
        and not frame.right[len(frame.after) :].strip()
        and (measure in ("天", "元", "岁", "吨", "斤") or _QUANTITY_NAME.search(rest))
    ):
        return Found(Basis.GROWTH, "change of an amount", sign=change.sign)
    return None


def is_better_by_less(left: Left, metric: str) -> bool:
    """Tell whether what is said to be better fell: PM2.5浓度31微克/立方米，同比改善6.1%."""
    return left.change is not None and left.change.text in _BETTER and _LESS_IS_BETTER.search(metric) is not None


_BETTER = frozenset(("改善", "改进", "优化", "好转"))
_LESS_IS_BETTER = expression(r"浓度|PM2\.5|PM10|能耗|排放|时限|综合指数")


def _signed(frame: Frame, left: Left, rest: str) -> Found | None:
    """同比-3.2%, 增速：-3.2%, ↓3.2%, 161亿元（-6.5%）: a bare sign behind a comparison, or an arrow, is a change."""
    sign = frame.token.sign
    if not sign or frame.token.kind != "quantity":
        return None
    if left.compared or sign not in "-+负":
        return Found(Basis.GROWTH, "change by its sign")
    rate = frame.token.measure in ("%", "‰")
    return Found(Basis.GROWTH, "change by its sign") if rate and not _RATE.search(rest) else None


def _beside_a_work(frame: Frame, rest: str) -> bool:
    """Whether 提升 is one of several works, right behind another or its number: 新建12公里、提升39公里."""
    before = frame.before
    listed = frame.opened == "q" and before is not None and not rest.strip(" 、和及与,")
    listed = listed and before is not None and _WORK_BEFORE.search(before.left.rstrip("约了近共已")) is not None
    return listed or _WORK_BEFORE.search(rest) is not None


_WORK_BEFORE = expression(r"(?:整治|新建|扩建|改建|改造|修缮|规范|治理|提质|提档|优化|达标|标准化)[、和及与]?$")
_CHANGES_AMOUNTS = frozenset(("增长", "提高", "提升", "降", "压缩", "压减", "提标", "精简", "涨", "缩减"))
_QUANTITY_NAME = expression(r"(?:数量|人数|天数|产量|总量|面积|余额|总额|收入|产值|增加值|规模|里程|时间|个数)$")


def _completion(frame: Frame, left: Left, rest: str) -> Found | None:
    if frame.token.measure not in ("%", "‰"):
        return None
    if found := _BEYOND.search(rest):
        return Found(
            Basis.GROWTH, "beyond the plan", found["of"], -1 if _below(found["word"], left) else 1, found.start()
        )
    if (found := _OF_A_NUMBER.fullmatch(rest.strip())) and frame.before is not None:
        # 完成5000人的52%, 占年度任务60家的46.7%: the plan is the number before
        named = _COMPLETED.search(frame.before.left)
        if frame.opened == "q" and (named is not None or found["of"]):
            return Found(
                Basis.SHARE, "share of the plan", found["of"] or (named and named["of"]) or "计划", metric_end=0
            )
    if frame.hole:
        rest = _HOLE.sub("", rest)  # 完成年度任务（60家）的46.7%
    if found := _COMPLETION.search(rest) or _COMPLETION_SHORT.search(rest):
        return Found(Basis.SHARE, "share of the plan", found["of"], metric_end=found.start())
    if found := _COMPLETION_RATE.search(rest):
        return Found(Basis.SHARE, "completion rate", "计划")
    return None


def _share(frame: Frame, left: Left, rest: str) -> Found | None:
    if frame.token.measure not in ("%", "‰"):
        return None
    if (found := _SHARE.search(rest)) and not re.search(
        r"(?:占比|占地(?!方|区|级|市)|占用|抢占|侵占|强占|独占)[^占]*$", rest
    ):
        return Found(Basis.SHARE, "share of a whole", found["of"], metric_end=found.start())
    if found := _SHARE_WORD.search(rest):
        end = found.start() if found[0].startswith(("全", "占", "所占")) else None
        return Found(Basis.SHARE, "share by its name", found["scope"], metric_end=end)
    if re.search(r"(?:占|占比|比重|比例)[^,;。率]{0,12}$", rest) and re.search(
        r"(?:占)[^,;。]{1,18}(?:比重|比例)", rest
    ):
        found = re.search(r"占(?P<of>[^,;。]{1,18}?)(?:的)?(?:比重|比例)", rest)
        return Found(Basis.SHARE, "share of a whole", found["of"] if found else None)
    return None


def _share_of_noun(frame: Frame, left: Left, rest: str) -> Found | None:
    if frame.token.measure != "%":
        return None
    if re.match(
        r"^(?:以上|左右|以内)?的(?!速度|幅度|增速|增长|目标|水平|基础|比例|同时|情况)", frame.right
    ) and not _RATE.search(rest):
        return Found(Basis.SHARE, "share of what follows", noun=True)
    if _CLASS_END.search(rest) and left.change is None:
        return Found(Basis.SHARE, "share of a class")
    if re.match(
        r"^(?:以上|左右)?(?:“|入学|覆盖|达标|完成|办结|整改|落实|参保|投产|开工|兑现|交付|到位|安置|纳入|"
        r"建档|签约|配备|接入|通|脱贫)",
        frame.right,
    ) and not _RATE.search(rest):
        return Found(Basis.SHARE, "share done")
    if frame.token.detail in ("tenths", "fraction", "n/n") and not left.change:
        return Found(Basis.SHARE, "fraction")
    if re.match(
        r"^(?:以上|左右)?(?:的)?(?:行政村|自然村|乡镇|村|县|市|企业|群众|人口|财政|财力|资金|学校|社区)", frame.right
    ) and not _RATE.search(rest):
        return Found(Basis.SHARE, "share of what follows", noun=True)
    if (found := _OF_THE.search(rest)) and left.comparator is None:
        return Found(Basis.SHARE, "share of a whole", found["of"], metric_end=0)
    if found and re.search(r"(?:达到?|约为|为|相当于|超过)[^,;。]*的$", rest):
        return Found(Basis.SHARE, "share of a whole", found["of"])
    return None


_CLASS_END = expression(r"(?:行政村|自然村|乡镇|村|企业|学校|社区|事项|农户|家庭|人口|儿童|群众|学生)$")


def _growth_behind(frame: Frame, left: Left, rest: str) -> Found | None:
    """保持40%以上增长, 以8%的速度增长: the word of growth follows."""
    if frame.token.measure not in ("%", "倍"):
        return None
    if re.match(r"^(?:以上|左右|以内)?的?(?:年均|平均|两位数)?(?:增长|增速|增幅|速度|涨幅|幅度)", frame.right):
        return Found(Basis.GROWTH, "growth behind the number")
    return None


def _named_growth(frame: Frame, left: Left, rest: str) -> Found | None:
    """经济增长预期目标为5%: growth stands a few words before."""
    if frame.token.measure not in ("%", "‰"):
        return None
    if re.search(
        r"(?:增长|增速|增幅|涨幅|降幅)(?:的)?(?:预期|年均|调控|控制|目标|水平|稳定|[率由从保持区间幅度分别])*$", rest
    ):
        return Found(Basis.GROWTH, "growth named before", sign=-1 if re.search(r"降幅[^增]*$", rest) else 1)
    return None


def _rank(frame: Frame, left: Left, rest: str) -> Found | None:
    if frame.token.kind in ("rank", "top"):
        return Found(Basis.RANK, "rank")
    if (
        frame.token.measure in ("位", "名")
        and re.search(r"(?:排名|位次|名次|排位|稳居|位居|列|居|百强[县区市]?)(?!家|民|住)[^,;。]{0,8}$", frame.left)
        and (left.change is None or left.change.text.endswith(("到", "至")))
    ):
        return Found(Basis.RANK, "rank by its name")
    return None


_INCOME = expression(r"人均(?:可支配|纯)?收入[^,;。]{0,6}$")


def _per_head(frame: Frame, left: Left, rest: str) -> Found | None:
    if frame.token.measure in ("%", "‰", "岁"):
        return None
    if _INCOME.search(rest):
        return None  # 人均可支配收入 is the name of an indicator, whose amounts are levels
    if left.links & {"人均", "每人每月", "每人每年", "每人每天"}:
        return Found(Basis.PER_CAPITA, "per head")
    if (frame.token.measure not in ("次",) and _PER_HEAD.search(rest[-40:])) or frame.token.measure.endswith(
        ("/人", "每人")
    ):
        return Found(Basis.PER_CAPITA, "per head")
    return None


def _rate(frame: Frame, left: Left, rest: str) -> Found | None:
    if frame.token.measure in ("%", "‰") and _RATE.search(rest):
        return Found(Basis.LEVEL, "rate")
    return None


def _done(frame: Frame, left: Left, rest: str) -> Found | None:
    if frame.token.measure == "%" and (found := _TASK_DONE.search(frame.left)):
        return Found(Basis.SHARE, "share of the plan", found["of"], metric_end=found.start())
    if frame.token.measure == "%" and ("完成" in left.links or _DONE.search(rest)) and not left.change:
        return Found(Basis.SHARE, "part done")
    return None


def _distance_plain(frame: Frame, left: Left, rest: str) -> Found | None:
    """高于全国平均水平2.1%, 比计划多12个: a distance in any measure."""
    if frame.token.kind != "quantity" or left.comparator is not None:
        return None
    if (
        (found := _DISTANCE.search(rest))
        and found["word"] not in ("超过", "超", "大于", "小于", "超出", "比", "较")
        and frame.token.measure not in ("",)
    ):
        return Found(Basis.GROWTH, "distance", found["of"], -1 if _below(found["word"], left) else 1, found.start())
    return None


ROWS = (
    _from_the_plan,
    _points,
    _multiple,
    _rank,
    _change,
    _completion,
    _growth_behind,
    _share,
    _signed,
    _rate,
    _named_growth,
    _distance_plain,
    _share_of_noun,
    _per_head,
    _done,
)


def basis_of(frame: Frame, left: Left) -> Found:
    """Return the first row that holds; a level where none does."""
    for row in ROWS:
        if (found := row(frame, left, left.rest)) is not None:
            unsettled = frame.token.sign == HOLLOW and found.sign > 0
            return replace(found, rule=UNSETTLED) if unsettled else found
    return Found(Basis.LEVEL, "level")


def negative(found: Found) -> Found:
    return replace(found, sign=-1)

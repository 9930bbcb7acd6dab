"""The two sides of a number: which words of the tables stand beside it, and what is left.

The left side is read from its right end, the longest word first: 不低于, 分别增长, 提高到.
What remains is the metric with its verb; that is read from its front.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from luoshi.grammar.words import (
    ACTIONS,
    AFTER,
    COMPARED_CHANGE,
    COUNTED,
    ESTIMATES,
    FRONT,
    HEDGES,
    Word,
    before_table,
)
from luoshi.plan import Comparator, MilestoneKind

_COMPARE = re.compile(r"(?<![合共相协一参占对])(?:与|比|较|同)(?:比|[^,;。比较与同的、]{1,12})$")
_NOT_COMPARE = re.compile(r"(?:占比|对比|环比|同比|比较|比例|比重|比率)$")
_SHORT_CHANGE = 1  # 升, 降, 增: words of one character count only beside a rate


@dataclass(slots=True)
class Left:
    """What stands before a number.

    Args:
        rest: the words before those that the tables know; a metric, with its verb in front.
        comparator: the nearest one.
        change: the nearest word of change.
        compared: 同比, 环比, 比上年.
        links: 分别, 均, 各, …
        since: 由, 从: a starting figure.
        taken: words and their offsets in the left side, nearest first.
    """

    rest: str
    comparator: Word | None = None
    change: Word | None = None
    compared: bool = False
    links: set[str] = field(default_factory=set)
    since: bool = False
    taken: list[tuple[Word, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sides:
    """The tables of one grammar, ready to be looked up."""

    before: Mapping[str, Word]
    longest: int
    front: Mapping[str, str]
    front_longest: int

    @classmethod
    def of(cls, extra: tuple[Word, ...] = (), phrases: tuple[str, ...] = (), hedges: tuple[str, ...] = ()) -> "Sides":
        before = before_table(extra)
        front: dict[str, str] = dict.fromkeys(FRONT, "front")
        front |= dict.fromkeys((*ACTIONS, *phrases), "action")
        front |= dict.fromkeys(COUNTED, "counted")
        front |= dict.fromkeys(ESTIMATES, "estimate")
        front |= dict.fromkeys((*HEDGES, *hedges), "hedge")
        return cls(before, max(map(len, before)), front, max(map(len, front)))

    def read_left(self, left: str, rate: bool) -> Left:
        """Take the words of the table off the end of `left`.

        Args:
            rate: the number is a rate or a difference, beside which 升 and 降 alone are changes.
        """
        found = Left(left)
        end = len(left)
        while end:
            if left[end - 1] in " 、\"'":
                end -= 1
                continue
            word = self._suffix(left, end, rate, found) or _compared_change(left, end, found)
            if word is None:
                compared = None if found.change is None else _COMPARE.search(left[max(0, end - 16) : end])
                if compared and not _NOT_COMPARE.search(compared[0]) and not found.compared:
                    found.compared = True
                    end -= len(compared[0])
                    continue
                break
            end -= len(word.text)
            found.taken.append((word, end))
            if word.role == "comparator":
                found.comparator = found.comparator or word
                found.since = found.since or word.since
            elif word.role == "change":
                found.change = found.change or word
            else:
                found.links.add(word.text)
                found.compared = found.compared or word.text in ("同比", "环比", "同比分别")
        found.rest = left[:end]
        return found

    def _suffix(self, left: str, end: int, rate: bool, found: Left) -> Word | None:
        for length in range(min(self.longest, end), 0, -1):
            word = self.before.get(left[end - length : end])
            if word is None:
                continue
            if word.role == "change":
                if found.change is not None or (length == _SHORT_CHANGE and not rate and not found.compared):
                    continue
                if left[end - length - 1 : end - length] in ("新", "稳", "促", "保") or (found.comparator and found.comparator.to and not word.firm):
                    continue
            if word.role == "comparator" and (found.change is not None or found.comparator is not None):
                # 增长超: the comparator is nearer the number; 保持增长, 达到… are over
                if not (word.comparator is Comparator.EXACTLY and length > 1 and found.change is not None):
                    continue
            if length == 1 and word.role == "comparator" and _within_word(left, end):
                continue
            return word
        return None


def _compared_change(left: str, end: int, found: Left) -> Word | None:
    sign = COMPARED_CHANGE.get(left[end - 1])
    if sign is None or found.change is not None:
        return None
    compared = _COMPARE.search(left[max(0, end - 17) : end - 1])
    if compared is None or _NOT_COMPARE.search(compared[0]):
        return None
    return Word(left[end - 1], "change", sign=sign)


# a comparator of one character that is the end of a longer word: 行为, 附近, 总是, 甚至, 现在
_LONGER = frozenset(
    "行为 作为 成为 认为 附近 最近 靠近 甚至 以至 乃至 现在 存在 所在 内在 潜在 正在 旨在 总是 还是 就是 也是 于是 不是 大约 节约 签约 合约 履约 制约 条约 高达 直达 发达 到达 通达 送达 "
    "得到 受到 看到 感到 做到 想到 遇到 找到 收到 没有 所有 国有 私有 享有 持有 自有 特有 专有 公有 含有 过 通过 经过 拥有 理由 自由 缘由 来自 各自 亲自 独自 参与".split()
)


def _within_word(left: str, end: int) -> bool:
    return left[end - 2 : end] in _LONGER


@dataclass(slots=True)
class Front:
    """What stands in front of a metric.

    Args:
        metric: what is left when openings, hedges and verbs are taken off.
        start: where the metric begins in the string that was read.
        begins: where the first word that counts for the span begins (hedge, 全年, verb or metric).
    """

    metric: str
    start: int
    begins: int
    hedge: str | None = None
    estimated: bool = False
    action: str | None = None
    milestone: MilestoneKind | None = None
    parts: bool = False
    nested: str | None = None


_PLACE_FIRST = re.compile(r"(?:全市|全省|全区|全县|全州|我市|我省|我区|我县|我州|我们|市区|县级|各地|五年)")
_SKIP = " 、,\"'并且和及与或~|"
_SPAN_FROM = frozenset(("hedge", "action", "counted"))


def read_front(sides: Sides, rest: str) -> Front:
    """Take openings, hedges, periods and verbs off the front of `rest`."""
    at, begins = 0, -1
    front = Front("", 0, 0)
    while at < len(rest):
        if rest[at] in _SKIP:
            at += 1
            continue
        word = _prefix(sides, rest, at)
        if word is None:
            place = _PLACE_FIRST.match(rest, at)
            if place and (behind := _prefix(sides, rest, place.end())) and sides.front[behind] in ("action", "counted", "hedge", "estimate"):
                at = place.end()
                continue
            break
        kind = sides.front[word]
        if word in ("其中", "含", "包括"):
            front.nested = word
        if kind == "hedge" or word == "全力争取":
            front.hedge = "争取" if word == "全力争取" else word
            front.estimated = front.estimated or word in ESTIMATES
        elif kind == "estimate":
            front.estimated = True
        elif kind in ("action", "counted"):
            front.action = word
        if kind == "counted":
            front.milestone = front.milestone or COUNTED[word]
        elif kind == "action" and word not in ("争取", "力争", "确保"):
            front.milestone = None
        if begins < 0 and (kind in _SPAN_FROM or word == "全年"):
            begins = at
        at += len(word)
    if front.action and rest.startswith("(", at) and (closed := rest.find(")", at)) > 0:
        at = closed + 1  # 新增(优化)公交线路: the bracket belongs to the verb
    front.start, front.metric = at, rest[at:]
    front.begins = begins if begins >= 0 else at
    return front


def _prefix(sides: Sides, rest: str, at: int) -> str | None:
    for length in range(min(sides.front_longest, len(rest) - at), 0, -1):
        word = rest[at : at + length]
        if word in sides.front:
            kind = sides.front[word]
            after = rest[at + length : at + length + 1]
            # 改造项目, 建设资金, 就业人数: the verb is part of the metric
            if kind in ("action", "counted") and _NOUN_AFTER.match(rest, at + length):
                continue
            if (nouns := _NOUN_WORDS.get(word)) and rest.startswith(nouns, at + length):
                continue
            if length == 1 and after and word + after in _FRONT_LONGER:
                continue
            return word
    return None


_NOUN_AFTER = re.compile(
    r"(?:项目|资金|工程|率|面积|规模|总量|总额|数量|数|量|额|人数|收入|产值|任务|指标|成本|总值|机构|人员|标准|水平|能力|强度|型|性|业|费|用地|指数|比例|比重|体系|事项|质量|载体|队伍|贷款|增加值|占比|周期|方案|主体)(?!.*(?:项目|工程))"
)
# adverbs and verbs that are the beginning of a noun where these follow
_NOUN_WORDS: Mapping[str, tuple[str, ...]] = {
    "高标准": ("农田", "厂房", "基本农田"), "保障": ("性", "房", "措施"), "服务": ("贸易", "业", "外包", "消费", "中心", "站", "点", "进出口", "机构", "型", "区"), "建成": ("区",), "开发": ("区", "园"),
    "重点": ("群体", "人群", "项目", "工程", "产业", "企业", "领域", "地区", "区域", "实验", "镇", "研发", "高校", "城市", "景区", "行业", "民生", "研究", "学科", "专科", "建设", "技术", "人才", "改革"),
    "未来": ("工厂", "社区", "乡村", "产业", "城"), "发展": ("中心", "基金", "指数", "改革"), "建档": ("立卡",), "投资": ("额", "强度"), "贷款": ("余额", "额"), "补贴": ("资金",), "培训": ("基地", "中心"),
    "主导": ("产业",), "参与": ("率", "度"), "安置": ("房", "区"), "集中": ("供热", "式", "隔离", "供水", "连片", "供养"), "联合": ("体", "国"), "储备": ("粮", "林"), "种植": ("户", "大户"), "造林": ("绿化",),
    "分配": ("收入",), "组织": ("部",), "科学": ("技术", "家", "城", "装置", "仪器"), "同步": ("卫星", "辐射"), "有效": ("投资", "发明", "灌溉", "专利", "需求"), "消费": ("额",), "登记": ("在册", "失业"), "认证": ("产品",),
    "开放": ("式", "型"), "授信": ("额", "余额"), "融资": ("额", "担保", "租赁"), "利用": ("外资",), "募集": ("资金",), "平均": ("浓度", "水平", "工资", "预期"), "基本": ("医疗", "养老", "公共", "农田"), "总": ("部", "规", "投", "额", "量", "产", "值", "数"),
}  # fmt: skip
_FRONT_LONGER = frozenset(
    "总投 总规 总额 总量 总产 总值 总数 总里 总装 总面 总人 总体 总长 总收 均衡 均值 由于 向好 对外 对口 对上 对接 对台 使用 让利 为民 为期 从业 再生 再就 再造 新能 新型 新兴 新产 新城 新区 新材 新一 新农 新乡 新生 新经 新房 新业 新技 "
    "新质 新市 新三 新基 新媒 新开 将军 要素 要地 共建 共享 共同 共产 共青 各类 各级 各地 各县 各项 各区 各市 各族 各界 到户 到位 到村 到账 以工 以旧 以上 已建 和谐 和美 并网 并购 并联 含绿 是否 即时 在建 在校 在册 在职 在岗 在库 在线 在园 在读 在营 在川 "
    "约束 近海 近岸 近零 有效 有色 有机 有轨 有线 有组 有关 有条 有意 也是 都市 均等 但保 等级 等次 的士 向阳 把关 另类 争先 保税 保障 保险 保供 保护 保交 保有 拟建 拟上 拟新".split()
)


def read_right(right: str) -> tuple[str | None, Comparator | None]:
    """Return the comparator word that stands right behind the number, and what it means."""
    text = right.lstrip()
    for length in range(min(4, len(text)), 0, -1):
        if (comparator := AFTER.get(text[:length])) is not None:
            return right[: len(right) - len(text) + length], comparator
    return None, None

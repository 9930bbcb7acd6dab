"""Metrics: which of a task's targets a figure of its statement speaks of.

A statement shortens: 社零 for 社会消费品零售总额, 收入绝对值 for 居民人均可支配收入, 该指标. A
figure is taken for a target's own when its metric's characters stand in the target's, in
their order.
"""

from collections.abc import Sequence
from functools import partial

from luoshi.expressions import expression
from luoshi.grammar.same_words import are_apart

_EMPTY = frozenset(("", "该指标", "此指标", "指标", "该项指标", "数据", "增速", "增幅", "总额", "总量"))
_LOOSE = expression(r"(?:绝对值|总额|额|总量|总数|数|量|完成|指标|数据)$")


# 全年目标新增绿化面积25万方，已完成19.2万方: what is done goes by the name of what is aimed at
_AIMED = expression(r"^(?:目标|计划)(?:新增|新建|建设|完成|实现|更新|改造|培育|引进)+")
_PARTS = expression(r"、|(?<=[^中共总调])(?:和|及(?!时)|与)(?![平谐以])", needs="、与及和")


# a few days or weeks of the year: 国庆黄金周旅游收入12.6亿元
SEASON = expression(
    r"(?:今年|[“\"]|20\d\d年)?(?:春节|国庆|中秋|五一|端午|清明|元旦|元宵|双节|暑期|暑假|寒假|春运|黄金周|小长假|双十一|双11|汛期)"
    r"(?:[”\"]|、|及|和|与|中秋|国庆|元旦|春节|假期|假日|期间|黄金周|小长假|长假|节日|节|以来|\d天)*(?:,|，)?"
)


class Resolver:
    """Resolves the metrics of one statement against the metrics of its task's targets."""

    def __init__(self, metrics: Sequence[str], synonyms: Sequence[tuple[str, str]] = ()) -> None:
        self.metrics = tuple(dict.fromkeys(metrics))
        self.synonyms = dict(synonyms)

    @property
    def only(self) -> str | None:
        """The single metric of the task, which a figure without a name of its own has."""
        return self.metrics[0] if len(self.metrics) == 1 else None

    def resolve(self, metric: str) -> str:
        """Return the target's metric that `metric` means, or `metric` itself."""
        metric = self.synonyms.get(metric, metric)
        metric = _AIMED.sub("", metric) or metric
        if (season := SEASON.match(metric)) is not None and season[0] not in "".join(self.metrics):
            metric = metric[season.end() :].removeprefix("接待") or metric
        if metric in _EMPTY:
            return self.only or metric
        if metric in self.metrics:
            return metric
        for known in sorted(self.metrics, key=partial(_is_an_outlay, metric)):
            if _is_one_of_several(metric, known) or _is_of_another_grade(metric, known):
                continue
            if _counts_another_thing(metric, known) or are_apart(metric, known):
                continue
            if _in_order(metric, known) or (len(short := _LOOSE.sub("", metric)) >= 2 and _in_order(short, known)):
                return known
        return metric


def _is_an_outlay(metric: str, known: str) -> bool:
    """Whether a target says what works cost in all, and a figure what was paid of it: it speaks of others first."""
    return "总投资" in known and "总" not in metric


_HELD_IN = expression(r"[(（](?:含|包括|其中)([^()（）]*)")


def _is_one_of_several(metric: str, known: str) -> bool:
    """Whether a metric is one part of a target that adds up several: 城市书房 of 城市书房、智慧借阅点.

    Such a figure is no figure of the whole. What follows 等 names the whole: 实验室、质检中心等平台.
    """
    held = _HELD_IN.search(known)
    if held is not None and metric in held[1]:
        return True  # 保障性住房(含人才住房): 人才住房 are only some of them
    parts = [part for part in _PARTS.split(known.rpartition("等")[0] or known) if part]
    if len(parts) < 2 or metric == known:
        return False
    # 安全事故死亡人数 of 安全事故起数、死亡人数: the last of them, behind the words that open the list
    if closes_its_list(metric, known):
        return True
    # 独角兽企业 of 独角兽和瞪羚企业: the noun that closes the list belongs to each
    return any(_in_order(metric, part) for part in parts) or sum(part in metric for part in parts[:-1]) == 1


def closes_its_list(metric: str, known: str) -> bool:
    """Tell whether a name is the last of a list behind what opens it: 事故死亡人数 of 事故起数、死亡人数."""
    parts = [part for part in _PARTS.split(known) if part]
    if len(parts) < 2 or metric == known or not metric.endswith(parts[-1]):
        return False
    return _in_order(metric[: -len(parts[-1])], parts[0])


_GRADE = expression(r"[\d.]*[十百千万亿]+元(?:及?以上|以下)")


def _is_of_another_grade(metric: str, known: str) -> bool:
    """Whether a name has a threshold that is not the target's: 亿元以上项目 of 10亿元以上项目."""
    mine, its = _GRADE.search(metric), _GRADE.search(known)
    return mine is not None and its is not None and mine[0] != its[0]


# nouns that turn what stands before them into another thing: 学位 of 中小学, 产能 of 新能源汽车
_OTHER_THING = expression(
    r"(?:学位|床位|泊位|车位|岗位|工位|产能|产值|产量|销量|销售额|投资|收入|支出|利润|税收|贷款|余额|就业|人才|专利|商标|标准|订单|合同|用地|用电量|水量|能耗|排放量|平台|基地|园区|中心|协会|联盟)$"
)


# words that only narrow a noun down, which is left out behind a figure of the other: 农村居民收入增长8%，城镇增长7%
_NARROWS = expression(
    r"城镇|农村|城区|镇区|城乡|全体|公办|民办|[市县区]级|规上|限上|学前教育|义务教育|高中教育|高中阶段教育|职业教育|高等教育"
)


def _counts_another_thing(metric: str, known: str) -> bool:
    """Whether a target counts what its name adds to a metric, and not the metric itself: 中小学学位 of 中小学."""
    if _NARROWS.fullmatch(metric):
        return False
    found = _OTHER_THING.search(known)
    return found is not None and found.start() > 0 and not _in_order(found[0], metric) and _LOOSE.search(metric) is None


def _in_order(short: str, long: str) -> bool:
    """Whether the characters of `short`, at least two, stand in `long` in their order."""
    if len(short) < 2:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)

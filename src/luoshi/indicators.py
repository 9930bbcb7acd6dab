"""Indicators (指标): metrics that go by several names, and what is known of each.

经济增长 and 地区生产总值 are one. What is known: whether more of it is better, whether it
flows through the year, stands at a date or is a rate, and whether its growth is at
constant prices. Names only; an office's own list is handed in beside this one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from luoshi.expressions import expression


class Kind(StrEnum):
    """How a metric adds up: over the year, not at all, or not being an amount."""

    FLOW = "flow"
    STOCK = "stock"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One metric with its other names.

    Args:
        names: the first is the one to show; all are the same metric.
        more_is_better: None where neither direction is good in itself.
        constant_prices: its growth leaves price changes out (不变价).
    """

    names: tuple[str, ...]
    kind: Kind
    more_is_better: bool | None = True
    constant_prices: bool = False

    @property
    def name(self) -> str:
        return self.names[0]


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        ("地区生产总值", "GDP", "生产总值", "国内生产总值", "经济增长", "经济总量", "经济增速", "经济发展"),
        Kind.FLOW,
        constant_prices=True,
    ),
    Indicator(
        (
            "一般公共预算收入",
            "地方一般公共预算收入",
            "地方财政收入",
            # what the same revenue was called until 2014
            "公共财政预算收入",
            "地方公共财政预算收入",
            "公共财政收入",
            "地方公共财政收入",
        ),
        Kind.FLOW,
    ),
    Indicator(
        ("城镇居民人均可支配收入", "城镇居民收入", "城镇居民可支配收入", "城镇常住居民人均可支配收入"), Kind.FLOW
    ),
    Indicator(
        ("农村居民人均可支配收入", "农村居民收入", "农民人均可支配收入", "农村常住居民人均可支配收入"), Kind.FLOW
    ),
    Indicator(
        (
            "居民人均可支配收入",
            "居民收入",
            "全体居民人均可支配收入",
            "全体居民可支配收入",
            "全体居民收入",
            "居民可支配收入",
            "全体常住居民人均可支配收入",
            "常住居民人均可支配收入",
        ),
        Kind.FLOW,
    ),
    Indicator(
        ("规上工业增加值", "规模以上工业增加值", "规模工业增加值", "规工增加值"), Kind.FLOW, constant_prices=True
    ),
    # what is no first and no second branch of the economy is service
    Indicator(("服务业增加值", "第三产业增加值", "三产增加值"), Kind.FLOW, constant_prices=True),
    Indicator(("固定资产投资", "固投", "全社会固定资产投资", "固定资产投资额", "固定资产投资不含农户"), Kind.FLOW),
    Indicator(
        ("社会消费品零售总额", "社零", "社零额", "社零总额", "社会消费品零售额", "社消零总额", "社消零"), Kind.FLOW
    ),
    Indicator(
        (
            "进出口总额",
            "外贸进出口总额",
            "外贸进出口",
            "货物进出口总额",
            "进出口",
            "外贸进出口总值",
            "进出口总值",
            "外贸总额",
        ),
        Kind.FLOW,
    ),
    Indicator(("实际利用外资", "实际使用外资", "实际到位外资", "实际到账外资"), Kind.FLOW),
    Indicator(("经营主体", "市场主体", "各类经营主体", "各类市场主体", "市场经营主体"), Kind.STOCK),
    Indicator(("研发投入强度", "R&D经费投入强度", "全社会R&D经费投入强度", "全社会研发投入强度"), Kind.RATE),
    Indicator(("城镇调查失业率", "调查失业率"), Kind.RATE, more_is_better=False),
    Indicator(
        (
            "居民消费价格涨幅",
            "居民消费价格指数",
            "CPI",
            "居民消费价格",
            "居民消费价格总水平",
            "居民消费价格总水平涨幅",
            "物价涨幅",
            "物价",
            "物价总水平",
            "物价总水平涨幅",
            "CPI涨幅",
            "居民消费价格指数涨幅",
            "居民消费价格总指数",
            "居民消费物价指数",
            "消费价格指数",
            "居民消费价格水平",
        ),
        Kind.RATE,
        more_is_better=False,
    ),
    Indicator(
        (
            "PM2.5平均浓度",
            *(
                thing + size
                for thing in ("PM2.5", "细颗粒物", "细颗粒物(PM2.5)", "PM2.5(细颗粒物)")
                for size in ("浓度", "平均浓度", "年均浓度", "年平均浓度", "均值", "年均值", "浓度均值", "")
            ),
        ),
        Kind.RATE,
        False,
    ),
    Indicator(
        (
            "PM10平均浓度",
            "PM10浓度",
            "PM10",
            "可吸入颗粒物浓度",
            "可吸入颗粒物平均浓度",
            "PM10年均浓度",
            "PM10年平均浓度",
        ),
        Kind.RATE,
        False,
    ),
    Indicator(
        (
            "空气质量优良天数比率",
            "空气优良率",
            "空气质量优良率",
            "优良天数比例",
            "空气质量优良天数比例",
            "空气优良天数比例",
            "空气优良天数比率",
            "空气质量优良天数占比",
            "空气质量优良天数率",
            "环境空气质量优良天数比例",
            "环境空气质量优良天数比率",
            "环境空气质量优良天数占比",
            "环境空气质量优良率",
            "空气优良天数占比",
            "空气优良天数率",
            "优良天数比率",
            "优良天数占比",
            "优良天数率",
            "优良天气比例",
        ),
        Kind.RATE,
    ),
    Indicator(
        (
            "单位GDP能耗",
            "单位地区生产总值能耗",
            "万元GDP能耗",
            "能耗强度",
            "万元地区生产总值能耗",
            "万元生产总值能耗",
            "单位生产总值能耗",
            "单位GDP能源消耗",
            "单位地区生产总值能源消耗",
            "单位生产总值能源消耗",
        ),
        Kind.RATE,
        more_is_better=False,
    ),
    Indicator(
        (
            "单位GDP二氧化碳排放",
            "单位GDP二氧化碳排放量",
            "单位地区生产总值二氧化碳排放",
            "单位地区生产总值二氧化碳排放量",
            "单位GDP碳排放",
            "单位地区生产总值碳排放",
            "万元GDP二氧化碳排放",
            "万元地区生产总值二氧化碳排放",
            "碳排放强度",
            "二氧化碳排放强度",
        ),
        Kind.RATE,
        more_is_better=False,
    ),
)

_BY_NAME = {name: indicator for indicator in INDICATORS for name in indicator.names}
_PLACE = expression(r"^(?:[我本全](?:省|市|区|县|州|镇|乡)(?:内|域)?|[省市区县州]内|辖区内?|当地)(?!生产总值$)")
_TAIL = expression(r"(?:总量|绝对值|增速|增长率|增幅|完成额)$")
# 居民消费价格指数（CPI）: its short name
_SHORT_NAME = expression(r"(?<=..)[(（][A-Za-z&.\d]{2,8}[)）]")
_NOISE = expression(r"[\s“”\"'()（）、,，]")
# Words that say that less of it is better, in whatever metric they stand.
_LESS = expression(
    r"失业率|能耗|水耗|(?<!超低)排放|浓度|死亡|事故|发案|投诉率|负债|债务|不良率|贫困发生率|信访量|亏损|欠薪|违法|逾期|流失率"
    r"|差距|病死率|空置率|辍学率|污染指数|库存"
)

# more is better of what is taken away, whatever it is: 限期拆除违法广告牌
_TAKEN_AWAY = expression(
    r"拆除|取缔|关停|关闭|查处|清理|清除|清退|整治|整改|化解|处置|消除|淘汰|打击|侦破|追缴|收缴|报废|销毁|办结|治理"
)


# 主要预期指标, 一、2026年经济社会发展主要指标, （一）约束性指标; 完成各项指标 is a promise about them
_HEADING = expression(
    r"^(?:(?:第?[一二三四五六七八九十\d]+(?:[、.．章])|[（(][一二三四五六七八九十\d]+[）)])\s*)?(?:\d{4}年(?:度)?)?"
    r"(?:全[省市区县]|国民|主要|核心|重点|关键|预期性?|约束性|经济|社会|发展|增长|年度|全年|工作|目标|和|与|及|、)*指标(?:体系|任务|目标)?$"
)


def heads_indicators(title: str) -> bool:
    """Tell whether a chapter's title says that what stands below it are indicators."""
    return bool(_HEADING.match(title.strip()))


@lru_cache(maxsize=4096)
def plain(metric: str) -> str:
    """Return a metric's name without quotes, the place in front and words like 总量 behind."""
    bare = _NOISE.sub("", _SHORT_NAME.sub("", metric))
    if bare in _BY_NAME:
        return bare
    short = _TAIL.sub("", _PLACE.sub("", bare))
    return short or bare


def indicator_of(metric: str, known: Iterable[Indicator] = ()) -> Indicator | None:
    """Find the indicator that goes by this name; `known` (an office's own) is asked first."""
    bare, name = _NOISE.sub("", metric), plain(metric)
    for indicator in known:
        if bare in indicator.names or name in indicator.names:
            return indicator
    return _BY_NAME.get(bare) or _BY_NAME.get(name)


def same_metric(one: str, other: str, known: Iterable[Indicator] = ()) -> bool:
    """Tell whether two names mean one metric: equal but for place and quotes, or synonyms.

    A name within a name is not enough: 工业投资 is a part of 投资, not the same.
    """
    if not one or not other:
        return False
    if plain(one) == plain(other):
        return True
    known = tuple(known)
    mine = indicator_of(one, known)
    return mine is not None and mine is indicator_of(other, known)


def more_is_better(metric: str, known: Iterable[Indicator] = ()) -> bool:
    """Tell which way a metric should go where the target does not say: up, unless known otherwise."""
    indicator = indicator_of(metric, known)
    if indicator is not None and indicator.more_is_better is not None:
        return indicator.more_is_better
    return _LESS.search(metric) is None or _TAKEN_AWAY.search(metric) is not None

"""Measures (计量单位): what a figure counts, its dimension, and its size in that dimension.

A value is kept in the measure that the text writes, without 万 and 亿: 4万人 is 40000 人,
12.6万亩 is 126000 亩. `factor` leads on to the dimension's base (公顷 is 15 亩), so that two
figures of one dimension can be compared. Classifiers (家, 个, 项) count things: two of them
are one dimension only where they are the same word. A symbol (m², μg/m³) stays as it is
written, and has dimension and factor of its Chinese name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from itertools import groupby

from luoshi.expressions import expression


@dataclass(frozen=True, slots=True)
class Measure:
    """One 计量单位.

    Args:
        dimension: money:元, people, count:家, area, length, mass, energy, power, time, rate, …
        factor: how many of the dimension's base one of it is.
        also: another dimension that the bare word may mean (方: area or volume), else "".
    """

    name: str
    dimension: str
    factor: Decimal = Decimal(1)
    also: str = ""

    @property
    def counts_things(self) -> bool:
        """Whether it counts whole things, so that a figure without 万 is exact."""
        return self.dimension.startswith("count:") or self.dimension in ("people", "visits", "households")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# a dimension, then its words, each with its size in the dimension's base (1 where none is written)
_SIZED = """
rate: % ‰=0.1
rate points: 个百分点 百分点 个千分点=0.1 个基点=0.01
rate times: 倍
rate doublings: 番
people: 人 名
visits: 人次 人(次) 人日 人·次
person-years: 人年 人·年 人月 人·月
households: 户
area: 平方米 平米 ㎡ m² m2 m^2 平方 平方公里=1000000 平方千米=1000000 km²=1000000 km2=1000000 km^2=1000000 ㎢=1000000
area: 公顷=10000 hm²=10000 hm2=10000 hm^2=10000 ha=10000
area: 亩=666.6666666666666666666666667 亩次=666.6666666666666666666666667
volume: 立方米 立方 m³ m3 m^3 ㎥ 标方 Nm³ Nm3 升=0.001 L=0.001 ㎖=0.000001 mL=0.000001 ml=0.000001 毫升=0.000001
volume: 立方公里=1000000000 km³=1000000000 km3=1000000000
length: 米 m 延米 公里=1000 千米=1000 km=1000 ㎞=1000 KM=1000 车道公里=1000 单公里=1000 皮长公里=1000 芯公里=1000
length: 厘米=0.01 cm=0.01 ㎝=0.01 毫米=0.001 mm=0.001 ㎜=0.001 海里=1852
mass: 千克 公斤 kg Kg KG ㎏ 吨=1000 公吨=1000 t=1000 斤=0.5 克=0.001 g=0.001 毫克=0.000001 mg=0.000001 ㎎=0.000001
mass: 微克=0.000000001 μg=0.000000001 µg=0.000000001 ug=0.000000001 ㎍=0.000000001 纳克=0.000000000001 ng=0.000000000001
mass: 担=50
coal: 吨标准煤 吨标煤 吨煤当量 tce t标准煤 t标煤 千克标准煤=0.001 公斤标准煤=0.001 kgce=0.001
energy: 千瓦时 度 kWh KWh KWH kwh kW·h KW·h kw·h kW•h kW∙h kW⋅h 千瓦·时 MWh=1000 MW·h=1000 兆瓦时=1000
energy: GWh=1000000 TWh=1000000000
carbon dioxide: tCO2 tCO₂ tCO2e
energy: 吉焦=277.7777777777777777777777778
power: 千瓦 kW KW kw ㎾ 千瓦峰值 kWp 瓦=0.001 兆瓦=1000 MW=1000 MWp=1000 吉瓦=1000000 GW=1000000
apparent power: 千伏安 kVA KVA 兆伏安=1000 MVA=1000
steam: 蒸吨
time: 天 个工作日 工作日 个月=30 周=7 个星期=7 星期=7 年=365
time: 小时=0.0416666666666666666666667 个小时=0.0416666666666666666666667
time: 分钟=0.000694444444444444444444444 秒=0.0000115740740740740740740741 学时 课时
temperature: 摄氏度 ℃ °C
sound: 分贝 dB dB(A)
computing: P PFLOPS PFlops EFLOPS=1000 EFlops=1000 E=1000
data: TB PB=1024 GB=0.0009765625
bandwidth: Gbps Mbps=0.001 Tbps=1000
points: 分 点
age: 岁 周岁 月龄
per 100000: /10万 /十万
rank: 位 个位次 位次 个名次 名次
containers: 标准箱 标箱 TEU 个标准箱 个标箱 国际标准箱
turnover: 吨公里 人公里 吨海里
"""

_CURRENCIES = (
    "元",
    "元人民币",
    "美元",
    "欧元",
    "港元",
    "港币",
    "日元",
    "英镑",
    "新台币",
    "卢布",
    "韩元",
)

_CLASSIFIERS = _words("""
    个 家 项 所 座 条 处 台 件 宗 例 套 间 栋 幢 层 片 块 段 道 根 批 期 届 轮 场 次
    门 组 支 队 款 种 类 起 份 本 册 部 篇 枚 盏 辆 艘 架 列 班 趟 对 双 副 张 口 眼
    孔 头 只 羽 株 棵 匹 尾 笔 单 票 席 台(套) 台套 套(间) 间(套) 个(套) 个(次)
    件(套) 件套 辆(台) 家(次) 家次 场次 批次 件次 班次 架次 辆次 车次 项次 例次 户次 列次
    艘次 站次 课次 台次 人份 剂次 剂 针次 只次 个次 张床位 张床 个床位 个泊位 个点 大类 头只
    头(只) 只(头) 只(羽) 宗地 公里桩 只羽 家门店 丛 把 顶 樘 瓶 袋 箱 桶 束 朵 粒 颗 幅 首
    页 卷 封 声 节 帧 滴 节次 群 窝 宗(件) 处(个) 个(处) 家(个) 个(家) 头(匹) 件(次)
    所(个) 处(座) 户(次) 枪 标台 床
""")


def _table() -> dict[str, Measure]:
    table: dict[str, Measure] = {}
    for row in _SIZED.strip().splitlines():
        dimension, _, words = row.partition(": ")
        for word in words.split():
            name, _, factor = word.partition("=")
            table[name] = Measure(name, dimension, Decimal(factor or 1))
    table |= {name: Measure(name, f"money:{name.removesuffix('人民币')}") for name in _CURRENCIES}
    table |= {name: Measure(name, f"count:{name}") for name in _CLASSIFIERS}
    # 万方 of greening is an area, of water a volume: kept as written, with both readings named
    table["方"] = Measure("方", "area", also="volume")
    table[""] = Measure("", "index")
    table["美金"] = Measure("美金", "money:美元")
    return table


MEASURES: Mapping[str, Measure] = _table()
_PER = _words("""
    人 户 月 年 日 天 亩 平方米 立方米 吨 公里 平方公里 千瓦时 度 升 公顷 个 台 件 小时 万人
    万元 亿元 美元 元 千克 公斤 斤 头 只 辆 人·月 人·年 人月 人年 标方 秒 分钟
    千人 百人 十万人 百万人 万户 百户 千户 平方千米 平米 毫升 m² m2 ㎡ m³ m3 ㎥ km² km2 km L kg t h d a s
    km²·月 km2·月 平方公里·月 GDP
""")
_TOP = _words("""
    μg µg ug ㎍ mg ㎎ ng g kg t tce kgce tCO2 tCO₂ m³ m3 ㎥ L kWh kW·h km m m² m2 t标准煤 千克标准煤 公斤标准煤 吨标煤
    张 名 床 标台 所 处 套 户 枪 纳克 升 亩 斤 公顷
    元 万元 亿元 微克 毫克 吨 千克 公斤 立方米 人 辆 吨标准煤 美元 千瓦时 克 台 公里 千瓦 件
    人次 瓦 贝可 米 个 平方米 家 万人 人天
""")


# what a measure is reckoned by, in its several names
_BY_TIME: Mapping[str, str] = {"天": "日", "d": "日", "a": "年", "h": "小时", "s": "秒"}
_TIMES = frozenset(("日", "月", "年", "小时", "秒", "分钟"))
_MAGNITUDES: Mapping[str, int] = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def measure(name: str) -> Measure:
    """Return the measure that is written so; a compound such as 元/月 or μg/m³ has its own dimension.

    万元 and 亿吨 are measures too, as the heads of tables write them: their factor holds the 万.

    Raises:
        KeyError: no such measure.
    """
    name = name.replace("（", "(").replace("）", ")").replace("／", "/")
    if (simple := _simple(name)) is not None:
        return simple
    top, *belows = re.split(r"[/·每]", name)
    if not belows or not top or not all(belows):
        raise KeyError(name)
    above = _simple(top) or Measure(top, top)
    dimension, factor = above.dimension, above.factor
    for below in belows:
        part = None if below in _TIMES or below in _BY_TIME else _simple(below)
        dimension += "/" + (part.dimension if part else _BY_TIME.get(below, below))
        factor = factor / part.factor if part else factor
    return Measure(name, dimension, factor)


def _simple(name: str) -> Measure | None:
    """A measure without a denominator, with its magnitudes if it has any: 万千瓦."""
    size, bare = 1, name
    while bare and bare not in MEASURES and bare[0] in _MAGNITUDES:
        size, bare = size * _MAGNITUDES[bare[0]], bare[1:]
    if not bare or bare not in MEASURES:
        return MEASURES[""] if name == "" else None
    known = MEASURES[bare]
    return known if size == 1 else Measure(name, known.dimension, known.factor * size, known.also)


# 15亩 is one 公顷, though a 亩 has no last decimal: what is converted is kept at this many digits
_KEPT = Context(prec=20)


def converted(value: Decimal, from_measure: str, to_measure: str) -> Decimal | None:
    """Turn a value from one measure into another of its dimension; None where they count different things.

        converted(Decimal(30), "亩", "公顷")        Decimal("2")
        converted(Decimal(3), "亿元", "万元")       Decimal("30000")
        converted(Decimal(5), "家", "户")           None

    Measures are written as texts and heads of tables write them: m², 平方米 and 万平方米 are one dimension. 方
    goes with areas and with volumes. Classifiers (家, 个) are one only with themselves.
    """
    try:
        mine, other = measure(from_measure), measure(to_measure)
    except KeyError:
        return None
    if not {mine.dimension, mine.also} - {""} & {other.dimension, other.also} - {""}:
        return None
    exact = value * mine.factor / other.factor
    return _KEPT.plus(exact).normalize() + 0 if mine.factor != other.factor else value


def alternatives_of(words: Iterable[str]) -> list[str]:
    """Return words in the order in which a pattern must try them: the longest first."""
    return sorted(set(words), key=lambda word: (-len(word), word))


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern of these words, the longest first."""
    return "|".join(re.escape(word) for word in alternatives_of(words))


# a measure, and the letters behind which it is the beginning of another word: 项目, 家庭, 条件, 户籍
_CONFUSED: Mapping[str, str] = {
    row[0]: row[1:]
    for row in _words("""
        项目 个体性别 家庭长具政园电乡禽畜族属装居暖 条件例约款块 名录单牌企校优城镇胜 户籍外型口厕
        台湾账州风商阶区 所有得在需属 座谈椅位 处理级方于 场所地馆景站 次会生序年日 位于居列置 枪支击决械
        种子植业养粮苗质 类似型 层次级 批准复发 起步来源 天然气津府河空候 分别类布之 口岸袋感径腔 片区
        部分门队委署 本级地科土市省 队伍 门类户诊店槛前峡 支持部出撑付行线 组织建团 班级列子 列入 对外口接
        张家 头部雁 点上位 度假夏 元旦素宝 米易粉脂 里程 角色 枚举 站点 股份 件均 席位 单位一元
    """)
}


# the same behind digits, where a measure is far likelier: 40万群众, 5天然气站
_CONFUSED_BEHIND_DIGITS: Mapping[str, str] = {
    row[0]: row[1:]
    for row in (
        "群众体",
        "天然",
        "口岸",
        "部门分",
        "户籍外",
        "头部",
        "枪支击决械",
        "班子",
        "支持出",
        "家庭禽畜",
        "个体",
        "层次级",
        "项目",
    )
}


# years and weeks are far more often dates and names: the scan has a row of its own for their lengths
_NOT_IN_GENERAL = frozenset(("", "年", "周", "星期", "个星期"))
_ENDS_IN_LETTER = expression(r"[A-Za-z0-9]$")


_INDIVIDUAL = "体"
_GOES_ON = "A-Za-z0-9²³"  # behind a symbol: the letters with which another begins


def _not_followed(word: str, strict: bool | None) -> str:
    """Return the letters that do not stand behind a word where it is a measure; "" where any may."""
    if _ENDS_IN_LETTER.search(word):
        return _GOES_ON
    return "" if strict is None else (_CONFUSED if strict else _CONFUSED_BEHIND_DIGITS).get(word, "")


def _no(letters: str) -> str:
    """Return the pattern of a place where none of these letters stands.

    Two at a time: a set of three letters that lie far apart takes seven times as long to make.
    """
    if letters == _GOES_ON:
        return f"(?![{letters}])"
    if letters == _INDIVIDUAL:
        return "(?!体(?![育验检系制温量]))"  # 5000个体工商户, but 9个体育公园, 3个体验馆
    return "".join(f"(?![{letters[at : at + 2]}])" for at in range(0, len(letters), 2))


def _grouped(names: Sequence[str], strict: bool | None = None) -> str:
    """Return a pattern of names by their first letters, so that a text tries each letter once.

    Letters that are followed alike share a row: the scan has three copies of this pattern, and they are much of what it
    costs to make.

    Args:
        strict: as in `measure_pattern`; None inside a compound, where only letters can go on.
    """
    by_letter: dict[str, list[str]] = {}
    for name in names:
        by_letter.setdefault(name[0], []).append(name)
    by_rest: dict[str, str] = {}
    for letter, own in by_letter.items():
        rest = _rest_of(own, strict)
        by_rest[rest] = by_rest.get(rest, "") + letter
    return "|".join((f"[{re.escape(own)}]" if len(own) > 1 else re.escape(own)) + rest for rest, own in by_rest.items())


def _rest_of(names: Sequence[str], strict: bool | None) -> str:
    """Return the pattern of what follows the letter with which all names begin, in their order."""
    rests = []
    for guard, own in groupby(names, key=lambda name: _not_followed(name, strict)):
        words = "|".join(re.escape(name[1:]) for name in own)
        rests.append((f"(?:{words})" if "|" in words else words) + _no(guard) if guard else words)
    whole = "|".join(rests)
    return f"(?:{whole})" if "|" in whole else whole


def measure_pattern(extra: Iterable[str] = (), *, strict: bool = False) -> str:
    """Return the pattern of a measure, compounds first; `extra` are an office's own.

    Args:
        strict: behind a Chinese numeral, where 三门 may begin a name and 百项 a noun.
    """
    tops, belows = (
        _grouped(alternatives_of(word for word in _TOP if word[0] not in "万亿")),
        _grouped(alternatives_of(_PER)),
    )
    names = alternatives_of((*(name for name in MEASURES if name not in _NOT_IN_GENERAL), *extra))
    singles = _grouped(names, strict)
    return rf"(?:(?:{tops})(?:/|每)(?:{belows})(?:[/·](?:月|年|日|天|人))?|{singles})"

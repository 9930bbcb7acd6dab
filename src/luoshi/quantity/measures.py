"""Measures (计量单位): what a figure counts, its dimension, and its size in that dimension.

A value is kept in the measure that the text writes, without 万 and 亿: 4万人 is 40000 人,
12.6万亩 is 126000 亩. `factor` leads on to the dimension's base (公顷 is 15 亩), so that two
figures of one dimension can be compared. Classifiers (家, 个, 项) count things: two of them
are one dimension only where they are the same word.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal


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


# dimension: words, each with its factor where that is not 1
_SIZED: Mapping[str, Mapping[str, str]] = {
    "rate": {"%": "1", "‰": "0.1", "个百分点": "1", "百分点": "1", "个千分点": "0.1", "个基点": "0.01", "倍": "100", "番": "100"},
    "people": {w: "1" for w in ("人", "名")},
    "visits": {w: "1" for w in ("人次", "人(次)", "人日", "人·次")},
    "households": {"户": "1"},
    "area": {
        "平方公里": "1000000", "平方千米": "1000000", "平方米": "1", "平米": "1", "㎡": "1", "平方": "1", "公顷": "10000",
        "亩": "666.6666666666666666666666667", "亩次": "666.6666666666666666666666667", "km²": "1000000",
    },
    "volume": {"立方米": "1", "立方": "1", "m³": "1", "标方": "1", "升": "0.001", "立方公里": "1000000000"},
    "length": {
        "公里": "1000", "千米": "1000", "米": "1", "厘米": "0.01", "毫米": "0.001", "延米": "1", "车道公里": "1000", "单公里": "1000",
        "皮长公里": "1000", "芯公里": "1000", "海里": "1852", "km": "1000",
    },
    "mass": {"吨": "1000", "公吨": "1000", "千克": "1", "公斤": "1", "斤": "0.5", "克": "0.001", "毫克": "0.000001", "担": "50"},
    "carbon": {"吨标准煤": "1", "吨标煤": "1", "吨标准煤当量": "1"},
    "energy": {"GWh": "1000000", "MWh": "1000", "kWh": "1", "KWh": "1", "TWh": "1000000000", "千瓦时": "1", "度": "1", "兆瓦时": "1000", "吉焦": "277.7777777777777777777777778", "千焦": "0.000277777777778"},
    "power": {
        "千瓦": "1", "兆瓦": "1000", "吉瓦": "1000000", "瓦": "0.001", "千伏安": "1", "兆伏安": "1000", "蒸吨": "700", "马力": "0.735",
        "千瓦峰值": "1", "GW": "1000000", "MW": "1000", "KW": "1", "kW": "1",
    },
    "time": {
        "个工作日": "1", "工作日": "1", "天": "1", "个月": "30", "小时": "0.0416666666667", "个小时": "0.0416666666667",
        "分钟": "0.000694444444444", "秒": "0.0000115740740741", "学时": "0.0416666666667", "课时": "0.03125",
    },
    "temperature": {"摄氏度": "1", "℃": "1"},
    "sound": {"分贝": "1"},
    "compute": {"P": "1", "PFLOPS": "1", "PFlops": "1", "EFLOPS": "1000", "EFlops": "1000", "E": "1000"},
    "data": {"TB": "1", "PB": "1024", "GB": "0.0009765625", "Gbps": "1", "Mbps": "0.001", "Tbps": "1000"},
    "index": {"分": "1", "点": "1"},
    "age": {"岁": "1"},
    "per 100000": {"/10万": "1", "/十万": "1"},
    "rank": {"位": "1"},
    "cargo": {"标准箱": "1", "标箱": "1", "TEU": "1", "个标准箱": "1", "个标箱": "1", "国际标准箱": "1"},
    "flow": {"吨公里": "1", "人公里": "1", "吨海里": "1"},
}  # fmt: skip

_CURRENCIES = (
    "元", "元人民币", "美元", "欧元", "港元", "港币", "日元", "英镑", "新台币", "卢布", "韩元",
)  # fmt: skip

_CLASSIFIERS = (
    "个 家 项 所 座 条 处 台 件 宗 例 套 间 栋 幢 层 片 块 段 道 根 批 期 届 轮 场 次 门 组 支 队 款 种 类 起 份 本 册 部 篇 枚 盏 辆 艘 架 列 班 趟 对 "
    "双 副 张 口 眼 孔 头 只 羽 株 棵 匹 尾 笔 单 票 席 台(套) 台套 套(间) 间(套) 个(套) 个(次) 件(套) 件套 辆(台) 家(次) "
    "家次 场次 批次 件次 班次 架次 辆次 车次 项次 例次 户次 列次 艘次 站次 课次 台次 人份 剂次 剂 针次 只次 个次 张床位 张床 个床位 个泊位 个点 大类 "
    "头只 头(只) 只(头) 只(羽) 宗地 公里桩 只羽 家门店 丛 把 顶 樘 瓶 袋 箱 桶 束 朵 粒 幅 首 封 声 节 帧 滴 节次 群 窝 宗(件) 处(个) 个(处) 家(个) 个(家) 头(匹) 件(次) 所(个) 处(座) 户(次)"
).split()


def _table() -> dict[str, Measure]:
    table = {
        name: Measure(name, dimension, Decimal(factor))
        for dimension, words in _SIZED.items()
        for name, factor in words.items()
    }
    table |= {name: Measure(name, f"money:{name.removesuffix('人民币')}") for name in _CURRENCIES}
    table |= {name: Measure(name, f"count:{name}") for name in _CLASSIFIERS}
    # 万方 of greening is an area, of water a volume: kept as written, with both readings named
    table["方"] = Measure("方", "area", also="volume")
    table[""] = Measure("", "index")
    return table


MEASURES: Mapping[str, Measure] = _table()
_PER = ("人", "户", "月", "年", "日", "天", "亩", "平方米", "立方米", "吨", "公里", "平方公里", "千瓦时", "度", "升", "公顷", "个", "台", "件", "小时", "万人", "万元", "亿元", "美元", "元", "千克", "公斤", "斤", "头", "只", "辆", "人·月", "人·年", "人月", "人年", "标方", "秒", "分钟")  # fmt: skip
_TOP = ("元", "万元", "亿元", "微克", "毫克", "吨", "千克", "公斤", "立方米", "人", "辆", "吨标准煤", "美元", "千瓦时", "克", "台", "公里", "千瓦", "件", "人次", "瓦", "贝可", "米", "个", "平方米", "家", "万人", "人天")  # fmt: skip


def measure(name: str) -> Measure:
    """Return the measure that is written so; a compound such as 元/月 has its own dimension.

    Raises:
        KeyError: no such measure.
    """
    name = name.replace("（", "(").replace("）", ")").replace("／", "/")
    if name in MEASURES:
        return MEASURES[name]
    top, slash, below = name.partition("/")
    if slash and below:
        return Measure(name, f"{MEASURES[top].dimension if top in MEASURES else top}/{below}")
    raise KeyError(name)


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


# letters that turn a measure into the beginning of another word: 项目, 家庭, 条件, 户籍, 人才 is no such word
_CONFUSED: Mapping[str, str] = {
    "项": "目", "个": "体性别", "家": "庭长具政园电乡禽畜族属装居暖", "条": "件例约款块", "名": "录单牌企校优城镇胜", "户": "籍外型口厕", "台": "湾账州风商阶区",
    "所": "有得在需属", "座": "谈椅位", "处": "理级方于", "场": "所地馆景站", "次": "会生序年日", "位": "于居列置", "种": "子植业养粮苗质", "类": "似型", "层": "次级",
    "批": "准复发", "起": "步来源", "天": "然气津府河空候", "分": "别类布之", "口": "岸袋感径腔", "片": "区", "部": "分门队委署", "本": "级地科土市省", "队": "伍",
    "门": "类户诊店槛前峡", "支": "持部出撑付行线", "组": "织建团", "班": "级列子", "列": "入", "对": "外口接", "张": "家", "头": "部雁", "点": "上位", "度": "假夏",
    "元": "旦素宝", "米": "易粉脂", "里": "程", "角": "色", "枚": "举", "站": "点", "股": "份", "件": "均", "席": "位", "单": "位一元",
}  # fmt: skip


def _pattern_of(word: str) -> str:
    confused = _CONFUSED.get(word)
    return re.escape(word) + (f"(?![{confused}])" if confused else "")


def measure_pattern(extra: Iterable[str] = (), *, strict: bool = False) -> str:
    """Return the pattern of a measure, compounds first; `extra` are an office's own.

    Args:
        strict: behind a Chinese numeral, where 三门 may begin a name and 百项 a noun.
    """
    tops, belows = alternatives(w for w in _TOP if w[0] not in "万亿"), alternatives(_PER)
    words = sorted({*(name for name in MEASURES if name), *extra}, key=lambda word: (-len(word), word))
    return rf"(?:(?:{tops})(?:/|每)(?:{belows})(?:[/·](?:月|年|日|天|人))?|{'|'.join(map(_pattern_of if strict else re.escape, words))})"

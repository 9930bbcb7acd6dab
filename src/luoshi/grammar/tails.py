"""Tails: the noun that closes a list and belongs to each of its members: 生物医药、光伏产值, 省级、市级龙头企业."""

from luoshi.expressions import expression
from luoshi.indicators import indicator_of

# nouns that close a list of metrics and belong to each: 生物医药、光伏产值, the longest first
TAILS = (
    "常住居民人均可支配收入",
    "居民人均可支配收入",
    "增加值增速",
    "综合利用率",
    "年平均浓度",
    "固定资产投资",
    "人均可支配收入",
    "居民收入",
    "播种面积",
    "出栏量",
    "存栏量",
    "出栏",
    "存栏",
    "死亡人数",
    "死亡率",
    "城镇化率",
    "失业率",
    "年度投资完成率",
    "投资完成率",
    "任务完成率",
    "完成率",
    "开工率",
    "竣工率",
    "监督抽查合格率",
    "抽检合格率",
    "合格率",
    "满意率",
    "参保率",
    "覆盖率",
    "达标率",
    "贷款余额",
    "存款余额",
    "用电量",
    "余额",
    "营业收入",
    "能耗",
    "平均浓度",
    "增加值",
    "低保标准",
    "保障标准",
    "救助标准",
    "补助标准",
    "养老金",
    "注册量",
    "登记量",
    "交易量",
    "交易额",
    "吞吐量",
    "成交额",
    "签约额",
    "销售额",
    "价格",
    "营收",
    "产值",
    "浓度",
    "产量",
    *("注册量", "使用量", "吞吐量", "排放量", "交易量", "运输量", "客运量", "货运量", "保有量"),
    *("交易额", "出口额", "进口额", "零售额", "营业额"),
    "投资",
    "总额",
    "数量",
    "总量",
    "收入",
    "人数",
    "面积",
    "占比",
    "比重",
    "比例",
    "销量",
    "批次",
    "人次",
    "起数",
    "次数",
    "件数",
    "率",
)


# what has a size of its own is no list's first half: 游客接待量、旅游收入
_SIZED = (*TAILS, "接待量", "供应量", "采购量", "发行量", "访问量", "成交量", "交割量")
# what narrows the noun of all: 电子、化工产业规上产值
_OF_EACH = ("规模以上", "限额以上", "规上", "限上")


def with_tail(parts: list[str]) -> list[str]:
    """Give the noun that closes a list to each member: 光伏、生物医药产值 are two 产值."""
    if len(parts) < 2:
        return parts
    if closed := _graded(parts) or _quoted(parts):
        return closed
    tail = next((tail for tail in TAILS if parts[-1].endswith(tail) and parts[-1] != tail), None)
    if tail is None:
        return parts
    if tail == "率" and (rate := _RATE.search(parts[-1])) is not None and rate.start() > 1:
        tail = rate[0]
    tail = next((word + tail for word in _OF_EACH if parts[-1].endswith(word + tail)), tail)
    return [part if part.endswith(_SIZED) or indicator_of(part) is not None else part + tail for part in parts]


# 秸秆、农膜、尾菜资源化利用率: what is done to each of them, at which rate
_RATE = expression(
    r"(?:资源化|无害化|综合|规范化|集中|安全|有效|循环)*(?:利用|处理|处置|回收|治理|绿化|普及|完好|供应|保障|入库|转化|办结|入学|入园|升学|就业|执行|检测|监测|清运|清洁化|覆盖|建档|管理|服务|使用)率$",
    needs="率",
)
_GRADE = expression(r"(?:国家|省|市|区|县)级(?:及?以上)?|公办|民办|[规限]上|[\d.]+[万亿]元以上")


_IN_QUOTES = expression(r"“[^“”]+”")


def _quoted(parts: list[str]) -> list[str]:
    """Give the noun behind the last quotation to each: “一次不用跑”和“最多跑一次”事项 are two kinds of 事项."""
    last = _IN_QUOTES.match(parts[-1])
    if last is None or not all(_IN_QUOTES.fullmatch(part) for part in parts[:-1]):
        return []
    noun = parts[-1][last.end() :]
    return [part + noun for part in parts[:-1]] + parts[-1:] if noun else []


def _graded(parts: list[str]) -> list[str]:
    """Give the noun behind the last grade of a list to each: 省级、市级龙头企业 are two kinds of 龙头企业."""
    if not all(_GRADE.fullmatch(part) for part in parts[:-1]):
        return []
    last = _GRADE.match(parts[-1])
    noun = parts[-1][last.end() :] if last is not None else ""
    return [*(part + noun for part in parts[:-1]), parts[-1]] if noun else []

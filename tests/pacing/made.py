"""Tasks and statements put together at random, as units write them, with what each of their parts says.

    改造老旧小区40个以上。 · 老旧小区已改造25个，7个老旧小区正在施工，投入资金320万元

Nothing here says which light is right: the tests hold one of them against another of the same facts.
"""

import calendar
import random
from dataclasses import dataclass
from datetime import date

# what is done to which thing, counted how, and how many of it a year's plan has at most
FLOWS = (
    ("整治", "背街小巷", "条", 60),
    ("改造", "老旧小区", "个", 80),
    ("加装", "住宅电梯", "台", 120),
    ("新建", "城市公厕", "座", 40),
    ("新建", "口袋公园", "个", 30),
    ("铺设", "燃气管道", "公里", 90),
    ("新增", "养老床位", "张", 900),
    ("培育", "科技型企业", "家", 200),
    ("举办", "专场招聘会", "场", 60),
    ("培训", "技能人才", "人次", 6000),
    ("救助", "困难学生", "人", 3000),
    ("修缮", "农村危房", "户", 400),
    ("发放", "创业补贴", "万元", 2000),
    ("完成", "工业投资", "亿元", 300),
    ("新增", "蔬菜大棚", "亩", 4000),
    ("新增", "公园绿地", "公顷", 150),
    ("引进", "产业项目", "个", 70),
    ("新建", "充电桩", "根", 500),
    ("治理", "水土流失面积", "平方公里", 60),
    ("建设", "高标准农田", "万亩", 12),
)
# what is promised to be finished
WORKS = (
    ("建成", "农贸市场", "个", 12),
    ("建成", "社区食堂", "家", 40),
    ("建成", "人才公寓", "套", 2000),
    ("新建", "公共停车场", "处", 30),
    ("新建", "城市驿站", "座", 60),
    ("建成投用", "幼儿园", "所", 9),
    ("建成", "5G基站", "座", 900),
    ("建成", "污水管网", "公里", 70),
    ("建成", "高标准农田", "万亩", 9),
    ("竣工", "安置房", "套", 3000),
)
GROWING = (
    "一般公共预算收入",
    "固定资产投资",
    "社会消费品零售总额",
    "规上工业增加值",
    "进出口总额",
    "居民人均可支配收入",
    "地区生产总值",
    "软件业务收入",
)
LEVELS = (
    ("城镇化率", "%", 60, 80),
    ("群众满意度", "%", 85, 99),
    ("生活垃圾分类覆盖率", "%", 70, 99),
    ("水质优良率", "%", 70, 99),
    ("每万人高价值发明专利拥有量", "件", 10, 300),
    ("科技型企业总数", "家", 200, 900),
    ("常住人口总数", "万人", 20, 90),
)
CEILINGS = (
    ("居民消费价格涨幅", "%", 2, 5),
    ("城镇调查失业率", "%", 4, 7),
    ("地方政府债务率", "%", 60, 95),
    ("PM2.5平均浓度", "微克/立方米", 25, 45),
    ("能源消费总量", "万吨标准煤", 90, 400),
    ("生产安全死亡事故", "起", 6, 20),
)
MONTHS = (6, 9, 12)


@dataclass(frozen=True, slots=True)
class Made:
    """One task with its answer.

    Args:
        number: the promised number as it stands in `text`.
        clauses: of the statement, none of which leans on another.
        act: the verb of the promise.
        measure: the promise's measure.
    """

    text: str
    clauses: tuple[str, ...]
    as_of: date
    number: str
    act: str
    measure: str

    @property
    def statement(self) -> str:
        return "，".join(self.clauses) + "。"


def as_of(chance: random.Random) -> date:
    month = chance.choice(MONTHS)
    return date(2025, month, calendar.monthrange(2025, month)[1])


def promised(chance: random.Random, act: str, noun: str, number: str, measure: str) -> str:
    return chance.choice(
        (
            f"{act}{noun}{number}{measure}。",
            f"{act}{noun}{number}{measure}以上。",
            f"{act}{noun}不少于{number}{measure}。",
            f"力争全年{act}{noun}{number}{measure}。",
            f"{act}{number}{measure}{noun}。",
        )
    )


def done(chance: random.Random, act: str, noun: str, number: str, measure: str) -> str:
    return chance.choice(
        (
            f"{act}{noun}{number}{measure}",
            f"已{act}{noun}{number}{measure}",
            f"{noun}已{act}{number}{measure}",
            f"累计{act}{noun}{number}{measure}",
            f"共{act}{number}{measure}{noun}",
        )
    )


def beside(chance: random.Random, act: str, noun: str, number: str, measure: str) -> str:
    """A clause of its own beside the result: other things, or the same things at another stage."""
    return chance.choice(
        (
            f"{number}{measure}{noun}正在施工",
            f"{number}{measure}{noun}已完成招标",
            f"{noun}全年有望达到{number}{measure}",
            f"另外{number}{measure}{noun}正在开展前期工作",
            f"{noun}预计全年{act}{number}{measure}",
            f"{noun}当月{act}{number}{measure}",
            f"全区现有{noun}{number}{measure}",
            f"{noun}上年同期{act}{number}{measure}",
            "投入资金320万元",
            "惠及群众1.2万人",
            "召开推进会6次",
            "走访企业46家",
            "群众满意度达98%",
        )
    )


def flow(chance: random.Random, things: tuple[tuple[str, str, str, int], ...] = FLOWS, more: int = 0) -> Made:
    """Make a task that flows through the year, its result, and `more` clauses beside it."""
    act, noun, measure, most = chance.choice(things)
    number = chance.randint(max(3, most // 4), most)
    reached = chance.randint(1, round(number * 1.3))
    if reached == number:  # the promise said again is a question of its own
        reached += 1
    others = [beside(chance, act, noun, str(chance.randint(1, most)), measure) for _ in range(more)]
    clauses = (done(chance, act, noun, str(reached), measure), *dict.fromkeys(others))
    text = promised(chance, act, noun, str(number), measure)
    return Made(text, clauses, as_of(chance), str(number), act, measure)


def growth(chance: random.Random, more: int = 0) -> Made:
    name, *others = chance.sample(GROWING, 1 + more)
    number, reached = chance.randint(30, 90) / 10, chance.randint(-30, 120) / 10
    text = chance.choice((f"{name}增长{number}%。", f"{name}增长{number}%以上。", f"力争{name}增长{number}%左右。"))
    rise = f"下降{-reached}%" if reached < 0 else f"增长{reached}%"
    clauses = [f"{name}{rise}"]
    for other in others:
        other = chance.choice((other, f"{other}预计", f"{name}环比", f"{name}当月", f"全市{name}", f"{name}上年同期"))
        clauses.append(f"{other}增长{chance.randint(10, 90) / 10}%")
    return Made(text, tuple(clauses), as_of(chance), str(number), "增长", "%")


def level(chance: random.Random, more: int = 0) -> Made:
    name, measure, low, high = chance.choice(LEVELS)
    number, reached = chance.randint(low, high), chance.randint(low, high)
    text = chance.choice((f"{name}达到{number}{measure}。", f"{name}达到{number}{measure}以上。"))
    beside = ("召开推进会6次", "投入资金320万元", "整改问题12个")[:more]
    return Made(text, (f"{name}{reached}{measure}", *beside), as_of(chance), str(number), "达到", measure)


def ceiling(chance: random.Random, more: int = 0) -> Made:
    name, measure, low, high = chance.choice(CEILINGS)
    number, reached = chance.randint(low * 10, high * 10) / 10, chance.randint(low * 5, high * 12) / 10
    if measure == "起":
        number, reached = round(number), round(reached)
    text = chance.choice(
        (
            f"{name}控制在{number}{measure}以内。",
            f"{name}不超过{number}{measure}。",
            f"{name}控制在{number}{measure}左右。",
        )
    )
    said = f"{name.removesuffix('涨幅')}上涨" if name.endswith("涨幅") else name
    beside = ("召开推进会6次", "投入资金320万元", "整改问题12个")[:more]
    return Made(text, (f"{said}{reached}{measure}", *beside), as_of(chance), str(number), "控制在", measure)

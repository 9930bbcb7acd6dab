"""Is a figure outside what its kind, its parts or its period allow?

优良天数占比103%                                  a part is not more than 100%
优良天数370天                                     a year has 365 or 366
GDP增长8%，一产、二产、三产分别增长3.1%、6.4%、7.2%   the whole grows no faster than its fastest part
1-5月50亿元，1-3月60亿元                           fewer months of a flow cannot hold more
截至6月底的表里写着1-9月的数                         the months are not over
"""

from collections.abc import Iterator
from decimal import Decimal

from luoshi.checks.case import Answer, Stated
from luoshi.checks.rounding import is_vague, meant
from luoshi.expressions import expression
from luoshi.indicators import Kind, plain, same_metric
from luoshi.pacing import phrasing
from luoshi.pacing.flow_or_stock import kind_of_amount
from luoshi.plan import Basis, Level, Observation
from luoshi.quantity import Interval

# Rates that are parts of a whole. A rate of completion may be over 100, and so, as some are defined, may
# 覆盖率 (of ports), 普及率 (of phones) and 入学率 (gross).
_PART_OF_WHOLE = expression(r"(?:占比|比重|优良率|优良天数比[例率]|失业率|合格率|处理率|满意率|绿化覆盖率)$")
_DAYS = expression(r"优良天数$|达标天数$|良好天数$")
_PARTITIONS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    (
        "地区生产总值",
        (
            ("一产", "第一产业", "一产增加值", "第一产业增加值", "第一产业实现增加值"),
            ("二产", "第二产业", "二产增加值", "第二产业增加值", "第二产业实现增加值"),
            ("三产", "第三产业", "三产增加值", "第三产业增加值", "第三产业实现增加值"),
        ),
    ),
    ("进出口总额", (("出口", "出口总额", "出口额"), ("进口", "进口总额", "进口额"))),
)


def check(stated: Stated) -> Iterator[Answer]:
    yield from _rates(stated)
    yield from _days(stated)
    yield from _between_parts(stated)
    yield from _fewer_months(stated)
    yield from _future(stated)


def _rates(stated: Stated) -> Iterator[Answer]:
    for figure in stated.of_basis(Basis.SHARE, Basis.LEVEL):
        if figure.measure != "%" or not _PART_OF_WHOLE.search(figure.metric):
            continue
        if figure.value > 100 or figure.value < 0:
            yield _outside(
                stated,
                figure,
                Level.ERROR,
                f"{figure.metric}写的是{figure.value_text}，应在0到100%之间。",
                f"{figure.metric} is written as {figure.value_text}; it must lie between 0 and 100%.",
                "0–100%",
            )


def _days(stated: Stated) -> Iterator[Answer]:
    for figure in stated.of_basis(Basis.LEVEL):
        if figure.measure != "天" or not _DAYS.search(figure.metric):
            continue
        if figure.period is None or figure.period.within_one_year:
            most = 31 * figure.period.months if figure.period is not None and figure.period.months < 12 else 366
            if figure.value > most:
                yield _outside(
                    stated,
                    figure,
                    Level.ERROR,
                    f"写的是{figure.value_text}，这段时间最多{most}天。",
                    f"{figure.value_text} is written; the period has at most {most} days.",
                    f"{most}天",
                )


def _between_parts(stated: Stated) -> Iterator[Answer]:
    """A whole's growth lies between the smallest and the largest growth of parts that are all of it."""
    rates = [figure for figure in stated.of_basis(Basis.GROWTH) if figure.measure == "%" and not figure.of]
    for whole, names in _PARTITIONS:
        for total in (figure for figure in rates if same_metric(figure.metric, whole)):
            parts = [
                next((f for f in rates if plain(f.metric) in its and f.period == total.period), None) for its in names
            ]
            if all(parts):
                yield from _between(stated, total, [part for part in parts if part is not None])


def _between(stated: Stated, total: Observation, parts: list[Observation]) -> Iterator[Answer]:
    low = min(meant(part).low for part in parts)
    high = max(meant(part).high for part in parts)
    if meant(total).meets(Interval(low, high)):
        return
    if any(is_vague(figure, stated.text) for figure in (total, *parts)):
        return
    shown = "、".join(part.value_text for part in parts)
    yield _outside(
        stated,
        total,
        Level.ERROR,
        f"整体增长写的是{total.value_text}，各部分增长{shown}，整体应在它们之间。",
        f"Growth of the whole is {total.value_text}, its parts grew {shown}; the whole must lie between them.",
        shown,
    )


def _fewer_months(stated: Stated) -> Iterator[Answer]:
    """Of two figures of one flow to date, the one for more months is not the smaller."""
    flows = [
        figure
        for figure in stated.of_basis(Basis.LEVEL)
        if figure.period is not None and figure.period.from_january and _is_flow(figure)
    ]
    for long in flows:
        for short in flows:
            if not _within(short, long) or meant(long).high >= meant(short).low:
                continue
            if is_vague(long, stated.text) or is_vague(short, stated.text):
                continue
            yield _outside(
                stated,
                long,
                Level.WARNING,
                f"{_when(stated, long)}写的是{long.value_text}，比{_when(stated, short)}的{short.value_text}还少。",
                f"{long.value_text} for {long.period} is less than {short.value_text} for {short.period}.",
                short.value_text,
            )


def _when(stated: Stated, figure: Observation) -> str:
    return phrasing.period(figure.period, stated.year) if figure.period is not None else ""


def _is_flow(figure: Observation) -> bool:
    return kind_of_amount(figure.metric, figure.metric, figure.measure)[0] is Kind.FLOW


def _within(short: Observation, long: Observation) -> bool:
    return (
        short.period is not None
        and long.period is not None
        and short.period.year == long.period.year
        and short.period.last_month < long.period.last_month
        and short.measure == long.measure
        and short.metric == long.metric
        and short.scope == long.scope
    )


def _future(stated: Stated) -> Iterator[Answer]:
    if stated.as_of is None:
        return
    for figure in stated.seen:
        period = figure.period
        if period is None or figure.estimated or figure.base or period.named == "year":
            continue
        # a later year is an outlook, not a slip: 到2030年产值达到2000亿元
        if period.last_year == stated.as_of.year and period.last_month > stated.as_of.month:
            last = f"{stated.as_of.year}年{stated.as_of.month}月"
            yield _outside(
                stated,
                figure,
                Level.NOTE,
                f"{figure.value_text}说的是{_when(stated, figure)}，这张表只到{last}。",
                f"{figure.value_text} is for {period}; the table goes to {stated.as_of:%Y-%m} only.",
                str(stated.as_of),
            )


def _outside(
    stated: Stated, figure: Observation, level: Level, message: str, message_en: str, reckoned: str | Decimal
) -> Answer:
    return Answer(
        finding=stated.finding(
            "outside",
            level,
            message,
            message_en,
            span=figure.span,
            written=figure.value_text,
            reckoned=str(reckoned),
        )
    )

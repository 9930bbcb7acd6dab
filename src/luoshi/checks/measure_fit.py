"""Does the measure fit the metric?

    城镇新增就业1.2万元          人 are expected
    一般公共预算收入163.4亿元     fits

Only endings that leave no choice are looked at; any other metric may count anything.
"""

import re
from collections.abc import Iterator

from luoshi.checks.case import Answer, Stated
from luoshi.place import Span
from luoshi.plan import Basis, Level
from luoshi.quantity import measure

_FITS: tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...] = (
    (
        re.compile(r"(?:预算收入|税收收入|零售总额|进出口总额|营业收入|固定资产投资|增加值|生产总值)$"),
        ("money", "index"),
        "元",
    ),
    (re.compile(r"(?:新增就业|就业人数|参保人数|常住人口|户籍人口)$"), ("people", "visits"), "人"),
    (re.compile(r"(?:失业率|覆盖率|优良率|森林覆盖率|城镇化率|绿化率)$"), ("rate",), "%"),
    (re.compile(r"(?:用电量|发电量)$"), ("energy",), "千瓦时"),
    (re.compile(r"(?:粮食|蔬菜|水果|肉类|水产品)产量$"), ("mass",), "吨"),
)


def check(stated: Stated) -> Iterator[Answer]:
    figures = [(seen.metric, seen.basis, seen.measure, seen.value_text, seen.span, "statement") for seen in stated.seen]
    targets = [
        (target.metric, target.basis, target.measure or "", target.value_text or "", target.span, "text")
        for target in stated.task.targets
        if target.numeric
    ]
    for metric, basis, of_measure, written, span, field in figures + targets:
        if basis is Basis.LEVEL and (wanted := _misfit(metric, of_measure)):
            yield _answer(stated, metric, written, wanted, span, field)


def _misfit(metric: str, of_measure: str) -> str | None:
    for ending, dimensions, wanted in _FITS:
        if ending.search(metric):
            try:
                dimension = measure(of_measure).dimension
            except KeyError:
                return None
            return None if dimension.split(":")[0].split("/")[0] in dimensions else wanted
    return None


def _answer(stated: Stated, metric: str, written: str, wanted: str, span: Span, field: str) -> Answer:
    return Answer(
        finding=stated.finding(
            "measure",
            Level.WARNING,
            f"“{metric}”写的是{written}，一般以{wanted}计。",
            f'"{metric}" is written as {written}; it is usually counted in {wanted}.',
            span=span,
            written=written,
            reckoned=wanted,
            field=field,
        )
    )

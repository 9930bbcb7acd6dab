"""Does the measure fit the metric?

    城镇新增就业1.2万元          人 are expected
    一般公共预算收入163.4亿元     fits

Only endings that leave no choice are looked at; any other metric may count anything.
"""

import re
from collections.abc import Iterator

from luoshi.checks.case import Answer, Stated
from luoshi.expressions import expression
from luoshi.place import Span
from luoshi.plan import Basis, Level
from luoshi.quantity import measure

_BETWEEN = expression(r"(?:达到?|实现|完成|为|是|共|约|超过?|突破|控制在|稳定在|[\s:：])*")
_FITS: tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...] = (
    (
        expression(r"(?:预算收入|税收收入|零售总额|进出口总额|营业收入|固定资产投资|增加值|生产总值)$"),
        ("money",),
        "元",
    ),
    (expression(r"(?:新增就业|就业人数|参保人数|常住人口|户籍人口)$"), ("people", "visits"), "人"),
    (expression(r"(?:失业率|覆盖率|优良率|森林覆盖率|城镇化率|绿化率)$"), ("rate",), "%"),
    (expression(r"(?:用电量|发电量)$"), ("energy",), "千瓦时"),
    (expression(r"(?:粮食|蔬菜|水果|肉类|水产品)产量$"), ("mass",), "吨"),
)


def check(stated: Stated) -> Iterator[Answer]:
    for seen in stated.seen:
        if seen.basis is Basis.LEVEL and _beside(stated.text, seen.metric, seen.value_span):
            wanted = _misfit(seen.metric, seen.measure)
            if wanted:
                yield _answer(stated, seen.metric, seen.value_text, wanted, seen.span, "statement")
    for target in stated.task.targets:
        if target.basis is Basis.LEVEL and target.value_span is not None and target.measure and target.value_text:
            wanted = _misfit(target.metric, target.measure)
            if wanted and _beside(stated.task.text, target.metric, target.value_span):
                yield _answer(stated, target.metric, target.value_text, wanted, target.span, "text")


def _beside(text: str, metric: str, value: Span) -> bool:
    """Whether the metric stands right before its figure: what is inherited or behind it is not judged."""
    before = text[: value.start]
    at = before.rfind(metric)
    return at >= 0 and _BETWEEN.fullmatch(before[at + len(metric) :]) is not None


def _misfit(metric: str, of_measure: str) -> str | None:
    for ending, dimensions, wanted in _FITS:
        if ending.search(metric):
            try:
                dimension = measure(of_measure).dimension
            except KeyError:
                return None
            return None if dimension.split(":")[0].split("/")[0] in (*dimensions, "index") else wanted
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

"""Comparable scope: indicators whose growth is published for the units that both years have.

Firms enter and leave the statistics, projects are struck off, samples are drawn anew, and what was
printed a year ago is revised; growth is reckoned without all that, so it does not follow from the two
printed amounts. A row is an indicator's name and the reason; docs/checks.md has the sources.
"""

import re
from dataclasses import dataclass

from luoshi.expressions import expression


@dataclass(frozen=True, slots=True)
class Scope:
    """One row: how the indicator is called, and why its growth stands on another scope."""

    name: str
    pattern: re.Pattern[str]
    reason: str


SCOPES: tuple[Scope, ...] = (
    Scope(
        "fixed investment",
        expression(
            r"固定资产投资|固投|(?:工业|制造业|民间|房地产开发?|基础设施|基建|技改|技术改造|第[一二三]产业|服务业|农业)(?:固定资产)?投资"
        ),
        "projects are checked and struck off, and last year's amount is revised",
    ),
    Scope(
        "retail sales",
        expression(
            r"社会消费品零售|社零|限(?:额以)?上.{0,12}(?:零售|销售|营业)额|批发零售.{0,6}销售额|住宿餐饮.{0,6}营业额"
        ),
        "firms cross the threshold in both directions, and the year before is revised by a census",
    ),
    Scope(
        "output value",
        expression(r"总产值|(?:工业|农业|建筑业|规上.{0,8}|规模以上.{0,12}|产业)产值"),
        "firms cross the threshold in both directions; growth may be at constant prices",
    ),
    Scope(
        "income of residents",
        expression(r"(?:居民|农民|城镇|农村).{0,10}收入|人均(?:可支配|纯)收入"),
        "households of the sample are drawn anew, and the base is reckoned again",
    ),
    Scope(
        "accounts of firms above the threshold",
        expression(r"(?:规上|规模以上).{0,14}(?:利润|营业收入|营收|税|主营业务收入|用工)"),
        "the same firms are compared in both years",
    ),
)


def comparable_scope(metric: str) -> Scope | None:
    """Return the row of an indicator whose growth is published by comparable scope, else None."""
    return next((scope for scope in SCOPES if scope.pattern.search(metric)), None)

"""Per period: money that is told by the month where it was promised by the year, or the other way round.

低保标准提高到每人每年12000元 · 每人每月1010元      12 times as much: 12120
基础养老金每人每年提高60元 · 每人每月提高5元        the same
"""

from dataclasses import replace
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.likeness import Words
from luoshi.plan import Observation, Target

_MONTHS = Decimal(12)
_BY_THE_MONTH = expression(r"每(?:人|户|位|名|生|岗)?每?月|月人均|人均月|月均|(?<=[·/])月|月标准")
_BY_THE_YEAR = expression(r"每(?:人|户|位|名|生|岗)?每?年|年人均|人均年|(?<=[·/])年|年标准", needs="人年每")
_BEHIND_A_SLASH = expression(r"元/(?:[人户]?[·.]?)?(?P<period>[年月])")


def in_the_promised_period(target: Target, promise: Words, seen: Observation, words: Around) -> Observation:
    """Return a sum of money by the period of the promise; as it is where one of the two names no period."""
    slash = _BEHIND_A_SLASH.fullmatch(seen.measure)
    if target.measure != "元" or not (seen.measure == "元" or slash):
        return seen
    wanted = _period(promise.act + promise.noun[:6])
    told = slash["period"] if slash is not None else _period(words.left + words.right[:6])
    if not wanted or not told:
        return seen
    times = Decimal(1) if wanted == told else _MONTHS if told == "月" else 1 / _MONTHS
    return replace(seen, value=seen.value * times, measure="元")


def _period(words: str) -> str:
    """Return 月 or 年, whichever words name; nothing where they name none or both."""
    month, year = _BY_THE_MONTH.search(words), _BY_THE_YEAR.search(words)
    if (month is None) == (year is None):
        return ""
    return "月" if month is not None else "年"

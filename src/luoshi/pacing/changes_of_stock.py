"""Changes and levels of a stock: grown since January, standing at the day, and figures of another basis."""

from datetime import date

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import comparable
from luoshi.pacing.promised_pool import NEW_ONES, STANDS, asks_for_all
from luoshi.pacing.wordings import NEW, figure_words, promise_words
from luoshi.plan import Basis, Observation, Target, Task

SINCE_JANUARY = expression(r"(?:比|较)(?:今年|去年|上年)?[年]?[初底末][^,;]{0,4}(?:新增|净增|增加|增长|多增)")
_NEW_SINCE_JANUARY = expression(r"(?:比|较)(?:今年|去年|上年)?年?[初底末](?:新增|净增|增加|多增)$")
SINCE_LAST_YEAR = expression(r"(?:比|较)(?:上年|去年)(?!同期|同月)[^,;]{0,4}(?:新增|净增|增加|多增)(?![到至])")
_AGAINST = expression(
    r"(?:比|较)(?:上年|去年|同期|上月|上季)(?:同期|同月)?(?:新增|净增|增加|多增|增长|减少|少增|提高)(?:了)?$"
)


def grown_since_january(task: Task, target: Target, seen: Observation, words: Around, as_of: date | None) -> bool:
    """Whether a change since the year began is what was promised as new.

    新增贷款 · 贷款余额1560亿元，比年初净增91.7亿元. As of December also 养老床位 · 比上年增加850张, of what stands.
    """
    if seen.value <= 0 or seen.of or target.basis is not Basis.LEVEL or not comparable(seen.measure, target.measure):
        return False
    promise = promise_words(task, target)
    if NEW_ONES.search(promise.act + promise.metric) is None:
        return False
    if SINCE_JANUARY.search(words.left) is not None:
        bare = _NEW_SINCE_JANUARY.search(words.left) is not None or not figure_words(seen, words).metric
        return seen.basis is Basis.GROWTH or (seen.basis is Basis.LEVEL and bare)
    name = figure_words(seen, words).metric or (target.metric if seen.basis is Basis.LEVEL else "")
    return (
        seen.basis in (Basis.GROWTH, Basis.LEVEL)
        and as_of is not None
        and as_of.month == 12
        and SINCE_LAST_YEAR.search(words.left) is not None
        and not NEW.search(seen.metric)
        and STANDS.search(name) is not None
    )


def is_a_change(seen: Observation, words: Around) -> bool:
    """Tell whether a figure that was read as a level is what changed against last year: 比上年同期新增500人."""
    return seen.basis is Basis.LEVEL and _AGAINST.search(words.left) is not None


def stands_at_the_day(task: Task, target: Target, seen: Observation, as_of: date | None) -> bool:
    """Whether a figure of one month is the level of a stock at that month's end: 年末贷款余额 of 贷款余额."""
    period = seen.period
    if period is None or period.from_january or as_of is None:
        return False
    if seen.measure == "天":
        return False  # 6月份优良天数24天: days add up
    last = (period.last_year, period.last_month) == (as_of.year, as_of.month)
    return last and period.month == period.last_month and asks_for_all(target, promise_words(task, target))


def other_basis(seen: Observation) -> tuple[str, str]:
    """Say of a figure which is no level what it is instead."""
    if seen.base:
        return "是上年同期或起点的数", "it is last year's, or a starting figure"
    if seen.basis is Basis.GROWTH:
        return "是增减的数", "it is a change"
    return "是占比或位次", "it is a share or a rank"

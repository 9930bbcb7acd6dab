"""Phrasing: numbers, amounts and periods as sentences show them, in Chinese and in English.

Shown numbers are rounded half up; what is compared never is. Minus is U+2212.
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.quantity import unsigned

_WRITTEN = expression(r"^\s*([+\-−－负↓▼▽↑▲△]?\s?[\d.,，]+)\s*(万亿|千亿|百亿|十亿|亿|千万|百万|万|千|百)?(.*)$")
_FACTOR = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10) ** 4,
    "百万": Decimal(10) ** 6,
    "千万": Decimal(10) ** 7,
    "亿": Decimal(10) ** 8,
    "十亿": Decimal(10) ** 9,
    "百亿": Decimal(10) ** 10,
    "千亿": Decimal(10) ** 11,
    "万亿": Decimal(10) ** 12,
}
_ENGLISH = {
    "亿元": "100 million yuan",
    "万元": "10,000 yuan",
    "亿美元": "100 million US dollars",
    "万美元": "10,000 US dollars",
    "元": "yuan",
    "人": "people",
    "人次": "visits",
}
_QUARTERS = ("一季度", "二季度", "三季度", "四季度")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


_ORDINARY = Context(prec=28)


@lru_cache(maxsize=32)
def _steps(digits: int) -> Decimal:
    return Decimal(1).scaleb(-digits)


def number(value: Decimal, digits: int | None = None) -> str:
    """Show a number: with so many decimals, or as it is without trailing zeros; 万 is the caller's."""
    if digits is not None:
        # a sentence may hold a number of any length, and Decimal refuses to round what has more digits than its context
        needed = value.adjusted() + digits + 2
        wide = _ORDINARY if needed <= _ORDINARY.prec else Context(prec=needed)
        value = value.quantize(_steps(digits), ROUND_HALF_UP, context=wide)
        text = f"{value:f}"
    else:
        text = f"{value.normalize():f}"
    if text.startswith("-"):
        return "−" + text[1:] if value != 0 else text[1:]
    return text


def percent(value: Decimal, digits: int = 1) -> str:
    """Show 53.666… as 53.7%."""
    return f"{number(value, digits)}%"


def digits_to_tell(one: Decimal, other: Decimal) -> int:
    """Return how many decimals (1 to 4) it takes for two different numbers to look different."""
    for digits in range(1, 4):
        if one == other or number(one, digits) != number(other, digits):
            return digits
    return 4


def points(difference: Decimal, digits: int = 1) -> str:
    """Show a distance in points: 高1.4个百分点, 低3.2个百分点, 持平."""
    if difference == 0:
        return "持平"
    return f"{'高' if difference > 0 else '低'}{number(abs(difference), digits)}个百分点"


def points_en(difference: Decimal, digits: int = 1) -> str:
    if difference == 0:
        return "equal"
    return f"{number(abs(difference), digits)} points {'above' if difference > 0 else 'below'}"


def moved(value: Decimal, written: str) -> str:
    """Say a change: 增长7.0%, 下降3.6% (written 3.6% or -3.6%), 持平 for none."""
    if value == 0:
        return "持平"
    return f"{'增长' if value > 0 else '下降'}{unsigned(written)}"


def moved_en(value: Decimal, written: str) -> str:
    """Say a change in English: growth 7.0%, growth −3.6%."""
    return f"growth {'−' if value < 0 else ''}{unsigned(written)}"


def apart(distance: Decimal, measure: str | None, digits: int = 1) -> tuple[str, str]:
    """Show a distance in both languages: in points for rates, in the measure itself for anything else."""
    if measure in ("%", "个百分点"):
        return points(distance, digits), points_en(distance, digits)
    if distance == 0:
        return "持平", "equal"
    far = f"{number(abs(distance))}{measure or ''}"
    return f"{'高' if distance > 0 else '低'}{far}", f"{far} {'above' if distance > 0 else 'below'}"


def unit_of(written: str | None, measure: str | None) -> tuple[Decimal, str]:
    """Return factor and name of the unit that an amount was written in: 300亿元 gives 10**8, 亿元.

    A number in words (首位, 三百家) has factor 1 and its measure.
    """
    found = _WRITTEN.match(written or "")
    if not found:
        return Decimal(1), measure or ""
    scale = found[2] or ""
    return _FACTOR[scale], scale + (measure or found[3])


def amount(value: Decimal, written: str | None, measure: str | None) -> str:
    """Show an amount in the unit that `written` uses: 30000000000 beside 300亿元 is 300亿元."""
    factor, unit = unit_of(written, measure)
    return f"{_short(value / factor)}{unit}"


def fraction(
    part: Decimal, whole: Decimal, written: str | None, measure: str | None, part_written: str | None = None
) -> tuple[str, str]:
    """Show two amounts in one unit, `161 / 300 亿元`, and the same for English readers.

    Two that were written in different units stay as written: `6300人 / 1.2万人`.
    """
    factor, unit = unit_of(written, measure)
    if part_written is not None and unit_of(part_written, measure)[0] != factor:
        both = f"{part_written} / {written}"
        return both, both
    both = f"{_short(part / factor)} / {_short(whole / factor)}"
    english = f"{both} ({_ENGLISH[unit]})" if unit in _ENGLISH else f"{both} {unit}"
    return f"{both} {unit}".rstrip(), english.rstrip()


def _short(value: Decimal) -> str:
    """Show all digits that matter, at most four decimals."""
    exact = number(value)
    if "." in exact and len(exact.rsplit(".", 1)[1]) > 4:
        return number(value, 4)
    return exact


def period(covered: Period, year: int | None) -> str:
    """Say a period in Chinese, with its year only where it is not the plan's: 一季度, 1—6月, 2024年."""
    in_front = "" if covered.year == year else f"{covered.year}年"
    if covered.named == "quarter":
        return in_front + _QUARTERS[covered.last_month // 3 - 1]
    if covered.within_one_year and (covered.month, covered.last_month) == (1, 12):
        return in_front or "全年"
    if covered.months == 1:
        return f"{in_front}{covered.month}月"
    if not covered.within_one_year:
        return f"{covered.year}年{covered.month}月—{covered.last_year}年{covered.last_month}月"
    return f"{in_front}{covered.month}—{covered.last_month}月"


def period_en(covered: Period, year: int | None) -> str:
    """Say a period in English: Q1, January–June, 2024."""
    behind = "" if covered.year == year else f" {covered.year}"
    if covered.named == "quarter":
        return f"Q{covered.last_month // 3}{behind}"
    if covered.within_one_year and (covered.month, covered.last_month) == (1, 12):
        return f"the whole year{behind}"
    if covered.months == 1:
        return f"{_MONTHS[covered.month - 1]}{behind}"
    if not covered.within_one_year:
        first, last = _MONTHS[covered.month - 1], _MONTHS[covered.last_month - 1]
        return f"{first} {covered.year} to {last} {covered.last_year}"
    return f"{_MONTHS[covered.month - 1]}–{_MONTHS[covered.last_month - 1]}{behind}"

"""Statutory holidays (法定节假日): the days of a year that are off by law, before any notice says how they are bridged.

The Regulation on Public Holidays for National Annual Festivals and Memorial Days (全国年节及纪念日
放假办法, State Council Decree No. 795, in force since 2025-01-01), article 2:

    元旦      1 January
    春节      the last day of the old year of the lunar calendar, and the first three of the new
    清明节    the day of 清明 of the lunar calendar
    劳动节    1 and 2 May
    端午节    the day of 端午: 5th of the fifth lunar month
    中秋节    the day of 中秋: 15th of the eighth lunar month
    国庆节    1 to 3 October

Which other days are off, which Saturdays and Sundays are worked, and what stands for a holiday
at a weekend is said by the yearly notice alone; see workdays.py.

The lunar days are those of GB/T 33661 (农历的编算和颁行), written out here: they were computed by
the package lunar_python 1.4, and borax 4.1 has the same. tests/reports/test_festivals.py reckons
them again from sun and moon. (The Chinese calendar of ICU 78 is a day off in 2027 and 2030, whose
new moons fall within ten minutes of midnight.)
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

SINCE = 2025  # before it other days were off

# 春节 (first day of the year), 清明, 端午, 中秋, each as month and day
_LUNAR = """
2025 0129 0404 0531 1006
2026 0217 0405 0619 0925
2027 0206 0405 0609 0915
2028 0126 0404 0528 1003
2029 0213 0404 0616 0922
2030 0203 0405 0605 0912
2031 0123 0405 0624 1001
2032 0211 0404 0612 0919
2033 0131 0404 0601 0908
2034 0219 0405 0620 0927
2035 0208 0405 0610 0916
2036 0128 0404 0530 1004
2037 0215 0404 0618 0924
2038 0204 0405 0607 0913
2039 0124 0405 0527 1002
2040 0212 0404 0614 0920
2041 0201 0404 0603 0910
2042 0122 0404 0622 0928
2043 0210 0405 0611 0917
2044 0130 0404 0531 1005
2045 0217 0404 0619 0925
2046 0206 0404 0608 0915
2047 0126 0405 0529 1004
2048 0214 0404 0615 0922
2049 0202 0404 0604 0911
2050 0123 0404 0623 0930
"""
LUNAR = {
    int(year): tuple(date(int(year), int(day[:2]), int(day[2:])) for day in days)
    for year, *days in (line.split() for line in _LUNAR.split("\n") if line)
}


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival of one year with its statutory days, in order."""

    chinese: str
    english: str
    days: tuple[date, ...]


def festivals_of(year: int) -> tuple[Festival, ...]:
    """Return the statutory holidays of a year, in the order of the regulation.

    None before 2025. Behind the table's last year only the three whose days do not move with
    the moon: nothing is guessed.
    """
    if year < SINCE:
        return ()
    new_year = Festival("元旦", "New Year", (date(year, 1, 1),))
    labour = Festival("劳动节", "Labour Day", (date(year, 5, 1), date(year, 5, 2)))
    national = Festival("国庆节", "National Day", tuple(date(year, 10, day) for day in (1, 2, 3)))
    if year not in LUNAR:
        return new_year, labour, national
    spring, tombs, boats, autumn = LUNAR[year]
    return (
        new_year,
        Festival("春节", "Spring Festival", tuple(spring + timedelta(days=n) for n in (-1, 0, 1, 2))),
        Festival("清明节", "Tomb-Sweeping Day", (tombs,)),
        labour,
        Festival("端午节", "Dragon Boat Festival", (boats,)),
        Festival("中秋节", "Mid-Autumn Festival", (autumn,)),
        national,
    )


@cache
def days_off(year: int) -> frozenset[date]:
    """Return the statutory days of a year, those at a weekend too."""
    return frozenset(day for festival in festivals_of(year) for day in festival.days)

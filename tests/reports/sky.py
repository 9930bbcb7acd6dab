"""Sun and moon as far as a calendar needs them, after Jean Meeus, Astronomical Algorithms (chapters 25, 49).

New moons to about a minute, the sun's longitude to about 0.01 degrees, a quarter of an hour.
Days are those of Beijing, UTC+8. Written for the tests, so that the table of festivals is held
against something that no library had a hand in.
"""

from datetime import UTC, date, datetime, timedelta
from math import floor, radians, sin

J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
MONTH = 29.530588861


def beijing_day(julian: float) -> date:
    """Return the day in Beijing at a moment, in days of Terrestrial Time since J2000; 75 s between it and UTC."""
    return (J2000 + timedelta(days=julian, seconds=-75, hours=8)).date()


def new_moon(number: int) -> float:
    """Return when the new moon of a number is, in days since J2000; number 0 is that of 6 January 2000."""
    t = number / 1236.85
    at = 5.09766 + MONTH * number + 0.00015437 * t * t
    sun, moon = 2.5534 + 29.1053567 * number, 201.5643 + 385.81693528 * number + 0.0107582 * t * t
    node, ascending = 160.7108 + 390.67050284 * number - 0.0016118 * t * t, 124.7746 - 1.56375588 * number
    e = 1 - 0.002516 * t
    terms = [
        (-0.4072, moon), (0.17241 * e, sun), (0.01608, 2 * moon), (0.01039, 2 * node), (0.00739 * e, moon - sun),
        (-0.00514 * e, moon + sun), (0.00208 * e * e, 2 * sun), (-0.00111, moon - 2 * node),
        (-0.00057, moon + 2 * node), (0.00056 * e, 2 * moon + sun), (-0.00042, 3 * moon),
        (0.00042 * e, sun + 2 * node), (0.00038 * e, sun - 2 * node), (-0.00024 * e, 2 * moon - sun),
        (-0.00017, ascending), (0.00033, 299.77 + 0.107408 * number), (0.00017, 251.88 + 0.016321 * number),
    ]  # fmt: skip
    return at + sum(size * sin(radians(angle)) for size, angle in terms)


def longitude(julian: float) -> float:
    """Return the sun's apparent longitude in degrees, from 0 to 360, so many days after J2000."""
    t = julian / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t
    anomaly = radians(357.52911 + 35999.05029 * t)
    centre = (1.914602 - 0.004817 * t) * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    return (mean + centre - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * t))) % 360


def reached(degrees: float, near: date) -> date:
    """Return the day in Beijing on which the sun comes to a longitude, within days of `near`."""
    at = float((datetime(near.year, near.month, near.day, tzinfo=UTC) - J2000).days)
    for _ in range(20):
        at += ((degrees - longitude(at) + 180) % 360 - 180) * 365.2422 / 360
    return beijing_day(at)


def months_of(year: int) -> dict[tuple[int, bool], date]:
    """Return the first day of each lunar month of a lunar year, by its number and whether it is a leap month.

    The rule of GB/T 33661: the month with the winter solstice is the eleventh. Where thirteen months lie between
    two such, the first of them in which the sun enters no sign (中气) is a leap month.
    """
    found: dict[tuple[int, bool], date] = {}
    for before in (year - 1, year):
        first, last = _eleventh(before), _eleventh(before + 1)
        starts = [beijing_day(new_moon(number)) for number in range(first, last + 1)]
        signs = [
            reached(30 * (9 + n) % 360, date(before, 12, 21) + timedelta(days=round(30.44 * n))) for n in range(13)
        ]
        leaps, number = last - first == 13, 11
        for n, start in enumerate(starts[:-1]):
            leap = leaps and not any(start <= sign < starts[n + 1] for sign in signs)
            leaps, number = leaps and not leap, number if leap or n == 0 else number % 12 + 1
            if before + (number < 11) == year:
                found[number, leap] = start
    return found


def _eleventh(year: int) -> int:
    """Return the number of the new moon that begins the month with the winter solstice of a year."""
    solstice = reached(270, date(year, 12, 21))
    number = floor((year + 0.97 - 2000) * 12.3685)
    return next(one for one in range(number + 2, number - 3, -1) if beijing_day(new_moon(one)) <= solstice)

"""Late: the day on which a statement says that something was reached, where that is after its due day.

8月底前建成区文化中心 · 区文化中心已于9月1日建成     done, on 9月1日: past its date
8月底前建成区文化中心 · 截至9月15日已建成           the day of the report, and not of the completion

A completion that is recorded is done, and its light is green; that it came late is a fact, and is said.
"""

from dataclasses import dataclass
from datetime import date

from luoshi.expressions import expression
from luoshi.pacing.milestone_words import words_of_its_phase
from luoshi.pacing.stages import level
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Milestone, Observation, Task

# 截至9月15日 is the day of the report, 9月15日前 a day by which, 6月至9月 a span
_DAY = expression(
    r"(?<![\d截至止到前第近满、—–~-])(?:(?P<year>20\d\d)年|(?P<before>去年|上年)|今年|当年)?"
    r"(?<!\d)(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]|(?P<part>[上中下]旬|[初中底末])|份)?"
    r"(?![\d至到—–~、起-]|之?前|以前|以来|累计|当月)",
    needs="月",
)
_FIRST_OF = {"初": 1, "上旬": 1, "中": 11, "中旬": 11, "下旬": 21, "底": 21, "末": 21}
# letters between a day and what happened on it, none of them of another day or number; 9月15日已建成 may be of a report
_BETWEEN = expression(r"[^\d月,;。!?已共]{0,20}")
_COME = expression(
    r"建成|完工|竣工|完成|投用|投入使用|通车|投产|交付|开放|开园|开馆|开业|运营|启用|落成|并网|办结|结束|开工|动工|举办|出台|印发"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it is written (9月1日, 9月下旬), with the first date that it can be."""

    text: str
    first: date


def past_due(reached: Day | None, due: date | None) -> tuple[str, str]:
    """Say in both languages that something was reached after its due day; nothing where it was not, or no day is."""
    if reached is None or due is None or reached.first <= due:
        return "", ""
    return (
        f"，时间是{reached.text}，过了期限{due.isoformat()}",
        f", on {reached.text}, past its date {due.isoformat()}",
    )


def day_of_milestone(task: Task, milestone: Milestone, year: int | None) -> Day | None:
    """Return the day on which the last of a milestone's things was reached, by the words of the statement."""
    days = []
    for found in words_of_its_phase(task.statement, milestone):
        days += [day for one in found if (day := _day_before(one.string[: one.start()], year)) is not None][:1]
    return max(days, key=lambda day: day.first, default=None)


def day_of_figure(task: Task, figure: Observation, year: int | None) -> Day | None:
    """Return the day on which the number of a figure was reached, by the words of its own clause."""
    if "月" not in task.statement or figure.answers is not None:
        return None
    words = surroundings(task, figure)
    if (come := _COME.search(words.right)) is not None:
        return _day_before(words.right[: come.start()], year) or _day_before(words.left, year)
    return _day_before(words.left, year) if _COME.search(words.left) else None


def _day_before(words: str, year: int | None) -> Day | None:
    """The day that stands last in some words, with nothing behind it but what was reached on it."""
    found = max(_DAY.finditer(level(words)), key=lambda one: one.start(), default=None)
    if found is None or _BETWEEN.fullmatch(words, found.end()) is None:
        return None
    at = int(found["year"]) if found["year"] else year
    if at is None:
        return None
    at -= 1 if found["before"] else 0
    day = int(found["day"]) if found["day"] else _FIRST_OF.get(found["part"] or "", 1)
    try:
        return Day(found[0], date(at, int(found["month"]), day))
    except ValueError:  # 31 September: it is no day
        return None

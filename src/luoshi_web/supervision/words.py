"""What pages call a judgement, the day that it speaks of, and what was promised."""

import re
from collections.abc import Sequence
from datetime import date

from luoshi.cycle import month_end
from luoshi.pacing.case import UNFIT_FIGURE
from luoshi.plan import Assessment, Claim, Report, State, Target, Task
from luoshi.words import CLAIMS, WAITS
from luoshi_web.pages.lamps import in_english, lamp_of

_MONTHS = [
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
]


def day_words(day: date) -> str:
    """Say a day that figures speak of: 6月底, "the end of June", and within a month 9月15日."""
    last = day == month_end(day.year, day.month)
    if in_english():
        return f"{'the end of' if last else day.day} {_MONTHS[day.month - 1]}"
    return f"{day.month}月{'底' if last else f'{day.day}日'}"


def as_of_words(day: date | None) -> str:
    """Say the day that the statements speak of: 截至6月底, "As of the end of June 2025"."""
    if day is None:
        return ""
    return f"As of {day_words(day)} {day.year}" if in_english() else f"截至{day_words(day)}"


# that a unit said something else than on schedule or done is no news
_OTHER = re.compile(r"（自评“其他”）| \(claim: other\)")
_DAY = re.compile(r"\d|[〇一二三四五六七八九十]月|[一二三四]季度|[上下]半年|[全去今本]年")


def says_a_day(heading: str) -> bool:
    """Tell whether a column's heading says of which time it speaks: 截至6月底完成情况, and not 进展情况."""
    return _DAY.search(heading) is not None


def cycle_words(report: Report) -> str:
    """Say which cycle a report answers: as printed where that says a day, else by its date."""
    if report.heading and not in_english() and (report.as_of is None or says_a_day(report.heading)):
        return report.heading.removesuffix("完成情况") or report.heading
    return as_of_words(report.as_of) or report.heading


def numbers(tasks: Sequence[Task]) -> str:
    """Name tasks by their numbers: 第1、4、5项, "Nos. 1, 4, 5"; where two bear one, by their sheets too."""
    if len({str(task.no) for task in tasks}) < len(tasks):
        parts: dict[str, list[Task]] = {}
        for task in tasks:
            parts.setdefault(task.part, []).append(task)
        if len(parts) > 1:
            said = [f"{_part_words(part)}{_numbers(found)}" for part, found in parts.items()]
            return ("; " if in_english() else "、").join(said)
    return _numbers(tasks)


def _part_words(part: str) -> str:
    if not part:
        return ""
    return f"'{part}' " if in_english() else f"“{part}”"


def _numbers(tasks: Sequence[Task]) -> str:
    listed = [str(task.no) for task in tasks]
    if in_english():
        return ("No. " if len(listed) == 1 else "Nos. ") + ", ".join(listed)
    return f"第{'、'.join(listed)}项"


def short_sentence(task: Task) -> str:
    """Return the sentence behind a light as a list shows it: without the state that is printed before it."""
    judged = task.assessment
    if judged is None or judged.state is State.CLAIM_ONLY:
        return ""
    waits = judged.rule == WAITS[0]
    if judged.state is State.NOT_REPORTED and not waits and judged.decided_by is not None and len(task.targets) > 1:
        return "nothing was reported in this cycle" if in_english() else "这一期没有报"  # of none of its targets
    if judged.state is State.NO_FIGURE and judged.rule != UNFIT_FIGURE:
        values = "、".join(dict.fromkeys(value_words(task, target) for target in task.targets if _has_none(target)))
        return f"{values.replace('、', ', ')}: no figure reported" if in_english() else f"写明{values}，未报数"
    return sentence_of(judged)


def _has_none(target: Target) -> bool:
    """Tell whether a statement has no figure for a target; one that is not judged counts as such."""
    return target.assessment is None or target.assessment.state is State.NO_FIGURE


def sentence_of(judged: Assessment | None) -> str:
    """Return an assessment's sentence for where the state is printed before it, so without its conclusion."""
    if judged is None:
        return ""
    sentence = _OTHER.sub("", (judged.sentence_en or judged.sentence) if in_english() else judged.sentence)
    lamp = lamp_of(judged)
    return re.sub(rf"\s*→ {re.escape(lamp.word)}", "", sentence, count=1) if lamp else sentence


def value_words(task: Task, target: Target) -> str:
    """Say a target as short as it can be: its value as written, or what is promised without the metric."""
    if target.written:
        return target.written
    if target.value_span is not None:
        return target.value_span.of(task.text)
    written = target.span.of(task.text)
    return written.replace(target.metric, "", 1).strip() or written


def said_whole(judged: Assessment | None) -> str:
    """Return an assessment's whole sentence in the reader's language."""
    if judged is None:
        return ""
    return _OTHER.sub("", judged.sentence_en if in_english() and judged.sentence_en else judged.sentence)


def claim_words(claim: Claim) -> str:
    return CLAIMS[claim][1 if in_english() else 0]

"""A list is read to its end, whatever it counts with: 九百九十九, （999）, ㊿, 第三百条."""

from collections.abc import Callable

import pytest

from luoshi.reading import read_plan
from luoshi.tasktable.numbering import mark_value, value_of
from tests.chosen import times

_DIGITS = "零一二三四五六七八九"
_CIRCLES = [*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)]


def chinese(number: int) -> str:
    """Write 1 to 999 as a list in Chinese counts: 十二, 一百零一, 三百四十."""
    hundreds, below = divmod(number, 100)
    tens, ones = divmod(below, 10)
    head = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if not tens:
        return head + (("零" if head else "") + _DIGITS[ones] if ones else "")
    ten = "十" if tens == 1 and not head else f"{_DIGITS[tens]}十"
    return f"{head}{ten}{_DIGITS[ones] if ones else ''}"


STYLES: dict[str, tuple[int, Callable[[int], str]]] = {
    "一、": (999, lambda n: f"{chinese(n)}、"),
    "（一）": (999, lambda n: f"（{chinese(n)}）"),
    "1.": (999, lambda n: f"{n}."),
    "（1）": (999, lambda n: f"（{n}）"),
    "1）": (999, lambda n: f"{n}）"),
    "①": (50, lambda n: chr(_CIRCLES[n - 1])),
    "⑴": (20, lambda n: chr(ord("⑴") + n - 1)),
    "⒈": (20, lambda n: chr(ord("⒈") + n - 1)),
    "一是": (300, lambda n: f"{chinese(n)}是"),
    "第一，": (300, lambda n: f"第{chinese(n)}，"),
    "第一条": (300, lambda n: f"第{chinese(n)}条 "),
    "任务一：": (200, lambda n: f"任务{chinese(n)}："),
}
REPORT = "政府工作报告\n各位代表：\n一、2025年工作回顾\n成绩不错。\n二、2026年工作安排\n今年办好{count}件民生实事："


def test_each_number_to_999_is_worth_what_it_says() -> None:
    for number in range(1, 1000):
        written = (chinese(number), f"（{chinese(number)}）", f"（{number}）", f"{chinese(number)}、")
        assert {value_of(text) for text in written} == {number}
        assert mark_value(f"第{chinese(number)}条") == mark_value(f"{chinese(number)}是") == number
    assert [value_of(chr(_CIRCLES[n - 1])) for n in range(1, 51)] == list(range(1, 51))
    assert [value_of(text) for text in ("一百一", "十百", "百百", "零", "")] == [None] * 5


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("where", ["lines", "lines with units", "in a report", "in one paragraph of a report"])
def test_a_list_is_read_to_its_end(style: str, where: str) -> None:
    most, mark = STYLES[style]
    count = most if where == "lines" else min(most, times(30, 130))
    head = REPORT.format(count=count) if "report" in where else "2026年重点任务\n"
    stop = "；" if "one" in where else "。（市教育局负责）\n" if "units" in where else "。\n"
    head += "\n" if where == "in a report" else ""
    text = head + stop.join(f"{mark(n)}新建学校{n}所" for n in range(1, count + 1))
    tasks = read_plan(text.encode(), "a.txt").tasks
    bare = [task.text.rstrip("。").removesuffix("（市教育局负责）").rstrip("。") for task in tasks]
    assert bare == [f"新建学校{n}所" for n in range(1, count + 1)]

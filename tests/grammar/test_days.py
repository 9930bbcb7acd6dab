"""The last day that a due cell allows: the end of a span, a year written out, of several the one of 完成."""

from datetime import date

import pytest

from luoshi.grammar import read_promise
from luoshi.pacing.dates import due_date, is_due_unread
from tests.rows import each_of

YEAR = 2025
DAYS = {
    "2024-12-31": "2024年底 去年底 2024.12",
    "2025-05-31": "5月底 五月底 2025年5月 二〇二五年五月 二零二五年五月底前 2025.5 2025-05 2025/5 25年5月 202505 "
    "20250531 2025-05-31T00:00 ５月３１日 5.31 5月下旬 1-5月 1—5月 5月底（已完成）",
    "2025-06-10": "6月上旬 6月初 2025年6月10日 6月1日-6月10日 6月1-10日",
    "2025-06-20": "6月中旬 六月中旬前",
    "2025-06-30": "Q2 2025Q2 2025-Q2 二季度末 第二季度 上半年 年中 一、二季度 1-2季度",
    "2025-09-30": "前三季度 三季度末 Q1-Q3 一至三季度 3月、9月",
    "2025-10-31": "5月-10月 5—10月 5至10月 5月~10月 3月底前启动，10月底前完成 10月底前完成，11月底前验收 "
    "2025.3—2025.10 2025.3-10 2025年3月至10月",
    "2025-05-01": "五一前 劳动节前",
    "2025-07-01": "七一前 “七一”前",
    "2025-10-01": "国庆节前 国庆前 “十一”前 国庆假期前",
    "2025-12-31": "1—12月 1月—12月 第一季度至第四季度 2025.1—2025.12 2025年 2025 年底 年内 全年 下半年 十二月底前 "
    "12-31 6月底前完成方案，12月底前投入使用",
    "2026-03-31": "明年3月底 2026年3月 11月至次年3月 11月—明年3月 11月至翌年3月 11月至3月 2025年11月-2026年3月",
    "2027-12-31": "2025-2027年 2025年至2027年",
}
NO_DAY = [
    "长期",
    "持续推进",
    "常态化",
    "每月",
    "每月25日前",
    "每季度末",
    "按月",
    "按上级要求",
    "适时",
    "——",
    "待定",
    "",
]
NOT_READ = ["3个月内", "2月30日", "13月底", "中秋节前", "接到通知后", "5-10", "半年"]


@each_of(("text", "day"), [(text, day) for day, texts in DAYS.items() for text in texts.split()])
def test_a_due_cell_is_read_to_its_last_day(text: str, day: str) -> None:
    assert due_date(text, YEAR) == date.fromisoformat(day)
    assert not is_due_unread(text)


@pytest.mark.parametrize("text", NO_DAY)
def test_words_that_name_no_day_are_no_finding(text: str) -> None:
    assert due_date(text, YEAR) is None
    assert not is_due_unread(text)


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_not_understood_is_said(text: str) -> None:
    assert due_date(text, YEAR) is None
    assert is_due_unread(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("五月底前完成投资5亿元", "2025-05-31"),
        ("3月底前启动，10月底前建成学校5所", "2025-10-31"),
        ("新建学校5所，10月底前完成", "2025-10-31"),
        ("6月底前启动5个小区改造，10月底前完成", "2025-10-31"),
        ("明年3月底前建成学校5所", "2026-03-31"),
        ("5月至10月造林2万亩", "2025-10-31"),
        ("11月至次年3月造林2万亩", "2026-03-31"),
        ("2025年底前完成投资5亿元", "2025-12-31"),
        ("6月底前启动，全年建成学校5所", None),
        ("巩固2024年底的成果，新增学校5所", None),
        ("比2024年底增加5所学校", None),
    ],
)
def test_a_promise_says_by_when(text: str, day: str | None) -> None:
    found = read_promise(text, year=YEAR).targets
    assert [target.due for target in found] == [date.fromisoformat(day) if day else None]


@pytest.mark.parametrize("text", ["年" * 9000, "1-" * 9000, "2025年" * 9000, "十" * 9000, "每月" * 9000])
def test_a_long_cell_costs_no_time(text: str) -> None:
    due_date(text, YEAR)

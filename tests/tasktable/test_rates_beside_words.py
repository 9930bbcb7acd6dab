"""A column of bare rates beside one of words: words are the statement; rates of a day of their own answer too."""

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of

ROWS = "1,新建公园5个,区城管局,{a}\n2,改造小区12个,区住建局,{b}\n3,新增学位900个,区教育局,{c}\n"


def plan(heading: str, *, words: str = "完成情况") -> Plan:
    rows = ROWS.format(a="已建成3个,60%", b="已改造9个,75%", c="新增450个,50%")
    text = f"2026年任务表\n序号,工作任务,牵头单位,{words},{heading}\n{rows}"
    return plan_of(read_document(text.encode(), "2026.csv"))


@pytest.mark.parametrize("heading", ["完成进度", "进度", "工作进度"])
def test_words_are_the_statement(heading: str) -> None:
    tasks = plan(heading).tasks
    assert [task.statement for task in tasks] == ["已建成3个", "已改造9个", "新增450个"]
    assert [dict(task.extra)[heading] for task in tasks] == ["60%", "75%", "50%"]


def test_rates_of_another_day_are_an_answer_of_their_own() -> None:
    read = plan("截至9月底完成进度", words="截至6月底完成情况")
    assert [column.field for column in read.columns[-2:]] == ["report", "report"]
    assert [column.as_of.month for column in read.columns[-2:] if column.as_of] == [6, 9]

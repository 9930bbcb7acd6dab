"""A tick in one of several columns that are each a state is the result of its row."""

import pytest

from luoshi.plan import Claim
from tests.documents.office_files import Span
from tests.tasktable.plans import plan_of_rows

ROWS = [
    ["1", "新建停车场3个", "城管局", "√", "", "", ""],
    ["2", "改造公厕12座", "住建局", "", "√", "", "还差4座"],
    ["3", "建成图书馆1座", "文旅局", "", "", "√", "未交地"],
]
ONE_LINE = [["序号", "工作任务", "责任单位", "已完成", "推进中", "未启动", "存在问题"]]
TWO_LINES = [
    [*(Span(name, 2) for name in ("序号", "工作任务", "责任单位")), Span("推进情况", 1, 3), Span("存在问题", 2)],
    ["已完成", "推进中", "未启动"],
]
UNMERGED = [
    ["序号", "工作任务", "责任单位", "推进情况", "", "", "存在问题"],
    ["", "", "", "已完成", "推进中", "未启动", ""],
]


@pytest.mark.parametrize("header", [ONE_LINE, TWO_LINES, UNMERGED])
def test_the_state_that_is_ticked_is_claimed(header: list[list[str | Span]]) -> None:
    tasks = plan_of_rows("xlsx", [*header, *ROWS]).tasks
    assert [task.statement for task in tasks] == [
        "☑已完成 □推进中 □未启动",
        "□已完成 ☑推进中 □未启动",
        "□已完成 □推进中 ☑未启动",
    ]
    assert [task.claim for task in tasks] == [Claim.COMPLETED, Claim.ON_SCHEDULE, Claim.NOT_STARTED]
    assert [task.reports[0].problems for task in tasks if task.reports[0].problems] == ["还差4座", "未交地"]


def test_a_result_in_words_comes_before_ticks_which_are_kept() -> None:
    rows = [
        ["序号", "工作任务", "责任单位", "工作进展", "已完成", "未完成"],
        ["1", "新建停车场3个", "城管局", "已建成3个", "√", ""],
        ["2", "改造公厕12座", "住建局", "", "", "√"],
    ]
    first, second = plan_of_rows("docx", rows).tasks
    assert (first.statement, first.extra["已完成"]) == ("已建成3个", "√")
    assert second.statement == "□已完成 ☑未完成"


def test_columns_of_words_are_no_states() -> None:
    rows = [
        ["序号", "工作任务", "责任单位", "已完成", "未完成"],
        ["1", "新建停车场3个", "城管局", "2个", "1个"],
        ["2", "改造公厕12座", "住建局", "8座", "4座"],
    ]
    tasks = plan_of_rows("xlsx", rows).tasks
    assert [("☑" in task.statement, dict(task.extra).get("未完成")) for task in tasks] == [
        (False, "1个"),
        (False, "4座"),
    ]

"""Counts by unit, telephone lists, a page's side column and the names of groups are no tasks."""

import io

from openpyxl import Workbook

from luoshi.documents import read_document
from luoshi.tasktable import plan_of
from tests.tasktable.plans import plan_of_rows

TASKS = [
    ["序号", "工作任务", "牵头单位", "进展情况"],
    ["1", "新建公园5个。", "市园林局", "已开工2个。"],
    ["2", "改造道路26条。", "市住建局", "已完成9条。"],
]


def test_sheets_of_counts_and_of_contacts_are_said_not_read() -> None:
    book = Workbook()
    sheets = {
        "汇总": [
            ["序号", "责任单位", "任务数", "已完成", "进度滞后"],
            [1, "市园林局", 9, 3, 1],
            [2, "市住建局", 8, 2, 0],
            [3, "市教育局", 7, 1, 0],
        ],
        "任务": TASKS,
        "联络员": [
            ["序号", "单位", "联络员", "职务", "电话"],
            [1, "市园林局", "张三", "科长", "8801"],
            [2, "市住建局", "李四", "主任", "8802"],
        ],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    plan = plan_of(read_document(file.getvalue(), "2025.xlsx"))
    assert [task.text for task in plan.tasks] == ["新建公园5个。", "改造道路26条。"]
    assert [f.place.sheet for f in plan.findings if f.code == "table-not-read"] == ["汇总", "联络员"]


def test_a_list_without_heading_or_units_beside_the_tasks_is_none() -> None:
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TASKS)
    side = "".join(f"<tr><td>{n}</td><td>关于开展第{n}次植树活动的通知</td></tr>" for n in range(1, 5))
    page = f"<html><body><table>{side}</table><table>{table}</table></body></html>"
    plan = plan_of(read_document(page.encode(), "2025.html"))
    assert [task.text for task in plan.tasks] == ["新建公园5个。", "改造道路26条。"]


def test_a_row_that_names_what_its_nested_numbers_promise_is_their_objective() -> None:
    plan = plan_of_rows(
        "xlsx",
        [
            ["序号", "工作任务", "牵头单位", "完成时限"],
            ["1", "绿化城市", "", ""],
            ["1.1", "新建公园5个。", "市园林局", "12月底"],
            ["1.2", "改造公园3个。", "市园林局", "10月底"],
            ["2", "畅通道路", "", ""],
            ["2.1", "改造道路26条。", "市住建局", "12月底"],
        ],
    )
    assert [(task.no, task.objective) for task in plan.tasks] == [
        ("1.1", "绿化城市"),
        ("1.2", "绿化城市"),
        ("2.1", "畅通道路"),
    ]


def test_a_word_for_a_state_does_not_take_the_statements_place() -> None:
    rows = [["序号", "督办事项", "承办单位", "办理情况", "办理结果"]]
    rows += [[str(n), f"新建公园{n}个。", "市园林局", f"已开工{n}个，正在办理用地手续。", "未办结"] for n in (1, 2, 3)]
    plan = plan_of_rows("docx", rows)
    assert plan.tasks[0].statement == "已开工1个，正在办理用地手续。"
    assert plan.tasks[0].extra["办理结果"] == "未办结"

"""Numbers of pages, 续表, repeated titles and a site's foot are neither tasks nor chapters, and are named."""

import pytest

from luoshi.documents import read_document
from luoshi.tasktable import plan_of
from tests.documents.office_files import Span
from tests.tasktable.plans import plan_of_lines, plan_of_rows

HEADER = ("序号", "重点任务", "牵头单位")
TITLE = "澜川县2025年重点任务分解表"
ROWS = [
    ("1", "改造渠道18公里。", "县水务局"),
    ("2", "新建粮仓6座。", "县粮食局"),
    ("3", "培训农技员400人。", "县农业局"),
]
TEXTS = [text for _, text, _ in ROWS]
MARKS = [
    "— 1 —",
    "- 2 -",
    "第1页 共3页",
    "第 2 页",
    "2/5",
    "共3页，第2页",
    "续表",
    "（续表）",
    "续表2",
    f"{TITLE}（续）",
    TITLE,
]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "pdf"])
@pytest.mark.parametrize("mark", MARKS)
def test_a_row_that_only_a_page_says_is_named(mark: str, kind: str) -> None:
    rows = [(Span(TITLE, 1, 3),), HEADER, (Span("一、农业", 1, 3),), *ROWS[:2], (Span(mark, 1, 3),), HEADER]
    plan = plan_of_rows(kind, [*rows, (Span("一、农业（续）", 1, 3),), *ROWS[2:]])
    assert [(task.text, task.chapter) for task in plan.tasks] == [(text, "一、农业") for text in TEXTS]
    assert mark in [finding.written for finding in plan.findings if finding.code == "page-mark"]


@pytest.mark.parametrize("mark", ["— 1 —", "第1页 共3页", "－ 2 －", "1/3", "（接下页）", "Page 1 of 3"])
def test_a_line_that_only_a_page_says_is_named(mark: str) -> None:
    lines = [f"{number}.{text}（{unit}）" for number, text, unit in ROWS]
    plan = plan_of_lines(TITLE, *lines[:2], mark, *lines[2:])
    assert [(task.text, task.lead) for task in plan.tasks] == [(text, (unit,)) for _, text, unit in ROWS]
    assert [finding.written for finding in plan.findings if finding.code == "page-mark"] == [mark]


def test_a_sentence_goes_on_behind_the_number_of_its_page() -> None:
    cut = ["1.改造渠道18公里，完善末级计量设施，", "— 7 —", "年内全部通水。（县水务局）", "2.新建粮仓6座。（县粮食局）"]
    plan = plan_of_lines(TITLE, *cut)
    assert [task.text for task in plan.tasks] == ["改造渠道18公里，完善末级计量设施，年内全部通水。", "新建粮仓6座。"]
    assert [task.lead for task in plan.tasks] == [("县水务局",), ("县粮食局",)]


def test_the_foot_of_a_site_is_nobodys_unit() -> None:
    lines = [f"<p>{number}.{text}</p><p>责任单位：{unit}</p>" for number, text, unit in ROWS]
    foot = "<p>主办单位：县政府办 承办单位：县数据中心</p><p>网站标识码：3300000001 某ICP备1号</p>"
    page = f"<html><body><h1>{TITLE}</h1>{''.join(lines)}{foot}</body></html>"
    plan = plan_of(read_document(page.encode(), "2025.html"))
    assert [(task.lead, task.cooperating) for task in plan.tasks] == [((unit,), ()) for *_, unit in ROWS]
    assert len([finding for finding in plan.findings if finding.code == "page-mark"]) == 2


def test_a_line_over_a_table_is_no_task_where_a_page_names_its_host() -> None:
    tables = "".join(
        f"<p>{chapter}</p><table><tr><td>序号</td><td>重点任务</td><td>牵头单位</td></tr>"
        + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        + "</table>"
        for chapter, rows in (("一、农业", ROWS[:2]), ("二、人才", ROWS[2:]))
    )
    page = f"<html><body><h1>{TITLE}</h1>{tables}<p>主办：县政府办 承办：县数据中心</p></body></html>"
    plan = plan_of(read_document(page.encode(), "2025.html"))
    assert [task.text for task in plan.tasks] == TEXTS
    assert [task.chapter for task in plan.tasks] == ["一、农业", "一、农业", "二、人才"]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "pdf"])
def test_the_day_beside_a_chapter_over_a_header_is_no_chapter(kind: str) -> None:
    again = [("二、人才", "", "截至2025年6月底"), HEADER, *ROWS[2:]]
    plan = plan_of_rows(kind, [("一、农业", "", "截至2025年6月底"), HEADER, *ROWS[:2]], TITLE)
    assert [task.chapter for task in plan.tasks] == ["一、农业", "一、农业"]
    page = plan_of_rows("xlsx", again, TITLE)
    assert [task.chapter for task in page.tasks] == ["二、人才"]

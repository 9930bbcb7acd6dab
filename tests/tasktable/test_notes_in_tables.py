"""Rows that say something of their table are no tasks, no chapters, and are named in one finding."""

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.documents.office_files import FORMATS, Span

NOTES = [
    [Span("注：1.本表按季更新。2.数据来源：统计局。", 1, 4)],
    ["", "备注：以上均为市级任务", "", ""],
    [Span("说明：★为省级任务", 1, 4)],
    ["注", "以上数据截至6月底", "", ""],
    [Span("填表人：王某    联系电话：12345", 1, 4)],
    [Span("审核人（签字）：", 1, 4)],
    [Span("（以下空白）", 1, 4)],
]


def read(kind: str, *notes: list[str | Span]) -> Plan:
    rows = [
        ["序号", "任务", "牵头单位", "完成情况"],
        ["1", "新建公园5个", "园林局", "已建成2个"],
        *notes,
        ["2", "改造道路3条", "住建局", "已改造1条"],
    ]
    return plan_of(read_document(FORMATS[kind](rows, "2025年重点任务"), f"a.{kind}"))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("note", range(len(NOTES)))
def test_a_note_between_rows_is_named_and_no_task(kind: str, note: int) -> None:
    plan = read(kind, NOTES[note])
    assert [(t.key, t.chapter, t.text, t.lead, t.extra) for t in plan.tasks] == [
        ("1", "", "新建公园5个", ("园林局",), {}),
        ("2", "", "改造道路3条", ("住建局",), {}),
    ]
    (told,) = [finding for finding in plan.findings if finding.code == "table-note"]
    assert told.written is not None
    words = NOTES[note][0] if isinstance(NOTES[note][0], Span) else Span(str(NOTES[note][1]))
    assert isinstance(words, Span)
    assert " ".join(words.text.split()) in told.written


def test_all_notes_of_a_file_are_one_finding() -> None:
    plan = read("docx", *NOTES)
    (told,) = [finding for finding in plan.findings if finding.code == "table-note"]
    assert "7行" in told.message
    assert told.place.row == 3


def test_who_to_ask_below_a_task_is_its_own() -> None:
    plan = read("docx", [Span("联系人：王某", 1, 4)])
    assert [finding.code for finding in plan.findings if finding.code == "table-note"] == []
    assert len(plan.tasks) == 2

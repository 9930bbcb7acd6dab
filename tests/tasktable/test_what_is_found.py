"""What a person is told of a plan as it was read: year, numbers, cells, units; each at its place."""

from datetime import date
from pathlib import Path

import pytest

from luoshi.documents import read_document
from luoshi.plan import Finding, Level, Plan
from luoshi.tasktable import plan_of


def read(text: str, name: str = "2025.txt", year: int | None = None) -> Plan:
    return plan_of(read_document(text.encode(), name), year=year)


def found(plan: Plan, code: str) -> list[Finding]:
    return [finding for finding in plan.findings if finding.code == code]


TABLE = "序号|任务|责任单位|完成情况\n1|新建公园5个|园林局|序时推进\n2|改造道路3条|住建局|序时推进\n"


def test_the_demo_has_its_154_tasks_and_only_notes(demo_path: Path) -> None:
    plan = plan_of(read_document(demo_path.read_bytes(), demo_path.name))
    assert len(plan.tasks) == 154
    assert {finding.level for finding in plan.findings} == {Level.NOTE}
    assert (plan.year, plan.year_from, plan.as_of) == (2025, "name", date(2025, 6, 30))
    assert plan.tasks[0].chapter == ""
    assert plan.tasks[0].objective == "主要预期指标"
    assert plan.tasks[9].places["text"].as_dict() == {"line": 13, "column": 2}


def test_every_encoding_reads_the_same(demo_path: Path) -> None:
    text = demo_path.read_text(encoding="utf-8")
    meant = [task.text for task in plan_of(read_document(text.encode(), demo_path.name)).tasks]
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-32"):
        plan = plan_of(read_document(text.encode(encoding), demo_path.name))
        assert [task.text for task in plan.tasks] == meant, encoding


def test_line_ends_of_windows_and_old_macs() -> None:
    for end in ("\r\n", "\r"):
        assert len(read(TABLE.replace("\n", end)).tasks) == 2


@pytest.mark.parametrize(
    ("text", "name", "year", "source"),
    [
        (TABLE, "2025.txt", 2025, "name"),
        ("2024年任务表\n" + TABLE, "2025.txt", 2024, "title"),
        (TABLE.replace("完成情况", "截至2023年6月底完成情况"), "a.txt", 2023, "title"),
        (
            TABLE.replace("3条", "3条，2022年完工").replace("5个", "5个，2022年建成，2021年立项"),
            "a.txt",
            2022,
            "sentences",
        ),
    ],
)
def test_the_year_and_where_it_comes_from(text: str, name: str, year: int, source: str) -> None:
    plan = read(text, name)
    assert (plan.year, plan.year_from) == (year, source)
    (note,) = found(plan, "year-from")
    assert note.level is Level.NOTE
    assert str(year) in note.message


def test_a_year_that_is_given_needs_no_note() -> None:
    plan = read("2024年任务表\n" + TABLE, year=2026)
    assert (plan.year, plan.year_from, found(plan, "year-from")) == (2026, "given", [])


def test_a_year_that_nobody_names_is_asked_for() -> None:
    plan = read(TABLE, "a.txt")
    assert plan.year is None
    assert found(plan, "no-year")


def test_a_number_twice_and_a_number_missing_are_errors_at_their_cell() -> None:
    plan = read(TABLE + "2|新增学位100个|教育局|序时推进\n5|新增床位20张|民政局|序时推进\n")
    (twice,), (missing,) = found(plan, "number-twice"), found(plan, "number-missing")
    assert (twice.level, twice.place.line, twice.written) == (Level.ERROR, 4, "2")
    assert (missing.level, missing.place.line, missing.reckoned) == (Level.ERROR, 5, "3")
    assert "3至4" in missing.message
    assert [task.key for task in plan.tasks] == ["1", "#2", "#3", "5"]


def test_a_row_without_its_number_is_read_and_said() -> None:
    plan = read(TABLE + "|新增学位100个|教育局|序时推进\n4|新增床位20张|民政局|序时推进\n")
    assert [task.text for task in plan.tasks][2] == "新增学位100个"
    assert found(plan, "number-missing")[0].place.line == 4


def test_no_number_column_is_an_error() -> None:
    plan = read("任务|责任单位|完成情况\n新建公园5个|园林局|序时推进\n改造道路3条|住建局|序时推进\n")
    assert [task.no for task in plan.tasks] == [1, 2]
    assert found(plan, "no-number-column")[0].level is Level.ERROR


def test_a_row_with_too_many_cells_keeps_them_apart() -> None:
    plan = read(TABLE + "3|新增学位100个|教育局|序时推进|多余的|话\n")
    (finding,) = found(plan, "too-many-cells")
    assert (finding.level, finding.place.line, finding.written, finding.reckoned) == (Level.ERROR, 4, "6", "4")
    assert dict(plan.tasks[2].extra) == {"第5列": "多余的", "第6列": "话"}


def test_units_that_look_alike_are_proposed_and_not_merged() -> None:
    plan = read(TABLE.replace("园林局", "人社局").replace("住建局", "人力社保局"))
    assert [task.lead for task in plan.tasks] == [("人社局",), ("人力社保局",)]
    assert [(unit.name, unit.maybe_same_as) for unit in plan.units] == [
        ("人社局", ("人力社保局",)),
        ("人力社保局", ("人社局",)),
    ]
    (finding,) = found(plan, "unit-maybe-same")
    assert (finding.written, finding.reckoned, finding.place.line) == ("人力社保局", "人社局", 3)


def test_every_sentence_stands_in_two_languages() -> None:
    plan = read("任务|责任单位\n新建公园5个|园林局|多余\n改造道路3条|住建局\n", "a.txt")
    assert len(plan.findings) > 2
    for finding in plan.findings:
        assert finding.message.endswith(("。", finding.written or "。"))
        assert finding.message_en


def test_columns_are_listed_with_their_fields() -> None:
    plan = read(TABLE.replace("完成情况", "一季度进展"))
    assert [(c.heading, c.field, c.as_of) for c in plan.columns] == [
        ("序号", "no", None),
        ("任务", "text", None),
        ("责任单位", "lead", None),
        ("一季度进展", "report", date(2025, 3, 31)),
    ]

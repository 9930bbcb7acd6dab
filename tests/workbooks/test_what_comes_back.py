"""What a row holds that cannot be taken: one sentence at its cell, and the good rows stay good."""

from datetime import date
from typing import Any

import pytest
from openpyxl.styles import Font

from luoshi_web.intake.inforce import import_plan
from luoshi_web.reports.actions.handover import give_ownership
from luoshi_web.reports.models import Draft, ReportState
from luoshi_web.workbooks import values
from luoshi_web.workbooks.models import Outcome
from tests.chosen import every
from tests.reports.town import OPENED, TABLE, Town, on
from tests.workbooks.book import Filled, faults, lines

GOOD = "截至9月底，检查工地40个。"


@pytest.fixture
def works(town: Town) -> Town:
    """住建局 has a target in 3, and a milestone in 5."""
    table = TABLE + " | 5 | 开工建设滨江公园。 | 住建局 | | 序时推进。 |\n"
    plan = import_plan(table.encode(), "river2.txt", jurisdiction=town.place, year=2026, at=OPENED).plan
    assert plan.in_force
    town.plan = plan
    town.opened()
    return town


@pytest.mark.parametrize(
    ("typed", "kept"),
    every(
        2,
        [
            ("１９．２", "19.2"),
            ("1,234.50", "1234.50"),
            (0.1 + 0.2, "0.3"),
            ("19.2万方", "19.2"),
            (1e15 + 0.5, "1000000000000000"),
            ("−3", "-3"),
            (19, "19"),
        ],
    ),
)
def test_a_figure_is_read_as_it_shows_however_it_was_typed(works: Town, typed: Any, kept: str) -> None:
    book = Filled(works, "住建局")
    book.write("数字", "本期数", "3", typed)
    upload = book.send(works.zhu)

    assert faults(upload) == []
    assert works.report("3").draft.figures[0]["value"] == kept


@pytest.mark.parametrize(
    ("title", "heading", "value", "cell", "sentence"),
    [
        ("数字", "本期数", "约19", "数字!F2", "“新增绿化面积”填的“约19”不是数。只填数字，计量单位是万方。"),
        ("数字", "本期数", "=1+1", "数字!F2", "公式没有保存结果。请用Excel或WPS打开，保存一次再传。"),
        (
            "数字",
            "没有数的原因",
            "忘了",
            "数字!G2",
            "“忘了”不在可选的里面。请选：还没有出数、还没到时间、不适用、报不了。",
        ),
        ("节点", "到哪一步", "快了", "节点!D2", "“快了”不在可选的里面。请选：还没开始、在做、已完成。"),
        ("节点", "哪天完成（或预计）", "9月中旬", "节点!E2", "日期“9月中旬”看不懂。请写成2025-09-12这样。"),
        ("节点", "哪天完成（或预计）", date(2025, 9, 12), "节点!D2", "请选“开工建设滨江公园”到哪一步了。"),
    ],
)
def test_a_bad_cell_comes_back_and_takes_no_good_row_with_it(
    works: Town, title: str, heading: str, value: Any, cell: str, sentence: str
) -> None:
    book = Filled(works, "住建局")
    for no in ("3", "4", "5"):
        book.write("填报", "本期完成情况", no, GOOD)
    if title == "节点":
        book.write("数字", "本期数", "3", 19)
    book.write(title, heading, "5" if title == "节点" else "3", value)
    upload = book.send(works.zhu, hand_in=True)

    assert faults(upload) == [(cell, sentence)]
    assert [works.report(no).draft.statement for no in ("3", "4", "5")] == [GOOD] * 3
    assert works.report("4").state == ReportState.SUBMITTED
    assert works.report("5" if title == "节点" else "3").state == ReportState.DRAFT


def test_a_figure_and_a_reason_why_there_is_none_are_one_too_many(works: Town) -> None:
    book = Filled(works, "住建局")
    book.write("数字", "本期数", "3", 19)
    book.write("数字", "没有数的原因", "3", "报不了")
    assert faults(book.send(works.zhu)) == [("数字!G2", "有数，就不用选没有数的原因。请去掉一个。")]


@pytest.mark.parametrize(
    "written", every(3, [date(2025, 9, 12), "2025/9/12", "2025年9月12日", 45912, "２０２５-09-12", "20250912"])
)
def test_a_day_is_read_in_every_way_that_offices_write_it(works: Town, written: Any) -> None:
    book = Filled(works, "住建局")
    book.write("节点", "到哪一步", "5", "已完成")
    book.write("节点", "哪天完成（或预计）", "5", written)
    assert faults(book.send(works.zhu)) == []
    stage = works.report("5").draft.milestones
    assert [(one["stage"], one["date"]) for one in stage] == [("done", "2025-09-12")]


def test_each_way_of_writing_a_figure_and_a_day_has_one_form() -> None:
    """What the rows above send, read as the rows of a workbook are."""
    figures = {
        "１９．２": "19.2",
        "1,234.50": "1234.5",
        "19.2万方": "19.2",
        "−3": "-3",
        "19.20": "19.2",
        "约19": "约19",
    }
    assert {written: values.figure(written, "万方") for written in figures} == figures
    days = ("2025-09-12", "2025/9/12", "2025年9月12日", "２０２５-09-12", "20250912", "45912")
    assert {values.day(written) for written in days} == {"2025-09-12"}
    assert values.day("9月中旬") == "9月中旬"


def test_a_percentage_cell_is_its_percentage(town: Town) -> None:
    town.opened()
    town.person("fang", "方圆", "liaison", "发改局")  # type: ignore[arg-type]
    book = Filled(town, "发改局")
    cell = book.write("数字", "本期数", "1", 0.056)
    cell.number_format = "0.0%"
    assert faults(book.send(town.fang)) == []
    assert town.report("1").draft.figures[0]["value"] == "5.6"


@pytest.mark.usefixtures("begun_anew")  # a child that puts notes into a workbook too
def test_merged_cells_come_back_and_leave_the_rows_below_alone(town: Town) -> None:
    town.opened()
    first = Filled(town, "住建局")
    first.write("填报", "本期完成情况", "4", "原来写的")
    first.send(town.zhu)
    book = Filled(town, "住建局", token="two")
    book.write("填报", "本期完成情况", "3", GOOD)
    book.sheet("填报").merge_cells("D2:D3")
    upload = book.send(town.zhu)

    assert faults(upload) == [("填报!D3", "这一格被合并了，看不出写的是哪一行。请取消合并，每行各写一格。")]
    assert [town.report(no).draft.statement for no in ("3", "4")] == [GOOD, "原来写的"]


def test_struck_words_are_asked_about(town: Town) -> None:
    town.opened()
    book = Filled(town)
    book.write("填报", "本期完成情况", "2", GOOD).font = Font(strike=True)
    assert [sentence for _, sentence in faults(book.send(town.wang))] == [
        "这一格有划掉的字。要留就去掉删除线，不要就删掉。"
    ]


def test_added_rows_come_back_deleted_ones_change_nothing_and_moved_ones_are_found(town: Town) -> None:
    town.opened()
    book = Filled(town, "住建局")
    sheet = book.sheet("填报")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for column, value in enumerate(rows[0], start=1):  # the first task goes to the end, the second is deleted
        sheet.cell(3, column).value = value
        sheet.cell(2, column).value = None
    sheet.cell(3, 4).value = GOOD
    sheet.cell(5, 2).value = "新加的任务"
    upload = book.send(town.zhu)

    assert faults(upload) == [("填报!B5", "这一行没有识别码，是加出来的，没有收。任务不能在表里增加。")]
    assert town.report("3").draft.statement == GOOD
    assert town.report("4").state == ReportState.DUE


def test_columns_may_be_moved_and_sheets_renamed(town: Town) -> None:
    town.opened()
    book = Filled(town)
    sheet = book.sheet("填报")
    for row in (1, 2):
        one, two = sheet.cell(row, 4).value, sheet.cell(row, 5).value
        sheet.cell(row, 4).value, sheet.cell(row, 5).value = two, one
    sheet.cell(2, 5).value = GOOD
    sheet.title = "9月"
    book.book.create_sheet("草算")["A1"] = "1+1"
    upload = book.send(town.wang)

    assert town.report("2").draft.statement == GOOD
    assert [(line.outcome, line.sentence) for line in lines(upload, Outcome.NOTE, Outcome.BAD)] == [
        (Outcome.NOTE, "“草算”不是这份工作簿里的表，没有读。")
    ]


def test_a_sheet_without_its_column_says_so_once(town: Town) -> None:
    town.opened()
    book = Filled(town)
    book.cell("填报", "本期完成情况", row=1).value = "完成情况"
    book.write("数字", "本期数", "2", 240)
    upload = book.send(town.wang)

    assert faults(upload) == [("填报!", "“填报”表里找不到“本期完成情况”这一列，整张表没有收。")]
    assert town.report("2").draft.figures[0]["value"] == "240"


def test_a_row_copied_over_another_says_which_one_counts(town: Town) -> None:
    town.opened()
    book = Filled(town, "住建局")
    sheet = book.sheet("填报")
    for column in range(1, 10):
        sheet.cell(3, column).value = sheet.cell(2, column).value
    sheet.cell(3, 4).value = GOOD
    assert faults(book.send(town.zhu)) == [("填报!D3", "这一行和第2行是同一项，收的是第2行。")]
    assert not Draft.objects.filter(report=town.report("4")).exists()


def test_a_row_from_another_units_workbook_is_refused(town: Town) -> None:
    town.opened()
    book, other = Filled(town, "住建局"), Filled(town)
    for column in range(1, 10):
        book.sheet("填报").cell(3, column).value = other.sheet("填报").cell(2, column).value
    upload = book.send(town.zhu)
    assert [cell for cell, _ in faults(upload)] == ["填报!A3"]
    assert "识别码对不上" in faults(upload)[0][1]


def test_a_task_given_to_another_unit_says_so_once(town: Town) -> None:
    town.opened()
    book = Filled(town, "住建局")
    book.write("填报", "本期完成情况", "3", GOOD)
    book.write("数字", "本期数", "3", 19)
    give_ownership(town.report("3"), town.unit("财政局"), reason="职责划转", by=town.li, at=on(10))
    assert faults(book.send(town.zhu)) == [("填报!D2", "这一项现在由财政局填报，没有收。")]


def test_what_was_handed_in_meanwhile_says_what_to_do(town: Town) -> None:
    town.opened()
    book = Filled(town)
    book.write("填报", "本期完成情况", "2", GOOD)
    book.write("数字", "本期数", "2", 240)
    town.submitted("2", "截至9月底，新增学位250个。", town.wang)
    assert faults(book.send(town.wang)) == [("填报!D2", "已提交的填报不能“保存”。要改，请先撤回。")]


def test_after_the_lock_nothing_is_taken_and_the_sentence_comes_once_a_task(town: Town) -> None:
    town.opened(closes_at=on(16))
    book = Filled(town, "住建局")
    for no in ("3", "4"):
        book.write("填报", "本期完成情况", no, GOOD)
    upload = book.send(town.zhu, at=on(17))
    assert {sentence for _, sentence in faults(upload)} == {"10月16日10:00已锁定。要补报，请督查室解锁。"}
    assert not Draft.objects.exists()


@pytest.fixture
def rates(town: Town) -> Town:
    """住建局 is asked for a rate of all houses in 3, and for a growth in 4."""
    table = TABLE.replace("新增绿化面积25万方。", "保障房分配完成率100%。").replace(
        "加强工地扬尘管治。", "建筑业产值增长10%。"
    )
    town.plan = import_plan(table.encode(), "rates.txt", jurisdiction=town.place, year=2026, at=OPENED).plan
    town.opened()
    return town


@pytest.mark.parametrize(("typed", "whole"), [(0.958, "95.8"), (1, "100")])
def test_a_part_of_one_is_asked_about_where_a_rate_of_a_hundred_is_promised(
    rates: Town, typed: float, whole: str
) -> None:
    book = Filled(rates, "住建局")
    book.write("数字", "本期数", "3", typed)

    said = f"填的{typed}看不出是{whole}%还是{typed}%。请连百分号一起写。"
    assert faults(book.send(rates.zhu)) == [("数字!F2", said)]


def test_with_its_sign_a_small_rate_is_taken_and_so_is_a_small_growth(rates: Town) -> None:
    book = Filled(rates, "住建局")
    book.write("数字", "本期数", "3", "0.958%")
    book.write("数字", "本期数", "4", 0.8)
    assert faults(book.send(rates.zhu)) == []
    assert [rates.report(no).draft.figures[0]["value"] for no in "34"] == ["0.958", "0.8"]

    again = Filled(rates, "住建局", token="two")  # what stands there already is not asked about again
    again.write("填报", "本期完成情况", "4", GOOD)
    assert faults(again.send(rates.zhu)) == []


@pytest.mark.parametrize("said", ["还没开始", "未开始"])
def test_the_words_of_a_workbook_are_those_of_the_page_and_those_of_before_are_taken(works: Town, said: str) -> None:
    book = Filled(works, "住建局")
    book.write("节点", "到哪一步", "5", said)
    upload = book.send(works.zhu)
    assert faults(upload) == []
    assert [one["stage"] for one in works.report("5").draft.milestones] == ["not_started"]

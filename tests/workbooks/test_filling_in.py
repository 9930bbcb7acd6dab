"""A workbook filled in and sent back: good rows are taken, the rest stands as it was."""

from luoshi_web.reports.models import Draft, Report, ReportState
from luoshi_web.trail.models import Entry
from luoshi_web.workbooks.models import Outcome, Upload
from tests.reports.town import Town, on
from tests.workbooks.book import Filled, faults, lines, sent

DONE = "截至9月底，新增学位240个。"


def test_what_is_written_becomes_the_draft_and_is_listed_with_what_it_replaced(town: Town) -> None:
    town.opened()
    book = Filled(town)
    book.write("填报", "本期完成情况", "2", DONE)
    book.write("填报", "困难", "2", "师资不足。")
    book.write("数字", "本期数", "2", 240)

    upload = book.send(town.wang)

    draft = town.report("2").draft
    assert (draft.statement, draft.problems, draft.figures[0]["value"]) == (DONE, "师资不足。", "240")
    assert town.report("2").state == ReportState.DRAFT
    assert faults(upload) == []
    taken = lines(upload, Outcome.TAKEN)
    assert [(line.sheet, line.changes) for line in taken] == [
        ("填报", [["本期完成情况", "", DONE], ["困难", "", "师资不足。"]]),
        ("数字", [["本期数", "", "240"]]),
    ]


def test_the_same_file_twice_changes_nothing(town: Town) -> None:
    town.opened()
    book = Filled(town)
    book.write("填报", "本期完成情况", "2", DONE)
    data = book.saved()
    first = sent(town, data, town.wang)
    before = (Draft.objects.get().number, Entry.objects.count(), Upload.objects.count())

    second = sent(town, data, town.wang, at=on(11))

    assert (first.new, second.new, second.upload) == (True, False, first.upload)
    assert (Draft.objects.get().number, Entry.objects.count(), Upload.objects.count()) == before


def test_an_untouched_workbook_is_no_error_and_changes_nothing(town: Town) -> None:
    town.opened()
    upload = Filled(town).send(town.wang)

    assert lines(upload) == []
    assert upload.untouched == 2
    assert not Draft.objects.exists()
    assert town.report("2").state == ReportState.DUE


def test_what_is_exported_after_an_upload_is_what_was_uploaded(town: Town) -> None:
    town.opened()
    book = Filled(town)
    book.write("填报", "本期完成情况", "2", "=不是公式\n第二行")
    book.cell("填报", "本期完成情况", "2").data_type = "s"
    book.write("数字", "本期数", "2", 240.5)
    book.send(town.wang)

    again = Filled(town)
    for title in ("填报", "数字"):
        shown = [[cell.value for cell in row[:-1]] for row in again.sheet(title).iter_rows(min_row=2)]
        written = [[cell.value for cell in row[:-1]] for row in book.sheet(title).iter_rows(min_row=2)]
        assert [row[3:7] for row in shown] == [row[3:7] for row in written]
    assert lines(again.send(town.wang)) == []


def test_one_goes_on_in_the_same_file_and_it_is_no_conflict_with_oneself(town: Town) -> None:
    town.opened()
    book = Filled(town)
    book.write("填报", "本期完成情况", "2", DONE)
    book.send(town.wang)
    book.write("填报", "本期完成情况", "2", f"{DONE}另有2所在建。")
    upload = book.send(town.wang)

    assert [line.outcome for line in lines(upload)] == [Outcome.TAKEN]
    assert town.report("2").draft.statement == f"{DONE}另有2所在建。"


def test_what_is_complete_is_handed_in_and_the_rest_says_what_it_lacks(town: Town) -> None:
    town.opened()
    book = Filled(town, "住建局")
    book.write("填报", "本期完成情况", "3", "正在推进。")
    book.write("填报", "本期完成情况", "4", "检查工地40个，扬尘投诉下降。")
    upload = book.send(town.zhu, hand_in=True)

    assert [line.no for line in lines(upload, Outcome.HANDED_IN)] == ["4"]
    assert town.report("4").state == ReportState.SUBMITTED
    assert town.report("3").state == ReportState.DRAFT
    assert faults(upload) == [("数字!F2", "没有提交：“绿化面积”还没有数。填上，或者选一个没有数的原因。")]


def test_saying_what_was_said_before_points_to_the_reason(town: Town) -> None:
    town.opened()
    book = Filled(town, "住建局")
    book.write("填报", "本期完成情况", "4", "序时推进。")
    assert faults(book.send(town.zhu, hand_in=True)) == [
        ("填报!G3", "没有提交：和上一期写的一样。如果确实没有变化，请写明原因。")
    ]
    book.write("填报", "与上期相同的原因", "4", "四季度集中整治。")
    book.send(town.zhu, hand_in=True)
    assert town.report("4").state == ReportState.SUBMITTED


def test_handing_in_leaves_alone_what_was_not_touched(town: Town) -> None:
    town.opened()
    town.submitted("4", "检查工地40个，扬尘投诉下降。", town.zhu)
    book = Filled(town, "住建局")
    upload = book.send(town.zhu, hand_in=True)

    assert lines(upload) == []
    assert Report.objects.get(pk=town.report("3").pk).state == ReportState.DUE


def test_what_others_ask_is_answered_in_its_own_sheet(town: Town) -> None:
    town.opened()
    book = Filled(town, "财政局")
    book.write("协办", "我单位完成情况", "2", "已拨付三季度资金。")
    upload = book.send(town.cai, hand_in=True)

    assert faults(upload) == []
    row = town.contribution("2", "财政局")
    assert (row.statement, row.state) == ("已拨付三季度资金。", ReportState.SUBMITTED)

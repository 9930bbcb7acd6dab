"""A row changed on the page since the download is not overwritten: both texts are shown, and somebody chooses."""

import pytest

from luoshi.errors import LuoshiError
from luoshi_web.reports.actions.answering import Written, save_draft
from luoshi_web.workbooks.models import Outcome
from luoshi_web.workbooks.settling import settle
from tests.reports.town import Town, on
from tests.workbooks.book import Filled, faults, lines

PAGE, SHEET = "网页上写的。", "工作簿里写的。"


@pytest.fixture
def differing(town: Town) -> Filled:
    """Wang filled in a workbook while Min wrote on the page."""
    town.opened()
    book = Filled(town)
    book.write("填报", "本期完成情况", "2", SHEET)
    save_draft(town.report("2"), Written(PAGE), seen=0, by=town.min, at=on(10))
    return book


def test_nothing_is_overwritten_and_both_texts_are_kept(town: Town, differing: Filled) -> None:
    upload = differing.send(town.wang, hand_in=True)

    assert town.report("2").draft.statement == PAGE
    (line,) = lines(upload)
    assert (line.outcome, line.changes) == (Outcome.CONFLICT, [["本期完成情况", PAGE, SHEET]])


@pytest.mark.parametrize(("choice", "kept"), [("sheet", SHEET), ("page", PAGE)])
def test_the_choice_is_kept_and_written(town: Town, differing: Filled, choice: str, kept: str) -> None:
    upload = differing.send(town.wang)
    settle(upload, {1: choice}, by=town.wang, at=on(11))

    assert town.report("2").draft.statement == kept
    assert lines(upload)[0].settled == choice
    number = town.report("2").draft.number
    settle(upload, {1: "sheet"}, by=town.wang, at=on(11))  # it was settled: nothing more
    assert town.report("2").draft.number == number


def test_a_choice_made_on_an_older_text_is_asked_again(town: Town, differing: Filled) -> None:
    upload = differing.send(town.wang)
    save_draft(town.report("2"), Written("又改了。"), seen=1, by=town.min, at=on(11))
    with pytest.raises(LuoshiError, match="网页上又改过了"):
        settle(upload, {1: "sheet"}, by=town.wang, at=on(11))

    assert town.report("2").draft.statement == "又改了。"
    assert lines(upload)[0].changes == [["本期完成情况", "又改了。", SHEET]]
    settle(upload, {1: "sheet"}, by=town.wang, at=on(11))
    assert town.report("2").draft.statement == SHEET


def test_rows_that_the_page_did_not_change_are_taken_all_the_same(town: Town, differing: Filled) -> None:
    differing.write("数字", "本期数", "2", 240)
    upload = differing.send(town.wang)

    assert [(line.sheet, line.outcome) for line in lines(upload)] == [
        ("填报", Outcome.CONFLICT),
        ("数字", Outcome.TAKEN),
    ]
    draft = town.report("2").draft
    assert (draft.statement, draft.figures[0]["value"]) == (PAGE, "240")


def test_two_colleagues_with_copies_of_one_download_do_not_overwrite_each_other(town: Town) -> None:
    town.opened()
    mine, yours = Filled(town), Filled(town)
    mine.write("填报", "本期完成情况", "2", "王敏写的。")
    mine.send(town.wang)
    yours.write("填报", "本期完成情况", "2", "闵行写的。")
    upload = yours.send(town.min)

    assert [line.outcome for line in lines(upload)] == [Outcome.CONFLICT]
    assert town.report("2").draft.statement == "王敏写的。"


def test_a_row_set_back_to_the_download_is_left_alone_and_said(town: Town) -> None:
    town.opened()
    book = Filled(town)
    book.write("填报", "本期完成情况", "2", SHEET)
    book.send(town.wang)
    book.write("填报", "本期完成情况", "2", None)
    upload = book.send(town.wang)

    assert town.report("2").draft.statement == SHEET
    assert [line.sentence for line in lines(upload, Outcome.NOTE)] == [
        "这一行和下载时一样，网页上留的是上次传的。要改回去，请在网页上改。"
    ]


def test_handing_in_waits_where_the_page_has_more(town: Town) -> None:
    town.opened()
    book = Filled(town)
    book.write("填报", "本期完成情况", "2", SHEET)
    figures = [{"target": Filled(town) and _target(town), "value": "240", "lack": ""}]
    save_draft(town.report("2"), Written("", figures=figures), seen=0, by=town.min, at=on(10))
    upload = book.send(town.wang, hand_in=True)

    assert [sentence for _, sentence in faults(upload)] == [
        "没有提交：这一项在网页上还有后来写的，表里没有。请在网页上看过再提交。"
    ]
    draft = town.report("2").draft
    assert (draft.statement, draft.figures[0]["value"]) == (SHEET, "240")


def _target(town: Town) -> int:
    from luoshi_web.reports.queries.questions import asked_of
    from luoshi_web.reports.queries.whole import wording_of

    report = town.report("2")
    return asked_of(report, wording_of(report))[0].target.pk

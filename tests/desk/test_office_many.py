"""Many at once: chosen, previewed, confirmed; without script."""

from luoshi_web.reports.actions.answering import withdraw
from luoshi_web.reports.models import Phrasing, ReportState
from luoshi_web.trail.models import Entry
from tests.desk.desk import CYCLE, Desk
from tests.reports.town import Town, on

BULK = f"{CYCLE}bulk/"
DONE = "截至9月底，新增学位300个。"


def handed_in(town: Town) -> Desk:
    town.opened()
    town.submitted("2", DONE, town.wang)
    town.submitted("3", "新增绿化面积5万方。", town.zhu)
    town.submitted("4", "已巡查200次。", town.zhu)
    return Desk(town.li)


def test_all_without_findings_are_ticked_by_one_link(town: Town) -> None:
    li = handed_in(town)
    ticked = [one.get("value") for one in li.open(f"{BULK}?choose=clean").tree.cssselect("[name=key][checked]")]
    assert ticked == ["2", "4"]
    assert len(li.open(f"{BULK}?choose=all").tree.cssselect("[name=key][checked]")) == 3
    assert not li.open(BULK).tree.cssselect("[name=key][checked]")


def test_the_preview_says_what_will_happen_and_the_press_does_exactly_that(town: Town) -> None:
    li = handed_in(town)
    page = li.posted(BULK, do="look", doing="accept", key=["2", "4", "1"])

    assert "通过这2项？" in page.text
    assert "1项不在其内" in page.text
    assert "待填的填报不能“通过”" in page.text
    assert town.report("2").state == ReportState.SUBMITTED

    seen = page.tree.cssselect("[name=seen]")[0].text
    answer = li.posted(BULK, do="decide", doing="accept", seen=seen)
    assert answer.response["Location"] == f"{CYCLE}?done=accept&n=2"
    assert "通过了2项。" in li.open(answer.response["Location"]).text
    assert {town.report(key).state for key in ("2", "4")} == {ReportState.ACCEPTED}
    assert town.report("3").state == ReportState.SUBMITTED
    assert Entry.objects.filter(act="report.accept").count() == 2


def test_what_moved_since_the_preview_is_left_out_and_named(town: Town) -> None:
    li = handed_in(town)
    seen = li.posted(BULK, do="look", doing="accept", key=["2", "4"]).tree.cssselect("[name=seen]")[0].text
    withdraw(town.report("2"), by=town.wang, at=on(12))

    page = li.posted(BULK, do="decide", doing="accept", seen=seen)

    assert "办了1项，1项没有办" in page.text
    assert "草稿" in page.text
    assert (town.report("2").state, town.report("4").state) == (ReportState.DRAFT, ReportState.ACCEPTED)


def test_returning_many_needs_a_reason_and_keeps_what_was_ticked(town: Town) -> None:
    li = handed_in(town)
    page = li.posted(BULK, do="look", doing="return", key=["2", "3"], reason=" ")
    assert (page.status, "“退回”要写明原因" in page.text) == (422, True)
    assert len(page.tree.cssselect("[name=key][checked]")) == 2

    page = li.posted(BULK, do="look", doing="return", key=["2", "3"], reason="请说明时期")
    li.posted(BULK, do="decide", doing="return", reason="请说明时期", seen=page.tree.cssselect("[name=seen]")[0].text)
    assert {town.report(key).reason for key in ("2", "3")} == {"请说明时期"}


def test_many_are_worded_as_they_stand_and_it_is_taken_back(town: Town) -> None:
    li = handed_in(town)
    for doing in ("phrase", "unphrase"):
        page = li.posted(BULK, do="look", doing=doing, key=["2", "4"])
        li.posted(BULK, do="decide", doing=doing, seen=page.tree.cssselect("[name=seen]")[0].text)
    told = [
        (row.version.report.task.key, row.number, row.text) for row in Phrasing.objects.order_by("version", "number")
    ]
    assert told == [("2", 1, DONE), ("2", 2, ""), ("4", 1, "已巡查200次。"), ("4", 2, "")]

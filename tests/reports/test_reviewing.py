"""The office decides: two at once, one wins; what comes back has a deadline of its own."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from luoshi.errors import LuoshiError
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.reports.actions.answering import withdraw
from luoshi_web.reports.actions.opening import extend
from luoshi_web.reports.models import ReportState
from luoshi_web.supervision.deciding import Doing, decide
from luoshi_web.supervision.reviewing import accept, reopen, return_with_reason
from luoshi_web.trail.models import Entry
from tests.reports.town import Town, on

DONE = "截至9月底，新增学位240个。"


def test_two_reviewers_at_once_one_wins_and_the_other_is_told(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    hers, his = town.report("2"), town.report("2")

    accept(hers, by=town.li, at=on(11))
    with pytest.raises(MovedMeanwhile, match="别人刚处理过这一项"):
        return_with_reason(his, "请补数", by=town.liang, at=on(11))

    report = town.report("2")
    assert (report.state, report.decided_by, report.reason) == (ReportState.ACCEPTED, town.li, "")
    assert Entry.objects.filter(act="report.return").count() == 0


def test_a_report_that_was_withdrawn_meanwhile_is_not_accepted(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    seen = town.report("2")
    withdraw(town.report("2"), by=town.wang, at=on(10, 12))

    with pytest.raises(MovedMeanwhile):
        accept(seen, by=town.li, at=on(11))
    assert town.report("2").state == ReportState.DRAFT


def test_what_comes_back_says_why_and_has_its_own_deadline_in_working_days(town: Town) -> None:
    town.opened(closes_at=on(15, 18))
    town.submitted("2", DONE, town.wang)

    due = return_with_reason(town.report("2"), "请补报截至9月底的数", by=town.li, at=on(15, 17))

    report = town.report("2")
    assert due == on(20, 18)  # three working days after a Wednesday
    assert (report.state, report.due_at, report.closes_at) == (ReportState.RETURNED, due, due)
    assert report.reason == "请补报截至9月底的数"
    assert report.on_time is True  # it had come in time


def test_who_answered_early_has_as_long_as_who_did_not(town: Town) -> None:
    cycle = town.opened()
    town.submitted("2", DONE, town.wang)
    town.submitted("3", "新增绿化面积20万方。", town.zhu)
    extend(cycle, on(21, 18), unit=town.unit("住建局"), reason="请假", by=town.li, at=on(10, 11))
    type(cycle).objects.filter(pk=cycle.pk).update(deadline=on(17, 18), return_days=1)
    cycle.refresh_from_db()

    assert return_with_reason(town.report("2"), "请补数", by=town.li, at=on(10, 17)) == on(17, 18)
    decide(cycle, {"3": 1}, Doing.RETURN, reason="请补数", by=town.li, at=on(10, 17))

    assert town.report("2").due_at == on(17, 18)
    assert town.report("3").due_at == on(17, 18)  # what lay submitted is not extended


def test_a_report_is_not_returned_without_a_reason(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    with pytest.raises(LuoshiError, match="“退回”要写明原因"):
        return_with_reason(town.report("2"), "  ", by=town.li, at=on(11))


def test_an_accepted_report_is_reopened_and_what_was_accepted_holds(town: Town) -> None:
    town.opened()
    version = town.submitted("2", DONE, town.wang)
    accept(town.report("2"), by=town.li, at=on(11))
    reopen(town.report("2"), "数字与统计局不一致", by=town.li, at=on(12))

    report = town.report("2")
    assert (report.state, report.accepted) == (ReportState.RETURNED, version)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_reviewers_in_the_same_moment(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    start, told = Barrier(2), []

    def decide(reviewer: str) -> None:
        seen = town.report("2")
        start.wait()
        try:
            accept(seen, by=town.people[reviewer], at=on(11))
            told.append("accepted")
        except MovedMeanwhile:
            told.append("moved")
        finally:
            connection.close()

    threads = [Thread(target=decide, args=(name,)) for name in ("li", "liang")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["accepted", "moved"]
    assert Entry.objects.filter(act="report.accept").count() == 1

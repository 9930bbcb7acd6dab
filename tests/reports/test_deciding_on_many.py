"""Many at once: each at the version that was previewed; what moved meanwhile is left out and said."""

import json
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi.errors import LuoshiError
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.reports.actions.answering import Written, save_draft, submit, withdraw
from luoshi_web.reports.models import Phrasing, ReportState
from luoshi_web.supervision.deciding import Doing, decide, planned
from luoshi_web.supervision.phrasing import phrase, standing
from luoshi_web.supervision.reviewing import accept
from luoshi_web.trail.models import Entry
from tests.reports.town import Town, on

DONE = "截至9月底，新增学位240个。"


@pytest.fixture
def handed_in(town: Town) -> Town:
    town.opened()
    town.submitted("2", DONE, town.wang)
    town.submitted("3", "新增绿化面积19.2万方。", town.zhu)
    return town


def test_the_preview_says_which_can_be_done_and_which_cannot_and_why(handed_in: Town) -> None:
    cycle = handed_in.report("2").cycle
    told = [(one.report.task.key, one.version, str(one.problem)) for one in planned(cycle, ["2", "4"], Doing.ACCEPT)]
    assert told == [("2", 1, "None"), ("4", 0, "待填的填报不能“通过”。")]


def test_what_moved_meanwhile_is_left_out_and_the_others_go_through_each_with_its_own_entry(handed_in: Town) -> None:
    seen = {"2": 1, "3": 1}
    withdraw(handed_in.report("2"), by=handed_in.wang, at=on(10, 12))

    outcome = decide(handed_in.report("2").cycle, seen, Doing.ACCEPT, by=handed_in.li, at=on(11))

    assert [one.task.key for one in outcome.done] == ["3"]
    assert [one.task.key for one, _ in outcome.left] == ["2"]
    assert (handed_in.report("2").state, handed_in.report("3").state) == (ReportState.DRAFT, ReportState.ACCEPTED)
    assert Entry.objects.filter(act="report.accept").count() == 1


def test_a_newer_version_than_the_one_previewed_is_not_accepted(handed_in: Town) -> None:
    withdraw(handed_in.report("2"), by=handed_in.wang, at=on(10, 12))
    report = handed_in.report("2")
    draft = save_draft(report, Written("新增学位250个。"), seen=report.draft.number, by=handed_in.wang, at=on(10, 14))
    submit(handed_in.report("2"), seen=draft.number, by=handed_in.wang, at=on(10, 14))

    outcome = decide(report.cycle, {"2": 1}, Doing.ACCEPT, by=handed_in.li, at=on(11))

    assert [isinstance(why, MovedMeanwhile) for _, why in outcome.left] == [True]
    assert handed_in.report("2").state == ReportState.SUBMITTED


def test_many_are_returned_with_one_reason_and_one_deadline(handed_in: Town) -> None:
    cycle = handed_in.report("2").cycle
    with pytest.raises(LuoshiError, match="“退回”要写明原因"):
        decide(cycle, {"2": 1}, Doing.RETURN, by=handed_in.li, at=on(11))
    decide(cycle, {"2": 1, "3": 1}, Doing.RETURN, reason="请说明时期", by=handed_in.li, at=on(11))
    told = {(r.state, r.reason, r.due_at) for r in (handed_in.report("2"), handed_in.report("3"))}
    assert told == {(ReportState.RETURNED, "请说明时期", on(15, 18))}


def test_an_accepted_many_are_judged_once_where_the_pages_speak_of_the_cycle(handed_in: Town) -> None:
    cycle = handed_in.report("2").cycle
    cycle.shown, cycle.published_at = True, on(10)
    cycle.save()
    with CaptureQueriesContext(connection) as said:
        decide(cycle, {"2": 1, "3": 1}, Doing.ACCEPT, by=handed_in.li, at=on(11))
    judged = [
        q
        for q in said.captured_queries
        if q["sql"].startswith('INSERT OR IGNORE INTO "supervision_assessment"')
        or q["sql"].startswith('INSERT INTO "supervision_assessment"')
    ]
    assert len(judged) == 1


def test_the_phrasing_stands_beside_the_statement_and_an_empty_one_takes_it_back(handed_in: Town) -> None:
    version = handed_in.report("2").current
    assert version is not None
    phrase(version, "前三季度新增学位240个。", by=handed_in.li, at=on(11), seen=0)
    with pytest.raises(MovedMeanwhile):
        phrase(version, "别的写法", by=handed_in.liang, at=on(11), seen=0)
    assert standing(version) == "前三季度新增学位240个。"
    phrase(version, "", by=handed_in.li, at=on(12), seen=1)

    assert standing(version) == ""
    version.refresh_from_db()
    assert version.statement == DONE
    assert list(Phrasing.objects.order_by("number").values_list("number", "text")) == [
        (1, "前三季度新增学位240个。"), (2, ""),
    ]  # fmt: skip
    told = [json.loads(one.details.text) for one in Entry.objects.filter(act="report.phrased").order_by("seq")]
    said = [(one["before"], one["text"]) for one in told]
    assert said == [("", "前三季度新增学位240个。"), ("前三季度新增学位240个。", "")], (
        "what it said stands in the trail"
    )


def test_what_is_phrased_as_it_stands_is_not_phrased_again(handed_in: Town) -> None:
    cycle = handed_in.report("2").cycle
    for _ in range(2):
        decide(cycle, {"2": 1, "4": 0}, Doing.PHRASE, by=handed_in.li, at=on(11))
    assert [(row.text, row.version.report.task.key) for row in Phrasing.objects.all()] == [(DONE, "2")]


def test_a_version_that_was_returned_cannot_be_phrased(handed_in: Town) -> None:
    version = handed_in.report("2").current
    withdraw(handed_in.report("2"), by=handed_in.wang, at=on(10, 12))
    assert version is not None
    with pytest.raises(MovedMeanwhile):
        phrase(version, "新写法", by=handed_in.li, at=on(11))


def test_an_accepted_report_can_still_be_phrased(handed_in: Town) -> None:
    accept(handed_in.report("2"), by=handed_in.li, at=on(11))
    version = handed_in.report("2").accepted
    assert version is not None
    assert phrase(version, "口径", by=handed_in.li, at=on(12)) is not None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_are_accepted_in_the_moment_in_which_their_units_withdraw(handed_in: Town) -> None:
    handed_in.submitted("4", "已巡查200次。", handed_in.zhu)
    cycle, start, troubles = handed_in.report("2").cycle, Barrier(4), []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except LuoshiError:
            pass  # the other was faster
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    seen = {"2": 1, "3": 1, "4": 1}
    acts: list[Callable[[], object]] = [lambda: decide(cycle, seen, Doing.ACCEPT, by=handed_in.li, at=on(11))]
    for key in seen:
        report = handed_in.report(key)
        acts.append(lambda report=report: withdraw(report, by=handed_in.wang, at=on(11)))
    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    states = [handed_in.report(key).state for key in seen]
    assert not troubles
    assert set(states) <= {ReportState.ACCEPTED, ReportState.DRAFT}
    assert Entry.objects.filter(act="report.accept").count() == states.count(ReportState.ACCEPTED)
    assert Entry.objects.filter(act="report.withdraw").count() == states.count(ReportState.DRAFT)

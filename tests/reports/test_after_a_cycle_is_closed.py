"""After a cycle was closed: what was accepted is corrected, what came back or was never handed in is let in again."""

from datetime import datetime, timedelta

import pytest

from luoshi_web.reports.actions.answering import Written, correct, save_draft, submit
from luoshi_web.reports.actions.opening import unlock
from luoshi_web.reports.models import ReportState
from luoshi_web.reports.queries.worklists import owed_by, to_review
from luoshi_web.reports.steps import NotOpen
from luoshi_web.supervision.closing import close_cycle
from luoshi_web.supervision.queries import judged_plan
from luoshi_web.supervision.reviewing import accept, reopen
from tests.desk.desk import CYCLE, Desk
from tests.reports.town import Town, on

CLOSED = on(16)


@pytest.fixture
def closed(town: Town) -> Town:
    """One report is accepted, one lies unreviewed, the others were never handed in; then the cycle is closed."""
    cycle = town.opened()
    town.submitted("2", "截至9月底，新增学位240个。", town.wang)
    accept(town.report("2"), by=town.li, at=on(11))
    close_cycle(cycle, by=town.li, at=CLOSED)
    return town


def written(town: Town, key: str, statement: str, at: datetime) -> None:
    draft = getattr(town.report(key), "draft", None)
    saved = save_draft(town.report(key), Written(statement), seen=draft.number if draft else 0, by=town.wang, at=at)
    submit(town.report(key), seen=saved.number, by=town.wang, at=at)


def test_what_was_not_handed_in_is_locked_and_owed_by_nobody(closed: Town) -> None:
    with pytest.raises(NotOpen):
        written(closed, "3", "新增绿化面积20万方。", CLOSED + timedelta(hours=1))
    assert not owed_by([closed.unit("住建局")]).exists()


def test_an_unlock_lets_a_unit_report_late_and_the_others_stay_locked(closed: Town) -> None:
    cycle = closed.report("3").cycle
    unlock(cycle, on(20), unit=closed.unit("住建局"), reason="补报", by=closed.li, at=on(17))

    assert [row.task.key for row in owed_by([closed.unit("住建局"), closed.unit("发改局")])] == ["3", "4"]
    written(closed, "3", "截至9月底，新增绿化面积20万方。", on(18))

    report = closed.report("3")
    assert (report.state, report.on_time) == (ReportState.SUBMITTED, False)
    with pytest.raises(NotOpen):
        written(closed, "1", "1-9月，地区生产总值增长5.6%。", on(18))
    with pytest.raises(NotOpen):
        written(closed, "4", "已巡查。", on(21))


def test_what_is_reopened_is_owed_again_until_its_own_deadline_and_judged_when_it_is_accepted(closed: Town) -> None:
    due = reopen(closed.report("2"), "请核对学位数。", by=closed.li, at=on(17))

    assert [row.due_at for row in owed_by([closed.unit("教育局")])] == [due]
    written(closed, "2", "截至9月底，新增学位230个。", on(18))
    accept(closed.report("2"), by=closed.li, at=on(19))

    task = next(task for task in judged_plan(closed.plan, lights=True).plan.tasks if task.key == "2")
    assert task.statement == "截至9月底，新增学位230个。"
    assert task.assessment is not None
    assert "230 / 300" in task.assessment.sentence


def test_a_correction_after_closing_waits_on_the_offices_desk(closed: Town) -> None:
    correct(closed.report("2"), Written("截至9月底，新增学位230个。"), reason="多算了10个", by=closed.wang, at=on(18))

    page = Desk(closed.li).open("/desk/")
    assert "1项等审核" in page.text
    assert [row.task.key for row in to_review(closed.report("2").cycle)] == ["2"]


def test_the_page_of_a_closed_cycle_unlocks_and_neither_extends_nor_closes(closed: Town) -> None:
    page = Desk(closed.li).open(CYCLE)
    assert [one.get("value") for one in page.tree.cssselect("main form button[name=do]")] == ["unlock"]

    answer = Desk(closed.li).send(CYCLE, do="unlock", until="2099-01-01T18:00", reason="补报")
    assert answer.status == 302
    assert len(owed_by([closed.unit("住建局")])) == 2

"""A cycle while it runs: tasks come and go, a unit is merged, a deadline moves; nothing that was written is lost."""

import pytest

from luoshi.errors import LuoshiError
from luoshi_web.reports.actions.answering import Written, save_draft
from luoshi_web.reports.actions.contributing import save as save_contribution
from luoshi_web.reports.actions.handover import hand_over
from luoshi_web.reports.actions.opening import extend, lock
from luoshi_web.reports.actions.running import ask_also, release
from luoshi_web.reports.models import Contribution, ReportState
from luoshi_web.reports.queries import worklists
from luoshi_web.reports.queries.moves import moves_of
from luoshi_web.supervision.reviewing import accept
from luoshi_web.trail.models import Entry
from tests.reports.town import DEADLINE, Town, on

DONE = "截至9月底，新增学位240个。"


def acts(town: Town) -> list[str]:
    return list(Entry.objects.filter(chain=town.place.pk).order_by("seq").values_list("act", flat=True))


def test_a_task_is_taken_out_and_asked_for_again_with_what_was_written(town: Town) -> None:
    cycle = town.opened()
    save_draft(town.report("2"), Written(DONE), seen=0, by=town.wang, at=on(10))

    done, left = release([town.report("2")], reason="合并考核", by=town.li, at=on(11))

    assert ([one.task.key for one in done], left, town.report("2").state) == (["2"], [], ReportState.NOT_DUE)
    assert worklists.rates_of(cycle, on(11)).asked == 3
    assert not list(worklists.asked_by_others([town.unit("财政局")]))

    ask_also(cycle, ["2"], reason="还是要报", by=town.li, at=on(12))
    report = town.report("2")
    assert (report.state, report.due_at, report.draft.statement) == (ReportState.DUE, DEADLINE, DONE)
    assert len(list(worklists.asked_by_others([town.unit("财政局")]))) == 1
    assert acts(town)[-2:] == ["report.release", "report.ask"]


def test_what_was_handed_in_is_decided_first_and_the_others_are_taken_out(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)

    done, left = release([town.report("2"), town.report("3")], reason="不报了", by=town.li, at=on(11))

    assert [one.task.key for one in done] == ["3"]
    assert [(one.task.key, "请先审核这一版" in str(why)) for one, why in left] == [("2", True)]


def test_a_task_that_was_left_out_is_added_and_is_due_with_the_cycle_or_later_where_that_has_passed(town: Town) -> None:
    cycle = town.opened(tasks=["2"], closes_at=DEADLINE)

    ask_also(cycle, ["3"], reason="补上", by=town.li, at=on(10))
    assert (town.report("3").owner, town.report("3").due_at) == (town.unit("住建局"), DEADLINE)

    ask_also(cycle, ["4"], reason="补上", by=town.li, at=on(16))
    assert (town.report("4").due_at, town.report("4").closes_at) == (on(21, 18), on(21, 18))

    with pytest.raises(LuoshiError, match="已经在这一期里"):
        ask_also(cycle, ["4"], reason="补上", by=town.li, at=on(16))


@pytest.mark.parametrize("reason", ["", "  "])
def test_adding_and_taking_out_need_a_reason(town: Town, reason: str) -> None:
    cycle = town.opened(tasks=["2"])
    with pytest.raises(LuoshiError, match="要写明原因"):
        ask_also(cycle, ["3"], reason=reason, by=town.li, at=on(10))
    with pytest.raises(LuoshiError, match="要写明原因"):
        release([town.report("2")], reason=reason, by=town.li, at=on(10))


def test_a_unit_that_is_merged_gives_all_that_is_open_to_its_successor_and_deadlines_stay(town: Town) -> None:
    town.opened()
    save_draft(town.report("3"), Written("绿化写了一半"), seen=0, by=town.zhu, at=on(10))
    town.submitted("4", "已巡查200次。", town.zhu)
    accept(town.report("4"), by=town.li, at=on(11))

    handed = hand_over(town.unit("住建局"), town.unit("教育局"), reason="机构改革", by=town.li, at=on(11, 12))

    report = town.report("3")
    assert (handed.reports, report.owner, report.due_at) == (1, town.unit("教育局"), DEADLINE)
    assert (report.draft.statement, report.state) == ("绿化写了一半", ReportState.DRAFT)
    assert town.report("4").owner == town.unit("住建局")  # accepted: done under its own name
    assert acts(town)[-2:] == ["report.given", "unit.handed-over"]


def test_a_contribution_goes_along_and_falls_away_where_the_successor_owns_the_report(town: Town) -> None:
    town.opened()
    save_contribution(town.contribution("2", "财政局"), "已拨付。", seen=0, by=town.cai, at=on(10))

    hand_over(town.unit("财政局"), town.unit("教育局"), reason="机构改革", by=town.li, at=on(11))

    row = town.contribution("2", "财政局")  # 教育局 owns the report itself
    assert (row.state, row.statement) == (ReportState.NOT_DUE, "已拨付。")

    row.state = ReportState.DRAFT
    row.save()
    hand_over(town.unit("财政局"), town.unit("住建局"), reason="机构改革", by=town.li, at=on(12))
    assert town.contribution("2", "住建局").statement == "已拨付。"
    assert Contribution.objects.filter(report=town.report("2")).count() == 1


def test_whoever_looks_at_a_report_sees_how_its_deadline_moved_by_whom_and_why(town: Town) -> None:
    cycle = town.opened(closes_at=on(20, 18))
    extend(cycle, on(16, 18), unit=town.unit("住建局"), reason="台风", by=town.li, at=on(13))
    extend(cycle, on(17, 18), reason="系统检修", by=town.liang, at=on(14))

    told = [(one.was, one.until, one.by, one.reason) for one in moves_of(town.report("3"))]
    assert told == [(DEADLINE, on(16, 18), town.li, "台风"), (on(16, 18), on(17, 18), town.liang, "系统检修")]
    assert [(one.was, one.until) for one in moves_of(town.report("2"))] == [(DEADLINE, on(17, 18))]

    lock(cycle, unit=town.unit("教育局"), reason="已成文", by=town.li, at=on(15))
    assert [one.kind for one in moves_of(town.report("2"))] == ["extension", "lock"]
    assert [one.kind for one in moves_of(town.report("3"))] == ["extension", "extension"]

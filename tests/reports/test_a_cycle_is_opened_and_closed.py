"""Opening a cycle asks each owner once; closing it lets the plan's pages speak of it."""

import pytest

from luoshi.errors import LuoshiError
from luoshi_web.places.models import Unit
from luoshi_web.reports.actions.handover import give_ownership
from luoshi_web.reports.actions.opening import open_cycle
from luoshi_web.reports.models import Contribution, Cycle, CycleStatus, Report, ReportState
from luoshi_web.reports.queries import worklists
from luoshi_web.reports.queries.answers import latest_cycle
from luoshi_web.supervision.closing import close_cycle
from luoshi_web.supervision.models import Assessment
from luoshi_web.supervision.queries import judged_plan
from luoshi_web.supervision.reviewing import accept
from luoshi_web.trail.models import Entry
from tests.reports.town import AS_OF, DEADLINE, OPENED, Town, on


def test_the_lead_named_first_owns_the_one_report_and_the_other_leads_are_asked_to_add(town: Town) -> None:
    cycle = town.opened()

    asked = list(Report.objects.filter(cycle=cycle).order_by("task__pk").values_list("owner__name", "state"))
    assert asked == [("发改局", "due"), ("教育局", "due"), ("住建局", "due"), ("住建局", "due")]
    added = Contribution.objects.get(report__cycle=cycle)
    assert (added.unit.name, added.report.owner.name, added.state) == ("财政局", "教育局", "due")
    assert added.due_at == on(13, 18)  # two working days before 15 October
    assert town.report("2").due_at == DEADLINE


def test_opening_is_recorded_and_is_done_once(town: Town) -> None:
    town.opened()

    assert Entry.objects.filter(chain=town.place.pk).order_by("seq").last().act == "cycle.opened"  # type: ignore[union-attr]
    with pytest.raises(LuoshiError, match="已经发起过了"):
        town.opened()


@pytest.mark.parametrize(
    ("dates", "said"),
    [({"deadline": OPENED}, "截止时间要晚于开始时间"), ({"closes_at": OPENED}, "锁定时间不能早于截止时间")],
)
def test_dates_that_do_not_follow_each_other_are_refused(town: Town, dates: dict[str, object], said: str) -> None:
    with pytest.raises(LuoshiError, match=said):
        town.opened(**dates)
    assert not Cycle.objects.filter(as_of=AS_OF).exists()


def test_only_some_tasks_can_be_asked_for(town: Town) -> None:
    cycle = town.opened(tasks=["2", "4"])

    assert set(cycle.reports.values_list("task__key", flat=True)) == {"2", "4"}


def test_the_cycle_of_an_imported_table_is_filled_from_its_statements(town: Town) -> None:
    first = town.plan.cycles.get()
    opened = open_cycle(town.plan, first.as_of, deadline=DEADLINE, by=town.li, at=OPENED)

    assert (opened.cycle.pk, opened.asked, opened.filled) == (first.pk, 4, 4)
    assert set(opened.cycle.reports.values_list("state", flat=True)) == {"accepted"}
    assert opened.cycle.shown


def test_or_its_units_confirm_what_the_table_says(town: Town) -> None:
    first = town.plan.cycles.get()
    open_cycle(town.plan, first.as_of, deadline=DEADLINE, fill=False, by=town.li, at=OPENED)

    report = Report.objects.get(cycle=first, task__key="2")
    assert (report.state, report.draft.statement) == (ReportState.DRAFT, "新增学位120个。")
    assert report.accepted is not None  # it holds until the unit has said otherwise


def test_while_it_is_collected_the_pages_speak_of_the_cycle_before(town: Town) -> None:
    town.opened()
    town.submitted("2", "截至9月底新增学位240个。", town.wang)
    accept(town.report("2"), by=town.li, at=on(11))

    shown = judged_plan(town.plan, lights=True).plan
    assert next(task for task in shown.tasks if task.key == "2").statement == "新增学位120个。"


def test_after_it_is_closed_the_pages_speak_of_it_and_what_was_not_reported_is_grey(town: Town) -> None:
    cycle = town.opened()
    town.submitted("2", "截至9月底新增学位240个。", town.wang)
    accept(town.report("2"), by=town.li, at=on(11))

    assert close_cycle(cycle, by=town.li, at=on(16)) == {"accepted": 1, "due": 3}

    assert latest_cycle(town.plan) == cycle
    tasks = {task.key: task for task in judged_plan(town.plan, lights=True).plan.tasks}
    assert tasks["2"].statement == "截至9月底新增学位240个。"
    assert tasks["2"].assessment is not None
    assert "240" in tasks["2"].assessment.sentence
    assert tasks["3"].statement == ""
    assert tasks["3"].assessment is not None
    assert (tasks["3"].assessment.state, tasks["3"].assessment.light) == ("not_reported", "grey")
    assert Assessment.objects.filter(cycle=cycle).exists()
    assert Cycle.objects.get(pk=cycle.pk).status == CycleStatus.CLOSED


def test_a_report_is_given_to_another_unit_here_and_in_later_cycles(town: Town) -> None:
    cycle = town.opened()
    give_ownership(town.report("2"), town.unit("财政局"), reason="机构调整", by=town.li, at=on(10))

    assert town.report("2").owner == town.unit("财政局")
    assert [row.unit.name for row in town.report("2").contributions.select_related("unit")] == ["教育局"]
    close_cycle(cycle, by=town.li, at=on(16))
    later = open_cycle(
        town.plan, AS_OF.replace(month=10, day=31), deadline=on(14, month=11), by=town.li, at=on(3, month=11)
    )
    assert Report.objects.get(cycle=later.cycle, task__key="2").owner == town.unit("财政局")
    entry = Entry.objects.get(act="report.given")
    assert entry.replaced == f'{{"unit":{town.unit("教育局").pk}}}'


def test_it_is_given_with_a_reason_to_a_unit_of_the_same_place_only(town: Town) -> None:
    town.opened()
    stranger = Unit.objects.create(jurisdiction=town.people["zhou"].memberships.get().jurisdiction, name="外局")
    for unit, reason, said in ((town.unit("财政局"), " ", "写明原因"), (stranger, "因为", "不在这个地区")):
        with pytest.raises(LuoshiError, match=said):
            give_ownership(town.report("2"), unit, reason=reason, by=town.li, at=on(10))
    assert town.report("2").owner == town.unit("教育局")


def test_a_task_without_a_lead_is_asked_of_nobody_and_said(town: Town) -> None:
    town.plan.in_force.wordings.get(task__key="4").duties.all().delete()  # type: ignore[union-attr]

    opened = open_cycle(town.plan, AS_OF, deadline=DEADLINE, by=town.li, at=OPENED)

    assert opened.ownerless == ("4",)
    assert [one.unit for one in worklists.board_of(opened.cycle, on(10)) if one.unit is None] == [None]

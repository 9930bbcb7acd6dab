"""A new revision in mid-cycle: the running cycle is held against it, and follows it where the office says so."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Plan
from luoshi_web.reports.actions.handover import give_ownership
from luoshi_web.reports.actions.opening import open_cycle
from luoshi_web.reports.actions.running import follow
from luoshi_web.reports.models import Cycle, Report, ReportState
from luoshi_web.reports.queries.drift import drift_of
from tests.revisions.conftest import river
from tests.revisions.river import SECOND, River, table

__all__ = ["river"]
AS_OF = date(2025, 9, 30)


@pytest.fixture
def cycle(river: River) -> Cycle:
    plan = Plan.objects.get(jurisdiction=river.place)
    return open_cycle(plan, AS_OF, deadline=timezone.now() + timedelta(days=5), by=river.li).cycle


def report(cycle: Cycle, key: str) -> Report:
    return cycle.reports.select_related("owner").get(task__key=key)


def test_a_cycle_that_says_what_the_table_says_has_nothing_to_follow(cycle: Cycle) -> None:
    assert not drift_of(cycle)


def test_leads_tasks_gone_and_tasks_come_are_named_and_followed_by_one_press(river: River, cycle: Cycle) -> None:
    river.revise(table(*SECOND))
    drift = drift_of(cycle)

    assert [(one.report.owner.name, one.unit.name) for one in drift.changed] == [("经信局", "发改局")]
    assert [one.task.key for one in drift.dropped] == ["3"]
    assert [one.text for one in drift.added] == ["开通社区微公交线路3条。"]
    assert (drift.revision, report(cycle, "1").owner.name) == (2, "经信局")  # nothing by itself

    keys = ["1", "3", drift.added[0].task.key]
    done, left = follow(cycle, keys, by=river.li)

    assert (done, left) == (3, [])
    assert (report(cycle, "1").owner.name, report(cycle, "1").owner_given) == ("发改局", False)
    assert report(cycle, "3").state == ReportState.NOT_DUE
    assert report(cycle, keys[2]).owner.name == "交通局"
    assert not drift_of(cycle)


def test_what_the_office_gave_to_a_unit_itself_stays_with_it(river: River, cycle: Cycle) -> None:
    given = report(cycle, "1")
    own = Unit.objects.get(jurisdiction=given.cycle.plan.jurisdiction, name="司法局")
    give_ownership(given, own, reason="专班", by=river.li)
    river.revise(table(*SECOND))

    assert drift_of(cycle).changed == []


def test_what_was_left_out_on_purpose_is_not_taken_for_new(river: River) -> None:
    plan = Plan.objects.get(jurisdiction=river.place)
    chosen = open_cycle(plan, AS_OF, deadline=timezone.now() + timedelta(days=5), tasks=["1"], by=river.li).cycle
    river.revise(table(*SECOND))

    assert [one.text for one in drift_of(chosen).added] == ["开通社区微公交线路3条。"]

"""Contributions: other leads and cooperating units add their part; the owner takes it in."""

import pytest

from luoshi.errors import LuoshiError
from luoshi.report import StepRefused
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.places.models import GroupMembership, Unit
from luoshi_web.reports.actions import contributing
from luoshi_web.reports.models import ReportState
from luoshi_web.reports.queries import worklists
from luoshi_web.trail.models import Entry
from tests.reports.town import Town, on


def given(town: Town, statement: str = "已拨付三季度资金。") -> None:
    contributing.save(town.contribution("2", "财政局"), statement, seen=0, by=town.cai, at=on(10))
    contributing.submit(town.contribution("2", "财政局"), seen=1, by=town.cai, at=on(10, 11))


def test_another_lead_adds_its_part_and_the_owner_takes_it_in(town: Town) -> None:
    town.opened()
    assert [row.unit.name for row in worklists.asked_by_others([town.unit("财政局")])] == ["财政局"]
    given(town)
    contributing.take_in(town.contribution("2", "财政局"), by=town.wang, at=on(10, 12))

    row = town.contribution("2", "财政局")
    assert (row.state, row.current.statement) == (ReportState.ACCEPTED, "已拨付三季度资金。")  # type: ignore[union-attr]
    assert list(worklists.asked_by_others([town.unit("财政局")])) == []
    assert Entry.objects.filter(act="contribution.accept", who=town.wang.pk).exists()


def test_the_owner_sends_it_back_with_a_reason_and_it_is_given_anew(town: Town) -> None:
    town.opened()
    given(town)
    with pytest.raises(LuoshiError, match="要写明原因"):
        contributing.send_back(town.contribution("2", "财政局"), "", by=town.wang, at=on(10, 12))
    contributing.send_back(town.contribution("2", "财政局"), "请写金额", by=town.wang, at=on(10, 12))
    assert town.contribution("2", "财政局").reason == "请写金额"

    contributing.save(town.contribution("2", "财政局"), "拨付三季度资金800万元。", seen=2, by=town.cai, at=on(11))
    version = contributing.submit(town.contribution("2", "财政局"), seen=3, by=town.cai, at=on(11))
    assert (version.number, town.contribution("2", "财政局").versions.count()) == (2, 2)


def test_a_cooperating_unit_is_asked_only_when_the_owner_asks_and_once(town: Town) -> None:
    town.opened()
    assert not town.report("3").contributions.exists()
    contributing.ask(town.report("3"), town.unit("财政局"), question="资金到位多少", by=town.zhu, at=on(10))
    contributing.ask(town.report("3"), town.unit("财政局"), by=town.zhu, at=on(10))

    assert town.report("3").contributions.get().question == "资金到位多少"
    with pytest.raises(LuoshiError, match="只能请别的单位配合"):
        contributing.ask(town.report("3"), town.unit("住建局"), by=town.zhu, at=on(10))


def test_a_group_is_asked_member_by_member_as_of_that_day(town: Town) -> None:
    town.opened()
    streets = town.unit("各街道")
    names = ("东街道", "西街道", "旧街道")
    members = [Unit.objects.create(jurisdiction=town.place, name=name) for name in names]
    for member, until in zip(members, (None, None, "2025-01-01"), strict=True):
        GroupMembership.objects.create(jurisdiction=town.place, group=streets, member=member, valid_to=until)

    asked = contributing.ask(town.report("2"), streets, by=town.wang, at=on(10))

    assert [row.unit.name for row in asked] == ["东街道", "西街道"]


def test_two_at_once_nothing_is_overwritten(town: Town) -> None:
    town.opened()
    contributing.save(town.contribution("2", "财政局"), "一", seen=0, by=town.cai, at=on(10))
    with pytest.raises(MovedMeanwhile):
        contributing.save(town.contribution("2", "财政局"), "二", seen=0, by=town.cai, at=on(10))


def test_what_was_submitted_is_not_written_over_and_what_is_empty_is_not_submitted(town: Town) -> None:
    town.opened()
    contributing.save(town.contribution("2", "财政局"), " ", seen=0, by=town.cai, at=on(10))
    with pytest.raises(LuoshiError, match="还没有写"):
        contributing.submit(town.contribution("2", "财政局"), seen=1, by=town.cai, at=on(10))
    contributing.save(town.contribution("2", "财政局"), "好了", seen=1, by=town.cai, at=on(10))
    contributing.submit(town.contribution("2", "财政局"), seen=2, by=town.cai, at=on(10))
    with pytest.raises(StepRefused):
        contributing.save(town.contribution("2", "财政局"), "改", seen=3, by=town.cai, at=on(10))
    contributing.withdraw(town.contribution("2", "财政局"), by=town.cai, at=on(10))
    assert town.contribution("2", "财政局").state == ReportState.DRAFT

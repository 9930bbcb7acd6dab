"""The server's clock may be set to any zone: days and hours are the office's own, and a moment is one moment."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.utils import timezone as site

from luoshi.workdays import SHANGHAI
from luoshi_web.reports.actions.opening import extend
from luoshi_web.reports.models import ReportState
from luoshi_web.reports.queries import worklists
from luoshi_web.reports.steps import NotOpen, said
from luoshi_web.supervision import reviewing
from tests.reports.town import DEADLINE, Town, on

ZONES = [UTC, timezone(timedelta(hours=-8), "west"), timezone(timedelta(hours=14), "east"), SHANGHAI]
DONE = "截至9月底，新增学位240个。"


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_the_second_of_the_deadline_is_the_same_second_everywhere(town: Town, zone: timezone) -> None:
    town.opened(deadline=DEADLINE.astimezone(zone))
    town.submitted("2", DONE, town.wang, DEADLINE.astimezone(zone))
    town.submitted("4", "已完成。", town.zhu, (DEADLINE + timedelta(seconds=1)).astimezone(zone))

    assert (town.report("2").on_time, town.report("4").on_time) == (True, False)


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_what_is_closed_is_closed_everywhere_and_says_the_hour_of_the_office(town: Town, zone: timezone) -> None:
    town.opened(closes_at=on(16, 18))
    with pytest.raises(NotOpen, match="10月16日18:00已锁定"):
        town.submitted("2", DONE, town.wang, (on(16, 18) + timedelta(seconds=1)).astimezone(zone))


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_working_days_begin_at_the_offices_midnight(town: Town, zone: timezone) -> None:
    """Friday 7:30 in the office is Thursday in London; three days later is Tuesday, since Saturday is worked."""
    town.opened(deadline=on(13, 18))  # what is returned is due no earlier than its cycle
    town.submitted("2", DONE, town.wang)
    friday = datetime(2025, 10, 10, 7, 30, tzinfo=SHANGHAI)
    assert friday.astimezone(UTC).day == 9

    due = reviewing.return_with_reason(town.report("2"), "请补数", by=town.li, at=friday.astimezone(zone))

    assert (due, said(due)) == (on(14, 18), "10月14日18:00")


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_what_waits_too_long_is_the_same_whatever_the_clock_says(town: Town, zone: timezone) -> None:
    cycle = town.opened()
    town.submitted("2", DONE, town.wang, on(11, 7))
    wednesday = on(15, 7, 30)

    assert worklists.waiting_too_long(cycle, wednesday.astimezone(zone)).count() == 1
    assert worklists.waiting_too_long(cycle, (wednesday - timedelta(hours=1)).astimezone(zone)).count() == 0


def test_a_deadline_that_was_stored_stands_when_the_site_moves_to_another_zone(town: Town) -> None:
    cycle = town.opened()
    with site.override("America/New_York"):
        extend(cycle, on(20, 18), unit=town.unit("教育局"), reason="台风", by=town.li, at=on(12))
        assert town.report("2").due_at == on(20, 18)
    assert town.report("4").due_at == DEADLINE
    assert town.report("4").state == ReportState.DUE

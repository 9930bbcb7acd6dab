"""Extensions, locks and unlocks: of one unit or of all, with a reason, recorded; what governs is what is stored."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from luoshi.errors import LuoshiError
from luoshi_web.calendars.actions import load_holidays
from luoshi_web.calendars.models import HolidayArrangement
from luoshi_web.reports.actions.answering import Written, save_draft
from luoshi_web.reports.actions.opening import extend, lock, unlock
from luoshi_web.reports.models import Cycle, Exemption
from luoshi_web.reports.steps import NotOpen
from luoshi_web.supervision.reviewing import return_with_reason
from luoshi_web.trail.models import Entry
from tests.reports.town import AS_OF, DEADLINE, Town, on

DONE = "截至9月底，新增学位240个。"


def test_one_unit_gets_more_time_and_the_others_do_not(town: Town) -> None:
    cycle = town.opened(closes_at=on(15, 18))
    assert extend(cycle, on(17, 18), unit=town.unit("住建局"), reason="台风", by=town.li, at=on(14)) == 2

    assert (town.report("3").due_at, town.report("3").closes_at) == (on(17, 18), on(17, 18))
    assert (town.report("2").due_at, Cycle.objects.get(pk=cycle.pk).deadline) == (DEADLINE, DEADLINE)
    made = Exemption.objects.get()
    assert (made.kind, made.unit, made.until, made.reason) == ("extension", town.unit("住建局"), on(17, 18), "台风")
    assert "台风" in Entry.objects.get(act="cycle.extension").details.text


def test_all_get_more_time_and_what_was_handed_in_is_left_alone(town: Town) -> None:
    cycle = town.opened(closes_at=on(15, 18))
    town.submitted("2", DONE, town.wang)
    extend(cycle, on(17, 18), reason="台风", by=town.li, at=on(14))

    stored = Cycle.objects.get(pk=cycle.pk)
    assert (stored.deadline, stored.closes_at) == (on(17, 18), on(17, 18))
    assert (town.report("2").due_at, town.report("3").due_at) == (DEADLINE, on(17, 18))


def test_nothing_is_brought_forward(town: Town) -> None:
    cycle = town.opened()
    town.submitted("2", DONE, town.wang)
    own = return_with_reason(town.report("2"), "补数", by=town.li, at=on(15))
    extend(cycle, on(17, 18), reason="台风", by=town.li, at=on(15))

    assert town.report("2").due_at == own == on(20, 18)


def test_a_unit_is_locked_and_unlocked_and_late_stays_late(town: Town) -> None:
    cycle = town.opened()
    lock(cycle, unit=town.unit("教育局"), reason="已成文", by=town.li, at=on(16))
    with pytest.raises(NotOpen, match="已锁定。要补报，请督查室解锁"):
        save_draft(town.report("2"), Written(DONE), seen=0, by=town.wang, at=on(16))
    unlock(cycle, on(18, 18), unit=town.unit("教育局"), reason="补报", by=town.li, at=on(16, 11))
    town.submitted("2", DONE, town.wang, at=on(17))

    assert (town.report("2").on_time, town.report("2").due_at) == (False, DEADLINE)
    assert [one.kind for one in Exemption.objects.all()] == ["lock", "unlock"]


@pytest.mark.parametrize(("reason", "day", "said"), [(" ", 17, "要写明原因"), ("台风", 13, "已经过了")])
def test_an_exception_needs_a_reason_and_a_moment_ahead(town: Town, reason: str, day: int, said: str) -> None:
    cycle = town.opened()
    with pytest.raises(LuoshiError, match=said):
        extend(cycle, on(day), reason=reason, by=town.li, at=on(14))
    assert not Exemption.objects.exists()


def test_holidays_that_are_loaded_count_from_now_on_and_stored_deadlines_stay(town: Town, tmp_path: Path) -> None:
    town.opened()
    days = tmp_path / "2025.csv"
    days.write_text("2025-10-16,休\n2025-10-17,休\n", encoding="utf-8")
    out = StringIO()
    call_command("loadholidays", "river", "2025", str(days), stdout=out)

    assert "江城2025年的放假安排已装入。" in out.getvalue()
    assert town.report("2").due_at == DEADLINE
    town.submitted("2", DONE, town.wang)
    # the arrangement replaces the whole year's, so 16 and 17 October are off
    assert return_with_reason(town.report("2"), "补数", by=town.li, at=on(15)) == on(22, 18)
    assert Entry.objects.filter(act="holidays.loaded").count() == 1


def test_holidays_that_cannot_be_read_name_the_line(town: Town) -> None:
    with pytest.raises(LuoshiError, match="第1行"):
        load_holidays(town.place, 2027, "元旦", by=town.li)
    assert not HolidayArrangement.objects.exists()
    error = StringIO()
    with pytest.raises(SystemExit):
        call_command("loadholidays", "river", "2027", "/nowhere.csv", stderr=error)
    assert "打不开" in error.getvalue()


def test_a_deadline_is_stored_and_nothing_moves_it_by_itself(town: Town) -> None:
    cycle = town.opened()
    load_holidays(town.place, 2025, "2025-10-14,休", by=town.li)

    assert Cycle.objects.get(plan=town.plan, as_of=AS_OF).deadline == DEADLINE == cycle.deadline

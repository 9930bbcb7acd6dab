"""A role changes hands on a day, or is lent for some: open duties move, what was done stays whose it was."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi.report import Step
from luoshi_web.people.appointing import ChangedMeanwhile, end_role, give_role, hand_over, set_deputy
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.reports.actions.answering import Written, open_report, save_draft
from luoshi_web.reports.models import Draft, Report
from luoshi_web.reports.queries.access import report_to_answer, units_of
from luoshi_web.reports.queries.worklists import handed_in_by, owed_by
from luoshi_web.trail.models import Entry
from tests.reports.conftest import town as town
from tests.reports.town import AS_OF, Town

DAY = timedelta(days=1)


def today() -> date:
    return timezone.localdate()


def owes(user: User) -> list[str]:
    return [report.task.key for report in owed_by(units_of(user))]


@pytest.fixture
def chen(town: Town) -> User:
    return User.objects.create_user("chen", name="陈晨")


@pytest.fixture
def held(town: Town) -> Membership:
    return Membership.objects.get(user=town.wang)


def test_from_the_day_on_the_new_person_has_the_list_and_the_former_has_none(
    town: Town,
    chen: User,
    held: Membership,
) -> None:
    town.opened()
    hand_over(held, chen, today(), by=town.li)

    assert owes(chen) == ["2"]
    assert owes(town.wang) == []
    report_to_answer(chen, town.place.slug, 2025, AS_OF, "2", Step.SAVE)


def test_a_hand_over_to_come_changes_nothing_today(town: Town, chen: User, held: Membership) -> None:
    town.opened()
    taken = hand_over(held, chen, today() + 3 * DAY, by=town.li)

    assert (owes(town.wang), owes(chen)) == (["2"], [])
    on_the_day = Membership.objects.current(today() + 3 * DAY)
    assert list(on_the_day.filter(unit=held.unit, role=Role.LIAISON, user__in=[town.wang, chen])) == [taken]


def test_what_the_former_person_opened_saved_and_submitted_stays_theirs(
    town: Town,
    chen: User,
    held: Membership,
) -> None:
    town.opened()
    open_report(town.report("2"))
    version = town.submitted("2", "新增学位240个。", town.wang)
    opened_at = Report.objects.get(pk=town.report("2").pk).opened_at
    acts = list(Entry.objects.filter(who=town.wang.pk).values_list("hash", flat=True))

    hand_over(held, chen, today(), by=town.li)

    version.refresh_from_db()
    assert version.written_by == town.wang
    assert town.report("2").opened_at == opened_at
    assert list(Entry.objects.filter(who=town.wang.pk).values_list("hash", flat=True)) == acts
    assert [report.task.key for report in handed_in_by(units_of(chen))] == ["2"]


def test_a_draft_goes_on_with_the_new_person(town: Town, chen: User, held: Membership) -> None:
    town.opened()
    first = save_draft(town.report("2"), Written("新增学位"), seen=0, by=town.wang)
    hand_over(held, chen, today(), by=town.li)
    assert Draft.objects.get().saved_by == town.wang

    save_draft(town.report("2"), Written("新增学位240个。"), seen=first.number, by=chen)
    assert Draft.objects.get().saved_by == chen


def test_a_hand_over_is_in_the_trail_with_the_day_and_both_persons(
    town: Town,
    chen: User,
    held: Membership,
) -> None:
    hand_over(held, chen, today(), by=town.li)
    last = Entry.objects.filter(chain=town.place.pk).order_by("seq").last()
    assert last is not None
    assert last.act == "role.handed_over"
    for said in (f'"to":{chen.pk}', f'"user":{town.wang.pk}', f'"from_day":"{today()}"'):
        assert said in last.objects_touched


def test_who_has_the_role_already_does_not_have_it_twice(
    town: Town,
    chen: User,
    held: Membership,
) -> None:
    give_role(chen, town.place, Role.LIAISON, held.unit, by=town.li)
    hand_over(held, chen, today(), by=town.li)
    assert Membership.objects.filter(user=chen).count() == 1
    assert give_role(chen, town.place, Role.LIAISON, held.unit, by=town.li) is None


def test_a_role_can_be_given_again_after_it_ended(town: Town, held: Membership) -> None:
    end_role(held, today(), by=town.li)
    assert give_role(town.wang, town.place, Role.LIAISON, held.unit, by=town.li) is not None
    assert units_of(town.wang).exists()


def test_a_deputy_may_on_the_days_only(town: Town, chen: User, held: Membership) -> None:
    town.opened()
    row = set_deputy(held, chen, today() - DAY, today(), by=town.li)

    assert owes(chen) == owes(town.wang) == ["2"]
    assert row.last_day == today()
    save_draft(town.report("2"), Written("新增学位240个。"), seen=0, by=chen)
    assert Draft.objects.get().saved_by == chen
    assert not Membership.objects.current(today() + DAY).filter(user=chen).exists()
    assert not Membership.objects.current(today() - 2 * DAY).filter(user=chen).exists()


def test_a_deputy_ends_with_the_role(town: Town, chen: User, held: Membership) -> None:
    set_deputy(held, chen, today(), today() + 9 * DAY, by=town.li)
    set_deputy(held, User.objects.create_user("later"), today() + 2 * DAY, today() + 9 * DAY, by=town.li)
    end_role(held, today(), by=town.li)
    assert not Membership.objects.not_over().filter(unit=held.unit, deputy_of=held).exists()


def test_two_who_end_the_same_role_are_told(town: Town, held: Membership) -> None:
    seen = Membership.objects.get(pk=held.pk)
    end_role(held, today() + DAY, by=town.li)
    with pytest.raises(ChangedMeanwhile):
        end_role(seen, today(), by=town.liang)
    with pytest.raises(ChangedMeanwhile):
        hand_over(seen, town.li, today(), by=town.liang)


def test_what_cannot_be_meant_gets_a_sentence(town: Town, chen: User, held: Membership) -> None:
    deputy = set_deputy(held, chen, today(), today() + DAY, by=town.li)
    wrong = [
        (lambda: end_role(held, today() - DAY, by=town.li), "不能早于今天"),
        (lambda: hand_over(held, town.wang, today(), by=town.li), "另一位"),
        (lambda: hand_over(deputy, town.li, today(), by=town.li), "代理不能交接"),
        (lambda: set_deputy(deputy, town.li, today(), today(), by=town.li), "代理不能再设代理"),
        (lambda: set_deputy(held, town.li, today() + DAY, today(), by=town.li), "从前到后"),
        (lambda: set_deputy(held, chen, today(), today(), by=town.li), "已经有这位代理"),
        (lambda: give_role(chen, town.place, Role.LIAISON, by=town.li), "要写明是哪个单位"),
    ]
    for act, said in wrong:
        with pytest.raises(LuoshiError, match=said):
            act()

"""A role holds on its days only, and every right goes through that: the office's, a unit's, a deputy's."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi_web.people.models import Membership, Role, User
from luoshi_web.people.rights import Right, concerning, may
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.plans.models import Plan
from luoshi_web.reports.queries.access import units_of

DAY = timedelta(days=1)


def today() -> date:
    return timezone.localdate()


@pytest.mark.parametrize(
    ("begins", "ends", "holds"),
    [(None, None, True), (0, None, True), (1, None, False), (None, 0, False), (None, 1, True), (-3, 0, False)],
)
def test_a_role_holds_from_its_first_day_up_to_its_end(
    lake: Jurisdiction, plan: Plan, begins: int | None, ends: int | None, holds: bool
) -> None:
    user = User.objects.create_user("wang")
    days = {
        "valid_from": None if begins is None else today() + begins * DAY,
        "valid_to": None if ends is None else today() + ends * DAY,
    }
    Membership.objects.create(user=user, jurisdiction=lake, role=Role.REVIEWER, **days)
    school = Unit.objects.get(jurisdiction=lake, name="教育局")
    Membership.objects.create(user=user, jurisdiction=lake, role=Role.LIAISON, unit=school, **days)

    assert may(user, Right.REVIEW, lake.pk) is holds
    assert Plan.objects.filter(concerning(user, Right.READ)).exists() is holds
    assert units_of(user).exists() is holds


def test_a_closed_account_is_in_no_list_of_who_works_here(lake: Jurisdiction, li: User) -> None:
    User.objects.filter(pk=li.pk).update(is_active=False)
    assert not Membership.objects.current().exists()


def test_the_database_refuses_a_role_that_ends_before_it_began_and_a_deputy_without_days(
    lake: Jurisdiction, li: User
) -> None:
    row = Membership.objects.get(user=li)
    for wrong in ({"valid_from": today(), "valid_to": today() - DAY}, {"deputy_of": row, "valid_from": today()}):
        user = User.objects.create_user(f"x{len(wrong)}{'deputy_of' in wrong}")
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(user=user, jurisdiction=lake, role=Role.REVIEWER, **wrong)

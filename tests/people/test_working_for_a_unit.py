"""Liaisons and heads of units: a role that belongs to a unit, and sees nothing else of the office."""

from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from luoshi.report import WHO
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.people.rights import RIGHTS, Right, may
from luoshi_web.places.models import Jurisdiction, Unit, UnitAlias
from luoshi_web.plans.models import Plan
from luoshi_web.trail.models import Entry


def added(*arguments: str) -> tuple[str, str]:
    out, error = StringIO(), StringIO()
    with suppress(SystemExit):
        call_command("adduser", *arguments, "--one-time", stdout=out, stderr=error)
    return out.getvalue(), error.getvalue()


def test_a_liaison_is_added_for_a_unit_by_any_name_of_it_and_that_is_recorded(lake: Jurisdiction, plan: Plan) -> None:
    unit = Unit.objects.get(jurisdiction=lake, name="教育局")
    UnitAlias.objects.create(jurisdiction=lake, unit=unit, name="区教育局")

    out, _ = added("wangmin", "--jurisdiction", "lake", "--role", "liaison", "--unit", "区教育局")

    assert "湖区：联络员" in out
    assert Membership.objects.get(user__username="wangmin").unit == unit
    last = Entry.objects.filter(chain=lake.pk).order_by("seq").last()
    assert last is not None
    assert (last.act, last.objects_touched) == (
        "role.given",
        f'{{"role":"liaison","unit":{unit.pk},"user":{User.objects.get(username="wangmin").pk}}}',
    )


@pytest.mark.parametrize(
    ("role", "unit", "said"),
    [
        ("liaison", (), "要写明是哪个单位的"),
        ("reviewer", ("--unit", "教育局"), "其他角色不写单位"),
        ("liaison", ("--unit", "没有这个局"), "没有“没有这个局”这个单位"),
    ],
)
def test_a_role_and_its_unit_go_together(plan: Plan, role: str, unit: tuple[str, ...], said: str) -> None:
    _, error = added("wangmin", "--jurisdiction", "lake", "--role", role, *unit)

    assert said in error
    assert not Membership.objects.exists()


def test_the_database_refuses_a_liaison_of_no_unit(lake: Jurisdiction) -> None:
    user = User.objects.create_user("x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, jurisdiction=lake, role=Role.LIAISON)


def test_a_liaison_may_answer_and_nothing_else(lake: Jurisdiction, plan: Plan, client) -> None:
    user = User.objects.create_user("wangmin")
    Membership.objects.create(
        user=user, jurisdiction=lake, role=Role.LIAISON, unit=Unit.objects.get(jurisdiction=lake, name="教育局")
    )

    assert [right for right in Right if may(user, right, lake.pk)] == [Right.REPORT]
    client.force_login(user)
    assert client.get("/lake/intake/").status_code == 404


def test_the_roles_that_the_core_names_are_the_sites_own() -> None:
    named = {name for names in WHO.values() for name in names}
    assert named <= set(Role.values)
    assert set(RIGHTS) == set(Role)
    for role in named:
        assert RIGHTS[Role(role)] & {Right.REPORT, Right.REVIEW}

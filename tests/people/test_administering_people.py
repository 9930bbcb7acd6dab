"""The page of people: who is here and what is amiss; roles given and ended; accounts closed; a password to read out."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from luoshi_web.people.appointing import TheLastAdministrator, end_role
from luoshi_web.people.models import Membership, Role, User, WrongPassword
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.plans.models import Plan
from luoshi_web.reports.actions.opening import open_cycle
from luoshi_web.trail.models import Entry
from tests.people.lake import PASSWORD

PEOPLE = "/lake/people/"


@pytest.fixture
def admin(client: Client, gao: User) -> Client:
    client.force_login(gao)
    return client


@pytest.fixture
def wang(plan: Plan) -> User:
    """The liaison of 教育局."""
    user = User.objects.create_user("wang", password=PASSWORD, name="王敏")
    unit = Unit.objects.get(jurisdiction=plan.jurisdiction, name="教育局")
    Membership.objects.create(user=user, jurisdiction=plan.jurisdiction, role=Role.LIAISON, unit=unit)
    return user


def person(user: User) -> str:
    return f"{PEOPLE}accounts/{user.username}/"


def role_of(user: User) -> Membership:
    return Membership.objects.get(user=user)


def acts(place: Jurisdiction) -> list[str]:
    return list(Entry.objects.filter(chain=place.pk).order_by("seq").values_list("act", flat=True))


def test_the_list_says_who_never_came_in_and_which_unit_has_nobody(admin: Client, plan: Plan, wang: User) -> None:
    open_cycle(plan, timezone.localdate(), deadline=timezone.now() + timedelta(days=5), by=None)
    page = admin.get(PEOPLE).content.decode()

    for said in ("王敏", "教育局", "联络员", "从未登录", "1个单位有要报的，却没有联络员", "住建局"):
        assert said in page


def test_strangers_find_no_page_and_readers_may_not(
    client: Client, zhou: User, lin: User, li: User, wang: User
) -> None:
    for user, status in ((zhou, 404), (wang, 404), (lin, 403), (li, 403)):
        client.force_login(user)
        assert client.get(PEOPLE).status_code == status
        assert client.post(person(wang), {"do": "close"}).status_code == status


def test_a_role_is_given_and_ended(admin: Client, lake: Jurisdiction, wang: User, li: User) -> None:
    sent = {"username": "li", "role": "liaison", "unit": role_of(wang).unit_id}
    assert admin.post(PEOPLE, sent).status_code == 302
    given = Membership.objects.get(user=li, role="liaison")

    admin.post(person(li), {"do": "end", "role": given.pk, "day": timezone.localdate().isoformat()})

    assert not Membership.objects.current().filter(pk=given.pk).exists()
    assert acts(lake)[-2:] == ["role.given", "role.ended"]
    assert "这些日子里已经有这个角色了" in admin.post(PEOPLE, {"username": "li", "role": "reviewer"}).content.decode()


def test_a_role_changes_hands_on_the_page(admin: Client, wang: User, li: User) -> None:
    day = timezone.localdate().isoformat()
    admin.post(person(wang), {"do": "hand-over", "role": role_of(wang).pk, "to": "li", "day": day})
    assert Membership.objects.current().get(role="liaison").user == li


def test_a_deputy_is_set_on_the_page(admin: Client, wang: User, li: User) -> None:
    day = timezone.localdate().isoformat()
    admin.post(person(wang), {"do": "deputy", "role": role_of(wang).pk, "to": "li", "first": day, "last": day})
    assert Membership.objects.get(role="liaison", user=li).deputy_of == role_of(wang)
    assert "代王敏" in admin.get(PEOPLE).content.decode()


def test_somebody_of_another_place_cannot_be_given_a_role_unasked(admin: Client, zhou: User) -> None:
    answer = admin.post(PEOPLE, {"username": "zhou", "role": "reviewer"})
    assert "本地区没有这个在用的账号" in answer.content.decode()
    assert admin.get(person(zhou)).status_code == 404


def test_a_unit_of_another_place_is_not_there(admin: Client, li: User, zhou: User) -> None:
    hill = Jurisdiction.objects.get(slug="hill")
    unit = Unit.objects.create(jurisdiction=hill, name="水利局")
    assert admin.post(PEOPLE, {"username": "li", "role": "liaison", "unit": unit.pk}).status_code == 404


def test_a_closed_account_cannot_come_in_and_keeps_its_past(admin: Client, lake: Jurisdiction, wang: User) -> None:
    inside = Client()
    inside.force_login(wang)
    admin.post(person(wang), {"do": "close"})

    assert inside.get("/account/").status_code == 302
    assert Membership.objects.filter(user=wang).exists()
    assert "已停用" in admin.get(PEOPLE).content.decode()
    admin.post(person(wang), {"do": "open"})
    assert User.objects.get(pk=wang.pk).is_active
    assert acts(lake)[-2:] == ["account.closed", "account.opened"]


def test_a_one_time_password_is_shown_once_ends_the_wait_and_must_be_changed(admin: Client, wang: User) -> None:
    for _ in range(5):
        WrongPassword.objects.create(account="wang", address="10.0.0.9", at=timezone.now())
    page = admin.post(person(wang), {"do": "password"}).content.decode()
    password = page.split('<p class="big n">')[1].split("</p>")[0]

    assert password not in admin.get(person(wang)).content.decode()
    assert not WrongPassword.objects.filter(account="wang").exists()
    inside = Client()
    assert inside.post("/sign-in/", {"username": "wang", "password": password}).status_code == 302
    assert inside.get("/account/")["Location"] == "/account/password/"


def test_the_last_administrator_stays(admin: Client, gao: User) -> None:
    day = timezone.localdate().isoformat()
    answer = admin.post(person(gao), {"do": "end", "role": role_of(gao).pk, "day": day})
    assert (answer.status_code, "这是最后一位管理员" in answer.content.decode()) == (409, True)
    assert admin.post(person(gao), {"do": "close"}).status_code == 409


def test_an_administrator_goes_where_another_stays_and_not_where_the_other_is_closed_or_a_deputy(
    admin: Client, gao: User, li: User, lake: Jurisdiction
) -> None:
    day = timezone.localdate()
    other = Membership.objects.create(user=li, jurisdiction=lake, role=Role.ADMIN)
    User.objects.filter(pk=li.pk).update(is_active=False)
    ask = {"do": "end", "role": role_of(gao).pk, "day": day.isoformat()}
    assert admin.post(person(gao), ask).status_code == 409
    User.objects.filter(pk=li.pk).update(is_active=True)
    Membership.objects.filter(pk=other.pk).update(
        deputy_of=role_of(gao), valid_from=day, valid_to=day + timedelta(days=9)
    )
    assert admin.post(person(gao), ask).status_code == 409
    Membership.objects.filter(pk=other.pk).update(deputy_of=None, valid_to=None)
    assert admin.post(person(gao), ask).status_code == 302
    assert admin.get(PEOPLE).status_code == 404


def test_an_account_that_works_elsewhere_too_is_not_taken_over(admin: Client, li: User, zhou: User) -> None:
    hill = Jurisdiction.objects.get(slug="hill")
    Membership.objects.create(user=li, jurisdiction=hill, role=Role.REVIEWER)
    before = User.objects.get(pk=li.pk).password

    for do in ("password", "close", "factor"):
        assert admin.post(person(li), {"do": do}).status_code == 409
    after = User.objects.get(pk=li.pk)
    assert (after.password, after.is_active) == (before, True)


def test_nor_is_the_sites_administrator(admin: Client, li: User) -> None:
    User.objects.filter(pk=li.pk).update(is_superuser=True)
    assert admin.post(person(li), {"do": "password"}).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_go_in_the_same_moment_leave_one(lake: Jurisdiction, gao: User, li: User) -> None:
    Membership.objects.create(user=li, jurisdiction=lake, role=Role.ADMIN)
    start, told = Barrier(2), []

    def go(row: Membership) -> None:
        start.wait()
        try:
            end_role(row, timezone.localdate(), by=row.user)
            told.append("gone")
        except TheLastAdministrator:
            told.append("stays")
        finally:
            connection.close()

    threads = [Thread(target=go, args=(row,)) for row in Membership.objects.filter(role=Role.ADMIN)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["gone", "stays"]

"""An invitation: a link without mail, good once and for seven days, that says in a sentence when it is not."""

import hashlib
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from luoshi_web.people.accounts import give_password
from luoshi_web.people.appointing import give_role
from luoshi_web.people.inviting import NotGood, invite, join, revoke
from luoshi_web.people.models import Invitation, Membership, Role, User
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.plans.models import Plan
from luoshi_web.trail.models import Entry
from tests.people.lake import PASSWORD

CHOSEN = {"username": "chen", "name": "陈晨", "new_password1": PASSWORD, "new_password2": PASSWORD}


def accept(token: str, **told: str):
    client = Client()
    client.get(f"/join/{token}/")
    return client, client.post("/join/", CHOSEN | told)


def opened(token: str) -> int:
    return Client().get(f"/join/{token}/").status_code


@pytest.fixture
def token(lake: Jurisdiction, gao: User) -> str:
    return invite(lake, Role.REVIEWER, name="陈晨", by=gao).token


def test_the_link_stands_once_on_the_page_and_as_its_hash_only_in_the_database(
    client: Client, gao: User, plan: Plan
) -> None:
    client.force_login(gao)
    unit = Unit.objects.get(jurisdiction=plan.jurisdiction, name="教育局")
    asked = {"do": "invite", "role": "liaison", "unit": unit.pk, "name": "陈晨"}
    page = client.post("/lake/people/invitations/", asked).content.decode()

    token = page.split("http://testserver/join/")[1].split("/")[0]
    kept = Invitation.objects.values().get()
    assert token not in str(kept)
    assert kept["token_hash"] == hashlib.sha256(token.encode()).hexdigest()
    assert token not in client.get("/lake/people/").content.decode()
    assert not any(token in entry.details.text for entry in Entry.objects.select_related("details"))


def test_whoever_opens_it_chooses_name_and_password_and_has_the_role(token: str, lake: Jurisdiction) -> None:
    client, answer = accept(token)

    assert answer["Location"] == "/desk/"
    assert "陈晨" in client.get("/account/").content.decode()
    user = User.objects.get(username="chen")
    assert user.check_password(PASSWORD)
    assert not user.password_is_temporary
    assert Membership.objects.current().get(user=user).role == Role.REVIEWER


def test_the_trail_names_the_invitation_and_then_the_role_at_one_moment(token: str, lake: Jurisdiction) -> None:
    accept(token)

    used, given = Entry.objects.filter(chain=lake.pk).order_by("seq")[1:]
    assert (used.act, given.act) == ("invitation.used", "role.given")
    assert used.at == given.at == Invitation.objects.get().used_at


def test_the_secret_leaves_the_address_bar(client: Client, token: str) -> None:
    assert client.get(f"/join/{token}/")["Location"] == "/join/"
    assert token not in client.get("/join/").content.decode()


def test_looking_does_not_use_it_up(client: Client, token: str) -> None:
    for _ in range(3):
        client.get(f"/join/{token}/")
    assert accept(token)[1].status_code == 302


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"new_password1": "short", "new_password2": "short"}, "至少要10个字"),
        ({"new_password2": "something else"}, "两次输入的密码不一样"),
        ({"username": "gao"}, "已经有人用了"),
        ({"username": "GAO"}, "已经有人用了"),
        ({"username": "c hen"}, "不行"),
        ({"name": ""}, "has-error"),
    ],
)
def test_what_will_not_do_is_said_and_the_link_stays_good(token: str, told: dict[str, str], said: str) -> None:
    _, answer = accept(token, **told)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert accept(token)[1].status_code == 302


def test_a_used_an_expired_a_revoked_and_an_unknown_link_say_so(
    client: Client, lake: Jurisdiction, gao: User, token: str
) -> None:
    accept(token)
    now = timezone.now()
    old = invite(lake, Role.REVIEWER, by=gao, at=now - timedelta(days=7)).token
    gone = invite(lake, Role.REVIEWER, by=gao)
    revoke(gone.invitation, by=gao)

    for link, said in ((token, "已经用过了"), (old, "过了7天"), (gone.token, "已经撤回"), ("x", "没有这个邀请")):
        answer = client.get(f"/join/{link}/")
        assert (answer.status_code, said in answer.content.decode()) == (410, True), said
    assert client.get("/join/")["Location"] == "/sign-in/"


def test_a_link_that_is_revoked_while_its_form_is_filled_in_opens_nothing(token: str, gao: User) -> None:
    client = Client()
    client.get(f"/join/{token}/")
    revoke(Invitation.objects.get(), by=gao)
    assert client.post("/join/", CHOSEN).status_code == 410
    assert not User.objects.filter(username="chen").exists()


def test_who_is_signed_in_takes_the_role_with_the_account_that_they_have(
    client: Client, token: str, zhou: User
) -> None:
    client.force_login(zhou)
    client.get(f"/join/{token}/")
    assert client.post("/join/")["Location"] == "/account/"
    assert Membership.objects.filter(user=zhou, jurisdiction__slug="lake", role=Role.REVIEWER).exists()
    assert not User.objects.filter(username="chen").exists()


def test_a_link_for_an_account_that_waits_is_for_that_account_only(
    client: Client, lake: Jurisdiction, gao: User, zhou: User
) -> None:
    waiting = User.objects.create_user("sun", name="孙立")
    token = invite(lake, Role.REVIEWER, user=waiting, by=gao).token
    client.force_login(zhou)
    client.get(f"/join/{token}/")
    assert client.post("/join/").status_code == 410

    accept(token, username="other", name="孙立")
    assert User.objects.get(pk=waiting.pk).check_password(PASSWORD)
    assert not User.objects.filter(username="other").exists()


def test_another_link_makes_the_first_one_useless(client: Client, gao: User, token: str) -> None:
    client.force_login(gao)
    page = client.post("/lake/people/invitations/", {"do": "again", "invitation": Invitation.objects.get().pk})
    fresh = page.content.decode().split("http://testserver/join/")[1].split("/")[0]
    assert client.get(f"/join/{token}/").status_code == 410
    assert accept(fresh)[1].status_code == 302


def test_a_link_for_an_account_that_waits_ends_once_the_account_is_in_use(lake: Jurisdiction, gao: User) -> None:
    waiting = User.objects.create_user("sun", name="孙立")
    token = invite(lake, Role.REVIEWER, user=waiting, by=gao).token
    give_password(waiting, lake, by=gao)

    assert opened(token) == 410
    waiting.refresh_from_db()
    assert not waiting.check_password(PASSWORD)


def test_an_administrator_cannot_take_over_by_a_link_an_account_that_works_elsewhere_too(
    client: Client, lake: Jurisdiction, gao: User, zhou: User
) -> None:
    waiting = User.objects.create_user("sun", name="孙立")
    token = invite(lake, Role.REVIEWER, user=waiting, by=gao).token
    give_role(waiting, Jurisdiction.objects.get(slug="hill"), Role.ADMIN, by=zhou)

    client.force_login(gao)
    again = {"do": "again", "invitation": Invitation.objects.get().pk}
    assert "还在别处任职" in client.post("/lake/people/invitations/", again).content.decode()
    assert opened(token) == 410
    waiting.refresh_from_db()
    assert not waiting.check_password(PASSWORD)


def test_a_link_does_not_outlive_the_role_of_whoever_made_it(lake: Jurisdiction, gao: User, token: str) -> None:
    Membership.objects.filter(user=gao).update(valid_to=timezone.localdate())
    assert opened(token) == 410


@pytest.mark.django_db(transaction=True)
def test_a_link_is_used_once_by_two_in_the_same_moment(lake: Jurisdiction, gao: User) -> None:
    made = invite(lake, Role.REVIEWER, by=gao).invitation
    start, told = Barrier(2), []

    def use(name: str) -> None:
        start.wait()
        try:
            join(made, username=name, name=name, password=PASSWORD)
            told.append("in")
        except NotGood:
            told.append("late")
        finally:
            connection.close()

    threads = [Thread(target=use, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["in", "late"]
    assert User.objects.filter(username__in=("one", "two")).count() == 1

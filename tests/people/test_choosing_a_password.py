"""Choosing a password: the old one first, the new one twice, and a temporary one opens nothing else."""

import pytest
from django.test import Client

from luoshi_web.people.models import User
from luoshi_web.trail.models import Entry
from tests.people.lake import PASSWORD

NEW = "seven-blue-herons"


def choose(client: Client, old: str = PASSWORD, new: str = NEW, again: str | None = None):
    fields = {"old_password": old, "new_password1": new, "new_password2": new if again is None else again}
    return client.post("/account/password/", fields)


def test_a_new_password_holds_and_one_stays_signed_in(client: Client, li: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(li)
    client.force_login(li)

    assert choose(client)["Location"] == "/account/?saved=password"
    assert "密码已改" in client.get("/account/?saved=password").content.decode()
    li.refresh_from_db()
    assert li.check_password(NEW)
    assert elsewhere.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"old": "wrong"}, "现在的密码不对。"),
        ({"again": "seven-blue-heroes"}, "两次输入的新密码不一样。"),
        ({"new": "short"}, "太短了，至少要10个字。"),
        ({"new": "20250630123"}, "密码只包含数字。"),
        ({"new": PASSWORD}, "新密码和现在的一样，请换一个。"),
    ],
)
def test_what_will_not_do_is_said_by_the_field(client: Client, li: User, fields: dict, sentence: str) -> None:
    client.force_login(li)
    answer = choose(client, **fields)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    li.refresh_from_db()
    assert li.check_password(PASSWORD)


def test_a_temporary_password_opens_only_the_page_where_another_is_chosen(client: Client, li: User) -> None:
    User.objects.filter(pk=li.pk).update(password_is_temporary=True)
    client.force_login(li)

    assert client.get("/")["Location"] == "/account/password/"
    assert "一次性密码" in client.get("/account/password/").content.decode()
    arrived = choose(client)["Location"]
    assert arrived == "/desk/?saved=password"
    assert "密码已改" in client.get(arrived).content.decode()
    assert client.get("/account/").status_code == 200


def test_the_trail_says_that_it_was_chosen(client: Client, li: User) -> None:
    client.force_login(li)
    choose(client)
    assert Entry.objects.latest("seq").act == "password.chosen"


def test_where_mail_goes_takes_the_password_and_stands_in_the_trail(client: Client, li: User) -> None:
    client.force_login(li)
    answer = client.post("/account/", {"do": "mail", "email": "li@office.example", "password": "wrong"})
    assert (answer.status_code, "现在的密码不对。" in answer.content.decode()) == (422, True)
    assert User.objects.get(pk=li.pk).email == ""

    assert (
        client.post("/account/", {"do": "mail", "email": "li@office.example", "password": PASSWORD}).status_code == 302
    )
    assert User.objects.get(pk=li.pk).email == "li@office.example"
    entry = Entry.objects.select_related("details").latest("seq")
    assert entry.act == "account.mail_set"
    assert "li@" not in f"{entry.objects_touched}{entry.replaced}{entry.details.text}"


def test_a_sample_account_sends_nobody_mail(client: Client, li: User) -> None:
    User.objects.filter(pk=li.pk).update(is_sample=True)
    client.force_login(li)
    answer = client.post("/account/", {"do": "mail", "email": "a@b.example", "password": PASSWORD})
    assert (answer.status_code, User.objects.get(pk=li.pk).email) == (422, "")

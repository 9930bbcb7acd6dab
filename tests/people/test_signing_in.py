"""Signing in: one sentence whatever was wrong, a pause after five tries, and out again by a button only."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from luoshi_web.people.models import User, WrongPassword
from tests.people.lake import PASSWORD

WRONG = {"username": "li", "password": "something else"}


def sign_in(client: Client, username: str = "li", password: str = PASSWORD, **more: str):
    return client.post("/sign-in/", {"username": username, "password": password}, **more)


def test_somebody_signs_in_and_goes_on_to_the_page_asked_for(client: Client, li: User) -> None:
    answer = client.post("/sign-in/?next=/account/", {"username": "li", "password": PASSWORD, "next": "/account/"})

    assert answer["Location"] == "/account/"
    page = client.get("/account/")
    assert "李敏" in page.content.decode()
    assert "湖区" in page.content.decode()


@pytest.mark.parametrize("name", ["li", "lin"])
def test_who_asked_for_no_page_comes_to_where_their_work_waits(client: Client, li: User, lin: User, name: str) -> None:
    assert sign_in(client, name)["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_a_form_never_leads_to_another_site(client: Client, li: User) -> None:
    answer = client.post("/sign-in/", {"username": "li", "password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == "/desk/"


def test_a_wrong_password_and_an_unknown_name_are_told_alike(client: Client, li: User) -> None:
    known, unknown = sign_in(client, "li", "wrong"), sign_in(client, "nobody", "wrong")

    assert known.status_code == unknown.status_code == 200
    said = known.content.decode().replace('value="li"', "")
    assert "账号名或密码不对" in said
    csrf = [line for line in said.splitlines() if "csrfmiddlewaretoken" not in line]
    other = unknown.content.decode().replace('value="nobody"', "")
    assert csrf == [line for line in other.splitlines() if "csrfmiddlewaretoken" not in line]


def test_an_account_that_was_closed_is_told_like_a_wrong_password(client: Client, li: User) -> None:
    User.objects.filter(pk=li.pk).update(is_active=False)
    assert "账号名或密码不对" in sign_in(client).content.decode()


def test_after_five_wrong_tries_even_the_right_password_waits(client: Client, li: User) -> None:
    statuses = [sign_in(client, "li", "wrong").status_code for _ in range(5)]

    assert statuses == [200, 200, 200, 200, 429]
    answer = sign_in(client)
    assert answer.status_code == 429
    assert "15分钟" in answer.content.decode()


def test_an_unknown_account_waits_too_so_that_waiting_tells_nothing(client: Client, db: None) -> None:
    assert [sign_in(client, "nobody", "wrong").status_code for _ in range(5)][-1] == 429


def test_only_the_account_at_that_address_waits(client: Client, li: User, lin: User) -> None:
    for _ in range(5):
        sign_in(client, "li", "wrong")

    assert sign_in(client, "lin").status_code == 302
    assert sign_in(Client(), "li", REMOTE_ADDR="10.0.0.9").status_code == 302


def test_after_a_quarter_of_an_hour_one_may_try_again(client: Client, li: User) -> None:
    for _ in range(5):
        sign_in(client, "li", "wrong")
    WrongPassword.objects.update(at=timezone.now() - timedelta(minutes=16))

    assert sign_in(client).status_code == 302


def test_a_right_password_forgets_the_wrong_ones(client: Client, li: User) -> None:
    for _ in range(4):
        sign_in(client, "li", "wrong")
    sign_in(client)
    client.post("/sign-out/")

    assert sign_in(client, "li", "wrong").status_code == 200


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_wrote(client: Client, li: User, monkeypatch) -> None:
    monkeypatch.setattr(settings, "BEHIND_PROXY", True)
    for attempt in range(5):
        sign_in(client, "li", "wrong", HTTP_X_FORWARDED_FOR=f"1.1.1.{attempt}, 10.0.0.8")

    assert sign_in(client, HTTP_X_FORWARDED_FOR="2.2.2.2, 10.0.0.8").status_code == 429
    assert sign_in(client, HTTP_X_FORWARDED_FOR="10.0.0.8, 10.0.0.7").status_code == 302


def test_no_password_is_kept_in_what_wrong_tries_leave(client: Client, li: User) -> None:
    sign_in(client, "li", "a-secret-that-was-mistyped")
    kept = WrongPassword.objects.values().get()
    assert not any("a-secret" in str(value) for value in kept.values())


def test_signing_out_takes_a_button(client: Client, li: User) -> None:
    client.force_login(li)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/account/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/account/").status_code == 302


def test_a_form_from_elsewhere_is_refused(li: User) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/sign-in/", {"username": "li", "password": PASSWORD}).status_code == 403


def test_the_session_is_kept_from_scripts_and_ends_within_a_day(client: Client, li: User) -> None:
    cookie = sign_in(client).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert 0 < int(cookie["max-age"]) <= 86400


def test_a_page_for_the_signed_in_is_kept_by_no_shared_cache(client: Client, li: User) -> None:
    client.force_login(li)
    for address in ("/", "/account/"):
        assert "private" in client.get(address)["Cache-Control"], address


def test_nobody_signs_up(client: Client, db: None) -> None:
    for address in ("/sign-up/", "/signup/", "/register/", "/accounts/signup/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_speak_both_languages(client: Client, li: User, language: str) -> None:
    client.cookies["lang"] = language
    words = {"zh-hans": ("登录", "我的账号", "改密码"), "en": ("Sign in", "My account", "Change password")}[language]
    assert f"<h1>{words[0]}</h1>" in client.get("/sign-in/").content.decode()
    client.force_login(li)
    assert words[1] in client.get("/account/").content.decode()
    assert f"<h1>{words[2]}</h1>" in client.get("/account/password/").content.decode()

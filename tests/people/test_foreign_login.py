"""Signing in at another provider, a real one in a process of its own: joined to an account, never one by itself."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from luoshi_web.people.inviting import invite
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.trail.models import Entry
from tests.people.lake import PASSWORD
from tests.people.provider import CLIENT, SECRET

ROOT = Path(__file__).parent.parent.parent
WAITS = 120  # seconds: a loaded machine answers late
START, BACK = "/sign-in/at/office/", "/sign-in/at/office/back/"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of another provider that knows wang.min and zhou.ping, and this site as its client."""
    folder = tmp_path_factory.mktemp("provider")
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.people.provider", str(folder), f"http://testserver{BACK}"],
        cwd=ROOT, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while not (folder / "port").exists():
            assert started.poll() is None, "the provider has ended"
            assert time.monotonic() < until, "the provider did not come up"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{(folder / 'port').read_text()}"
    finally:
        started.terminate()
        started.wait(10)


@pytest.fixture(autouse=True)
def known_here(settings, provider: str) -> None:
    """This site knows the provider, as LUOSHI_OIDC_NAME and the rest would tell it."""
    settings.OIDC_NAME = "统一身份认证"
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = WAITS
    app = {"provider_id": "office", "name": "统一身份认证", "client_id": CLIENT, "secret": SECRET}
    app["settings"] = {"server_url": provider}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def sign_in_there(client: Client, provider: str, name: str, onward: str = ""):
    """Go there, sign in there as somebody, and come back."""
    begun = client.get(START, {"next": onward} if onward else {})
    assert begun.status_code == 302
    assert begun["Location"].startswith(f"{provider}/identity/o/authorize")
    with httpx.Client(timeout=WAITS) as browser:
        browser.get(f"{provider}/enter/{name}/")
        sent_back = browser.get(begun["Location"])
    where = urlsplit(sent_back.headers["Location"])
    assert where.path == BACK
    return client.get(f"{where.path}?{where.query}")


def test_a_stranger_gets_one_sentence_and_no_account(client: Client, provider: str, lake: Jurisdiction) -> None:
    answer = sign_in_there(client, provider, "zhou.ping")

    assert answer.status_code == 403
    assert "这个登录还没有连到这里的账号" in answer.content.decode()
    assert not User.objects.exists()
    assert client.get("/account/").status_code == 302


def test_an_account_of_the_same_mail_address_is_not_taken_over(client: Client, provider: str, li: User) -> None:
    User.objects.filter(pk=li.pk).update(email="zhou.ping@example.com", username="zhou.ping")

    assert sign_in_there(client, provider, "zhou.ping").status_code == 403
    assert not SocialAccount.objects.exists()


def test_a_signed_in_person_joins_a_login_and_comes_in_by_it_from_then_on(
    client: Client, provider: str, li: User, lake: Jurisdiction
) -> None:
    client.force_login(li)
    page = client.post("/account/", {"do": "link"})
    assert f'href="{START}"' in page.content.decode()
    assert sign_in_there(client, provider, "wang.min")["Location"] == "/account/"
    assert "wang.min" in client.get("/account/").content.decode()
    kept = SocialAccount.objects.get()
    assert (kept.user, set(kept.extra_data)) == (li, {"shown"})
    assert Entry.objects.filter(chain=lake.pk, act="login.linked", who=li.pk).exists()

    other = Client()
    assert sign_in_there(other, provider, "wang.min", "/account/")["Location"] == "/account/"
    assert "李敏" in other.get("/account/").content.decode()


def test_a_login_is_joined_only_where_the_account_page_asked_for_it(client: Client, provider: str, li: User) -> None:
    client.force_login(li)
    sign_in_there(client, provider, "wang.min")
    assert not SocialAccount.objects.exists()


def test_a_login_that_is_joined_to_another_account_stays_there(
    client: Client, provider: str, li: User, lin: User
) -> None:
    for user, status in ((li, 302), (lin, 409)):
        client.force_login(user)
        client.post("/account/", {"do": "link"})
        assert sign_in_there(client, provider, "wang.min").status_code == status
    assert SocialAccount.objects.get().user == li


def test_whoever_was_invited_comes_in_by_a_foreign_login_without_a_password(
    client: Client, provider: str, lake: Jurisdiction, gao: User
) -> None:
    token = invite(lake, Role.REVIEWER, name="王敏", by=gao).token
    client.get(f"/join/{token}/")
    assert sign_in_there(client, provider, "wang.min")["Location"] == "/join/"
    page = client.get("/join/").content.decode()
    assert "new_password1" not in page
    assert "wang.min" in page

    assert client.post("/join/", {"username": "wangmin", "name": "王敏"})["Location"] == "/desk/"
    made = User.objects.get(username="wangmin")
    assert not made.has_usable_password()
    assert Membership.objects.current().get(user=made).role == Role.REVIEWER

    again = Client()
    sign_in_there(again, provider, "wang.min")
    assert again.get("/account/").status_code == 200
    # without a password it is the only way in
    assert again.post("/account/", {"do": "unlink", "login": SocialAccount.objects.get().pk}).status_code == 422


def test_a_closed_account_does_not_come_in_by_a_foreign_login(client: Client, provider: str, li: User) -> None:
    SocialAccount.objects.create(user=li, provider="office", uid=_uid(client, provider, "wang.min"))
    User.objects.filter(pk=li.pk).update(is_active=False)

    answer = sign_in_there(client, provider, "wang.min")

    assert "这个账号已停用" in answer.content.decode()
    assert client.get("/account/").status_code == 302


def _uid(client: Client, provider: str, name: str) -> str:
    """Return who somebody is there, by letting another account join and part again."""
    other = User.objects.create_user("other", password=PASSWORD)
    client.force_login(other)
    client.post("/account/", {"do": "link"})
    sign_in_there(client, provider, name)
    row = SocialAccount.objects.get()
    client.post("/account/", {"do": "unlink", "login": row.pk})
    assert not SocialAccount.objects.exists()
    client.logout()
    return str(row.uid)


@pytest.mark.parametrize("sent", ["?error=access_denied", "?code=x&state=unknown", ""])
def test_an_answer_that_was_not_asked_for_leads_nowhere(client: Client, db: None, sent: str) -> None:
    answer = client.get(BACK + sent)
    assert answer.status_code == 403
    assert "那边的登录没有成功" in answer.content.decode()


def test_a_provider_that_is_down_gets_a_sentence(client: Client, db: None, settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = client.get(START)
    assert answer.status_code == 502
    assert "那边的登录没有成功" in answer.content.decode()


def test_without_the_setting_there_is_no_such_page_and_no_link(client: Client, db: None, settings) -> None:
    assert "统一身份认证" in client.get("/sign-in/").content.decode()
    settings.OIDC_NAME, settings.SOCIALACCOUNT_PROVIDERS = "", {"openid_connect": {"APPS": []}}
    assert client.get(START).status_code == 404
    assert "统一身份认证" not in client.get("/sign-in/").content.decode()

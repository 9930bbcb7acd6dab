"""A forgotten password by mail, through a real mail server: to the account's own address, once, for half an hour."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.trail.models import Entry
from tests.intake.offices import work
from tests.people.lake import PASSWORD
from tests.reminders.post import Postbox, free_port, mail_server

FORGOTTEN = "/sign-in/forgotten/"
CHOSEN = {"new_password1": "another-good-one", "new_password2": "another-good-one"}


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    port = free_port()
    settings.LUOSHI_MAIL_URL, settings.LUOSHI_ADDRESS = f"smtp://127.0.0.1:{port}", "https://luoshi.example.gov.cn"
    with mail_server(port) as box:
        yield box


@pytest.fixture
def mailed(li: User) -> User:
    User.objects.filter(pk=li.pk).update(email="li@office.example")
    return li


def asked(client: Client, username: str = "li") -> str:
    """Ask for a letter, and let the worker send what there is to send."""
    page = client.post(FORGOTTEN, {"username": username}, HTTP_HOST="localhost").content.decode()
    work()
    return page


def link_in(box: Postbox) -> str:
    text = box.letters[-1].get_content()
    found = re.search(r"https://luoshi\.example\.gov\.cn(/sign-in/forgotten/\S+)", text)
    assert found is not None
    return found[1]


def test_the_letter_leads_to_another_password_once(
    client: Client, postbox: Postbox, mailed: User, lake: Jurisdiction
) -> None:
    inside = Client()
    inside.force_login(mailed)
    asked(client)
    assert [letter["To"] for letter in postbox.letters] == ["li@office.example"]
    link = link_in(postbox)

    assert client.get(link).status_code == 200
    assert client.post(link, CHOSEN)["Location"] == "/sign-in/"
    assert User.objects.get(pk=mailed.pk).check_password("another-good-one")
    assert inside.get("/account/").status_code == 302
    assert client.post(link, CHOSEN).status_code == 410
    assert Entry.objects.filter(chain=lake.pk, act="password.reset", who=mailed.pk).exists()


def test_nobody_learns_which_accounts_there_are(client: Client, postbox: Postbox, mailed: User, lin: User) -> None:
    pages = [asked(client, name) for name in ("li", "lin", "nobody")]
    assert pages[0] == pages[1] == pages[2]
    assert len(postbox.letters) == 1


def test_one_account_gets_one_letter_in_ten_minutes(client: Client, postbox: Postbox, mailed: User) -> None:
    asked(client)
    User.objects.filter(pk=mailed.pk).update(reset_asked_at=timezone.now() - timedelta(minutes=9))
    asked(client)
    assert len(postbox.letters) == 1


@pytest.mark.parametrize(
    ("told", "said"),
    [({"new_password2": "other"}, "不一样"), ({"new_password1": "short", "new_password2": "short"}, "至少要10个字")],
)
def test_a_password_that_will_not_do_leaves_the_link_good(
    client: Client, postbox: Postbox, mailed: User, told: dict[str, str], said: str
) -> None:
    asked(client)
    answer = client.post(link_in(postbox), CHOSEN | told)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert client.post(link_in(postbox), CHOSEN).status_code == 302


def test_after_half_an_hour_or_a_sign_in_the_link_is_good_no_more(
    client: Client, postbox: Postbox, mailed: User, settings: Any
) -> None:
    asked(client)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert client.get(link_in(postbox)).status_code == 410
    settings.PASSWORD_RESET_TIMEOUT = 1800
    client.post("/sign-in/", {"username": "li", "password": PASSWORD})
    assert client.get(link_in(postbox)).status_code == 410


def test_without_mail_there_is_no_such_page(client: Client, db: None) -> None:
    assert client.get(FORGOTTEN).status_code == 404
    assert FORGOTTEN not in client.get("/sign-in/").content.decode()


def test_a_link_that_is_still_good_stands_in_no_log(
    client: Client, postbox: Postbox, mailed: User, caplog: pytest.LogCaptureFixture
) -> None:
    asked(client)
    with caplog.at_level(logging.WARNING):
        assert client.post(link_in(postbox), CHOSEN | {"new_password2": "x"}).status_code == 422
    assert "Unprocessable" in caplog.text
    assert link_in(postbox).split("/")[-2] not in caplog.text

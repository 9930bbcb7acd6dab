"""The database only reads, or its disk is full: people sign in and look, and what cannot be written says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone

from luoshi_web.people.models import User
from luoshi_web.reports.models import Draft
from tests.people.lake import PASSWORD
from tests.reports.conftest import town
from tests.reports.town import Town

__all__ = ["town"]
CYCLE = "/river/2025/cycles/2025-09-30/"


@pytest.fixture
def reading(transactional_db: None, town: Town) -> Town:
    at = timezone.now()
    town.opened(deadline=at + timedelta(days=5), at=at - timedelta(days=1))
    for user in (town.wang, town.li):
        user.set_password(PASSWORD)
        user.save()
    return town


@contextmanager
def nothing_is_written() -> Iterator[None]:
    """Let the database refuse every writing, itself."""
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on" if postgresql else "PRAGMA query_only = 1")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = off" if postgresql else "PRAGMA query_only = 0")


def browser() -> Client:
    return Client(raise_request_exception=False)


def signed_in(name: str) -> Client:
    client = browser()
    answer = client.post("/sign-in/", {"username": name, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


def test_one_signs_in_and_looks_while_nothing_can_be_written(reading: Town) -> None:
    with nothing_is_written():
        wang = signed_in("wang")
        for address in ("/desk/", f"{CYCLE}report/2/", "/account/", f"{CYCLE}report/2/"):
            assert wang.get(address).status_code == 200, address
        li = signed_in("li")
        for address in (CYCLE, f"{CYCLE}review/2/", "/desk/", "/river/2025/"):
            assert li.get(address).status_code == 200, address
        assert Session.objects.count() == 0
        assert reading.report("2").opened_at is None


def test_what_cannot_be_written_says_so_and_can_be_done_afterwards(reading: Town) -> None:
    with nothing_is_written():
        wang = signed_in("wang")
        form = {"do": "save", "seen": "0", "statement": "新增学位120个。"}
        answer = wang.post(f"{CYCLE}report/2/", form)
        assert (answer.status_code, "现在只能看，不能写" in answer.content.decode()) == (503, True)
        assert "没有存下" in answer.content.decode()
        assert not Draft.objects.exists()
        assert signed_in("li").post("/sign-out/").status_code == 302

    assert wang.post(f"{CYCLE}report/2/", form).status_code == 302  # the same browser, still signed in
    assert Draft.objects.get().statement == "新增学位120个。"


def test_a_wrong_password_is_told_as_ever(reading: Town) -> None:
    with nothing_is_written():
        answer = browser().post("/sign-in/", {"username": "wang", "password": "wrong"})
    assert (answer.status_code, "账号名或密码不对" in answer.content.decode()) == (200, True)


def test_a_session_in_its_cookie_is_nobodys_to_make_up_and_ends_with_the_password(reading: Town) -> None:
    with nothing_is_written():
        wang = signed_in("wang")
    key = wang.cookies["sessionid"].value
    assert key.startswith(".")
    forged = browser()
    forged.cookies["sessionid"] = key[:-3] + "abc"
    assert forged.get("/account/").status_code == 302

    user = User.objects.get(username="wang")
    user.set_password("another-good-one")
    user.save()
    assert wang.get("/account/").status_code == 302

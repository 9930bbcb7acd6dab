"""Who guesses passwords is slowed, by account and by address; nobody is kept out of where they are at home."""

import threading
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from luoshi_web.people import hashing
from luoshi_web.people.guessing import COOKIE
from luoshi_web.people.models import KnownAddress, Membership, Role, User, WrongPassword
from luoshi_web.places.models import Jurisdiction
from tests.people.lake import PASSWORD

OFFICE = "10.1.1.1"


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    """How long a hash takes is not what is tested here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def try_in(username: str, password: str = "wrong", *, at: str = "9.9.9.9", browser: Client | None = None) -> Any:
    return (browser or Client()).post("/sign-in/", {"username": username, "password": password}, REMOTE_ADDR=at)


def statuses(answers: list[Any]) -> list[int]:
    return [answer.status_code for answer in answers]


def test_sixteen_wrong_ones_from_four_addresses_are_slowed(li: User) -> None:
    answers = [try_in("li", at=f"9.9.9.{n // 4}") for n in range(16)]

    assert statuses(answers) == [200] * 9 + [429] * 7
    assert "有人在别处一再输错这个账号的密码" in answers[-1].content.decode()
    assert WrongPassword.objects.count() == 10  # what had to wait is not counted: nobody is held longer by trying on
    assert int(answers[-1]["Retry-After"]) <= 900


def test_a_name_that_is_no_account_is_slowed_alike(db: None) -> None:
    assert statuses([try_in("nobody", at=f"9.9.9.{n // 4}") for n in range(16)]) == [200] * 9 + [429] * 7


def test_twenty_accounts_from_one_address_are_slowed(li: User) -> None:
    answers = [try_in(f"account{n}") for n in range(20)]

    assert statuses(answers) == [200] * 14 + [429] * 6
    assert "这个地址有15个账号的密码输错了" in answers[-1].content.decode()
    assert try_in("li", PASSWORD).status_code == 429
    assert try_in("li", PASSWORD, at="8.8.8.8").status_code == 302


def test_a_stranger_holds_nobody_up_in_a_browser_that_is_known(li: User) -> None:
    own = Client()
    try_in("li", PASSWORD, at=OFFICE, browser=own)
    own.post("/sign-out/")
    for n in range(30):
        try_in("li", at=f"9.9.9.{n}")
        try_in("li", at=OFFICE)  # and a colleague behind the same router

    assert own.cookies[COOKIE]["httponly"]
    assert try_in("li", PASSWORD, at="7.7.7.7", browser=own).status_code == 302


def test_a_stranger_holds_nobody_up_at_an_address_that_is_known(li: User) -> None:
    try_in("li", PASSWORD, at=OFFICE)
    for n in range(30):
        try_in("li", at=f"9.9.9.{n}")

    assert try_in("li", PASSWORD, at="7.7.7.7").status_code == 429
    assert try_in("li", PASSWORD, at=OFFICE).status_code == 302


def test_an_address_that_was_known_long_ago_is_known_no_more(li: User) -> None:
    KnownAddress.objects.create(user=li, address=OFFICE, seen_at=timezone.now() - timedelta(days=100))
    for n in range(10):
        try_in("li", at=f"9.9.9.{n}")

    assert try_in("li", PASSWORD, at=OFFICE).status_code == 429


def test_a_known_browser_has_five_tries_too_and_a_cookie_cannot_be_made_up(li: User) -> None:
    own = Client()
    try_in("li", PASSWORD, browser=own)
    own.post("/sign-out/")
    assert statuses([try_in("li", browser=own) for _ in range(6)]) == [200] * 4 + [429] * 2

    for n in range(10):
        try_in("li", at=f"9.9.9.{n + 10}")
    forged = Client()
    forged.cookies[COOKIE] = own.cookies[COOKIE].value[:-2] + "xx"
    assert try_in("li", PASSWORD, at="7.7.7.7", browser=forged).status_code == 429


def test_after_a_quarter_of_an_hour_it_is_over(li: User) -> None:
    for n in range(12):
        try_in("li", at=f"9.9.9.{n}")
    WrongPassword.objects.update(at=timezone.now() - timedelta(minutes=16))

    assert try_in("li", PASSWORD).status_code == 302


def test_seventy_behind_one_address_sign_in_ten_of_them_mistyping_twice(lake: Jurisdiction) -> None:
    people = [User.objects.create_user(f"p{n}", password=PASSWORD, name=f"甲{n}") for n in range(70)]
    Membership.objects.bulk_create(Membership(user=one, jurisdiction=lake, role=Role.REVIEWER) for one in people)

    wrong = [try_in(f"p{n}", at=OFFICE) for n in range(10) for _ in range(2)]
    right = [try_in(f"p{n}", PASSWORD, at=OFFICE) for n in range(70)]

    assert statuses(wrong) == [200] * 20
    assert statuses(right) == [302] * 70
    assert not WrongPassword.objects.exists()


def test_an_address_that_the_office_has_named_may_mistype_more(li: User, settings: Any) -> None:
    settings.OFFICE_ADDRESSES = [ip_network("10.1.0.0/16")]

    assert statuses([try_in(f"account{n}", at=OFFICE) for n in range(40)]) == [200] * 40
    for n in range(10):
        try_in("li", at=f"9.9.9.{n}")
    assert try_in("li", PASSWORD, at=OFFICE).status_code == 302


def test_one_household_of_ipv6_is_one_address(li: User) -> None:
    answers = [try_in("li", at=f"2001:db8:1:2::{n:x}") for n in range(6)]
    assert statuses(answers) == [200] * 4 + [429] * 2


def test_tries_of_the_day_before_are_not_kept(li: User) -> None:
    WrongPassword.objects.create(account="old", address="9.9.9.9", at=timezone.now() - timedelta(days=2))
    try_in("li")
    assert list(WrongPassword.objects.values_list("account", flat=True)) == ["li"]


def test_who_comes_while_passwords_are_checked_is_told_at_once(li: User) -> None:
    free, entered = threading.Event(), threading.Semaphore(0)

    def check() -> None:
        with hashing.turn():
            entered.release()
            free.wait(20)

    threads = [threading.Thread(target=check) for _ in range(hashing.AT_ONCE + hashing.WAITING)]
    for thread in threads:
        thread.start()
    entered.acquire(timeout=10)
    while hashing._ROOM._value:  # until the other one waits too
        threading.Event().wait(0.01)
    try:
        answer = try_in("li", PASSWORD)
    finally:
        free.set()
        for thread in threads:
            thread.join()
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    page = answer.content.decode()
    assert ("同时登录的人太多" in page, 'value="li"' in page) == (True, True)
    assert not WrongPassword.objects.exists()
    assert try_in("li", PASSWORD).status_code == 302


def test_asking_for_a_letter_does_the_same_whether_there_is_an_account(li: User, settings: Any) -> None:
    settings.LUOSHI_MAIL_URL, settings.LUOSHI_ADDRESS = "smtp://127.0.0.1:9", "https://luoshi.example.gov.cn"
    User.objects.filter(pk=li.pk).update(email="li@office.example")

    def statements(name: str) -> list[str]:
        with CaptureQueriesContext(connection) as seen:
            Client().post("/sign-in/forgotten/", {"username": name})
        return [one["sql"].split(" ")[0] for one in seen.captured_queries]

    assert statements("li") == statements("nobody")

"""Whose word on the client's address is believed: that of our own proxies, from the right, and nobody else's."""

from ipaddress import ip_network

import pytest
from django.test import Client, RequestFactory

from luoshi_web.pages.addresses import client_address
from luoshi_web.people.models import User
from tests.people.lake import PASSWORD

OURS = "10.0.0.0/8, fd00::/8"


@pytest.fixture
def trusting(settings) -> None:
    settings.TRUSTED_PROXIES = [ip_network(network.strip()) for network in OURS.split(",")]


def seen(near: str, said: str | None = None) -> str:
    more = {} if said is None else {"HTTP_X_FORWARDED_FOR": said}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=near, **more))


def test_without_a_proxy_nothing_that_is_said_is_believed() -> None:
    assert seen("5.5.5.5", "1.1.1.1") == "5.5.5.5"


@pytest.mark.parametrize(
    ("near", "said", "address"),
    [
        ("10.0.0.1", "5.5.5.5", "5.5.5.5"),
        ("10.0.0.1", "1.1.1.1, 5.5.5.5", "5.5.5.5"),  # the client claims 1.1.1.1
        ("10.0.0.1", "1.1.1.1, 5.5.5.5, 10.0.0.2", "5.5.5.5"),  # two proxies of ours
        ("10.0.0.1", "10.0.0.3, 5.5.5.5, 10.0.0.2", "5.5.5.5"),  # a claim that looks like ours
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),  # a client within our own network
        ("5.5.5.5", "1.1.1.1", "5.5.5.5"),  # not a proxy of ours at all
        ("10.0.0.1", None, "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "5.5.5.5, nonsense", "10.0.0.1"),
        ("10.0.0.1", "5.5.5.5, , 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "5.5.5.5:4711", "5.5.5.5"),
        ("fd00::1", "2001:db8::7", "2001:db8::7"),
        ("fd00::1", "[2001:db8::7]:4711", "2001:db8::7"),
        ("10.0.0.1", "::ffff:5.5.5.5, ::ffff:10.0.0.2", "5.5.5.5"),
        ("", "5.5.5.5", "5.5.5.5"),  # a proxy that speaks through a socket file
    ],
)
def test_from_the_right_up_to_the_first_that_is_not_ours(
    trusting: None, near: str, said: str | None, address: str
) -> None:
    assert seen(near, said) == address


def test_behind_https_alone_the_nearest_word_counts(settings) -> None:
    settings.BEHIND_PROXY = True
    assert seen("127.0.0.1", "1.1.1.1, 5.5.5.5") == "5.5.5.5"


def test_a_forged_header_neither_escapes_the_wait_nor_puts_it_on_another(
    trusting: None, client: Client, li: User
) -> None:
    def sign_in(password: str, said: str) -> int:
        sent = {"username": "li", "password": password}
        return client.post("/sign-in/", sent, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=said).status_code

    for attempt in range(5):
        sign_in("wrong", f"1.1.1.{attempt}, 5.5.5.5")
    assert sign_in(PASSWORD, "9.9.9.9, 5.5.5.5") == 429
    assert sign_in(PASSWORD, "5.5.5.5, 6.6.6.6") == 302

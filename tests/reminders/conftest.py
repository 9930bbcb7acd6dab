"""The town with addresses, a mail server and a receiver; and a site of its own whose worker is another process."""

from collections.abc import Iterator
from typing import Any

import pytest

from luoshi_web.people.models import User
from tests.reminders.post import Postbox, Receiver, free_port, mail_server, receiver
from tests.reports.conftest import town

__all__ = ["town"]


@pytest.fixture(autouse=True)
def addresses(request: pytest.FixtureRequest) -> None:
    """Wang, Zhu, Li and Liang have mail; Min and Cai have none."""
    if "town" in request.fixturenames:
        request.getfixturevalue("town")
        for name in ("wang", "zhu", "li", "liang"):
            User.objects.filter(username=name).update(email=f"{name}@office.example")


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    port = free_port()
    settings.LUOSHI_MAIL_URL = f"smtp://127.0.0.1:{port}"
    settings.LUOSHI_MAIL_FROM = "督查室 <office@river.example>"
    settings.LUOSHI_MAIL_SECONDS = 3
    with mail_server(port) as box:
        yield box


@pytest.fixture
def program(settings: Any) -> Iterator[Receiver]:
    """Another program of the office that takes webhooks; the settings name its host."""
    with receiver() as made:
        settings.LUOSHI_WEBHOOK_HOSTS = [made.base]
        yield made

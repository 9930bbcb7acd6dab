"""Strangers are not told that an office's intakes exist; who only reads may not write."""

from collections.abc import Callable

import pytest
from django.test import Client

from luoshi_web.intake.models import Act, Intake
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from tests.intake.offices import Desk

READS = ["", "rows/1/", "progress/", "confirm/", "file/"]
WRITES = ["correct/", "undo/", "cancel/", "again/", "confirm/"]


@pytest.mark.parametrize("rest", READS)
def test_who_is_not_signed_in_is_asked_to_sign_in(desk_of: Callable[..., Desk], rest: str) -> None:
    assert desk_of(None).get(rest)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("rest", READS)
def test_a_stranger_is_not_told_that_it_exists(zhou: User, desk_of: Callable[..., Desk], rest: str) -> None:
    assert desk_of(zhou).get(rest).status_code == 404


@pytest.mark.parametrize("rest", WRITES)
def test_a_stranger_writes_nothing(zhou: User, draft: Intake, desk_of: Callable[..., Desk], rest: str) -> None:
    assert desk_of(zhou).send(rest, kind="cells", key="1", **{"cell.lead": "x"}).status_code == 404
    assert not Act.objects.exists()
    assert Intake.objects.get().state == draft.state


@pytest.mark.parametrize("rest", [*READS, *WRITES])
def test_who_only_reads_is_told_so(lin: User, desk_of: Callable[..., Desk], rest: str) -> None:
    desk = desk_of(lin)
    answer = desk.send(rest) if rest in WRITES else desk.get(rest)
    assert answer.status_code == 403


def test_a_stranger_uploads_nothing(zhou: User, lake: Jurisdiction) -> None:
    client = Client()
    client.force_login(zhou)

    assert client.post("/lake/intake/", {"text": "1. 新建公园2个。"}).status_code == 404
    assert not Intake.objects.exists()


def test_only_the_places_that_one_works_for_are_offered(zhou: User, lake: Jurisdiction) -> None:
    client = Client()
    client.force_login(zhou)

    assert client.get("/intake/")["Location"] == "/hill/intake/"


def test_a_form_from_another_site_writes_nothing(li: User, draft: Intake) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(li)

    assert client.post("/lake/intake/1/correct/", {"kind": "row", "key": "1"}).status_code == 403
    assert not Act.objects.exists()

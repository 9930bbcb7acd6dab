"""The irreversible is never the default: whoever sends an act that a page does not have changes nothing.

Every address that takes a form is walked with an act that nobody has, once with nothing else, once
with the fields that its forms have. What a page's address names by itself stands in BY_ADDRESS.
"""

import hashlib
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from luoshi_web.people.models import User
from luoshi_web.plans.models import Plan, Unit
from tests.people.test_every_address import (
    ADDRESSES,
    Kind,
    address,
    cycle,
    draft,
    evidence,
    message,
    one_of_each,
    proposal,
    workbook,
)

__all__ = ["cycle", "draft", "evidence", "message", "one_of_each", "proposal", "workbook"]

# one act each, named by the address; a form there has nothing to choose from
BY_ADDRESS = {
    "intake:intakes", "intake:undo", "intake:cancel", "intake:again", "intake:confirm",
    "revisions:compare", "revisions:undo", "revisions:withdraw", "revisions:renew", "revisions:confirm",
    "jobs:again", "reminders:message", "reminders:seen", "desk:correcting", "desk:present", "desk:saving",
    "people:sign-out",
}  # fmt: skip
WALKED = sorted(
    name for name, (_, kind) in ADDRESSES.items()
    if kind not in (Kind.OPEN, Kind.PLAN, Kind.DOOR, Kind.LINK, Kind.HIDDEN, Kind.SHORT)
    and name not in BY_ADDRESS
)  # fmt: skip
# what forms hold, so that nothing but the unknown act stands in the way of a default
FIELDS: dict[str, Any] = {
    "key": ["1", "2"], "reason": "因故", "as_of": "2025-12-31", "days": "5", "hour": "18:00", "who": "all",
    "tasks": "", "statement": "新增学位240个。", "seen": "1", "version": "1", "text": "2041-01-01,休", "year": "2041",
    "before": "3、1", "kind": "dingtalk", "name": "群", "role": "reviewer",
    "address": "https://oapi.dingtalk.com/robot/send?access_token=5f1d0c3b", "secret": "", "until": "2031-01-01T18:00",
    "doing": "accept", "visibility": "nonsense", "phrasing": "已完成", "email": "a@office.example", "password": "x",
    "username": "gao", "accepted": "nonsense", "rows": "rest", "choice": "page",
}  # fmt: skip


def content() -> str:
    """Return a digest of every row of ours, sessions and presence aside."""
    rows = hashlib.sha256()
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model._meta.app_label in ("sessions", "contenttypes", "axes") or model.__name__ == "Presence":
                continue
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY 1')  # a table's name from its model
            rows.update(repr(cursor.fetchall()).encode())
    return rows.hexdigest()


@pytest.fixture
def root(db: None) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.fixture
def liaison(plan: Plan) -> Client:
    """The unit's own, for pages that the office does not write on."""
    from luoshi_web.people.models import Membership, Role

    user = User.objects.create_user("unit-wang", name="王敏")
    unit = Unit.objects.get(jurisdiction=plan.jurisdiction, name="教育局")
    Membership.objects.create(user=user, jurisdiction=plan.jurisdiction, role=Role.LIAISON, unit=unit)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.mark.sqlite  # the views are the same, and the walk is long
@pytest.mark.usefixtures("one_of_each")
def test_an_act_that_a_page_does_not_have_changes_nothing(root: Client, liaison: Client, plan: Plan) -> None:
    units = list(Unit.objects.filter(jurisdiction=plan.jurisdiction).order_by("pk")[:2])
    fields = FIELDS | {"unit": str(units[0].pk), "successor": str(units[1].pk)}
    before, changed, refused = content(), [], 0
    for name in WALKED:
        client = liaison if ADDRESSES[name][1] is Kind.UNIT else root
        for sent in ({"do": "no-such-act"}, {**fields, "do": "no-such-act"}):
            with transaction.atomic():
                answer = client.post(address(name), sent)
                after = content()
                transaction.set_rollback(True)
            if after != before or answer.status_code >= 500:
                changed.append(f"{name} {sorted(sent)[:3]}: {answer.status_code}")
            refused += answer.status_code in (409, 422)

    assert changed == []
    assert refused > 20


def test_each_address_that_is_walked_apart_is_one() -> None:
    assert set(ADDRESSES) >= BY_ADDRESS

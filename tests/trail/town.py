"""A chain for one test: how entries are made, and how somebody who owns the database would change them."""

from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from luoshi_web.places.models import Jurisdiction
from luoshi_web.trail.actions import record
from luoshi_web.trail.models import Entry
from tests.trail.unguarded import taken_down

NOON = datetime(2025, 10, 15, 4, 0, tzinfo=UTC)


def act(place: Jurisdiction, name: str = "report.accepted", **said: Any) -> Entry:
    with transaction.atomic():
        return record(name, place.pk, **{"by": None, "at": NOON, "objects": {"report": 7}, **said})


def force(sql: str, *values: Any) -> None:
    """Do what the guard refuses, as the owner of the database can."""
    connection.check_constraints()
    with taken_down(connection), connection.cursor() as cursor:
        cursor.execute(sql, values)

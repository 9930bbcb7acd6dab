"""The site's tests: one published plan, read from the real table once, for every test that only reads."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from luoshi_web.intake.inforce import import_plan
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan
from tests.kept_rows import shared_rows
from tests.web.site import TABLE, Reader


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, shared_folder: Path) -> None:
    with django_db_blocker.unblock():
        shared_rows(shared_folder, "binjiang", made_binjiang)


def made_binjiang() -> None:
    place = Jurisdiction.objects.create(slug="binjiang", name="杭州高新区（滨江）", name_en="Binjiang")
    import_plan(TABLE.read_bytes(), TABLE.name, jurisdiction=place, year=2025, publish=True, lights=True)


@pytest.fixture
def binjiang(db: None) -> Plan:
    return Plan.objects.select_related("jurisdiction", "in_force__source").get(jurisdiction__slug="binjiang")


@pytest.fixture
def reader(client: Client, binjiang: Plan) -> Reader:
    """Somebody who is not signed in."""
    return Reader(client)


@pytest.fixture
def town(db: None) -> Jurisdiction:
    """A jurisdiction without a plan."""
    return Jurisdiction.objects.create(slug="town", name="某镇")

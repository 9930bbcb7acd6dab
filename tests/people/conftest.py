"""One cast: Li reviews, Lin leads and only reads, Gao administers, Zhou is a stranger from another place."""

import pytest
from django.test import Client

from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan
from tests.people.lake import PASSWORD, internal_plan


@pytest.fixture
def lake(db: None) -> Jurisdiction:
    return Jurisdiction.objects.create(slug="lake", name="湖区")


@pytest.fixture
def plan(lake: Jurisdiction) -> Plan:
    """The lake's plan of 2025, internal."""
    return internal_plan(lake)


def _member(username: str, name: str, place: Jurisdiction, role: Role) -> User:
    user = User.objects.create_user(username, password=PASSWORD, name=name)
    Membership.objects.create(user=user, jurisdiction=place, role=role)
    return user


@pytest.fixture
def li(lake: Jurisdiction) -> User:
    return _member("li", "李敏", lake, Role.REVIEWER)


@pytest.fixture
def lin(lake: Jurisdiction) -> User:
    return _member("lin", "林岚", lake, Role.LEADER)


@pytest.fixture
def gao(lake: Jurisdiction) -> User:
    return _member("gao", "高远", lake, Role.ADMIN)


@pytest.fixture
def zhou(db: None) -> User:
    hill = Jurisdiction.objects.create(slug="hill", name="山区")
    return _member("zhou", "周平", hill, Role.ADMIN)


@pytest.fixture
def browser_of():
    def open_for(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return open_for

"""A river district with a plan in force, a reviewer, a second reviewer and a stranger."""

import pytest
from django.test import Client

from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan
from tests.kept_rows import kept_rows
from tests.revisions.river import FIRST, River, table


@pytest.fixture
def river(db: None) -> River:
    return kept_rows("the river of the revisions", made_river)


def made_river() -> River:
    place = Jurisdiction.objects.create(slug="river", name="河区", name_en="River District")
    users = {}
    for username, name in (("li", "李敏"), ("gao", "高远")):
        users[username] = User.objects.create_user(username, name=name)
        Membership.objects.create(user=users[username], jurisdiction=place, role=Role.REVIEWER)
    made = River(place, users["li"], users["gao"])
    made.put_in_force(table(*FIRST), "first.txt")
    return made


@pytest.fixture
def plan(river: River) -> Plan:
    return Plan.objects.get(jurisdiction=river.place)


@pytest.fixture
def li(river: River) -> Client:
    client = Client()
    client.force_login(river.li)
    return client

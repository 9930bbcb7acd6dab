import pytest
from django.test import Client

from luoshi_web.people.models import Role
from tests.reports.conftest import town
from tests.reports.town import Town

__all__ = ["gao", "town"]


@pytest.fixture
def gao(town: Town) -> Client:
    """The town's administrator, signed in."""
    client = Client()
    client.force_login(town.person("gao", "高远", Role.ADMIN))
    return client

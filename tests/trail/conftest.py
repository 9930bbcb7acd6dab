import pytest

from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction


@pytest.fixture
def town(db: None) -> Jurisdiction:
    return Jurisdiction.objects.create(slug="town", name="某镇")


@pytest.fixture
def li(db: None) -> User:
    return User.objects.create_user("li", name="李敏")

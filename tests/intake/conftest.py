"""One cast: Li reviews, Wang reviews too, Lin only reads, Zhou is a stranger from another place."""

from collections.abc import Callable

import pytest

from luoshi_web.intake.models import Intake
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction
from tests.intake.offices import Desk, read_draft


def member(username: str, name: str, place: Jurisdiction, role: Role) -> User:
    user = User.objects.create_user(username, password="sunny-harbour-42", name=name)
    Membership.objects.create(user=user, jurisdiction=place, role=role)
    return user


@pytest.fixture
def lake(db: None) -> Jurisdiction:
    return Jurisdiction.objects.create(slug="lake", name="湖区", name_en="Lake")


@pytest.fixture
def li(lake: Jurisdiction) -> User:
    return member("li", "李敏", lake, Role.REVIEWER)


@pytest.fixture
def wang(lake: Jurisdiction) -> User:
    return member("wang", "王芳", lake, Role.REVIEWER)


@pytest.fixture
def lin(lake: Jurisdiction) -> User:
    return member("lin", "林岚", lake, Role.LEADER)


@pytest.fixture
def zhou(db: None) -> User:
    return member("zhou", "周平", Jurisdiction.objects.create(slug="hill", name="山区"), Role.ADMIN)


@pytest.fixture
def draft(lake: Jurisdiction, li: User) -> Intake:
    """A bad table, as it was read."""
    return read_draft(lake, li)


@pytest.fixture
def desk_of(draft: Intake) -> Callable[..., Desk]:
    def sit(user: User | None, *, script: bool = False) -> Desk:
        return Desk(user, draft, script=script)

    return sit

"""What the site writes stands in the trail, in the transaction that writes it."""

import json

import pytest

from luoshi_web.intake.inforce import AnotherPlanInForce, import_plan, set_visibility
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Visibility
from luoshi_web.trail.models import Entry
from tests.people.lake import TABLE
from tests.trail.town import NOON


def test_importing_publishing_and_taking_back_are_recorded_once_each(town: Jurisdiction, li: User) -> None:
    data = TABLE.encode()
    plan = import_plan(data, "town.txt", jurisdiction=town, year=2025, by=li, at=NOON).plan
    import_plan(data, "town.txt", jurisdiction=town, year=2025, by=li, publish=True, at=NOON)
    import_plan(data, "town.txt", jurisdiction=town, year=2025, by=li, publish=True, at=NOON)
    set_visibility(plan, Visibility.PUBLISHED, lights=True, by=li, at=NOON)
    set_visibility(plan, Visibility.INTERNAL, by=li, at=NOON)

    entries = Entry.objects.filter(chain=town.pk).order_by("seq")
    assert [(entry.act, entry.who) for entry in entries] == [
        ("revision.in_force", li.pk),
        ("plan.published", li.pk),
        ("plan.published", li.pk),
        ("plan.taken_back", li.pk),
    ]
    assert json.loads(entries[3].replaced) == {"visibility": "published", "public_lights": True, "original": True}


def test_what_could_not_be_imported_leaves_no_entry(town: Jurisdiction) -> None:
    import_plan(TABLE.encode(), "town.txt", jurisdiction=town, year=2025, at=NOON)
    count = Entry.objects.count()
    other = TABLE.replace("300", "500").encode()
    with pytest.raises(AnotherPlanInForce):
        import_plan(other, "other.txt", jurisdiction=town, year=2025, at=NOON)
    assert Entry.objects.count() == count

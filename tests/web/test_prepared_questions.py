"""A prepared question finds what the same question of Django's finds, and one that cannot be prepared is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet

from luoshi_web.inserts import insert
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.prepared import prepared

NOW = datetime(2025, 10, 9, 9, 0, tzinfo=UTC)
DAY = date(2025, 10, 9)


@pytest.fixture
def place(db: None) -> Jurisdiction:
    place = Jurisdiction.objects.create(slug="hill", name="山区")
    for number in range(1, 4):
        unit = Unit.objects.create(jurisdiction=place, name=f"局{number}")
        user = User.objects.create_user(f"liaison{number}", name=f"联络员{number}", last_login=NOW + timedelta(number))
        Membership.objects.create(
            user=user, jurisdiction=place, role=Role.LIAISON, unit=unit, valid_from=DAY + timedelta(number)
        )
    return place


def test_numbers_texts_days_moments_and_lists_find_what_django_finds(place: Jurisdiction) -> None:
    def begun(role: str, places: tuple[int, ...], day: date, at: datetime) -> QuerySet[Membership]:
        rows = Membership.objects.filter(role=role, jurisdiction__in=places, valid_from__lte=day)
        return rows.filter(user__last_login__gt=at).select_related("user", "unit").order_by("pk")

    ask = prepared(begun)
    for days in range(5):
        for places in ((place.pk,), (place.pk, place.pk + 1), (place.pk + 1, place.pk + 2)):
            values = {
                "role": Role.LIAISON.value,
                "places": places,
                "day": DAY + timedelta(days),
                "at": NOW + timedelta(1),
            }
            found = ask(**values)  # type: ignore[arg-type]
            expected = list(begun(**values))  # type: ignore[arg-type]
            assert [(one.pk, one.user, one.unit, one.valid_from) for one in found] == [
                (one.pk, one.user, one.unit, one.valid_from) for one in expected
            ]
            assert [one.user.last_login for one in found] == [one.user.last_login for one in expected]


def test_a_question_that_hangs_on_its_values_is_refused(place: Jurisdiction) -> None:
    @prepared
    def of_parity(unit: int) -> QuerySet[Unit]:
        return Unit.objects.filter(pk=unit) if unit % 2 else Unit.objects.filter(name="局1", pk=unit)

    @prepared
    def deaf(unit: int) -> QuerySet[Unit]:
        return Unit.objects.filter(name="局1")

    @prepared
    def no_rows(unit: int) -> QuerySet[Unit]:
        return Unit.objects.filter(pk=unit).values_list("pk")  # type: ignore[return-value]

    for question in (of_parity, deaf, no_rows):
        with pytest.raises(TypeError):
            question(unit=3)


def test_a_row_that_is_there_takes_over_what_is_newer(place: Jurisdiction) -> None:
    before = Unit.objects.get(name="局2")
    one = Unit(jurisdiction=place, name="局2", valid_to=DAY)
    insert([one], or_update=("jurisdiction", "name"), update=("valid_to",))

    assert (one.pk, place.units.count()) == (before.pk, 3)
    assert Unit.objects.get(pk=before.pk).valid_to == DAY


@pytest.mark.postgres
def test_the_server_keeps_the_plan_of_a_question_and_answers_other_values(place: Jurisdiction) -> None:
    @prepared
    def named(place: int, name: str) -> QuerySet[Unit]:
        return Unit.objects.filter(jurisdiction=place, name=name)

    found = [[unit.name for unit in named(place=place.pk, name=f"局{number}")] for number in range(8)]

    assert found == [[], ["局1"], ["局2"], ["局3"], [], [], [], []]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE strpos(statement, %s) > 0", [Unit._meta.db_table]
        )
        assert cursor.fetchone() == (1,)
    assert Unit.objects.filter(name="局1").count() == 1  # what others ask is written into the statement as before

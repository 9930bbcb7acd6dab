"""Every table either belongs to offices, row by row, or is named here with why it does not."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from luoshi_web.places.belonging import models_of_offices, office_of, references, strays
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.plans.models import Task
from luoshi_web.reports.actions.contributing import ask
from luoshi_web.reports.actions.evidence import add_link
from luoshi_web.reports.models import Report
from luoshi_web.supervision.reviewing import accept
from tests.reports.town import Town, on

OF_NO_OFFICE = {
    "places.Jurisdiction": "it is the office",
    "people.User": "somebody may work for several offices: Membership says which",
    "people.User_groups": "Django's, of an account",
    "people.User_user_permissions": "Django's, of an account",
    "people.WrongPassword": "a name as it was typed, before anybody is known",
    "people.KnownAddress": "of an account",
    "reminders.Seen": "of an account: what it put away of all its offices",
    "jobs.Worker": "a process of the site",
    "jobs.Tick": "a moment of the site's schedule",
}
# beside the reference of a one-to-one relation, which holds within an office as long as both ends agree
ASKED_OVER_ALL_OFFICES = {
    "people_invitation.token_hash": "whoever opens a link has nothing but the link",
    "reminders_message.state": "one worker sends what is due, of all offices",
    "reminders_message.person": "somebody reads in one list what all their offices told them",
}


def ours() -> list[type[models.Model]]:
    models_of_apps = apps.get_models(include_auto_created=True)
    return [model for model in models_of_apps if model.__module__.startswith("luoshi_web.")]


def test_every_model_belongs_to_an_office_or_is_named_with_why_not() -> None:
    without = {model._meta.label for model in ours() if office_of(model) is None}

    assert without == set(OF_NO_OFFICE)
    for model in models_of_offices():
        office = office_of(model)
        assert office is not None
        assert (office.null, office.related_model, office.column) == (False, Jurisdiction, "jurisdiction_id"), model


def test_what_is_unique_and_what_pages_ask_for_begins_with_the_office() -> None:
    """So no index spans offices, and one of many offices is as quick as one alone."""
    apart = set()
    for model in models_of_offices():
        table = model._meta.db_table
        for index in [*model._meta.constraints, *model._meta.indexes]:
            fields = getattr(index, "fields", None)
            if fields and fields[0].lstrip("-") != "jurisdiction":
                apart.add(f"{table}.{fields[0].lstrip('-')}")
        for field in model._meta.local_fields:
            if field.unique and not field.primary_key and not field.one_to_one:
                apart.add(f"{table}.{field.name}")

    assert apart == set(ASKED_OVER_ALL_OFFICES)


@pytest.mark.django_db
def test_the_database_itself_wants_an_office() -> None:
    for model in models_of_offices():
        with connection.cursor() as cursor:
            columns = connection.introspection.get_table_description(cursor, model._meta.db_table)
        assert [column.null_ok for column in columns if column.name == "jurisdiction_id"] == [False], model


def test_rows_made_by_a_cycle_belong_to_the_office_of_what_they_hang_on(town: Town) -> None:
    town.opened()
    add_link(town.report("3"), "https://example.gov.cn/1", by=town.zhu, at=on(10))
    town.submitted("3", "新增绿化面积13万方。", town.zhu)
    ask(town.report("4"), town.unit("财政局"), question="资金到位了吗", by=town.zhu, at=on(10))
    accept(town.report("3"), by=town.li, at=on(11))

    assert list(strays()) == []
    assert {model._meta.label for model in models_of_offices() if model._base_manager.exists()} >= {
        "reports.VersionEvidence", "reports.Contribution", "supervision.Assessment", "trail.Details",
    }  # fmt: skip
    out = StringIO()
    call_command("checkoffices", stdout=out)
    assert f"{len(references())}种引用都核对过" in out.getvalue()


def test_a_row_that_refers_to_another_office_is_found(town: Town) -> None:
    town.opened()
    hill = Jurisdiction.objects.get(slug="hill")
    Report.objects.filter(task__key="3").update(jurisdiction=hill)
    stranger = Unit.objects.create(jurisdiction=hill, name="水利局")
    Report.objects.filter(task__key="4").update(owner=stranger)

    found = {stray.reference.column: stray.count for stray in strays()}

    assert found["reports_report.task_id"] == Report.objects.filter(jurisdiction=hill).count()
    assert found["reports_report.owner_id"] == Report.objects.filter(task__key__in=["3", "4"]).count()
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("checkoffices", stderr=err)
    assert ended.value.code == 1
    assert "reports_report.task_id" in err.getvalue()
    assert Task.objects.filter(jurisdiction=hill).count() == 0

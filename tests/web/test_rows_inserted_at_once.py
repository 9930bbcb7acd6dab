"""Rows that are given by their columns stand as objects of the model would, in their order."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from luoshi_web.inserts import AT_ONCE, insert_rows
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan, Revision, SourceFile, Target, Task, Wording

AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def revision(db: None) -> Revision:
    place = Jurisdiction.objects.create(slug="hill", name="山区")
    plan = Plan.objects.create(jurisdiction=place, year=2025)
    source = SourceFile.objects.create(
        jurisdiction=place, name="a", kind="text", sha256="0" * 64, size=1, uploaded_at=AT
    )
    return Revision.objects.create(jurisdiction=place, plan=plan, number=1, source=source, grammar="1", confirmed_at=AT)


def columns(model: Any, row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}


def test_many_rows_get_their_numbers_in_their_order(revision: Revision) -> None:
    keys = [f"k{number}" for number in range(2 * AT_ONCE + 3)]
    rows = ({"jurisdiction_id": revision.jurisdiction_id, "plan_id": revision.plan_id, "key": key} for key in keys)

    numbers = insert_rows(Task, rows)

    assert [Task.objects.get(pk=number).key for number in (numbers[0], numbers[AT_ONCE], numbers[-1])] == [
        keys[0], keys[AT_ONCE], keys[-1],
    ]  # fmt: skip
    assert list(revision.plan.tasks.order_by("pk").values_list("key", flat=True)) == keys


def test_a_row_is_what_its_object_would_have_been(revision: Revision) -> None:
    office = revision.jurisdiction_id
    (task,) = insert_rows(Task, [{"jurisdiction_id": office, "plan_id": revision.plan_id, "key": "1"}])
    wording = {
        "jurisdiction_id": office, "revision_id": revision.pk, "task_id": task, "position": 0, "no": "1",
        "text": "投资3亿元", "places": {"text": {"row": 3}},
    }  # fmt: skip
    (number,) = insert_rows(Wording, [wording])
    target = {
        "jurisdiction_id": office, "wording_id": number, "position": 0, "span_start": 0, "span_end": 4,
        "metric": "投资", "basis": "level", "value": Decimal("300000000.50"), "measure": "元", "place": None,
    }  # fmt: skip
    (pk,) = insert_rows(Target, [target])

    for model, row, made in ((Wording, number, Wording(**wording)), (Target, pk, Target(**target))):
        made.pk = row
        assert columns(model, model.objects.get(pk=row)) == columns(model, made)


def test_rows_of_different_columns_are_refused(revision: Revision) -> None:
    first = {"jurisdiction_id": revision.jurisdiction_id, "plan_id": revision.plan_id, "key": "1"}

    for second in ({**first, "key": "2", "pk": 5}, {"key": "2", "plan_id": revision.plan_id, "pk": 5}):
        with pytest.raises((KeyError, ValueError)):
            insert_rows(Task, [first, second])


def test_what_is_there_already_is_passed_over_where_that_is_asked_for_and_else_refused(revision: Revision) -> None:
    row = {"jurisdiction_id": revision.jurisdiction_id, "plan_id": revision.plan_id, "key": "1"}
    insert_rows(Task, [row])

    assert insert_rows(Task, [row, {**row, "key": "2"}], pass_over=True) == []
    assert revision.plan.tasks.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Task, [row])

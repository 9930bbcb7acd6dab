"""kill -9 while a plan is put in force: it is in force whole or not at all, and the page says what to do."""

import pytest

from luoshi_web.intake import confirming
from luoshi_web.intake.models import Intake, IntakeState
from luoshi_web.people.models import User
from luoshi_web.plans.models import Plan, Revision, Target, Task, Wording
from luoshi_web.reports.models import Report, ReportVersion
from luoshi_web.supervision.models import Assessment
from luoshi_web.trail.models import Entry
from tests.bad_days.test_killed_in_each_step import killed_after
from tests.chosen import times
from tests.intake.offices import Desk

pytestmark = pytest.mark.django_db(transaction=True)
WHEN = "2026-07-01T08:00:00+08:00"
WRITTEN = (Plan, Revision, Task, Wording, Target, Report, ReportVersion, Assessment)
STEP = times(7, 1)  # statements between two kills


def rows() -> list[int]:
    return [model.objects.count() for model in WRITTEN]


def test_a_worker_that_is_killed_leaves_the_whole_plan_or_nothing(draft: Intake, li: User) -> None:
    Intake.objects.filter(pk=draft.pk).update(state=IntakeState.CONFIRMING)
    # another test's process may have left the demo's rows
    before, entries = rows(), Entry.objects.count()
    statement = 1
    while killed_after(statement, lambda: confirming.confirm_intake.func(draft.pk, li.pk, WHEN)):
        assert rows() == before, f"half of it is there after {statement} statements"
        assert Entry.objects.count() == entries
        assert Intake.objects.get(pk=draft.pk).state == IntakeState.CONFIRMING
        statement += STEP
    assert statement > 20
    plan = Plan.objects.get(jurisdiction=draft.jurisdiction)
    assert plan.in_force is not None
    assert Wording.objects.filter(revision=plan.in_force).count() == 4
    assert Report.objects.filter(cycle__plan=plan, accepted__isnull=False).count() == 4
    assert Intake.objects.get(pk=draft.pk).state == IntakeState.CONFIRMED


def test_after_a_kill_the_page_says_to_confirm_once_more(draft: Intake, li: User) -> None:
    Intake.objects.filter(pk=draft.pk).update(state=IntakeState.CONFIRMING)
    assert killed_after(9, lambda: confirming.confirm_intake.func(draft.pk, li.pk, WHEN))
    desk = Desk(li, draft)
    assert "正在让计划生效" in desk.get().content.decode()

    confirming.given_up_confirming(confirming.confirm_intake.module_path, [draft.pk, li.pk, WHEN])

    page = desk.get().content.decode()
    assert "没有写完就中断了，计划没有改动，请再确认一次" in page
    assert "confirm/" in page
    assert desk.send("confirm/").status_code == 302
    assert Plan.objects.get(jurisdiction=draft.jurisdiction).in_force is not None

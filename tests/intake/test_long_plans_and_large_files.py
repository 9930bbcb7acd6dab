"""A plan of thousands of tasks is put in force by a worker, and a large file never holds a small one up."""

from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from luoshi_web.intake import confirming, queries
from luoshi_web.intake.actions import take_in
from luoshi_web.intake.inforce import import_plan
from luoshi_web.intake.models import Intake, IntakeState
from luoshi_web.jobs.queues import LARGE, READING
from luoshi_web.people.models import User
from luoshi_web.people.resetting import look_up
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan, Wording
from luoshi_web.reports.models import Report
from tests.intake.offices import BAD_TABLE, Desk, work


@pytest.fixture(autouse=True)
def three_tasks_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "CHECKED_AT_ONCE", 3)


def now(intake: Intake) -> Intake:
    return Intake.objects.select_related("source", "jurisdiction").get(pk=intake.pk)


def test_a_long_plan_comes_in_force_in_a_worker(draft: Intake, li: User) -> None:
    desk = Desk(li, draft)

    assert desk.send("confirm/").status_code == 302

    assert now(draft).state == IntakeState.CONFIRMING
    assert not Plan.objects.filter(in_force__isnull=False).exists()
    page = desk.get().content.decode()
    assert "正在让计划生效" in page
    assert "取消读取" not in page
    work()
    draft = now(draft)
    assert draft.state == IntakeState.CONFIRMED
    assert draft.confirmed_by == li
    assert draft.revision is not None
    assert Plan.objects.get().in_force == draft.revision
    assert Wording.objects.filter(revision=draft.revision).count() == 4
    assert all(report.accepted_id == report.current_id for report in Report.objects.all())
    assert Report.objects.filter(accepted__isnull=False).count() == 4
    assert "已生效" in desk.get().content.decode()


def test_nobody_corrects_it_while_it_is_written(draft: Intake, li: User, wang: User) -> None:
    Desk(li, draft).send("confirm/")

    answer = Desk(wang, draft, script=True).cell("4", no="3")

    assert "刚被别人改过" in answer.content.decode()
    assert not draft.acts.exists()
    assert Desk(wang, draft).send("confirm/").status_code == 302
    work()
    assert now(draft).confirmed_by == li


def test_a_plan_that_cannot_come_in_force_is_given_back_with_the_reason(
    draft: Intake, lake: Jurisdiction, li: User
) -> None:
    desk = Desk(li, draft)
    desk.send("confirm/")
    import_plan(BAD_TABLE.replace("4万人", "5万人").encode(), "先来的.txt", jurisdiction=lake, year=2026)

    work()

    assert now(draft).state == IntakeState.READ
    assert "已有生效的任务表（先来的.txt）" in desk.get().content.decode()
    desk.cell("4", no="3")
    assert "已有生效的任务表" not in desk.get().content.decode()


def test_a_worker_that_died_twice_leaves_the_draft_as_it_was(draft: Intake, li: User) -> None:
    desk = Desk(li, draft)
    desk.send("confirm/")

    confirming.given_up_confirming(confirming.confirm_intake.module_path, [draft.pk, li.pk, "2026-07-01T08:00:00"])

    assert now(draft).state == IntakeState.READ
    assert "没有写完就中断了" in desk.get().content.decode()
    work()  # the job is there still, and finds nothing to do
    assert not Plan.objects.filter(in_force__isnull=False).exists()


def test_it_comes_in_force_once_where_the_job_runs_twice(draft: Intake, li: User) -> None:
    Desk(li, draft).send("confirm/")
    work()

    again = confirming.confirm_intake.func(draft.pk, li.pk, "2026-07-01T08:00:00+08:00")

    assert again == "not due"
    assert now(draft).revision == Plan.objects.get().in_force


def test_a_worker_for_short_jobs_leaves_the_large_file_to_another(
    lake: Jurisdiction, li: User, settings: pytest.FixtureRequest
) -> None:
    settings.INTAKE_LARGE_BYTES = 1000  # type: ignore[attr-defined]
    large = take_in((BAD_TABLE + "\n" * 1000).encode(), "大.txt", jurisdiction=lake, year=2026, by=li).intake
    small = take_in(BAD_TABLE.encode(), "小.txt", jurisdiction=lake, year=2027, by=li).intake
    assert [job.queue_name for job in DBTaskResult.objects.order_by("enqueued_at")] == [LARGE, READING]

    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        call_command("worker", batch=True, short=True, verbosity=0)

    assert now(small).state == IntakeState.READ
    assert now(large).state == IntakeState.WAITING
    work()
    assert now(large).state == IntakeState.READ


def test_a_worker_for_reminders_reads_no_file(lake: Jurisdiction, li: User) -> None:
    small = take_in(BAD_TABLE.encode(), "小.txt", jurisdiction=lake, year=2027, by=li).intake
    letter = look_up.enqueue("nobody", timezone.now().isoformat())

    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        call_command("worker", batch=True, prompt=True, verbosity=0)

    assert now(small).state == IntakeState.WAITING
    assert str(DBTaskResult.objects.exclude(finished_at=None).get().pk) == letter.id

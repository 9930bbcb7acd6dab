"""Putting a long plan in force in a worker: nobody's page waits a minute for it, and a dead worker leaves no half."""

from datetime import datetime

from django.db import transaction
from django_tasks import task

from luoshi.collecting import seldom_collected
from luoshi.errors import LuoshiError
from luoshi_web.intake import queries
from luoshi_web.intake.actions import IntakeMoved, put_in_force, still
from luoshi_web.intake.models import Intake, IntakeState
from luoshi_web.jobs.queues import LARGE
from luoshi_web.people.models import User

BROKEN_OFF = LuoshiError(
    "没有写完就中断了，计划没有改动，请再确认一次。",
    "It was broken off before all was written, and nothing was changed; please confirm once more.",
)


def hand_to_a_worker(intake: Intake, *, by: User, seen: int, at: datetime) -> None:
    """Let a worker put a plan in force; until it has, nobody corrects it.

    Args:
        seen: the number of the last act when the page was shown, 0 for none.

    Raises:
        MovedMeanwhile: somebody corrected or confirmed meanwhile.
    """
    with transaction.atomic():
        still(intake, seen, by)
        handed = Intake.objects.filter(pk=intake.pk, state=IntakeState.READ).update(
            state=IntakeState.CONFIRMING, trouble="", trouble_en=""
        )
        if not handed:
            raise IntakeMoved
        confirm_intake.using(queue_name=LARGE).enqueue(intake.pk, by.pk, at.isoformat())


@task()
def confirm_intake(pk: int, by: int, at: str) -> str:
    """Put the plan of an intake in force where that was asked for. Run twice, it does so once.

    Returns:
        The state in which it left the intake.
    """
    found = Intake.objects.select_related("source__jurisdiction", "jurisdiction")
    intake = found.filter(pk=pk, state=IntakeState.CONFIRMING).first()
    if intake is None:
        return "not due"
    try:
        # read and judged before anything is written: SQLite lets one write at a time
        with seldom_collected():
            plan = queries.corrected_plan(intake)
            queries.forget_drafts()  # what it was read as, before it was judged, is not wanted again
        with seldom_collected(), transaction.atomic():
            put_in_force(intake, plan, by=User.objects.get(pk=by), at=datetime.fromisoformat(at))
    except LuoshiError as error:
        return _not_in_force(pk, error)
    finally:
        queries.forget_drafts()
    return IntakeState.CONFIRMED


def _not_in_force(pk: int, why: LuoshiError) -> str:
    """Give a draft back to its readers, with the sentence that says why."""
    Intake.objects.filter(pk=pk, state=IntakeState.CONFIRMING).update(
        state=IntakeState.READ, trouble=why.chinese, trouble_en=why.english
    )
    return IntakeState.READ


def given_up_confirming(task_path: str, args: list[int]) -> None:
    """Hear from the reaper that the workers died: the draft is there again, and a person may try again."""
    if task_path == confirm_intake.module_path:
        _not_in_force(args[0], BROKEN_OFF)

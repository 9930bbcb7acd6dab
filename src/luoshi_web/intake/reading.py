"""Reading an intake in a worker: begun once, watched, and written whole or not at all."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from luoshi.corrections import Correction, reading_of
from luoshi_web.intake.confined import NoReading, Order, WholeReading, read_confined
from luoshi_web.intake.models import Intake, IntakeReading, IntakeState
from luoshi_web.intake.queries import corrections_of
from luoshi_web.jobs.queues import LARGE, READING
from luoshi_web.plans.models import SourceContent, SourceFile

TELLS_EVERY = 0.5  # seconds
AFRESH = {"stage": "", "done": 0, "total": 0, "trouble": "", "trouble_en": "", "sketch": []}

BROKEN_OFF = NoReading("读取中断了，请再试一次。", "The reading was broken off; please try again.")


def enqueue(intake: Intake) -> None:
    """Ask for a reading; called in the transaction that made it due, so that both stand or neither."""
    large = intake.source.size > settings.INTAKE_LARGE_BYTES
    read_intake.using(queue_name=LARGE if large else READING).enqueue(intake.pk)


@task()
def read_intake(pk: int) -> str:
    """Read one intake where one is due. Run twice, it reads twice and keeps the later reading.

    Returns:
        The state in which it left the intake.
    """
    due = [IntakeState.WAITING, IntakeState.READING]
    begun = Intake.objects.filter(pk=pk, state__in=due).update(
        state=IntakeState.READING,
        attempt=F("attempt") + 1,
        **AFRESH,
    )
    if not begun:
        return "not due"
    intake = Intake.objects.select_related("source").get(pk=pk)
    outcome = read_confined(
        bytes(SourceContent.objects.get(source=intake.source).data),
        order_for(intake, corrections_of(intake)),
        ProgressReporter(intake.pk, intake.attempt),
    )
    if isinstance(outcome, NoReading):
        return _keep_trouble(intake, outcome)
    return _keep_reading(intake, outcome, timezone.now())


def order_for(intake: Intake, corrections: list[Correction]) -> Order:
    told = reading_of(corrections)
    return Order(
        name=intake.source.name,
        kind="paste" if intake.pasted else None,
        year=told.get("year", intake.year),
        meanings=tuple((table, index, role) for (table, index), role in told.get("meanings", {}).items()),
        tasks_at=tuple(place.as_dict() for place in told.get("tasks_at", ())),
        drafted=intake.drafted,
        memory=settings.INTAKE_MEMORY,
        seconds=settings.INTAKE_SECONDS,
    )


class ProgressReporter:
    """Tells the row how far the reading is, and hears from it whether it is still wanted."""

    def __init__(self, pk: int, attempt: int) -> None:
        self.pk, self.attempt = pk, attempt
        self.told: datetime | None = None

    def __call__(self, stage: str, done: int, of: int) -> bool:
        now = timezone.now()
        if self.told is not None and (now - self.told).total_seconds() < TELLS_EVERY:
            return True
        self.told = now
        row = Intake.objects.filter(pk=self.pk, attempt=self.attempt, state=IntakeState.READING)
        return bool(row.update(stage=stage, done=min(done, of), total=of))


def _keep_trouble(intake: Intake, trouble: NoReading) -> str:
    same = Intake.objects.filter(pk=intake.pk, attempt=intake.attempt, state=IntakeState.READING)
    kept = same.update(
        state=IntakeState.FAILED,
        trouble=trouble.chinese,
        trouble_en=trouble.english,
        sketch=[*trouble.sketch],
    )
    return IntakeState.FAILED if kept else "no longer wanted"


def _keep_reading(intake: Intake, reading: WholeReading, at: datetime) -> str:
    """Write the reading and the state together: whoever sees one sees both."""
    with transaction.atomic():
        same = Intake.objects.filter(pk=intake.pk, attempt=intake.attempt, state=IntakeState.READING)
        if not same.update(state=IntakeState.READ, read_at=at):
            return "no longer wanted"
        IntakeReading.objects.update_or_create(
            jurisdiction_id=intake.jurisdiction_id,
            intake=intake,
            defaults={
                "attempt": intake.attempt,
                "grammar": reading.grammar,
                "tasks": reading.tasks,
                "packed": reading.packed,
                "cut": reading.cut,
            },
        )
        SourceFile.objects.filter(pk=intake.source_id).update(kind=reading.kind)
    return IntakeState.READ


def given_up_reading(task_path: str, args: list[int]) -> None:
    """Hear from the reaper that a reading's workers died: the row says so, and a person may try again."""
    if task_path != read_intake.module_path:
        return
    Intake.objects.filter(pk__in=args, state__in=[IntakeState.WAITING, IntakeState.READING]).update(
        state=IntakeState.FAILED, trouble=BROKEN_OFF.chinese, trouble_en=BROKEN_OFF.english, attempt=F("attempt") + 1
    )

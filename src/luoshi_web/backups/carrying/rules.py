"""What the migrations between two older versions made of rows, done to what was carried over from before them."""

from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now

from luoshi.tasktable.numbering import Numbered, keys
from luoshi_web.plans.models import Finding, FormerKey, Plan, Revision, Task, Wording
from luoshi_web.reports.models import Cycle, Report
from luoshi_web.supervision.models import Assessment

# what checks said of a statement; all else was said of reading the table, and stays with its revision
CODES = (
    "answers-nothing", "average", "claim", "completion", "cumulative", "difference", "field-differs", "growth",
    "measure", "more-than-total", "no-figure", "outside", "part-larger", "rank", "repeated", "rows-differ", "share",
    "sum", "ticks-unclear", "too-many", "two-signals", "unclear",
)  # fmt: skip


def follow(migrations: frozenset[str]) -> None:
    """Do what the migrations did that a backup lacks (app.name)."""
    if "plans.0003_parts_and_former_keys" not in migrations:
        rename_keys_with_words()
    if "reports.0013_cycles_are_published" not in migrations:
        publish_what_was_seen()
    if "supervision.0003_what_the_checks_found" not in migrations:
        lay_findings_beside()


def rename_keys_with_words() -> None:
    """Give tasks whose key held a chapter's words (一、产业提升/1) one without; the old key leads to it."""
    for plan in Plan.objects.filter(tasks__key__contains="/").distinct():
        _rename_in(plan)


def _rename_in(plan: Plan) -> None:
    tasks = Task.objects.filter(plan=plan)
    used = set(tasks.values_list("key", flat=True))
    for revision in Revision.objects.filter(plan=plan).order_by("-number"):
        wordings = Wording.objects.filter(revision=revision)
        rows = list(wordings.select_related("task").order_by("position"))
        numbers = [Numbered("" if row.task.key.startswith("#") else row.no, row.chapter) for row in rows]
        for position, (row, key) in enumerate(zip(rows, keys(numbers), strict=True), start=1):
            task = tasks.get(pk=row.task_id)
            if "/" not in task.key:
                continue
            options = (key, f"#{position}", *(f"{key}-{count}" for count in range(2, len(used) + 3)))
            new = next(option for option in options if option not in used)
            used.add(new)
            FormerKey.objects.create(jurisdiction_id=plan.jurisdiction_id, plan=plan, task=task, key=task.key)
            found = Finding.objects.filter(revision__plan=plan, task_key=task.key)
            found.update(task_key=new)
            tasks.filter(pk=task.pk).update(key=new)


def publish_what_was_seen() -> None:
    """Publish what the public saw: nothing of it changes by that publishing is an act of its own now.

    What came with an imported table is published with its plan, and so is a cycle that was opened in its place.
    """
    cycles = Cycle.objects.filter(shown=True)
    imported = Q(status="recorded") | Q(reports__versions__revision__isnull=False, reports__versions__number=1)
    seen = Q(plan__visibility="published") | imported
    for pk in list(cycles.filter(seen).values_list("pk", flat=True).distinct()):
        cycles.filter(pk=pk).update(published_at=Coalesce(F("closed_at"), Now()))


def lay_findings_beside() -> None:
    """Lay what was found in an imported statement beside the assessment of the cycle that the statement is of."""
    told: dict[tuple[int, int | None], list[dict[str, Any]]] = {}
    rows = Finding.objects.filter(task__isnull=False, code__in=CODES).order_by("position")
    for row in rows.iterator():
        span = None if row.span_start is None else [row.span_start, row.span_end]
        told.setdefault((row.revision_id, row.task_id), []).append(
            {
                "code": row.code, "level": row.level, "message": row.message, "message_en": row.message_en,
                "task": row.task_key, "field": row.field, "written": row.written, "reckoned": row.reckoned,
                "span": span, "place": row.place,
            }
        )  # fmt: skip
    assessments = Assessment.objects
    reports = Report.objects.filter(accepted__revision__isnull=False).order_by("cycle__position")
    last: dict[tuple[int | None, int | None], int] = {}
    for in_task, by_revision, in_cycle in reports.values_list("task_id", "accepted__revision_id", "cycle_id"):
        last[by_revision, in_task] = in_cycle
    for (revision, task), findings in told.items():
        cycle = last.get((revision, task)) if task is not None else None
        newest = assessments.filter(task=task, cycle=cycle, target=None).order_by("-pk").first() if cycle else None
        if newest is not None:
            assessments.filter(pk=newest.pk).update(findings=findings)

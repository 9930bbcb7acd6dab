from typing import Any

from django.db import migrations, models

# what checks said of a statement; all else was said of reading the table, and stays with its revision
CODES = (
    "answers-nothing", "average", "claim", "completion", "cumulative", "difference", "field-differs", "growth",
    "measure", "more-than-total", "no-figure", "outside", "part-larger", "rank", "repeated", "rows-differ", "share",
    "sum", "ticks-unclear", "too-many", "two-signals", "unclear",
)  # fmt: skip


def lay_beside(apps: Any, schema_editor: Any) -> None:
    """Lay what was found in an imported statement beside the assessment of the cycle that the statement is of."""
    told: dict[tuple[int, int], list[dict[str, Any]]] = {}
    rows = apps.get_model("plans", "Finding").objects.filter(task__isnull=False, code__in=CODES).order_by("position")
    for row in rows.iterator():
        span = None if row.span_start is None else [row.span_start, row.span_end]
        told.setdefault((row.revision_id, row.task_id), []).append(
            {
                "code": row.code, "level": row.level, "message": row.message, "message_en": row.message_en,
                "task": row.task_key, "field": row.field, "written": row.written, "reckoned": row.reckoned,
                "span": span, "place": row.place,
            }
        )  # fmt: skip
    assessments = apps.get_model("supervision", "Assessment").objects
    reports = apps.get_model("reports", "Report").objects.filter(accepted__revision__isnull=False)
    last: dict[tuple[int, int], int] = {}
    for task, revision, cycle in reports.order_by("cycle__position").values_list(
        "task_id", "accepted__revision_id", "cycle_id"
    ):
        last[revision, task] = cycle
    for (revision, task), findings in told.items():
        cycle = last.get((revision, task))
        newest = assessments.filter(task=task, cycle=cycle, target=None).order_by("-pk").first() if cycle else None
        if newest is not None:
            assessments.filter(pk=newest.pk).update(findings=findings)


class Migration(migrations.Migration):
    dependencies = (
        ("plans", "0002_kept_wordings"),
        ("reports", "0010_what_persons_settled"),
        ("supervision", "0002_what_is_unclear"),
    )

    operations = (
        migrations.AddField(
            model_name="assessment",
            name="findings",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.RunPython(lay_beside, migrations.RunPython.noop),
    )

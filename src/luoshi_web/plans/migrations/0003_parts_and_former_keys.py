import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from luoshi.tasktable.numbering import Numbered, keys


def rename(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give tasks whose key held a chapter's words (一、产业提升/1) one without; the old key leads to it."""
    plan_model = apps.get_model("plans", "Plan")
    for plan in plan_model.objects.filter(tasks__key__contains="/").distinct():
        _rename_in(apps, plan)


def _rename_in(apps: Apps, plan: models.Model) -> None:
    finding, former = apps.get_model("plans", "Finding"), apps.get_model("plans", "FormerKey")
    wording, task_model = apps.get_model("plans", "Wording"), apps.get_model("plans", "Task")
    used = set(task_model.objects.filter(plan=plan).values_list("key", flat=True))
    for revision in apps.get_model("plans", "Revision").objects.filter(plan=plan).order_by("-number"):
        rows = list(wording.objects.filter(revision=revision).select_related("task").order_by("position"))
        numbers = [Numbered("" if row.task.key.startswith("#") else row.no, row.chapter) for row in rows]
        for position, (row, key) in enumerate(zip(rows, keys(numbers), strict=True), start=1):
            task = task_model.objects.get(pk=row.task_id)
            if "/" not in task.key:
                continue
            options = (key, f"#{position}", *(f"{key}-{count}" for count in range(2, len(used) + 3)))
            new = next(option for option in options if option not in used)
            used.add(new)
            former.objects.create(plan=plan, task=task, key=task.key)
            finding.objects.filter(revision__plan=plan, task_key=task.key).update(task_key=new)
            task_model.objects.filter(pk=task.pk).update(key=new)


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0002_kept_wordings"),
    ]

    operations = [
        migrations.AddField(
            model_name="wording",
            name="part",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="wording",
            name="year",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="target",
            name="place",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="target",
            name="written",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.CreateModel(
            name="FormerKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="former_keys", to="plans.plan"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="former_keys", to="plans.task"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "key"), name="a_former_key_means_one_task"),
                ],
            },
        ),
        migrations.RunPython(rename, migrations.RunPython.noop),
    ]

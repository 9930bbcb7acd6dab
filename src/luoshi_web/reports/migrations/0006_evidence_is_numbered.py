from django.db import migrations, models
from django.db.models import F


def number(apps, schema_editor):
    """Any that stand already keep their row's number: it is theirs alone."""
    apps.get_model("reports", "Evidence").objects.update(number=F("pk"))


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_evidence_phrasing_and_milestones")]

    operations = [
        migrations.AlterModelOptions(name="evidence", options={"ordering": ("number",)}),
        migrations.AddField(
            model_name="evidence",
            name="number",
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(fields=("report", "number"), name="evidence_is_numbered"),
        ),
    ]

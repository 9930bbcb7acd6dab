from django.db import migrations, models
from django.db.models import F


def number(apps, schema_editor):
    """Any that stand already keep their row's number: it is theirs alone."""
    apps.get_model("reports", "SealedSheet").objects.update(number=F("pk"))


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_exemptions_say_what_was")]

    operations = [
        migrations.AlterModelOptions(name="sealedsheet", options={"ordering": ("number",)}),
        migrations.AddField(
            model_name="sealedsheet",
            name="number",
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(number, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="sealedsheet",
            constraint=models.UniqueConstraint(fields=("cycle", "unit", "number"), name="sealed_sheets_are_numbered"),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0001_tables"),
    ]

    operations = [
        migrations.AddField("sourcefile", "given_out", models.BooleanField(blank=True, null=True)),
    ]

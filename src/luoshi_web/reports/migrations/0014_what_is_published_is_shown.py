from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("reports", "0013_cycles_are_published"),)

    operations = (
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_at", None), ("shown", True), _connector="OR"),
                name="what_is_published_is_shown_inside_too",
            ),
        ),
    )

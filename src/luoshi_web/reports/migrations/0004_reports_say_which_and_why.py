from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_what_was_accepted")]

    operations = [
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), _negated=True), ("accepted__isnull", False), _connector="OR"
                ),
                name="an_accepted_report_says_which_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_returned_report_says_why",
            ),
        ),
    ]

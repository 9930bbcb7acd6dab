from django.db import migrations


class Migration(migrations.Migration):
    """The table stays; only its app is another."""

    dependencies = [
        ("calendars", "0001_initial"),
        ("reports", "0010_what_persons_settled"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="HolidayArrangement")]),
    ]

"""放假安排: what an office loaded of the days off. Columns and constraints only."""

from django.conf import settings
from django.db import models

from luoshi_web.places.models import Jurisdiction


class HolidayArrangement(models.Model):
    """放假安排 of one year, as an office loaded it: it holds before the one that Luoshi came with."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="holiday_arrangements")
    year = models.PositiveSmallIntegerField()
    text = models.TextField(help_text="a line a day: 2027-01-01,休")
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    loaded_at = models.DateTimeField()

    class Meta:
        db_table = "reports_holidayarrangement"
        constraints = (models.UniqueConstraint(fields=["jurisdiction", "year"], name="one_arrangement_a_year"),)

"""The office's own words: a version's wording for publication, and what is often written to a unit."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi_web.places.models import Jurisdiction, OfJurisdiction
from luoshi_web.reports.models.versions import ReportVersion


class Phrasing(OfJurisdiction):
    """发布口径: the office's own wording of a version, for publication, beside the statement; the newest counts.

    An empty text takes the one before back.
    """

    version = models.ForeignKey(ReportVersion, models.PROTECT, related_name="phrasings")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "version", "number"], name="phrasings_are_numbered"),
        )


class SavedPhrase(models.Model):
    """常用语: what an office often writes when it returns a report."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="saved_phrases")
    text = models.CharField(max_length=300)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("saved_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "text"], name="a_phrase_is_saved_once"),
            models.CheckConstraint(condition=~Q(text=""), name="a_saved_phrase_says_something"),
        )

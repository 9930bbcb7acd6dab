"""Evidence (佐证): files and links behind what is said, with which version each went, and sealed sheets (盖章件)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi_web.places.models import Jurisdiction, OfJurisdiction, Unit
from luoshi_web.reports.models.contributions import Contribution, ContributionVersion
from luoshi_web.reports.models.cycles import Cycle
from luoshi_web.reports.models.reports import Report
from luoshi_web.reports.models.versions import ReportVersion


class KeptFile(models.Model):
    """The bytes of a file on disk, known by their SHA-256; never changed. `size` in bytes, 0 once they are let go."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="kept_files")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "sha256"], name="the_same_bytes_are_kept_once"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="a_kept_file_has_its_sha256"),
        )


class Evidence(OfJurisdiction):
    """佐证: a file or a link behind what a report says; the site never opens the link.

    What was handed in with a version stays with it (`versions`), also after it was taken out of the draft.
    `contribution`: it came from a unit that was asked, not from the owner. `number` counts a report's
    evidence from 1, for its address; it is never given again.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="evidence")
    number = models.PositiveIntegerField()
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, blank=True, related_name="evidence")
    file = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="evidence")
    name = models.CharField(max_length=255)
    link = models.CharField(max_length=1000, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "report", "number"], name="evidence_is_numbered"),
            models.CheckConstraint(
                condition=(Q(file__isnull=False) & Q(link="")) | (Q(file=None) & ~Q(link="")),
                name="evidence_is_a_file_or_a_link",
            ),
        )


class VersionEvidence(OfJurisdiction):
    """A version was handed in with a piece of evidence."""

    reportversion = models.ForeignKey(ReportVersion, models.CASCADE, related_name="+")
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="+")

    class Meta:
        db_table = "reports_reportversion_evidence"
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "reportversion", "evidence"], name="a_version_has_its_evidence_once"
            ),
        )


class ContributionEvidence(OfJurisdiction):
    """A contribution was handed in with a piece of evidence."""

    contributionversion = models.ForeignKey(ContributionVersion, models.CASCADE, related_name="+")
    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="+")

    class Meta:
        db_table = "reports_contributionversion_evidence"
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "contributionversion", "evidence"], name="a_contribution_has_its_evidence_once"
            ),
        )


class SealedSheet(OfJurisdiction):
    """盖章件: the scan of a unit's printed reports of one cycle, sealed: evidence of the submission itself.

    `versions`: what stood on the sheet when it was sent. `number` counts a unit's scans of a cycle from 1.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="sealed_sheets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sealed_sheets")
    number = models.PositiveIntegerField()
    file = models.ForeignKey(KeptFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    versions = models.ManyToManyField(ReportVersion, through="SheetVersion", related_name="sealed_sheets")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "cycle", "unit", "number"], name="sealed_sheets_are_numbered"
            ),
        )


class SheetVersion(OfJurisdiction):
    """A version stood on a sheet when it was sealed."""

    sealedsheet = models.ForeignKey(SealedSheet, models.CASCADE, related_name="+")
    reportversion = models.ForeignKey(ReportVersion, models.CASCADE, related_name="+")

    class Meta:
        db_table = "reports_sealedsheet_versions"
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "sealedsheet", "reportversion"], name="a_sheet_covers_a_version_once"
            ),
        )

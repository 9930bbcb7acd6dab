"""People who sign in, and for which jurisdiction each works, as what, and when."""

from datetime import date, timedelta

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody with an account.

    A Chinese name has no first and last part, so it is one field. Which jurisdiction a
    person works for, and in which role, stands in a table of its own: Membership.
    `password_is_temporary`: somebody else knows it, so it is good for choosing another only.
    `is_sample`: the demo made it, with a password that everybody knows.
    `wrong_codes`: how many codes of the second factor were wrong since the last right one.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    password_is_temporary = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    reset_asked_at = models.DateTimeField(null=True, blank=True)

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()


class Role(models.TextChoices):
    """What somebody is in a jurisdiction; what each may do stands in rights.py."""

    LIAISON = "liaison", _("联络员")
    HEAD = "head", _("单位负责人")
    REVIEWER = "reviewer", _("督查室")
    OFFICE_HEAD = "office_head", _("督查室负责人")
    LEADER = "leader", _("领导（只看）")
    ADMIN = "admin", _("管理员")
    AUDITOR = "auditor", _("审计（只看留痕）")


OF_A_UNIT = (Role.LIAISON, Role.HEAD)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, day: date | None = None) -> "MembershipQuerySet":
        """Those that hold on a day, today without one, of accounts that are not closed.

        Every right goes through here; so does every list of who is to be asked or told.
        """
        day = day or timezone.localdate()
        begun = Q(valid_from=None) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to=None) | Q(valid_to__gt=day), user__is_active=True)

    def not_over(self, day: date | None = None) -> "MembershipQuerySet":
        """Those that hold on a day or will later; of closed accounts too."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day or timezone.localdate()))


class Membership(models.Model):
    """Somebody works for a jurisdiction in a role; a liaison and a head of unit for one of its units.

    It holds from `valid_from` up to, and without, `valid_to`; empty is open. A deputy (代理) has a
    row of their own for dated days that names the row that they stand in for, with its role and unit.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    jurisdiction = models.ForeignKey("places.Jurisdiction", models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = models.ForeignKey("places.Unit", models.PROTECT, null=True, blank=True, related_name="memberships")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    deputy_of = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="deputies")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("jurisdiction", "role")
        constraints = (
            models.UniqueConstraint(
                fields=["jurisdiction", "user", "role"],
                condition=Q(unit=None, valid_to=None),
                name="an_open_role_is_given_once",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "user", "unit", "role"],
                condition=Q(unit__isnull=False, valid_to=None),
                name="an_open_role_is_given_once_a_unit",
            ),
            models.CheckConstraint(
                condition=(Q(role__in=OF_A_UNIT) & Q(unit__isnull=False)) | (~Q(role__in=OF_A_UNIT) & Q(unit=None)),
                name="who_reports_belongs_to_a_unit",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="a_membership_has_a_role"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_membership_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(deputy_of=None) | Q(valid_from__isnull=False, valid_to__isnull=False),
                name="a_deputy_has_days",
            ),
        )

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, as a page says it; None where it is open."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None


class WrongPassword(models.Model):
    """A password that was wrong: of which account's name as it was typed, from where, when; kept for a day.

    `browser` is empty where the account has not signed in there before. What was typed is kept nowhere.
    """

    account = models.CharField(max_length=150)
    address = models.CharField(max_length=45)
    browser = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = (models.Index(fields=["account", "at"]), models.Index(fields=["address", "at"]))


class KnownAddress(models.Model):
    """An address from which an account has signed in: strangers elsewhere do not hold it up there."""

    user = models.ForeignKey(User, models.CASCADE, related_name="known_addresses")
    address = models.CharField(max_length=45)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "address"], name="an_address_is_known_once"),)


class Invitation(models.Model):
    """A link, good once, into a role: shown once, kept as its hash only.

    With `user` the account is there already (it came from a sheet, with its role), and whoever
    opens the link chooses its password. Without, they choose the account's name too.
    """

    jurisdiction = models.ForeignKey("places.Jurisdiction", models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = models.ForeignKey("places.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="invitations")
    name = models.CharField(max_length=100, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=(Q(role__in=OF_A_UNIT) & Q(unit__isnull=False)) | (~Q(role__in=OF_A_UNIT) & Q(unit=None)),
                name="an_invitation_to_report_names_a_unit",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="an_invitation_has_a_role"),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(revoked_at=None), name="an_invitation_is_used_or_revoked"
            ),
        )

"""People who sign in, and for which jurisdiction each works, as what."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody with an account.

    A Chinese name has no first and last part, so it is one field. Which jurisdiction a
    person works for, and in which role, stands in a table of its own: Membership.
    `password_is_temporary`: somebody else knows it, so it is good for choosing another only.
    """

    first_name = None
    last_name = None
    name = models.CharField(max_length=100, blank=True)
    password_is_temporary = models.BooleanField(default=False)

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


class Membership(models.Model):
    """Somebody works for a jurisdiction in a role; a liaison and a head of unit for one of its units."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    jurisdiction = models.ForeignKey("plans.Jurisdiction", models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = models.ForeignKey("plans.Unit", models.PROTECT, null=True, blank=True, related_name="memberships")

    class Meta:
        ordering = ("jurisdiction", "role")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "jurisdiction", "role"], condition=Q(unit=None), name="a_role_is_given_once"
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role"], condition=Q(unit__isnull=False), name="a_role_is_given_once_a_unit"
            ),
            models.CheckConstraint(
                condition=(Q(role__in=OF_A_UNIT) & Q(unit__isnull=False)) | (~Q(role__in=OF_A_UNIT) & Q(unit=None)),
                name="who_reports_belongs_to_a_unit",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="a_membership_has_a_role"),
        )

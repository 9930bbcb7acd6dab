"""Where: jurisdictions, and the bodies that work there, alone and in groups. Columns and constraints only."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Jurisdiction(models.Model):
    """地区: whose plans these are; its slug begins every permanent address."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "plans_jurisdiction"


class OfJurisdiction(models.Model):
    """A row that belongs to one office, as does the row that it hangs on: set from that one where it is made.

    It has no index of its own: what is unique in the table, and what a page asks for, begins with it.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Unit(models.Model):
    """责任单位: a body, or a group of bodies (各街道); never a measure."""

    class Kind(models.TextChoices):
        UNIT = "unit"
        GROUP = "group"

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.UNIT)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    members = models.ManyToManyField("self", through="GroupMembership", symmetrical=False, related_name="groups")

    class Meta:
        db_table = "plans_unit"
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "name"], name="one_unit_of_a_name"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="a_unit_ends_after_it_began",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_unit_has_a_name"),
        )


class UnitAlias(models.Model):
    """Another name of a unit, which a person has confirmed."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="unit_aliases")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "plans_unitalias"
        constraints = (models.UniqueConstraint(fields=["jurisdiction", "name"], name="an_alias_means_one_unit"),)


class GroupMembership(OfJurisdiction):
    """A unit belongs to a group from one day to another."""

    group = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    member = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "plans_membership"
        constraints = (
            models.CheckConstraint(condition=~Q(group=F("member")), name="a_group_is_not_its_own_member"),
            models.UniqueConstraint(
                fields=["jurisdiction", "group", "member", "valid_from"], name="a_membership_begins_once"
            ),
        )

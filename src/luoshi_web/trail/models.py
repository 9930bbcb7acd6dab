"""留痕: what was done, by whom, when, on what; one chain a jurisdiction, appended only.

The database itself refuses to change or delete an entry: see guard.py. An entry holds
numbers only. What names a person stands in its details, which a rule may blank without
breaking the chain. Columns and constraints only.
"""

from django.db import models
from django.db.models import F, Q

from luoshi_web.places.models import OfJurisdiction


class Chain(models.Model):
    """Whose chain it is; who appends to it holds this row, so that two never write the same number."""

    jurisdiction = models.OneToOneField(
        "places.Jurisdiction", models.PROTECT, primary_key=True, related_name="trail_chain"
    )


class Entry(OfJurisdiction):
    """One act. `who` is an account's number, kept also when nothing else of the account is.

    `objects` and `replaced` are JSON in one fixed form, as text, since the hash covers each character.
    """

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="entries")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    who = models.PositiveBigIntegerField(null=True, blank=True)
    act = models.CharField(max_length=60)
    objects_touched = models.TextField()
    replaced = models.TextField()
    details_hash = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("seq",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "seq"], name="entries_are_numbered"),
            models.UniqueConstraint(fields=["jurisdiction", "previous"], name="a_chain_does_not_fork"),
            models.CheckConstraint(condition=Q(jurisdiction=F("chain")), name="an_entry_is_of_its_chains_office"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="entries_begin_at_one"),
            models.CheckConstraint(condition=~Q(act=""), name="an_entry_names_its_act"),
        )


class Details(OfJurisdiction):
    """What an entry says of persons: names, addresses, reasons; and a salt, so that its hash tells nothing.

    `rule` says by which rule it was blanked.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="details")
    text = models.TextField(blank=True)
    blanked_at = models.DateTimeField(null=True, blank=True)
    rule = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(blanked_at=None, rule="") & ~Q(text="")
                | Q(text="", blanked_at__isnull=False) & ~Q(rule=""),
                name="details_are_whole_or_blanked_by_a_rule",
            ),
        )

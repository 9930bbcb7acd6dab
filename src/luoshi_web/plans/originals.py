"""Whether the public gets a plan's file as it came: what it holds that nobody sees in it, and what was decided."""

from django.db.models import Q

from luoshi import plan as core
from luoshi_web.plans.models import Plan, Revision, SourceFile
from luoshi_web.plans.queries import findings_of

# what a file holds beside what it shows, by the word behind the hyphen of a finding's code: column-hidden, text-comment
_UNSEEN = ("hidden", "comment", "deleted", "unseen", "covered", "filtered")


def hidden_in(revision: Revision) -> list[core.Finding]:
    """Return what stands in a revision's file and is not seen in it: hidden columns, rows and sheets, comments."""
    return [one for one in findings_of(revision) if one.code.rpartition("-")[2] in _UNSEEN]


def given_out(plan: Plan, revision: Revision | None = None) -> bool:
    """Tell whether the public gets the file of the revision in force, or of another that rows stand in, as it came.

    Where nobody decided it of this very file, it does unless the file holds what nobody sees in it, or the office kept
    back an earlier file of the plan.
    """
    revision = revision or plan.in_force
    if revision is None:
        return False
    if revision.source.given_out is not None:
        return revision.source.given_out
    hides = Q()
    for word in _UNSEEN:
        hides |= Q(findings__code__endswith=f"-{word}")
    keeps = Q(source__given_out=False) | (Q(pk=revision.pk) & hides)
    return not plan.revisions.filter(keeps).exists()


def decide(source: SourceFile, given: bool) -> None:
    """Keep whether the public gets a file as it came."""
    SourceFile.objects.filter(pk=source.pk).update(given_out=given)
    source.given_out = given

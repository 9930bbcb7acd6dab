"""Reading proposals: who may have which, what is different, what was decided, and the history of a task."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache

from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils import timezone

from luoshi.contract import unpacked
from luoshi.plan import Plan as ReadPlan
from luoshi.revision import Change, ChangeKind, Diff, compare
from luoshi.revision.wording import letters
from luoshi_web.people.rights import Viewer
from luoshi_web.plans.models import Plan, Revision, Wording
from luoshi_web.plans.queries import plan_to_revise
from luoshi_web.reports.models import Report
from luoshi_web.revisions.composing import NOT_OF_THE_PLAN, Composed, composed, name_of
from luoshi_web.revisions.models import Choice, Proposal, ProposalContent, ProposalKind, ProposalState
from luoshi_web.supervision.queries import judged_plan

# What a reader need not weigh one by one: the promise is the same, it only stands elsewhere.
PLACING = frozenset({ChangeKind.RENUMBERED, ChangeKind.ORDER})


def proposals_of(plan: Plan) -> QuerySet[Proposal]:
    return Proposal.objects.filter(plan=plan).select_related("source", "made_by", "closed_by", "revision", "base")


def proposal_for(user: Viewer, jurisdiction: str, year: int, number: int) -> Proposal:
    """Return the proposal at an address: 404 for strangers, 403 for who may only read."""
    plan = plan_to_revise(user, jurisdiction, year)
    found = proposals_of(plan).select_related("plan__jurisdiction", "intake").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def plan_proposed(proposal: Proposal) -> ReadPlan:
    """Return the plan as it was proposed."""
    return _unpacked(proposal.pk, proposal.made_at)


@lru_cache(maxsize=4)
def _unpacked(pk: int, made_at: datetime) -> ReadPlan:
    """Unpack once; the moment stands in the key, since a restored database may give a number anew."""
    return unpacked(bytes(ProposalContent.objects.values_list("packed", flat=True).get(proposal=pk)))


def present_plan(plan: Plan) -> ReadPlan:
    """Return the plan in force with what was reported of it, unjudged."""
    return judged_plan(plan, lights=False).plan


def live_choices(proposal: Proposal) -> list[Choice]:
    """Return the choices that were not taken back, in their order."""
    return list(proposal.choices.filter(undoes=None, undone_by=None).select_related("by").order_by("number"))


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One difference, and whether it was taken: True, False, or None while nobody has decided; and who did.

    `position` counts from 1, and is its anchor in the page.
    """

    position: int
    name: str
    change: Change
    taken: bool | None
    by: str = ""

    @property
    def only_placing(self) -> bool:
        return set(self.change.kinds) <= PLACING


@dataclass(frozen=True)
class Review:
    """A proposal against the plan in force, with what was decided of each row.

    `seen` is the number of the last choice: whoever decides says what they saw.
    """

    proposal: Proposal
    present: ReadPlan
    proposed: ReadPlan
    diff: Diff
    choices: tuple[Choice, ...]
    seen: int

    @cached_property
    def rows(self) -> tuple[ComparedRow, ...]:
        decided = {name: choice for choice in self.choices for name in choice.rows}
        rows = []
        for position, change in enumerate(self.diff.different, 1):
            choice = decided.get(name_of(change))
            by = choice.by.get_full_name() if choice and choice.by else ""
            rows.append(ComparedRow(position, name_of(change), change, choice.accepted if choice else None, by))
        return tuple(rows)

    @cached_property
    def counts(self) -> Counter[ChangeKind]:
        return self.diff.counts

    @property
    def undecided(self) -> tuple[ComparedRow, ...]:
        return tuple(row for row in self.rows if row.taken is None)

    def of_kind(self, only: ChangeKind | None) -> tuple[ComparedRow, ...]:
        """Return the rows that a reader has before them: all, or those of one kind."""
        return tuple(row for row in self.rows if only is None or only in row.change.kinds)

    def undecided_of(self, only: ChangeKind | None) -> tuple[ComparedRow, ...]:
        return tuple(row for row in self.of_kind(only) if row.taken is None)

    @property
    def added(self) -> tuple[ComparedRow, ...]:
        return tuple(row for row in self.rows if row.change.old is None)

    @property
    def removed(self) -> tuple[ComparedRow, ...]:
        return tuple(row for row in self.rows if row.change.new is None)

    @cached_property
    def unrelated(self) -> bool:
        """Whether next to nothing of the one table stands in the other: they may be two tables of one year.

        So long as it is open which of the two it is: somebody decided on what was added, and on what is gone.
        """
        smaller = min(len(self.present.tasks), len(self.proposed.tasks))
        both = sum(change.old is not None and change.new is not None for change in self.diff.changes)
        open_still = any(row.taken is None for row in self.added) and any(row.taken is None for row in self.removed)
        return self.proposal.kind == ProposalKind.FILE and both * 4 < smaller and open_still

    @property
    def numbers_in_both(self) -> list[str]:
        """Return the numbers that a task of the plan and one that is added both have."""
        present = {str(task.no) for task in self.present.tasks}
        return [no for no in dict.fromkeys(str(row.change.task.no) for row in self.added) if no in present]

    @property
    def taken(self) -> tuple[ComparedRow, ...]:
        return tuple(row for row in self.rows if row.taken)

    @property
    def refused(self) -> tuple[ComparedRow, ...]:
        return tuple(row for row in self.rows if row.taken is False)

    @property
    def stale(self) -> bool:
        """Another revision came into force since: what is shown was compared with the one before."""
        return self.proposal.state == ProposalState.OPEN and self.proposal.base_id != self.proposal.plan.in_force_id

    @property
    def new_reports(self) -> int:
        """How many statements the new table brings for a cycle later than the plan's latest."""
        later = self.proposed.as_of and (self.present.as_of is None or self.proposed.as_of > self.present.as_of)
        return sum(bool(task.statement) for task in self.proposed.tasks) if later else 0

    def composed(self) -> Composed:
        """Return the plan as it would be in force, from the rows that were taken."""
        plan = self.proposal.plan
        return composed(
            self.diff,
            {row.name for row in self.taken},
            self.present,
            self.proposed,
            taken_keys=set(plan.tasks.values_list("key", flat=True)),
            gone=gone_from(plan),
            number=plan.revisions.count() + 1,
        )

    def numbers_twice(self, composed: ReadPlan) -> list[str]:
        """Return the numbers that more tasks would have than in either table, in the plan's order."""
        now, old, new = (Counter(str(task.no) for task in one.tasks) for one in (composed, self.present, self.proposed))
        return [no for no, count in now.items() if count > max(old[no], new[no], 1)]


def review_of(proposal: Proposal) -> Review:
    """Compare a proposal with the plan in force, as far as it may change it."""
    present, proposed = present_plan(proposal.plan), plan_proposed(proposal)
    last = proposal.choices.order_by("-number").values_list("number", flat=True).first()
    diff = without(compare(present, proposed), ignored_in(proposal.kind))
    return Review(proposal, present, proposed, diff, tuple(live_choices(proposal)), last or 0)


def ignored_in(kind: str) -> frozenset[ChangeKind]:
    """Return what a proposal leaves alone: what was reported; of a rereading, not how that is read."""
    return frozenset({ChangeKind.STATEMENT}) if kind == ProposalKind.REREAD else NOT_OF_THE_PLAN


def without(diff: Diff, ignored: frozenset[ChangeKind]) -> Diff:
    """Return a comparison that does not tell some kinds of difference."""
    return Diff(
        tuple(
            replace(change, kinds=tuple(kind for kind in change.kinds if kind not in ignored))
            for change in diff.changes
        )
    )


def gone_from(plan: Plan) -> dict[str, str]:
    """Return the letters of the last wording of each task that is no longer in force → the task's key."""
    rows = Wording.objects.filter(revision__plan=plan).exclude(task__wordings__revision=plan.in_force)
    return {letters(text): key for text, key in rows.order_by("revision__number").values_list("text", "task__key")}


@dataclass(frozen=True, slots=True)
class Said:
    """What a task said from one revision on, until the next entry.

    `wording` is None where the task was taken out by that revision; `now` is the newest
    revision's row of the same words.
    """

    revision: Revision
    wording: Wording | None
    now: Wording | None = None

    @property
    def since(self) -> date:
        """The day from which it was said, where the site is."""
        return timezone.localtime(self.revision.confirmed_at).date()


def history_of(plan: Plan, key: str) -> tuple[Said, ...]:
    """Return each wording that a task has had, the first one first, and that it was taken out.

    Empty where no task has the key, and while there is but one revision.
    """
    if plan.in_force is None or plan.in_force.number == 1:
        return ()
    rows = Wording.objects.filter(task__plan=plan, task__key=key).select_related("kept_from__source")
    by_revision: Mapping[int, Wording] = {wording.revision_id: wording for wording in rows}
    told: list[Said] = []
    for revision in plan.revisions.order_by("number"):
        wording = by_revision.get(revision.pk)
        before = told[-1].wording if told else None
        if wording is not None and before is not None and before.text == wording.text:
            told[-1] = replace(told[-1], now=wording)
        elif wording is not None or before is not None:
            told.append(Said(revision, wording, wording))
    return tuple(told)


def kept_from(plan: Plan, told: tuple[Said, ...]) -> Revision | None:
    """Return the earlier revision whose table a task's wording in force stands in, where the office kept it."""
    now = told[-1].now if told else None
    return now.kept_from if now is not None and now.revision_id == plan.in_force_id else None


def revisions_of(plan: Plan) -> list[Revision]:
    """Return a plan's revisions, the newest first, each with how many tasks it has."""
    rows = plan.revisions.select_related("source", "confirmed_by", "proposal").annotate(tasks=Count("wordings"))
    return list(rows.order_by("-number"))


def reports_of(plan: Plan, key: str) -> list[Report]:
    """Return the reports of one task that were ever accepted, in the order of the cycles; `accepted` holds."""
    rows = Report.objects.filter(cycle__plan=plan, task__key=key, accepted__isnull=False)
    return list(rows.select_related("cycle", "accepted").order_by("cycle__position"))

"""Writing proposals: propose, decide, take back, withdraw, and put in force in one transaction."""

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone

from luoshi.checks import check_plan
from luoshi.contract import plan_as_json
from luoshi.errors import LuoshiError
from luoshi.plan import Plan as ReadPlan
from luoshi.revision import compare
from luoshi.revision.readings import meaning, target_pairs
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.intake.actions import settle
from luoshi_web.intake.models import Intake, IntakeState
from luoshi_web.intake.queries import draft_of
from luoshi_web.people.models import User
from luoshi_web.plans.contents import contents_of_revision
from luoshi_web.plans.figures import Origin
from luoshi_web.plans.models import Plan, Revision, SourceFile, Target, Wording
from luoshi_web.plans.recording import Recorded, record_revision
from luoshi_web.reports.actions.recording import record_figures_again, record_statements
from luoshi_web.reports.contents import contents_of_statements
from luoshi_web.revisions import queries
from luoshi_web.revisions.composing import Composed
from luoshi_web.revisions.models import Choice, Proposal, ProposalContent, ProposalKind, ProposalState
from luoshi_web.revisions.persons import keep_what_persons_set, taken_out
from luoshi_web.revisions.rereading import reread
from luoshi_web.supervision.actions import assess_again
from luoshi_web.trail.actions import record


class ProposalMoved(MovedMeanwhile):
    """Somebody else was faster: the proposal is no longer as it was seen."""

    def __init__(self) -> None:
        super().__init__(
            "别人刚动过这份修订，已经换成最新的样子。看过再决定。",
            "Somebody else has just changed this revision; it is shown as it is now. Please look, then decide.",
        )


class AnotherInForce(LuoshiError):
    """Another revision came into force since the comparison."""

    def __init__(self) -> None:
        super().__init__(
            "比较以后，另一版已经生效。请按现行的重新比较。计划没有改动。",
            "Another revision has come into force since this was compared. Please compare anew. Nothing was changed.",
        )


class NothingDifferent(LuoshiError):
    """The table says what the plan in force says."""


def propose_file(intake: Intake, *, by: User | None, at: datetime | None = None) -> Proposal:
    """Hold an intake that was read and corrected against the plan in force of its year.

    Proposed again against the same revision it is the proposal that is there, unless its
    corrections were changed since.

    Raises:
        LuoshiError: it is not read yet, or its year has no plan in force.
        NothingDifferent: it says what is in force; nothing is kept of it.
    """
    if intake.state != IntakeState.READ:
        raise LuoshiError("这份文件还没有读完，或者已经生效。", "This file is not read yet, or is in force already.")
    draft = draft_of(intake)
    proposed = replace(draft.plan, findings=draft.plan.findings[: draft.read_findings])
    year = proposed.year if proposed.year is not None else intake.year
    with transaction.atomic():
        plan = Plan.objects.select_for_update().filter(jurisdiction=intake.jurisdiction, year=year or 0).first()
        if plan is None or plan.in_force is None:
            raise LuoshiError(
                "这一年还没有生效的计划，不用比较，直接确认就行。",
                "No plan of that year is in force: there is nothing to compare with; confirm it as it is.",
            )
        present = queries.present_plan(plan)
        by_text = {task.text: task for task in present.tasks}
        proposed = keep_what_persons_set(proposed, by_text, taken_out(plan))
        return _propose(plan, proposed, present, ProposalKind.FILE, intake.source, intake, by, at or timezone.now())


def propose_rereading(plan: Plan, *, by: User | None, at: datetime | None = None) -> Proposal:
    """Read the files in force by the present grammar, and propose what comes of it.

    Raises:
        NothingDifferent: it is read as it was.
        LuoshiError: the file can no longer be read.
    """
    proposed = reread(plan)
    with transaction.atomic():
        row = Plan.objects.select_for_update().get(pk=plan.pk)
        if row.in_force_id != plan.in_force_id or row.in_force is None:
            raise AnotherInForce
        present = queries.present_plan(row)
        return _propose(
            row, proposed, present, ProposalKind.REREAD, row.in_force.source, None, by, at or timezone.now()
        )


def _propose(
    plan: Plan,
    proposed: ReadPlan,
    present: ReadPlan,
    kind: ProposalKind,
    source: SourceFile,
    intake: Intake | None,
    by: User | None,
    at: datetime,
) -> Proposal:
    """Keep a proposal; an open one of the same file stays where it says the same, and else gives way."""
    if not queries.without(compare(present, proposed), queries.ignored_in(kind)).different:
        raise NothingDifferent("和现行计划没有差别。计划没有改动。", "It says what is in force. Nothing was changed.")
    packed = plan_as_json(proposed)
    for other in plan.proposals.filter(state=ProposalState.OPEN, kind=kind, source=source):
        if other.base_id == plan.in_force_id and plan_as_json(queries.plan_proposed(other)) == packed:
            return other
        _close(other, ProposalState.WITHDRAWN, by, at)
    assert plan.in_force is not None
    last = plan.proposals.aggregate(last=Max("number"))["last"] or 0
    proposal = Proposal.objects.create(
        jurisdiction_id=plan.jurisdiction_id,
        plan=plan,
        number=last + 1,
        kind=kind,
        base=plan.in_force,
        source=source,
        intake=intake,
        made_by=by,
        made_at=at,
    )
    ProposalContent.objects.create(
        jurisdiction_id=plan.jurisdiction_id, proposal=proposal, packed=zlib.compress(packed.encode(), 6)
    )
    _note("revision.proposed", proposal, by, at, base=plan.in_force)
    return proposal


def _note(act: str, proposal: Proposal, by: User | None, at: datetime, **objects: Model | int | str) -> None:
    """Leave a trail; last in the transaction that did it."""
    record(act, proposal.plan.jurisdiction_id, by=by, at=at, objects={"proposal": proposal, **objects})


def choose(
    proposal: Proposal, rows: Collection[str], accepted: bool, *, by: User | None, at: datetime | None = None
) -> Choice:
    """Take rows, or refuse them. Two persons may decide at once; of one row the latest choice holds, and is shown.

    Raises:
        MovedMeanwhile: the proposal was confirmed or withdrawn meanwhile.
    """
    at = at or timezone.now()
    with transaction.atomic():
        last = _hold(proposal)
        choice = Choice.objects.create(
            jurisdiction_id=proposal.jurisdiction_id,
            proposal=proposal,
            number=last + 1,
            rows=sorted(rows),
            accepted=accepted,
            by=by,
            at=at,
        )
        _note("revision.rows_taken" if accepted else "revision.rows_refused", proposal, by, at, choice=choice)
    return choice


def set_beside(proposal: Proposal, *, by: User | None, at: datetime | None = None) -> None:
    """Take all that a table adds, and take nothing of the plan out: it is a second table of the year.

    What was decided before stays; so does, undecided, what the two tables say differently of one task.

    Raises:
        MovedMeanwhile: the proposal was confirmed or withdrawn meanwhile.
    """
    review = queries.review_of(proposal)
    with transaction.atomic():
        for rows, accepted in ((review.added, True), (review.removed, False)):
            if names := [row.name for row in rows if row.taken is None]:
                choose(proposal, names, accepted, by=by, at=at)


def take_back(proposal: Proposal, *, by: User, seen: int, at: datetime | None = None) -> Choice:
    """Take the last choice back, by a further entry; the one before it is next.

    Raises:
        MovedMeanwhile: somebody was faster.
        LuoshiError: nothing is left to take back.
    """
    at = at or timezone.now()
    with transaction.atomic():
        _still(proposal, seen)
        live = queries.live_choices(proposal)
        if not live:
            raise LuoshiError("没有可以撤销的决定了。", "There is nothing left to take back.")
        choice = Choice.objects.create(
            jurisdiction_id=proposal.jurisdiction_id, proposal=proposal, number=seen + 1, undoes=live[-1], by=by, at=at
        )
        _note("revision.choice_taken_back", proposal, by, at, choice=choice, undoes=live[-1])
    return choice


def renew(proposal: Proposal, *, by: User | None, at: datetime | None = None) -> Proposal:
    """Compare what was proposed with the revision that is in force now; what was decided starts anew.

    Raises:
        MovedMeanwhile: it was confirmed or withdrawn meanwhile.
        NothingDifferent: what it says is in force by now; it stays, to be put away.
    """
    at = at or timezone.now()
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=proposal.plan_id)
        _hold(proposal)
        present, proposed = queries.present_plan(plan), queries.plan_proposed(proposal)
        _close(proposal, ProposalState.WITHDRAWN, by, at)
        kind = ProposalKind(proposal.kind)
        return _propose(plan, proposed, present, kind, proposal.source, proposal.intake, by, at)


def withdraw(proposal: Proposal, *, by: User, at: datetime | None = None) -> None:
    """Put a proposal away; nothing of the plan changes, and the file stays.

    Raises:
        MovedMeanwhile: it was confirmed or withdrawn meanwhile.
    """
    at = at or timezone.now()
    with transaction.atomic():
        _close(proposal, ProposalState.WITHDRAWN, by, at)
        _note("revision.withdrawn", proposal, by, at)


def _close(
    proposal: Proposal, state: ProposalState, by: User | None, at: datetime, revision: Revision | None = None
) -> None:
    closed = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.OPEN).update(
        state=state, closed_by=by, closed_at=at, revision=revision
    )
    if not closed:
        raise ProposalMoved


def _hold(proposal: Proposal) -> int:
    """Hold the proposal, as long as it is open, to the end of the transaction; return its last choice's number."""
    row = Proposal.objects.select_for_update().filter(pk=proposal.pk).first()
    if row is None or row.state != ProposalState.OPEN:
        raise ProposalMoved
    return Choice.objects.filter(proposal=proposal).aggregate(last=Max("number"))["last"] or 0


def _still(proposal: Proposal, seen: int) -> None:
    """Hold the proposal, and make sure that it is as it was seen."""
    if _hold(proposal) != seen:
        raise ProposalMoved


def confirm(proposal: Proposal, *, by: User | None, seen: int, at: datetime | None = None) -> Revision:
    """Put the rows that were taken in force as the plan's next revision: all of it, or nothing.

    Raises:
        MovedMeanwhile: somebody decided, confirmed or withdrew meanwhile.
        AnotherInForce: another revision came into force since the comparison.
        LuoshiError: a row is undecided, or none was taken.
    """
    at = at or timezone.now()
    with transaction.atomic():
        plan = Plan.objects.select_for_update().get(pk=proposal.plan_id)
        _still(proposal, seen)
        if plan.in_force_id != proposal.base_id:
            raise AnotherInForce
        proposal.plan = plan
        review = queries.review_of(proposal)
        _must_be_decided(review)
        made = review.composed()
        old = plan.in_force
        assert old is not None
        revision, recorded = record_revision(check_plan(made.plan), plan, proposal.source, by=by, at=at)
        _mark_kept(made.kept, recorded, old)
        _keep_who_set(recorded, old)
        _name_replaced(made, recorded, old)
        plan.in_force = revision
        plan.save(update_fields=["in_force"])
        _record_reports(proposal, review, made, recorded, by, at)
        assess_again(plan, recorded, at=at)
        if proposal.intake is not None:
            settle(proposal.intake, revision, by=by, at=at)
        _close(proposal, ProposalState.CONFIRMED, by, at, revision)
        touched: dict[str, Any] = {
            "plan": plan,
            "revision": revision,
            "source": revision.source.sha256,
            "proposal": proposal,
        }
        replaced = {"revision": old.pk}
        contents = [*contents_of_revision(revision), *contents_of_statements(revision)]
        record(
            "revision.in_force", plan.jurisdiction_id, by=by, at=at, objects=touched, replaced=replaced,
            contents=contents,
        )  # fmt: skip
    return revision


def _must_be_decided(review: queries.Review) -> None:
    if undecided := len(review.undecided):
        raise LuoshiError(
            f"还有{undecided}项没有决定。逐项看过，或者一次接受其余的。",
            f"{undecided} rows are undecided. Decide each, or take all the rest at once.",
        )
    if not review.taken:
        raise LuoshiError("一项也没有接受，计划没有改动。", "No row was taken; nothing was changed.")


def _mark_kept(kept: Collection[str], recorded: Recorded, old: Revision) -> None:
    """Say of each wording that was kept in which table it stands."""
    origin = dict(old.wordings.values_list("task__key", "kept_from_id"))
    rows = [Wording(pk=recorded.wordings[key], kept_from_id=origin.get(key) or old.pk) for key in kept]
    Wording.objects.bulk_update(rows, ["kept_from"])


def _targets_of(revision: Revision) -> Mapping[str, list[Target]]:
    answer: dict[str, list[Target]] = {}
    for target in (
        Target.objects.filter(wording__revision=revision).select_related("wording__task").order_by("position")
    ):
        answer.setdefault(target.wording.task.key, []).append(target)
    return answer


def _keep_who_set(recorded: Recorded, old: Revision) -> None:
    """A target that a person set before was set by that person, not by whoever confirms."""
    before = _targets_of(old)
    changed = []
    for key, targets in _targets_of(recorded.revision).items():
        persons = [target for target in before.get(key, ()) if target.origin == Origin.PERSON]
        for target in targets:
            same = [own for own in persons if (own.span_start, own.span_end) == (target.span_start, target.span_end)]
            if same and target.origin == Origin.PERSON:
                target.set_by = same[0].set_by
                changed.append(target)
    Target.objects.bulk_update(changed, ["set_by"])


def _name_replaced(made: Composed, recorded: Recorded, old: Revision) -> None:
    """Let each changed target name the one that it replaces."""
    before = _targets_of(old)
    tasks = {task.key: task for task in made.plan.tasks}
    changed = []
    for key, was in made.came_from.items():
        now = tasks[key].targets
        rows = before.get(key, [])
        for one, other in target_pairs(was.targets, now).items():
            if one < len(rows) and meaning(was.targets[one]) != meaning(now[other]):
                changed.append(Target(pk=recorded.targets[key][other], replaces=rows[one]))
    Target.objects.bulk_update(changed, ["replaces"])


def _record_reports(
    proposal: Proposal, review: queries.Review, made: Composed, recorded: Recorded, by: User | None, at: datetime
) -> None:
    """Record what the table says of progress where nothing was reported yet; in a rereading, the figures read anew."""
    keys = made.keys
    told = [replace(task, key=keys[task.key]) for task in review.proposed.tasks if task.key in keys]
    if proposal.kind == ProposalKind.REREAD:
        taken = {row.name for row in review.taken}
        again = [task for task in told if task.key in taken]
        record_figures_again(check_plan(replace(review.proposed, tasks=tuple(again))), recorded, by=by, at=at)
        return
    if any(task.statement or task.reports for task in told):
        spoken = check_plan(replace(review.proposed, tasks=tuple(told)))
        record_statements(spoken, recorded.revision, recorded, by=by, at=at)


def accept_all(proposal: Proposal, *, by: User | None, at: datetime | None = None) -> Sequence[str]:
    """Take every row that nobody decided; for the command, which shows them first."""
    review = queries.review_of(proposal)
    names = [row.name for row in review.undecided]
    if names:
        choose(proposal, names, True, by=by, at=at)
    return names

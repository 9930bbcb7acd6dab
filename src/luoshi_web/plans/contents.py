"""What a revision says, as the trail hashes it: each task's wording with its targets, and the revision as a whole."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from luoshi_web.plans.models import Duty, Milestone, Revision, Target, Wording
from luoshi_web.trail import contents
from luoshi_web.trail.contents import Content, Numbers, by_owner, plain, stretches


def keep() -> None:
    contents.keep("wording", wordings)
    contents.keep("revision", revisions)


def contents_of_revision(revision: Revision) -> Iterator[Content]:
    """Give the whole of a revision: itself, and each of its wordings."""
    yield from revisions([revision.pk])
    for some in stretches(Wording.objects.filter(revision=revision)):
        yield from wordings(some)


def revisions(pks: Collection[int]) -> Iterator[Content]:
    """Say which tasks a revision holds and from which file, so that a row put in or taken out shows too."""
    rows = Revision.objects.filter(pk__in=pks).select_related("source", "plan__jurisdiction")
    held: dict[int, list[int]] = {}
    for revision, task in (
        Wording.objects.filter(revision__in=pks).order_by("position").values_list("revision_id", "task_id")
    ):
        held.setdefault(revision, []).append(task)
    for row in rows:
        yield Content(
            "revision",
            row.pk,
            words=[row.title or "", row.columns],
            figures=[row.number, row.source.sha256, plain(row.as_of), held.get(row.pk, [])],
            place=(f"{row.plan.year}年任务表第{row.number}版", f"the table of {row.plan.year}, revision {row.number}"),
        )


def wordings(pks: Numbers) -> Iterator[Content]:
    """Say what wordings ask, of whom, with their targets and milestones as they were read or set."""
    # rows of columns and no objects of models: of 20,000 tasks those took most of the time
    duties, targets, milestones = (
        by_owner(kind.filter(wording__in=pks).values_list("wording_id", *columns, named=True), "wording_id")
        for kind, columns in (
            (Duty.objects, _OF_A_DUTY), (Target.objects, _OF_A_TARGET), (Milestone.objects, _OF_A_MILESTONE)
        )
    )  # fmt: skip
    for row in Wording.objects.filter(pk__in=pks).values_list("pk", *_OF_A_WORDING, named=True):
        yield _wording(row, duties.get(row.pk, ()), targets.get(row.pk, ()), milestones.get(row.pk, ()))


_OF_A_WORDING = (
    *("task_id", "position", "no", "chapter", "objective", "part", "year", "text", "due", "leader", "extra", "steps"),
    *("task__key", "revision__plan__year"),
)
_OF_A_DUTY = ("role", "position", "as_written")
_OF_A_TARGET = (
    *("position", "metric", "basis", "comparator", "value", "measure", "value_text", "span_start", "span_end"),
    *("of", "scope", "reference", "written", "hedge", "action", "due", "milestone"),
)
_OF_A_MILESTONE = ("position", "kind", "object", "hedge", "due", "span_start", "span_end")


def _wording(row: Any, duties: Iterable[Any], targets: Iterable[Any], milestones: Iterable[Any]) -> Content:
    duties = sorted((one.role, one.position, one.as_written) for one in duties)
    targets = sorted(targets, key=lambda one: one.position)
    milestones = sorted(milestones, key=lambda one: one.position)
    year, key = row.revision__plan__year, row.task__key
    return Content(
        "wording",
        row.pk,
        words=[
            row.no, row.chapter, row.objective, row.part, row.text, row.due or "", row.leader or "",
            row.extra, row.steps, [list(one) for one in duties],
            [
                [one.metric, one.value_text or "", one.of or "", one.scope or "", one.reference or "",
                 one.written, one.hedge or "", one.action or ""]
                for one in targets
            ],
            [[one.object, one.hedge or ""] for one in milestones],
        ],
        figures=[
            row.task_id, row.position, plain(row.year),
            [
                [one.position, plain(one.basis), plain(one.comparator), plain(one.value), plain(one.measure),
                 one.span_start, one.span_end, plain(one.due), plain(one.milestone)]
                for one in targets
            ],
            [[one.position, plain(one.kind), one.span_start, one.span_end, plain(one.due)] for one in milestones],
        ],
        place=(f"{year}年第{key}项的内容及要求", f"the wording of task {key} of {year}"),
    )  # fmt: skip

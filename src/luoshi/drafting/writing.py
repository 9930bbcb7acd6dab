"""A draft as JSON, as a plan to be printed in the office's form, and as the plan of its year.

Nothing is assigned by a proposal: a plan made of a draft has no unit where no person has taken one.
"""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from luoshi.contract import finding_as_dict, milestone_as_dict, target_as_dict
from luoshi.drafting.compared import Compared
from luoshi.drafting.decomposition import Aside, Decomposition, DraftTask, Head, LeftOut
from luoshi.drafting.proposals import Ground, GroundKind, Proposal
from luoshi.place import Span
from luoshi.plan import Claim, Plan, Source, Task

PROPOSED, WHY = "建议牵头单位", "依据"


def draft_as_dict(
    draft: Decomposition,
    proposals: Sequence[Sequence[Proposal]] = (),
    comparison: Compared | None = None,
    last: Plan | None = None,
) -> dict[str, Any]:
    """Return a draft in the names that docs/drafting.md gives; spans count in its `report`."""
    given = list(proposals) or [()] * len(draft.tasks)
    made: dict[str, Any] = {
        "name": draft.name,
        "title": draft.title,
        "year": draft.year,
        "tasks": [_task(task, offered, draft, last) for task, offered in zip(draft.tasks, given, strict=True)],
        "aside": [_aside(one, draft) for one in draft.aside],
        "left_out": [_left_out(one) for one in draft.left_out],
        "findings": [finding_as_dict(finding) for finding in draft.findings],
        "report": draft.report.text,
    }
    if comparison is not None:
        made["last_year"] = {
            "missing": [{"no": task.no, "text": task.text, "lead": list(task.lead)} for task in comparison.missing],
            "smaller": [
                {
                    "no": one.last.no,
                    "before": target_as_dict(one.before),
                    "task": one.task,
                    "now": target_as_dict(one.now),
                }
                for one in comparison.smaller
            ],
        }
    return made


def _task(task: DraftTask, offered: Sequence[Proposal], draft: Decomposition, last: Plan | None) -> dict[str, Any]:
    return {
        "fate": str(task.fate),
        "number": task.number,
        "chapter": _head(task.chapter),
        "objective": _head(task.objective),
        "text": task.text,
        "spans": [_span(span, draft) | {"shared": span in task.shared} for span in task.spans],
        "targets": [target_as_dict(target) for target in task.targets],
        "milestones": [milestone_as_dict(milestone) for milestone in task.milestones],
        "same_as": list(task.same_as),
        "proposals": [_proposal(one, last) for one in offered],
        "place": task.place.as_dict(),
    }


def _head(head: Head | None) -> dict[str, Any] | None:
    if head is None:
        return None
    return {"text": head.text, "start": head.span.start, "end": head.span.end, "place": head.place.as_dict()}


def _span(span: Span, draft: Decomposition) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "place": draft.report.place_of(span).as_dict()}


def _aside(aside: Aside, draft: Decomposition) -> dict[str, Any]:
    return {"reason": str(aside.reason), "text": aside.span.of(draft.report.text)} | _span(aside.span, draft)


def _left_out(one: LeftOut) -> dict[str, Any]:
    made = {"kind": str(one.kind), "title": one.title, "letters": one.letters, "place": one.place.as_dict()}
    return made | ({"start": one.span.start, "end": one.span.end} if one.span else {})


def _proposal(proposal: Proposal, last: Plan | None) -> dict[str, Any]:
    return {
        "lead": proposal.lead,
        "cooperating": list(proposal.cooperating),
        "sure": proposal.sure,
        "why": why(proposal, last),
    }


def why(proposal: Proposal, last: Plan | None, *, english: bool = False) -> str:
    """Say on what a proposal rests: 2025年第93项：电梯更新，住建局."""
    return why_of(proposal, last.tasks if last else (), last.year if last else None, english=english)


def why_of(proposal: Proposal, last: Sequence[Task], year: int | None, *, english: bool = False) -> str:
    """Say on what a proposal rests, by last year's tasks and the year of them."""
    said = [_ground(ground, proposal.lead, last, year, english=english) for ground in proposal.grounds]
    return ("; " if english else "；").join(dict.fromkeys(said))


def _ground(ground: Ground, unit: str, last: Sequence[Task], year: int | None, *, english: bool) -> str:
    if ground.kind is GroundKind.TASK and ground.task is not None:
        task = last[ground.task]
        if english:
            return f"{year or 'last year'}, no. {task.no}: {task.text} ({unit})"
        return f"{f'{year}年' if year else '去年'}第{task.no}项：{task.text}（{unit}）"
    if ground.kind is GroundKind.FUNCTION:
        return f"function: {ground.words}" if english else f"职能：{ground.words}"
    return f"its name: {ground.words}" if english else f"单位名称：{ground.words}"


def as_plan(
    draft: Decomposition, kind: str, sha256: str, offered: Sequence[Sequence[Proposal]] = (), last: Plan | None = None
) -> Plan:
    """Return a draft as a plan without units; what is proposed stands in columns of its own.

    Args:
        kind, sha256: the report's format and the hash of its bytes.
    """
    given = list(offered) or [()] * len(draft.tasks)
    tasks = [_as_task(no, task, ones, last) for no, (task, ones) in enumerate(zip(draft.tasks, given, strict=True), 1)]
    return Plan(
        title=f"{draft.year}年重点工作任务分解（草案）" if draft.year else "重点工作任务分解（草案）",
        as_of=None,
        year=draft.year,
        source=Source(draft.name, kind, sha256),
        tasks=tuple(tasks),
        findings=draft.findings,
    )


def _as_task(no: int, task: DraftTask, offered: Sequence[Proposal], last: Plan | None) -> Task:
    extra = {}
    if offered:
        extra = {PROPOSED: "、".join(one.lead for one in offered), WHY: why(offered[0], last)}
    return Task(
        key=f"#{no}",  # counted, not printed: what is split or joined is counted anew
        no=no,
        chapter=task.chapter.text if task.chapter else "",
        objective=task.objective.text if task.objective else "",
        text=task.text,
        lead=(),
        cooperating=(),
        statement="",
        claim=Claim.NONE,
        place=task.place,
        extra=MappingProxyType(extra),
        targets=task.targets,
        milestones=task.milestones,
        places=MappingProxyType({"text": task.place}),
    )

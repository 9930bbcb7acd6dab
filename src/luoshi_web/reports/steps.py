"""Taking a step: the rule is the core's, the row decides the race, the trail is in the same transaction."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Model, Q
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi.report import NEED_A_REASON, STEP_NAMES, State, Step, after
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.people.models import User
from luoshi_web.reports.models import Contribution, Cycle, CycleStatus, Report, ReportState
from luoshi_web.trail.actions import Act, record_all
from luoshi_web.trail.contents import Content, contents_of

HANDED_IN = (ReportState.SUBMITTED, ReportState.SIGNED, ReportState.ACCEPTED)


LONGEST_REASON = 1000  # characters of a reason, or of a question


class NotOpen(LuoshiError):
    """Nothing can be written now: before the cycle opens, after it closes, or while it is locked."""


def said(at: datetime) -> str:
    """Say a moment as the pages do: 10月15日18:00."""
    local = timezone.localtime(at)
    return f"{local.month}月{local.day}日{local:%H:%M}"


def let_in_again(cycle: Cycle, closes_at: datetime | None) -> bool:
    """Tell whether the office let a report be written after its cycle was closed: sent back, or unlocked since."""
    if cycle.status != CycleStatus.CLOSED or cycle.closed_at is None:
        return False
    return closes_at is not None and closes_at > cycle.closed_at


def collected(report: str = "") -> Q:
    """Return the condition that a report is being collected: its cycle is open, or it was let in again since.

    Args:
        report: how the row reaches the report: "report__"; empty for the report itself.
    """
    again = Q(**{f"{report}cycle__status": CycleStatus.CLOSED})
    again &= Q(**{f"{report}closes_at__gt": F(f"{report}cycle__closed_at")})
    return Q(**{f"{report}cycle__status": CycleStatus.OPEN}) | again


def is_collected(cycle: Cycle, closes_at: datetime | None) -> bool:
    """Tell whether a report is being collected, as `collected` has it of rows."""
    return cycle.status == CycleStatus.OPEN or let_in_again(cycle, closes_at)


def must_be_open(cycle: Cycle, closes_at: datetime | None, at: datetime) -> None:
    """Let pass what may still be written; the closing moment itself counts as open.

    Raises:
        NotOpen: the cycle does not ask, or no longer; or this report is locked.
    """
    asks = is_collected(cycle, closes_at)
    if cycle.status == CycleStatus.CLOSED and cycle.closed_at is not None and not asks:
        raise NotOpen(
            f"这一期已于{said(cycle.closed_at)}结束。要改，请联系督查室。",
            f"This cycle was closed at {timezone.localtime(cycle.closed_at):%Y-%m-%d %H:%M}. "
            "To change something, ask the supervision office.",
        )
    if not asks or cycle.opens_at is None:
        raise NotOpen(
            "这一期没有在收。要改，请联系督查室。",
            "This cycle is not being collected. To change something, ask the supervision office.",
        )
    if at < cycle.opens_at:
        raise NotOpen(
            f"这一期{said(cycle.opens_at)}开始填报。",
            f"This cycle opens at {timezone.localtime(cycle.opens_at):%Y-%m-%d %H:%M}.",
        )
    if closes_at is not None and at > closes_at:
        raise NotOpen(
            f"{said(closes_at)}已锁定。要补报，请督查室解锁。",
            "It is locked. To report now, ask the supervision office to unlock it.",
        )


def is_locked(report: Report, at: datetime) -> bool:
    """Tell whether a report can be written no more unless the office unlocks it; the closing moment itself is open."""
    return report.closes_at is not None and at > report.closes_at


def must_be_short(text: str) -> str:
    """Return a reason or a question without what stands around it.

    Raises:
        LuoshiError: it is longer than anybody reads.
    """
    if len(text) > LONGEST_REASON:
        raise LuoshiError(
            f"写了{len(text)}字，最多{LONGEST_REASON}字，请写短一些。",
            f"It has {len(text)} characters, {LONGEST_REASON} at most; please be brief.",
        )
    return text.strip()


def must_say_why(step: Step, reason: str) -> str:
    reason = must_be_short(reason)
    if step in NEED_A_REASON and not reason.strip():
        name = STEP_NAMES[step]
        raise LuoshiError(f"“{name[0]}”要写明原因。", f"Please say why you {name[1]} it.")
    return reason


def move(
    row: Report | Contribution,
    step: Step,
    *,
    signed_first: bool,
    jurisdiction_id: int,
    by: User | None,
    at: datetime,
    columns: Mapping[str, Any],
    objects: Mapping[str, Model | int | str] | None = None,
    reason: str = "",
    contents: Sequence[Content] | None = None,
    begun: State | None = None,
    behind: Callable[[], Sequence[Act]] | None = None,
) -> State:
    """Take a step, with what else it writes in the row; called within a transaction.

    The row must still be in the state, and at the version, that the caller has seen.

    Args:
        contents: what is decided upon, where the caller has it at hand; else its version is read.
        begun: the state that the row goes through on the way, where another step is taken with this one.
        behind: does what else belongs to the step, with the row held, and returns what the trail is told of it before.

    Raises:
        StepRefused: the table has no such step from here.
        MovedMeanwhile: somebody was faster.
        LuoshiError: the step needs a reason, and there is none.
    """
    now = after(begun or State(row.state), step, signed_first=signed_first)
    reason = must_say_why(step, reason)
    same = type(row)._default_manager.filter(pk=row.pk, state=row.state, current=row.current_id)
    if not same.update(state=now.value, **columns):
        raise MovedMeanwhile
    before = behind() if behind is not None else ()
    kind = type(row).__name__.lower()
    was = {name: _plain(getattr(row, name)) for name in ("state", *columns) if name in _SHOWN or name == "state"}
    if begun is not None:
        was["state"] = begun.value
    act = Act(
        f"{kind}.{step.value}",
        objects={kind: row, **(objects or {})},
        replaced=was,
        details={"reason": reason} if reason else None,
        contents=_decided_on(row, step, columns) if contents is None else contents,
    )
    record_all([*before, act], jurisdiction_id, by=by, at=at)
    row.state = now.value
    for name, value in columns.items():
        setattr(row, name, value)
    return now


# these steps speak of a version; beginning, asking and releasing speak of none yet
_OF_A_VERSION = frozenset({Step.SUBMIT, Step.SIGN, Step.ACCEPT, Step.CORRECT, Step.RETURN, Step.REOPEN})


def _decided_on(row: Report | Contribution, step: Step, columns: Mapping[str, Any]) -> Sequence[Content]:
    version = columns.get("current_id", row.current_id)
    if step not in _OF_A_VERSION or version is None:
        return ()
    return contents_of("version" if isinstance(row, Report) else "contribution_version", [version])


# The columns whose former value stands in the entry; words stand in versions, which stay.
_SHOWN = frozenset({"current_id", "accepted_id", "due_at", "closes_at", "owner_id"})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value

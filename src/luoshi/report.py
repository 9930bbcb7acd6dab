"""A report's states and the steps between them: one table, for reports and contributions alike.

    not_due ─ask→ due ─save→ draft ─submit→ submitted ─sign→ signed ─accept→ accepted
    submitted, signed ─withdraw→ draft         submitted, signed ─return→ returned ─submit→ submitted
    accepted ─correct→ submitted               accepted ─reopen→ returned
    due, draft, returned ─release→ not_due

What is released is not asked for in its cycle; asked for again, it goes on with what was written.
A report that came back stays `returned` while it is worked on, so that whoever owes it sees
why. Correcting an accepted report submits a new version: the accepted one stands until the
new one is accepted. Who may take which step is a table of role names; whose report it is
is the caller's to know.
"""

from enum import StrEnum

from luoshi.errors import LuoshiError


class State(StrEnum):
    """Where a report stands."""

    NOT_DUE = "not_due"
    DUE = "due"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Step(StrEnum):
    """What somebody does with a report."""

    ASK = "ask"
    SAVE = "save"
    SUBMIT = "submit"
    SIGN = "sign"
    WITHDRAW = "withdraw"
    RETURN = "return"
    ACCEPT = "accept"
    CORRECT = "correct"
    REOPEN = "reopen"
    RELEASE = "release"


STEPS: dict[tuple[State, Step], State] = {
    (State.NOT_DUE, Step.ASK): State.DUE,
    (State.DUE, Step.SAVE): State.DRAFT,
    (State.DRAFT, Step.SAVE): State.DRAFT,
    (State.RETURNED, Step.SAVE): State.RETURNED,
    (State.DRAFT, Step.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Step.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Step.SIGN): State.SIGNED,
    (State.SUBMITTED, Step.WITHDRAW): State.DRAFT,
    (State.SIGNED, Step.WITHDRAW): State.DRAFT,
    (State.SUBMITTED, Step.RETURN): State.RETURNED,
    (State.SIGNED, Step.RETURN): State.RETURNED,
    (State.SUBMITTED, Step.ACCEPT): State.ACCEPTED,
    (State.SIGNED, Step.ACCEPT): State.ACCEPTED,
    (State.ACCEPTED, Step.CORRECT): State.SUBMITTED,
    (State.ACCEPTED, Step.REOPEN): State.RETURNED,
    (State.DUE, Step.RELEASE): State.NOT_DUE,
    (State.DRAFT, Step.RELEASE): State.NOT_DUE,
    (State.RETURNED, Step.RELEASE): State.NOT_DUE,
}

NEED_A_REASON = frozenset({Step.RETURN, Step.CORRECT, Step.REOPEN, Step.RELEASE})

_UNIT = frozenset({"liaison", "head"})
_OFFICE = frozenset({"reviewer", "office_head", "admin"})

WHO: dict[Step, frozenset[str]] = {
    Step.ASK: _OFFICE,
    Step.SAVE: _UNIT,
    Step.SUBMIT: _UNIT,
    Step.SIGN: frozenset({"head"}),
    Step.WITHDRAW: _UNIT,
    Step.RETURN: _OFFICE,
    Step.ACCEPT: _OFFICE,
    Step.CORRECT: _UNIT,
    Step.REOPEN: _OFFICE,
    Step.RELEASE: _OFFICE,
}

STATE_NAMES: dict[State, tuple[str, str]] = {
    State.NOT_DUE: ("未到期", "not due"),
    State.DUE: ("待填", "due"),
    State.DRAFT: ("草稿", "draft"),
    State.SUBMITTED: ("已提交", "submitted"),
    State.SIGNED: ("已签发", "signed"),
    State.RETURNED: ("已退回", "returned"),
    State.ACCEPTED: ("已通过", "accepted"),
}

STEP_NAMES: dict[Step, tuple[str, str]] = {
    Step.ASK: ("发起", "ask for"),
    Step.SAVE: ("保存", "save"),
    Step.SUBMIT: ("提交", "submit"),
    Step.SIGN: ("签发", "sign"),
    Step.WITHDRAW: ("撤回", "withdraw"),
    Step.RETURN: ("退回", "return"),
    Step.ACCEPT: ("通过", "accept"),
    Step.CORRECT: ("更正", "correct"),
    Step.REOPEN: ("退回更正", "reopen"),
    Step.RELEASE: ("这一期不用报", "release"),
}

_PAST = {
    Step.ASK: "asked for",
    Step.SAVE: "saved",
    Step.SUBMIT: "submitted",
    Step.SIGN: "signed",
    Step.WITHDRAW: "withdrawn",
    Step.RETURN: "returned",
    Step.ACCEPT: "accepted",
    Step.CORRECT: "corrected",
    Step.REOPEN: "reopened",
    Step.RELEASE: "released",
}

# What to do instead, where there is something.
_HINTS: dict[tuple[State, Step], tuple[str, str]] = {
    (State.DUE, Step.SUBMIT): ("请先填写。", "Please write it first."),
    (State.SUBMITTED, Step.SAVE): ("要改，请先撤回。", "To change it, withdraw it first."),
    (State.SIGNED, Step.SAVE): ("要改，请先撤回。", "To change it, withdraw it first."),
    (State.ACCEPTED, Step.SAVE): ("要改，请更正并写明原因。", "To change it, correct it and say why."),
    (State.ACCEPTED, Step.WITHDRAW): ("要改，请更正并写明原因。", "To change it, correct it and say why."),
    (State.SUBMITTED, Step.RELEASE): ("请先审核这一版。", "Please decide on what was submitted first."),
    (State.SIGNED, Step.RELEASE): ("请先审核这一版。", "Please decide on what was submitted first."),
    (State.ACCEPTED, Step.RETURN): ("要单位改，请退回更正。", "To have the unit change it, reopen it."),
}


class StepRefused(LuoshiError):
    """The table has no such step from this state; `state` and `step` are its parts."""

    def __init__(self, state: State, step: Step, chinese: str = "", english: str = "") -> None:
        (state_zh, state_en), step_zh = STATE_NAMES[state], STEP_NAMES[step][0]
        hint = _HINTS.get((state, step), ("", ""))
        super().__init__(
            chinese or f"{state_zh}的填报不能“{step_zh}”。{hint[0]}",
            english or f"A report that is {state_en} cannot be {_PAST[step]}. {hint[1]}".rstrip(),
        )
        self.state, self.step = state, step


def after(state: State, step: Step, *, signed_first: bool = False) -> State:
    """Tell where a step leads.

    Args:
        signed_first: the office wants the head of the unit to sign before it looks; then
            what is only submitted can be neither accepted nor returned.

    Raises:
        StepRefused: there is no such step from this state.
    """
    if signed_first and state is State.SUBMITTED and step in (Step.ACCEPT, Step.RETURN):
        raise StepRefused(
            state,
            step,
            f"这份填报还没有签发，不能“{STEP_NAMES[step][0]}”。等单位负责人签发后再看。",
            f"This report is not signed yet and cannot be {_PAST[step]}; its unit's head signs first.",
        )
    if not signed_first and step is Step.SIGN:
        raise StepRefused(state, step, "这一期不用签发。", "Nothing needs to be signed in this cycle.")
    try:
        return STEPS[state, step]
    except KeyError:
        raise StepRefused(state, step) from None


def steps_from(state: State, *, signed_first: bool = False) -> tuple[Step, ...]:
    """Return the steps that a report in this state can take, in the order of the table."""
    answer = []
    for start, step in STEPS:
        if start is state:
            try:
                after(state, step, signed_first=signed_first)
            except StepRefused:
                continue
            answer.append(step)
    return tuple(answer)


def may_take(role: str, step: Step) -> bool:
    """Tell whether somebody in a role may take a step, of a report that concerns them."""
    return role in WHO[step]

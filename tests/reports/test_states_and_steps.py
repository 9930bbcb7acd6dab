"""A report's states and steps: the one table, held whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.report import (
    NEED_A_REASON,
    STATE_NAMES,
    STEP_NAMES,
    STEPS,
    WHO,
    State,
    Step,
    StepRefused,
    after,
    may_take,
    steps_from,
)


def walked(steps: list[Step], signed_first: bool = False) -> list[State]:
    """Take each step that the table has, and pass over the rest; return the states met."""
    met = [State.NOT_DUE]
    for step in steps:
        try:
            met.append(after(met[-1], step, signed_first=signed_first))
        except StepRefused:
            continue
    return met


@given(st.lists(st.sampled_from(Step), max_size=40), st.booleans())
def test_whatever_is_tried_nothing_is_accepted_that_was_not_submitted_first(
    steps: list[Step], signed_first: bool
) -> None:
    met = walked(steps, signed_first)
    for before, now in pairwise(met):
        if now is State.ACCEPTED:
            assert before is (State.SIGNED if signed_first else State.SUBMITTED)


@given(st.lists(st.sampled_from(Step), max_size=40))
def test_without_signing_nothing_is_ever_signed(steps: list[Step]) -> None:
    assert State.SIGNED not in walked(steps)


@given(st.sampled_from(State), st.sampled_from(Step), st.booleans())
def test_a_step_leads_somewhere_or_says_why_not_in_two_languages(state: State, step: Step, signed_first: bool) -> None:
    if step in steps_from(state, signed_first=signed_first):
        assert after(state, step, signed_first=signed_first) in State
        return
    with pytest.raises(StepRefused) as refused:
        after(state, step, signed_first=signed_first)
    assert (refused.value.state, refused.value.step) == (state, step)
    assert refused.value.chinese.endswith("。")
    assert refused.value.english.endswith(".")


def test_every_state_can_be_reached_and_left() -> None:
    assert set(STEPS.values()) | {State.NOT_DUE} == set(State)
    assert {before for before, _ in STEPS} == set(State)


def test_every_step_is_somebodys_and_unit_and_office_share_none() -> None:
    assert set(WHO) == set(Step) == set(STEP_NAMES)
    assert set(STATE_NAMES) == set(State)
    unit, office = {"liaison", "head"}, {"reviewer", "office_head", "admin"}
    for step in Step:
        assert WHO[step] <= unit or WHO[step] <= office, step
        assert not may_take("leader", step)
        assert not may_take("auditor", step)


def test_what_takes_something_back_or_changes_what_was_accepted_needs_a_reason() -> None:
    assert {Step.RETURN, Step.CORRECT, Step.REOPEN, Step.RELEASE} == NEED_A_REASON


@pytest.mark.parametrize(
    ("state", "step", "said"),
    [
        (State.DRAFT, Step.ACCEPT, "草稿的填报不能“通过”。"),
        (State.DUE, Step.SUBMIT, "待填的填报不能“提交”。请先填写。"),
        (State.SUBMITTED, Step.SAVE, "已提交的填报不能“保存”。要改，请先撤回。"),
        (State.ACCEPTED, Step.SAVE, "已通过的填报不能“保存”。要改，请更正并写明原因。"),
    ],
)
def test_a_step_that_is_refused_says_what_to_do_instead(state: State, step: Step, said: str) -> None:
    with pytest.raises(StepRefused) as refused:
        after(state, step)
    assert str(refused.value) == said


def test_where_the_office_wants_a_signature_it_looks_at_nothing_unsigned() -> None:
    with pytest.raises(StepRefused, match="还没有签发"):
        after(State.SUBMITTED, Step.ACCEPT, signed_first=True)
    assert after(State.SUBMITTED, Step.SIGN, signed_first=True) is State.SIGNED
    with pytest.raises(StepRefused, match="不用签发"):
        after(State.SUBMITTED, Step.SIGN)


def test_a_correction_waits_for_the_office_and_a_returned_report_stays_returned_while_it_is_written() -> None:
    assert after(State.ACCEPTED, Step.CORRECT) is State.SUBMITTED
    assert after(State.RETURNED, Step.SAVE) is State.RETURNED

"""Before a cycle is opened: what it would ask of whom, and what is to be awaited."""

import pytest

from luoshi.errors import LuoshiError
from luoshi.plan import Claim, State
from luoshi_web.reports.queries.preview import Who, is_done, keys_for, preview
from tests.reports.town import AS_OF, DEADLINE, Town


@pytest.mark.parametrize(
    ("who", "chosen", "keys"),
    [
        (Who.ALL, [], None),
        (Who.CHAPTERS, ["一、做好民生"], ["2", "3", "4"]),
        (Who.OBJECTIVES, ["主要预期指标"], ["1"]),
        (Who.TASKS, ["4", "2"], ["2", "4"]),
        (Who.NOT_DONE, [], ["1", "2", "4"]),
    ],
)
def test_all_or_chapters_or_objectives_or_tasks_or_what_is_not_done(
    town: Town, who: Who, chosen: list[str], keys: list[str] | None
) -> None:
    assert keys_for(town.plan, who, chosen, done={"3"}) == keys


def test_a_task_that_is_not_in_the_table_is_named(town: Town) -> None:
    with pytest.raises(LuoshiError, match="没有第9项"):
        keys_for(town.plan, Who.TASKS, ["2", "9"], done=())
    with pytest.raises(LuoshiError, match="一项任务也没有选中"):
        keys_for(town.plan, Who.CHAPTERS, ["没有这一章"], done=())


def test_the_preview_counts_units_those_without_an_account_and_figures_that_are_not_out(town: Town) -> None:
    seen = preview(town.plan, AS_OF, DEADLINE, None)

    assert (len(seen.wordings), [unit.name for unit in seen.units]) == (4, ["住建局", "发改局", "教育局"])
    assert [unit.name for unit in seen.unstaffed] == ["发改局"]
    assert [(one.metric, one.awaited.expected.isoformat()) for one in seen.awaited] == [("地区生产总值", "2025-10-20")]
    assert (seen.leaderless, seen.filled) == ([], 0)


def test_the_first_cycle_of_a_plan_is_filled_by_its_table(town: Town) -> None:
    first = town.plan.cycles.get()
    assert first.as_of is not None
    assert preview(town.plan, first.as_of, DEADLINE, ["2"]).filled == 1


def test_done_is_what_figures_say_and_a_claim_counts_only_where_there_are_none() -> None:
    assert is_done(State.DONE, Claim.NONE)
    assert is_done(State.CLAIM_ONLY, Claim.COMPLETED)
    assert not is_done(State.BEHIND, Claim.COMPLETED)
    assert not is_done(State.ON_PACE, Claim.ON_SCHEDULE)

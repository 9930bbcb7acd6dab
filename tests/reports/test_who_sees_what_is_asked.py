"""Worklists: one list a unit, the office's queue and board, and whom it does not concern gets 404."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from luoshi.report import Step
from luoshi_web.reports.actions.answering import open_report
from luoshi_web.reports.actions.opening import extend
from luoshi_web.reports.queries import access, worklists
from luoshi_web.supervision.reviewing import accept, return_with_reason
from tests.reports.town import AS_OF, Town, on

HERE = ("river", 2025, AS_OF)
DONE = "截至9月底，新增学位240个。"


def keys(rows: object) -> list[str]:
    return [row.task.key for row in rows]  # type: ignore[attr-defined]


def test_a_unit_has_one_list_by_deadline_and_what_came_back_says_why(town: Town) -> None:
    cycle = town.opened()
    mine = access.units_of(town.zhu)
    assert keys(worklists.owed_by(mine)) == ["3", "4"]
    extend(cycle, on(17, 18), unit=town.unit("住建局"), reason="台风", by=town.li, at=on(10))
    town.submitted("4", "出动检查200次。", town.zhu)
    return_with_reason(town.report("4"), "请写整改了几处", by=town.li, at=on(10))

    assert keys(worklists.owed_by(mine)) == ["4", "3"]
    assert [row.reason for row in worklists.came_back_to(mine)] == ["请写整改了几处"]
    assert keys(worklists.handed_in_by(mine)) == []


def test_the_office_has_a_queue_and_what_waits_too_long_is_known(town: Town) -> None:
    cycle = town.opened()
    town.submitted("2", DONE, town.wang, at=on(10))
    town.submitted("4", "出动检查200次。", town.zhu, at=on(14))

    assert keys(worklists.to_review(cycle)) == ["2", "4"]
    assert keys(worklists.waiting_too_long(cycle, on(15, 11))) == ["2"]


def test_the_board_counts_live_and_says_who_never_opened_it(town: Town) -> None:
    cycle = town.opened()
    open_report(town.report("3"), at=on(10))
    town.submitted("2", DONE, town.wang)
    accept(town.report("2"), by=town.li, at=on(11))

    board = {one.unit.name: one for one in worklists.board_of(cycle, on(16)) if one.unit}
    assert (board["教育局"].accepted, board["教育局"].late, board["教育局"].complete) == (1, 0, True)
    assert (board["住建局"].asked, board["住建局"].unopened, board["住建局"].late) == (2, 1, 2)
    assert (board["财政局"].asked, board["财政局"].waiting) == (0, 1)
    rates = worklists.rates_of(cycle, on(16))
    assert (rates.asked, rates.handed_in, rates.on_time, rates.late) == (4, 1, 1, 2)
    assert [(unit.name, count) for unit, count in worklists.silent(cycle)] == []  # what 发改局 owes is not out yet


@pytest.mark.parametrize(
    ("who", "key", "answers", "reviews"),
    [
        ("wang", "2", None, PermissionDenied),
        ("cai", "2", PermissionDenied, PermissionDenied),
        ("zhu", "2", Http404, Http404),
        ("zhou", "2", Http404, Http404),
        ("lin", "2", PermissionDenied, PermissionDenied),
        ("li", "2", PermissionDenied, None),
    ],
)
def test_strangers_get_404_and_readers_who_write_get_403(
    town: Town, who: str, key: str, answers: type[Exception] | None, reviews: type[Exception] | None
) -> None:
    town.opened()
    user = town.people[who]
    for find, refused in (
        (lambda: access.report_to_answer(user, *HERE, key, Step.SAVE), answers),
        (lambda: access.report_to_review(user, *HERE, key), reviews),
    ):
        if refused is None:
            assert find().task.key == key
        else:
            with pytest.raises(refused):
                find()


def test_only_the_head_of_a_unit_signs(town: Town) -> None:
    town.opened(signed_first=True)
    assert access.report_to_answer(town.min, *HERE, "2", Step.SIGN)
    with pytest.raises(PermissionDenied):
        access.report_to_answer(town.wang, *HERE, "2", Step.SIGN)


def test_a_unit_that_is_asked_may_add_and_one_that_is_not_may_not(town: Town) -> None:
    town.opened()
    assert access.contribution_to_answer(town.cai, *HERE, "2").unit.name == "财政局"
    with pytest.raises(PermissionDenied):
        access.contribution_to_answer(town.wang, *HERE, "2")
    with pytest.raises(Http404):
        access.contribution_to_answer(town.zhu, *HERE, "2")


def test_the_number_of_queries_does_not_grow_with_the_units(town: Town) -> None:
    cycle = town.opened()
    with CaptureQueriesContext(connection) as asked:
        worklists.board_of(cycle, on(16))
        worklists.rates_of(cycle, on(16))
        worklists.silent(cycle)
    assert len(asked) <= 18  # twelve of them ask what is awaited

"""kill -9 after every statement of every step: the step is done whole, or nothing of it is there.

`make test` kills after every seventh statement, `make test-all` after each.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from luoshi_web.reports.actions import answering, contributing, handover, opening
from luoshi_web.reports.actions.answering import Written, save_draft, submit
from luoshi_web.reports.models import Contribution, Cycle, Draft, Exemption, Report, ReportVersion
from luoshi_web.supervision import closing, reviewing
from luoshi_web.supervision.models import Assessment
from luoshi_web.trail.chain import Head
from luoshi_web.trail.models import Details, Entry
from luoshi_web.trail.queries import verified
from tests.chosen import every, times
from tests.conftest import on_postgresql
from tests.reports.town import Town, on

pytestmark = pytest.mark.django_db(transaction=True)

DONE = "截至9月底，新增学位240个。"
UNTIL = on(20, 18)


def killed_after(statement: int, step: Callable[[], object]) -> bool:
    """Take a step in a process of its own, which kills itself after so many statements; tell whether it did.

    Outside a transaction a step may only read; there is nothing to be left half done then.
    """
    connection.close()
    child = os.fork()
    if child == 0:
        seen = 0

        def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal seen
            answer = execute(sql, params, many, context)
            if not connection.in_atomic_block:
                assert not sql.startswith(("INSERT", "UPDATE", "DELETE")), f"written outside a transaction: {sql}"
                return answer
            seen += 1
            if seen == statement:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        status = 1
        try:
            with connection.execute_wrapper(counted):
                step()
            connection.close()
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the step failed by itself"
    return False


def all_that_is_there() -> tuple[object, ...]:
    """Everything that a step may write, as it stands."""
    reports = Report.objects.order_by("pk").values_list(
        "pk", "state", "owner", "current", "accepted", "due_at", "reason"
    )
    return (
        *reports,
        *Draft.objects.order_by("pk").values_list("pk", "number", "statement"),
        *Contribution.objects.order_by("pk").values_list("pk", "state", "number", "current"),
        *Cycle.objects.order_by("pk").values_list("pk", "status", "shown", "deadline"),
        *(kind.objects.count() for kind in (ReportVersion, Exemption, Assessment, Entry, Details)),
    )


def staged(town: Town) -> dict[str, Callable[[], object]]:
    """Bring reports into every state; return the steps that are then possible, by what they are called."""
    cycle = town.opened()
    town.submitted("2", DONE, town.wang)
    town.submitted("3", "新增绿化面积19.2万方。", town.zhu)
    reviewing.accept(town.report("3"), by=town.li, at=on(11))
    draft = save_draft(town.report("4"), Written("扬尘管治加强。"), seen=0, by=town.zhu, at=on(11))
    part = town.contribution("2", "财政局")
    number = contributing.save(part, "经费已下达。", seen=0, by=town.cai, at=on(11))
    wanted = Written("新增绿化面积19.5万方。")
    return {
        "save": lambda: save_draft(town.report("4"), Written("改过"), seen=draft.number, by=town.zhu, at=on(12)),
        "submit": lambda: submit(town.report("4"), seen=draft.number, by=town.zhu, at=on(12)),
        "withdraw": lambda: answering.withdraw(town.report("2"), by=town.wang, at=on(12)),
        "return": lambda: reviewing.return_with_reason(town.report("2"), "请补数", by=town.li, at=on(12)),
        "accept": lambda: reviewing.accept(town.report("2"), by=town.li, at=on(12)),
        "correct": lambda: answering.correct(town.report("3"), wanted, reason="漏了一处", by=town.zhu, at=on(12)),
        "contribute": lambda: contributing.submit(
            town.contribution("2", "财政局"), seen=number, by=town.cai, at=on(12)
        ),
        "extend": lambda: opening.extend(cycle, UNTIL, reason="台风", by=town.li, at=on(12)),
        "hand over": lambda: handover.give_ownership(
            town.report("4"), town.unit("教育局"), reason="职能划转", by=town.li, at=on(12)
        ),
        "close": lambda: closing.close_cycle(cycle, by=town.li, at=on(16)),
    }


STEPS = ["save", "submit", "withdraw", "return", "accept", "correct", "contribute", "extend", "hand over", "close"]


# that a transaction is whole PostgreSQL promises for all steps alike; which statements stand in one SQLite tells
@pytest.mark.parametrize("name", every(3, STEPS) if on_postgresql() else STEPS)
def test_a_step_that_is_killed_leaves_nothing_and_can_be_taken_again(town: Town, name: str) -> None:
    steps = staged(town)
    assert set(steps) == set(STEPS)
    before = all_that_is_there()

    statement = 1
    while killed_after(statement, steps[name]):
        assert all_that_is_there() == before, f"something of {name!r} was left after its statement {statement}"
        statement += times(7 if connection.vendor == "sqlite" else 8, 1)

    assert statement > 2, "it was killed nowhere in the middle"
    assert all_that_is_there() != before
    assert isinstance(verified(town.place.pk), Head)

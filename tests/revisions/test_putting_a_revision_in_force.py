"""A revised table in force: tasks stay themselves, what was taken is changed, and nothing is lost."""

import json
import threading

import pytest
from django.db import connection, connections

from luoshi.errors import LuoshiError
from luoshi_web.intake.models import Intake, IntakeState
from luoshi_web.people.models import User
from luoshi_web.plans.models import Plan, Revision, Target, Wording
from luoshi_web.reports.models import Report, ReportVersion
from luoshi_web.revisions import actions, queries
from luoshi_web.revisions.models import Proposal, ProposalState
from luoshi_web.supervision.queries import judged_plan
from luoshi_web.trail.models import Entry
from tests.revisions.river import FIRST, SECOND, River, table


def test_tasks_keep_their_key_and_a_new_one_gets_its_own(river: River) -> None:
    before = {key: river.task(key).pk for key in ("1", "2", "3", "4")}
    revision = river.revise(table(*SECOND))

    assert revision.number == 2
    assert river.tasks_in_force() == ["1", "2", "4", "4-2"]
    assert {key: river.task(key).pk for key in before} == before
    assert river.words("4") == FIRST[3][1]
    assert river.in_force.wordings.get(task__key="4").no == "3"
    assert river.words("4-2") == SECOND[3][1]


def test_reports_stay_with_their_task_and_a_new_task_brings_its_own(river: River) -> None:
    versions = list(
        ReportVersion.objects.filter(report__task__plan__jurisdiction=river.place).values_list("pk", "statement")
    )
    river.revise(table(*SECOND))

    kept = ReportVersion.objects.filter(pk__in=[pk for pk, _ in versions])
    assert sorted(kept.values_list("pk", "statement")) == sorted(versions)
    plan = judged_plan(Plan.objects.get(jurisdiction=river.place), lights=True).plan
    said = {task.key: task.statement for task in plan.tasks}
    assert said == {"1": "新增25家。", "2": "加装18台。", "4": "序时推进。", "4-2": "开通1条。"}


def test_what_was_reported_is_not_overwritten_by_what_the_newer_table_says(river: River) -> None:
    rows = [(*row[:4], "另一句话，报了99家。") for row in SECOND]
    river.revise(table(*rows))

    plan = judged_plan(Plan.objects.get(jurisdiction=river.place), lights=False).plan
    assert {task.key: task.statement for task in plan.tasks}["1"] == "新增25家。"


def test_a_table_of_a_later_month_opens_a_cycle_of_its_own(river: River) -> None:
    rows = [(*row[:4], "新增41家。") for row in SECOND]
    river.revise(table(*rows, heading="截至9月底完成情况"))

    reports = Report.objects.filter(task=river.task("1")).order_by("cycle__as_of")
    assert [report.current.statement for report in reports if report.current] == ["新增25家。", "新增41家。"]


def test_lights_are_reckoned_anew_against_the_new_target(river: River) -> None:
    def sentence() -> str:
        plan = judged_plan(Plan.objects.get(jurisdiction=river.place), lights=True).plan
        task = next(task for task in plan.tasks if task.key == "1")
        assert task.targets[0].assessment is not None
        return task.targets[0].assessment.sentence

    assert "60" in sentence()
    river.revise(table(*SECOND))
    assert "80" in sentence()


def test_a_changed_target_names_the_one_it_replaces_and_both_stay(river: River) -> None:
    river.revise(table(*SECOND))

    changed = Target.objects.get(wording__revision=river.in_force, wording__task__key="1")
    assert changed.value_text == "80家"
    assert changed.replaces is not None
    assert changed.replaces.value_text == "60家"
    same = Target.objects.filter(
        wording__revision=river.in_force, wording__task__key="2", metric__contains="电梯"
    ).first()
    assert same is not None
    assert same.replaces is None
    first = queries.revisions_of(river.in_force.plan)[-1]
    assert Target.objects.filter(wording__revision=first, value_text="60家").exists()


def test_a_refused_row_stands_as_it_stood_and_says_in_which_file(river: River) -> None:
    first = river.in_force
    river.revise(table(*SECOND), "1")

    wording = river.in_force.wordings.get(task__key="1")
    assert (wording.text, wording.kept_from) == (FIRST[0][1], first)
    assert [duty.as_written for duty in wording.duties.filter(role="lead")] == ["经信局"]
    assert river.in_force.wordings.get(task__key="2").kept_from is None


def test_a_refused_removal_keeps_the_task_and_a_refused_addition_leaves_no_trace(river: River) -> None:
    river.revise(table(*SECOND), "3", "+4")

    assert river.tasks_in_force() == ["1", "2", "3", "4"]
    assert not Wording.objects.filter(text=SECOND[3][1]).exists()


def test_a_removed_task_is_kept_with_its_wording_and_reports(river: River) -> None:
    river.revise(table(*SECOND))

    assert "3" not in river.tasks_in_force()
    assert Report.objects.filter(task=river.task("3")).count() == 1
    history = queries.history_of(river.in_force.plan, "3")
    assert [said.wording.text if said.wording else None for said in history] == [FIRST[2][1], None]


def test_a_removed_task_that_comes_back_is_the_same_task(river: River) -> None:
    task = river.task("3").pk
    river.revise(table(*SECOND))
    river.revise(table(*SECOND, ("5", *FIRST[2][1:])), name="third.txt")

    assert river.in_force.wordings.get(text=FIRST[2][1]).task_id == task


def test_the_first_wording_stays(river: River) -> None:
    river.revise(table(*SECOND))
    history = queries.history_of(river.in_force.plan, "2")
    assert [(said.revision.number, said.wording and said.wording.text) for said in history] == [
        (1, FIRST[1][1]),
        (2, SECOND[1][1]),
    ]


def test_the_same_file_twice_changes_nothing(river: River) -> None:
    river.revise(table(*SECOND))
    counts = Revision.objects.count(), Proposal.objects.count(), Intake.objects.count()
    again = river.take_in(table(*SECOND), "second.txt")

    assert again.state == IntakeState.CONFIRMED
    with pytest.raises(LuoshiError):
        actions.propose_file(again, by=river.li)
    assert (Revision.objects.count(), Proposal.objects.count(), Intake.objects.count()) == counts


def test_the_same_words_in_another_file_are_no_revision(river: River) -> None:
    with pytest.raises(actions.NothingDifferent) as said:
        river.propose(table(*FIRST) + b"\n\n")
    assert "计划没有改动" in str(said.value)
    assert not Proposal.objects.exists()


def test_proposing_a_file_again_gives_the_same_comparison_with_its_choices(river: River) -> None:
    proposal = river.propose(table(*SECOND))
    actions.choose(proposal, ["1"], True, by=river.li)
    assert river.propose(table(*SECOND)).pk == proposal.pk
    assert len(queries.review_of(proposal).taken) == 1


def test_nothing_is_confirmed_while_a_row_is_undecided(river: River) -> None:
    proposal = river.propose(table(*SECOND))
    actions.choose(proposal, ["1"], True, by=river.li)
    with pytest.raises(LuoshiError, match="没有决定"):
        actions.confirm(proposal, by=river.li, seen=1)
    assert river.in_force.number == 1


def test_refusing_all_changes_nothing_and_says_so(river: River) -> None:
    proposal = river.propose(table(*SECOND))
    actions.choose(proposal, [row.name for row in queries.review_of(proposal).rows], False, by=river.li)
    with pytest.raises(LuoshiError, match="一项也没有接受"):
        actions.confirm(proposal, by=river.li, seen=1)
    assert river.in_force.number == 1


def test_a_choice_is_taken_back_and_the_one_before_holds(river: River) -> None:
    proposal = river.propose(table(*SECOND))
    actions.choose(proposal, ["1", "2"], True, by=river.li)
    actions.choose(proposal, ["1"], False, by=river.gao)
    assert {row.name: row.taken for row in queries.review_of(proposal).rows}["1"] is False
    actions.take_back(proposal, by=river.li, seen=2)
    assert {row.name: row.taken for row in queries.review_of(proposal).rows}["1"] is True
    actions.take_back(proposal, by=river.li, seen=3)
    assert queries.review_of(proposal).taken == ()
    with pytest.raises(LuoshiError, match="没有可以撤销"):
        actions.take_back(proposal, by=river.li, seen=4)


def test_who_confirms_confirms_what_they_saw(river: River) -> None:
    proposal = river.propose(table(*SECOND))
    actions.accept_all(proposal, by=river.li)
    seen = queries.review_of(proposal).seen
    actions.choose(proposal, ["1"], False, by=river.gao)
    with pytest.raises(actions.MovedMeanwhile):
        actions.confirm(proposal, by=river.li, seen=seen)
    assert river.in_force.number == 1


def test_of_two_comparisons_the_second_must_be_compared_anew(river: River) -> None:
    one = river.propose(table(*SECOND))
    other = river.propose(table(*FIRST[:3]), name="other.txt")
    actions.accept_all(one, by=river.li)
    actions.accept_all(other, by=river.gao)
    actions.confirm(one, by=river.li, seen=1)

    with pytest.raises(actions.AnotherInForce):
        actions.confirm(other, by=river.gao, seen=1)
    assert river.in_force.number == 2
    other.refresh_from_db()
    fresh = actions.renew(other, by=river.gao)
    assert (fresh.base, fresh.state) == (river.in_force, ProposalState.OPEN)
    assert queries.review_of(fresh).choices == ()


def test_a_withdrawn_comparison_changes_nothing_and_cannot_be_confirmed(river: River) -> None:
    proposal = river.propose(table(*SECOND))
    actions.accept_all(proposal, by=river.li)
    actions.withdraw(proposal, by=river.li)
    with pytest.raises(actions.MovedMeanwhile):
        actions.confirm(proposal, by=river.li, seen=1)
    assert river.in_force.number == 1


def test_a_failure_in_the_middle_leaves_nothing_half_done(river: River, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = river.propose(table(*SECOND))
    actions.accept_all(proposal, by=river.li)

    def fails(*args: object, **more: object) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(actions, "assess_again", fails)
    with pytest.raises(RuntimeError):
        actions.confirm(proposal, by=river.li, seen=1)
    proposal.refresh_from_db()
    assert (proposal.state, river.in_force.number, Revision.objects.filter(plan=proposal.plan).count()) == (
        "open",
        1,
        1,
    )
    assert river.tasks_in_force() == ["1", "2", "3", "4"]


def test_the_intake_is_settled_and_the_older_one_replaced(river: River) -> None:
    revision = river.revise(table(*SECOND))
    states = dict(Intake.objects.filter(jurisdiction=river.place).values_list("number", "state"))
    assert states == {1: IntakeState.REPLACED, 2: IntakeState.CONFIRMED}
    assert revision.intake.number == 2  # type: ignore[attr-defined]


def test_each_act_stands_in_the_trail_with_what_it_replaced(river: River) -> None:
    proposal = river.propose(table(*SECOND))
    actions.choose(proposal, ["1"], True, by=river.gao)
    actions.choose(proposal, ["2"], False, by=river.li)
    actions.take_back(proposal, by=river.li, seen=2)
    actions.accept_all(proposal, by=river.li)
    first = river.in_force
    actions.confirm(proposal, by=river.li, seen=4)

    entries = list(Entry.objects.filter(chain=river.place.pk).order_by("seq"))[-6:]
    assert [(entry.act, entry.who) for entry in entries] == [
        ("revision.proposed", river.li.pk),
        ("revision.rows_taken", river.gao.pk),
        ("revision.rows_refused", river.li.pk),
        ("revision.choice_taken_back", river.li.pk),
        ("revision.rows_taken", river.li.pk),
        ("revision.in_force", river.li.pk),
    ]
    assert json.loads(entries[-1].replaced) == {"revision": first.pk}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_who_confirm_in_the_same_moment_one_wins(river: River) -> None:
    proposal = river.propose(table(*SECOND))
    actions.accept_all(proposal, by=river.li)
    outcome: list[str] = []
    ready = threading.Barrier(2)

    def confirm(by: User) -> None:
        ready.wait()
        try:
            actions.confirm(Proposal.objects.get(pk=proposal.pk), by=by, seen=1)
            outcome.append("won")
        except LuoshiError as error:
            outcome.append(str(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=confirm, args=(user,)) for user in (river.li, river.gao)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcome, key=len)[0] == "won"
    assert "别人刚动过" in sorted(outcome, key=len)[1]
    assert Revision.objects.filter(plan=proposal.plan).count() == 2
    assert connection.is_usable()

"""Rereading by a better grammar: shown first, confirmed like a revision, and what persons set stays."""

import io
import sys
from dataclasses import replace

import pytest
from django.core.management import call_command

from luoshi.corrections import TargetRemoved, TargetSet
from luoshi.plan import Target
from luoshi_web.intake import actions as intakes
from luoshi_web.intake.queries import draft_of
from luoshi_web.plans import models as plans
from luoshi_web.plans.figures import Origin
from luoshi_web.plans.models import Plan
from luoshi_web.reports.models import Report
from luoshi_web.revisions import actions, queries
from tests.revisions.river import FIRST, SECOND, River, table


def reread(*words: str) -> str:
    said = io.StringIO()
    call_command("reread", *words, stdout=said)
    return said.getvalue()


def forget(river: River, key: str) -> None:
    """Let the plan in force be as an older grammar read it: without a task's targets."""
    plans.Target.objects.filter(wording__revision=river.in_force, wording__task__key=key).delete()


def targets(river: River, key: str) -> list[tuple[str, str | None]]:
    rows = plans.Target.objects.filter(wording__revision=river.in_force, wording__task__key=key).order_by("position")
    return [(row.origin, row.value_text) for row in rows]


@pytest.fixture
def clean(river: River) -> River:
    """The river's plan without the reckoned rows that hang on targets, so that a test may take targets away."""
    from luoshi_web.supervision.models import Assessment

    Assessment.objects.filter(task__plan__jurisdiction=river.place).delete()
    return river


def test_what_is_read_as_before_is_told_so_and_nothing_is_made(river: River, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        reread("river/2025")
    assert stopped.value.code == 0
    assert "没有差别" in capsys.readouterr().err
    assert river.in_force.number == 1


def test_a_better_reading_is_shown_and_changes_nothing_by_itself(clean: River) -> None:
    forget(clean, "1")
    said = reread("river/2025")

    assert "第1项  改目标" in said
    assert "60家" in said
    assert "1项不同，3项没有变。计划没有改动。" in said.replace("\n", "")
    assert "/river/2025/revisions/1/" in said
    assert (clean.in_force.number, targets(clean, "1")) == (1, [])


def test_confirmed_it_is_a_revision_of_the_same_file(clean: River) -> None:
    forget(clean, "1")
    said = reread("river/2025", "--confirm", "--as", "li")

    assert "已生效，是第2版" in said
    assert targets(clean, "1") == [("rule", "60家")]
    first, second = clean.in_force.plan.revisions.order_by("number")
    assert first.source == second.source
    assert second.confirmed_by == clean.li


def test_it_is_confirmed_on_the_page_too(clean: River, li) -> None:
    forget(clean, "1")
    reread("river/2025")
    page = li.get("/river/2025/revisions/1/").content.decode()
    assert "文件没有变，读法变了" in page
    li.post("/river/2025/revisions/1/choose/", {"rows": "rest", "accepted": "1"})
    li.post("/river/2025/revisions/1/confirm/", {"seen": "1"})
    assert targets(clean, "1") == [("rule", "60家")]


def corrected(river: River, *corrections: object) -> None:
    """Put a further table in force after a person corrected it."""
    intake = river.take_in(table(*SECOND), "second.txt")
    intakes.correct(intake, corrections, by=river.gao, seen=0)  # type: ignore[arg-type]
    proposal = actions.propose_file(intake, by=river.li)
    actions.accept_all(proposal, by=river.li)
    actions.confirm(proposal, by=river.li, seen=1)


def own_target(river: River) -> Target:
    """The first task's target as a person reads it: another metric over the same words."""
    read = draft_of(river.take_in(table(*SECOND), "second.txt")).plan.tasks[0].targets[0]
    return replace(read, metric="规上企业户数", assessment=None)


def test_a_target_that_a_person_set_outlives_a_rereading_and_a_further_file(river: River, capsys) -> None:
    corrected(river, TargetSet("1", own_target(river), 0))
    assert targets(river, "1") == [("person", "80家")]
    with pytest.raises(SystemExit):
        reread("river/2025")
    assert "没有差别" in capsys.readouterr().err

    river.revise(table(*SECOND[:3], ("4", "开通社区微公交线路5条。", "交通局", "各街道", "")), name="third.txt")
    row = plans.Target.objects.get(wording__revision=river.in_force, wording__task__key="1")
    assert (row.origin, row.metric) == (Origin.PERSON, "规上企业户数")
    assert row.set_by is not None


def test_a_target_that_a_person_took_out_stays_out(river: River, capsys) -> None:
    corrected(river, TargetRemoved("1", 0))
    assert targets(river, "1") == []
    with pytest.raises(SystemExit):
        reread("river/2025")
    assert "没有差别" in capsys.readouterr().err


def test_rows_that_were_kept_or_refused_are_not_offered_once_more(river: River, capsys) -> None:
    river.revise(table(*SECOND), "1", "+4")
    with pytest.raises(SystemExit):
        reread("river/2025")
    assert "没有差别" in capsys.readouterr().err
    assert river.words("1") == FIRST[0][1]


def test_figures_read_anew_are_a_further_version_and_the_one_before_stays(river: River) -> None:
    report = Report.objects.get(task=river.task("1"))
    assert report.current is not None
    report.current.observations.update(metric="别的")
    said = reread("river/2025", "--confirm")

    assert "量的是 别的 → 量的是" in said
    report.refresh_from_db()
    assert [version.statement for version in report.versions.order_by("number")] == ["新增25家。", "新增25家。"]
    assert report.current is not None
    assert report.current.number == 2
    assert report.current.observations.get().metric != "别的"


@pytest.mark.parametrize("name", ["nowhere/2025", "river", "river/x", "river/1999", ""])
def test_a_plan_that_is_none_is_a_sentence(river: River, capsys, name: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        reread(name)
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert "river/2025" in said
    assert "Traceback" not in said


def test_an_account_that_is_none_is_a_sentence(river: River, capsys) -> None:
    with pytest.raises(SystemExit):
        reread("river/2025", "--as", "nobody")
    assert "没有nobody这个账号" in capsys.readouterr().err


def test_a_file_that_can_no_longer_be_read_is_a_sentence(river: River, capsys) -> None:
    plans.SourceContent.objects.filter(source=river.in_force.source).update(data=b"\x00\x01nothing")
    with pytest.raises(SystemExit) as stopped:
        reread("river/2025")
    assert stopped.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
    assert Plan.objects.get(jurisdiction=river.place).in_force == river.in_force
    assert not queries.proposals_of(river.in_force.plan).exists()


def test_nothing_rereads_by_itself(clean: River, li) -> None:
    forget(clean, "1")
    for address in ("/river/2025/", "/river/2025/tasks/1/", "/river/2025/revisions/"):
        assert li.get(address).status_code == 200
    assert targets(clean, "1") == []
    assert sys.modules["luoshi_web.revisions.rereading"]

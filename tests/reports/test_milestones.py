"""Milestones are answered beside the sentence: how far each is, and on which day; what cannot be is refused."""

from datetime import date

import pytest

from luoshi.errors import LuoshiError
from luoshi.plan import State
from luoshi_web.intake.inforce import import_plan
from luoshi_web.plans.models import Milestone
from luoshi_web.reports.actions.answering import Written, correct, save_draft, submit
from luoshi_web.reports.models import Draft, Report, ReportVersion
from luoshi_web.reports.queries.whole import milestones_of, wording_of
from luoshi_web.supervision.closing import close_cycle
from luoshi_web.supervision.queries import judged_plan, plan_under_review
from luoshi_web.supervision.reviewing import accept
from tests.reports.town import TABLE, Town, on

BUILT = " | 5 | 体育馆建成投用，图书馆开工建设。 | 教育局 | | 序时推进。 |\n"
SAID = "体育馆已建成，图书馆在做前期。"


@pytest.fixture
def built(town: Town) -> Town:
    """The town, whose table promises a hall and a library too."""
    town.plan = import_plan((TABLE + BUILT).encode(), "built.txt", jurisdiction=town.place, year=2026).plan
    town.opened()
    return town


def report(town: Town) -> Report:
    return town.report("5")


def milestone(town: Town) -> Milestone:
    return milestones_of(wording_of(report(town)))[0]


def handed_in(town: Town, stage: str, day: str, seen: int = 0) -> ReportVersion:
    said = [{"milestone": milestone(town).pk, "stage": stage, "date": day}]
    draft = save_draft(report(town), Written(SAID, milestones=said), seen=seen, by=town.wang, at=on(10))
    return submit(report(town), seen=draft.number, by=town.wang, at=on(10))


@pytest.mark.parametrize("typed", ["2025-09-12", "2025/9/12", "2025.9.12", "2025年9月12日"])
def test_a_milestone_is_answered_with_its_day(built: Town, typed: str) -> None:
    answer = handed_in(built, "done", typed).milestones.get()

    assert (answer.milestone, answer.stage, str(answer.date)) == (milestone(built), "done", "2025-09-12")
    assert Draft.objects.get().milestones[0]["date"] == typed  # as typed


@pytest.mark.parametrize(
    ("stage", "day", "why"),
    [
        ("done", "九月", "看不懂"),
        ("done", "2025-02-30", "看不懂"),
        ("done", "0025-02-03", "看不懂"),
        ("done", "2025-10-11", "还没有到"),
        ("", "2025-09-12", "到哪一步"),
        ("finished", "", "到哪一步"),
    ],
)
def test_what_cannot_be_is_refused_and_the_draft_keeps_it(built: Town, stage: str, day: str, why: str) -> None:
    with pytest.raises(LuoshiError, match=why):
        handed_in(built, stage, day)
    assert Draft.objects.get().milestones == [{"milestone": milestone(built).pk, "stage": stage, "date": day}]
    assert handed_in(built, "done", "2025-10-10", seen=1).milestones.count() == 1  # today is not ahead


def test_a_day_ahead_is_what_is_expected_and_none_is_no_answer_at_all(built: Town) -> None:
    assert str(handed_in(built, "under_way", "2026-03-31").milestones.get().date) == "2026-03-31"
    accept(report(built), by=built.li, at=on(13))
    again = correct(report(built), Written(SAID), reason="改", by=built.wang, at=on(14))
    assert again.milestones.count() == 0


def test_a_number_of_another_task_is_passed_over(built: Town) -> None:
    said = [{"milestone": milestone(built).pk + 1000, "stage": "done", "date": ""}]
    draft = save_draft(report(built), Written(SAID, milestones=said), seen=0, by=built.wang, at=on(10))
    assert submit(report(built), seen=draft.number, by=built.wang, at=on(10)).milestones.count() == 0


def test_an_accepted_answer_is_what_the_milestone_is_judged_by(built: Town) -> None:
    town, work = built, milestones_of(wording_of(report(built)))
    town.plan.cycles.filter(as_of=date(2026, 6, 30)).update(as_of=date(2025, 6, 30))  # before the one that is asked
    said = [{"milestone": one.pk, "stage": "done", "date": "2025-09-12"} for one in work]
    draft = save_draft(report(town), Written(SAID, milestones=said), seen=0, by=town.wang, at=on(10))
    submit(report(town), seen=draft.number, by=town.wang, at=on(10))

    seen = next(task for task in plan_under_review(report(town).cycle).tasks if task.key == "5")
    accept(report(town), by=town.li, at=on(11))
    close_cycle(report(town).cycle, by=town.li, at=on(16))
    kept = next(task for task in judged_plan(town.plan, lights=True).plan.tasks if task.key == "5")

    assert work
    for task in (seen, kept):
        assert task.assessment is not None
        assert task.assessment.state is State.DONE_EARLY
        assert "2025-09-12完成" in task.assessment.sentence
        assert [one.reached for one in task.milestones] == [date(2025, 9, 12)] * len(work)

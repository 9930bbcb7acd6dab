"""Answering: a draft is kept and never overwritten unseen; what is handed in never changes."""

from datetime import timedelta

import pytest

from luoshi.errors import LuoshiError
from luoshi.report import StepRefused
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.reports.actions.answering import (
    DraftMoved,
    Written,
    correct,
    open_report,
    save_draft,
    sign,
    submit,
    withdraw,
)
from luoshi_web.reports.models import Draft, FigureAnswer, ReportState
from luoshi_web.reports.queries.questions import asked_of, read
from luoshi_web.reports.queries.whole import wording_of
from luoshi_web.reports.queries.worklists import waiting_too_long
from luoshi_web.reports.steps import NotOpen
from luoshi_web.supervision.reviewing import accept, return_with_reason
from luoshi_web.trail.models import Entry
from tests.reports.town import DEADLINE, Town, on

DONE = "截至9月底，新增学位240个。"


def test_a_draft_is_kept_each_time_and_the_next_saving_must_have_seen_it(town: Town) -> None:
    town.opened()
    first = save_draft(town.report("2"), Written("新增学位"), seen=0, by=town.wang, at=on(10))
    second = save_draft(town.report("2"), Written(DONE), seen=first.number, by=town.wang, at=on(10, 11))

    assert (second.number, second.statement, town.report("2").state) == (2, DONE, ReportState.DRAFT)


@pytest.mark.parametrize("seen", [0, 1])
def test_two_people_at_once_nothing_is_overwritten_and_the_second_is_told_who(town: Town, seen: int) -> None:
    town.opened()
    save_draft(town.report("2"), Written("一"), seen=0, by=town.min, at=on(10, 14, 30))
    save_draft(town.report("2"), Written("二"), seen=1, by=town.wang, at=on(10, 14, 31))

    with pytest.raises(MovedMeanwhile, match=r"王敏刚改过这一项（14:31）"):
        save_draft(town.report("2"), Written("三"), seen=seen, by=town.min, at=on(10, 14, 32))
    assert Draft.objects.get().statement == "二"


def test_what_was_saved_word_for_word_is_no_conflict_with_oneself(town: Town) -> None:
    town.opened()
    save_draft(town.report("2"), Written("一"), seen=0, by=town.wang, at=on(10))  # the answer was lost on its way
    again = save_draft(town.report("2"), Written("一"), seen=0, by=town.wang, at=on(10, 11))
    assert again.number == 1
    with pytest.raises(DraftMoved):
        save_draft(town.report("2"), Written("一"), seen=0, by=town.min, at=on(10, 12))


def test_what_is_submitted_is_read_and_never_changes(town: Town) -> None:
    town.opened()
    version = town.submitted("2", DONE, town.wang)

    report = town.report("2")
    assert (report.state, report.current, report.on_time) == (ReportState.SUBMITTED, version, True)
    figure = version.observations.get()
    assert (figure.metric, str(figure.value)) == ("学位", "240")
    assert DONE[figure.span_start : figure.span_end].endswith("240个")
    with pytest.raises(StepRefused, match="要改，请先撤回"):
        save_draft(report, Written("别的"), seen=2, by=town.wang, at=on(10))


def test_a_figure_can_be_given_in_its_field_in_the_measure_that_the_target_writes(town: Town) -> None:
    town.opened()
    report = town.report("3")
    (asked,) = asked_of(report, wording_of(report))
    assert asked.measure == "万方"
    written = Written("绿化在推进。", figures=[{"target": asked.target.pk, "value": "19.2", "lack": ""}])
    draft = save_draft(report, written, seen=0, by=town.zhu, at=on(10))
    version = submit(town.report("3"), seen=draft.number, by=town.zhu, at=on(10))

    answer = version.answers.get()
    assert (answer.value, answer.value_text, answer.period) == (192000, "19.2万方", "2025-01/2025-09")
    assert answer.measure == asked.target.measure


def test_a_figure_is_given_or_a_reason_and_none_is_not_zero(town: Town) -> None:
    town.opened()
    report = town.report("3")
    target = asked_of(report, wording_of(report))[0].target.pk
    draft = save_draft(report, Written("绿化在推进。"), seen=0, by=town.zhu, at=on(10))
    with pytest.raises(LuoshiError, match=r"还没有数。填上，或者选一个没有数的原因"):
        submit(town.report("3"), seen=draft.number, by=town.zhu, at=on(10))

    why = [{"target": target, "value": "", "lack": "cannot"}]
    draft = save_draft(town.report("3"), Written("绿化在推进。", figures=why), seen=1, by=town.zhu, at=on(10))
    version = submit(town.report("3"), seen=draft.number, by=town.zhu, at=on(10))
    assert (version.answers.get().value, version.answers.get().lack) == (None, "cannot")


@pytest.mark.parametrize("typed", ["很多", "十九", "1e5", "1.2.3"])
def test_what_is_no_number_is_refused_with_the_measure_that_is_asked_for(town: Town, typed: str) -> None:
    town.opened()
    report = town.report("3")
    target = asked_of(report, wording_of(report))[0].target.pk
    written = Written("推进中。", figures=[{"target": target, "value": typed}])
    draft = save_draft(report, written, seen=0, by=town.zhu, at=on(10))
    with pytest.raises(LuoshiError, match="不是数。只填数字，计量单位是万方"):
        submit(town.report("3"), seen=draft.number, by=town.zhu, at=on(10))
    assert not FigureAnswer.objects.exists()


def test_a_figure_that_cannot_exist_yet_is_awaited_by_itself(town: Town) -> None:
    town.opened()
    report = town.report("1")
    (asked,) = asked_of(report, wording_of(report))
    assert asked.awaited is not None
    assert "10月20日左右发布" in asked.awaited.sentence

    version = town.submitted("1", "三季度数据还没有出。", town.person("fa", "法明", "liaison", "发改局"))  # type: ignore[arg-type]
    assert version.answers.get().lack == "not_released"


def test_saying_what_the_cycle_before_said_takes_a_reason(town: Town) -> None:
    town.opened()
    with pytest.raises(LuoshiError, match="和上一期写的一样"):
        town.submitted("4", "序时推进。", town.zhu)
    why = Written("序时推进。", unchanged="专项行动按月开展")
    draft = save_draft(town.report("4"), why, seen=1, by=town.zhu, at=on(10))
    assert submit(town.report("4"), seen=draft.number, by=town.zhu, at=on(10)).unchanged == "专项行动按月开展"


def test_what_does_not_add_up_is_said_while_it_is_written(town: Town) -> None:
    town.opened()
    report = town.report("3")

    reading = read(report, wording_of(report), "新增绿化面积19.2万方，完成年度目标的78.6%。")

    assert [figure.value_text for figure in reading.observations][:1] == ["19.2万方"]
    assert any("76.8%" in finding.message for finding in reading.findings)


@pytest.mark.parametrize(("after", "on_time"), [(timedelta(0), True), (timedelta(microseconds=1), False)])
def test_the_second_of_the_deadline_itself_is_on_time(town: Town, after: timedelta, on_time: bool) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang, at=DEADLINE + after)

    assert town.report("2").on_time is on_time


def test_before_it_opens_and_after_it_closes_nothing_is_written(town: Town) -> None:
    town.opened(closes_at=on(17, 18))
    with pytest.raises(NotOpen, match="10月9日09:00开始填报"):
        save_draft(town.report("2"), Written(DONE), seen=0, by=town.wang, at=on(9, 8))
    draft = save_draft(town.report("2"), Written(DONE), seen=0, by=town.wang, at=on(17, 18))
    with pytest.raises(NotOpen, match="10月17日18:00已锁定"):
        submit(town.report("2"), seen=draft.number, by=town.wang, at=on(17, 18, 1))


def test_it_can_be_withdrawn_until_the_office_has_decided(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    withdraw(town.report("2"), by=town.wang, at=on(10, 12))
    assert town.report("2").state == ReportState.DRAFT
    submit(town.report("2"), seen=2, by=town.wang, at=on(10, 13))
    accept(town.report("2"), by=town.li, at=on(10, 14))

    with pytest.raises(StepRefused, match="请更正并写明原因"):
        withdraw(town.report("2"), by=town.wang, at=on(10, 15))


def test_an_accepted_version_holds_until_its_correction_is_accepted(town: Town) -> None:
    town.opened()
    first = town.submitted("2", DONE, town.wang)
    accept(town.report("2"), by=town.li, at=on(11))
    with pytest.raises(LuoshiError, match="要写明原因"):
        correct(town.report("2"), Written("新增学位250个。"), reason=" ", by=town.wang, at=on(12))

    second = correct(town.report("2"), Written("新增学位250个。"), reason="漏了一所", by=town.wang, at=on(12))

    report = town.report("2")
    assert (report.state, report.current, report.accepted) == (ReportState.SUBMITTED, second, first)
    accept(report, by=town.li, at=on(13))
    report = town.report("2")
    assert (report.accepted, second.correction, first.statement) == (second, "漏了一所", DONE)


def test_where_the_office_wants_it_the_head_signs_first(town: Town) -> None:
    town.opened(signed_first=True)
    town.submitted("2", DONE, town.wang)
    with pytest.raises(StepRefused, match="还没有签发"):
        accept(town.report("2"), by=town.li, at=on(11))
    sign(town.report("2"), by=town.min, at=on(11))
    accept(town.report("2"), by=town.li, at=on(11))

    assert town.report("2").state == ReportState.ACCEPTED


def test_the_days_of_review_begin_when_the_head_has_signed(town: Town) -> None:
    cycle = town.opened(signed_first=True)
    town.submitted("2", DONE, town.wang, on(10))
    sign(town.report("2"), by=town.min, at=on(14))

    assert [waiting_too_long(cycle, on(day, 11)).count() for day in (15, 16, 17)] == [0, 0, 1]


def test_looking_is_noted_once(town: Town) -> None:
    town.opened()
    open_report(town.report("2"), at=on(10))
    open_report(town.report("2"), at=on(12))

    assert town.report("2").opened_at == on(10)


def test_every_step_stands_in_the_trail_with_what_it_replaced(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    return_with_reason(town.report("2"), "请补数", by=town.li, at=on(11))
    submit(town.report("2"), seen=2, by=town.wang, at=on(12))
    accept(town.report("2"), by=town.li, at=on(13))

    acts = Entry.objects.filter(chain=town.place.pk, act__startswith="report.").order_by("seq")
    assert [(entry.act, entry.who) for entry in acts] == [
        ("report.begun", town.wang.pk),
        ("report.submit", town.wang.pk),
        ("report.return", town.li.pk),
        ("report.submit", town.wang.pk),
        ("report.accept", town.li.pk),
    ]
    assert '"state":"submitted"' in acts[2].replaced
    assert "请补数" in acts[2].details.text

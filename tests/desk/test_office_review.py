"""The office looks at one report: three verdicts, what changed, phrases, and the queue beside it."""

from datetime import date

from luoshi_web.reports.actions.answering import Written, save_draft, submit
from luoshi_web.reports.actions.opening import extend, open_cycle
from luoshi_web.reports.models import Exemption, ReportState, SavedPhrase
from luoshi_web.reports.queries.questions import asked_of
from luoshi_web.reports.queries.whole import wording_of
from luoshi_web.supervision.models import Assessment
from luoshi_web.supervision.reviewing import accept, return_with_reason
from tests.desk.desk import CYCLE, Desk
from tests.reports.town import AS_OF, Town, on

DONE = "截至9月底，新增学位240个。"
REVIEW = f"{CYCLE}review/2/"


def test_three_verdicts_stand_side_by_side_and_nothing_reckoned_is_kept(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)

    page = Desk(town.li).open(REVIEW)

    claim, ruling, judged = page.texts(".verdict")
    assert claim.startswith("自评报了数字，没有写进度")
    assert ruling.startswith("核定还没有判")
    assert judged.startswith("研判超进度")
    assert "240 / 300" in judged
    assert not Assessment.objects.filter(cycle__as_of=AS_OF).exists()


def test_a_figure_of_the_sentence_that_its_field_repeats_is_counted_once(town: Town) -> None:
    town.opened()
    report = town.report("2")
    (target,) = [one.target.pk for one in asked_of(report, wording_of(report))]
    figures = ({"target": target, "value": "240", "lack": ""},)
    draft = save_draft(report, Written(f"{DONE}新增教师35名。", figures=figures), seen=0, by=town.wang, at=on(10))
    submit(town.report("2"), seen=draft.number, by=town.wang, at=on(10))

    claim = Desk(town.li).open(REVIEW).texts(".verdict")[0]

    assert "报了2个数" in claim


def test_the_table_has_this_cycle_beside_the_last(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)

    row = Desk(town.li).open(REVIEW).texts(".rvt tbody tr")[0]
    assert ("300" in row, "240" in row, "120" in row) == (True, True, True)


def test_what_has_something_to_look_at_stands_first_with_its_lamp_and_why(town: Town) -> None:
    town.opened()
    town.submitted("4", "已巡查200次。", town.zhu, at=on(9, 12))
    town.submitted("3", "新增绿化面积5万方。", town.zhu)

    page = Desk(town.li).open(f"{CYCLE}review/4/")

    assert "1项要看，1项没有发现" in page.text
    assert page.texts(".queue a > .n") == ["3", "4"]
    assert page.tree.cssselect(".queue a svg")[0].get("aria-label") in ("欠进度", "严重欠进度")
    assert page.tree.cssselect("[data-key=k], [data-key=j]")


def test_a_completion_that_nothing_bears_is_to_be_looked_at_and_what_was_not_taken_is_not(town: Town) -> None:
    town.opened()
    town.submitted("2", "年度任务全部完成，新增学位240个。", town.wang)
    town.submitted("3", "开工绿化面积25万方，新增绿化面积20万方。", town.zhu)

    page = Desk(town.li).open(REVIEW)

    assert "1项要看，1项没有发现" in page.text
    assert "自评是“已完成”，按数算：240 / 300" in page.text


def test_while_something_is_unclear_nobody_is_told_that_nothing_is_left(town: Town) -> None:
    town.opened()
    assert "没有要看的" in Desk(town.li).open(CYCLE).text
    town.submitted("3", "新增绿化面积12万方，新增绿化面积20万方。", town.zhu)
    accept(town.report("3"), by=town.li, at=on(9, 20))

    for address in (CYCLE, f"{CYCLE}bulk/"):
        page = Desk(town.li).open(address)
        assert "没有要看的" not in page.text
        assert "待核1项" in page.text


def test_after_a_decision_the_next_one_opens(town: Town) -> None:
    town.opened()
    for key, person, words in (("2", town.wang, DONE), ("3", town.zhu, "新增5万方。"), ("4", town.zhu, "已巡查。")):
        town.submitted(key, words, person)
    li = Desk(town.li)
    order = [a.get("href") for a in li.open(REVIEW).tree.cssselect(".queue a")]

    answer = li.send(order[0], do="accept")

    assert answer.response["Location"].partition("?")[0] == order[1]


def test_what_changed_against_the_version_that_was_returned(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    return_with_reason(town.report("2"), "请核对", by=town.li, at=on(11))
    draft = save_draft(
        town.report("2"), Written("截至9月底，新增学位250个。"), seen=_seen(town), by=town.wang, at=on(12)
    )
    submit(town.report("2"), seen=draft.number, by=town.wang, at=on(12))

    page = Desk(town.li).open(REVIEW)

    assert (page.texts("del"), page.texts("ins")) == (["240"], ["250"])
    assert "退回的原因：请核对" in page.text


def _seen(town: Town) -> int:
    draft = getattr(town.report("2"), "draft", None)
    return draft.number if draft else 0


def test_a_phrase_is_saved_put_in_without_script_and_removed(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    li = Desk(town.li)
    li.send(REVIEW, do="keep-phrase", reason="请补报数字。")
    phrase = SavedPhrase.objects.get()
    assert (phrase.text, phrase.saved_by) == ("请补报数字。", town.li)
    assert li.open(REVIEW).tree.cssselect("[data-insert='请补报数字。']")

    li.send(REVIEW, do="return", reason="", saved="请补报数字。")
    assert (town.report("2").state, town.report("2").reason) == (ReportState.RETURNED, "请补报数字。")

    town.submitted("3", "新增5万方。", town.zhu)
    li.send(f"{CYCLE}review/3/", drop=str(phrase.pk))
    assert not SavedPhrase.objects.exists()
    assert town.report("3").state == ReportState.SUBMITTED


def test_who_decided_and_when_is_said_to_the_second_reviewer(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    accept(town.report("2"), by=town.li, at=on(11))

    page = Desk(town.liang).send(REVIEW, do="return", reason="请补数", version="1")

    assert page.status == 409
    assert "已通过" in page.text
    assert "李敏 10月11日（周六）10:00处理" in page.text


def test_a_moved_deadline_is_told_where_the_report_is_looked_at(town: Town) -> None:
    cycle = town.opened()
    extend(cycle, on(17, 18), reason="台风", by=town.liang, at=on(14))
    assert Exemption.objects.get().was == on(15, 18)

    text = Desk(town.li).open(REVIEW).text
    assert "截止时间从10月15日（周三）18:00改到10月17日（周五）18:00。" in text
    assert "梁岩" in text


def test_a_report_on_a_task_that_left_the_table_still_has_its_page(town: Town) -> None:
    town.opened()
    assert Desk(town.li).open(f"{CYCLE}review/4/").status == 200


def test_hostile_words_stay_words(town: Town) -> None:
    town.opened()
    town.submitted("4", "<script>alert(1)</script>已巡查", town.zhu)
    html = Desk(town.li).open(f"{CYCLE}review/4/").html
    assert "<script>alert" not in html


def test_while_two_cycles_run_the_last_figure_is_that_of_the_last_sentence(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    accept(town.report("2"), by=town.li, at=on(11))
    cycle = open_cycle(town.plan, date(2025, 10, 31), deadline=on(28), by=town.li, at=on(12)).cycle
    report = cycle.reports.select_related("cycle__plan__jurisdiction", "task", "owner", "current").get(task__key="2")
    draft = save_draft(report, Written("截至10月底，新增学位260个。"), seen=0, by=town.wang, at=on(13))
    submit(report, seen=draft.number, by=town.wang, at=on(13))

    page = Desk(town.li).open("/river/2025/cycles/2025-10-31/review/2/")

    assert DONE in page.text
    row = page.texts(".rvt tbody tr")[0]
    assert ("260" in row, "240" in row, "120" in row) == (True, True, False)


def test_review_opens_what_is_worth_a_look_first_however_long_the_rest_waits(town: Town) -> None:
    town.opened()
    town.submitted("4", "已巡查200次。", town.zhu, at=on(9, 12))
    town.submitted("3", "新增绿化面积5万方。", town.zhu)
    li = Desk(town.li)

    first = f"{CYCLE}review/3/"
    assert li.open(CYCLE).tree.cssselect("a.btn-primary")[0].get("href") == first
    assert li.open("/desk/").tree.cssselect(".todo a")[-1].get("href") != f"{CYCLE}review/4/"
    assert first in [a.get("href") for a in li.open("/desk/").tree.cssselect(".todo a")]


def test_a_decision_is_said_on_the_page_that_comes_next(town: Town) -> None:
    town.opened()
    town.submitted("3", "新增绿化面积5万方。", town.zhu)
    town.submitted("4", "已巡查。", town.zhu)
    li = Desk(town.li)

    answer = li.send(f"{CYCLE}review/3/", do="return", reason="请写明原因").response["Location"]
    assert answer == f"{CYCLE}review/4/?decided=3"
    assert "第3项退回了，请单位在" in li.open(answer).text
    last = li.send(f"{CYCLE}review/4/", do="accept").response["Location"]
    assert last == f"{CYCLE}?decided=4"
    assert "第4项通过了。" in li.open(last).text
    assert li.open(f"{CYCLE}?decided=nonsense").status == 200


def test_an_office_without_phrases_of_its_own_is_offered_some(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    li = Desk(town.li)
    assert "请附佐证。" in [one.get("data-insert") for one in li.open(REVIEW).tree.cssselect("[data-insert]")]

    li.send(REVIEW, do="keep-phrase", reason="请补报分街道的数")
    assert [one.get("data-insert") for one in li.open(REVIEW).tree.cssselect("[data-insert]")] == ["请补报分街道的数"]


def test_which_of_two_figures_was_taken_is_said_and_is_no_finding(town: Town) -> None:
    town.opened()
    town.submitted("2", "新增学位240个，开工学位300个。", town.wang)

    page = Desk(town.li).open(REVIEW)

    aside = "用的数是240个；300个是开工或在建的数，不是做完的数，没有用。"
    assert aside in page.text
    assert aside not in page.texts(".note.warn p")
    assert "没有发现" in page.texts("h3")


def test_words_of_a_delay_are_worth_a_look_where_nothing_is_counted(town: Town) -> None:
    town.opened()
    town.submitted("4", "因征地滞后，整治推迟到11月。", town.zhu)

    page = Desk(town.li).open(f"{CYCLE}review/4/")

    assert "1项要看" in page.text
    assert "没有数，写了“滞后”" in page.text


def test_findings_of_an_english_page_keep_their_own_marks(town: Town) -> None:
    town.opened()
    town.submitted("2", "新增学位240个，完成率90%。", town.wang)
    li = Desk(town.li)
    li.client.cookies["lang"] = "en"

    findings = li.open(REVIEW).texts(".note.warn p")

    assert findings
    assert [one for one in findings if "，" in one or "；" in one or "：" in one] == []


def test_nothing_left_to_look_at_is_said_once(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    accept(town.report("2"), by=town.li, at=on(11))

    assert Desk(town.li).open(REVIEW).text.count("没有要看的了。") == 1

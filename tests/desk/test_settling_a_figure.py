"""Two figures of a sentence may be meant: the unit says which by one press, and the office may undo it."""

import json

import pytest

from luoshi.errors import LuoshiError
from luoshi_web.reports.models import Draft, FigureAnswer, Settlement
from luoshi_web.supervision import settling
from luoshi_web.supervision.queries import plan_under_review
from luoshi_web.trail.comparing import compared
from luoshi_web.trail.models import Entry
from tests.chosen import every
from tests.desk.desk import CYCLE, Desk
from tests.reports.town import Town
from tests.web.site import Page

TWO = "新增绿化面积12万方，新增绿化面积20万方。"
FORM, REVIEW = f"{CYCLE}report/3/", f"{CYCLE}review/3/"


@pytest.fixture
def collecting(town: Town, settings) -> Town:
    from datetime import timedelta

    from django.utils import timezone

    at = timezone.now()
    town.opened(deadline=at + timedelta(days=5), at=at - timedelta(days=1))
    return town


def written(desk: Desk, sentence: str = TWO) -> Page:
    """Somebody writes a sentence without script, and sees how it is read."""
    page = desk.send(FORM, statement=sentence, do="save")
    assert page.status == 302, page.text
    return desk.open(FORM)


def buttons(page: Page, name: str = "settle") -> list[tuple[str, str]]:
    return [(one.get("value"), " ".join(one.text_content().split())) for one in page.tree.cssselect(f"[name={name}]")]


def pressed(desk: Desk, words: str, name: str = "settle", address: str = FORM) -> Page:
    """Press the button that says these words, as the page has it now."""
    value = next(value for value, said in buttons(desk.open(address), name) if words in said)
    return desk.send(address, **{name: value})


def handed_in(town: Town, *, choice: str = "") -> Desk:
    zhu = Desk(town.zhu)
    written(zhu)
    if choice:
        assert pressed(zhu, choice).status == 302
    # a figure that is open has no reason to be missing
    assert zhu.send(FORM, do="submit").status == 302
    assert town.report("3").state == "submitted"
    return zhu


def state_of(town: Town) -> tuple[str, str]:
    plan = plan_under_review(town.report("3").cycle)
    judged = next(task for task in plan.tasks if task.key == "3").assessment
    assert judged is not None
    return str(judged.state), judged.sentence


def test_the_form_shows_what_may_be_meant_and_why_and_fills_no_field(collecting: Town) -> None:
    page = written(Desk(collecting.zhu))

    said = [words for _, words in buttons(page)]
    assert [any(figure in one for one in said) for figure in ("12万方", "20万方", "都不是")] == [True] * 3
    assert "看不出" in page.text or "可能" in page.text
    assert page.tree.cssselect("input[name^='value.']")[0].get("value") == ""
    assert "有1个数要您选一下是哪一个" in page.text


def test_one_press_settles_it_without_script_and_goes_along(collecting: Town) -> None:
    zhu = Desk(collecting.zhu)
    written(zhu)
    answer = pressed(zhu, "20万方")

    assert answer.response["Location"] == f"{FORM}#figures"
    page = zhu.open(FORM)
    assert buttons(page) == []
    assert "由填报单位确认：20万方 朱宁" in page.text
    assert zhu.send(FORM, do="submit").status == 302
    row = Settlement.objects.get()
    assert (row.version, row.number, row.says, row.value_text) == (
        collecting.report("3").current,
        1,
        "figure",
        "20万方",
    )
    assert (row.who, row.by) == ("unit", collecting.zhu)
    state, sentence = state_of(collecting)
    assert state in ("ahead", "on_pace")
    assert "由填报单位确认" in sentence


def test_none_of_them_is_a_word_too_and_then_a_reason_is_asked_for(collecting: Town) -> None:
    zhu = Desk(collecting.zhu)
    written(zhu)
    pressed(zhu, "都不是")

    page = zhu.send(FORM, do="submit")

    assert page.status == 409
    assert "还没有数。填上，或者选一个没有数的原因" in page.text
    lack = next(one.get("name") for one in page.tree.cssselect("select[name^='lack.']"))
    assert zhu.send(FORM, do="submit", **{lack: "cannot"}).status == 302
    assert Settlement.objects.get().says == "none"
    assert state_of(collecting)[0] == "no_figure"


def test_it_may_be_handed_in_unsettled(collecting: Town) -> None:
    handed_in(collecting)

    assert not Settlement.objects.exists()
    assert state_of(collecting)[0] == "unclear"


@pytest.mark.parametrize(
    ("then", "holds"),
    every(
        2,
        [
            (f"{TWO}困难是征地。", True),  # behind it
            (TWO.removesuffix("。") + "，困难是征地。", False),  # in its own sentence
            (f"{TWO} ", True),
            (f"截至9月底，{TWO}", False),  # it stands elsewhere now
            (TWO.replace("20", "19"), False),
            (f"{TWO}新增绿化面积22万方。", True),
        ],
    ),
)
def test_a_word_holds_while_the_sentence_says_the_same_there(collecting: Town, then: str, holds: bool) -> None:
    zhu = Desk(collecting.zhu)
    written(zhu)
    pressed(zhu, "20万方")

    page = written(zhu, then)

    assert ("由填报单位确认：20万方" in page.text) is holds


def test_that_none_answers_holds_for_the_very_text_only(collecting: Town) -> None:
    zhu = Desk(collecting.zhu)
    written(zhu)
    pressed(zhu, "都不是")

    assert "由填报单位确认：都不是" in zhu.open(FORM).text
    assert "由填报单位确认" not in written(zhu, f"{TWO}另有一处。").text


def test_the_unit_may_choose_again(collecting: Town) -> None:
    zhu = Desk(collecting.zhu)
    written(zhu)
    pressed(zhu, "12万方")
    assert zhu.send(FORM, do="save").status == 302  # which fills the field
    assert zhu.open(FORM).tree.cssselect("input[name^='value.']")[0].get("value") == "12"
    assert pressed(zhu, "重新选", "unsettle").status == 302
    assert zhu.open(FORM).tree.cssselect("input[name^='value.']")[0].get("value") == ""

    assert len(buttons(zhu.open(FORM))) == 3
    pressed(zhu, "20万方")
    assert "由填报单位确认：20万方" in zhu.open(FORM).text
    acts = list(Entry.objects.filter(act__startswith="figure.").order_by("seq").values_list("act", flat=True))
    assert acts == ["figure.settled", "figure.unsettled", "figure.settled"]


def test_what_no_button_sends_gets_a_sentence_and_the_text_is_kept(collecting: Town) -> None:
    zhu = Desk(collecting.zhu)
    page = written(zhu)
    row = buttons(page)[0][0].split(":")[0]

    for choice in ("9:0:0-3", f"{row}:0:900-903", f"{row}:0:", "x", f"{row}:0:5", "99999999:0:none"):
        answer = zhu.send(FORM, settle=choice)

        assert answer.status == 409, choice
        assert "没有这样的选择" in answer.text or "不在可选的里面" in answer.text or "没有这个目标" in answer.text
        assert Draft.objects.get().settlements == []
        assert TWO in answer.tree.cssselect("#statement")[0].text


def test_while_it_is_typed_the_fragment_asks_and_takes_the_press(collecting: Town) -> None:
    zhu = Desk(collecting.zhu)
    page = zhu.posted(f"{FORM}saving/", statement=TWO, seen="0", read_along="1")
    value = next(value for value, said in buttons(page) if "20万方" in said)

    page = zhu.posted(f"{FORM}saving/", statement=TWO, seen="1", read_along="1", settle=value)

    assert page.status == 200
    assert "由填报单位确认：20万方" in page.text
    assert [one.get("data-typed") for one in page.tree.cssselect("[data-row]")] == ["20"]
    again = zhu.posted(f"{FORM}saving/", statement=TWO, seen="1", read_along="1", settle=value)
    assert "刚" not in again.text  # an answer that was lost on its way is no conflict with oneself
    bad = zhu.posted(f"{FORM}saving/", statement=TWO, seen="1", read_along="1", settle="1:0:7-9")
    assert "没有这个目标" in bad.text or "不在可选的里面" in bad.text
    assert len(Draft.objects.get().settlements) == 1


def test_a_press_that_arrives_behind_another_sentence_chooses_nothing_else(collecting: Town) -> None:
    """Typed on while the press was on its way: 30 stands where 20 was chosen."""
    zhu = Desk(collecting.zhu)
    page = zhu.posted(f"{FORM}saving/", statement=TWO, seen="0", read_along="1")
    value = next(value for value, said in buttons(page) if "20万方" in said)
    row, now = value.split(":")[0], TWO.replace("20", "30")

    page = zhu.posted(f"{FORM}saving/", statement=now, seen="1", read_along="1", settle=value, **{f"said.{row}": TWO})

    assert "句子可能改过了" in page.texts("[data-into=settling]")[0]
    assert (Draft.objects.get().statement, Draft.objects.get().settlements) == (now, [])
    on = f"{TWO}另有5处在建。"
    page = zhu.posted(f"{FORM}saving/", statement=on, seen="2", read_along="1", settle=value, **{f"said.{row}": TWO})
    assert "由填报单位确认：20万方" in page.text


def test_of_two_of_one_unit_the_later_is_told_what_the_first_did(collecting: Town) -> None:
    from luoshi_web.people.models import Role

    he = collecting.person("he", "何静", Role.HEAD, "住建局")
    zhu, other = Desk(collecting.zhu), Desk(he)
    written(zhu)
    open_page = other.open(FORM)
    pressed(zhu, "20万方")
    value = next(value for value, said in buttons(open_page) if "12万方" in said)
    form = {one.get("name"): one.get("value") or "" for one in open_page.tree.cssselect("#answer input[name]")}
    form.pop("evidence_file", None)

    answer = Page(other.client.post(FORM, {**form, "statement": TWO, "settle": value}))

    assert answer.status == 409
    assert "朱宁刚确认的是“20万方”" in answer.text
    assert Draft.objects.get().settlements[0]["value_text"] == "20万方"


def test_another_units_account_and_a_stranger_are_told_of_nothing(collecting: Town) -> None:
    handed_in(collecting, choice="20万方")
    for name in ("cai", "zhou", "wang"):
        somebody = Desk(getattr(collecting, name))
        for address in (FORM, f"{FORM}saving/", REVIEW):
            assert somebody.posted(address, settle="1:0:none", undo="1:1:none").status == 404, (name, address)
        assert somebody.open(f"{CYCLE}unclear/").status == 404
    assert Desk(collecting.zhu).posted(REVIEW, undo="1:1:none").status == 403
    assert Desk(collecting.lin).posted(REVIEW, undo="1:1:none").status == 403
    assert Settlement.objects.count() == 1


def test_the_office_sees_the_mark_and_undoes_it_by_one_press(collecting: Town) -> None:
    handed_in(collecting, choice="20万方")
    li = Desk(collecting.li)
    page = li.open(REVIEW)
    assert "由填报单位确认：20万方" in page.text
    assert any("由填报单位确认" in one for one in page.texts(".queue a"))

    answer = pressed(li, "撤销", "undo", REVIEW)

    assert answer.response["Location"] == f"{REVIEW}#targets"
    assert state_of(collecting)[0] == "unclear"
    page = li.open(REVIEW)
    assert len(buttons(page)) == 3
    assert [row.says for row in Settlement.objects.order_by("number")] == ["figure", "undone"]
    pressed(li, "12万方", address=REVIEW)
    state, sentence = state_of(collecting)
    assert (state, "由督查室确认" in sentence) == ("behind", True)
    assert "谁确认过什么" in li.open(REVIEW).text


def test_what_the_office_has_undone_does_not_come_back_with_the_next_version(collecting: Town) -> None:
    zhu = handed_in(collecting, choice="20万方")
    pressed(Desk(collecting.li), "撤销", "undo", REVIEW)
    assert zhu.send(FORM, do="withdraw").status == 302

    assert len(buttons(zhu.open(FORM))) == 3
    assert zhu.send(FORM, do="submit").status == 302
    assert state_of(collecting)[0] == "unclear"


def test_what_stands_goes_along_with_a_version_that_was_withdrawn(collecting: Town) -> None:
    zhu = handed_in(collecting, choice="20万方")
    zhu.send(FORM, do="withdraw")
    assert "由填报单位确认：20万方" in zhu.open(FORM).text
    zhu.send(FORM, do="submit")

    assert [(row.version.number, row.value_text) for row in Settlement.objects.order_by("pk")] == [
        (1, "20万方"),
        (2, "20万方"),
    ]


def test_of_two_reviewers_the_later_is_told_what_the_first_did(collecting: Town) -> None:
    handed_in(collecting)
    li, liang = Desk(collecting.li), Desk(collecting.liang)
    late = next(value for value, said in buttons(liang.open(REVIEW)) if "12万方" in said)
    assert pressed(li, "20万方", address=REVIEW).status == 302

    answer = liang.posted(REVIEW, version="1", settle=late)

    assert answer.status == 409
    assert "李敏刚确认的是“20万方”" in answer.text
    shown = next(value for value, _ in buttons(liang.open(REVIEW), "undo"))
    assert pressed(li, "撤销", "undo", REVIEW).status == 302
    answer = liang.posted(REVIEW, version="1", undo=shown)
    assert (answer.status, "李敏刚撤销了确认" in answer.text) == (409, True)


def test_a_press_holds_for_the_version_that_was_looked_at(collecting: Town) -> None:
    zhu = handed_in(collecting)
    li = Desk(collecting.li)
    value = buttons(li.open(REVIEW))[0][0]
    zhu.send(FORM, do="withdraw")
    written(zhu, f"{TWO}另。")
    zhu.send(FORM, do="submit")

    assert li.posted(REVIEW, version="1", settle=value).status == 409
    assert not Settlement.objects.exists()
    assert li.posted(REVIEW, version="2", settle="3:0:1-2").status == 409


def test_nothing_is_settled_in_a_report_that_was_sent_back(collecting: Town) -> None:
    handed_in(collecting, choice="20万方")
    li = Desk(collecting.li)
    value = buttons(li.open(REVIEW), "undo")[0][0]
    li.send(REVIEW, do="return", reason="请补数")

    assert li.posted(REVIEW, version="1", undo=value).status == 409
    assert buttons(li.open(REVIEW), "undo") == []


def test_the_offices_list_counts_and_leads_there(collecting: Town) -> None:
    handed_in(collecting)
    li = Desk(collecting.li)

    page = li.open(f"{CYCLE}unclear/")
    assert page.texts("h1") == ["1项待核"]
    assert page.tree.cssselect("tbody a")[0].get("href") == f"{REVIEW}#targets"
    assert "项待核" in li.open("/desk/").text
    assert "待核1项" in li.open(CYCLE).text
    assert page.texts("tbody td.no") == ["3"]
    assert "1项待核，" in li.open(REVIEW).texts("h1")[0]
    assert li.send(REVIEW, do="accept").status == 302
    assert "待核1项" in li.open(CYCLE).text  # accepted, and still to be settled
    assert Desk(collecting.lin).open(f"{CYCLE}unclear/").status == 200


def test_settled_after_it_was_accepted_and_shown_the_plan_is_judged_anew(collecting: Town) -> None:
    from luoshi_web.supervision.models import Assessment

    handed_in(collecting)
    li = Desk(collecting.li)
    li.send(REVIEW, do="accept")
    li.posted(f"{CYCLE}closing/", do="close")
    rows = Assessment.objects.filter(task__key="3", target__isnull=False, cycle__as_of="2025-09-30")
    first = rows.get()
    assert (first.state, [one["value_text"] for one in first.candidates]) == ("unclear", ["12万方", "20万方"])

    pressed(li, "20万方", address=REVIEW)
    newest = rows.order_by("-pk")[0]
    assert (newest.state in ("ahead", "on_pace"), newest.settled_by["who"]) == (True, "office")
    pressed(li, "撤销", "undo", REVIEW)
    assert (rows.count(), rows.order_by("-pk")[0].state) == (3, "unclear")


def test_every_press_stands_in_the_trail_with_its_author(collecting: Town) -> None:
    handed_in(collecting, choice="20万方")
    pressed(Desk(collecting.li), "撤销", "undo", REVIEW)

    told = [
        (entry.act, json.loads(entry.details.text)["by"], json.loads(entry.details.text)["figure"])
        for entry in Entry.objects.filter(act__startswith="figure.").order_by("seq")
    ]
    assert told == [("figure.settled", "朱宁", "20万方"), ("figure.unsettled", "李敏", "20万方")]
    assert compared(collecting.place.pk).differences == []
    Settlement.objects.filter(says="undone").update(says="none")
    assert "用哪个数的确认，数和当时的不同" in compared(collecting.place.pk).differences[0].chinese


def test_the_action_itself_refuses_what_no_page_offers(collecting: Town) -> None:
    handed_in(collecting, choice="20万方")
    report = collecting.report("3")
    target = Settlement.objects.get().target_id

    with pytest.raises(LuoshiError, match="没有要选的"):
        settling.settle(report, target, None, seen=1, by=collecting.li)
    with pytest.raises(LuoshiError, match="没有这个目标"):
        settling.undo(report, 0, seen=0, by=collecting.li)


@pytest.mark.parametrize("typed", every(3, ["２０", "20万方", "20 万方", "20（万方）", "200,000方", "20.0"]))
def test_a_figure_typed_into_its_field_answers_and_is_never_lost(collecting: Town, typed: str) -> None:
    zhu = Desk(collecting.zhu)
    page = written(zhu)
    field = page.tree.cssselect("input[name^='value.']")[0].get("name")
    page = Page(zhu.client.get(FORM)) if zhu.send(FORM, do="save", **{field: typed}).status == 302 else page

    assert page.tree.cssselect(f"[name='{field}']")[0].get("value") == typed
    assert buttons(page) == []
    assert zhu.send(FORM, do="submit").status == 302
    assert FigureAnswer.objects.get().value == 200_000
    state, sentence = state_of(collecting)
    assert (state in ("ahead", "on_pace"), "由填报单位确认" in sentence) == (True, True)


@pytest.mark.parametrize(("typed", "why"), [("约20", "不是数"), ("20吨", "对不上计量单位"), ("2,0", "不是数")])
def test_what_is_not_understood_is_refused_at_its_field(collecting: Town, typed: str, why: str) -> None:
    zhu = Desk(collecting.zhu)
    page = written(zhu)
    field = page.tree.cssselect("input[name^='value.']")[0].get("name")

    page = zhu.posted(f"{FORM}saving/", statement=TWO, seen="1", read_along="1", **{field: typed})
    assert any(why in one for one in page.texts("[data-row] .bad"))
    page = zhu.send(FORM, do="submit", **{field: typed})
    assert (page.status, why in page.text) == (409, True)
    assert page.tree.cssselect(f"[name='{field}']")[0].get("value") == typed


def test_the_office_undoes_what_a_field_settled_and_may_take_it_after_all(collecting: Town) -> None:
    zhu = Desk(collecting.zhu)
    page = written(zhu)
    field = page.tree.cssselect("input[name^='value.']")[0].get("name")
    zhu.send(FORM, do="submit", **{field: "22"})
    li = Desk(collecting.li)
    assert "由填报单位确认：22万方（格子里填的） 朱宁" in li.open(REVIEW).text

    pressed(li, "撤销", "undo", REVIEW)
    page = li.open(REVIEW)
    assert state_of(collecting)[0] == "unclear"
    assert "格子里填的没有采用：22万方" in page.text
    assert "格子里填的没有采用：22万方" in zhu.open(FORM).text
    zhu.send(FORM, do="withdraw")
    zhu.send(FORM, do="submit")  # the very same again does not count again
    assert state_of(collecting)[0] == "unclear"
    assert pressed(li, "采用", address=REVIEW).status == 302
    assert "由督查室确认" in state_of(collecting)[1]
    assert pressed(li, "撤销", "undo", REVIEW).status == 302
    assert state_of(collecting)[0] == "unclear"


def test_field_and_sentence_that_differ_are_found_by_both(collecting: Town) -> None:
    zhu = Desk(collecting.zhu)
    page = written(zhu, "新增绿化面积19.2万方。")
    field = page.tree.cssselect("input[name^='value.']")[0].get("name")

    page = zhu.send(FORM, do="save", **{field: "20"})
    page = zhu.open(FORM)
    said = "格子里填的是20万方，句子里读到的是19.2万方"
    assert "填的是20，句子里读到19.2万方，两处不一样" in page.text
    assert said in page.text
    zhu.send(FORM, do="submit")
    assert said in Desk(collecting.li).open(REVIEW).text

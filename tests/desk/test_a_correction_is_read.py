"""A correction of what was accepted: read while it is typed, settled where two figures may be meant, and told of."""

import pytest
from django.utils import timezone

from luoshi_web.plans.models import Plan
from luoshi_web.reports.models import CycleStatus, Draft, Report
from tests.desk.desk import CYCLE, Desk
from tests.desk.test_settling_a_figure import TWO, buttons, collecting
from tests.reports.town import Town
from tests.web.site import Page

__all__ = ["collecting"]

FORM, REVIEW = f"{CYCLE}report/3/", f"{CYCLE}review/3/"
READ = f"{FORM}correcting/"


@pytest.fixture
def accepted(collecting: Town) -> Town:
    """A report with one figure that the office has accepted, in a cycle that is closed since."""
    assert Desk(collecting.zhu).send(FORM, statement="新增绿化面积12万方。", do="submit").status == 302
    assert Desk(collecting.li).send(REVIEW, do="accept").status == 302
    Desk(collecting.li).posted(f"{CYCLE}closing/", do="close")
    assert collecting.report("3").cycle.status == CycleStatus.CLOSED
    return collecting


def fields(page: Page) -> dict[str, str]:
    found = page.tree.cssselect("#correction input[name]")
    return {one.get("name"): one.get("value", "") for one in found if one.get("name") != "reason"}


def test_it_is_read_while_it_is_typed_and_nothing_is_kept(accepted: Town) -> None:
    zhu = Desk(accepted.zhu)
    assert zhu.open(FORM).tree.cssselect(f"form#answer[data-corrects][data-saving='{READ}']")
    before = Draft.objects.get(pk=accepted.report("3").pk).statement

    page = zhu.posted(READ, **{**fields(zhu.open(FORM)), "statement": "新增绿化面积19万方。"})

    assert "新增绿化面积19万方" in page.texts("[data-into=reading]")[0]
    assert "19" in {one.get("data-typed") for one in page.tree.cssselect("[data-row]")}
    assert Draft.objects.get(pk=accepted.report("3").pk).statement == before
    assert Desk(accepted.wang).posted(READ, statement="x").status in (403, 404)


def test_what_may_be_meant_has_its_buttons_and_the_choice_goes_along(accepted: Town) -> None:
    zhu = Desk(accepted.zhu)
    typed = {**fields(zhu.open(FORM)), "statement": TWO}
    typed = {name: "" if name.startswith("value.") else value for name, value in typed.items()}
    read = zhu.posted(READ, **typed)
    choice = next(value for value, said in buttons(read) if "20万方" in said)

    read = zhu.posted(READ, **typed, settle=choice)

    assert "由填报单位确认：20万方" in read.text
    (word,) = read.tree.cssselect("input[type=hidden][name^='word.']")
    sent = zhu.posted(FORM, **typed, **{word.get("name"): word.get("value")}, do="correct", reason="加装另列")
    assert sent.response["Location"] == "/desk/?corrected=3"
    version = Report.objects.get(pk=accepted.report("3").pk).current
    assert [(row.who, row.value_text) for row in version.settlements.all()] == [("unit", "20万方")]


def carried(page: Page) -> dict[str, str]:
    """What a page's form carries along of its choices."""
    found = page.tree.cssselect("input[type=hidden][name^='word.'], input[type=hidden][name^='said.']")
    return {one.get("name"): one.get("value") for one in found}


@pytest.fixture
def choosing(accepted: Town) -> tuple[Desk, dict[str, str], str]:
    """Who corrects, what they typed, and the button that chooses 20万方 of it."""
    zhu = Desk(accepted.zhu)
    typed = {**fields(zhu.open(FORM)), "statement": TWO}
    typed = {name: "" if name.startswith("value.") else value for name, value in typed.items()}
    return zhu, typed, next(value for value, said in buttons(zhu.posted(READ, **typed)) if "20万方" in said)


def test_a_choice_outlives_the_field_that_it_fills(choosing: tuple[Desk, dict[str, str], str], accepted: Town) -> None:
    zhu, typed, choice = choosing
    kept = carried(zhu.posted(READ, **typed, settle=choice))
    filled = {name: "20" if name.startswith("value.") else value for name, value in typed.items()}

    read = zhu.posted(READ, **filled, **kept)

    assert "由填报单位确认：20万方" in read.text
    assert carried(read) == kept
    assert zhu.posted(FORM, **filled, **kept, do="correct", reason="加装另列").status == 302
    version = Report.objects.get(pk=accepted.report("3").pk).current
    assert [(row.who, row.value_text) for row in version.settlements.all()] == [("unit", "20万方")]
    assert [row.value_text for row in version.answers.all()] == ["20万方"]


def test_another_figure_in_the_same_place_was_not_chosen(choosing: tuple[Desk, dict[str, str], str]) -> None:
    zhu, typed, choice = choosing
    kept = carried(zhu.posted(READ, **typed, settle=choice))
    later = {**typed, "statement": TWO.replace("20", "30")}

    read = zhu.posted(READ, **later, **kept)

    assert "由填报单位确认" not in read.text
    assert any("30万方" in said for _, said in buttons(read))


def test_a_press_of_a_sentence_that_has_changed_since_is_told_of(choosing: tuple[Desk, dict[str, str], str]) -> None:
    zhu, typed, choice = choosing
    later = {**typed, "statement": TWO.replace("20", "30"), f"said.{choice.split(':')[0]}": TWO}

    read = zhu.posted(READ, **later, settle=choice)

    assert "由填报单位确认" not in read.text
    assert "句子可能改过了" in read.texts("[data-into=settling]")[0]


def test_without_script_the_page_reads_it_anew_and_has_the_same_buttons(accepted: Town) -> None:
    zhu = Desk(accepted.zhu)
    typed = {**fields(zhu.open(FORM)), "statement": TWO}
    page = zhu.posted(FORM, **{n: v for n, v in typed.items() if not n.startswith("value.")}, do="attach")
    choice = next(value for value, said in buttons(page) if "12万方" in said)

    page = zhu.posted(FORM, **{n: v for n, v in typed.items() if not n.startswith("value.")}, settle=choice)

    assert "由填报单位确认：12万方" in page.text
    assert page.tree.cssselect("#correction[open] input[name^='word.']")
    assert accepted.report("3").state == "accepted"


def test_it_is_said_that_it_was_sent_and_it_stands_in_the_list(accepted: Town) -> None:
    zhu = Desk(accepted.zhu)
    zhu.send(FORM, statement="新增绿化面积19万方。", reason="漏了一处", do="correct")

    home = zhu.open("/desk/?corrected=3")

    assert "第3项的更正交了，等督查室看。" in home.texts("[role=status]")[0]
    assert "等督查室看的更正 1" in home.texts("h2")


def test_the_office_reads_why_it_was_corrected_and_of_no_return(accepted: Town) -> None:
    Desk(accepted.zhu).send(FORM, statement="新增绿化面积19万方。", reason="漏了一处", do="correct")

    page = Desk(accepted.li).open(REVIEW)

    assert "退回的原因" not in page.text
    assert page.text.count("漏了一处") == 1
    assert "更正的原因" in page.text


def test_the_form_says_where_difficulties_become_public(collecting: Town) -> None:
    assert "审过以后会公开" not in Desk(collecting.zhu).open(FORM).text
    Plan.objects.filter(pk=collecting.plan.pk).update(visibility="published", published_at=timezone.now())
    assert Desk(collecting.zhu).open(FORM).text.count("审过以后会公开") == 2

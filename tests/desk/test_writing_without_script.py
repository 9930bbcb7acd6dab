"""The form without script: a button reads, fills, puts right, repeats the last cycle, and leads to the next item."""

import pytest

from luoshi_web.reports.models import Draft, Report, ReportState
from luoshi_web.supervision.phrasing import phrase
from tests.desk.desk import CYCLE, Desk
from tests.desk.test_a_cycle_on_its_pages import DONE, REPORT, opened
from tests.reports.town import AS_OF, Town

GREEN, DUST = f"{CYCLE}report/3/", f"{CYCLE}report/4/"
WRONG = "新增绿化面积19.2万方，完成年度目标的78.6%。"


def draft(key: str) -> Draft:
    return Draft.objects.get(report__task__key=key, report__cycle__as_of=AS_OF)


def test_checking_fills_the_empty_fields_from_the_sentence(town: Town) -> None:
    opened(town)
    zhu = Desk(town.zhu)
    zhu.send(GREEN, statement=WRONG, do="save")
    page = zhu.open(GREEN)

    field = page.tree.cssselect("input[name^='value.']")[0]
    assert field.get("value") == "19.2"
    assert "19.2 / 25 万方 = 76.8%，序时应达75.0%" in page.text
    assert "从句子里读的" in page.text
    assert "有1处提示" in page.text


@pytest.mark.parametrize(("field", "kept"), [({"value": "20"}, "20"), ({"lack": "cannot"}, "")])
def test_a_field_that_was_answered_is_left_alone(town: Town, field: dict[str, str], kept: str) -> None:
    opened(town)
    zhu = Desk(town.zhu)
    name = zhu.open(GREEN).tree.cssselect("input[name^='value.']")[0].get("name").removeprefix("value.")
    zhu.send(GREEN, statement=WRONG, do="save", **{f"{part}.{name}": value for part, value in field.items()})
    assert draft("3").figures[0]["value"] == kept


def test_one_click_puts_a_figure_right(town: Town) -> None:
    opened(town)
    zhu = Desk(town.zhu)
    zhu.send(GREEN, statement=WRONG, do="save")
    button = zhu.open(GREEN).tree.cssselect("button[name=fix]")[0]
    assert button.text == "改成76.8%"
    zhu.send(GREEN, fix=button.get("value"))
    assert draft("3").statement == WRONG.replace("78.6", "76.8")
    assert "处提示" not in zhu.open(GREEN).text


@pytest.mark.parametrize("fix", ["0:78.6%:76.8%", "17:78.6%:<b>", "999999:78.6%:76.8%", "x", "17:1:2:3"])
def test_a_fix_that_does_not_fit_changes_nothing(town: Town, fix: str) -> None:
    opened(town)
    assert Desk(town.zhu).send(GREEN, statement=WRONG, fix=fix).status == 302
    assert draft("3").statement == WRONG


def test_unchanged_is_one_button_and_a_reason(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    page = wang.send(REPORT, statement="正在写", do="unchanged")
    assert (page.status, "要写明原因" in page.text) == (409, True)
    assert page.tree.cssselect("#statement")[0].text.strip() == "正在写"

    assert wang.send(REPORT, unchanged="12月统一验收", do="unchanged").status == 302
    assert (draft("2").statement, draft("2").unchanged) == ("新增学位120个。", "12月统一验收")
    assert wang.send(REPORT, do="submit").status == 302
    assert Report.objects.get(cycle__as_of=AS_OF, task__key="2").current.unchanged == "12月统一验收"


def test_after_submitting_the_next_one_is_there(town: Town) -> None:
    opened(town)
    zhu = Desk(town.zhu)
    assert zhu.send(GREEN, statement="新增绿化面积19.2万方。", do="submit").response["Location"] == f"{DUST}?sent=3"
    assert "第3项交了。接着是这一项。" in zhu.open(f"{DUST}?sent=3").text
    assert "交了。接着" not in zhu.open(f"{DUST}?sent=9").text
    assert zhu.send(DUST, statement="加强了巡查。", do="submit").response["Location"] == "/desk/?sent=4"


def test_walking_by_saves_what_is_written_and_begins_nothing(town: Town) -> None:
    opened(town)
    zhu = Desk(town.zhu)
    assert zhu.send(GREEN, do="next").response["Location"] == DUST
    assert not Draft.objects.exists()
    assert Report.objects.get(cycle__as_of=AS_OF, task__key="3").state == ReportState.DUE
    assert zhu.send(DUST, statement="加强了巡查。", do="previous").response["Location"] == GREEN
    assert draft("4").statement == "加强了巡查。"
    zhu.send(DUST, do="next")
    assert draft("4").number == 1  # nothing new, nothing saved


def test_enter_in_a_field_saves_and_does_not_submit(town: Town) -> None:
    opened(town)
    first = Desk(town.zhu).open(GREEN).tree.cssselect("#answer button")[0]
    assert (first.get("name"), first.get("value")) == ("do", "save")


def test_the_offices_wording_stands_beside_ones_own(town: Town) -> None:
    opened(town)
    Desk(town.wang).send(REPORT, statement=DONE, do="submit")
    version = Report.objects.get(cycle__as_of=AS_OF, task__key="2").current
    phrase(version, "全区新增学位240个。", by=town.li)
    page = Desk(town.wang).open(REPORT)
    assert "督查室的发布口径" in page.text
    assert ("全区新增学位240个。" in page.text, DONE in page.text) == (True, True)


def test_each_version_says_what_changed_and_why(town: Town) -> None:
    opened(town)
    wang, li = Desk(town.wang), Desk(town.li)
    wang.send(REPORT, statement=DONE, do="submit")
    li.send(f"{CYCLE}review/2/", do="return", reason="请写到各街道")
    wang.send(REPORT, statement="截至9月底，新增学位250个。", do="submit")
    page = wang.open(REPORT)
    assert "各版本（2）" in page.text
    assert "退回后重报： 请写到各街道" in page.text or "退回后重报：请写到各街道" in page.text
    assert (page.texts("ins"), page.texts("del")) == (["250"], ["240"])


def test_a_draft_is_the_units_own(town: Town) -> None:
    opened(town)
    Desk(town.wang).send(REPORT, statement="还没有定的话", do="save")
    for reader in (town.li, town.cai, town.lin):
        assert "还没有定的话" not in Desk(reader).open(REPORT).text


def test_too_long_a_sentence_is_said(town: Town) -> None:
    opened(town)
    page = Desk(town.wang).send(REPORT, statement="长" * 5001, do="save")
    assert (page.status, "最多5000字" in page.text) == (409, True)

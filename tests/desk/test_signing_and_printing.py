"""The head of a unit signs what waits; the sheet is printed, sealed, and its scan comes back with what it covers."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi_web.reports.models import Cycle, Report, ReportState, SealedSheet
from tests.desk.desk import CYCLE, Desk
from tests.desk.test_a_cycle_on_its_pages import DONE, REPORT, opened
from tests.reports.files import PDF, PNG, sent
from tests.reports.town import AS_OF, Town

GREEN, DUST = f"{CYCLE}report/3/", f"{CYCLE}report/4/"
SHEET, SIGN = f"{CYCLE}sheet/教育局/", "/desk/to-sign/"


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> None:
    settings.KEPT_FILES = tmp_path


def report(key: str = "2") -> Report:
    return Report.objects.get(cycle__as_of=AS_OF, task__key=key)


def signed_first(town: Town) -> Cycle:
    cycle = opened(town)
    Cycle.objects.filter(pk=cycle.pk).update(signed_first=True)
    return cycle


def test_the_head_signs_what_was_looked_at(town: Town) -> None:
    signed_first(town)
    Desk(town.wang).send(REPORT, statement=DONE, do="submit")
    head = Desk(town.min)
    assert "有1项等您签发" in head.open("/desk/").text
    page = head.open(SIGN)
    ticked = page.tree.cssselect("input[name=report]")[0].get("value")
    assert DONE in page.text
    assert head.client.post(SIGN, {"report": [ticked]})["Location"] == f"{SIGN}?signed=1"
    assert report().state == ReportState.SIGNED
    assert "签发了1项" in head.open(f"{SIGN}?signed=1").text


def test_another_version_than_the_one_looked_at_is_not_signed(town: Town) -> None:
    signed_first(town)
    wang, head = Desk(town.wang), Desk(town.min)
    wang.send(REPORT, statement=DONE, do="submit")
    ticked = head.open(SIGN).tree.cssselect("input[name=report]")[0].get("value")
    wang.send(REPORT, do="withdraw")
    wang.send(REPORT, statement="截至9月底，新增学位250个。", do="submit")
    answer = head.client.post(SIGN, {"report": [ticked]})
    assert (answer.status_code, report().state) == (422, ReportState.SUBMITTED)


def test_a_liaison_and_other_units_have_nothing_to_sign(town: Town) -> None:
    signed_first(town)
    Desk(town.wang).send(REPORT, statement=DONE, do="submit")
    ticked = f"{report().pk}:1"
    for other in (town.wang, town.zhu, town.zhou, town.li):
        assert "没有等您签发的" in Desk(other).open(SIGN).text
        assert Desk(other).client.post(SIGN, {"report": [ticked]}).status_code == 422
    assert report().state == ReportState.SUBMITTED
    assert not Desk(town.wang).open(REPORT).tree.cssselect("button[value=sign]")


def test_the_sheet_says_what_is_handed_in_and_what_is_not(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    assert SHEET in {one.get("href") for one in map(_unquoted, wang.open("/desk/").tree.cssselect("a"))}
    assert "未提交" in wang.open(SHEET).text
    wang.send(REPORT, statement=DONE, problems="缺地", next_step="12月开园", do="submit")
    page = wang.open(SHEET)
    assert all(word in page.text for word in (DONE, "缺地", "12月开园", "单位负责人签字", "单位盖章", "截至9月底"))
    assert "未提交" not in page.text


def _unquoted(link):
    from urllib.parse import unquote

    link.set("href", unquote(link.get("href") or ""))
    return link


def test_on_the_sheet_each_figure_goes_by_the_words_of_its_promise(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    field = next(one.get("name") for one in wang.open(REPORT).tree.cssselect("input[name^='value.']"))
    wang.send(REPORT, statement="学位在建。", do="submit", **{field: "240"})
    assert "新增学位：240个" in wang.open(SHEET).text.replace(" ", "")


def test_on_the_sheet_a_figure_that_only_the_sentence_has_stands_by_its_promise(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.send(REPORT, statement=DONE, do="submit")

    [figures] = wang.open(SHEET).texts(".sheetpage tbody td:nth-child(4)")

    assert figures.replace(" ", "") == "新增学位：240个（见完成情况）"


def test_on_the_sheet_a_reason_stands_for_a_figure_and_nothing_for_what_no_sentence_has(town: Town) -> None:
    opened(town)
    zhu = Desk(town.zhu)
    lack = next(one.get("name") for one in zhu.open(GREEN).tree.cssselect("select[name^='lack.']"))
    zhu.send(GREEN, statement="正在统计。", do="submit", **{lack: "cannot"})
    zhu.send(DUST, statement="巡查了200次。", do="submit")

    told = zhu.open(f"{CYCLE}sheet/住建局/").texts(".sheetpage tbody td:nth-child(4)")

    assert told == ["新增绿化面积：报不了", ""]


def test_a_sheet_is_as_many_statements_for_many_reports_as_for_one(town: Town, django_assert_num_queries: Any) -> None:
    opened(town)
    zhu, sheet = Desk(town.zhu), f"{CYCLE}sheet/住建局/"
    zhu.send(GREEN, statement="新增绿化面积20万方。", do="submit")
    zhu.open(sheet)
    with CaptureQueriesContext(connection) as for_one:
        zhu.open(sheet)
    asked = len(for_one)
    zhu.send(DUST, statement="巡查了200次。", do="submit")
    with django_assert_num_queries(asked):
        zhu.open(sheet)


def test_the_scan_comes_back_and_is_old_once_something_changed(town: Town) -> None:
    opened(town)
    wang, li = Desk(town.wang), Desk(town.li)
    wang.send(REPORT, statement=DONE, do="submit")
    assert wang.send(SHEET, sealed_file=sent("盖章.pdf")).status == 302
    assert "盖的是现在的版本，共1项" in li.open(SHEET).text
    answer = li.client.get(f"{SHEET}scan/1/")
    assert (b"".join(answer.streaming_content), answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")

    wang.send(REPORT, do="withdraw")
    wang.send(REPORT, statement="截至9月底，新增学位250个。", do="submit")
    assert "请重新打印盖章" in wang.open(SHEET).text
    wang.send(SHEET, remove="1")
    assert li.client.get(f"{SHEET}scan/1/").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "why"), [("a.docx", PDF, "不能传"), ("a.pdf", PNG, "内容不是pdf"), ("", b"", "请选盖章件")]
)
def test_what_is_no_scan_is_refused(town: Town, name: str, content: bytes, why: str) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.send(REPORT, statement=DONE, do="submit")
    page = wang.send(SHEET, **({"sealed_file": sent(name, content)} if name else {}))
    assert (page.status, why in page.text) == (409, True)
    assert not SealedSheet.objects.exists()


def test_the_sheet_is_the_units_and_the_offices(town: Town) -> None:
    opened(town)
    for who, read, written in ((town.zhou, 404, 404), (town.zhu, 404, 404), (town.li, 200, 403), (town.lin, 200, 403)):
        client = Desk(who).client
        assert (client.get(SHEET).status_code, client.post(SHEET).status_code) == (read, written)
    assert Desk(town.li).client.get(f"{CYCLE}sheet/没有的局/").status_code == 404

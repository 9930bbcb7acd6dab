"""Exceptions of the office, and what an owner does with other units' parts, through the pages."""

from datetime import timedelta

from django.utils import timezone

from luoshi_web.reports.models import Contribution, Exemption, Report, ReportState
from tests.desk.desk import CYCLE, Desk
from tests.desk.test_a_cycle_on_its_pages import DONE, REPORT, REVIEW, opened
from tests.reports.town import AS_OF, Town


def report(key: str) -> Report:
    return Report.objects.get(cycle__as_of=AS_OF, task__key=key)


def test_the_office_gives_one_unit_more_time_and_the_page_says_so(town: Town) -> None:
    opened(town)
    until = (timezone.localtime() + timedelta(days=30)).replace(second=0, microsecond=0)
    li, unit = Desk(town.li), town.unit("住建局")
    sent = {"unit": str(unit.pk), "until": f"{until:%Y-%m-%dT%H:%M}", "reason": "台风", "do": "extension"}

    assert li.send(CYCLE, **sent).response["Location"] == CYCLE

    assert (report("3").due_at, report("2").due_at != until) == (until, True)
    assert "台风" in li.open(CYCLE).text


def test_a_lock_and_an_unlock_need_a_reason_and_an_unlock_a_moment(town: Town) -> None:
    opened(town)
    li = Desk(town.li)
    assert "例外要写明原因" in li.send(CYCLE, do="lock").text
    assert "请写明到哪一天几点" in li.send(CYCLE, do="unlock", reason="补报").text
    assert li.send(CYCLE, do="lock", reason="已成文").status == 302
    assert "已锁定" in Desk(town.wang).send(REPORT, statement=DONE, do="save").text
    assert [one.kind for one in Exemption.objects.filter(cycle__plan=town.plan)] == ["lock"]


def test_what_cannot_be_written_now_says_so_before_anybody_types_and_what_came_too_late_stays(town: Town) -> None:
    opened(town)
    Desk(town.li).send(CYCLE, do="lock", reason="已成文")
    page = Desk(town.wang).open(REPORT)
    assert ("已锁定。要补报，请督查室解锁。" in page.text, bool(page.tree.cssselect("#statement"))) == (True, False)

    late = Desk(town.wang).posted(REPORT, statement=DONE, do="submit")
    assert (late.status, late.tree.cssselect("#statement")[0].text.strip()) == (409, DONE)


def test_a_unit_of_another_place_cannot_be_named(town: Town) -> None:
    opened(town)
    assert Desk(town.li).send(CYCLE, do="lock", reason="因为", unit="999999").status == 404


def test_an_owner_asks_another_unit_takes_its_part_in_or_sends_it_back(town: Town) -> None:
    opened(town)
    wang, cai = Desk(town.wang), Desk(town.cai)
    cai.send(REPORT, statement="已拨付。", do="give")
    row = Contribution.objects.get(report=report("2"), unit__name="财政局")
    wang.send(REPORT, do="send-back", contribution=str(row.pk), reason="请写金额")
    assert "请写金额" in cai.open("/desk/").text
    cai.send(REPORT, statement="已拨付800万元。", do="give")
    assert wang.send(REPORT, do="take-in", contribution=str(row.pk)).status == 302
    row.refresh_from_db()
    assert row.state == ReportState.ACCEPTED

    streets = town.unit("各街道")
    wang.send(REPORT, do="ask", unit=str(streets.pk), question="各街道新增多少")
    assert Contribution.objects.get(report=report("2"), unit=streets).question == "各街道新增多少"


def test_the_office_lets_another_unit_report(town: Town) -> None:
    opened(town)
    cai = town.unit("财政局")
    Desk(town.li).send(REVIEW, do="hand-over", unit=str(cai.pk), reason="机构调整")

    assert report("2").owner == cai
    assert "还有1项要报" in Desk(town.cai).open("/desk/").text

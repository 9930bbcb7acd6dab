"""The one list of a unit: what it owes and what each asks, what came back, what is late, and nothing of others."""

from datetime import timedelta

from django.utils import timezone

from luoshi_web.people.models import Membership, Role
from luoshi_web.reports.models import Report
from luoshi_web.supervision.closing import close_cycle
from luoshi_web.supervision.reviewing import accept
from tests.desk.desk import CYCLE, Desk
from tests.desk.test_a_cycle_on_its_pages import DONE, REPORT, opened
from tests.reports.town import AS_OF, Town, on


def test_each_row_says_which_figures_it_asks(town: Town) -> None:
    opened(town)
    page = Desk(town.zhu).open("/desk/")
    assert page.texts(".home small") == ["截至2025年9月底 · 要报：25万方", "截至2025年9月底 · 没有数字目标"]
    assert "共2项，已提交0项" in page.text


def test_what_came_back_and_what_is_late_can_be_seen_alone(town: Town) -> None:
    opened(town)
    Report.objects.filter(cycle__as_of=AS_OF, task__key="3").update(due_at=timezone.now() - timedelta(hours=1))
    zhu = Desk(town.zhu)
    zhu.send(f"{CYCLE}report/4/", statement="加强了巡查。", do="submit")
    Desk(town.li).send(f"{CYCLE}review/4/", do="return", reason="请补数")
    page = zhu.open("/desk/")
    assert ("1项过了截止" in page.text, "1项退回来了" in page.text) == (True, True)
    assert "请补数" in zhu.open("/desk/?show=returned").text
    assert zhu.open("/desk/?show=returned").texts(".home .no.n") == ["4"]
    assert zhu.open("/desk/?show=late").texts(".home .no.n") == ["3"]
    assert zhu.open("/desk/?show=nonsense").texts(".home .no.n") == ["3", "4"]


def test_what_was_returned_is_told_once_more_on_top(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.send(REPORT, statement=DONE, do="submit")
    Desk(town.li).send(f"{CYCLE}review/2/", do="return", reason="请写到各街道")
    assert "请写到各街道" in wang.open("/desk/").texts(".notices")[0]


def test_a_unit_without_anything_to_report_is_told_so(town: Town) -> None:
    assert "现在没有要报的" in Desk(town.wang).open("/desk/").text


def test_who_answers_for_two_units_is_told_of_which_a_row_is(town: Town) -> None:
    opened(town)
    assert "住建局 ·" not in Desk(town.zhu).open("/desk/").text
    Membership.objects.create(user=town.zhu, jurisdiction=town.place, role=Role.LIAISON, unit=town.unit("教育局"))

    page = Desk(town.zhu).open("/desk/")

    assert [words.split(" · ")[0] for words in page.texts(".home small")] == ["教育局", "住建局", "住建局"]


def test_what_was_accepted_is_found_again_after_its_cycle_is_closed(town: Town) -> None:
    cycle = town.opened()
    town.submitted("2", "截至9月底，新增学位240个。", town.wang)
    accept(town.report("2"), by=town.li, at=on(11))
    wang = Desk(town.wang)
    assert "已经结束的各期" not in wang.open("/desk/").text

    close_cycle(cycle, by=town.li, at=on(16))

    page = wang.open("/desk/")
    (link,) = [one.get("href") for one in page.tree.cssselect("main li a") if "截至2025年9月底" in one.text_content()]
    assert "通过了1项" in page.text
    assert f"{CYCLE}report/2/" in [one.get("href") for one in wang.open(link).tree.cssselect("td a")]
    assert "已经结束的各期" not in Desk(town.zhu).open("/desk/").text

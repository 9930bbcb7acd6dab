"""A cycle from its opening to the table, through the pages, without script."""

from django.utils import timezone

from luoshi_web.desk.forms import deadline_in
from luoshi_web.reports.actions.opening import open_cycle
from luoshi_web.reports.models import Cycle, Report, ReportState
from luoshi_web.trail.models import Entry
from tests.desk.desk import CYCLE, Desk
from tests.reports.town import AS_OF, Town

DONE = "截至9月底，新增学位240个。"
REPORT, REVIEW = f"{CYCLE}report/2/", f"{CYCLE}review/2/"


ASKED = {"days": "5", "hour": "18:00"}


def opened(town: Town) -> Cycle:
    """Open a cycle today, as its form does: see the first test."""
    return open_cycle(town.plan, AS_OF, deadline=deadline_in(ASKED, town.plan, timezone.now()).at, by=town.li).cycle


def opened_by_its_form(town: Town) -> Cycle:
    answer = Desk(town.li).send("/river/2025/cycles/", do="open", as_of="2025-09-30", **ASKED)
    assert answer.response["Location"] == CYCLE
    return Cycle.objects.get(plan=town.plan, as_of=AS_OF)


def test_the_office_opens_a_unit_answers_the_office_accepts_and_the_table_shows_it(town: Town) -> None:
    cycle = opened_by_its_form(town)
    assert (cycle.deadline, cycle.opened_by) == (deadline_in(ASKED, town.plan, timezone.now()).at, town.li)
    wang, li = Desk(town.wang), Desk(town.li)
    home = wang.open("/desk/")
    assert "还有1项要报" in home.text
    assert home.tree.cssselect(f"a[href='{REPORT}']")

    assert wang.send(REPORT, statement=DONE, do="submit").response["Location"] == "/desk/?sent=2"
    assert "这一期您都报完了" in wang.open("/desk/").text

    board = li.open(CYCLE)
    assert "1 / 4项已交" in board.text
    review = li.open(REVIEW)
    assert (DONE in review.text, "新增学位120个。" in review.text) == (True, True)
    assert review.texts("mark.o")
    assert li.send(REVIEW, do="accept").response["Location"] == f"{CYCLE}?decided=2"
    assert li.posted(f"{CYCLE}closing/", do="close").response["Location"] == CYCLE

    assert Report.objects.get(cycle__as_of=AS_OF, task__key="2").state == ReportState.ACCEPTED
    assert DONE in li.open("/river/2025/tasks/2/").text
    acts = Entry.objects.filter(chain=town.place.pk).order_by("seq").values_list("act", flat=True)
    assert list(acts)[-4:] == ["report.begun", "report.submit", "report.accept", "cycle.closed"]


def test_a_returned_report_stands_first_with_its_reason(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.send(REPORT, statement=DONE, do="submit")
    Desk(town.li).send(REVIEW, do="return", reason="请补报截至9月底的数")

    assert "请补报截至9月底的数" in wang.open("/desk/").text
    assert "督查室退回的原因" in wang.open(REPORT).text
    assert wang.open(REPORT).tree.cssselect("textarea")[0].text.strip() == DONE


def test_returning_without_a_reason_says_so_and_changes_nothing(town: Town) -> None:
    opened(town)
    Desk(town.wang).send(REPORT, statement=DONE, do="submit")
    page = Desk(town.li).send(REVIEW, do="return", reason=" ")

    assert (page.status, "“退回”要写明原因" in page.text) == (409, True)
    assert Report.objects.get(cycle__as_of=AS_OF, task__key="2").state == ReportState.SUBMITTED


def test_a_second_reviewer_is_told_and_sees_it_as_it_is_now(town: Town) -> None:
    opened(town)
    Desk(town.wang).send(REPORT, statement=DONE, do="submit")
    Desk(town.li).send(REVIEW, do="accept")
    page = Desk(town.liang).send(REVIEW, do="return", reason="请补数")

    assert (page.status, "已通过的填报不能“退回”" in page.text) == (409, True)


def test_what_was_decided_on_is_what_was_looked_at(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.send(REPORT, statement=DONE, do="submit")
    wang.send(REPORT, do="withdraw")
    wang.send(REPORT, statement="截至9月底，新增学位250个。", do="submit")
    page = Desk(town.li).send(REVIEW, do="accept", version="1")

    assert (page.status, "别人刚处理过这一项" in page.text) == (409, True)


def test_two_people_at_one_report_nothing_is_lost(town: Town) -> None:
    opened(town)
    wang, head = Desk(town.wang), Desk(town.min)
    wang.send(REPORT, statement="王敏写的", do="save", seen="0")
    page = head.send(REPORT, statement="闵行写的", do="save", seen="0")

    assert (page.status, "王敏刚改过这一项" in page.text) == (409, True)
    assert page.tree.cssselect("textarea")[0].text.strip() == "闵行写的"  # what was typed stays in the form
    assert Report.objects.get(cycle__as_of=AS_OF, task__key="2").draft.statement == "王敏写的"


def test_who_has_two_windows_is_not_told_of_a_colleague(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.send(REPORT, statement="一个窗口写的", do="save", seen="0")
    page = wang.send(REPORT, statement="另一个窗口写的", do="save", seen="0")

    assert (page.status, "您在另一个窗口刚改过这一项" in page.text, "王敏刚改过" in page.text) == (409, True, False)


def test_another_lead_adds_its_part_beside_the_report(town: Town) -> None:
    opened(town)
    cai = Desk(town.cai)
    assert "别的单位要我配合的" in cai.open("/desk/").text
    assert cai.send(REPORT, statement="已拨付三季度资金。", do="give").response["Location"] == "/desk/?given=1"

    assert "已拨付三季度资金。" in Desk(town.wang).open(REPORT).text
    home = cai.open("/desk/")
    assert "别的单位要我配合的" not in home.text
    assert "交了，等牵头单位看" in home.text
    wang = Desk(town.wang)
    (taken,) = {one.get("value") for one in wang.open(REPORT).tree.cssselect("input[name=contribution]")}
    after = wang.posted(REPORT, do="take-in", contribution=taken).response["Location"]
    assert "采用了，对方看得到。" in wang.open(after).text
    assert "牵头单位采用了" in cai.open("/desk/").text


def test_looking_at_a_report_ends_the_silence(town: Town) -> None:
    opened(town)
    assert "一项也没有打开过" in Desk(town.li).open(CYCLE).text
    assert Report.objects.get(cycle__as_of=AS_OF, task__key="2").opened_at is None
    Desk(town.li).open(REPORT)  # the office's look is not the unit's
    assert Report.objects.get(cycle__as_of=AS_OF, task__key="2").opened_at is None
    Desk(town.wang).open(REPORT)
    assert Report.objects.get(cycle__as_of=AS_OF, task__key="2").opened_at is not None


def test_a_cycle_that_cannot_be_opened_says_why_and_keeps_what_was_typed(town: Town) -> None:
    page = Desk(town.li).send("/river/2025/cycles/", do="open", as_of="2025-09-30", days="0", hour="18:00")

    assert (page.status, "几个工作日后的几点" in page.text) == (422, True)
    assert page.tree.cssselect("#as_of")[0].get("value") == "2025-09-30"


def test_a_correction_of_the_sentence_takes_the_figure_that_was_read_in_it_along(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    field = next(one.get("name") for one in wang.open(REPORT).tree.cssselect("input[name^='value.']"))
    wang.send(REPORT, statement=DONE, do="submit", **{field: "240"})
    Desk(town.li).send(REVIEW, do="accept")

    assert wang.send(REPORT, statement="截至9月底，新增学位250个。", reason="漏了一所", do="correct").status == 302
    version = Report.objects.get(cycle__as_of=AS_OF, task__key="2").current
    assert [str(one.value.normalize()) for one in version.answers.all()] == ["2.5E+2"]

    Desk(town.li).send(REVIEW, do="accept")
    wang.send(REPORT, statement="截至9月底，新增学位260个。", reason="再核", do="correct", **{field: "255"})
    version = Report.objects.get(cycle__as_of=AS_OF, task__key="2").current
    assert [one.value_text for one in version.answers.all()] == ["255个"]  # what somebody wrote is theirs

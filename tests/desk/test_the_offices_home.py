"""The desk's home says at one look what to do: to the office by cycle, to an administrator who has nobody, to a leader
what is behind, since when and why; and a leader reads the office's pages without a button."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan
from luoshi_web.reminders.models import Kind, Message, State
from luoshi_web.reports.actions.opening import open_cycle
from luoshi_web.supervision.actions import assess_cycle
from luoshi_web.supervision.queries import behind_since
from luoshi_web.supervision.reviewing import accept
from tests.desk.desk import CYCLE, Desk
from tests.reports.town import Town, on
from tests.web.site import Page


def todos(page: Page) -> dict[str, str]:
    return {one.text_content().strip(): one.cssselect("a")[0].get("href") for one in page.tree.cssselect(".todo li")}


def test_the_office_sees_what_to_do_in_each_open_cycle_with_links(town: Town) -> None:
    town.opened(deadline=timezone.now() + timedelta(days=3), at=timezone.now())
    town.submitted("2", "截至9月底，新增学位20个。", town.wang, at=timezone.now())
    town.submitted("4", "已巡查200次。", town.zhu, at=timezone.now())

    said = todos(Desk(town.li).open("/desk/"))

    review = next(words for words in said if "等审核" in words)
    assert review.startswith("2项等审核，其中1项要细看")
    assert said[review] == f"{CYCLE}review/2/"
    silent = next(words for words in said if "没有打开过" in words)
    assert silent.startswith("1个单位一项也没有打开过：发改局")
    assert said[silent].endswith("?show=silent#board")
    assert any(words.startswith("1份配合的还没有交") for words in said)


def test_what_waits_too_long_is_late_or_did_not_go_out_stands_there_too(town: Town) -> None:
    cycle = town.opened()
    town.submitted("2", "截至9月底，新增学位240个。", town.wang)
    Message.objects.create(
        key="one", jurisdiction=town.place, kind=Kind.DIGEST, person=town.wang, subject="一封", body="一封",
        next_try_at=on(10), recorded_at=on(10), state=State.FAILED, cycle=cycle,
    )  # fmt: skip

    said = list(todos(Desk(town.li).open("/desk/")))

    assert said[0].startswith("1项等了超过3个工作日")
    assert any(words.startswith("1个单位有逾期的，共2项") for words in said)
    assert any(words.startswith("1条消息没有发出去") for words in said)
    assert not any("没有联络员" in words for words in said)


def test_an_administrator_sees_which_units_have_nobody(town: Town) -> None:
    town.opened()
    gao = town.person("gao", "高远", Role.ADMIN)

    said = [words for words in todos(Desk(gao).open("/desk/")) if "没有联络员" in words]

    assert said[0].startswith("1个单位有要报的，没有联络员：发改局")


@pytest.fixture
def behind(town: Town) -> Town:
    """The school is behind as of June by what came with the table, and as of September by its report."""
    town.opened()
    town.submitted("2", "截至9月底，新增学位130个。", town.wang)
    accept(town.report("2"), by=town.li, at=on(11))
    town.person("lin2", "林岚", Role.LEADER)
    return town


def test_a_leader_sees_what_is_behind_who_since_when_and_why(behind: Town) -> None:
    cycle = behind.report("2").cycle
    cycle.shown = True
    cycle.save()
    assess_cycle(behind.plan, at=on(12))

    page = Desk(behind.lin2).open("/desk/")

    assert page.texts("h1")[0].startswith("4项里1项落后")
    row = page.texts(".bhd tbody tr")[0]
    assert "新增学位300个" in row
    assert "教育局" in row
    assert "从截至2025年6月30日那一期起" in row
    assert "130 / 300" in row
    assert [day.isoformat() for day in behind_since(behind.plan).values()] == ["2025-06-30"]


def test_a_leader_reads_the_offices_pages_without_a_button_and_writes_nothing(behind: Town) -> None:
    leader = Desk(behind.lin2)
    doors = set()

    for address in (CYCLE, f"{CYCLE}board/", f"{CYCLE}units/教育局/", f"{CYCLE}review/2/"):
        page = leader.open(address)

        assert page.status == 200, address
        assert page.tree.cssselect("main form[method=post]") == [], address
        doors |= {a.get("href") for a in page.tree.cssselect("main a") if not a.get("href").startswith("#")}
        assert leader.posted(address, do="accept").status in (403, 405), address
    assert [door for door in sorted(doors) if leader.open(door).status != 200] == []


def test_a_unit_sees_when_a_cycle_begins_and_owes_nothing_of_it_before(town: Town) -> None:
    soon = timezone.now() + timedelta(days=2)
    town.opened(opens_at=soon, deadline=soon + timedelta(days=5), at=timezone.now())

    page = Desk(town.zhu).open("/desk/")

    assert page.texts("h1") == ["现在没有要报的"]
    assert "截至2025年9月底这一期" in page.text
    assert "开始填报，要报2项" in page.text
    assert "正在填报的一期" not in page.text
    assert Desk(town.li).open("/desk/").tree.cssselect(".todo") == []
    assert "开始" in Desk(town.li).open("/river/2025/cycles/").texts("tbody tr")[0]


def test_a_unit_with_two_cycles_sees_which_one_each_line_is_of(town: Town) -> None:
    now = timezone.now()
    town.opened(deadline=now + timedelta(days=5), at=now)
    open_cycle(town.plan, date(2025, 10, 31), deadline=now + timedelta(days=9), by=town.li, at=now)

    page = Desk(town.zhu).open("/desk/")

    assert [one.split(" · ")[0] for one in page.texts(".home small")] == ["截至2025年9月底"] * 2 + [
        "截至2025年10月底"
    ] * 2


def test_an_auditor_finds_the_trail(town: Town) -> None:
    auditor = Desk(town.person("shen", "沈洁", Role.AUDITOR))
    page = auditor.open("/desk/")
    doors = [one.get("href") for one in page.tree.cssselect("main a")]
    assert doors == ["/river/trail/"]
    assert auditor.open(doors[0]).status == 200
    assert "请找管理员" not in page.text


def test_beside_a_form_stands_its_own_cycle_and_what_follows_has_begun(town: Town) -> None:
    now = timezone.now()
    town.opened(deadline=now + timedelta(days=5), at=now)
    later = now + timedelta(days=3)
    open_cycle(town.plan, date(2025, 10, 31), opens_at=later, deadline=now + timedelta(days=9), by=town.li, at=now)
    town.submitted("3", "新增绿化面积5万方。", town.zhu, at=now)
    desk = Desk(town.zhu)

    page = desk.open(f"{CYCLE}report/4/")

    assert [link for link in page.tree.xpath("//main//a/@href") if "2025-10-31" in link] == []
    answer = desk.send(f"{CYCLE}report/4/", do="submit", statement="已巡查200次。")
    assert answer.response["Location"] == "/desk/?sent=4"


def test_an_office_without_a_plan_is_told_where_its_work_begins(town: Town) -> None:
    place = Jurisdiction.objects.create(slug="lake", name="湖城")
    begins = User.objects.create_user("xin", name="辛")
    Membership.objects.create(user=begins, jurisdiction=place, role=Role.ADMIN)

    page = Desk(begins).open("/desk/")

    assert page.texts("h1") == ["待办"]
    assert [one.get("href") for one in page.tree.cssselect("main .btn")] == ["/lake/intake/", "/lake/people/"]
    assert "还没有计划" not in Desk(town.li).open("/desk/").text


def test_each_plan_has_a_way_to_its_table_that_says_who_sees_it(town: Town) -> None:
    links = {one.text_content(): one.get("href") for one in Desk(town.li).open("/desk/").tree.cssselect("main a")}
    assert links["任务表"] == "/river/2025/"

    Plan.objects.filter(pk=town.plan.pk).update(visibility="published", published_at=on(1))
    links = {one.text_content(): one.get("href") for one in Desk(town.li).open("/desk/").tree.cssselect("main a")}
    assert links["公众看到的任务表"] == "/river/2025/"

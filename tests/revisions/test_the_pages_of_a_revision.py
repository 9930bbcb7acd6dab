"""The pages of a revision: what a person sees and presses, with script and without."""

import re

import lxml.html
import pytest
from django.test import Client

from luoshi.corrections import UnitAlias
from luoshi_web.intake.actions import correct
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Duty, Plan
from luoshi_web.revisions import queries
from luoshi_web.revisions.actions import choose, confirm, propose_file
from luoshi_web.revisions.models import Proposal
from tests.revisions.river import FIRST, SECOND, River, table

WITH_SCRIPT = {"HX-Request": "true"}


def words(answer, css: str) -> list[str]:
    tree = lxml.html.document_fromstring(answer.content.decode())
    return [" ".join(found.text_content().split()) for found in tree.cssselect(css)]


@pytest.fixture
def proposal(river: River) -> Proposal:
    return river.propose(table(*SECOND))


def test_a_file_whose_year_has_a_plan_leads_to_the_comparison(river: River, li: Client) -> None:
    intake = river.take_in(table(*SECOND), "second.txt")
    page = li.get(f"/river/intake/{intake.number}/confirm/").content.decode()
    assert f'action="/river/intake/{intake.number}/compare/"' in page

    answer = li.post(f"/river/intake/{intake.number}/compare/")
    assert answer["Location"] == "/river/2025/revisions/1/"


def test_a_file_that_says_what_is_in_force_is_told_so(river: River, li: Client) -> None:
    intake = river.take_in(table(*FIRST) + b"\n\n", "again.txt")
    answer = li.post(f"/river/intake/{intake.number}/compare/")
    assert answer.status_code == 409
    assert "和现行计划没有差别。计划没有改动。" in answer.content.decode()


def test_each_difference_stands_in_a_row_with_what_changed(river: River, li: Client, proposal: Proposal) -> None:
    answer = li.get(river.of(proposal))

    assert words(answer, "h1") == ["5 处不同，0 项没有变"]
    rows = words(answer, "table.rev tbody tr")
    assert len(rows) == 4
    assert "改写 · 改目标 · 改单位" in rows[0]
    assert "牵头 经信局 → 发改局" in rows[0]
    assert words(answer, "#r1 .was del") == ["60"]
    assert words(answer, "#r1 .now > ins") == ["80"]
    assert "表里没有了" in rows[2]
    assert "报过1次，都会留着。" in rows[2]
    assert words(answer, "tr .now ins")[-1] == SECOND[3][1]
    assert "只改了序号或位置 1项，内容没有变" in " ".join(words(answer, "h2"))


# the lead of 1 and a unit beside 3 go by a name of their own here, and 4 has another lead of that name
OTHER_NAMES = (
    ("1", FIRST[0][1], "市经信局", "发改局", FIRST[0][4]),
    FIRST[1],
    FIRST[2],
    ("4", FIRST[3][1], "市经信局", "", FIRST[3][4]),
)


def test_a_unit_by_a_name_that_the_draft_was_told_is_no_difference_and_is_called_by_its_own(
    river: River, li: Client
) -> None:
    intake = river.take_in(table(*OTHER_NAMES), "names.txt")
    correct(intake, [UnitAlias("市经信局", "经信局")], by=river.li, seen=0)
    proposal = propose_file(intake, by=river.li)

    (row,) = words(li.get(river.of(proposal)), "table.rev tbody tr")
    assert "牵头 司法局 → 市经信局（即经信局）" in row

    choose(proposal, [queries.review_of(proposal).rows[0].name], True, by=river.li)
    confirm(proposal, by=river.li, seen=1)
    duties = Duty.objects.filter(wording__revision=river.in_force, role=Duty.Role.LEAD).order_by("wording__position")
    assert [(duty.as_written, duty.unit.name) for duty in duties] == [
        ("市经信局", "经信局"), ("住建局", "住建局"), ("民政局", "民政局"), ("市经信局", "经信局"),
    ]  # fmt: skip


def test_one_row_is_taken_without_script(river: River, li: Client, proposal: Proposal) -> None:
    answer = li.post(river.of(proposal, "choose/"), {"rows": "1", "accepted": "1"}, follow=True)
    assert words(answer, "#r1 .decide button") == ["✓ 已接受", "不接受"]
    assert words(answer, "#r1 .decide span") == ["李敏"]
    assert "接受1项，不接受0项，还有4项没有决定。" in words(answer, "#bar [role=status]")[0]


def test_with_script_the_row_and_the_bar_come_back_alone(river: River, li: Client, proposal: Proposal) -> None:
    answer = li.post(river.of(proposal, "choose/"), {"rows": "1", "accepted": "0"}, headers=WITH_SCRIPT)
    html = answer.content.decode()
    assert "<h1" not in html
    assert html.count("<tr") == 1
    assert '<template>\n<tr id="r1" hx-swap-oob="true"' in html.replace("<template><tr", "<template>\n<tr")
    assert html.index('id="bar"') < html.index("<template>")
    assert "✕ 不接受" in html


def test_the_rest_is_taken_at_once_and_one_step_is_undone(river: River, li: Client, proposal: Proposal) -> None:
    li.post(river.of(proposal, "choose/"), {"rows": "3", "accepted": "0"})
    answer = li.post(river.of(proposal, "choose/"), {"rows": "rest", "accepted": "1"}, follow=True)
    assert "接受4项，不接受1项，还有0项没有决定。" in words(answer, "#bar [role=status]")[0]
    seen = queries.review_of(proposal).seen
    answer = li.post(river.of(proposal, "undo/"), {"seen": str(seen)}, follow=True)
    assert "接受0项，不接受1项，还有4项没有决定。" in words(answer, "#bar [role=status]")[0]


def test_what_will_be_is_shown_before_it_is_confirmed(river: River, li: Client, proposal: Proposal) -> None:
    li.post(river.of(proposal, "choose/"), {"rows": "+4", "accepted": "0"})
    assert li.get(river.of(proposal, "confirm/"))["Location"] == river.of(proposal)
    li.post(river.of(proposal, "choose/"), {"rows": "rest", "accepted": "1"})
    page = li.get(river.of(proposal, "confirm/"))

    assert words(page, "h1") == ["第2版会有 3 项任务，现在是 4 项"]
    assert words(page, "h2") == ["会改的 4", "不改的 1"]
    reported = re.search(r"已报过的(\d+)项", page.content.decode())
    assert reported is None or int(reported[1]) <= 4
    seen = lxml.html.document_fromstring(page.content.decode()).cssselect("input[name=seen]")[0].get("value")
    answer = li.post(river.of(proposal, "confirm/"), {"seen": seen}, follow=True)
    assert "新的一版已经生效" in answer.content.decode()
    assert river.tasks_in_force() == ["1", "2", "4"]
    assert "这份修订已经生效，是第2版" in li.get(river.of(proposal)).content.decode()


def test_who_is_slower_is_told_and_sees_it_as_it_is_now(river: River, li: Client, proposal: Proposal) -> None:
    li.post(river.of(proposal, "choose/"), {"rows": "rest", "accepted": "1"})
    li.post(river.of(proposal, "confirm/"), {"seen": "1"})
    gao = Client()
    gao.force_login(river.gao)
    for page in ("choose/", "undo/", "withdraw/"):
        answer = gao.post(river.of(proposal, page), {"rows": "1", "accepted": "0", "seen": "1"})
        assert answer.status_code == 409, page
        assert "别人刚动过这份修订" in answer.content.decode(), page
    assert "已经生效，是第2版" in gao.post(river.of(proposal, "confirm/"), {"seen": "1"}).content.decode()


def test_a_comparison_with_a_revision_that_is_no_longer_in_force_is_renewed(river: River, li: Client) -> None:
    late = river.propose(table(*FIRST[:3]), name="late.txt")
    river.revise(table(*SECOND))
    assert "比较以后，另一版已经生效" in li.get(river.of(late)).content.decode()
    answer = li.post(river.of(late, "renew/"), follow=True)
    assert "和现行第2版比。" in answer.content.decode()


def test_the_page_of_a_task_shows_its_first_wording(river: River, li: Client) -> None:
    assert "提法的变化" not in li.get("/river/2025/tasks/2/").content.decode()
    river.revise(table(*SECOND))
    page = li.get("/river/2025/tasks/2/")
    assert "提法的变化" in words(page, "h2")
    assert FIRST[1][1] in page.content.decode()
    assert "提法的变化" not in words(li.get("/river/2025/tasks/4/"), "h2")


def test_a_kept_wording_says_in_which_file_it_stands(river: River, li: Client) -> None:
    river.revise(table(*SECOND), "1")
    page = li.get("/river/2025/tasks/1/").content.decode()
    assert "来源：first.txt" in page
    assert "看原表这一行" not in page
    assert "来源：second.txt" in li.get("/river/2025/tasks/2/").content.decode()


def test_a_task_that_was_taken_out_keeps_its_page(river: River, li: Client) -> None:
    river.revise(table(*SECOND))
    page = li.get("/river/2025/tasks/3/")
    assert page.status_code == 200
    assert FIRST[2][1] in page.content.decode()
    assert "第2版删去了这一项" in page.content.decode()
    assert "序时推进。" in page.content.decode()
    assert li.get("/river/2025/tasks/99/").status_code == 404


def test_the_public_sees_wordings_of_a_published_plan_only(river: River) -> None:
    river.revise(table(*SECOND))
    assert Client().get("/river/2025/tasks/3/").status_code == 404
    plan = river.in_force.plan
    Plan.objects.filter(pk=plan.pk).update(visibility="published", published_at=plan.in_force.confirmed_at)  # type: ignore[union-attr]
    assert Client().get("/river/2025/tasks/3/").status_code == 200


def test_a_row_that_is_no_row_of_it_and_a_choice_that_is_none_change_nothing(
    river: River, li: Client, proposal: Proposal
) -> None:
    for sent in ({"rows": "99", "accepted": "1"}, {"rows": "1", "accepted": "maybe"}, {"accepted": "1"}, {}):
        assert li.post(river.of(proposal, "choose/"), sent).status_code == 422
    assert queries.review_of(proposal).choices == ()


def test_a_reviewer_of_another_place_is_not_told_that_it_exists(river: River, proposal: Proposal) -> None:
    hill = Jurisdiction.objects.create(slug="hill", name="山区")
    zhou = User.objects.create_user("zhou")
    Membership.objects.create(user=zhou, jurisdiction=hill, role=Role.ADMIN)
    client = Client()
    client.force_login(zhou)
    for page in ("", "choose/", "undo/", "withdraw/", "renew/", "confirm/"):
        assert client.post(river.of(proposal, page)).status_code in (404, 405), page
        assert client.get(river.of(proposal, page)).status_code in (404, 405), page


def test_hostile_words_stay_words(river: River, li: Client) -> None:
    evil = "<script>alert(1)</script>\"'&amp;<img src=x onerror=alert(2)>"
    proposal = river.propose(table(("1", FIRST[0][1] + evil, evil, evil, evil), *FIRST[1:]))
    page = li.get(river.of(proposal)).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("page", ["", "confirm/"])
def test_the_pages_speak_english(river: River, li: Client, proposal: Proposal, page: str) -> None:
    li.post(river.of(proposal, "choose/"), {"rows": "rest", "accepted": "1"})
    li.cookies["lang"] = "en"
    tree = lxml.html.document_fromstring(li.get(river.of(proposal, page)).content.decode())
    for chinese in tree.cssselect("[lang|=zh], header, title, .soft, .decide .faint"):
        if chinese.getparent() is not None:
            chinese.drop_tree()
    assert re.findall("[\u3400-\u9fff]+", tree.text_content()) == []


def test_two_hundred_rows_stand_on_a_page_and_one_comes_back_to_ones_own(river: River, li: Client) -> None:
    more = [(str(n), f"新建第{n}号口袋公园。", "住建局", "", "") for n in range(5, 215)]
    proposal = river.propose(table(*FIRST, *more))
    page = li.get(river.of(proposal))
    assert len(words(page, "table.rev tbody tr")) == 200
    assert words(page, "nav[aria-label=分页] a") == ["1", "2"]
    assert len(words(li.get(river.of(proposal) + "?page=2"), "table.rev tbody tr")) == 10
    last = queries.review_of(proposal).rows[-1]
    answer = li.post(river.of(proposal, "choose/"), {"rows": last.name, "accepted": "1"})
    assert answer["Location"] == f"{river.of(proposal)}?page=2#r{last.position}"

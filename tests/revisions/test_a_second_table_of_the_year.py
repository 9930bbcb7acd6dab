"""A table of the same year with other tasks: asked what it is, taken in beside the plan, and told apart afterwards."""

import pytest
from django.test import Client
from django.utils import timezone

from luoshi_web.intake.inforce import set_visibility
from luoshi_web.intake.opening_up import to_publish
from luoshi_web.people.models import Membership, Role
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Mention, Plan, Visibility
from luoshi_web.plans.queries import tables_in_force
from luoshi_web.revisions import actions, queries
from luoshi_web.revisions.models import Proposal
from luoshi_web.supervision.models import Assessment
from luoshi_web.supervision.queries import judged_plan
from tests.revisions.river import FIRST, SECOND, River, table
from tests.web.site import Page

WORKS = """河区2025年民生实事项目表
类别 | 序号 | 项目内容 | 责任单位 | 协助单位 | 截至9月底完成情况 |
惠民 | 3 | 新建口袋公园6个。 | 园林局 | 残联 | 建成2个。 |
惠民 | 4 | 新增停车泊位3000个。 | 停车办 | 各街道 | 新增700个。 |
惠民 | 9 | 举办惠民演出200场。 | 文旅局 | 民政局 | 已举办52场。 |
""".encode()


@pytest.fixture
def works(river: River) -> Proposal:
    return river.propose(WORKS, "works.txt")


def names(proposal: Proposal) -> dict[str, bool | None]:
    return {row.name: row.taken for row in queries.review_of(proposal).rows}


def settle(river: River, proposal: Proposal, *taken: str) -> Plan:
    """Take some of its rows, refuse the others, and put it in force."""
    actions.choose(proposal, [name for name in names(proposal) if name not in taken], False, by=river.li)
    actions.choose(proposal, list(taken), True, by=river.li)
    actions.confirm(proposal, by=river.li, seen=2)
    return Plan.objects.get(jurisdiction=river.place)


def test_where_nothing_matches_it_is_asked_which_of_the_two_it_is(river: River, li: Client, works: Proposal) -> None:
    page = Page(li.get(river.of(works)))

    asked = page.texts("#which")[0]
    assert "几乎没有一项对得上。这是另一份表，还是新的一版？" in asked
    assert "另一份表：加上这3项，现行的4项照旧。" in asked
    assert "有2个序号两份表都用了：3、4。" in asked
    assert page.texts("#which .btn-primary") == ["另一份表，两份都留"]
    assert page.tree.cssselect("#bar .btn-primary") == [], "to take the whole plan out is never the main button"
    assert page.texts("#bar button")[0] == "接受其余7项（含4项删去）"


def test_a_newer_table_of_the_same_tasks_is_not_asked_about(river: River, li: Client) -> None:
    page = Page(li.get(river.of(river.propose(table(*SECOND)))))
    assert page.tree.cssselect("#which") == []
    assert page.texts("#bar .btn-primary") == ["接受其余5项（含1项删去）"]


def test_kept_beside_the_plan_its_tasks_come_and_none_goes(river: River, li: Client, works: Proposal) -> None:
    page = Page(li.post(river.of(works, "beside/"), follow=True))
    assert page.tree.cssselect("#which") == []
    assert "接受3项，不接受4项，还有0项没有决定。" in page.texts("#bar [role=status]")[0]

    ahead = Page(li.get(river.of(works, "confirm/")))
    assert ahead.texts("h1") == ["第2版会有 7 项任务，现在是 4 项"]
    assert "有2个序号会有不止一项任务：3、4。" in ahead.texts(".note.warn")[0]

    li.post(river.of(works, "confirm/"), {"seen": str(queries.review_of(works).seen)})
    assert len(river.tasks_in_force()) == 7
    assert {river.words(key) for key in ("1", "2", "3", "4")} == {row[1] for row in FIRST}


def test_what_was_decided_before_stays_where_it_is_a_second_table(river: River, works: Proposal) -> None:
    actions.choose(works, ["+9"], False, by=river.li)
    actions.choose(works, ["2"], True, by=river.li)
    actions.set_beside(works, by=river.li)
    assert names(works) == {"1": False, "2": True, "3": False, "4": False, "+3": True, "+4": True, "+9": False}


@pytest.mark.parametrize("script", [False, True])
def test_under_a_filter_the_rest_are_the_rows_that_it_shows(
    river: River, li: Client, works: Proposal, script: bool
) -> None:
    page = Page(li.get(river.of(works) + "?kind=added"))
    assert page.texts("#bar button")[:2] == ["新增：接受其余3项", "这3项都不接受"]
    assert [one.get("value") for one in page.tree.cssselect("input[name=kind]")] == ["added"] * 5

    headers = {"hx-request": "true"} if script else {}
    li.post(river.of(works, "choose/"), {"rows": "+9", "accepted": "0", "kind": "added"}, headers=headers)
    answer = li.post(river.of(works, "choose/"), {"rows": "rest", "accepted": "1", "kind": "added"}, headers=headers)

    taken = {"+3": True, "+4": True, "+9": False}
    assert names(works) == {"1": None, "2": None, "3": None, "4": None} | taken
    assert (answer.headers.get("HX-Redirect") or answer.headers["Location"]) == river.of(works)


def test_the_rest_of_a_filter_leaves_rows_alone_that_only_moved_elsewhere(river: River, li: Client) -> None:
    proposal = river.propose(table(*SECOND))
    li.post(river.of(proposal, "choose/"), {"rows": "placing", "accepted": "1", "kind": "removed"})
    assert set(names(proposal).values()) == {None}


def test_units_that_only_refused_rows_name_are_no_units_of_the_plan(river: River, works: Proposal) -> None:
    plan = settle(river, works, "+9")

    units = set(Mention.objects.filter(revision=plan.in_force).values_list("unit__name", flat=True))
    assert {"文旅局", "民政局", "经信局", "住建局", "司法局"} <= units
    assert not units & {"园林局", "残联", "停车办"}
    assert not river.place.units.filter(name__in=["园林局", "残联", "停车办"]).exists()


def test_title_and_headings_stay_with_the_table_that_most_rows_come_from(river: River, works: Proposal) -> None:
    first = river.in_force
    revision = settle(river, works, "+9").in_force
    assert revision is not None
    assert (revision.title, revision.columns) == (first.title, first.columns)


def test_a_table_that_brings_most_of_the_rows_lends_its_title(river: River, works: Proposal) -> None:
    revision = settle(river, works, "+3", "+4", "+9", "1", "2").in_force
    assert revision is not None
    assert revision.title == "河区2025年民生实事项目表"


def test_both_files_are_named_and_handed_out_and_both_are_in_force(river: River, li: Client, works: Proposal) -> None:
    plan = settle(river, works, "+9")
    assert [(one.revision.number, len(one.rows)) for one in tables_in_force(plan)] == [(1, 4), (2, 1)]

    page = Page(li.get("/river/2025/source/"))
    assert page.texts("h3.lab") == ["4项任务出自这份表", "1项任务出自这份表"]
    assert [one.text_content() for one in page.tree.cssselect("dl.facts:first-of-type dd")][:1] == ["first.txt"]
    assert li.get("/river/2025/source/file/1/").content == table(*FIRST)
    assert li.get("/river/2025/source/file/2/").content == WORKS
    assert li.get("/river/2025/source/file/").content == WORKS
    assert li.get("/river/2025/source/file/3/").status_code == 404

    said = Page(li.get("/river/intake/")).texts("td[class^=st-]")
    assert said == ["已生效", "部分被新版替换，4项还有效"]


def test_the_public_gets_an_older_file_as_the_newest_where_neither_was_kept_back(river: River, works: Proposal) -> None:
    plan = settle(river, works, "+9")
    assert Client().get("/river/2025/source/file/1/").status_code == 404
    set_visibility(plan, Visibility.PUBLISHED, by=river.li, at=timezone.now())
    assert Client().get("/river/2025/source/file/1/").content == table(*FIRST)

    set_visibility(plan, Visibility.PUBLISHED, original=False, by=river.li, at=timezone.now())
    for address in ("file/", "file/2/", "file/1/"):
        assert Client().get(f"/river/2025/source/{address}").status_code == 404, address


@pytest.mark.parametrize(("taken", "asked"), [("停车", [1]), ("演出", [1]), ("公园", [])])
def test_doubts_before_publishing_are_those_of_rows_in_force(river: River, taken: str, asked: list[int]) -> None:
    """序号3出现了两次 stands at 停车泊位, 序号4至8没有出现 at 演出: each a doubt of whoever takes that row."""
    intake = river.take_in(WORKS.replace("惠民 | 4 |".encode(), "惠民 | 3 |".encode()), "works.txt")
    proposal = actions.propose_file(intake, by=river.li)
    (row,) = [one.name for one in queries.review_of(proposal).added if taken in one.change.task.text]
    plan = settle(river, proposal, row)

    assert [count for one, count in to_publish(plan)["doubts"] if one.number == intake.number] == asked


@pytest.fixture
def bare(river: River) -> River:
    """A plan without a column of progress, then one row of a table that brings one; published with its lights."""
    place = Jurisdiction.objects.create(slug="bare", name="新区")
    Membership.objects.create(user=river.li, jurisdiction=place, role=Role.REVIEWER)
    made = River(place, river.li, river.gao)
    rows = "\n".join(f"{no} | {text} | {lead} |" for no, text, lead, *_ in FIRST)
    made.put_in_force(f"一、做好民生\n序号 | 内容及要求 | 牵头单位 |\n{rows}\n".encode(), "bare.txt")
    plan = settle(made, made.propose(WORKS, "works.txt"), "+9")
    set_visibility(plan, Visibility.PUBLISHED, lights=True, by=made.li, at=timezone.now())
    return made


def test_tasks_that_are_not_in_a_table_were_not_asked_about_by_it(bare: River) -> None:
    judged = judged_plan(bare.in_force.plan, lights=True, public=True)

    assert judged.not_asked == {"1", "2", "3", "4"}
    assert {task.key: task.assessment is None for task in judged.plan.tasks} == {
        "1": True, "2": True, "3": True, "4": True, "9": False,
    }  # fmt: skip
    day = judged.plan.as_of
    assert not Assessment.objects.filter(cycle__as_of=day).exclude(task__key="9").exists()


def test_the_public_reads_that_nobody_asked_and_of_nobody_that_it_was_silent(bare: River) -> None:
    page = Page(Client().get("/bare/2025/"))
    assert page.text.count("这一期没有要求报") == 4
    assert "未报" not in page.text
    assert "这一期没有报" not in page.text
    assert "，3项没有要求报" in page.text

    task = Page(Client().get("/bare/2025/tasks/1/"))
    assert "这一期没有要求报这一项。" in task.text
    assert "这一期没有要求报" in Page(Client().get("/bare/2025/units/经信局/")).text


def test_a_row_of_the_table_whose_cell_is_empty_was_asked(bare: River) -> None:
    """A whole new version with progress: who left its cell empty is silent, and said to be."""
    rows = [(no, text, lead, helps, "" if no == "2" else said) for no, text, lead, helps, said in FIRST]
    bare.revise(table(*rows, heading="截至11月底完成情况"), "9", name="third.txt")
    judged = judged_plan(bare.in_force.plan, lights=True)
    assert judged.not_asked == frozenset()
    assert {task.key: bool(task.statement) for task in judged.plan.tasks}["2"] is False
    assert {task.key: task.assessment is not None for task in judged.plan.tasks}["2"]

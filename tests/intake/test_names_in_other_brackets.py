"""One name in two kinds of brackets is one unit, wherever names meet; what was said of two names stays said."""

import pytest
from django.test import Client

from luoshi.corrections import UnitAlias, towards_known, units_unheard
from luoshi.documents import read_document
from luoshi.plan import Plan as ReadPlan
from luoshi.revision import compare
from luoshi.tasktable import plan_of
from luoshi.units import look_alikes, mentions, spelled
from luoshi_web.administration.people.sheet_rows import AccountLine
from luoshi_web.administration.people.sheets import look_at
from luoshi_web.intake.actions import confirm, correct
from luoshi_web.intake.inforce import import_plan
from luoshi_web.intake.preview import preview_of
from luoshi_web.intake.queries import draft_of
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.plans.models import Likeness
from luoshi_web.plans.queries import mentions_of
from tests.intake.offices import Desk, read_draft
from tests.web.site import Page, table

KNOWN = table(
    "1 | 引进人才300人。 | 组织部(人才办) | 卫生健康局 | ", "2 | 化解积案40件。 | 社会工作部(信访局) | 组织部 | "
)
NEXT = """湖区2026年重点任务分解表
| 序号 | 工作任务 | 牵头单位 | 截至6月底完成情况 |
| --- | --- | --- | --- |
| 1 | 引进人才400人。 | 组织部（人才办） | 引进100人。 |
| 2 | 化解积案50件。 | 社会工作部（信访局） | 化解10件。 |
| 3 | 新增托位60个。 | 卫健局 | 新增20个。 |
| 4 | 新增床位80张。 | 卫生健康局 | 新增26张。 |
| 5 | 选调干部8人。 | 组织部 | 选调2人。 |
"""


def read(text: str) -> ReadPlan:
    return plan_of(read_document(text.encode(), "next.txt"), year=2026)


@pytest.fixture
def draft(lake: Jurisdiction, li: User) -> Desk:
    import_plan(KNOWN, "known.txt", jurisdiction=lake, year=2025)
    return Desk(li, read_draft(lake, li, NEXT, "next.txt"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("组织部(人才办)", "组织部（人才办）", True),
        ("社会工作部（信访局)", "社会工作部(信访局)", True),
        ("住 建 局", "住建局", True),
        ("组织部（人才办）", "组织部", False),
        ("教育局（体育局）", "教育局（科技局）", False),
    ],
)
def test_brackets_and_spaces_make_no_other_name(one: str, other: str, same: bool) -> None:
    assert (spelled(one) == spelled(other)) is same


def test_a_table_that_writes_a_name_in_both_brackets_names_one_unit() -> None:
    plan = read(NEXT + "| 6 | 引进团队7个。 | 组织部(人才办) | |\n")
    (unit,) = [one for one in mentions(plan.tasks) if "人才办" in one.name]
    assert (unit.name, unit.as_written, unit.leads) == (
        "组织部（人才办）", ("组织部（人才办）", "组织部(人才办)"), 2,
    )  # fmt: skip


def test_a_known_name_is_not_asked_about_in_other_brackets(draft: Desk) -> None:
    asked = Page(draft.get()).texts(".doubts .say")
    assert not [one for one in asked if "以前没有出现过" in one and ("人才办" in one or "信访局" in one)]


def test_nothing_is_asked_of_a_name_and_itself() -> None:
    plan = read(NEXT)
    told = units_unheard(plan, {"社会工作部(信访局)", "组织部(人才办)"})
    assert not [one for one in told if "信访局" in (one.written or "") or "人才办" in (one.written or "")]


def test_a_table_in_other_brackets_stays_with_the_unit_that_is_known(lake: Jurisdiction, draft: Desk, li: User) -> None:
    before = set(lake.units.values_list("name", flat=True))
    confirm(draft.intake, by=li, seen=0)
    assert set(Unit.objects.filter(jurisdiction=lake).values_list("name", flat=True)) - before == {"卫健局"}


def test_two_names_are_asked_about_once_and_towards_the_known_one(draft: Desk) -> None:
    asked = [one.names for one in preview_of(draft_of(draft.intake)).doubts if one.names]
    assert ("卫健局", "卫生健康局") in asked
    assert ("卫生健康局", "卫健局") not in asked
    assert len({frozenset(pair) for pair in asked}) == len(asked)


def test_a_question_is_turned_only_where_it_leads_away_from_a_known_name() -> None:
    plan = read(NEXT)
    (asked,) = [one for one in plan.findings if one.code == "unit-maybe-same" and one.written == "卫生健康局"]
    turned = towards_known(asked, {"卫生健康局"}, plan.tasks)
    assert (turned.written, turned.reckoned, turned.place.line) == ("卫健局", "卫生健康局", 6)
    assert towards_known(asked, {"卫健局"}, plan.tasks) is asked
    assert towards_known(asked, set(), plan.tasks) is asked
    assert towards_known(asked, {"卫健局", "卫生健康局"}, plan.tasks) is asked


def test_a_bracket_that_may_hold_a_body_of_its_own_is_not_taken_by_one_press_for_all(
    lake: Jurisdiction, li: User
) -> None:
    import_plan(table("1 | 新增托位60个。 | 卫生健康局 | 教育局 | "), "known.txt", jurisdiction=lake, year=2025)
    text = NEXT.replace("社会工作部（信访局）", "区教育局")
    intake = read_draft(lake, li, text, "next.txt")
    preview = preview_of(draft_of(intake))
    assert {frozenset(one.names) for one in preview.doubts if one.names} >= {frozenset(("组织部", "组织部（人才办）"))}
    assert sorted(preview.pairs) == [("区教育局", "教育局"), ("卫健局", "卫生健康局")]


def test_what_was_called_one_unit_is_asked_nowhere_again(lake: Jurisdiction, draft: Desk, li: User) -> None:
    correct(draft.intake, [UnitAlias("组织部（人才办）", "组织部")], by=li, seen=0)
    draft.intake.refresh_from_db()
    plan = confirm(draft.intake, by=li, seen=1).plan

    assert plan.in_force is not None
    assert "组织部" not in {one for unit in mentions_of(plan.in_force) for one in unit.maybe_same_as}
    assert [unit.maybe_same_as for unit in mentions_of(plan.in_force) if unit.name == "组织部"] == [()]
    said = Likeness.objects.filter(jurisdiction=lake, unit__name__startswith="组织部", other__name__startswith="组织部")
    assert {one.decision for one in said} <= {Likeness.Decision.SAME}


def test_another_kind_of_brackets_is_no_change_of_a_revision() -> None:
    half = NEXT.replace("（", "(").replace("）", ")")
    assert compare(read(NEXT), read(half)).different == ()


def test_a_sheet_of_persons_may_write_either(lake: Jurisdiction) -> None:
    import_plan(KNOWN, "known.txt", jurisdiction=lake, year=2025)
    row = {"姓名": "周洁", "账号": "zhoujie", "角色": "联络员", "单位": "组织部（人才办）"}
    look = look_at(lake, [AccountLine("账号", 2, row, {})])
    assert look.troubles == ()
    assert [one.unit.name for one in look.meant if one.unit] == ["组织部(人才办)"]


def test_look_alikes_still_asks_about_a_bracket_more() -> None:
    assert look_alikes(["组织部", "组织部（人才办）"])["组织部"] == ("组织部（人才办）",)


def test_a_search_finds_a_unit_by_each_of_its_names(lake: Jurisdiction, draft: Desk, li: User, client: Client) -> None:
    correct(draft.intake, [UnitAlias("卫健局", "卫生健康局")], by=li, seen=0)
    draft.intake.refresh_from_db()
    confirm(draft.intake, by=li, seen=1)
    client.force_login(li)
    for name in ("卫健局", "卫生健康局"):
        assert "找到2项，共5项。" in Page(client.get("/lake/2026/", {"q": name})).texts("h1"), name
    assert "找到1项，共5项。" in Page(client.get("/lake/2026/", {"q": "卫健局 托位"})).texts("h1")
    assert "找到0项，共5项。" in Page(client.get("/lake/2026/", {"q": "卫生局"})).texts("h1")

"""What the public is not told: doubts about how a table was read, and that a plan is published which is not."""

import json

import pytest
from django.test import Client

from luoshi_web.intake.inforce import import_plan
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Finding, Plan
from luoshi_web.portal.views import FILES
from tests.web.site import Page, Reader, pages_of, table
from tests.web.test_unclear_in_public import text_of

ROWS = (
    "1 | 新增学位300个。 | 人社局 | | 新增学位240个。",
    "2 | 新增绿化面积25万方。 | 人力社保局 | 教育局 | 序时推进。",
)
DOUBTS = ("可能是同一单位", "可能就是", "以前没有出现过", 'maybe_same_as": [\n', "unit-maybe-same")


@pytest.fixture
def doubted(town: Jurisdiction) -> Plan:
    plan = import_plan(table(*ROWS), "a.txt", jurisdiction=town, year=2025, publish=True, lights=True).plan
    assert Finding.objects.filter(revision=plan.in_force, code="unit-maybe-same").exists()
    Finding.objects.create(
        jurisdiction=town, revision=plan.in_force, task=plan.tasks.get(key="1"), task_key="1", position=99,
        code="unit-unknown", level="note", message="“人社局”以前没有出现过，请确认名称没有写错。", place={},
    )  # fmt: skip
    return plan


def office(plan: Plan, client: Client) -> Client:
    li = User.objects.create_user("li", name="李敏")
    Membership.objects.create(user=li, jurisdiction=plan.jurisdiction, role=Role.REVIEWER)
    client.force_login(li)
    return client


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_public_page_or_file_holds_a_doubt_of_the_import(reader: Reader, doubted: Plan, language: str) -> None:
    reader.client.cookies["lang"] = language
    for address in [*pages_of(doubted), "/town/2025/units/人社局/", "/town/2025/tasks/2/"]:
        text = reader.client.get(address).content.decode("utf-8", "replace")
        assert [one for one in DOUBTS if one in text] == [], address
    for kind in FILES:
        text = text_of(kind, reader.client.get(f"/town/2025/plan.{kind}", {"lights": "1"}).content)
        assert [one for one in DOUBTS if one in text] == [], kind
    plan = json.loads(reader.client.get("/town/2025/plan.json").content)
    assert {one["code"] for one in plan["findings"]} <= {"no-figure"}
    assert [unit["maybe_same_as"] for unit in plan["units"]] == [[]] * len(plan["units"])
    assert not any(column["guessed"] for column in plan["columns"])


def test_the_office_still_reads_them_where_the_source_stands(doubted: Plan, client: Client) -> None:
    page = Page(office(doubted, client).get("/town/2025/source/"))

    assert "公众看不到" in page.text
    assert "“人社局”以前没有出现过" in page.text
    assert "可能就是" in Page(client.get("/town/2025/units/人社局/")).text


def test_an_internal_plan_stands_under_no_heading_that_calls_it_published(doubted: Plan, client: Client) -> None:
    Plan.objects.filter(pk=doubted.pk).update(visibility="internal")

    page = Page(office(doubted, client).get("/"))

    assert page.texts("h1, h2") == ["公开的计划", "内部计划"]
    tables = page.tree.cssselect("main table")
    assert ["某镇" in one.text_content() for one in tables] == [False, True]

"""What the public is not told: doubts about how a table was read, and that a plan is published which is not."""

import io
import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from luoshi_web.intake.inforce import import_plan, set_visibility
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Finding, Plan, Revision, Visibility
from luoshi_web.portal.views import FILES
from luoshi_web.trail.models import Entry
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


def with_hidden_column() -> bytes:
    """A workbook whose third column, with names, is hidden."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "重点任务", "分管领导", "牵头单位"])
    sheet.append([1, "新增学位300个", "陈某", "教育局"])
    sheet.append([2, "新增绿化面积25万方", "李某", "住建局"])
    sheet.column_dimensions["C"].hidden = True
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_a_file_with_a_hidden_column_goes_out_only_where_the_office_says_so(town: Jurisdiction, client: Client) -> None:
    data = with_hidden_column()
    plan = import_plan(data, "a.xlsx", jurisdiction=town, year=2025, publish=True).plan
    public = Reader(Client())

    assert public.client.get("/town/2025/source/file/").status_code == 404
    page = public.open("/town/2025/source/")
    assert "原文件没有公开" in page.text
    assert page.tree.cssselect("a[href$='/source/file/']") == []
    assert office(plan, client).get("/town/2025/source/file/").content == data
    assert "公众看不到这个文件" in Page(client.get("/town/2025/source/")).text


def test_a_file_that_hides_nothing_goes_out_until_the_office_keeps_it_back(reader: Reader, doubted: Plan) -> None:
    assert reader.client.get("/town/2025/source/file/").status_code == 200

    set_visibility(doubted, Visibility.PUBLISHED, original=False, at=timezone.now())

    assert reader.client.get("/town/2025/source/file/").status_code == 404
    page = reader.open("/town/2025/source/")
    assert page.tree.cssselect("ol.raw") == []


def test_the_step_asks_and_names_what_the_file_hides(town: Jurisdiction, client: Client) -> None:
    plan = import_plan(with_hidden_column(), "a.xlsx", jurisdiction=town, year=2025).plan
    li = User.objects.create_user("li", name="李敏")
    Membership.objects.create(user=li, jurisdiction=town, role=Role.ADMIN)
    client.force_login(li)

    page = Page(client.get("/town/intake/publish/2025/"))

    assert "分管领导" in page.texts(".note")[0]
    (box,) = page.tree.cssselect("input[name=original]")
    assert box.get("checked") is None
    client.post("/town/intake/publish/2025/", {"visibility": "published"})
    assert Client().get("/town/2025/source/file/").status_code == 404
    page = Page(client.get("/town/intake/publish/2025/"))
    assert "没有公开，公众不能下载" in page.text
    client.post("/town/intake/publish/2025/", {"visibility": "published", "original": "1"})
    assert Client().get("/town/2025/source/file/").status_code == 200
    plan.refresh_from_db()
    said = [json.loads(entry.objects_touched) for entry in Entry.objects.filter(act="plan.published", chain=town.pk)]
    assert [one["original"] for one in said] == [False, True]


def test_the_day_a_revision_came_in_force_is_that_of_the_place(reader: Reader, doubted: Plan) -> None:
    Revision.objects.filter(pk=doubted.in_force_id).update(confirmed_at=datetime(2025, 11, 30, 20, 3, tzinfo=UTC))

    assert "2025-12-01生效" in reader.open("/town/2025/source/").text

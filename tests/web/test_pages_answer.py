"""Each page in each language: it answers, says what it should, and every link on it leads somewhere."""

import hashlib
import json
from io import BytesIO
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from openpyxl import load_workbook

from luoshi_web.intake.inforce import import_plan
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan
from tests.web.site import TABLE, Page, Reader, pages_of

PLACE = "/binjiang/2025/"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_answers_in_both_languages(reader: Reader, binjiang: Plan, language: str) -> None:
    reader.client.cookies["lang"] = language
    for address in pages_of(binjiang):
        assert reader.client.get(address).status_code == 200, address


def test_every_link_leads_somewhere(reader: Reader, binjiang: Plan) -> None:
    seen, waiting = set(), [address for address in pages_of(binjiang) if address.endswith("/")]
    while waiting and len(seen) < 60:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        response = reader.client.get(address)
        assert response.status_code in (200, 302), address
        if response.status_code == 302 or not response["Content-Type"].startswith("text/html") or len(seen) > 20:
            continue
        page = Page(response)
        ids = {found.get("id") for found in page.tree.cssselect("[id]")}
        for link in page.tree.cssselect("a[href]"):
            to = urlsplit(urljoin(address, link.get("href")))
            if to.scheme:
                continue
            if not to.path or to.path == address:
                assert not to.fragment or unquote(to.fragment) in ids, link.get("href")
            elif len(waiting) < 200:
                waiting.append(to.path)


def test_a_task_sets_its_three_voices_side_by_side(reader: Reader) -> None:
    page = reader.open(PLACE + "tasks/5/")

    assert page.texts(".verdict .s:first-child") == ["自评 · 牵头单位说的", "核定 · 督查室判的", "研判 · 按数字算的"]
    assert page.texts(".verdict .big") == ["报了数字，没有写进度", "还没有核定", "达进度（暂）"]
    assert "规则：序时进度 v1" in page.text


def test_a_task_shows_the_arithmetic_and_its_place(reader: Reader) -> None:
    page = reader.open(PLACE + "tasks/5/")

    assert "90.5 + 32.6 + 37.9 = 161" in page.text
    assert "161 / 172.3 − 1 = −6.6%，写的是−6.5%，在取整范围内" in page.text
    assert page.tree.cssselect(f'a[href="{PLACE}source/#L6"]')


def test_figures_of_a_statement_are_numbered_as_in_their_table(reader: Reader) -> None:
    page = reader.open(PLACE + "tasks/5/")

    marks = page.texts(".quote mark sup")
    assert marks == [str(number) for number in range(1, len(marks) + 1)]
    assert len(marks) == 8


def test_neighbours_lead_on(reader: Reader) -> None:
    page = reader.open(PLACE + "tasks/5/")

    assert [a.get("href") for a in page.tree.cssselect(".neighbours a")] == [PLACE + "tasks/4/", PLACE + "tasks/6/"]
    assert len(reader.open(PLACE + "tasks/154/").tree.cssselect(".neighbours a")) == 1


def test_the_indicators_are_seven_each_with_its_own_period(reader: Reader) -> None:
    page = reader.open(PLACE + "indicators/")

    assert page.texts("h1") == ["7 项指标，3 项超进度，1 项达进度，2 项欠进度，1 项数据未出"]
    assert page.texts("table.ind .state") == [
        "超进度", "欠进度（暂）", "严重欠进度", "超进度", "达进度（暂）", "超进度", "数据未出",
    ]  # fmt: skip
    assert page.texts("table.ind td:nth-child(3) .xs") == [
        "一季度",
        "1—6月",
        "一季度",
        "1—5月",
        "1—6月（预计）",
        "1—5月",
    ]


def test_every_chart_has_its_numbers_in_a_table(reader: Reader) -> None:
    page = reader.open(PLACE + "indicators/")

    row = page.tree.cssselect("section.sec table tbody tr")[4]
    assert [" ".join(cell.text_content().split()) for cell in row] == [
        "5", "固定资产投资", "300亿元", "161亿元", "1—6月", "50.0%", "53.7%", "达进度（暂）",
    ]  # fmt: skip


def test_a_unit_shows_what_it_leads_and_helps_with(reader: Reader) -> None:
    page = reader.open(PLACE + "units/科技局/")

    assert page.texts("h1") == ["科技局牵头 20 项，配合 15 项"]
    assert [len(table.cssselect("tbody tr")) for table in page.tree.cssselect("table.tl")] == [20, 15]
    assert page.texts("table.tl td:first-child")[0] == "7"


@pytest.mark.parametrize("sort", ["leads", "-leads", "name", "-behind", "nonsense"])
def test_units_are_sorted_by_any_column(reader: Reader, sort: str) -> None:
    page = reader.open(PLACE + "units/", sort=sort)
    leads = [int(text) for text in page.texts("table.ul td:nth-child(2)")]

    assert page.status == 200
    assert len(page.tree.cssselect("th[aria-sort]")) == 1
    if sort == "leads":
        assert leads == sorted(leads)
    if sort in ("-leads", "nonsense"):
        assert leads == sorted(leads, reverse=True)


def test_the_source_is_had_again_byte_for_byte(reader: Reader) -> None:
    page = reader.open(PLACE + "source/")
    file = reader.client.get(PLACE + "source/file/")

    assert file.content == TABLE.read_bytes()
    assert file["Content-Disposition"].startswith("attachment")
    assert hashlib.sha256(file.content).hexdigest() in page.text
    assert len(page.tree.cssselect("ol.raw li")) == 168


@pytest.mark.parametrize(("kind", "begins"), [("xlsx", b"PK"), ("docx", b"PK"), ("csv", b""), ("json", b"{")])
def test_downloads_come_as_files(reader: Reader, kind: str, begins: bytes) -> None:
    response = reader.client.get(f"{PLACE}plan.{kind}")

    assert response.status_code == 200
    assert response.content.startswith(begins)
    assert f"binjiang-2025.{kind}" in response["Content-Disposition"]


def test_the_downloaded_json_holds_all_tasks_with_their_states(reader: Reader) -> None:
    plan = json.loads(reader.client.get(PLACE + "plan.json").content)

    assert len(plan["tasks"]) == 154
    assert plan["tasks"][2]["assessment"]["light"] == "red"


@pytest.mark.parametrize("asked", [{"unit": "教育局"}, {"q": "电梯"}, {"numeric": "1"}, {"state": "behind"}])
def test_downloads_follow_the_filter_of_the_page(reader: Reader, asked: dict[str, str]) -> None:
    page = reader.open(PLACE, **asked)
    shown = page.texts("table.plan td.no")
    links = [one.get("href") for one in page.tree.cssselect("#rows .files a")]
    of_json = next(link for link in links if "plan.json" in link)

    answer = reader.client.get(of_json)

    assert [str(task["no"]) for task in json.loads(answer.content)["tasks"]] == shown
    assert 0 < len(shown) < 154
    assert "binjiang-2025-part.json" in answer["Content-Disposition"]


def test_the_links_of_a_filter_come_with_its_rows(reader: Reader) -> None:
    rows = reader.client.get(PLACE, {"q": "电梯"}, headers={"hx-request": "true"}).content.decode()
    assert "/plan.xlsx?q=%E7%94%B5%E6%A2%AF&amp;lights=1" in rows
    assert "下载这3项" in rows


def test_a_workbook_has_a_title_says_that_it_is_a_part_and_carries_lights_where_asked(reader: Reader) -> None:
    def cells(**asked: str) -> list[str]:
        file = reader.client.get(f"{PLACE}plan.xlsx", asked).content
        return [str(one.value or "") for row in load_workbook(BytesIO(file)).active.iter_rows() for one in row]

    whole, part = cells(), cells(q="电梯", lights="1")

    assert whole[0] == "杭州高新区（滨江）2025年任务分解表"
    assert part[0] == "杭州高新区（滨江）2025年任务分解表（选出的3项，共154项）"
    assert ("亮灯" in whole, "亮灯" in part) == (False, True)


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/2025/", "/binjiang/1999/", "/binjiang/2025/tasks/155/", "/binjiang/2025/units/没有/",
        "/binjiang/2025/plan.exe", "/x/", "/x.y", "/binjiang/20255/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_in_a_sentence(reader: Reader, address: str) -> None:
    page = reader.open(address)

    assert page.status == 404
    assert page.texts("h1") == ["没有这一页"]
    assert "Traceback" not in page.html


def test_a_fault_is_said_in_a_sentence_and_shows_no_trace(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("luoshi_web.portal.views.judged_plan", fault)
    reader.client.raise_request_exception = False
    page = reader.open(f"{PLACE}units/")

    assert page.status == 500
    assert page.texts("h1") == ["这一页出了故障"]
    assert "secret detail" not in page.html


@pytest.mark.parametrize(
    ("fault", "status", "title"),
    [
        (OperationalError("database or disk is full"), 503, "服务器的磁盘满了"),
        (OperationalError("connection refused"), 503, "数据库现在用不了"),
        (InterfaceError("connection already closed"), 503, "数据库现在用不了"),
        (OperationalError("no such column: a.b"), 500, "这一页出了故障"),
    ],
)
def test_while_the_database_is_away_whoever_is_signed_in_gets_a_sentence_too(
    reader: Reader, fault: Exception, status: int, title: str
) -> None:
    def away(*_: object) -> None:
        raise fault

    reader.client.force_login(User.objects.create_user("li", name="李敏"))
    reader.client.raise_request_exception = False
    with connection.execute_wrapper(away):
        page = reader.open(PLACE)

    assert (page.status, page.texts("h1")) == (status, [title])
    assert "Traceback" not in page.html
    assert reader.open(PLACE).status == 200


def test_nothing_published_is_an_empty_page_with_a_sentence(reader: Reader) -> None:
    Plan.objects.update(visibility="internal")

    page = reader.open("/")
    assert page.status == 200
    assert page.texts("p.nil")[0].startswith("还没有公开的计划。")


@pytest.mark.parametrize("kind", ["xlsx", "docx", "csv"])
def test_a_file_with_lights_has_another_name_than_one_without(reader: Reader, kind: str) -> None:
    for asked, name in (({}, "binjiang-2025"), ({"lights": "1"}, "binjiang-2025-lights")):
        answer = reader.client.get(f"{PLACE}plan.{kind}", asked)
        assert answer["Content-Disposition"].endswith(f"'{name}.{kind}"), asked


def test_each_word_of_the_lights_is_explained_beside_how_they_are_reckoned(reader: Reader) -> None:
    told = reader.open(PLACE + "source/").text
    legend = [chip.split()[0] for chip in reader.open(PLACE).texts(".chips a")[1:]]
    for word in {*legend, "逾期", "提前完成", "未报", "待核实", "存量", "节点数"} - {"其中严重"}:
        assert word in told, word


@pytest.mark.parametrize(
    ("title", "are"),
    [
        ("主要预期指标", True),
        ("2026年经济社会发展主要指标", True),
        ("约束性指标", True),
        ("完成各项指标", False),
        ("做好工作", False),
    ],
)
def test_indicators_are_those_before_the_first_chapter_or_under_a_title_that_says_so(
    client: Client, town: Jurisdiction, title: str, are: bool
) -> None:
    rows = ("1 | 地区生产总值增长6%。 | 发改局 |", "2 | 固定资产投资增长8%。 | 发改局 |")
    lines = [f"一、{title}", "序号 | 内容及要求 | 牵头单位 |", *rows, "二、做好民生", "3 | 新增学位300个。 | 教育局 |"]
    import_plan("\n".join(lines).encode(), "town.txt", jurisdiction=town, year=2026, publish=True)
    page = Page(client.get("/town/2026/indicators/"))
    assert len(page.tree.cssselect("table.ind tbody tr")) == (2 if are else 0)
    assert ("这份表没有把指标单列出来。" in page.text) is not are

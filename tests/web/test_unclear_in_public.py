"""What is unclear is grey in public, in one neutral sentence: no page and no file says which figures it may be."""

import io
import json
import zipfile

import pytest

from luoshi_web.intake.inforce import import_plan
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan
from luoshi_web.portal.views import FILES
from luoshi_web.supervision.models import Assessment
from tests.web.site import Page, Reader, pages_of, table

TWO = "新增绿化面积12万方，新增绿化面积20万方。"


@pytest.fixture
def unclear(town: Jurisdiction) -> Plan:
    rows = [
        f"1 | 新增绿化面积25万方。 | 住建局 | | {TWO}",
        f"2 | 新增绿化面积25万方，新增学位300个。 | 住建局 | | {TWO}",
        "3 | 新增学位300个。 | 教育局 | | 新增学位240个。",
    ]
    return import_plan(table(*rows), "a.txt", jurisdiction=town, year=2025, publish=True, lights=True).plan


def inside() -> set[str]:
    """What only those who work on the plan may read: of each unclear assessment its sentence and its reasons."""
    rows = Assessment.objects.filter(state="unclear")
    words = {one[name] for row in rows for one in row.candidates for name in ("why", "why_en")}
    return words | {text for row in rows for text in (row.sentence, row.sentence_en)} - {""}


def text_of(kind: str, data: bytes) -> str:
    if kind not in ("xlsx", "docx"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_public_page_says_which_figures_it_may_be(reader: Reader, unclear: Plan, language: str) -> None:
    reader.client.cookies["lang"] = language
    secrets = inside()
    assert len(secrets) >= 4
    pages = [f"/town/2025/tasks/{key}/" for key in "12"] + ["/town/2025/?state=unclear", *pages_of(unclear)]
    for address in pages:
        page = reader.client.get(address)
        text = page.content.decode("utf-8", "replace")
        assert [one for one in secrets if one in text] == [], address
        assert "settlements" not in text


def test_no_file_holds_candidates(reader: Reader, unclear: Plan) -> None:
    secrets = inside()
    for kind in FILES:
        for lights in ("0", "1"):
            answer = reader.client.get(f"/town/2025/plan.{kind}", {"lights": lights})
            assert [one for one in secrets if one in text_of(kind, answer.content)] == [], kind
    plan = json.loads(reader.client.get("/town/2025/plan.json").content)
    judged = [task["assessment"] for task in plan["tasks"]] + [t["assessment"] for t in plan["tasks"][0]["targets"]]
    for one in (one for one in judged if one["state"] == "unclear"):
        assert (one["light"], one["candidates"], one["unsettled"], one["inputs"]) == ("grey", [], [], [])
        assert one["sentence"] == "报来的情况正在核实，核实以后再亮灯。"
    csv = reader.client.get("/town/2025/plan.csv", {"lights": "1"}).content.decode()
    assert "灰灯 待核实" in csv


def test_it_is_its_own_state_wherever_states_are_counted(reader: Reader, unclear: Plan) -> None:
    page = reader.open("/town/2025/")
    assert "待核实 2" in page.texts(".chips a")
    assert "2项待核实" in page.text
    lamp = page.tree.cssselect(".over svg.unclear")[0]
    assert (lamp.get("aria-label"), len(page.tree.cssselect("symbol#l-unclear"))) == ("待核实", 1)
    assert page.texts("#t1 .why") == ["待核实 报来的情况正在核实，核实以后再亮灯。"]
    assert reader.open("/town/2025/", state="unclear").texts(".found")[0].startswith("找到2项")
    units = reader.open("/town/2025/units/")
    assert "待核实" in units.texts("thead th")
    assert "待核实 2" in reader.open("/town/2025/units/住建局/").texts(".chips .chip")


def test_the_office_reads_the_reasons_on_the_same_pages(unclear: Plan, client) -> None:
    li = User.objects.create_user("li", name="李敏")
    Membership.objects.create(user=li, jurisdiction=unclear.jurisdiction, role=Role.REVIEWER)
    client.force_login(li)

    page = Page(client.get("/town/2025/tasks/1/"))

    assert "待核" in page.texts(".verdict .state")
    assert "怎么读的" in page.text
    assert all(figure in page.texts(".how")[0] for figure in ("还没有定", "12万方", "20万方"))
    assert "待核 2" in Page(client.get("/town/2025/")).texts(".chips a")


def test_a_page_says_which_figure_was_taken_and_why_others_were_not(reader: Reader, town: Jurisdiction) -> None:
    rows = ["1 | 新增绿化面积25万方。 | 住建局 | | 累计新增绿化面积12万方，6月新增绿化面积2万方。"]
    import_plan(table(*rows), "a.txt", jurisdiction=town, year=2025, publish=True, lights=True)

    how = reader.open("/town/2025/tasks/1/").texts(".how")[0]

    assert "用的是 12万方" in how
    assert "没有用 2万方" in how


WITH_PARTS = "1 | 更新电梯500台。 | 住建局 | | 更新电梯412台（含加装120台）。"


def test_while_it_is_checked_nothing_is_drawn_named_or_called_right(reader: Reader, town: Jurisdiction) -> None:
    plan = import_plan(table(WITH_PARTS), "a.txt", jurisdiction=town, year=2025, publish=True, lights=True).plan
    assert Assessment.objects.filter(task__plan=plan, state="unclear").exists()

    page = reader.open("/town/2025/tasks/1/")

    assert "待核实" in page.texts(".verdict .state")
    headings = page.texts("h2")
    assert [one for one in ("放在一起看", "读出的数", "算一算") if any(h.startswith(one) for h in headings)] == []
    assert "没有发现对不上的地方" not in page.text
    assert page.tree.cssselect("svg.ch, mark sup") == []
    assert "412台" in page.texts("#said .quote")[0]


def test_the_office_reads_that_no_figure_is_taken_yet(town: Jurisdiction, client) -> None:
    import_plan(table(WITH_PARTS), "a.txt", jurisdiction=town, year=2025, publish=True, lights=True)
    li = User.objects.create_user("li", name="李敏")
    Membership.objects.create(user=li, jurisdiction=town, role=Role.REVIEWER)
    client.force_login(li)

    page = Page(client.get("/town/2025/tasks/1/"))

    assert "还没有定" in page.texts(".how")[0]
    assert "用的是" not in page.texts(".how")[0]
    assert "放在一起看" not in page.text


def test_whoever_decides_is_led_to_where_it_is_settled(town: Jurisdiction, client) -> None:
    import_plan(table(WITH_PARTS), "a.txt", jurisdiction=town, year=2025, publish=True, lights=True)
    for name, role in (("li", Role.REVIEWER), ("lin", Role.LEADER)):
        user = User.objects.create_user(name, name=name)
        Membership.objects.create(user=user, jurisdiction=town, role=role)
        client.force_login(user)
        links = Page(client.get("/town/2025/tasks/1/")).tree.cssselect("a[href$='#targets']")
        assert len(links) == (role is Role.REVIEWER)
        if links:
            page = Page(client.get(links[0].get("href").partition("#")[0]))
            assert page.status == 200
            assert page.tree.cssselect("#targets")


def test_the_step_that_shows_a_plan_says_what_is_not_settled(town: Jurisdiction, client) -> None:
    import_plan(table(WITH_PARTS), "a.txt", jurisdiction=town, year=2025)
    li = User.objects.create_user("li", name="李敏")
    Membership.objects.create(user=li, jurisdiction=town, role=Role.REVIEWER)
    client.force_login(li)

    page = Page(client.get("/town/intake/publish/2025/"))

    assert "有1项待核，公开后写“待核实”。" in page.text
    (link,) = [one.get("href") for one in page.tree.cssselect(".note a") if one.text_content() == "去核"]
    assert client.get(link).status_code == 200


def test_a_history_names_no_figure_while_it_is_unclear(reader: Reader, unclear: Plan) -> None:
    assert reader.open("/town/2025/tasks/2/").tree.cssselect(".figs") == []
    assert len(reader.open("/town/2025/tasks/3/").tree.cssselect("td.figs")) == 1

"""A work report is taken in: cut by the worker, assigned by last year's plan, split and joined, put in force."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from luoshi.documents import read_document
from luoshi_web.intake.inforce import import_plan
from luoshi_web.intake.models import Act, Intake, IntakeState
from luoshi_web.intake.queries import corrected_plan
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan, Wording
from luoshi_web.revisions.rereading import reread
from tests.intake.offices import Desk, work

REPORT = Path(__file__).parents[1] / "drafting" / "report_of_a_city.txt"
LAST_YEAR = """2030年重点任务分解表
| 序号 | 工作任务 | 牵头单位 |
| --- | --- | --- |
| 1 | 地区生产总值增长6.5%左右。 | 发改局 |
| 2 | 改造老旧小区62个，加装电梯180台。 | 住建局 |
| 3 | 新增高新技术企业60家。 | 科技局 |
| 4 | 办理建议提案满意率保持在97%以上。 | 政府办 |
"""


def tree(answer) -> html.HtmlElement:
    return html.fromstring(answer.content.decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def taken(lake: Jurisdiction, li: User) -> Intake:
    """A report that was uploaded as one, and cut by the worker."""
    client = Client()
    client.force_login(li)
    file = SimpleUploadedFile("政府工作报告.txt", REPORT.read_bytes())
    answer = client.post("/lake/intake/", {"file": file, "year": "", "what": "report"})
    assert answer["Location"] == "/lake/intake/1/"
    work()
    intake = Intake.objects.get()
    assert intake.state == IntakeState.READ, intake.trouble
    return intake


@pytest.fixture
def last_year(lake: Jurisdiction, li: User) -> Plan:
    return import_plan(LAST_YEAR.encode(), "去年.txt", jurisdiction=lake, by=li).plan


def key_of(intake: Intake, text: str) -> str:
    return next(task.key for task in corrected_plan(intake).tasks if text in task.text)


def task_with(intake: Intake, text: str):
    return next(task for task in corrected_plan(intake).tasks if text in task.text)


def test_the_report_is_cut_and_each_piece_is_shown_with_its_fate(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)

    page = tree(desk.get("report/"))

    cut = {words(piece): piece.get("class") for piece in page.cssselect(".cut-report .cut")}
    assert cut["地区生产总值增长6%左右"] == "cut cut-indicator"
    assert cut["更换老旧燃气管网120公里"] == "cut cut-livelihood"
    assert cut["重点抓好以下四个方面工作："] == "cut cut-introduction"
    assert any("年均增长5.9%" in said and kind == "cut cut-review" for said, kind in cut.items())
    whole = "".join(page.cssselect(".cut-report")[0].text_content().split())
    assert whole == "".join(REPORT.read_text(encoding="utf-8").split())
    [link] = [one for one in page.cssselect("a.cut") if "盘活低效用地" in one.text_content()]
    row = tree(desk.get()).get_element_by_id(link.get("href").split("#")[1])
    assert "盘活低效用地2000亩" in words(row)


def test_a_table_has_no_report_to_show(draft: Intake, li: User) -> None:
    assert Desk(li, draft).get("report/")["Location"] == "/lake/intake/1/"


def test_nobody_is_assigned_until_a_person_takes_a_proposal(taken: Intake, last_year: Plan, li: User) -> None:
    desk = Desk(li, taken)
    section = tree(desk.get()).get_element_by_id("suggested")

    assert not any(task.lead for task in corrected_plan(taken).tasks)
    assert "2030年第2项：改造老旧小区62个，加装电梯180台。（住建局）" in words(section)

    key = key_of(taken, "改造老旧小区40个")
    desk.correct("lead", key=key, unit="住建局")

    assert [task.lead for task in corrected_plan(taken).tasks if task.lead] == [("住建局",)]
    desk.send("undo/")
    assert not any(task.lead for task in corrected_plan(taken).tasks)


def test_all_that_are_sure_are_taken_in_one_act(taken: Intake, last_year: Plan, li: User) -> None:
    desk = Desk(li, taken)
    [form] = [one for one in tree(desk.get()).cssselect("#suggested form") if one.cssselect("textarea")]
    shown = form.cssselect("textarea")[0].text

    desk.correct("leads", leads=shown)

    assert Act.objects.count() == 1
    led = {task.key: task.lead for task in corrected_plan(taken).tasks if task.lead}
    assert len(led) == len(shown.split())
    assert task_with(taken, "地区生产总值").lead == ("发改局",)


def test_without_a_plan_of_before_it_is_said_that_nothing_is_proposed(taken: Intake, li: User) -> None:
    assert "没有往年生效的计划" in words(tree(Desk(li, taken).get()).get_element_by_id("suggested"))


def test_a_task_is_split_and_joined_by_a_press(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)
    whole = task_with(taken, "开工建设铁路货场")
    position = list(corrected_plan(taken).tasks).index(whole) + 1
    [button] = tree(desk.get(f"rows/{position}/")).cssselect("button[name=at]")

    desk.correct("split", key=whole.key, at=button.get("value"))

    first, second = corrected_plan(taken).tasks[position - 1 : position + 1]
    assert (first.text, second.text) == ("开工建设铁路货场", "力争12月底前建成城东变电站")
    assert [len(task.milestones) for task in (first, second)] == [1, 1]
    desk.correct("joined", key=first.key)
    assert corrected_plan(taken).tasks[position - 1].text == whole.text


@pytest.mark.parametrize("sent", [{"at": "0"}, {"at": "9999"}, {"at": "x"}, {}])
def test_a_senseless_cut_is_refused_in_a_sentence(taken: Intake, li: User, sent: dict[str, str]) -> None:
    answer = Desk(li, taken).correct("split", key=key_of(taken, "实施市级重点项目260个"), **sent)

    assert answer.status_code == 422
    assert not Act.objects.exists()


def test_a_draft_comes_in_force_as_the_years_plan(taken: Intake, last_year: Plan, li: User) -> None:
    desk = Desk(li, taken)
    desk.correct("lead", key=key_of(taken, "改造老旧小区40个"), unit="住建局")

    assert desk.send("confirm/")["Location"] == "/lake/intake/1/?done=1"

    plan = Plan.objects.get(year=2031)
    rows = Wording.objects.filter(revision=plan.in_force)
    assert rows.count() == len(corrected_plan(taken).tasks)
    assert rows.filter(chapter="10件民生实事").count() == 10
    page = desk.client.get("/lake/2031/")
    assert page.status_code == 200
    assert "更换老旧燃气管网" in page.content.decode()


def test_a_file_that_is_no_report_is_refused_in_a_sentence(lake: Jurisdiction, li: User) -> None:
    client = Client()
    client.force_login(li)
    client.post("/lake/intake/", {"file": SimpleUploadedFile("表.txt", LAST_YEAR.encode()), "what": "report"})

    work()

    assert Intake.objects.get().state == IntakeState.FAILED
    assert "没有找到说今年工作的部分" in client.get("/lake/intake/1/").content.decode()


def test_the_same_file_may_be_taken_as_a_table_and_as_a_report(taken: Intake, li: User) -> None:
    client = Client()
    client.force_login(li)
    file = SimpleUploadedFile("政府工作报告.txt", REPORT.read_bytes())

    assert client.post("/lake/intake/", {"file": file, "what": "table"})["Location"] == "/lake/intake/2/"


def test_what_last_year_had_and_this_year_has_not_is_listed(taken: Intake, lake: Jurisdiction, li: User) -> None:
    more = (
        LAST_YEAR + "| 5 | 组织残疾人文化周，建成盲人阅览室3个。 | 残联 |\n| 6 | 新增高新技术企业120家。 | 科技局 |\n"
    )
    import_plan(more.encode(), "去年.txt", jurisdiction=lake, by=li)

    said = words(tree(Desk(li, taken).get()).get_element_by_id("suggested"))

    assert "1项没有接续" in said
    assert "第5项 组织残疾人文化周，建成盲人阅览室3个。（残联）" in said
    assert "2030年第6项 120家，草案第" in said


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_the_draft_is_sent_round_in_the_offices_form(taken: Intake, last_year: Plan, li: User, kind: str) -> None:
    answer = Desk(li, taken).get(f"draft.{kind}")

    assert answer.status_code == 200
    document = read_document(answer.content, f"草案.{kind}")
    cells = [[cell.text for cell in row.cells] for sheet in document.tables for row in sheet.rows]
    row = next(row for row in cells if any("改造老旧小区40个" in text for text in row))
    assert any("建议牵头单位" in text for line in cells for text in line)
    assert any(text.startswith("住建局") for text in row)
    assert any("2030年第2项" in text for text in row)


@pytest.mark.parametrize("kind", ["pdf", "json"])
def test_no_other_form_is_sent_round(taken: Intake, li: User, kind: str) -> None:
    assert Desk(li, taken).get(f"draft.{kind}").status_code == 404


def test_a_draft_in_force_is_read_again_by_being_cut_again(taken: Intake, last_year: Plan, li: User) -> None:
    desk = Desk(li, taken)
    desk.correct("lead", key=key_of(taken, "改造老旧小区40个"), unit="住建局")
    desk.correct("joined", key=key_of(taken, "开展职业技能培训"))
    before = corrected_plan(taken)
    desk.send("confirm/")

    again = reread(Plan.objects.get(year=2031))

    assert [task.text for task in again.tasks] == [task.text for task in before.tasks]
    assert [task.lead for task in again.tasks] == [task.lead for task in before.tasks]


def test_how_many_tasks_nobody_leads_is_said_before_they_come_in_force(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)
    whole = len(corrected_plan(taken).tasks)
    desk.correct("lead", key=key_of(taken, "改造老旧小区40个"), unit="住建局")

    assert f"有{whole - 1}项还没有牵头单位" in words(tree(desk.get("confirm/")))


def test_joined_over_chapters_it_is_said_which_one_the_task_gets(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)
    tasks = corrected_plan(taken).tasks
    seams = [at for at in range(len(tasks) - 1) if tasks[at].chapter != tasks[at + 1].chapter]
    assert len(seams) >= 3

    for at in seams:
        ours, theirs = (task.chapter or "没有章节" for task in tasks[at : at + 2])
        said = words(tree(desk.get(f"rows/{at + 1}/")))
        assert f"后一项在“{theirs}”，合并后归“{ours}”。" in said
    assert "合并后归" not in words(tree(desk.get(f"rows/{seams[0]}/")))
    desk.correct("joined", key=tasks[seams[1]].key)
    assert corrected_plan(taken).tasks[seams[1]].chapter == tasks[seams[1]].chapter

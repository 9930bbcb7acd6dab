"""The whole way: a file is uploaded, read in a worker, corrected, confirmed, published."""

import hashlib
import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from openpyxl import Workbook

from luoshi_web.intake.inforce import import_plan
from luoshi_web.intake.models import Intake, IntakeState
from luoshi_web.intake.queries import corrected_plan
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction, UnitAlias
from luoshi_web.plans.models import Likeness, Plan, SourceContent, Target, Wording
from luoshi_web.plans.originals import hidden_in
from luoshi_web.trail.models import Entry
from tests.intake.offices import BAD_TABLE, Desk, work


@pytest.fixture
def browser(li: User) -> Client:
    client = Client()
    client.force_login(li)
    return client


def upload(browser: Client, data: bytes = BAD_TABLE.encode(), name: str = "任务表.txt", **fields: str):
    return browser.post("/lake/intake/", {"file": SimpleUploadedFile(name, data), "year": "", **fields})


def test_a_file_is_read_corrected_confirmed_and_published(browser: Client, lake: Jurisdiction, li: User) -> None:
    assert upload(browser)["Location"] == "/lake/intake/1/"

    work()

    intake = Intake.objects.get()
    assert intake.state == IntakeState.READ, intake.trouble
    assert intake.source.kind == "text"
    desk = Desk(li, intake)
    desk.correct("columns", **{"column-1-4": "cooperating"})
    work()
    intake.refresh_from_db()
    desk.cell("4", no="3", lead="人力社保局")
    desk.correct("unit", name="人社局", same_as="人力社保局", same="1")
    answer = desk.send("confirm/")

    assert answer["Location"] == "/lake/intake/1/?done=1"
    assert 'href="/lake/2026/cycles/"' in browser.get("/lake/intake/1/?done=1").content.decode()
    plan = Plan.objects.get(jurisdiction__slug="lake")
    assert plan.in_force is not None
    assert plan.in_force.confirmed_by == li
    assert [wording.no for wording in Wording.objects.filter(revision=plan.in_force)] == ["1", "2", "3", "5"]
    first = Wording.objects.get(revision=plan.in_force, no="1")
    assert [duty.as_written for duty in first.duties.filter(role="cooperating")] == ["教育局", "各街道"]
    assert Client().get("/lake/2026/").status_code == 404

    browser.post("/lake/intake/publish/2026/", {"visibility": "published", "lights": "1"})

    page = Client().get("/lake/2026/")
    assert page.status_code == 200
    assert "新增就业" in page.content.decode()

    browser.post("/lake/intake/publish/2026/", {"visibility": "internal"})

    assert Client().get("/lake/2026/").status_code == 404


def test_the_file_is_kept_byte_for_byte_and_comes_as_a_download(browser: Client, lake: Jurisdiction) -> None:
    upload(browser)

    answer = browser.get("/lake/intake/1/file/")

    assert answer.content == BAD_TABLE.encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    source = Intake.objects.get().source
    assert source.sha256 == hashlib.sha256(BAD_TABLE.encode()).hexdigest()
    assert bytes(SourceContent.objects.get(source=source).data) == BAD_TABLE.encode()


def test_the_same_file_twice_is_said_and_changes_nothing(browser: Client, lake: Jurisdiction) -> None:
    upload(browser)
    work()

    again = upload(browser, name="另一个名字.txt")

    assert again["Location"] == "/lake/intake/1/?again=1"
    assert "没有重复导入" in browser.get(again["Location"]).content.decode()
    assert Intake.objects.count() == 1


def test_the_same_file_after_it_came_in_force_changes_nothing(browser: Client, lake: Jurisdiction, li: User) -> None:
    upload(browser)
    work()
    Desk(li, Intake.objects.get()).send("confirm/")

    again = upload(browser)

    assert again["Location"] == "/lake/intake/1/?again=1"
    assert "没有重复导入" in browser.get(again["Location"]).content.decode()
    assert Plan.objects.get(jurisdiction__slug="lake").revisions.count() == 1


def test_pasted_text_is_read_too(browser: Client, lake: Jurisdiction) -> None:
    text = "1. 新建公园2个。（牵头单位：住建局；配合单位：各街道）\r\n2. 新增学位300个。（牵头单位：教育局）"
    browser.post("/lake/intake/", {"text": text, "year": "2026"})
    work()

    intake = Intake.objects.get()
    assert (intake.state, intake.source.kind) == (IntakeState.READ, "paste")
    plan = corrected_plan(intake)
    assert plan.year == 2026
    assert [task.lead for task in plan.tasks] == [("住建局",), ("教育局",)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "请选一个文件，或者粘贴文字。"),
        ({"text": "1. 新建公园2个。", "year": "26"}, "年份请写四位数字"),
        ({"text": "1. 新建公园2个。", "year": "二〇二六"}, "年份请写四位数字"),
    ],
)
def test_a_form_that_cannot_be_taken_says_why_and_keeps_what_was_typed(
    browser: Client, lake: Jurisdiction, fields: dict[str, str], said: str
) -> None:
    answer = browser.post("/lake/intake/", fields)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert all(typed in page for typed in fields.values())
    assert not Intake.objects.exists()


def test_a_file_that_is_too_large_is_refused_with_the_limit(browser: Client, lake: Jurisdiction, settings) -> None:
    settings.INTAKE_FILE_BYTES = 1_000_000

    answer = upload(browser, b"x" * 1_100_000)

    assert answer.status_code == 422
    assert "文件超过1兆，没有接收" in answer.content.decode()
    assert not Intake.objects.exists()


def test_a_file_without_a_task_says_so_and_is_kept(browser: Client, lake: Jurisdiction) -> None:
    upload(browser, "今天天气很好。".encode(), "天气.txt")
    work()

    page = browser.get("/lake/intake/1/").content.decode()
    assert "没有找到任务" in page
    assert "文件已经保存，计划没有改动" in page
    assert browser.get("/lake/intake/1/file/").content.decode() == "今天天气很好。"


def test_sentences_come_in_english_where_the_reader_reads_english(browser: Client, lake: Jurisdiction) -> None:
    upload(browser, "今天天气很好。".encode(), "天气.txt")
    work()
    browser.cookies["lang"] = "en"

    page = browser.get("/lake/intake/1/").content.decode()

    assert "No task was found" in page
    assert "The file is kept; no plan was changed." in page


def test_a_year_with_a_plan_in_force_is_not_written_over(browser: Client, lake: Jurisdiction, li: User) -> None:
    upload(browser)
    work()
    Desk(li, Intake.objects.get()).send("confirm/")
    upload(browser, BAD_TABLE.replace("300亿元", "310亿元").encode())
    work()
    second = Intake.objects.get(number=2)

    page = Desk(li, second).get("confirm/").content.decode()
    answer = Desk(li, second).send("confirm/")

    assert "先和它逐项对比" in page
    assert ("项和2026年生效的计划对比？" in page, "成为2026年的计划" in page) == (True, False)
    assert answer.status_code == 409
    assert Plan.objects.get(jurisdiction__slug="lake").revisions.count() == 1
    second.refresh_from_db()
    assert second.state == IntakeState.READ


def test_what_was_said_of_names_is_not_asked_again(
    lake: Jurisdiction, li: User, browser: Client, desk_of: Callable[..., Desk]
) -> None:
    desk = desk_of(li)
    desk.correct("unit", name="人社局", same_as="人力社保局", same="1")
    desk.correct("unit", name="交通运输局", same_as="教育局", same="0")
    desk.send("confirm/")

    assert UnitAlias.objects.get().unit.name == "人力社保局"
    assert Likeness.objects.filter(decision=Likeness.Decision.DIFFERENT).exists()
    upload(browser, BAD_TABLE.replace("300亿元", "310亿元").encode())
    work()
    plan = corrected_plan(Intake.objects.get(number=2))
    assert "unit-maybe-same" not in [finding.code for finding in plan.findings]


def test_a_target_that_a_person_set_is_kept_as_theirs(li: User, desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(li)
    desk.correct("target", key="2", index="0", words="建设学校3所", value="3所", metric="学校", basis="level",
                 comparator=">=", milestone="start", due="2026-09-30")  # fmt: skip
    desk.send("confirm/")

    target = Target.objects.get(metric="学校", wording__revision__plan__jurisdiction__slug="lake")
    assert (target.origin, target.set_by, str(target.due), target.comparator) == ("person", li, "2026-09-30", ">=")


def test_each_act_leaves_a_trail(browser: Client, lake: Jurisdiction, li: User) -> None:
    upload(browser)
    work()
    desk = Desk(li, Intake.objects.get())
    desk.cell("4", no="3")
    desk.send("undo/")
    desk.send("confirm/")

    acts = [(entry.act, entry.who) for entry in Entry.objects.filter(chain=lake.pk).order_by("seq")]
    assert acts == [
        ("intake.taken", li.pk),
        ("intake.corrected", li.pk),
        ("intake.undone", li.pk),
        ("revision.in_force", li.pk),
    ]


def test_a_hidden_column_is_read_as_somebody_says_and_the_file_still_hides_it(
    browser: Client, lake: Jurisdiction, li: User
) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "重点"
    for row in (("序号", "工作任务", "分管领导", "牵头单位", "编号"), (1, "新建公园3个。", "王区长", "住建局", "甲1"),
                (2, "新建学校4所。", "赵区长", "教育局", "甲2")):  # fmt: skip
        sheet.append(row)
    for column in "CE":
        sheet.column_dimensions[column].hidden = True
    file = io.BytesIO()
    book.save(file)
    upload(browser, file.getvalue(), "任务.xlsx", year="2026")
    work()
    desk = Desk(li, Intake.objects.get())
    page = html.fromstring(desk.get().content.decode())
    asked = page.cssselect("#columns .hidden-one")
    assert ["分管领导" in asked[0].text_content(), "编号" in asked[1].text_content()] == [True, True]
    assert len(page.cssselect("#columns .columns select")) == 5
    assert "另有2列在文件里是隐藏的" in page.get_element_by_id("columns").text_content().replace(" ", "")
    names = [one.cssselect("select")[0].get("name") for one in asked]
    assert names == ["column-1-3", "column-1-5"]

    desk.correct("columns", **dict(zip(names, ("leader", "extra"), strict=True)))
    work()

    assert [task.leader for task in corrected_plan(desk.intake).tasks] == ["王区长", "赵区长"]
    assert [dict(task.extra) for task in corrected_plan(desk.intake).tasks] == [{"编号": "甲1"}, {"编号": "甲2"}]
    page = html.fromstring(desk.get().content.decode())
    assert page.cssselect("#columns .hidden-one") == []
    assert "文件里是隐藏的，按您选的读了" in page.get_element_by_id("columns").text_content()
    assert desk.send("confirm/").status_code == 302
    plan = Plan.objects.get(jurisdiction=lake)
    assert plan.in_force is not None
    assert [one.code for one in hidden_in(plan.in_force)] == ["column-read-hidden"] * 2

    desk.intake.refresh_from_db()
    assert desk.intake.state == IntakeState.CONFIRMED


def test_columns_are_told_of_a_table_that_was_not_known_for_one(browser: Client, lake: Jurisdiction, li: User) -> None:
    rows = ["编 | 干什么 | 谁来干", "甲 | 新建公园2个。 | 住建局", "乙 | 新增学位300个。 | 教育局"]
    upload(browser, "".join(f"{row} |\n" for row in rows).encode(), "2026.txt")
    work()
    desk = Desk(li, Intake.objects.get())
    page = desk.get().content.decode()
    assert "没有找到任务" in page
    assert "谁来干" in page
    assert 'name="column-1-3"' in page

    desk.correct("columns", **{"column-1-1": "", "column-1-2": "text", "column-1-3": "lead"})
    work()

    plan = corrected_plan(Intake.objects.get())
    assert [(task.text, task.lead) for task in plan.tasks] == [
        ("新建公园2个。", ("住建局",)),
        ("新增学位300个。", ("教育局",)),
    ]


def test_a_name_that_no_plan_has_named_is_asked_about_in_the_next_year(
    browser: Client, lake: Jurisdiction, li: User
) -> None:
    upload(browser)
    work()
    Desk(li, Intake.objects.get()).send("confirm/")
    upload(
        browser,
        BAD_TABLE.replace("2026", "2027")
        .replace("交通运输局", "气象台")
        .replace("| 教育局 |", "| 教育体育局 |")
        .encode(),
    )
    work()

    desk = Desk(li, Intake.objects.get(number=2))
    page = desk.get().content.decode()
    assert "“气象台”以前没有出现过" in page

    desk.correct("unit", name="气象台", same_as="交通运输局", same="1")
    page = desk.get().content.decode()
    assert "“教育体育局”以前没有出现过，可能就是“教育局”" in page
    desk.correct("unit", name="教育体育局", same_as="教育局", same="0")
    assert "以前没有出现过" not in desk.get().content.decode()


def test_a_file_that_a_command_put_in_force_is_known_too(browser: Client, lake: Jurisdiction, li: User) -> None:
    import_plan(BAD_TABLE.encode(), "任务表.txt", jurisdiction=lake, year=2026)

    answer = upload(browser)

    assert answer.status_code == 422
    assert "这份文件已经是2026年生效的计划，没有改动。" in answer.content.decode()
    assert not Intake.objects.exists()


def test_it_is_said_that_nobody_reads_while_no_worker_runs(browser: Client, lake: Jurisdiction) -> None:
    upload(browser)

    assert "后台没有在运行" in browser.get("/lake/intake/1/").content.decode()
    assert "后台没有在运行" in browser.get("/lake/intake/1/progress/").content.decode()
    assert browser.get("/lake/intake/1/progress/").headers.get("HX-Redirect") is None

    work()

    assert browser.get("/lake/intake/1/progress/")["HX-Redirect"] == "/lake/intake/1/"

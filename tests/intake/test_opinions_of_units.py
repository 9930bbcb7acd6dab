"""A draft goes round as Excel, units answer in it, and the office takes or leaves what they say."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html
from openpyxl import load_workbook

from luoshi_web.intake.inforce import import_plan
from luoshi_web.intake.models import Act, Intake, Opinion
from luoshi_web.intake.opinion_rows import ANSWERS, MARK, read_answers
from luoshi_web.intake.opinions import record_answers
from luoshi_web.intake.preview import preview_of
from luoshi_web.intake.queries import corrected_plan, draft_shown
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import SourceFile
from luoshi_web.trail.models import Entry
from tests.intake.offices import Desk, read_drafted

Answer = dict[str, str]
HOMES, FIRMS, ROADS = "改造老旧小区40个", "新增高新技术企业", "开工建设铁路货场"
OTHER_UNIT = {"意见": "改单位", "建议单位": "综合行政执法局", "理由": "职责已划转", "填写单位": "住建局"}


@pytest.fixture
def taken(lake: Jurisdiction, li: User) -> Intake:
    return read_drafted(lake, li)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def page(answer) -> html.HtmlElement:
    return html.fromstring(answer.content.decode())


def sent_round(desk: Desk) -> bytes:
    answer = desk.get("draft.xlsx")
    assert answer.status_code == 200
    return answer.content


def filled(
    workbook: bytes, answers: dict[str, Answer], change: Callable[[Any, dict[str, int]], None] | None = None
) -> bytes:
    """Write answers into the rows whose task holds the words, as a unit does in Excel."""
    book = load_workbook(io.BytesIO(workbook))
    sheet = book.active
    head = next(row for row in sheet.iter_rows() if any(cell.value == MARK for cell in row))
    columns = {cell.value: cell.column for cell in head}
    for said, answer in answers.items():
        row = next(
            row[0].row for row in sheet.iter_rows(min_row=head[0].row) if any(said in str(cell.value) for cell in row)
        )
        for heading, text in answer.items():
            sheet.cell(row, columns[heading], text)
    if change:
        change(sheet, columns)
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def come_back(desk: Desk, data: bytes, name: str = "住建局.xlsx"):
    return desk.send("opinions/", file=SimpleUploadedFile(name, data))


def recorded(intake: Intake, data: bytes, by: User, name: str = "住建局.xlsx"):
    """Record a file's answers as the page does, but read here and not in a child."""
    return record_answers(intake, read_answers(data, name), data, name, preview=preview_of(draft_shown(intake)), by=by)


def decide(desk: Desk, opinion: Opinion, act: str, **fields: str):
    return desk.send(f"opinions/{opinion.number}/", act=act, **fields)


def test_the_file_that_goes_round_has_columns_to_choose_and_to_write_in(taken: Intake, li: User) -> None:
    data = sent_round(Desk(li, taken))
    sheet = load_workbook(io.BytesIO(data)).active
    head = next(row for row in sheet.iter_rows() if any(cell.value == MARK for cell in row))

    assert [cell.value for cell in head][-len(ANSWERS) - 1 :] == [MARK, *ANSWERS]
    marks = next(cell for cell in head if cell.value == MARK)
    assert sheet.column_dimensions[marks.column_letter].hidden
    [choice] = sheet.data_validations.dataValidation
    assert choice.formula1 == '"同意,改单位,改表述,改目标,不宜列入"'
    assert len([1 for row in sheet.iter_rows() if str(row[marks.column - 1].value).startswith(taken.source.sha256[:9])])
    assert data == sent_round(Desk(li, taken))


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)"])
def test_a_wording_that_looks_like_a_formula_goes_round_as_text(taken: Intake, li: User, text: str) -> None:
    desk = Desk(li, taken)
    task = next(task for task in corrected_plan(taken).tasks if HOMES in task.text)
    desk.cell(task.key, text=f"{text} {HOMES}")

    cells = [cell for row in load_workbook(io.BytesIO(sent_round(desk))).active.iter_rows() for cell in row]

    [cell] = [cell for cell in cells if str(cell.value).startswith(text)]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_an_answer_comes_back_apart_and_is_shown_at_its_row(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)
    data = filled(sent_round(desk), {HOMES: OTHER_UNIT | {"填写人": "陈工"}})

    answer = come_back(desk, data)

    assert answer.status_code == 200
    assert "新收1条，早就收过0条，没收0条" in words(page(answer))
    row = next(row for row in page(desk.get()).cssselect("tr.line") if HOMES in words(row))
    assert "住建局 ：改单位 → 综合行政执法局 ，理由： 职责已划转".replace(" ", "") in words(row).replace(" ", "")
    [one] = Opinion.objects.all()
    assert (one.person, one.source.name, one.recorded_by, one.jurisdiction) == (
        "陈工",
        "住建局.xlsx",
        li,
        taken.jurisdiction,
    )
    assert Entry.objects.filter(act="opinion.recorded").exists()


def test_the_same_file_twice_changes_nothing(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)
    data = filled(sent_round(desk), {HOMES: OTHER_UNIT})

    assert (recorded(taken, data, li).new, recorded(taken, data, li, "又一次.xlsx").new) == (1, 0)

    assert Opinion.objects.count() == 1
    assert SourceFile.objects.filter(name="又一次.xlsx").count() == 0


def test_a_newer_answer_of_a_unit_takes_the_place_of_its_older_one(taken: Intake, li: User) -> None:
    blank = sent_round(Desk(li, taken))
    first = filled(blank, {HOMES: OTHER_UNIT})
    recorded(taken, first, li)
    recorded(taken, filled(blank, {HOMES: {"意见": "同意", "填写单位": "住建局"}}), li, "二.xlsx")
    recorded(taken, first, li)

    assert [one.state for one in Opinion.objects.order_by("number")] == ["replaced", "open"]


BAD: list[tuple[Answer, str, str]] = [
    ({"意见": "改单位", "理由": "不是我们的", "填写单位": "住建局"}, "建议单位", "选了改单位，请写“建议单位”"),
    ({"意见": "改表述", "理由": "不准确", "填写单位": "住建局"}, "建议表述", "选了改表述，请写“建议表述”"),
    ({"意见": "改目标", "理由": "太高", "填写单位": "住建局"}, "建议表述", "选了改目标，请写“建议表述”"),
    ({"意见": "不宜列入", "填写单位": "住建局"}, "理由", "选了不宜列入，请写理由"),
    ({"意见": "改单位", "建议单位": "城管局", "填写单位": "住建局"}, "理由", "选了改单位，请写理由"),
    ({"意见": "同意", "建议表述": "改一改", "填写单位": "住建局"}, "建议表述", "不知道以哪个为准"),
    ({"意见": "再议", "填写单位": "住建局"}, "意见", "意见写的是“再议”"),
    ({"理由": "太高", "填写单位": "住建局"}, "意见", "没有选意见"),
    ({"意见": "同意"}, "填写单位", "没有写填写单位"),
]


@pytest.mark.parametrize(("answer", "column", "said"), BAD)
def test_a_senseless_answer_is_refused_in_a_sentence_with_its_cell_and_the_good_ones_are_taken(
    taken: Intake, li: User, answer: Answer, column: str, said: str
) -> None:
    alone = "填写单位" not in answer
    data = filled(
        sent_round(Desk(li, taken)),
        {HOMES: answer} if alone else {HOMES: answer, FIRMS: {"意见": "同意", "填写单位": "住建局"}},
    )

    done = recorded(taken, data, li)

    [trouble] = done.troubles
    assert said in trouble.chinese
    assert trouble.english.isascii() or column
    sheet = load_workbook(io.BytesIO(data)).active
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == column)
    assert re.fullmatch(rf"{head.column_letter}\d+", trouble.cell)
    assert done.new == (0 if alone else 1)


def test_answers_to_another_draft_and_rows_without_a_mark_are_refused(taken: Intake, li: User) -> None:
    blank = sent_round(Desk(li, taken))

    def other(sheet: Any, columns: dict[str, int]) -> None:
        for row in sheet.iter_rows():
            cell = row[columns[MARK] - 1]
            if str(cell.value).startswith(taken.source.sha256[:12]):
                cell.value = f"{'0' * 12} {str(cell.value).split(' ', 1)[1]}"

    def gone(sheet: Any, columns: dict[str, int]) -> None:
        for row in sheet.iter_rows():
            if str(row[columns[MARK] - 1].value).startswith(taken.source.sha256[:12]):
                row[columns[MARK] - 1].value = "x"

    said = {HOMES: OTHER_UNIT}
    assert "另一份草案" in recorded(taken, filled(blank, said, other), li).troubles[0].chinese
    assert "行标记没有了" in recorded(taken, filled(blank, said, gone), li).troubles[0].chinese
    assert not Opinion.objects.exists()


def test_words_written_over_without_an_answer_are_not_passed_over(taken: Intake, li: User) -> None:
    def over(sheet: Any, columns: dict[str, int]) -> None:
        cell = next(cell for row in sheet.iter_rows() for cell in row if HOMES in str(cell.value))
        cell.value = cell.value.replace("40", "35")

    [trouble] = recorded(taken, filled(sent_round(Desk(li, taken)), {}, over), li).troubles

    assert "“内容及要求”一栏被改过" in trouble.chinese


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04 broken"])
def test_a_file_that_is_none_is_refused_in_a_sentence(taken: Intake, li: User, data: bytes) -> None:
    answer = come_back(Desk(li, taken), data)

    assert answer.status_code == 422
    assert page(answer).cssselect(".note.bad")
    assert not Opinion.objects.exists()


def test_another_unit_is_taken_in_one_act_and_open_again_when_that_is_undone(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)
    recorded(taken, filled(sent_round(desk), {HOMES: OTHER_UNIT}), li)
    [one] = Opinion.objects.all()

    assert "#r" in decide(desk, one, "take")["Location"]

    def lead() -> tuple[str, ...]:
        return next(task.lead for task in corrected_plan(taken).tasks if HOMES in task.text)

    assert lead() == ("综合行政执法局",)
    one.refresh_from_db()
    assert (one.state, one.act, one.decided_by) == ("taken", Act.objects.get(), li)
    assert decide(desk, one, "take").status_code == 409
    assert Act.objects.count() == 1

    desk.send("undo/")

    one.refresh_from_db()
    assert (lead(), one.state, one.act, one.decided_by) == ((), "open", None, None)


def test_another_wording_and_a_task_that_should_not_be_are_taken(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)
    new = "改造老旧小区35个、惠及居民1万户"
    answers = {
        HOMES: {"意见": "改表述", "建议表述": new, "理由": "更准", "填写单位": "住建局"},
        ROADS: {"意见": "不宜列入", "理由": "去年完成", "填写单位": "住建局"},
    }
    recorded(taken, filled(sent_round(desk), answers), li)

    for one in Opinion.objects.all():
        decide(desk, one, "take")

    texts = [task.text for task in corrected_plan(taken).tasks]
    assert new in texts
    assert not any(ROADS in text for text in texts)
    assert "已经不在草案里" in words(page(desk.get("opinions/")))


def test_a_target_alone_is_fitted_into_the_words_and_never_put_in_their_place(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)
    whole = next(task.text for task in corrected_plan(taken).tasks if HOMES in task.text)
    answer = {"意见": "改目标", "建议表述": "35个", "理由": "财力不够", "填写单位": "住建局"}
    recorded(taken, filled(sent_round(desk), {HOMES: answer}), li)
    [one] = Opinion.objects.all()

    assert decide(desk, one, "take").status_code == 422
    assert decide(desk, one, "take", wording=whole).status_code == 422
    assert not Act.objects.exists()
    decide(desk, one, "take", wording=whole.replace("40个", "35个"))

    task = next(task for task in corrected_plan(taken).tasks if "改造老旧小区35个" in task.text)
    assert task.targets[0].value_text == "35个"


def test_what_is_left_keeps_its_reason_and_can_be_thought_over(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)
    recorded(taken, filled(sent_round(desk), {HOMES: OTHER_UNIT}), li)
    [one] = Opinion.objects.all()

    decide(desk, one, "leave", why="三定没有改", back="list")

    assert "没有采用：三定没有改" in words(page(desk.get("opinions/")))
    assert decide(desk, one, "take").status_code == 409
    decide(desk, one, "reopen")
    one.refresh_from_db()
    assert (one.state, one.decided_why) == ("open", "")
    acts = Entry.objects.filter(act__startswith="opinion").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["opinion.recorded", "opinion.left", "opinion.reopened"]


def test_who_agrees_asks_for_no_act(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)
    recorded(taken, filled(sent_round(desk), {HOMES: {"意见": "同意", "填写单位": "住建局"}}), li)

    assert decide(desk, Opinion.objects.get(), "take").status_code == 422
    assert not page(desk.get("opinions/")).cssselect("button[name=act]")


def test_an_answer_to_words_that_have_changed_since_is_said_to_be_so(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)
    blank = sent_round(desk)
    task = next(task for task in corrected_plan(taken).tasks if HOMES in task.text)
    desk.cell(task.key, text=task.text.replace("40", "45"))

    done = recorded(taken, filled(blank, {HOMES: OTHER_UNIT}), li)

    assert (done.new, done.changed) == (1, 1)
    row = next(row for row in page(desk.get()).cssselect("tr.line") if "改造老旧小区45个" in words(row))
    assert "在发出以后改过" in words(row)


@pytest.mark.parametrize("kind", ["split", "joined"])
def test_a_row_is_found_again_although_it_was_split_or_joined(taken: Intake, li: User, kind: str) -> None:
    desk = Desk(li, taken)
    blank = sent_round(desk)
    tasks = list(corrected_plan(taken).tasks)
    at = next(at for at, task in enumerate(tasks) if ROADS in task.text)
    if kind == "split":
        desk.correct("split", key=tasks[at].key, at=str(tasks[at].text.index("，") + 1))
    else:
        desk.correct("joined", key=tasks[at - 1].key)

    recorded(taken, filled(blank, {ROADS: OTHER_UNIT}), li)

    row = next(row for row in page(desk.get()).cssselect("tr.line") if "综合行政执法局" in words(row))
    assert ROADS in words(row)


def test_a_row_that_is_gone_is_said_and_not_laid_at_another(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)
    blank = sent_round(desk)
    task = next(task for task in corrected_plan(taken).tasks if HOMES in task.text)
    desk.correct("row", key=task.key)

    [trouble] = recorded(taken, filled(blank, {HOMES: OTHER_UNIT}), li).troubles

    assert "已经不在草案里" in trouble.chinese


def test_units_are_counted_and_those_that_did_not_answer_named(taken: Intake, lake: Jurisdiction, li: User) -> None:
    last = "2030年重点任务分解表\n| 序号 | 工作任务 | 牵头单位 |\n| --- | --- | --- |\n"
    rows = "| 1 | 改造老旧小区62个。 | 住建局 |\n| 2 | 新增高新技术企业60家。 | 科技局 |\n"
    import_plan((last + rows).encode(), "去年.txt", jurisdiction=lake, by=li)
    desk = Desk(li, taken)
    recorded(taken, filled(sent_round(desk), {HOMES: OTHER_UNIT}), li)

    whole = page(desk.get("opinions/"))

    [counts] = [words(row) for row in whole.cssselect(".opinion-counts tbody tr")]
    assert counts.replace(" ", "") == "住建局010001"
    section = next(one for one in whole.cssselect("section") if "没有回的单位" in words(one))
    assert "科技局" in words(section)
    assert "住建局" not in words(section)


def test_who_works_elsewhere_sees_and_decides_nothing(taken: Intake, li: User, zhou: User, lin: User) -> None:
    data = filled(sent_round(Desk(li, taken)), {HOMES: OTHER_UNIT})
    recorded(taken, data, li)
    [one] = Opinion.objects.all()

    for user, status in ((zhou, 404), (lin, 403)):
        desk = Desk(user, taken)
        assert desk.get("opinions/").status_code == status
        assert come_back(desk, data, "再传.xlsx").status_code == status
        assert decide(desk, one, "take").status_code == status
    one.refresh_from_db()
    assert one.state == "open"


def test_a_table_that_was_taken_in_is_not_sent_round(draft: Intake, li: User) -> None:
    assert Desk(li, draft).get("opinions/")["Location"] == "/lake/intake/1/"


def test_a_draft_in_force_takes_no_more_opinions(taken: Intake, li: User) -> None:
    desk = Desk(li, taken)
    data = filled(sent_round(desk), {HOMES: OTHER_UNIT, FIRMS: {"意见": "同意", "填写单位": "住建局"}})
    recorded(taken, data, li)
    [one] = Opinion.objects.filter(kind="unit")
    desk.send("confirm/")

    assert come_back(desk, data).status_code == 422
    assert decide(desk, one, "take").status_code == 409
    assert decide(desk, one, "leave").status_code == 409
    assert "综合行政执法局" in words(page(desk.get("opinions/")))

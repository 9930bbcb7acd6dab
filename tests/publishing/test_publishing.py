"""Publishing: the office's own table again, safe to open, the same bytes for the same plan."""

import csv
import io
import json
import time
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from openpyxl.worksheet.worksheet import Worksheet

from luoshi.contract import plan_from_dict
from luoshi.plan import Plan, Report, Step
from luoshi.publishing import KINDS, CellTooLong, TrailHead, UnknownFormat, publish
from luoshi.reading import read_plan

SIX = ["工作目标", "序号", "内容及要求", "牵头单位", "配合单位", "截至6月底完成情况"]


def lines_of(plan: Plan, **options: object) -> list[list[str]]:
    text = publish(plan, "csv", **options).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(text, newline="")))


def sheet_of(plan: Plan, **options: object) -> Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(publish(plan, "xlsx", **options)))  # type: ignore[arg-type]
    assert isinstance(book.active, Worksheet)
    return book.active


def document_of(plan: Plan, **options: object) -> docx.document.Document:
    return docx.Document(io.BytesIO(publish(plan, "docx", **options)))  # type: ignore[arg-type]


def test_the_same_plan_gives_the_same_bytes(small: Plan) -> None:
    files = [(kind, lights) for kind in KINDS for lights in (False, True)]
    first = [publish(small, kind, lights=lights) for kind, lights in files]
    time.sleep(2.1)  # a zip file counts time in steps of two seconds

    assert [publish(small, kind, lights=lights) for kind, lights in files] == first


@pytest.mark.parametrize("kind", ["xlsx", "docx", "csv"])
@pytest.mark.parametrize("lights", [False, True])
def test_what_is_published_reads_back_as_the_same_tasks(kind: str, lights: bool, demo: Plan) -> None:
    back = read_plan(publish(demo, kind, lights=lights), f"2025.{kind}")

    assert len(back.tasks) == 154
    for task, again in zip(demo.tasks, back.tasks, strict=True):
        for field in ("key", "no", "chapter", "objective", "text", "lead", "cooperating", "statement", "claim"):
            assert getattr(again, field) == getattr(task, field), (task.no, field)
        assert (again.targets, again.observations) == (task.targets, task.observations)
    assert back.as_of == demo.as_of


@pytest.mark.parametrize("kind", ["xlsx", "docx", "csv"])
def test_a_statement_that_begins_with_a_sign_reads_back_as_it_was(kind: str, small: Plan) -> None:
    statements = ("-6.5%", "+3家，=60%", "@各街道")
    tasks = tuple(replace(task, statement=said) for task, said in zip(small.tasks, statements, strict=True))

    back = read_plan(publish(replace(small, tasks=tasks), kind), f"2025.{kind}")

    assert tuple(task.statement for task in back.tasks) == statements


def in_november(plan: Plan) -> Plan:
    """The same plan after a later cycle was reported beside the column of its file."""
    as_of = date(2025, 11, 30)
    tasks = tuple(
        replace(task, reports=(*task.reports, Report(as_of, "", "已完成。", task.claim)), statement="已完成。")
        for task in plan.tasks
    )
    return replace(plan, title="2025年重点工作任务分解表（截至6月底）", as_of=as_of, tasks=tasks)


class TestDays:
    NOTE = "标题照原表；最新的完成情况截至11月底。"

    def test_a_title_that_names_another_day_than_the_newest_column_has_a_note_below_it(self, small: Plan) -> None:
        later = in_november(small)

        assert [cell.value for cell in sheet_of(later)["A"]][:3] == [later.title, self.NOTE, "工作目标"]
        assert sheet_of(later).freeze_panes == "A4"
        assert [p.text for p in document_of(later).paragraphs][:2] == [later.title, self.NOTE]
        assert "as of 2025-11-30" in [p.text for p in document_of(later, language="en").paragraphs][1]
        assert [cell.value for cell in sheet_of(later)[3]][5:] == ["截至6月底完成情况", "截至11月底完成情况"]

    @pytest.mark.parametrize("kind", ["xlsx", "docx"])
    def test_a_file_with_such_a_note_reads_back_as_the_same_plan(self, kind: str, small: Plan) -> None:
        later = in_november(small)
        back = read_plan(publish(later, kind), f"2025.{kind}")

        assert (back.title, back.as_of, back.year) == (later.title, later.as_of, later.year)
        assert [(task.text, task.statement, task.chapter) for task in back.tasks] == [
            (task.text, task.statement, task.chapter) for task in later.tasks
        ]

    @pytest.mark.parametrize(
        "title",
        ["2025年重点工作任务分解表", "2025年重点工作任务分解表（截至11月底）", "2025年3月5日印发的分解表", None],
    )
    def test_a_title_that_names_no_other_day_has_none(self, title: str | None, small: Plan) -> None:
        later = replace(in_november(small), title=title)

        assert [p.text for p in document_of(later).paragraphs if "标题照原表" in p.text] == []

    def test_one_column_is_headed_by_its_own_day(self, small: Plan) -> None:
        as_of = date(2025, 9, 15)
        tasks = tuple(replace(task, reports=()) for task in small.tasks)
        later = replace(small, as_of=as_of, tasks=tasks)

        assert lines_of(later)[0][5] == "截至9月15日完成情况"
        assert lines_of(replace(later, as_of=date(2025, 6, 30)))[0][5] == "截至6月底完成情况"


class TestHeadsOfTwoSheets:
    """A plan of two sheets that head the same column otherwise keeps both heads, or says which it left out."""

    FIRST = ("序号", "工作任务", "牵头单位", "配合单位", "截至6月底完成情况")
    SECOND = ("序号", "建设内容", "责任单位", "配合单位", "截至6月底完成情况")
    SAID = "各表的表头不一样：工作表“重点任务”的“工作任务”在“建设内容”列，“牵头单位”在“责任单位”列。"

    def plan(self, second: tuple[str, ...], title: str | None = None) -> Plan:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, head, text in (("重点任务", self.FIRST, "新建公园3个。"), ("民生实事", second, "新建学校4所。")):
            sheet = book.create_sheet(name)
            sheet.append(head)
            sheet.append((1, text, "住建局", "财政局", "已建成1个。"))
        file = io.BytesIO()
        book.save(file)
        return replace(read_plan(file.getvalue(), "2025.xlsx", year=2025), title=title)

    @pytest.mark.parametrize("title", [None, "2025年任务表"])
    def test_a_sheet_with_one_head_says_what_the_other_called_it(self, title: str | None) -> None:
        plan = self.plan(self.SECOND, title)

        assert self.SAID in [cell.value for cell in sheet_of(plan)["A"]]
        back = read_plan(publish(plan, "xlsx"), "2025.xlsx", year=2025)
        assert [(task.text, task.lead, task.statement) for task in back.tasks] == [
            (task.text, task.lead, task.statement) for task in plan.tasks
        ]

    def test_a_document_has_the_heads_of_each_above_its_rows(self) -> None:
        tables = document_of(self.plan(self.SECOND)).tables
        heads = [[cell.text for cell in table.rows[0].cells] for table in tables]
        assert [head[1:3] for head in heads] == [["工作任务", "牵头单位"], ["建设内容", "责任单位"]]

    def test_the_same_heads_need_no_word(self) -> None:
        assert [cell.value for cell in sheet_of(self.plan(self.FIRST))["A"] if "表头" in str(cell.value)] == []


def test_a_format_that_is_not_published_is_said_so(small: Plan) -> None:
    with pytest.raises(UnknownFormat, match="不能发布为“exe”"):
        publish(small, "exe")


class TestLights:
    def test_stand_in_no_file_unless_asked_for(self, small: Plan) -> None:
        assert lines_of(small)[0] == [*SIX, "板块"]
        assert [cell.value for cell in sheet_of(small)[2]] == SIX
        assert [cell.text for cell in document_of(small).tables[0].rows[0].cells] == SIX
        shown = json.loads(publish(small, "json"))["tasks"]
        assert all(task["assessment"] is None for task in shown)
        assert all(target["assessment"] is None for task in shown for target in task["targets"])

    def test_bring_light_and_sentence_when_asked_for(self, small: Plan) -> None:
        light, sentence = lines_of(small, lights=True)[1][-2:]
        assessment = small.tasks[0].assessment
        assert assessment is not None
        assert light == "绿灯 超进度"
        assert sentence == assessment.sentence
        assert [cell.value for cell in sheet_of(small, lights=True)[2]] == [*SIX, "亮灯", "研判"]
        assert json.loads(publish(small, "json", lights=True))["tasks"][0]["assessment"]["light"] == "green"

    def test_speak_english_where_asked(self, small: Plan) -> None:
        head, first = lines_of(small, lights=True, language="en")[:2]
        assert head[-2:] == ["Light", "Assessment"]
        assert first[-2] == "green, ahead"
        assert first[2] == small.tasks[0].text


class TestCsv:
    def test_opens_in_excel_as_utf_8_and_has_a_line_a_task(self, demo: Plan) -> None:
        assert publish(demo, "csv").startswith(b"\xef\xbb\xbf")
        lines = lines_of(demo)[1:]
        assert len(lines) == 154
        assert {len(line) for line in lines} == {7}
        assert all(line[0] for line in lines)

    def test_agrees_with_its_table_schema(self, demo: Plan) -> None:
        schema = json.loads(publish(demo, "csv-schema", lights=True))
        head, *lines = lines_of(demo, lights=True)

        assert [field["name"] for field in schema["fields"]] == head
        for position, field in enumerate(schema["fields"]):
            cells = [line[position] for line in lines]
            assert field["type"] in {"integer", "string"}
            assert field["type"] != "integer" or all(cell.isdigit() for cell in cells)
            assert not field.get("constraints", {}).get("required") or all(cells)

    def test_has_no_cell_that_a_spreadsheet_would_run(self, dangerous: Plan) -> None:
        for line in lines_of(dangerous):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in line)
        assert lines_of(dangerous)[1][2] == "'=cmd|' /C calc'!A0"


class TestExcel:
    def test_holds_strings_only_never_a_formula(self, dangerous: Plan) -> None:
        sheet = sheet_of(dangerous)
        texts = {task.text for task in dangerous.tasks}
        assert sheet["A1"].value == "=1+1"
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                assert cell.data_type == "s" or cell.value is None or cell.column == 2
                if isinstance(cell.value, str) and cell.value[0] in "=+-@\t\r":
                    assert cell.quotePrefix
        found = {cell.value for cell in sheet["C"]}
        assert {text.replace("\r", "\n") for text in texts} <= {str(value).replace("\r", "\n") for value in found}

    def test_is_laid_out_for_paper(self, demo: Plan) -> None:
        sheet = sheet_of(demo)
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes == "A2"
        assert sheet.row_breaks.brk
        merged = [str(area) for area in sheet.merged_cells.ranges]
        assert sum(":F" in area for area in merged) == 6  # the chapters

    def test_an_objective_that_runs_on_over_a_page_is_named_again(self, demo: Plan) -> None:
        sheet = sheet_of(demo)
        for page_break in sheet.row_breaks.brk:
            assert sheet.cell(page_break.id + 1, 1).value

    def test_a_text_too_long_for_a_cell_is_refused_not_cut(self, small: Plan) -> None:
        task = replace(small.tasks[0], text="长" * 32_768)
        with pytest.raises(CellTooLong, match="第1项"):
            publish(replace(small, tasks=(task,)), "xlsx")


class TestWord:
    def test_is_the_official_form_on_a4_across(self, demo: Plan) -> None:
        document = document_of(demo)
        section = document.sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)  # type: ignore[union-attr]
        assert len(document.tables) == 7
        assert [cell.text for cell in document.tables[0].rows[0].cells] == ["项目", *SIX[1:]]
        assert [cell.text for cell in document.tables[1].rows[0].cells] == SIX
        chapters = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
        assert chapters == [name for name in dict.fromkeys(task.chapter for task in demo.tasks) if name]
        for table in document.tables:
            assert table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None

    def test_merges_an_objective_and_names_it_again_on_a_new_page(self, demo: Plan) -> None:
        document = document_of(demo)
        breaks = 0
        for table in document.tables:
            for row in table._tbl.tr_lst[1:]:
                first = row.tc_lst[0]
                says = "".join(text.text or "" for text in first.iter(qn("w:t")))
                merge = first.find(f".//{qn('w:vMerge')}")
                assert bool(says) == (merge is None or merge.get(qn("w:val")) == "restart")
                if row.find(f".//{qn('w:pageBreakBefore')}") is not None:
                    breaks += 1
                    assert says
        assert breaks > 5

    def test_names_the_official_fonts_and_what_stands_in_for_them(self, small: Plan) -> None:
        archive = zipfile.ZipFile(io.BytesIO(publish(small, "docx")))
        text = archive.read("word/document.xml").decode()
        fonts = archive.read("word/fontTable.xml").decode()
        for font in ("方正小标宋简体", "黑体", "仿宋_GB2312"):
            assert font in text
            assert f'w:name="{font}"><w:altName' in fonts

    def test_holds_text_with_characters_that_xml_does_not_know(self, small: Plan) -> None:
        task = replace(small.tasks[0], text="甲<乙>&\x00\x0b\ud800丙\n丁")
        (table,) = document_of(replace(small, tasks=(task,))).tables
        assert table.cell(1, 2).text == "甲<乙>&\ufffd\ufffd\ufffd丙\n丁"


class TestOtherLayouts:
    def test_columns_beyond_the_six_are_kept(self, small: Plan) -> None:
        reports = tuple(
            Report(None, heading, said, small.tasks[0].claim)
            for heading, said in (("一季度", "好"), ("二季度", "更好"))
        )
        first = replace(small.tasks[0], due="12月底", leader="张三", extra={"备注": "省级"}, reports=reports)
        head, line, *_ = lines_of(replace(small, tasks=(first, *small.tasks[1:])))

        assert head == [*SIX[:5], "完成时限", "责任领导", "一季度", "二季度", *head[9:]]
        assert line[5:9] == ["12月底", "张三", "好", "更好"]
        assert dict(zip(head, line, strict=True))["备注"] == "省级"

    def test_steps_keep_who_owes_them_and_when(self, small: Plan) -> None:
        steps = (Step("完成选址"), Step("开工", ("住建局",), ("财政局",), "6月底"))
        first = replace(small.tasks[0], steps=steps)
        head, line, *_ = lines_of(replace(small, tasks=(first, *small.tasks[1:])))

        assert dict(zip(head, line, strict=True))["分步"] == "完成选址\n开工（住建局；配合财政局；6月底）"

    def test_a_published_file_that_is_published_again_loses_nothing(self, small: Plan) -> None:
        again = read_plan(publish(small, "csv", lights=True), "2025.csv")
        head, line, *_ = lines_of(again, lights=True)

        assert len(set(head)) == len(head)
        assert line[head.index("研判")] == line[head.index("研判（原表）")]

    def test_a_plan_without_objectives_and_chapters_has_no_empty_column_for_them(self, small: Plan) -> None:
        tasks = tuple(replace(task, objective="", chapter="") for task in small.tasks)
        plan = replace(small, tasks=tasks)

        assert lines_of(plan)[0] == SIX[1:]
        assert [cell.value for cell in sheet_of(plan)[2]] == SIX[1:]
        assert len(document_of(plan).tables[0].columns) == 5


def test_json_is_the_contract(demo: Plan) -> None:
    assert plan_from_dict(json.loads(publish(demo, "json", lights=True), parse_float=Decimal)) == demo


HEAD = TrailHead("binjiang", 120, "9f86" + "0" * 60)


@pytest.mark.parametrize("kind", KINDS)
def test_the_trails_head_is_an_argument_and_the_same_head_gives_the_same_bytes(kind: str, small: Plan) -> None:
    with_head = publish(small, kind, trail=HEAD)

    assert publish(small, kind, trail=HEAD) == with_head
    assert (publish(small, kind) == with_head) is (kind == "csv")  # a csv has room for the table only


def test_the_trails_head_stands_where_each_format_has_room_for_it(small: Plan) -> None:
    told = {"jurisdiction": "binjiang", "seq": 120, "hash": HEAD.hash}
    assert json.loads(publish(small, "json", trail=HEAD))["trail"] == told
    assert json.loads(publish(small, "csv-schema", trail=HEAD))["trail"] == told
    said = f"留痕（binjiang）：120:{HEAD.hash}"
    assert openpyxl.load_workbook(io.BytesIO(publish(small, "xlsx", trail=HEAD))).properties.description == said
    assert docx.Document(io.BytesIO(publish(small, "docx", trail=HEAD))).core_properties.comments == said
    assert (
        "Trail of binjiang"
        in openpyxl.load_workbook(io.BytesIO(publish(small, "xlsx", trail=HEAD, language="en"))).properties.description
    )

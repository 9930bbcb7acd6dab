"""The workbook goes through a real office program and comes back: xlsx, xls and ods, protection and keys with it."""

import io
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from luoshi_web.reports.models import Draft
from luoshi_web.workbooks.cells import read_book
from luoshi_web.workbooks.models import Outcome
from tests.chosen import times
from tests.reports.town import Town
from tests.workbooks.book import Filled, faults, lines, sent

pytestmark = pytest.mark.libreoffice
DONE = "截至9月底，新增学位240个。\n其中公办200个。"


def saved_again(soffice: list[str], data: bytes, folder: Path, ending: str) -> bytes:
    """What LibreOffice makes of a workbook when it opens and saves it."""
    (folder / "in").mkdir()
    (folder / "in" / "book.xlsx").write_bytes(data)
    subprocess.run(
        [*soffice, "--convert-to", ending, "--outdir", str(folder), str(folder / "in" / "book.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / f"book.{ending}").read_bytes()


def test_one_save_as_each_format_takes_the_same(town: Town, soffice: list[str], tmp_path: Path) -> None:
    town.opened()
    book = Filled(town)
    book.write("填报", "本期完成情况", "2", DONE)
    book.write("填报", "困难", "2", "=这不是公式").data_type = "s"
    book.write("数字", "本期数", "2", "=120*2")
    for ending in ("xlsx", "xls", "ods")[times(1, 0) :]:  # the test below saves an xlsx
        folder = tmp_path / ending
        folder.mkdir()
        data = saved_again(soffice, book.saved(), folder, ending)
        upload = sent(town, data, town.wang, name=f"book.{ending}").upload
        assert (upload.trouble, faults(upload)) == ("", [])
        draft = town.report("2").draft
        assert (draft.statement, draft.problems, draft.figures[0]["value"]) == (DONE, "=这不是公式", "240")
        assert len(lines(upload, Outcome.TAKEN)) == 2
        Draft.objects.all().delete()


def test_protection_lists_and_hidden_keys_outlive_the_save(town: Town, soffice: list[str], tmp_path: Path) -> None:
    town.opened()
    data = saved_again(soffice, Filled(town, "住建局").bytes, tmp_path, "xlsx")
    book = load_workbook(io.BytesIO(data))

    sheet = book["数字"]
    assert sheet.protection.sheet
    assert (sheet["F2"].protection.locked, sheet["A2"].protection.locked) == (False, True)
    assert any("还没有出数" in str(rule.formula1) for rule in sheet.data_validations.dataValidation)
    assert book["识别"].sheet_state == "hidden"
    hidden = [sheet.name for sheet in read_book(data, "x.xlsx").sheets if sheet.hidden]
    assert hidden == ["识别"]
    assert lines(sent(town, data, town.zhu, unit="住建局").upload) == []

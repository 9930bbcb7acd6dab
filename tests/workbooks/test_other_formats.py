"""What a unit saved as xls, ods or xlsb is read with its forms: per cent, strikes, hidden sheets and columns too."""

from pathlib import Path

import pytest

from luoshi_web.workbooks.cells import read_book
from tests.documents import binary_files, rich_workbook

MADE = Path(__file__).parent.parent / "documents" / "workbooks"
WHOLE = {
    "xlsx": rich_workbook.whole,
    "xls": (MADE / "whole.xls").read_bytes,
    "ods": (MADE / "whole.ods").read_bytes,
    "xlsb": binary_files.whole,
}


@pytest.mark.parametrize("kind", WHOLE)
def test_every_format_gives_the_same_cells(kind: str) -> None:
    book = read_book(WHOLE[kind](), f"a.{kind}")
    assert book.formats
    sheet, hidden = book.sheets
    assert (sheet.hidden, hidden.hidden, hidden.cells[0, 0].text) == (False, True, "不公开的草稿")
    read = sheet.cells
    assert (read[2, 5].text, read[2, 5].percent) == ("53.6666666666667%", True), "its figure, not its rounding"
    assert (read[2, 6].text, read[2, 6].percent) == ("-6.5%", True)
    assert (read[1, 2].text, read[2, 9].text) == ("被筛掉的一行", "乙"), "hidden rows and columns too"
    assert (read[3, 2].text, read[3, 2].struck) == ("建成公寓1200套", "1500套")
    assert (read[4, 2].text, read[4, 2].marks) == ("改造管网500m²", "")
    assert (read[5, 2].text, read[5, 2].marks) == ("新增学位1200个", "1")
    assert read[5, 5].error == "#N/A"
    assert (read[5, 6].text, read[5, 6].number) == ("5.64", True)
    assert sheet.covered == {2: 1, 3: 1, 5: 1, 6: 1}

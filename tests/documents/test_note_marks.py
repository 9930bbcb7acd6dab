"""A raised mark of a note is no digit; a raised exponent stays with its figure."""

import pytest

from luoshi.documents.note_marks import without_note_marks

PIECES = {  # text with raised pieces in braces: what is read, and the marks
    "建成公寓1200{1}套": ("建成公寓1200套", ["1"]),
    "建成公寓1200套{1}": ("建成公寓1200套", ["1"]),
    "同比增长5.6%{②}": ("同比增长5.6%", ["②"]),
    "5.6{[3]}%": ("5.6%", ["[3]"]),
    "5.6%{*}": ("5.6%", ["*"]),
    "5.6%{†}": ("5.6%", ["†"]),
    "5.6%{注1}": ("5.6%", ["注1"]),
    "5.6%{（注2）}": ("5.6%", ["（注2）"]),
    "5.6%{1,2}": ("5.6%", ["1,2"]),
    "5.6%{1}{2}": ("5.6%", ["12"]),
    "新增500m{2}": ("新增500m²", []),
    "新增500 km{2}{1}，全年": ("新增500 km²，全年", ["1"]),
    "库容3.5亿m{3}": ("库容3.5亿m³", []),
    "3×10{4}人": ("3×10⁴人", []),
    "单位（10{4}t）": ("单位（10⁴t）", []),
    "约10{8}元": ("约10⁸元", []),
    "10{-3}": ("10⁻³", []),
    "新建学校10{1}所": ("新建学校10所", ["1"]),
    "新建学校110{4}所": ("新建学校110所", ["4"]),
    "第5{th}届": ("第5th届", []),
    "品牌{®}": ("品牌®", []),
    "{1}本表数据": ("本表数据", ["1"]),
    "CO2排放": ("CO2排放", []),
    "": ("", []),
}


@pytest.mark.parametrize("written", PIECES)
def test_what_is_read_of_raised_characters(written: str) -> None:
    pieces = []
    for part in written.split("{"):
        raised, closed, plain = part.partition("}")
        pieces += [(raised, True), (plain, False)] if closed else [(part, False)]
    assert without_note_marks(pieces) == PIECES[written]

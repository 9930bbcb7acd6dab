"""What a cell shows of its number: scales, sections, per cent, literal points; typed figures keep their digits."""

import pytest

from luoshi.documents.number_format import is_date_form, number_of, shown_number, shown_text
from luoshi.documents.shown_figure import as_shown
from luoshi.documents.workbook_values import printed
from tests.rows import each_of

# what the file holds, its form, what a typed figure reads as, what a reckoned one shows
SHOWN = [
    ("0.056", "0.0%", "5.6%", "5.6%"),
    ("5.6000000000000001E-2", "0.0%", "5.6%", "5.6%"),
    ("0.5366666666", "0.0%", "53.66666666%", "53.7%"),
    ("0.53666666666666663", "0.0%", "53.7%", "53.7%"),  # nobody types sixteen digits: a value that was pasted
    ("7", "0.0", "7.0", "7.0"),
    ("5.64", "0", "5.64", "6"),
    ("2.5", "0", "2.5", "3"),
    ("1234567890", '0.00,,"百万元"', "1234.56789百万元", "1234.57百万元"),
    ("1234567", "#,##0,", "1234.567", "1235"),
    ("1234567", '#,##0.0,"千元"', "1234.567千元", "1234.6千元"),
    ("1234567890", "0.0,,,", "1.23456789", "1.2"),
    ("161234567", '0!.0,"万"', "16123.4567万", "16123.5万"),
    ("161234567", '0\\.0,"万"', "16123.4567万", "16123.5万"),
    ("161234567", '0"."0,', "16123.4567", "16123.5"),
    ("161234567", '0!.0000"万元"', "16123.4567万元", "16123.4567万元"),
    ("16123456789", '0!.00,,"亿"', "161.23456789亿", "161.23亿"),
    ("1234567", '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', "123.4567万", "123.5万"),
    ("123", '[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', "123", "123"),
    ("-0.065", "0.0%", "-6.5%", "-6.5%"),
    ("-0.065", "0.0%;[Red]0.0%", "-6.5%", "-6.5%"),
    ("-0.065", "0.0%;(0.0%)", "-6.5%", "-6.5%"),
    ("-0.065", "0.0%;▼0.0%", "-6.5%", "-6.5%"),
    ("-0.065", '"增长"0.0%;"下降"0.0%', "下降6.5%", "下降6.5%"),
    ("-0.065", '"增长"0.0%', "增长-6.5%", "增长-6.5%"),
    ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-", "-"),
    ("12", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "12.00", "12.00"),
    ("0", "0;-0;;@", "", ""),
    ("5", ";;;", "", ""),
    ("0", '0;-0;"未开工"', "未开工", "未开工"),
    ("2025", '0"年"', "2025年", "2025年"),
    ("2025", "0年", "2025年", "2025年"),
    ("1", "000", "001", "001"),
    ("5551234", "000-0000", "555-1234", "5551234"),
    ("12.5", 'General"亿元"', "12.5亿元", "12.5亿元"),
    ("12.5", 'G/通用格式"亿元"', "12.5亿元", "12.5亿元"),
    ("0.536666666666667", "General", "0.536666667", "0.536666667"),
    ("1.5", "# ?/?", "1.5", "1.5"),
    ("123456", "0.00E+00", "123456", "123456"),
    ("1234.5", "[$¥-804]#,##0.00", "¥1234.50", "¥1234.50"),
    ("99999999999999999999", "0.0,", "99999999999999999.999", "100000000000000000.0"),
]  # fmt: skip


@each_of(("raw", "form", "typed", "reckoned"), SHOWN)
def test_a_number_is_read_as_its_form_shows_it(raw: str, form: str, typed: str, reckoned: str) -> None:
    value = number_of(raw)
    assert value is not None
    assert shown_number(value, form).text == typed
    if form not in ("000-0000",):
        assert shown_number(value, form, computed=True).text == reckoned


def test_the_exact_figure_stands_beside_a_rounded_one() -> None:
    value = number_of("1234567890")
    assert value is not None
    assert shown_number(value, '0.00,,"百万元"', computed=True).exact == "1234.56789百万元"
    assert shown_number(value, '0.00,,"百万元"').exact == ""


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("yyyy-m-d", "2025-06-30"),
        ('yyyy"年"m"月"d"日"', "2025年6月30日"),
        ("yyyy年m月", "2025年6月"),
        ("[$-804]m月d日", "6月30日"),
        ("yyyy-m-d h:mm", "2025-06-30"),
        ("m/d/yy", "2025-06-30"),
        ("General", "45838"),
        ('0"日"', "45838日"),
    ],
)
def test_days(form: str, shown: str) -> None:
    assert printed("45838", form).text == shown


def test_times() -> None:
    assert printed("0.5", "h:mm").text == "12:00"
    assert printed("45838.75", "yyyy-m-d h:mm").text == "2025-06-30 18:00"
    assert printed("1.5", "[h]:mm").text == "36:00"
    assert is_date_form("mm:ss.0")


def test_words_have_a_form_too() -> None:
    assert shown_text("教育", '@"局"') == "教育局"
    assert shown_text("教育", ";;;") == ""
    assert shown_text("教育", "0.0%") == "教育"
    assert shown_text("教育", '0;-0;0;@"（局）"') == "教育（局）"


@pytest.mark.parametrize(
    ("text", "raw", "computed", "read", "exact"),
    [
        ("53.7%", "0.5366666666", True, "53.7%", "53.66666666%"),
        ("53.7%", "0.5366666666", False, "53.66666666%", ""),
        ("6", "5.64", False, "5.64", ""),
        ("1,234.6万", "12345678", False, "1234.5678万", ""),
        ("1,234.57百万元", "1234567890", True, "1234.57百万元", "1234.56789百万元"),
        ("(6.5%)", "-0.065", False, "-6.5%", ""),
        ("下降6.5%", "-0.065", False, "下降6.5%", ""),
        ("-6.5%", "-0.065", False, "-6.5%", ""),
        ("", "0.25", False, "0.25", ""),
        ("第3批第2次", "3", False, "第3批第2次", ""),
        ("12:30", "0.52", False, "12:30", ""),
    ],
)
def test_a_file_that_holds_what_was_shown(text: str, raw: str, computed: bool, read: str, exact: str) -> None:
    value = number_of(raw)
    assert value is not None
    shown = as_shown(text, value, computed=computed)
    assert (shown.text, shown.exact) == (read, exact)

"""In the paragraphs of a PDF a figure that begins a line goes on the sentence above; a number begins a paragraph."""

import pytest

from luoshi.documents import Paragraph, read_document
from tests.documents.office_files import typeset


def lines(*broken: str, indent: str = "0pt") -> list[str]:
    """The paragraphs of a page on which each text is set with its own breaks, all but its last line at full width."""
    body = "\n\n".join(
        f"#par(first-line-indent: (amount: {indent}, all: true), justify: true)[{text.replace(chr(124), BREAK)}]"
        for text in broken
    )
    page = f"#set page(width: 330pt, height: 400pt, numbering: none, margin: 30pt)\n#set text(size: 10pt)\n{body}"
    blocks = read_document(typeset(page), "plan.pdf").blocks
    return [block.text.replace(" ", "") for block in blocks if isinstance(block, Paragraph)]


BREAK = " #linebreak(justify: true) "
FIRST = "改造提升城市主次干道九条，建成海绵城市示范片区"


@pytest.mark.parametrize("indent", ["0pt", "20pt"])
@pytest.mark.parametrize("figure", ["4.2平方公里。", "12.5亿元。", "3.1万亩。", "5.6%以上。"])
def test_a_figure_with_its_measure_goes_on(figure: str, indent: str) -> None:
    assert lines(f"1.{FIRST}|{figure}", "2.新建公园三个。", indent=indent) == [f"1.{FIRST}{figure}", "2.新建公园三个。"]


@pytest.mark.parametrize("rest", ["3.1版标准落地。", "（2）类标准落地。", "完成时限：十月。", "一是标准落地。"])
def test_under_an_indent_what_stands_at_the_margin_goes_on(rest: str) -> None:
    assert lines(f"1.{FIRST}|{rest}", "2.新建公园三个。", indent="20pt")[0] == f"1.{FIRST}{rest}"


def test_numbers_begin_paragraphs_behind_whole_sentences() -> None:
    texts = ["5.加快推进高标准农田建设和中低产田改造提升工程。", "6.1亿元以上项目开工。", "6.2万元以下项目开工。"]
    assert lines(*texts) == texts
    assert lines(*texts, indent="20pt") == texts


def test_lines_about_one_middle_are_apart_and_an_indented_paragraph_is_whole() -> None:
    title, day = "某市二〇二六年度重点建设项目挂图作战任务一览表", "（更新至九月三十日）"
    head = "#set page(width: 330pt, height: 400pt, numbering: none, margin: 30pt)\n#set text(size: 10pt)\n"
    blocks = read_document(typeset(f"{head}#align(center)[{title}\\ {day}]"), "plan.pdf").blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [title, day]
    assert len(lines("加快推进城市主次干道建设和老旧小区改造提升工程，|建成海绵城市示范片区。", indent="20pt")) == 1

"""某局牵头，某局负责。 at a task's end names its units; words that only speak of duty name none."""

import pytest

from luoshi.tasktable.clauses import clauses_of


@pytest.mark.parametrize(
    ("text", "words", "lead", "cooperating"),
    [
        ("研发投入增长12%。市科技局负责。", "研发投入增长12%。", ["市科技局"], []),
        (
            "新增企业200家。市统计局牵头，各县（市、区）政府负责。",
            "新增企业200家。",
            ["市统计局"],
            ["各县（市、区）政府"],
        ),
        ("建成平台5家。市科技局牵头，市教育局配合。", "建成平台5家。", ["市科技局"], ["市教育局"]),
    ],
)
def test_the_sentence_is_no_part_of_the_words(text: str, words: str, lead: list[str], cooperating: list[str]) -> None:
    (clause,) = clauses_of(text)
    assert clause.roles is not None
    assert (clause.text, clause.roles.lead, clause.roles.cooperating) == (words, lead, cooperating)


@pytest.mark.parametrize(
    "text", ["深化改革，推动工作落实。", "建立台账。各单位要认真抓好落实。", "建立台账。压实责任，强化配合。"]
)
def test_words_of_duty_name_no_unit(text: str) -> None:
    assert [clause.roles for clause in clauses_of(text)] == [None]

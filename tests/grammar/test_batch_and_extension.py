"""JSON lines in and out; and an office's own words, from a TOML file."""

import json

import pytest

from luoshi.errors import LuoshiError
from luoshi.grammar import explain_batch, load_extension, read_promise


def asked(**fields: object) -> str:
    return json.dumps(
        {"id": "a", "kind": "target", "text": "新增企业5家", "year": 2025, "as_of": "2025-06-30"} | fields
    )


def test_one_line_gives_one_line_in_the_contracts_names() -> None:
    (line,) = explain_batch([asked()])
    answer = json.loads(line)
    assert set(answer) == {"id", "targets", "milestones", "observations", "claim"}
    assert (answer["id"], answer["targets"][0]["value"], answer["targets"][0]["measure"]) == ("a", 5, "家")


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[1]",
        asked(text=None),
        asked(kind="plan"),
        asked(year="2025"),
        asked(year=True),
        asked(as_of="June"),
        asked(as_of=5),
    ],
)
def test_a_bad_line_gets_a_sentence_and_stops_nothing(line: str) -> None:
    bad, good = (json.loads(answer) for answer in explain_batch([line, "", asked(id="b")]))
    assert bad["error"].endswith("。")
    assert good["id"] == "b"
    assert "error" not in good


OWN = """
[measures]
"车位" = "count"
[synonyms]
"社零" = "社会消费品零售总额"
[phrases]
at_least = ["不下"]
falls = ["回调"]
hedges = ["奋力"]
actions = ["新评定"]
""".encode()


def test_an_offices_own_words_are_read() -> None:
    grammar = load_extension(OWN)
    (target,) = grammar.read_promise("奋力新评定公交车不下50车位").targets
    assert (target.hedge, str(target.comparator), target.measure, target.metric) == ("奋力", ">=", "车位", "公交车")
    (seen,) = grammar.read_statement("房价回调3%").observations
    assert (seen.value, str(seen.basis)) == (-3, "growth")


def test_an_offices_synonym_names_the_metric_of_the_target() -> None:
    grammar = load_extension(OWN)
    targets = grammar.read_promise("社会消费品零售总额增长5%,固定资产投资增长8%").targets
    (seen,) = grammar.read_statement("社零增长9%", targets=targets).observations
    assert seen.metric == "社会消费品零售总额"


def test_an_extension_changes_nothing_of_the_grammar_itself() -> None:
    load_extension(OWN)
    assert read_promise("公交车不下50车位").targets == ()


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"[words]", 1),
        (b'[phrases]\nnever = ["x"]', 2),
        (b"[phrases]\nhedges = 3", 2),
        ('[measures]\n"车位" = "箱子"'.encode(), 2),
        ('[measures]\n"标 台" = "count"'.encode(), 2),
        ('[synonyms]\n"社零" = ""'.encode(), 2),
        (b'[phrases]\nhedges = ["' + b"x" * 30 + b'"]', 2),
        (b"[phrases\n", 1),
        (b"measures = 3", 1),
        (b"\xff\xfe", None),
    ],
)
def test_a_bad_extension_gets_one_sentence_with_its_line(data: bytes, line: int | None) -> None:
    with pytest.raises(LuoshiError) as caught:
        load_extension(data)
    assert str(caught.value).endswith("。")
    assert caught.value.english.endswith(".")
    assert (caught.value.place.line if caught.value.place else None) == line

"""While a sentence is written each figure finds its row, and the row says what it comes to, as the office will see."""

import pytest

from luoshi.errors import LuoshiError
from luoshi_web.intake.inforce import import_plan
from luoshi_web.places.models import Jurisdiction
from luoshi_web.reports.actions.answering import Written, save_draft, submit
from luoshi_web.reports.queries.foreseen import Foreseen, foresee
from luoshi_web.reports.queries.questions import asked_of, read
from luoshi_web.reports.queries.whole import wording_of
from luoshi_web.supervision.queries import plan_under_review
from tests.reports.town import TABLE, Town, on

ROWS = """ | 5 | 新建（改建）公园5个、续建13个，新增绿化面积25万方。 | 教育局 | | 序时推进。 |
 | 6 | 固定资产投资300亿元以上，增长5%。 | 教育局 | | 序时推进。 |
 | 7 | 固定资产投资与经济增长同步，占比保持80%左右。 | 教育局 | | 序时推进。 |
"""


def rows(town: Town, key: str, said: str, *fields: str) -> list[Foreseen]:
    """The rows of a report's form, with what stands in their fields."""
    place = Jurisdiction.objects.create(slug="lakeside", name="湖滨")
    town.plan = import_plan((TABLE + ROWS).encode(), "more.txt", jurisdiction=place, year=2025).plan
    town.opened()
    report = town.report(key)
    wording = wording_of(report)
    asked = asked_of(report, wording)
    figures = [{"target": one.target.pk, "value": field} for one, field in zip(asked, fields, strict=False)]
    return list(foresee(report, wording, asked, read(report, wording, said, figures), said, figures).values())


@pytest.mark.parametrize(
    ("key", "said", "typed"),
    [
        ("5", "截至9月底，新建（改建）公园4个、续建13个，新增绿化面积19.2万方。", ["4", "13", "19.2"]),
        ("6", "1-9月完成固定资产投资1615000万元。", ["161.5", ""]),
        ("5", "续建公园2个。", ["", "2", ""]),
        ("5", "9月新增绿化面积2万方。", ["", "", ""]),  # one month is not the year so far
        ("5", "完成年度目标的78.6%。", ["", "", ""]),
        ("6", "1-9月完成固定资产投资161.5亿元，同比增长5.6%。", ["161.5", "5.6"]),
        ("6", "1-9月完成固定资产投资161.5亿元（去年同期150亿元）。", ["161.5", ""]),
        ("6", "", ["", ""]),
    ],
)
def test_a_figure_finds_its_row_in_the_measure_that_the_row_asks_for(
    town: Town, key: str, said: str, typed: list[str]
) -> None:
    assert [row.typed for row in rows(town, key, said)] == typed


def test_a_row_says_what_it_comes_to_and_gives_no_verdict(town: Town) -> None:
    _, _, green = rows(town, "5", "截至9月底，新增绿化面积19.2万方。")

    assert (green.read, green.mark, green.comes_to) == ("19.2万方", 1, "19.2 / 25 万方 = 76.8%，序时应达75.0%")
    assert green.comes_to_en.startswith("19.2 / 25")


def test_a_field_alone_is_reckoned_too(town: Town) -> None:
    _, _, green = rows(town, "5", "绿化在推进。", "", "", "20")
    assert (green.typed, green.comes_to) == ("", "20 / 25 万方 = 80.0%，序时应达75.0%")


def test_where_field_and_sentence_differ_the_field_holds_and_it_is_said(town: Town) -> None:
    _, _, green = rows(town, "5", "新增绿化面积19.2万方。", "", "", "20")
    assert (green.differs, green.comes_to) == (True, "20 / 25 万方 = 80.0%，序时应达75.0%")


def test_what_is_no_number_is_passed_over_and_a_parity_says_nothing(town: Town) -> None:
    parity = rows(town, "7", "固定资产投资增长5%。", "很多", "很多")
    assert {row.comes_to for row in parity} == {""}


def test_fields_of_one_metric_each_go_to_their_own_row(town: Town) -> None:
    new, continued, _ = rows(town, "5", "公园建设在推进。", "4", "12")
    assert (new.comes_to.split(" 个")[0], continued.comes_to.split(" 个")[0]) == ("4 / 5", "12 / 13")


def test_of_two_the_sentence_says_one_and_the_field_the_other(town: Town) -> None:
    new, continued, _ = rows(town, "5", "新建公园4个。", "", "12")
    assert (new.comes_to.split(" 个")[0], continued.comes_to.split(" 个")[0]) == ("4 / 5", "12 / 13")


def test_what_is_given_in_fields_is_judged_target_by_target_when_it_is_accepted(town: Town) -> None:
    rows(town, "5", "")
    report = town.report("5")
    figures = [
        {"target": one.target.pk, "value": value, "lack": ""}
        for one, value in zip(asked_of(report, wording_of(report)), ("4", "13", "20"), strict=True)
    ]
    draft = save_draft(report, Written("公园13个，绿化在推进。", figures=figures), seen=0, by=town.wang, at=on(10))
    submit(town.report("5"), seen=draft.number, by=town.wang, at=on(10))

    task = next(one for one in plan_under_review(town.report("5").cycle).tasks if one.key == "5")
    reached = [one.assessment.sentence.split(" / ")[0] for one in task.targets if one.assessment]
    assert reached == ["4", "13", "20"]


def test_a_figure_in_a_field_answers_what_the_sentence_does_not_say(town: Town) -> None:
    rows(town, "5", "")
    report = town.report("5")
    wording = wording_of(report)
    *_, green = asked_of(report, wording)
    found = [
        read(report, wording, "在推进。", [{"target": green.target.pk, "value": value}]).findings
        for value in ("", "20")
    ]
    assert [[one.written for one in findings] for findings in found] == [["5个、13个、25万方"], ["5个、13个"]]


def test_one_figure_does_not_answer_for_two_that_share_its_metric(town: Town) -> None:
    rows(town, "5", "")
    written = Written("新建公园4个，新增绿化面积19.2万方。")
    draft = save_draft(town.report("5"), written, seen=0, by=town.wang, at=on(10))
    with pytest.raises(LuoshiError, match="“续建13个”还没有数"):
        submit(town.report("5"), seen=draft.number, by=town.wang, at=on(10))

"""A work report of a city: what becomes a task, under which heads, and what does not."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.documents import read_document
from luoshi.drafting import Decomposition, Fate, Reason, draft_report
from luoshi.drafting.assemble import NoPartOfThisYear
from tests.chosen import times
from tests.drafting import accounting

FILE = Path(__file__).with_name("report_of_a_city.txt")
SENTENCES = (
    "推进云白高速公路建设，新建标准厂房60万平方米，推广新能源公交车160辆。",
    "聚焦首店经济，引进品牌首店30家，打造特色街区5条；完成投资4.5亿元。",
    "各位代表！让我们团结起来。",
    "今年是关键之年，面临不少挑战。",
    "PM2.5平均浓度控制在28微克/立方米以内，优良天数比例达到90%以上。",
    "高新区实施“腾笼换鸟”三年行动（2029—2031年），盘活土地2,000亩。",
    "打好攻坚战。",
    "一是改造老旧小区40个。二是加装电梯200台。",
    "办好10件民生实事：（1）新建食堂15家。（2）改造小区40个。（3）新增学位1.1万个。",
    "今年主要预期目标是：地区生产总值增长6%左右，城镇新增就业4.2万人以上，居民收入与经济增长同步。",
)
HEADS = (
    "一、2031年重点工作",
    "（一）全力稳住基本盘",
    "（二）加快转型升级",
    "1.扩大投资",
    "加强政府自身建设",
)


def draft_of(text: str) -> Decomposition:
    return draft_report(read_document(text.encode(), "报告.txt"))


@pytest.fixture(scope="module")
def draft() -> Decomposition:
    return draft_of(FILE.read_text(encoding="utf-8"))


def test_the_year_and_what_was_left_out_are_said(draft: Decomposition) -> None:
    assert draft.year == 2031
    assert [(one.kind.value, one.title, str(one.place)) for one in draft.left_out] == [
        ("front", "", "第1行"),
        ("review", "2030年和“十五五”时期工作回顾", "第6行"),
        ("longer", "“十六五”时期主要目标", "第10行"),
        ("notes", "名词解释", "第32行"),
    ]
    assert all(one.letters > 10 for one in draft.left_out)


def test_expected_indicators_stand_first_a_row_each(draft: Decomposition) -> None:
    rows = [task for task in draft.tasks if task.fate is Fate.INDICATOR]

    assert [task.text for task in rows] == [
        "地区生产总值增长6%左右",
        "一般公共预算收入增长5%",
        "城镇新增就业4.2万人以上",
        "城镇调查失业率控制在5%以内",
        "居民人均可支配收入与经济增长同步",
    ]
    assert list(draft.tasks[:5]) == rows
    assert all(task.chapter is None and task.targets for task in rows)


def test_tasks_stand_under_their_chapter_and_objective(draft: Decomposition) -> None:
    under = {
        (task.chapter.text, task.objective.text if task.objective else "")
        for task in draft.tasks
        if task.chapter and task.fate is Fate.WORK
    }
    assert ("突出项目带动，全力稳住经济基本盘", "扩大有效投资") in under
    assert ("突出民生福祉，提高生活品质", "办好人民满意教育") in under
    assert ("加强政府自身建设", "") in under
    assert len({chapter for chapter, _ in under}) == 5


def test_livelihood_works_are_a_chapter_with_their_numbers(draft: Decomposition) -> None:
    works = [task for task in draft.tasks if task.fate is Fate.LIVELIHOOD]

    assert [task.number for task in works] == [f"（{n}）" for n in range(1, 11)]
    assert {task.chapter.text for task in works if task.chapter} == {"10件民生实事"}


def test_a_promise_said_twice_is_two_tasks_and_a_doubt(draft: Decomposition) -> None:
    [doubt] = draft.findings
    pair = [at for at, task in enumerate(draft.tasks) if task.same_as]

    assert doubt.code == "promised-twice"
    assert [draft.tasks[at].text for at in pair] == ["新增学位1.1万个", "新增公办学位1.1万个"]
    assert [draft.tasks[at].same_as for at in pair] == [(pair[1],), (pair[0],)]


def test_what_promises_nothing_is_aside_with_its_reason(draft: Decomposition) -> None:
    aside = {one.span.of(draft.report.text): one.reason for one in draft.aside}

    assert aside["今年是“十六五”开局之年。"] is Reason.SITUATION
    assert aside["重点抓好以下四个方面工作："] is Reason.INTRODUCTION
    assert any(reason is Reason.GUIDANCE for reason in aside.values())
    assert any("让我们" in words and reason is Reason.SLOGAN for words, reason in aside.items())


def test_a_shared_head_stands_in_each_of_its_tasks_and_is_marked(draft: Decomposition) -> None:
    led = [task for task in draft.tasks if task.shared]

    assert [task.text for task in led[:2]] == [
        "聚焦首店经济、夜间经济，引进品牌首店30家",
        "聚焦首店经济、夜间经济，打造特色街区5条",
    ]
    assert led[0].shared == led[1].shared


def test_nothing_is_lost_doubled_or_rewritten(draft: Decomposition) -> None:
    holds(draft)
    assert len(list(accounting.values_of_this_year(draft))) > 40


def holds(draft: Decomposition) -> None:
    assert accounting.values_not_in_one_task(draft) == []
    assert accounting.words_changed(draft) == []
    assert accounting.tasks_of_other_parts(draft) == []
    without = accounting.letters_without_fate(draft)
    assert "".join(draft.report.text[at] for at in without) == ""


@settings(max_examples=times(40, 300), deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(SENTENCES), st.sampled_from(HEADS).map("\n{}\n".format)), min_size=1, max_size=14
    ).filter(lambda some: not some[-1].startswith("\n"))
)
def test_any_report_keeps_each_letter_and_each_value(pieces: list[str]) -> None:
    holds(draft_of("政府工作报告\n各位代表：\n现在，我向大会报告工作。\n二、2031年工作安排\n" + "".join(pieces)))


def test_a_report_without_this_years_part_is_refused_in_a_sentence() -> None:
    with pytest.raises(NoPartOfThisYear, match="没有找到说今年工作的部分"):
        draft_of("政府工作报告\n各位代表：\n我向大会报告工作。\n一、2030年工作回顾\n新建学校46所。\n")

"""How heavy what speaks up is: a completion that nothing bears is an error, and a true one is never reported."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from luoshi.checks import check_task
from luoshi.checks.plan import read_task
from luoshi.place import Span
from luoshi.plan import Finding, Level, Observation

JUNE = date(2025, 6, 30)
HOMES = "筹集人才公寓2000套，其中首批1200套于8月底前交付。"
E, W, N = Level.ERROR, Level.WARNING, Level.NOTE
PARKS, LABS, PLACES = "新建公园25个。", "新认定研发载体60家以上。", "投用学校5所，新增学位2745个。"


def found(promise: str, statement: str, due: str | None = None) -> list[Finding]:
    task = replace(read_task(promise, statement, 2025, JUNE), due=due)
    return list(check_task(task, year=2025, as_of=JUNE)[1])


SPOKEN = [
    (LABS, "年度任务全部完成，新认定研发载体41家。", {"claim": E}),
    (LABS, "新认定研发载体41家，已全部完成。", {"claim": E}),
    (LABS, "新认定研发载体41家。已超额完成2025年度目标任务。", {"claim": E}),
    (LABS, "研发载体认定：年度目标已完成，新认定研发载体41家。", {"claim": E}),
    (LABS, "新认定研发载体41家，完成年度任务的100%。", {"completion": E}),
    (LABS, "完成年度任务的105%，新认定研发载体41家。", {"completion": E}),
    (LABS, "新认定研发载体41家，完成年度任务的72%。", {"completion": W}),
    ("更新电梯500台。", "完成电梯更新412部，完成全年目标的28.4%。", {"completion": W}),
    ("筹集保租房1000套(间)，新增床位300张。", "筹集保租房860套，完成率80%；新增床位170张。", {"completion": W}),
    ("新增绿化25万方，新增床位300张。", "新增床位170张；新增绿化19.2万方（完成率78.6%）。", {"completion": W}),
    ("培育规上工业企业60家。", "培育规上企业41家，完成100%。", {"claim": E}),
    ("培育规上工业企业60家。", "培育规上企业41家，完成率100%。", {"completion": W, "unclear": W}),
    ("完成投资120亿元，新开工项目30个。", "完成投资58.6亿元，完成年度目标的38%；新开工项目16个。", {"completion": W}),
    ("完成投资120亿元，新开工项目30个。", "新开工项目16个，完成投资58.6亿元，完成年度目标的38%。", {"completion": W}),
    (HOMES, "筹集人才公寓1650套，其中首批1100套已于8月交付，完成率90%。", {"completion": W}),
    (HOMES, "筹集人才公寓1650套，其中首批1100套已于8月交付，完成率82.5%。", {}),
    (HOMES, "筹集人才公寓1650套，其中首批1100套已于8月交付，完成率91.7%。", {}),
    (PLACES, "投用学校4所，新增学位2100个，完成率60%。", {"completion": W}),
    (PLACES, "投用学校4所，新增学位2100个，完成率80%。", {}),
    (PLACES, "投用学校4所，新增学位2100个，另招教师30人，完成率60%。", {}),
    (PARKS, "已完成年度任务，新建公园12个，新建公园20个。", {"claim": E}),
    (PARKS, "新建公园12个，新建公园20个。", {"unclear": W}),
    (PARKS, "年度任务已完成，25个公园均未开工。", {"claim": E, "answers-nothing": W}),
    (PARKS, "25个公园均未开工。", {"answers-nothing": W}),
    (PARKS, "开工公园25个，建成公园19个。", {"answers-nothing": N}),
    (PLACES, "年度任务全部完成。投用学校5所，新增学位2100个。", {"claim": E}),
    ("地区生产总值增长5%。", "已完成年度目标，1-6月，地区生产总值增长3.6%。", {"claim": E}),
    (LABS, "序时推进，新认定研发载体10家。", {"claim": W}),
    ("每万人高价值发明专利拥有量490件。", "已完成年度目标，每万人高价值发明专利拥有量471件。", {"claim": E}),
    ("整治小区60个。", "60个小区中，已完成整治65个。", {"more-than-total": W}),
]


def test_one_figure_that_answers_none_of_several_targets_is_asked_about_once() -> None:
    [finding] = found("开工学校5所，续建学校2所，投用学校4所。", "新增岗位240个。")

    assert finding.message == "写明“5所”、“2所”、“4所”，报的240个说的是“岗位”，没有答到。"
    assert finding.message_en.startswith('"5所", "2所", "4所" are promised; 240个 does not answer them')
    assert (finding.written, finding.reckoned) == ("240个", "5所、2所、4所")


def test_a_figure_that_misses_two_targets_for_two_reasons_is_asked_about_for_each() -> None:
    said = [finding.message for finding in found("新建公园25个，完成投资3亿元。", "开工公园25个。")]

    assert said == [
        "写明“25个”，报的25个是开工或在建的数，不是做完的数，没有答到。",
        "写明“3亿元”，报的25个量的不是一回事，不能相比，没有答到。",
    ]


@pytest.mark.parametrize(("promise", "statement", "said"), SPOKEN)
def test_what_is_not_borne_speaks_up(promise: str, statement: str, said: dict[str, Level]) -> None:
    findings = found(promise, statement)
    assert {one.code: one.level for one in findings} == said
    for one in findings:
        assert one.message.endswith(("。", "）", "进度"))
        assert one.message_en


TRUE = [
    (LABS, "年度任务全部完成，新认定研发载体60家。"),
    (LABS, "已超额完成年度任务，新认定研发载体63家。"),
    (LABS, "已完成上半年目标任务，新认定研发载体31家。"),
    (LABS, "已完成年度任务过半，新认定研发载体31家。"),
    (LABS, "已完成年度任务的一半以上，新认定研发载体31家。"),
    (LABS, "6月任务全部完成，新认定研发载体31家。"),
    (LABS, "二季度目标任务全部完成，新认定研发载体31家。"),
    (LABS, "完成时序任务，新认定研发载体31家。"),
    (LABS, "已完成市下达任务，新认定研发载体31家。"),
    (LABS, "新认定研发载体31家，力争年底前全部完成。"),
    (LABS, "新认定研发载体31家，确保9月底前完成年度任务。"),
    (LABS, "新认定研发载体31家，未完成年度任务。"),
    (LABS, "新认定研发载体31家，评审工作全部完成。"),
    (LABS, "新认定研发载体31家，申报材料全部完成。"),
    (LABS, "31家已全部完成认定。"),
    (PARKS, "公园设计方案全部完成，新建公园13个。"),
    (PARKS, "公园征地全部完成，新建公园13个。"),
    (PARKS, "主体工程全部完工，新建公园13个。"),
    (PLACES, "投用学校5所，已完成年度任务，新增学位2100个。"),
    (PLACES, "投用学校5所，学校投用任务全部完成，新增学位2100个。"),
    ("城镇新增就业1.2万人以上。", "已完成年度任务，城镇新增就业1.2万余人。"),
    ("完成投资30.05亿元。", "已完成年度任务，完成投资30亿元。"),
    ("重点产业增加值占规上工业增加值比重80%左右。", "已完成年度目标，重点产业增加值占规上工业增加值比重79.1%。"),
    ("能源消费总量不超过100万吨标准煤。", "已完成年度目标，1-6月，能源消费总量58万吨标准煤。"),
    ("推进省级重点项目30个。", "13个省级重点项目完成年度投资计划的125.9%。"),
    ("整治小区60个。", "共安排60个小区，已完成整治65个。"),
]
UNSAID = [
    ("更新电梯500台。", "完成电梯更新412部，完成全年目标的82.4%。"),
    ("筹集保租房1000套(间)，新增床位300张。", "筹集保租房860套，主体工程完成率80%；新增床位170张。"),
    ("筹集保租房1000套(间)，新增床位300张。", "筹集保租房860套，新增床位170张，完成率80%的项目有4个。"),
    ("筹集保租房1000套(间)，新增床位300张。", "筹集保租房860套，完成率86%；新增床位170张。"),
]


@pytest.mark.parametrize(("promise", "statement"), UNSAID)
def test_a_rate_of_something_else_is_held_against_no_target(promise: str, statement: str) -> None:
    assert [one.message for one in found(promise, statement) if one.code == "completion"] == []


@pytest.mark.parametrize(("promise", "statement"), TRUE)
def test_a_true_claim_is_never_an_error(promise: str, statement: str) -> None:
    assert [one.message for one in found(promise, statement) if one.level is E] == []


def test_after_its_day_a_bare_claim_is_not_borne_by_what_is_unclear() -> None:
    findings = found(PARKS, "已完成。", due="5月底")
    assert [(one.code, one.level) for one in findings] == [("claim", E)]


def typed(statement: str, value: str, text: str, promise: str = PARKS, at: int = 0) -> list[Finding]:
    task = read_task(promise, statement, 2025, JUNE)
    target = task.targets[at]
    nowhere = Span(0, 0)
    field = Observation(
        metric=target.metric, period=None, basis=target.basis, value=Decimal(value),
        measure=target.measure or "", span=nowhere, value_span=nowhere, value_text=text,
        answers=target.span, given_on=JUNE,
    )  # fmt: skip
    return list(check_task(replace(task, observations=(*task.observations, field)), year=2025, as_of=JUNE)[1])


def test_a_field_that_differs_from_its_sentence_is_said_with_both_figures() -> None:
    (differs,) = [one for one in typed("新建公园19个。", "21", "21个") if one.code == "field-differs"]
    assert (differs.level, differs.written, differs.reckoned) == (W, "21个", "19个")
    assert "21个" in differs.message
    assert "19个" in differs.message


@pytest.mark.parametrize("statement", ["新建公园21个。", "序时推进", "新建公园12个，新建公园21个。", "完成投资3亿元。"])
def test_a_field_that_the_sentence_bears_or_does_not_speak_of_is_not_asked_about(statement: str) -> None:
    assert [one for one in typed(statement, "21", "21个") if one.code == "field-differs"] == []


HOMES = "续建公租房8.7万方、完工9.4万方。"


def test_a_field_beside_a_figure_of_the_promised_phase_that_is_not_reached_is_told_of_it() -> None:
    (differs,) = [one for one in typed("完工9.4万方已全部开工。", "32000", "3.2万方", HOMES, 1) if one.level is not N][
        :1
    ]
    assert (differs.code, differs.level, differs.written, differs.reckoned) == (
        "field-differs",
        W,
        "3.2万方",
        "9.4万方",
    )
    assert differs.message.endswith("句子里写的是9.4万方，是开工或在建的数，不是做完的数。")


@pytest.mark.parametrize(
    ("promise", "statement", "value", "at"),
    [
        ("新建公园5个、续建13个。", "13个续建公园都在建，5个公园已建成。", "5", 0),
        ("新增（优化）公交线路不少于5条。", "新增公交线路2条、优化公交线路3条，共5条。", "5", 0),
        ("新建道路12条、续建14条。", "续建道路14条，新建道路完成9条。", "9", 0),
    ],
)
def test_no_note_says_of_one_figure_that_it_is_used_and_not_used(
    promise: str, statement: str, value: str, at: int
) -> None:
    measure = promise[promise.index(value) + 1] if value in promise else "条"
    assert [
        one for one in typed(statement, value, f"{value}{measure}", promise, at) if one.written == f"{value}{measure}"
    ] == []


def test_a_figure_is_compared_with_the_one_that_was_used_a_cycle_before() -> None:
    def findings(promise: str, before: str, now: str) -> list[str]:
        last = read_task(promise, before, 2025, date(2025, 3, 31))
        told = check_task(
            read_task(promise, now, 2025, JUNE), year=2025, as_of=JUNE, previous=last, earlier=date(2025, 3, 31)
        )[1]
        return [one.message for one in told if one.code == "cumulative"]

    assert findings("完工公园25个。", "25个已全部开工，完工19个。", "累计完工21个。") == []
    assert findings("完工公园25个。", "25个已全部开工，完工19个。", "累计完工17个。") == [
        "累计数写的是17个，比上一期的19个少。"
    ]
    assert findings("新增就业5000人。", "累计新增就业2612人。", "累计新增就业2453人。") != []

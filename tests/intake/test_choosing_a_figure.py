"""Two figures of a table's sentence may be meant: the office says which before the plan is in force."""

import pytest
from lxml import html

from luoshi_web.intake.models import Intake
from luoshi_web.intake.queries import corrected_plan
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan
from luoshi_web.reports.models import Settlement
from luoshi_web.supervision.models import Assessment
from luoshi_web.trail.comparing import compared
from tests.intake.offices import Desk, read_draft

SAID = "新增绿化面积12万方，新增绿化面积20万方。"
TABLE = f"""2026年重点任务分解表
| 序号 | 工作任务 | 牵头单位 | 截至6月底完成情况 |
| --- | --- | --- | --- |
| 1 | 新增绿化面积40万方。 | 城管局 | {SAID} |
| 2 | 新增就业4万人以上。 | 人力社保局 | 新增就业2.1万人。 |
"""


@pytest.fixture
def asked(lake: Jurisdiction, li: User) -> Desk:
    return Desk(li, read_draft(lake, li, TABLE))


def buttons(desk: Desk) -> dict[str, str]:
    page = html.fromstring(desk.get().content.decode())
    found = page.cssselect("#doubts .asked button[name=figure]")
    return {" ".join(one.text_content().split()): one.get("value") for one in found}


def press(desk: Desk, words: str, **more: str) -> int:
    value = next(value for said, value in buttons(desk).items() if words in said)
    status = desk.correct("figure", index="0", key="1", figure=value, **more).status_code
    return int(status)


def judged(intake: Intake) -> tuple[str, str]:
    assessment = corrected_plan(intake).tasks[0].targets[0].assessment
    assert assessment is not None
    return str(assessment.state), assessment.sentence


def test_the_draft_asks_and_one_press_tells_it(asked: Desk) -> None:
    assert [any(figure in one for one in buttons(asked)) for figure in ("12万方", "20万方", "都不是")] == [True] * 3
    head = html.fromstring(asked.get().content.decode()).cssselect("h1")[0]
    assert "1处要看" in head.text_content()
    assert judged(asked.intake)[0] == "unclear"

    assert press(asked, "20万方") == 302

    assert buttons(asked) == {}
    state, sentence = judged(asked.intake)
    assert state != "unclear"
    assert "由督查室确认" in sentence
    page = asked.get().content.decode()
    assert "第1项的“新增绿化面积40万方”用20万方" in page
    assert "用哪个数由人定" in page


def test_it_is_taken_back_like_every_other_correction(asked: Desk) -> None:
    press(asked, "都不是")
    assert judged(asked.intake)[0] == "no_figure"

    assert asked.send("undo/").status_code == 302

    assert judged(asked.intake)[0] == "unclear"
    assert len(buttons(asked)) == 3


def test_it_holds_when_the_plan_is_in_force_and_can_be_verified(asked: Desk, lake: Jurisdiction) -> None:
    press(asked, "20万方")
    assert asked.send("confirm/").status_code == 302

    plan = Plan.objects.get(jurisdiction=lake)
    row = Settlement.objects.get()
    assert (row.says, row.value_text, row.who, row.version.statement) == ("figure", "20万方", "office", SAID)
    assert row.target.wording.task.key == "1"
    assert "由督查室确认" in Assessment.objects.get(target=row.target).sentence
    assert "由督查室确认" in asked.client.get(f"/lake/{plan.year}/tasks/1/").content.decode()
    assert compared(lake.pk).differences == []


@pytest.mark.parametrize(
    "cell", [{"statement": "新增绿化面积13万方，新增绿化面积20万方。"}, {"text": "新增绿化面积50万方。"}]
)
def test_what_is_put_right_afterwards_takes_the_word_away_and_says_so(asked: Desk, cell: dict[str, str]) -> None:
    press(asked, "20万方")

    asked.cell("1", **cell)

    plan = corrected_plan(asked.intake)
    assert plan.tasks[0].settlements == ()
    assert [one.code for one in plan.findings if one.code == "correction-lost"] == ["correction-lost"]
    assert "请再选一次" in asked.get().content.decode()


@pytest.mark.parametrize("sent", [{"figure": "0-3"}, {"figure": ""}, {"figure": "none", "index": "7"}, {"index": "x"}])
def test_what_no_button_sends_chooses_nothing(asked: Desk, sent: dict[str, str]) -> None:
    answer = asked.correct(
        "figure",
        **{
            "index": "0",
            "key": "1",
            "figure": "none",
            **sent,
        },
    )

    assert answer.status_code == 422
    assert judged(asked.intake)[0] == "unclear"


def test_a_second_press_finds_nothing_to_choose(asked: Desk) -> None:
    value = next(iter(buttons(asked).values()))
    assert asked.correct("figure", index="0", key="1", figure=value).status_code == 302
    again = asked.correct("figure", index="0", key="1", figure=value)
    assert again.status_code == 422
    assert "这个目标现在没有要选的" in again.content.decode()

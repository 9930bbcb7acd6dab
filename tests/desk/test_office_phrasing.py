"""发布口径: beside the statement, never over it; shown where the plan is, and the statement stays within reach."""

import json

from luoshi_web.reports.models import Phrasing
from luoshi_web.supervision.closing import close_cycle
from luoshi_web.supervision.reviewing import accept
from tests.desk.desk import CYCLE, Desk
from tests.reports.town import Town, on

DONE = "截至9月底，新增学位240个。"
WORDS = "前三季度新增学位240个，超过序时进度。"
REVIEW = f"{CYCLE}review/2/"


def worded(town: Town) -> Desk:
    cycle = town.opened()
    town.submitted("2", DONE, town.wang)
    li = Desk(town.li)
    assert li.send(REVIEW, do="phrase", phrasing=WORDS, version="1", seen="0").status == 302
    accept(town.report("2"), by=town.li, at=on(11))
    close_cycle(cycle, by=town.li, at=on(20))
    return li


def test_it_is_prefilled_with_the_statement_and_shown_beside_it(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    li = Desk(town.li)
    assert li.open(REVIEW).tree.cssselect("#wording")[0].text.strip() == DONE

    li.send(REVIEW, do="phrase", phrasing=WORDS, version="1", seen="0")

    page = li.open(REVIEW)
    assert (DONE in page.text, WORDS in page.text) == (True, True)
    li.send(REVIEW, do="unphrase", version="1", seen="1")
    assert [(row.number, row.text) for row in Phrasing.objects.all()] == [(1, WORDS), (2, "")]


def test_two_who_word_at_once_the_second_is_told(town: Town) -> None:
    town.opened()
    town.submitted("2", DONE, town.wang)
    Desk(town.li).send(REVIEW, do="phrase", phrasing=WORDS, version="1", seen="0")
    page = Desk(town.liang).send(REVIEW, do="phrase", phrasing="别的", version="1", seen="0")

    assert (page.status, "别人刚处理过这一项" in page.text) == (409, True)
    assert page.tree.cssselect("#wording")[0].text.strip() == "别的"  # what was typed stays


def test_the_plan_shows_it_labelled_and_the_task_page_both(town: Town) -> None:
    li = worded(town)

    plan = li.open("/river/2025/")
    assert (WORDS in plan.text, DONE in plan.text, "发布口径" in plan.text) == (True, False, True)
    task = li.open("/river/2025/tasks/2/")
    assert (WORDS in task.text, "单位的原文" in task.text) == (True, True)
    assert any("240" in mark for mark in task.texts("mark.o"))


def test_every_file_has_it_in_a_field_of_its_own_and_the_statement_stays(town: Town) -> None:
    li = worded(town)

    task = json.loads(li.client.get("/river/2025/plan.json").content)["tasks"][1]
    assert (task["statement"], task["phrasing"]) == (DONE, WORDS)
    csv = li.client.get("/river/2025/plan.csv").content.decode("utf-8-sig")
    assert "发布口径" in csv.splitlines()[0]
    assert DONE in csv
    assert WORDS in csv


def test_nothing_is_reckoned_from_it(town: Town) -> None:
    cycle = town.opened()
    town.submitted("2", DONE, town.wang)
    li = Desk(town.li)
    before = li.open(REVIEW).texts(".verdict")
    li.send(REVIEW, do="phrase", phrasing="新增学位3个。", version="1", seen="0")

    assert li.open(REVIEW).texts(".verdict") == before
    assert cycle.reports.get(task__key="2").current.statement == DONE

"""What is too long is refused before it is read, with one sentence; who asks too often is told to slow down."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from luoshi_web.pages.pace import Pace
from luoshi_web.reports.models import Contribution, Draft, Exemption
from luoshi_web.supervision.filters import longest_found, matches
from luoshi_web.supervision.queries import judged_plan
from tests.desk.desk import CYCLE, Desk
from tests.reports.town import Town

LONG = "做" * 100_000
REPORT, REVIEW = f"{CYCLE}report/2/", f"{CYCLE}review/2/"


@pytest.fixture
def collecting(town: Town) -> Town:
    at = timezone.now()
    town.opened(deadline=at + timedelta(days=5), at=at - timedelta(days=1))
    return town


def test_a_reason_a_question_and_a_sentence_have_lengths(collecting: Town) -> None:
    collecting.submitted("2", "新增学位210个。", collecting.wang, timezone.now())
    li, zhu = Desk(collecting.li), Desk(collecting.zhu)

    returned = li.send(REVIEW, do="return", reason=LONG)
    assert ("写了100000字，最多1000字" in returned.text, collecting.report("2").state) == (True, "submitted")
    locked = li.posted(CYCLE, do="lock", reason=LONG)
    assert ("最多1000字" in locked.text, Exemption.objects.exists()) == (True, False)
    unit = collecting.unit("财政局").pk
    asked = zhu.send(f"{CYCLE}report/4/", do="ask", unit=str(unit), question=LONG)
    assert ("最多1000字" in asked.text, Contribution.objects.filter(report__task__key="4").exists()) == (True, False)
    written = zhu.send(f"{CYCLE}report/3/", do="save", statement=LONG)
    assert ("写了100000字，最多5000字" in written.text, Draft.objects.filter(report__task__key="3").exists()) == (
        True,
        False,
    )


def test_a_form_that_is_larger_than_its_page_takes_is_refused_unread(collecting: Town) -> None:
    client = Client()
    client.force_login(collecting.li)
    answer = client.post(REVIEW, {"do": "return", "reason": "做" * 1_000_000})
    assert (answer.status_code, "这一页最多接收1兆" in answer.content.decode()) == (413, True)

    stranger = Client().post("/sign-in/", {"username": "a", "password": "b" * 2_000_000})
    assert stranger.status_code == 413


def test_a_page_that_takes_files_takes_more(collecting: Town) -> None:
    client = Client()
    client.force_login(collecting.wang)
    answer = client.post(REPORT, {"do": "save", "seen": "0", "statement": "做" * 1_000_000})
    assert (answer.status_code, "最多5000字" in answer.content.decode()) == (409, True)


def test_an_address_that_asks_too_often_is_slowed_with_a_sentence(collecting: Town, settings: Any) -> None:
    settings.REQUESTS_A_MINUTE = 5
    stranger = Client(REMOTE_ADDR="203.0.113.50")
    answers = [stranger.get("/sign-in/") for _ in range(7)]

    assert [one.status_code for one in answers] == [200] * 5 + [429] * 2
    assert "一分钟里最多打开5次" in answers[-1].content.decode()
    assert 1 <= int(answers[-1]["Retry-After"]) <= 13
    assert Client(REMOTE_ADDR="203.0.113.51").get("/sign-in/").status_code == 200


def test_who_is_signed_in_is_counted_by_account_behind_one_address(collecting: Town, settings: Any) -> None:
    settings.REQUESTS_A_MINUTE = 5
    for user in (collecting.li, collecting.wang, collecting.zhu):
        client = Client(REMOTE_ADDR="203.0.113.60")
        client.force_login(user)
        assert [client.get("/account/").status_code for _ in range(11)] == [200] * 10 + [429]


def test_a_pace_is_even_and_keeps_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert [pace.wait("a", 60) for _ in range(61)] == [0] * 60 + [1]
    now[0] = 1
    assert (pace.wait("a", 60), pace.wait("a", 60)) == (0, 1)

    monkeypatch.setattr("luoshi_web.pages.pace.MOST_KEPT", 3)
    for asker in "bcde":
        pace.wait(asker, 60)
    assert list(pace._purses) == ["c", "d", "e"]


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("学位电梯", "学位"),
        ("新增学位在哪", "新增学位"),
        ("在哪", ""),
        ("增", ""),
        ("新增 绿化", "新增"),
        ("新增学位" * 9, "新增学位"),
    ],
)
def test_the_longest_part_that_is_found_is_offered(town: Town, asked: str, part: str) -> None:
    tasks = judged_plan(town.plan, lights=False).plan.tasks
    assert longest_found(asked, tasks) == part
    assert not part or any(matches(task, part) for task in tasks)

"""Values that no form of ours sends are answered like any other wrong one: never by a page that says it broke."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from luoshi_web.people.models import User, WrongPassword
from luoshi_web.reports.actions.opening import open_cycle
from luoshi_web.reports.queries.questions import asked_of
from luoshi_web.reports.queries.whole import wording_of
from tests.desk.desk import CYCLE
from tests.people.lake import PASSWORD
from tests.reports.town import AS_OF, Town

HUGE = "9" * 5000  # Python itself refuses to read more than 4300 digits


@pytest.fixture
def collecting(town: Town) -> Town:
    """The cycle as of the end of September, being collected while the test runs."""
    open_cycle(town.plan, AS_OF, deadline=timezone.now() + timedelta(days=5), by=town.li)
    return town


def browser(user: User) -> Client:
    """A browser that gets what a person gets where the site breaks: a page."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.mark.parametrize("onward", ["desk", "report", ".", "\0"])
def test_a_word_that_is_no_address_leads_to_the_first_page(collecting: Town, onward: str) -> None:
    collecting.wang.set_password(PASSWORD)
    collecting.wang.save()
    signed_in = Client(raise_request_exception=False).post(
        "/sign-in/", {"username": "wang", "password": PASSWORD, "next": onward}
    )
    assert signed_in["Location"] == "/desk/"
    if onward != "\0":
        assert Client(raise_request_exception=False).get("/reading/", {"next": onward})["Location"] == "/"


@pytest.mark.parametrize(
    "address", ["report/%00/", "sheet/%00/", "workbook/%00/", "report/2/?show=%00", "report/2/?%00"]
)
def test_an_address_with_a_null_character_is_not_understood(collecting: Town, address: str) -> None:
    assert browser(collecting.wang).get(f"{CYCLE}{address}").status_code == 400


def test_a_null_character_is_taken_out_of_what_was_typed(collecting: Town) -> None:
    sent = {"do": "save", "seen": "0", "statement": "新增\0学位240个。", "problems": "\0"}
    assert browser(collecting.wang).post(f"{CYCLE}report/2/", sent).status_code == 302
    assert collecting.report("2").draft.statement == "新增学位240个。"


@pytest.mark.parametrize(
    ("who", "address", "sent"),
    [
        ("wang", "report/2/", {"do": "save", "seen": HUGE, "statement": "新增学位240个。"}),
        ("wang", "report/2/", {"do": "save", "seen": "0", "statement": "新增学位。", f"value.{HUGE}": "1"}),
        ("wang", "report/2/", {"do": "ask", "unit": HUGE}),
        ("wang", "report/2/", {"remove": HUGE}),
        ("li", "", {"do": "extension", "unit": HUGE, "until": "2030-01-01T18:00", "reason": "补数"}),
        ("li", "bulk/", {"doing": "accept", "do": "decide", "seen": f"{HUGE} 2"}),
    ],
)
def test_a_number_that_no_row_has_is_no_fault(collecting: Town, who: str, address: str, sent: dict[str, str]) -> None:
    assert browser(collecting.people[who]).post(f"{CYCLE}{address}", sent).status_code < 500


@pytest.mark.parametrize("digits", [30, 5000])
def test_a_figure_of_any_length_gets_a_sentence(collecting: Town, digits: int) -> None:
    report = collecting.report("2")
    target = asked_of(report, wording_of(report))[0].target.pk
    sent = {"do": "submit", "seen": "0", "statement": "新增学位。", f"value.{target}": "9" * digits}
    assert browser(collecting.wang).post(f"{CYCLE}report/2/", sent).status_code in (302, 409)
    assert browser(collecting.wang).get(f"{CYCLE}report/2/").status_code == 200


def test_a_name_longer_than_any_account_is_a_wrong_one(db: None) -> None:
    answer = Client().post("/sign-in/", {"username": "x" * 5000, "password": "y"})
    assert answer.status_code == 200
    assert not WrongPassword.objects.exists()


@pytest.mark.parametrize("number", ["9" * 30, "9" * 400, "٣٣٣", "²", "0." + "1" * 40])
def test_a_sentence_with_any_number_can_be_saved_read_and_opened_again(collecting: Town, number: str) -> None:
    said = f"新增学位{number}个，增长{number}%，位列第{number}位、前{number}名。"
    wang = browser(collecting.wang)
    assert wang.post(f"{CYCLE}report/2/saving/", {"seen": "0", "statement": said}).status_code == 200
    assert wang.get(f"{CYCLE}report/2/").status_code == 200
    assert wang.post(f"{CYCLE}report/2/", {"do": "submit", "seen": "1", "statement": said}).status_code in (302, 409)
    assert browser(collecting.li).get(CYCLE).status_code == 200


def test_a_form_that_has_not_seen_what_was_saved_writes_over_nothing(collecting: Town) -> None:
    wang = browser(collecting.wang)
    wang.post(f"{CYCLE}report/2/", {"do": "save", "seen": "0", "statement": "新增学位240个。"})
    assert wang.post(f"{CYCLE}report/2/", {"do": "?", "statement": "别的。"}).status_code == 409
    assert collecting.report("2").draft.statement == "新增学位240个。"

"""The demo's accounts: one of each kind, shown on the page of signing in, and nowhere where the demo was not loaded."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from luoshi_web.people.models import Membership, Role, User
from luoshi_web.people.samples import PASSWORD, SAMPLES
from luoshi_web.reports.models import Contribution, Cycle, CycleStatus
from luoshi_web.reports.queries.access import units_of
from luoshi_web.reports.queries.worklists import asked_by_others, owed_by
from luoshi_web.trail.models import Entry


def demo(*options: str) -> str:
    said = StringIO()
    call_command("demo", *options, stdout=said)
    return said.getvalue()


@pytest.fixture
def loaded(db: None) -> str:
    return demo()


def test_each_kind_is_there_each_can_come_in_and_each_has_something_to_do(loaded: str, client: Client) -> None:
    page = client.get("/sign-in/").content.decode()
    assert {row.role for row in Membership.objects.current()} == set(Role)
    for username, name, _, unit in SAMPLES:
        assert all(said in page for said in (username, name, unit))
        assert Client().post("/sign-in/", {"username": username, "password": PASSWORD}).status_code == 302
    for username in ("demo-jiaoyu", "demo-zhujian"):
        assert owed_by(units_of(User.objects.get(username=username))).exists()
    assert asked_by_others(units_of(User.objects.get(username="demo-jiaojing"))).exists()


def test_a_cycle_is_open_as_of_september(loaded: str) -> None:
    cycle = Cycle.objects.get(status=CycleStatus.OPEN)
    assert cycle.as_of.isoformat() == "2025-09-30"
    assert cycle.opens_at
    assert cycle.deadline
    assert 5 <= (cycle.deadline.date() - cycle.opens_at.date()).days <= 20


def test_loading_it_twice_changes_nothing(loaded: str) -> None:
    def counted() -> tuple[int, ...]:
        return tuple(rows.objects.count() for rows in (User, Membership, Cycle, Contribution, Entry))

    before = counted()
    assert "没有改动" in demo()
    assert counted() == before


def test_without_accounts_they_come_in_no_more_are_shown_no_more_and_do_not_come_back(
    loaded: str, client: Client
) -> None:
    inside = Client()
    inside.force_login(User.objects.get(username="demo-ducha"))
    assert "停用了9个示例账号" in demo("--without-accounts")
    demo()

    assert "示例账号" not in client.get("/sign-in/").content.decode()
    assert client.post("/sign-in/", {"username": "demo-ducha", "password": PASSWORD}).status_code == 200
    assert inside.get("/account/").status_code == 302
    demo("--with-accounts")
    assert client.post("/sign-in/", {"username": "demo-ducha", "password": PASSWORD}).status_code == 302


def test_where_the_demo_was_not_loaded_or_others_are_at_work_there_are_none(client: Client, li: User) -> None:
    assert PASSWORD not in client.get("/sign-in/").content.decode()
    demo()
    assert not User.objects.filter(is_sample=True).exists()
    assert not Cycle.objects.filter(status=CycleStatus.OPEN).exists()


def test_a_visitor_cannot_take_a_sample_account_from_the_next(loaded: str, client: Client) -> None:
    client.force_login(User.objects.get(username="demo-ducha"))
    sent = {"old_password": PASSWORD, "new_password1": "another-good-one", "new_password2": "another-good-one"}
    assert "示例账号的密码不能改" in client.post("/account/password/", sent).content.decode()
    client.get("/account/second-factor/")
    asked = {"do": "enrol", "code": "123456", "password": PASSWORD}
    assert "示例账号不能开" in client.post("/account/second-factor/", asked).content.decode()

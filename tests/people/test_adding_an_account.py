"""manage.py adduser: accounts are given, and what is wrong is one sentence in two languages."""

import io
import sys

import pytest
from django.core.management import call_command

from luoshi_web.people.models import Membership, Role, User
from luoshi_web.people.rights import Right, may
from luoshi_web.places.models import Jurisdiction
from tests.people.lake import PASSWORD


def adduser(monkeypatch: pytest.MonkeyPatch, *words: str, line: str = "") -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO(line))
    said = io.StringIO()
    call_command("adduser", *words, stdout=said)
    return said.getvalue()


def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str, line: str = "") -> str:
    with pytest.raises(SystemExit) as stopped:
        adduser(monkeypatch, *words, line=line)
    assert stopped.value.code == 2
    return capsys.readouterr().err


def test_a_reviewer_may_revise_where_they_work_and_nowhere_else(monkeypatch, lake: Jurisdiction) -> None:
    hill = Jurisdiction.objects.create(slug="hill", name="山区")
    said = adduser(
        monkeypatch, "li", "--jurisdiction", "lake", "--role", "reviewer", "--name", "李敏", line=PASSWORD + "\n"
    )

    assert "账号li已开" in said
    li = User.objects.get(username="li")
    assert (li.name, li.check_password(PASSWORD), li.is_superuser) == ("李敏", True, False)
    assert may(li, Right.REVISE, lake.pk)
    assert not may(li, Right.APPOINT, lake.pk)
    assert not may(li, Right.READ, hill.pk)


def test_the_first_administrator_needs_no_jurisdiction(monkeypatch, lake: Jurisdiction) -> None:
    adduser(monkeypatch, "root", "--admin", line=PASSWORD + "\n")
    assert may(User.objects.get(username="root"), Right.APPOINT, lake.pk)


def test_a_one_time_password_is_printed_and_works_once(monkeypatch, client, lake: Jurisdiction) -> None:
    said = adduser(monkeypatch, "lin", "--jurisdiction", "lake", "--role", "leader", "--one-time")
    password = said.strip().splitlines()[-1]

    assert client.post("/sign-in/", {"username": "lin", "password": password}).status_code == 302
    assert client.get("/")["Location"] == "/account/password/"


def test_the_same_again_changes_nothing_and_a_second_role_keeps_the_password(monkeypatch, lake: Jurisdiction) -> None:
    for _ in range(2):
        adduser(monkeypatch, "li", "--jurisdiction", "lake", "--role", "reviewer", line=PASSWORD + "\n")
    said = adduser(monkeypatch, "li", "--jurisdiction", "lake", "--role", "admin")

    assert "账号li已经有了" in said
    li = User.objects.get(username="li")
    assert li.check_password(PASSWORD)
    roles = Membership.objects.filter(user=li).values_list("role", flat=True)
    assert sorted(roles) == [Role.ADMIN, Role.REVIEWER]


def test_a_jurisdiction_that_is_new_is_made_under_its_name(monkeypatch, db: None) -> None:
    adduser(
        monkeypatch,
        "li",
        "--jurisdiction",
        "bay",
        "--jurisdiction-name",
        "湾区",
        "--role",
        "admin",
        line=PASSWORD + "\n",
    )
    assert Jurisdiction.objects.get(slug="bay").name == "湾区"


@pytest.mark.parametrize(
    ("words", "line", "chinese", "english"),
    [
        (("li", "--jurisdiction", "lake", "--role", "boss"), PASSWORD, "没有“boss”这个角色", "no role 'boss'"),
        (("li", "--role", "admin"), PASSWORD, "要一起写", "go together"),
        (("li", "--jurisdiction", "lake"), PASSWORD, "要一起写", "go together"),
        (("li",), PASSWORD, "请写明在哪里做什么", "Say where and as what"),
        (
            ("li", "--jurisdiction", "sea", "--role", "admin"),
            PASSWORD,
            "没有sea这个地区（现有：",
            "no jurisdiction sea",
        ),
        (
            ("li", "--jurisdiction", "a b", "--jurisdiction-name", "x", "--role", "admin"),
            PASSWORD,
            "只能用字母",
            "takes letters",
        ),
        (("li", "--admin"), "", "没有密码", "There is no password"),
        (("li", "--admin"), "short", "太短了，至少要10个字", "at least 10 characters"),
        (("li", "--admin"), "1234567890", "密码只包含数字", "entirely numeric"),
        (("limin-office", "--admin"), "limin-office", "相似", "too similar"),
        (("l i", "--admin"), PASSWORD, "账号名“l i”不行", "no account name"),
        (("l" * 151, "--admin"), PASSWORD, "不行", "no account name"),
    ],
)
def test_bad_input_is_a_sentence_and_makes_nothing(
    monkeypatch, capsys, lake: Jurisdiction, words: tuple[str, ...], line: str, chinese: str, english: str
) -> None:
    said = refused(monkeypatch, capsys, *words, line=line)

    assert chinese in said
    assert english in said
    assert "Traceback" not in said
    assert not User.objects.exists()

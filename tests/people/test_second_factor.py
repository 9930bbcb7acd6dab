"""A second factor: enrolled with its first code, asked at each sign-in, each code good once, ten codes on paper."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from luoshi_web.people import factors
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.trail.models import Entry
from tests.people.lake import PASSWORD

FACTOR, CODE = "/account/second-factor/", "/sign-in/code/"


def code_of(secret: str, steps: int = 0) -> str:
    """The six digits that a telephone shows now, or some steps of 30 s from now."""
    return factors._code(secret, int(time.time() // factors.STEP) + steps)


def enrol(client: Client, user: User, steps: int = -1) -> tuple[str, list[str]]:
    """Enrol on the page; return the secret and the codes on paper."""
    client.force_login(user)
    page = client.get(FACTOR).content.decode()
    secret = page.split('密钥 <span class="n">')[1].split("<")[0].replace(" ", "")
    told = {"do": "enrol", "code": code_of(secret, steps), "password": PASSWORD}
    answer = client.post(FACTOR, told).content.decode()
    return secret, [code.replace(" ", "") for code in re.findall(r"<li>(\d{4} \d{4})</li>", answer)]


def begin(user: str = "li") -> Client:
    """Give the right password; the code is still awaited."""
    client = Client()
    answer = client.post("/sign-in/", {"username": user, "password": PASSWORD, "next": "/account/"})
    assert answer["Location"] == CODE
    return client


def test_from_enrolment_on_signing_in_takes_the_code(client: Client, li: User, lake: Jurisdiction) -> None:
    secret, paper = enrol(client, li)
    assert len(paper) == 10
    assert Entry.objects.filter(chain=lake.pk, act="factor.enrolled", who=li.pk).exists()

    other = begin()
    assert other.get("/account/").status_code == 302
    assert other.post(CODE, {"code": code_of(secret)})["Location"] == "/account/"
    assert other.get("/account/").status_code == 200


def test_the_secret_is_kept_sealed(client: Client, li: User) -> None:
    secret, paper = enrol(client, li)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in paper)


def test_a_wrong_first_code_or_password_enrols_nothing(client: Client, li: User) -> None:
    client.force_login(li)
    client.get(FACTOR)
    for told, said in (
        ({"do": "enrol", "code": "000000", "password": PASSWORD}, "验证码不对"),
        ({"do": "enrol", "code": "000000", "password": "wrong"}, "现在的密码不对"),
    ):
        assert said in client.post(FACTOR, told).content.decode()
    assert not factors.has_factor(li)


def test_a_code_is_good_once(client: Client, li: User) -> None:
    secret, _ = enrol(client, li)
    code = code_of(secret)
    assert begin().post(CODE, {"code": code}).status_code == 302
    assert "已经用过" in begin().post(CODE, {"code": code}).content.decode()


def test_the_code_that_enrolled_does_not_sign_in(client: Client, li: User) -> None:
    secret, _ = enrol(client, li, steps=0)
    assert begin().post(CODE, {"code": code_of(secret)}).status_code == 422


@pytest.mark.parametrize(("steps", "status"), [(1, 302), (2, 422), (-2, 422)])
def test_a_clock_may_be_off_by_one_step(client: Client, li: User, steps: int, status: int) -> None:
    secret, _ = enrol(client, li)
    assert begin().post(CODE, {"code": code_of(secret, steps)}).status_code == status


def test_a_code_on_paper_is_good_once_each(client: Client, li: User) -> None:
    _, paper = enrol(client, li)
    assert begin().post(CODE, {"code": f"{paper[3][:4]} {paper[3][4:]}"}).status_code == 302
    assert begin().post(CODE, {"code": paper[3]}).status_code == 422
    assert begin().post(CODE, {"code": paper[4]}).status_code == 302
    assert factors.left_on_paper(li) == 8


def test_new_codes_on_paper_end_the_old_ones(client: Client, li: User) -> None:
    _, paper = enrol(client, li)
    page = client.post(FACTOR, {"do": "renew", "password": PASSWORD}).content.decode()
    fresh = re.findall(r"<li>(\d{4} \d{4})</li>", page)
    assert begin().post(CODE, {"code": paper[0]}).status_code == 422
    assert begin().post(CODE, {"code": fresh[0]}).status_code == 302


def test_ten_wrong_codes_from_anywhere_stop_the_account_until_an_administrator_helps(
    client: Client, li: User, gao: User
) -> None:
    secret, _ = enrol(client, li)
    for attempt in range(10):
        begin().post(CODE, {"code": "000000"}, REMOTE_ADDR=f"10.0.0.{attempt}")
    assert "这个账号已停住" in begin().post(CODE, {"code": code_of(secret)}).content.decode()

    client.force_login(gao)
    client.post("/lake/people/accounts/li/", {"do": "password"})
    assert User.objects.get(pk=li.pk).wrong_codes == 0


def test_the_code_is_awaited_for_five_minutes(client: Client, li: User) -> None:
    secret, _ = enrol(client, li)
    waiting = begin()
    session = waiting.session
    session["people.waiting"] = session["people.waiting"] | {"at": time.time() - 301}
    session.save()
    assert waiting.post(CODE, {"code": code_of(secret)})["Location"] == "/sign-in/"
    assert waiting.get("/account/").status_code == 302


def test_without_a_password_before_it_no_code_is_asked(client: Client, db: None) -> None:
    assert client.get(CODE)["Location"] == "/sign-in/"
    assert client.post(CODE, {"code": "123456"})["Location"] == "/sign-in/"


def test_after_the_sites_key_changed_there_is_a_sentence(client: Client, li: User, gao: User, settings) -> None:
    secret, _ = enrol(client, li)
    settings.SECRET_KEY = "another"
    assert "密钥换过" in begin().post(CODE, {"code": code_of(secret)}).content.decode()
    client.force_login(li)
    assert client.get("/account/").status_code == 200


def test_it_is_given_up_with_the_password(client: Client, li: User) -> None:
    enrol(client, li)
    assert client.post(FACTOR, {"do": "drop", "password": "wrong"}).status_code == 422
    assert client.post(FACTOR, {"do": "drop", "password": PASSWORD}).status_code == 302
    assert not Authenticator.objects.exists()


def test_an_administrator_takes_a_lost_one_away(client: Client, li: User, gao: User) -> None:
    enrol(client, li)
    client.force_login(gao)
    client.post("/lake/people/accounts/li/", {"do": "factor"})
    assert not factors.has_factor(li)


@pytest.mark.parametrize(
    ("asked", "of_li", "of_lin"), [("none", False, False), ("office", True, False), ("all", True, True)]
)
def test_who_must_have_one_says_a_setting(
    client: Client, li: User, lin: User, settings, asked: str, of_li: bool, of_lin: bool
) -> None:
    settings.SECOND_FACTOR = asked
    for user, must in ((li, of_li), (lin, of_lin)):
        client.force_login(user)
        answer = client.get("/desk/")
        assert (answer.status_code == 302 and answer["Location"] == FACTOR) is must
        assert client.post("/sign-out/").status_code == 302


def test_who_must_have_one_goes_on_once_it_is_there_and_cannot_give_it_up(client: Client, li: User, settings) -> None:
    settings.SECOND_FACTOR = "office"
    enrol(client, li)
    assert client.get("/desk/").status_code == 200
    assert client.post(FACTOR, {"do": "drop", "password": PASSWORD}).status_code == 422


def test_a_role_that_ended_asks_for_none(client: Client, li: User, settings) -> None:
    settings.SECOND_FACTOR = "office"
    Membership.objects.filter(user=li).update(role=Role.LEADER)
    client.force_login(li)
    assert client.get("/desk/").status_code == 200

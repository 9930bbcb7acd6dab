"""A message is recorded before it is sent; a server that is down, slow or refusing loses and doubles nothing."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from luoshi_web.errors import MovedMeanwhile
from luoshi_web.people.models import User
from luoshi_web.reminders.models import Kind, Message, State
from luoshi_web.reminders.outbox import Notice, record_messages
from luoshi_web.reminders.sending import reap_silent, repeat, send_due, send_mail_due, wait_after
from luoshi_web.trail.models import Entry
from tests.desk.desk import Desk
from tests.reminders.post import Postbox, free_port, mail_server
from tests.reports.town import Town


def recorded(town: Town, *names: str, key: str = "one") -> list[Message]:
    people = User.objects.filter(username__in=names).order_by("pk")
    notices = [Notice(f"{key}:{user.pk}", Kind.DIGEST, user, "落实：一封", ".一行\n第二行") for user in people]
    return record_messages(town.place.pk, notices, by=None, at=timezone.now())


def again() -> list[Message]:
    """The messages as they are now, after the time for the next try has come."""
    Message.objects.filter(state=State.RECORDED).update(next_try_at=timezone.now())
    return list(Message.objects.order_by("pk"))


def test_a_letter_arrives_whole_with_the_number_that_was_made_when_it_was_recorded(
    town: Town, postbox: Postbox
) -> None:
    message = recorded(town, "wang")[0]

    assert send_mail_due() == 1

    letter = postbox.letters[0]
    assert letter["Message-ID"] == f"<{message.number}@river.example>"
    assert (letter["From"], letter["Auto-Submitted"]) == ("督查室 <office@river.example>", "auto-generated")
    assert letter.get_content().replace("\r\n", "\n") == ".一行\n第二行\n"
    assert Message.objects.get().state == State.SENT
    assert send_mail_due() == 0


def test_the_same_notice_is_recorded_once(town: Town, postbox: Postbox) -> None:
    assert (len(recorded(town, "wang", "zhu")), len(recorded(town, "wang", "zhu", "li"))) == (2, 1)
    assert Message.objects.count() == 3


def test_a_server_that_is_down_is_asked_once_for_all_and_when_it_is_back_all_arrives(
    town: Town, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_port()
    settings.LUOSHI_MAIL_URL = f"smtp://127.0.0.1:{port}"
    recorded(town, "wang", "zhu", "li")

    with caplog.at_level(logging.WARNING):
        assert [send_mail_due(), send_mail_due()] == [0, 0]
        waiting = list(Message.objects.order_by("pk"))
        for _ in range(6):  # an hour of it
            again()
            send_mail_due()

    assert {one.state for one in waiting} == {State.RECORDED}
    assert ([one.attempts for one in waiting], waiting[0].error) == ([1, 0, 0], "邮件服务器连不上。")
    assert "cannot be reached" in caplog.text
    assert "@office.example" not in caplog.text
    with mail_server(port) as box:
        again()
        assert send_mail_due() == 3
    assert sorted(letter["To"] for letter in box.letters) == [
        f"{name}@office.example" for name in ("li", "wang", "zhu")
    ]
    assert set(Message.objects.values_list("state", "error")) == {(State.SENT, "")}


def test_it_is_tried_later_each_time_an_hour_at_most_and_two_days_long(town: Town, settings: Any) -> None:
    assert [wait_after(n).total_seconds() // 60 for n in (1, 2, 3, 6, 7, 50)] == [1, 2, 4, 32, 60, 60]
    settings.LUOSHI_MAIL_URL = f"smtp://127.0.0.1:{free_port()}"
    recorded(town, "wang")
    Message.objects.update(recorded_at=timezone.now() - timedelta(days=2, minutes=1))

    send_mail_due()

    assert (Message.objects.get().state, Message.objects.get().error) == (State.FAILED, "邮件服务器连不上。")


def test_an_address_that_is_refused_fails_for_good_and_holds_up_nobody(
    town: Town, postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    postbox.refuses = "wang@office.example"
    recorded(town, "wang", "zhu")

    assert send_mail_due() == 1

    message = Message.objects.get(person=town.wang)
    assert (message.state, message.error) == (State.FAILED, "邮件服务器不收这封信（550），多半是邮箱写错了。")
    assert "wang@" not in caplog.text


def test_a_refused_sender_is_no_fault_of_any_letter_and_all_of_them_wait(
    town: Town, postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    postbox.locked = True
    recorded(town, "wang", "zhu")
    assert send_mail_due() == 0

    assert {one.state for one in Message.objects.all()} == {State.RECORDED}
    assert all(one.error.startswith("邮件服务器不收这个发件人的信（530）") for one in Message.objects.all())
    assert "LUOSHI_MAIL_FROM" in caplog.text
    postbox.locked = False
    again()
    assert send_mail_due() == 2


@pytest.mark.parametrize(
    ("scheme", "said"),
    [
        ("smtp+ssl", "LUOSHI_MAIL_URL 没有写对。"),
        ("smtps", "邮件服务器不会这样加密或登录，请看LUOSHI_MAIL_URL的写法和端口。"),
        ("smtp+tls", "邮件服务器不会这样加密或登录，请看LUOSHI_MAIL_URL的写法和端口。"),
    ],
)
def test_where_encryption_is_asked_for_nothing_goes_out_without_it(
    town: Town, postbox: Postbox, settings: Any, scheme: str, said: str
) -> None:
    settings.LUOSHI_MAIL_URL = settings.LUOSHI_MAIL_URL.replace("smtp", scheme, 1)
    recorded(town, "wang")

    assert send_mail_due() == 0
    assert (Message.objects.get().error, postbox.letters) == (said, [])


def test_a_server_that_wants_them_again_later_gets_them_once(town: Town, postbox: Postbox) -> None:
    postbox.grey = {"wang@office.example", "zhu@office.example"}
    recorded(town, "wang", "zhu", "li")
    assert send_mail_due() == 1

    again()
    assert (send_mail_due(), send_mail_due(), len(postbox.letters)) == (2, 0, 3)


@pytest.mark.parametrize("address", ["王@office.example", "wang@office.example\r\nRCPT TO:<x@y>", "wang", "a b@c"])
def test_what_is_no_address_fails_for_good_in_a_sentence(town: Town, postbox: Postbox, address: str) -> None:
    User.objects.filter(username="wang").update(email=address)
    recorded(town, "wang", "zhu")

    assert send_mail_due() == 1

    assert (Message.objects.get(person=town.wang).state, len(postbox.letters)) == (State.FAILED, 1)


def test_a_server_that_takes_the_text_and_never_answers_leaves_it_perhaps_sent(
    town: Town, postbox: Postbox, settings: Any
) -> None:
    settings.LUOSHI_MAIL_SECONDS = 1
    postbox.silent = True
    recorded(town, "wang")
    send_mail_due()
    postbox.silent = False

    again()
    assert (send_mail_due(), Message.objects.get().state) == (0, State.PERHAPS_SENT)
    repeat(Message.objects.get(), by=town.li)
    assert send_mail_due() == 1

    assert len({letter["Message-ID"] for letter in postbox.letters}) == 1
    assert len(postbox.letters) == 2
    assert Entry.objects.get(act="message.repeated").who == town.li.pk


def test_what_was_being_sent_when_its_process_died_is_perhaps_sent_after_a_silence(
    town: Town, postbox: Postbox
) -> None:
    message = recorded(town, "wang")[0]
    Message.objects.update(state=State.SENDING, attempts=1, begun_at=timezone.now())

    assert reap_silent() == (0, 0)
    assert reap_silent(timezone.now() + timedelta(minutes=6)) == (1, 0)

    assert send_mail_due() == 0
    message.refresh_from_db()
    assert (message.state, message.error) == (State.PERHAPS_SENT, "发的时候中断了，不知道有没有发出。")


def test_the_log_shows_it_and_a_person_repeats_it_by_its_button_once(town: Town, postbox: Postbox) -> None:
    message = recorded(town, "wang")[0]
    Message.objects.update(state=State.PERHAPS_SENT, attempts=1)
    li, log, one = Desk(town.li), "/river/messages/", f"/river/messages/{message.number}/"

    page = li.open(log)
    assert ("w***@office.example" in page.text, "可能已发出" in page.text) == (True, True)
    assert "wang@office.example" not in page.html + li.open(one).html
    assert li.client.post(one).status_code == 302
    twice = li.client.post(one)

    assert (twice.status_code, "别人刚处理过" in twice.content.decode()) == (409, True)
    assert send_mail_due() == 1
    assert "还没有发过消息" in li.open("/river/messages/?state=failed").text
    with pytest.raises(MovedMeanwhile):
        repeat(Message.objects.get(), by=town.li)


def test_without_a_mail_server_in_the_settings_messages_stand_in_the_site_and_the_log_says_so(town: Town) -> None:
    recorded(town, "wang")

    assert send_due.call("now") == 0
    assert Message.objects.get().state == State.SITE
    assert "这个网站没有开邮件" in Desk(town.li).open("/river/messages/").text


def test_only_the_office_sees_the_log(town: Town, postbox: Postbox) -> None:
    one = f"/river/messages/{recorded(town, 'wang')[0].number}/"

    for name, status in (("zhou", 404), ("wang", 404), ("lin", 403), ("li", 200)):
        assert [Desk(town.people[name]).open(page).status for page in ("/river/messages/", one)] == [status] * 2
    assert Desk(town.zhou).open(one.replace("river", "hill")).status == 404

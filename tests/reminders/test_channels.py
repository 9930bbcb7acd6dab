"""Channels: what may be set, how little of it is ever shown, and what a receiver gets, signed and by one number."""

import json
import logging
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from luoshi_web.people.models import Role
from luoshi_web.reminders.channels import NotAllowed, checked, remove_channel, set_channel
from luoshi_web.reminders.models import Channel, Message, State
from luoshi_web.reminders.posting import signature
from luoshi_web.reminders.sending import reap_silent, repeat, send_posts_due
from luoshi_web.reminders.trial import send
from luoshi_web.reminders.urging import urge
from luoshi_web.trail.models import Details, Entry
from tests.desk.desk import Desk
from tests.reminders.post import Receiver
from tests.reports.town import Town, on

SECRET = "0123456789abcdef0123"
DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token="
TOKEN = "5f1d0c3b9a7e4412"
SETTINGS = "/river/messages/settings/"


def is_genuine(secret: str, header: str, body: bytes, now: float | None = None) -> bool:
    """Check a signature as docs/reminders.md tells a receiver to."""
    told = Path("docs/reminders.md").read_text(encoding="utf-8")
    scope: dict[str, Any] = {}
    exec(re.search(r"```python\n(.+?)```", told, re.DOTALL)[1], scope)  # type: ignore[index]
    return bool(scope["is_genuine"](secret, header, body, now))


def webhook(town: Town, program: Receiver) -> Channel:
    return set_channel(town.place, "webhook", "大屏", f"{program.base}/in?k={TOKEN}", SECRET, by=town.li)


def due() -> None:
    Message.objects.filter(state=State.RECORDED).update(next_try_at=timezone.now())


@pytest.mark.parametrize(
    ("kind", "address", "said"),
    [
        ("webhook", "https://evil.example/in", "不能往evil.example发"),
        ("webhook", "http://127.0.0.1:9/in", "地址要以https://开头"),
        ("webhook", "file:///etc/passwd", "地址没有读懂"),
        ("webhook", "gopher://127.0.0.1/x", "地址要以https://开头"),
        ("webhook", "https://allowed.example@evil.example/", "地址没有读懂"),
        ("webhook", "https://allowed.example:444/", "不能往allowed.example:444发"),
        ("webhook", "https://allowed.example.evil.example/", "不能往allowed.example.evil.example发"),
        ("webhook", "https://oapi.dingtalk.com/x", "不能往oapi.dingtalk.com发"),
        ("dingtalk", f"https://evil.example/robot/send?access_token={TOKEN}", "不能往evil.example发"),
        ("dingtalk", f"https://oapi.dingtalk.com/other?access_token={TOKEN}", "这不是钉钉群的机器人地址"),
        ("wecom", f"{DINGTALK}{TOKEN}", "不能往oapi.dingtalk.com发"),
        ("feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/a b", "地址没有读懂"),
    ],
)
def test_only_schemes_and_hosts_on_the_list_are_taken(settings: Any, kind: str, address: str, said: str) -> None:
    settings.LUOSHI_WEBHOOK_HOSTS = ["allowed.example", "http://10.0.0.1:80"]

    with pytest.raises(NotAllowed, match=said):
        checked(kind, address)


def test_what_is_on_the_list_is_taken_and_the_chat_services_without_a_setting() -> None:
    for kind, address in (
        ("dingtalk", f"{DINGTALK}{TOKEN}"),
        ("wecom", f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={TOKEN}"),
        ("feishu", f"https://open.feishu.cn/open-apis/bot/v2/hook/{TOKEN}"),
    ):
        assert checked(kind, address).token == TOKEN


def test_an_address_is_kept_encrypted_and_shown_by_its_host_only(
    town: Town, program: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    gao = town.person("gao", "高远", Role.ADMIN)
    desk = Desk(gao)
    sent = {"kind": "webhook", "name": "大屏", "address": f"{program.base}/in?k={TOKEN}", "secret": SECRET, "do": "set"}
    assert desk.client.post(SETTINGS, sent).status_code == 302
    desk.client.post(SETTINGS, {"do": "try", "channel": "1"})
    program.status = 500
    with caplog.at_level(logging.DEBUG):
        send_posts_due()

    with connection.cursor() as cursor:
        cursor.execute("select address, secret, host from reminders_channel")
        kept = " ".join(cursor.fetchone())
    trail = " ".join(Details.objects.values_list("text", flat=True))
    pages = desk.open(SETTINGS).html + desk.open("/river/messages/").html
    ours = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith(("luoshi", "urllib3", "requests"))
    )
    for text in (kept, trail, pages, ours, " ".join(Message.objects.values_list("error", flat=True))):
        assert (TOKEN in text, SECRET in text) == (False, False)
    assert f"{program.base.removeprefix('http://')}/…" in pages
    assert [one.act for one in Entry.objects.filter(act__startswith="channel")] == ["channel.set", "channel.tried"]


def test_a_form_that_is_refused_says_why_and_keeps_what_was_typed(town: Town) -> None:
    desk = Desk(town.person("gao", "高远", Role.ADMIN))
    sent = {"kind": "webhook", "address": "https://evil.example/", "name": "大屏", "secret": SECRET, "do": "set"}
    answer = desk.client.post(SETTINGS, sent)
    short = desk.client.post(SETTINGS, {"do": "rhythm", "before": "3、百"})

    assert (answer.status_code, "不能往evil.example发" in answer.content.decode()) == (422, True)
    assert 'value="https://evil.example/"' in answer.content.decode()
    assert "比如3、1" in short.content.decode()
    assert Desk(town.li).open(SETTINGS).status == 403


def test_a_webhook_is_signed_and_its_receiver_can_check_it(town: Town, program: Receiver) -> None:
    webhook(town, program)
    cycle = town.opened()
    urge(cycle, [town.unit("住建局")], by=town.li, at=on(16))

    assert send_posts_due() == 1

    path, headers, body = program.got[0]
    told, message = json.loads(body), Message.objects.get(channel__isnull=False)
    stamp = int(headers["Luoshi-Signature"].split(",")[0].removeprefix("t="))
    assert headers["Luoshi-Signature"] == signature(SECRET, body, stamp)
    assert is_genuine(SECRET, headers["Luoshi-Signature"], body)
    assert not is_genuine(SECRET, headers["Luoshi-Signature"], body + b" ")
    assert not is_genuine("another", headers["Luoshi-Signature"], body)
    assert not is_genuine(SECRET, headers["Luoshi-Signature"], body, now=stamp + 301.0)
    assert (path, headers["Luoshi-Id"], told["id"]) == (f"/in?k={TOKEN}", str(message.number), str(message.number))
    assert (told["kind"], told["jurisdiction"]) == ("urge", "river")
    assert "住建局：第3项、第4项，共2项" in told["text"]


def test_a_webhook_that_fails_is_repeated_by_itself_with_the_same_number_and_body(
    town: Town, program: Receiver
) -> None:
    send(webhook(town, program), by=town.li)
    program.status = 503
    assert send_posts_due() == 0
    assert Message.objects.get().error == "对方没有收（503）。"
    Message.objects.update(state=State.SENDING, begun_at=timezone.now() - timedelta(minutes=6))  # its process died
    assert reap_silent() == (0, 1)
    program.status = 204
    due()

    assert send_posts_due() == 1

    (_, first, one), (_, second, two) = program.got
    assert (first["Luoshi-Id"], one) == (second["Luoshi-Id"], two)


def test_a_redirect_is_not_followed(town: Town, program: Receiver) -> None:
    program.status, program.location = 307, f"{program.base}/elsewhere"
    send(webhook(town, program), by=town.li)

    send_posts_due()

    assert len(program.got) == 1
    assert "没有跟过去" in Message.objects.get().error


def test_a_host_that_is_taken_off_the_list_is_no_longer_written_to(
    town: Town, program: Receiver, settings: Any
) -> None:
    send(webhook(town, program), by=town.li)
    settings.LUOSHI_WEBHOOK_HOSTS = []

    send_posts_due()

    assert (program.got, Message.objects.get().state) == ([], State.FAILED)


def test_a_chat_message_that_broke_off_is_perhaps_sent_and_only_a_person_repeats_it(
    town: Town, program: Receiver
) -> None:
    send(set_channel(town.place, "wecom", "", f"{program.base}/cgi-bin/webhook/send?key=a", by=town.li), by=town.li)
    Message.objects.update(state=State.SENDING, attempts=1, begun_at=timezone.now() - timedelta(minutes=6))

    program.answer = b'{"errcode": 0, "errmsg": "ok"}'
    assert reap_silent() == (1, 0)
    assert send_posts_due() == 0
    repeat(Message.objects.get(), by=town.li)
    assert send_posts_due() == 1


def test_a_removed_channel_gets_nothing_and_its_address_is_gone(town: Town, program: Receiver) -> None:
    channel = webhook(town, program)
    send(channel, by=town.li)
    remove_channel(channel, by=town.li)

    send_posts_due()

    assert (program.got, Message.objects.get().state) == ([], State.FAILED)
    assert Channel.objects.values_list("address", "secret").get() == ("", "")


def test_another_key_of_the_site_is_said_and_not_guessed(town: Town, program: Receiver, settings: Any) -> None:
    send(webhook(town, program), by=town.li)
    settings.SECRET_KEY = "another"

    send_posts_due()

    assert "密钥换过了" in Message.objects.get().error

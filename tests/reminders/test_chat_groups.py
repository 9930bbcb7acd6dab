"""Chat groups: a bot that checks signatures as the public rules of DingTalk and Feishu say lets messages through."""

import base64
import hashlib
import hmac
import json
import logging
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.reminders.channels import set_channel
from luoshi_web.reminders.chatgroups import LONGEST, number_in, shortened
from luoshi_web.reminders.models import Channel, ChannelKind, Message, State
from luoshi_web.reminders.sending import send_posts_due
from luoshi_web.reminders.trial import send
from tests.reminders.post import Receiver
from tests.reports.town import Town

TOKEN = "5f1d0c3b9a7e4412"
DINGTALK = f"/robot/send?access_token={TOKEN}"
WECOM = f"/cgi-bin/webhook/send?key={TOKEN}"
FEISHU = f"/open-apis/bot/v2/hook/{TOKEN}"
ADDRESSES = {"dingtalk": DINGTALK, "wecom": WECOM, "feishu": FEISHU}
HOUR = 3600


def dingtalk_bot(secret: str) -> Callable[[str, bytes], bytes]:
    """A bot with 加签: Base64 of HMAC-SHA256, by the secret, over "timestamp\\nsecret"; milliseconds, an hour."""

    def judge(path: str, body: bytes) -> bytes:
        query = dict(parse_qsl(urlsplit(path).query, strict_parsing=True))  # decodes each value once
        told = f"{query['timestamp']}\n{secret}".encode()
        right = base64.b64encode(hmac.new(secret.encode(), told, hashlib.sha256).digest()).decode()
        late = abs(time.time() - int(query["timestamp"]) / 1000) > HOUR
        if late or query["sign"] != right or query["access_token"] != TOKEN:
            return b'{"errcode": 310000, "errmsg": "sign not match, more: https://ding-doc.dingtalk.com"}'
        return b'{"errcode": 0, "errmsg": "ok"}' if json.loads(body)["text"]["content"] else b"{}"

    return judge


def feishu_bot(secret: str) -> Callable[[str, bytes], bytes]:
    """A bot with 签名校验: Base64 of HMAC-SHA256, by "timestamp\\nsecret", over nothing; seconds, an hour."""

    def judge(path: str, body: bytes) -> bytes:
        told = json.loads(body)
        key = f"{told['timestamp']}\n{secret}".encode()
        right = base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()
        if abs(time.time() - int(told["timestamp"])) > HOUR or told["sign"] != right:
            return b'{"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"}'
        return b'{"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"}'

    return judge


def group(town: Town, program: Receiver, kind: str, secret: str = "") -> Channel:
    return set_channel(town.place, kind, "", f"{program.base}{ADDRESSES[kind]}", secret, by=town.li)


def tried(channel: Channel, town: Town) -> Message:
    """Send a trial and return what became of it."""
    made = send(channel, by=town.li)
    send_posts_due()
    return Message.objects.get(pk=made.pk)


@pytest.mark.parametrize(("kind", "bot"), [("dingtalk", dingtalk_bot), ("feishu", feishu_bot)])
def test_a_bot_that_wants_signatures_takes_each_message(
    town: Town, program: Receiver, kind: str, bot: Callable[[str], Callable[[str, bytes], bytes]]
) -> None:
    """Twelve secrets, since + and / stand in most signatures and not in all."""
    for number in range(12):
        secret = f"SEC{hashlib.sha256(bytes([number])).hexdigest()}"
        program.judge = bot(secret)

        assert tried(group(town, program, kind, secret), town).state == State.SENT


@pytest.mark.parametrize(("kind", "bot"), [("dingtalk", dingtalk_bot), ("feishu", feishu_bot)])
def test_a_wrong_secret_is_refused_and_the_sentence_says_what_to_look_at(
    town: Town, program: Receiver, kind: str, bot: Callable[[str], Callable[[str, bytes], bytes]]
) -> None:
    program.judge = bot("SECright")

    message = tried(group(town, program, kind, "SECwrong"), town)

    assert message.state == State.RECORDED
    assert "签名不对，请核对签名密钥和服务器的时间" in message.error
    assert "check the secret" in message.error_en


@pytest.mark.parametrize(
    ("kind", "address", "body"),
    [
        ("dingtalk", DINGTALK, {"msgtype": "text", "text": {"content": "…"}}),
        ("wecom", WECOM, {"msgtype": "text", "text": {"content": "…"}}),
        ("feishu", FEISHU, {"msg_type": "text", "content": {"text": "…"}}),
    ],
)
def test_without_a_secret_a_group_gets_the_text_at_its_own_address(
    town: Town, program: Receiver, kind: str, address: str, body: dict[str, Any]
) -> None:
    program.answer = b'{"errcode": 0}' if kind != "feishu" else b'{"code": 0}'

    message = tried(group(town, program, kind), town)

    path, headers, sent = program.got[0]
    told = json.loads(sent)
    text = (told.get("text") or told.get("content")).popitem()[1]
    assert (message.state, path, text) == (State.SENT, address, message.body)
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert told.keys() == body.keys()


@pytest.mark.parametrize(
    ("kind", "answer", "said"),
    [
        (
            "dingtalk",
            '{"errcode":310000,"errmsg":"keywords not in content"}',
            "（310000）：群机器人设了关键词",
        ),
        ("dingtalk", '{"errcode":310000,"errmsg":"ip 10.1.2.3 not in whitelist"}', "没有许可这台服务器的IP地址"),
        ("dingtalk", '{"errcode":310000,"errmsg":"?"}', "安全设置没有让它通过"),
        ("dingtalk", '{"errcode":"300005","errmsg":"token is not exist"}', "（300005）：这个机器人没有了，或者停用了"),
        ("wecom", '{"errcode":93000,"errmsg":"invalid webhook url"}', "（93000）：这个机器人没有了，或者停用了"),
        ("wecom", '{"errcode":45009,"errmsg":"api freq out of limit"}', "发得太快"),
        ("wecom", '{"errcode":40058,"errmsg":"content too long"}', "（40058）：请看群里的设置"),
        ("feishu", '{"code":19024,"msg":"Key Words Not Found"}', "请把“落实”加进去"),
        ("feishu", '{"code":19022,"msg":"Ip Not Allowed"}', "没有许可这台服务器的IP地址"),
        ("feishu", '{"StatusCode":0,"code":9499,"msg":"Bad Request"}', "（9499）：请看群里的设置"),
    ],
)
@pytest.mark.parametrize("status", [200, 400])
def test_a_number_that_is_not_zero_is_a_refusal_whatever_the_status(
    town: Town, program: Receiver, kind: str, answer: str, said: str, status: int
) -> None:
    program.status, program.answer = status, answer.encode()

    message = tried(group(town, program, kind), town)

    assert (message.state, said in message.error, message.error.endswith("。")) == (State.RECORDED, True, True)
    assert message.error_en.startswith("The group's bot does not take it")


@pytest.mark.parametrize("answer", [b"<html>welcome</html>", b"", b"[]", b"{}", b'{"errcode": "ok"}', b"[" * 60000])
def test_an_answer_that_no_bot_gives_is_no_success(town: Town, program: Receiver, answer: bytes) -> None:
    program.answer = answer

    message = tried(group(town, program, "wecom"), town)

    assert (message.state, "没有读懂" in message.error) == (State.PERHAPS_SENT, True)
    assert number_in(answer) is None


def test_neither_address_nor_signature_stands_in_any_log(
    town: Town, program: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    channel = group(town, program, "dingtalk", "SECright")
    with caplog.at_level(logging.DEBUG):
        for status, answer in ((200, f'{{"errcode": 1, "errmsg": "no {TOKEN}"}}'), (302, ""), (500, "")):
            program.status, program.answer, program.location = status, answer.encode(), f"/{TOKEN}"
            tried(channel, town)
            Message.objects.update(next_try_at=timezone.now())

    logged = "\n".join(record.getMessage() for record in caplog.records)
    for text in (logged, " ".join(Message.objects.values_list("error", flat=True))):
        assert [word for word in (TOKEN, "SECright", "sign=") if word in text] == []
    assert "tried 1 times" in logged


def test_a_secret_is_letters_and_digits_and_wecom_has_none(town: Town, program: Receiver) -> None:
    for kind, secret, said in (
        ("dingtalk", "SEC 1", "只有字母和数字"),
        ("feishu", "密钥", "只有字母和数字"),
        ("wecom", "SEC1", "不用签名密钥"),
    ):
        with pytest.raises(LuoshiError, match=said):
            group(town, program, kind, secret)


def test_a_long_text_ends_with_a_whole_line_and_says_that_there_is_more() -> None:
    text = "\n".join(f"第{n}行" for n in range(500))

    short = shortened(text, LONGEST[ChannelKind.WECOM])

    assert len(short.encode()) <= 2000
    assert short.endswith("行\n其余请到系统里看。")

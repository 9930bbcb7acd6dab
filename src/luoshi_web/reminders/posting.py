"""Posting: a message to a chat group through apprise, or to a program as signed JSON. No redirect is followed.

A program is sent POST, application/json, with two headers:

    Luoshi-Id: 7c0e…                     the same each time that one message is sent
    Luoshi-Signature: t=1764000000,v1=…  HMAC-SHA256 over "1764000000." and the body, in hexadecimal

docs/reminders.md shows how a receiver checks them.
"""

import hashlib
import hmac
import json
import threading
import time
from contextlib import suppress
from typing import Any
from uuid import UUID

import requests
from apprise.plugins import dingtalk, feishu, wecombot
from django.conf import settings
from urllib3.exceptions import HTTPError

from luoshi.errors import LuoshiError
from luoshi_web.reminders.channels import NotAllowed, Target, checked, unsealed
from luoshi_web.reminders.models import Channel, ChannelKind, Message

MOST_ANSWER = 65536  # bytes of an answer that are read
LONGEST = {ChannelKind.WECOM: 2000, ChannelKind.DINGTALK: 6000, ChannelKind.FEISHU: 6000}  # bytes of a text


class NotPosted(LuoshiError):
    """It was not taken. `for_good`: trying again would change nothing."""

    def __init__(self, chinese: str, english: str, *, for_good: bool = False) -> None:
        super().__init__(chinese, english)
        self.for_good = for_good


class PerhapsPosted(LuoshiError):
    """It was sent, and the answer did not come."""


def post(channel: Channel, message: Message) -> None:
    """Send a message to a channel.

    Raises:
        NotPosted: the address is no longer allowed, was not reached, or does not take it.
        PerhapsPosted: the request was sent, and no answer came.
    """
    if channel.removed_at is not None:
        raise NotPosted("这个地址已经撤掉了。", "This address was removed.", for_good=True)
    try:
        target, secret = checked(channel.kind, unsealed(channel.address)), unsealed(channel.secret)
    except NotAllowed as error:
        raise NotPosted(error.chinese, error.english, for_good=True) from None
    if channel.kind == ChannelKind.WEBHOOK:
        _to_a_program(target, secret, message)
    else:
        _to_a_group(ChannelKind(channel.kind), target, secret, message)


def body_of(message: Message) -> bytes:
    """Return what a program is sent; it depends on nothing but the message, so it is the same each time."""
    told = {
        "id": str(message.number),
        "kind": message.kind,
        "jurisdiction": message.jurisdiction.slug,
        "at": message.recorded_at.isoformat(),
        "subject": message.subject,
        "text": message.body,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()


def signature(secret: str, body: bytes, at: int) -> str:
    """Return the header's value: the second it was signed at, and the HMAC over it and the body."""
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def headers_of(number: UUID, secret: str, body: bytes, at: int) -> dict[str, str]:
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Luoshi",
        "Luoshi-Id": str(number),
        "Luoshi-Signature": signature(secret, body, at),
    }


def _to_a_program(target: Target, secret: str, message: Message) -> None:
    body = body_of(message)
    code, _answer = _asked(target.url, data=body, headers=headers_of(message.number, secret, body, int(time.time())))
    _must_be_good(code)


def _asked(url: str, **words: Any) -> tuple[int, bytes]:
    """Post, within the time that the settings give; return status and the beginning of the answer.

    The errors say nothing of the address, since those of requests hold it whole.
    """
    words |= {"allow_redirects": False, "timeout": settings.LUOSHI_POST_SECONDS, "stream": True}
    try:
        with requests.post(url, **words) as answer:
            said = b""
            with suppress(HTTPError, OSError):  # the status is there; that the rest breaks off changes nothing
                said = answer.raw.read(MOST_ANSWER, decode_content=True) or b""
            return answer.status_code, said
    except requests.ConnectTimeout:
        raise NotPosted("对方连不上。", "It cannot be reached.") from None
    except requests.Timeout:
        raise PerhapsPosted("发过去了，没有等到回话。", "It was sent, and no answer came.") from None
    except requests.exceptions.SSLError:
        raise NotPosted("对方的证书不对。", "Its certificate is not right.") from None
    except requests.ConnectionError as error:
        if "NewConnectionError" in repr(error) or "NameResolution" in repr(error):
            raise NotPosted("对方连不上。", "It cannot be reached.") from None
        raise PerhapsPosted("发的时候断开了。", "The connection broke while it was sent.") from None
    except (requests.RequestException, OSError):
        raise PerhapsPosted("发的时候断开了。", "The connection broke while it was sent.") from None


def _must_be_good(code: int) -> None:
    if 300 <= code < 400:
        raise NotPosted(
            f"对方要转到别的地址（{code}），没有跟过去。",
            f"It points to another address ({code}), which is not followed.",
        )
    if not 200 <= code < 300:
        raise NotPosted(f"对方没有收（{code}）。", f"It does not take it ({code}).")


class _Answers(threading.local):
    """What the chat service said to the request of this thread."""

    code: int = 0
    body: bytes = b""
    error: LuoshiError | None = None


class _Asking:
    """Stands for `requests` in apprise's plugins.

    They take any answer with status 200 for a success, though a chat service refuses with 200
    and a number in the answer; they follow redirects by themselves; and they log the address.
    """

    codes = requests.codes
    RequestException = requests.RequestException

    def __init__(self) -> None:
        self.last = _Answers()

    def post(self, url: str, data: Any, headers: dict[str, str], params: Any = None, **_unused: Any) -> Any:
        try:
            self.last.code, self.last.body = _asked(url, data=data, headers=headers, params=params)
        except LuoshiError as error:
            self.last.error = error
            raise requests.RequestException from None
        answer = requests.Response()
        answer.status_code = self.last.code
        return answer


_ASKING = _Asking()
for _plugin in (dingtalk, feishu, wecombot):
    _plugin.requests = _ASKING


def _plugin_for(kind: ChannelKind, target: Target, secret: str) -> Any:
    """Return apprise's plugin, which writes to the host that was set: a private edition has its own."""
    if kind == ChannelKind.DINGTALK:
        plugin = dingtalk.NotifyDingTalk(token=target.token, secret=secret or None)
        plugin.notify_url = f"{target.base}/robot/send?access_token={{token}}"
    elif kind == ChannelKind.FEISHU:
        plugin = feishu.NotifyFeishu(token=target.token)
        plugin.notify_url = f"{target.base}/open-apis/bot/v2/hook/{{token}}"
    else:
        plugin = wecombot.NotifyWeComBot(key=target.token)
        plugin.api_url = f"{target.base}/cgi-bin/webhook/send?key={target.token}"
    return plugin


def _to_a_group(kind: ChannelKind, target: Target, secret: str, message: Message) -> None:
    last = _ASKING.last
    last.code, last.body, last.error = 0, b"", None
    _plugin_for(kind, target, secret).send(body=shortened(message.body, LONGEST[kind]), title="")
    if last.error is not None:
        raise last.error
    _must_be_good(last.code)
    number = _number_said(last.body)
    if number:
        raise NotPosted(
            f"群机器人没有收（{number}），请看群里的安全设置。",
            f"The group's bot does not take it ({number}); please look at the group's security settings.",
        )


def _number_said(answer: bytes) -> int:
    """Return the number in a chat service's answer; 0 is good, and so is none."""
    try:
        told = json.loads(answer)
    except ValueError:
        return 0
    if not isinstance(told, dict):
        return 0
    found = next((told[name] for name in ("errcode", "code", "StatusCode") if name in told), 0)
    return found if isinstance(found, int) else 0


def shortened(text: str, most: int) -> str:
    """Return as many whole lines as fit into so many bytes; where some do not, the last says so."""
    if len(text.encode()) <= most:
        return text
    end = "\n其余请到系统里看。"
    kept, left = [], most - len(end.encode())
    for line in text.split("\n"):
        left -= len(line.encode()) + 1
        if left < 0:
            break
        kept.append(line)
    return "\n".join(kept) + end

"""Posting: a message to a chat group (chatgroups.py), or to a program as signed JSON. No redirect is followed.

A program is sent POST, application/json, with two headers:

    Luoshi-Id: 7c0e…                     the same each time that one message is sent
    Luoshi-Signature: t=1764000000,v1=…  HMAC-SHA256 over "1764000000." and the body, in hexadecimal

docs/reminders.md shows how a receiver checks them.
"""

import hashlib
import hmac
import json
import time
from contextlib import suppress
from typing import Any
from uuid import UUID

import requests
from django.conf import settings
from urllib3.exceptions import HTTPError

from luoshi.errors import LuoshiError
from luoshi_web.reminders import chatgroups
from luoshi_web.reminders.channels import Destination, NotAllowed, checked, unsealed
from luoshi_web.reminders.models import Channel, ChannelKind, Message

MOST_ANSWER = 65536  # bytes of an answer that are read


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


def _to_a_program(target: Destination, secret: str, message: Message) -> None:
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


def _to_a_group(kind: ChannelKind, target: Destination, secret: str, message: Message) -> None:
    told = chatgroups.message_to(kind, target, secret, message.body, time.time())
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Luoshi"}
    code, answer = _asked(told.url, data=told.body, headers=headers)
    number = chatgroups.number_in(answer)
    if number:
        raise NotPosted(*chatgroups.refusal_in(kind, answer, number))
    _must_be_good(code)
    if number is None:  # a page of a proxy, say: that the group has it is not known
        raise PerhapsPosted("对方的回话没有读懂，不知道群里收到没有。", "Its answer is not that of a group's bot.")

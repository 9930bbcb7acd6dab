"""Channels: which addresses may be set, how one is kept, and how it is shown.

An address of a chat group or of a program opens a way out of this site, and whoever has
it can write there. So its scheme and host must be allowed, it is kept encrypted, and it is
shown and logged by its host only.
"""

import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.reminders.models import Channel, ChannelKind
from luoshi_web.trail.actions import record

SHORTEST_SECRET = 16


@dataclass(frozen=True, slots=True)
class ChatGroup:
    """A chat service: its public host, and what stands behind the host in a group's address."""

    host: str
    path: re.Pattern[str]


GROUPS = {
    ChannelKind.DINGTALK: ChatGroup("oapi.dingtalk.com", re.compile(r"/robot/send\?access_token=([A-Za-z0-9]+)")),
    ChannelKind.WECOM: ChatGroup("qyapi.weixin.qq.com", re.compile(r"/cgi-bin/webhook/send\?key=([A-Za-z0-9_-]+)")),
    ChannelKind.FEISHU: ChatGroup("open.feishu.cn", re.compile(r"/open-apis/bot/v2/hook/([A-Za-z0-9_-]+)/?")),
}


class NotAllowed(LuoshiError):
    """An address that must not be set, or must no longer be written to."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to write: scheme and host with its port, the whole address, and a chat group's key."""

    base: str
    host: str
    url: str
    token: str = ""


def checked(kind: str, address: str) -> Destination:
    """Return where an address leads.

    Raises:
        NotAllowed: its scheme or host is not allowed, or it is not an address of this kind.
    """
    address = address.strip()
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise _not_understood() from None
    if not parts.hostname or not re.fullmatch(r"[\x21-\x7e]+", address) or "@" in parts.netloc or parts.fragment:
        raise _not_understood()
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    netloc = f"{host}:{port}" if port and (parts.scheme, port) != ("https", 443) else host
    _must_be_allowed(kind, parts.scheme, netloc)
    base = f"{parts.scheme}://{netloc}"
    if kind == ChannelKind.WEBHOOK:
        return Destination(base, netloc, address)
    rest = f"{parts.path}?{parts.query}" if parts.query else parts.path
    found = GROUPS[ChannelKind(kind)].path.fullmatch(rest)
    if found is None:
        raise NotAllowed(
            f"这不是{ChannelKind(kind).label}的机器人地址，请从群机器人的设置里整条复制。",
            "This is no address of a bot of that chat; please copy the whole of it from the group's bot settings.",
        )
    return Destination(base, netloc, address, found[1])


def _not_understood() -> NotAllowed:
    return NotAllowed(
        "地址没有读懂，要写成https://开头的整条地址。", "Please write the whole address, from https:// on."
    )


def _must_be_allowed(kind: str, scheme: str, netloc: str) -> None:
    """Let pass what the settings name: host, or host:port, by https; by http only what is written with http://."""
    named = settings.LUOSHI_WEBHOOK_HOSTS
    if scheme == "http" and f"http://{netloc}" in named:
        return
    if scheme != "https":
        raise NotAllowed("地址要以https://开头。", "The address must begin with https://.")
    public = {GROUPS[ChannelKind(kind)].host} if kind != ChannelKind.WEBHOOK else set()
    if netloc not in {*public, *named}:
        raise NotAllowed(
            f"不能往{netloc}发：服务器的设置（LUOSHI_WEBHOOK_HOSTS）里没有它。",
            f"Nothing may be sent to {netloc}: the server's setting LUOSHI_WEBHOOK_HOSTS does not name it.",
        )


def _lock() -> Fernet:
    # a key of its own for this use, so that what is encrypted here tells nothing about signatures elsewhere
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"luoshi reminders channels 1")
    return Fernet(urlsafe_b64encode(made.derive(settings.SECRET_KEY.encode())))


def sealed(text: str) -> str:
    return _lock().encrypt(text.encode()).decode() if text else ""


def unsealed(text: str) -> str:
    """Return what was encrypted.

    Raises:
        NotAllowed: the site's key is another since.
    """
    try:
        return _lock().decrypt(text.encode()).decode() if text else ""
    except InvalidToken:
        raise NotAllowed(
            "网站的密钥换过了，这个地址读不出来，请重新设置。",
            "The site's key has changed, so this address cannot be read; please set it again.",
        ) from None


def shown(channel: Channel) -> str:
    """Show of a channel's address its host only."""
    return f"{channel.host}/…"


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def channels_of(jurisdiction_id: int) -> QuerySet[Channel]:
    return Channel.objects.filter(jurisdiction=jurisdiction_id, removed_at=None).order_by("number")


@transaction.atomic
def set_channel(
    jurisdiction: Jurisdiction,
    kind: str,
    name: str,
    address: str,
    secret: str = "",
    *,
    by: User,
    at: datetime | None = None,
) -> Channel:
    """Let messages also go to a chat group or a program.

    Args:
        secret: signs a webhook; of DingTalk its 加签, of Feishu its 签名校验, where the group wants that.

    Raises:
        LuoshiError: the kind, the address or the secret is not one.
    """
    at = at or timezone.now()
    if kind not in ChannelKind.values:
        raise LuoshiError("请选发到哪里。", "Please choose where to send.")
    target, secret = checked(kind, address), secret.strip()
    if kind == ChannelKind.WEBHOOK and len(secret) < SHORTEST_SECRET:
        raise LuoshiError(
            f"签名密钥至少{SHORTEST_SECRET}个字符。", f"The signing secret needs {SHORTEST_SECRET} characters or more."
        )
    if kind in (ChannelKind.DINGTALK, ChannelKind.FEISHU) and not re.fullmatch(r"[A-Za-z0-9]*", secret):
        raise LuoshiError("群的签名密钥只有字母和数字。", "A group's signing secret is letters and digits only.")
    if kind == ChannelKind.WECOM and secret:
        raise LuoshiError("这种群不用签名密钥，请留空。", "This kind of group takes no secret; please leave it empty.")
    Jurisdiction.objects.select_for_update(no_key=True).get(pk=jurisdiction.pk)
    last = Channel.objects.filter(jurisdiction=jurisdiction).aggregate(last=Max("number"))["last"] or 0
    made = Channel.objects.create(
        jurisdiction=jurisdiction,
        number=last + 1,
        kind=kind,
        name=name.strip()[:100] or str(ChannelKind(kind).label),
        host=target.host,
        address=sealed(target.url),
        secret=sealed(secret),
        set_by=by,
        set_at=at,
    )
    record("channel.set", jurisdiction.pk, by=by, at=at, objects={"channel": made, "kind": kind})
    return made


@transaction.atomic
def remove_channel(channel: Channel, *, by: User, at: datetime | None = None) -> None:
    """Send nothing there any more, and forget the address.

    Raises:
        MovedMeanwhile: it was removed already.
    """
    at = at or timezone.now()
    there = Channel.objects.filter(pk=channel.pk, removed_at=None)
    if not there.update(removed_at=at, address="", secret=""):
        raise MovedMeanwhile
    record("channel.removed", channel.jurisdiction_id, by=by, at=at, objects={"channel": channel})

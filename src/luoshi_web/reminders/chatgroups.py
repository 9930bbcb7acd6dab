"""Chat groups: what the bots of DingTalk, WeCom and Feishu are sent, and what their answers mean.

Each of them takes one POST of JSON at the address that the group's settings show. Two of them
can be told to take signed messages only, each by a rule of its own:

    DingTalk 加签     the query gets timestamp (milliseconds) and sign: Base64 of HMAC-SHA256,
                      keyed with the secret, over "timestamp\\nsecret". In the query it is
                      percent-encoded once; encoded twice it is another signature.
    Feishu 签名校验   the body gets timestamp (seconds) and sign: Base64 of HMAC-SHA256, keyed
                      with "timestamp\\nsecret", over nothing.
    WeCom             takes no signature; its address is the secret

The rules: open.dingtalk.com, 自定义机器人安全设置; open.feishu.cn, 自定义机器人使用指南;
developer.work.weixin.qq.com, 群机器人配置说明. All three answer a refusal with status 200 and
a number that is not 0.
"""

import hashlib
import hmac
import json
from base64 import b64encode
from dataclasses import dataclass
from urllib.parse import urlencode

from luoshi_web.reminders.channels import Destination
from luoshi_web.reminders.models import ChannelKind

# bytes of a text. The services take 2,048 (WeCom) and about 20,000 of a whole body (DingTalk, Feishu)
LONGEST = {ChannelKind.WECOM: 2000, ChannelKind.DINGTALK: 6000, ChannelKind.FEISHU: 6000}

_SECURITY = ("群机器人的安全设置没有让它通过", "the security settings of the group's bot do not let it pass")
_SIGNATURE = (
    "签名不对，请核对签名密钥和服务器的时间",
    "wrong signature: check the secret and the server's clock",
)
_KEYWORD = ("群机器人设了关键词，请把“落实”加进去", "the bot wants a keyword: please add 落实 to its keywords")
_SOURCE = ("群机器人没有许可这台服务器的IP地址", "the bot does not allow this server's IP address")
_GONE = ("这个机器人没有了，或者停用了", "this bot is gone or stopped")
_OFTEN = ("发得太快，过一会儿再发", "too many messages at once")

REASONS: dict[tuple[ChannelKind, int], tuple[str, str]] = {
    (ChannelKind.DINGTALK, 310000): _SECURITY,
    (ChannelKind.DINGTALK, 300001): _GONE,
    (ChannelKind.DINGTALK, 300005): _GONE,
    (ChannelKind.DINGTALK, 130101): _OFTEN,
    (ChannelKind.DINGTALK, 410100): _OFTEN,
    (ChannelKind.WECOM, 93000): _GONE,
    (ChannelKind.WECOM, 45009): _OFTEN,
    (ChannelKind.FEISHU, 19001): _GONE,
    (ChannelKind.FEISHU, 19021): _SIGNATURE,
    (ChannelKind.FEISHU, 19022): _SOURCE,
    (ChannelKind.FEISHU, 19024): _KEYWORD,
    (ChannelKind.FEISHU, 11232): _OFTEN,
}
# DingTalk has one number for three reasons, and tells them apart in its words
_WORDS = {"sign": _SIGNATURE, "keyword": _KEYWORD, "whitelist": _SOURCE}


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One request: its whole address with the signature that belongs there, and its body, JSON in UTF-8."""

    url: str
    body: bytes


def message_to(kind: ChannelKind, target: Destination, secret: str, text: str, at: float) -> ChatMessage:
    """Return what is posted to a group's bot.

    Args:
        secret: the bot's, of DingTalk and Feishu; empty where the group wants no signature.
        at: seconds since 1970, when it is sent; the services take a signature for an hour.
    """
    text = shortened(text, LONGEST[kind])
    if kind == ChannelKind.DINGTALK:
        return _to_dingtalk(target, secret, text, round(at * 1000))
    if kind == ChannelKind.FEISHU:
        return _to_feishu(target, secret, text, int(at))
    return ChatMessage(target.url, _json({"msgtype": "text", "text": {"content": text}}))


def _to_dingtalk(target: Destination, secret: str, text: str, at: int) -> ChatMessage:
    url = target.url
    if secret:
        url += "&" + urlencode({"timestamp": at, "sign": dingtalk_signature(secret, at)})
    return ChatMessage(url, _json({"msgtype": "text", "text": {"content": text}}))


def _to_feishu(target: Destination, secret: str, text: str, at: int) -> ChatMessage:
    told: dict[str, object] = {"msg_type": "text", "content": {"text": text}}
    if secret:
        told |= {"timestamp": str(at), "sign": feishu_signature(secret, at)}
    return ChatMessage(target.url, _json(told))


def dingtalk_signature(secret: str, at: int) -> str:
    """Return DingTalk's signature, not yet percent-encoded. `at`: milliseconds since 1970."""
    return b64encode(hmac.digest(secret.encode(), f"{at}\n{secret}".encode(), hashlib.sha256)).decode()


def feishu_signature(secret: str, at: int) -> str:
    """Return Feishu's signature. `at`: seconds since 1970."""
    return b64encode(hmac.digest(f"{at}\n{secret}".encode(), b"", hashlib.sha256)).decode()


def _json(told: dict[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()


def number_in(answer: bytes) -> int | None:
    """Return the number in a service's answer: 0 is good. None: it is no answer of such a service."""
    told = _object(answer)
    found = [told[name] for name in ("errcode", "code", "StatusCode") if name in told]
    numbers = [int(str(one)) for one in found if str(one).lstrip("-").isdecimal() and len(str(one)) < 20]
    if len(numbers) < len(found) or not numbers:
        return None
    return next((one for one in numbers if one), 0)


def refusal_in(kind: ChannelKind, answer: bytes, number: int) -> tuple[str, str]:
    """Return why a service did not take a message, in Chinese and English.

    Of the service's own words nothing is repeated: they may name the address.
    """
    reason = REASONS.get((kind, number))
    if reason is _SECURITY:
        words = str(_object(answer).get("errmsg", "")).lower()
        reason = next((told for word, told in _WORDS.items() if word in words), _SECURITY)
    chinese, english = reason or ("请看群里的设置", "please look at the group's settings")
    return f"群机器人没有收（{number}）：{chinese}。", f"The group's bot does not take it ({number}): {english}."


def _object(answer: bytes) -> dict[str, object]:
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


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

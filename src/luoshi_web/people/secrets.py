"""Text that the database keeps and only this installation can read: encrypted by a key of its signing key."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from luoshi.errors import LuoshiError


class Unreadable(LuoshiError):
    """The site's key is another than the one that sealed it."""

    def __init__(self) -> None:
        super().__init__(
            "网站的密钥换过，这个账号的第二道验证读不出来了，请管理员取消它。",
            "The site's key has changed, so this second factor cannot be read; ask the administrator to take it away.",
        )


def _box() -> Fernet:
    key = hashlib.sha256(b"luoshi second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def sealed(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """Return the text again.

    Raises:
        Unreadable: another key sealed it.
    """
    try:
        return _box().decrypt(text.encode()).decode()
    except InvalidToken:
        raise Unreadable from None

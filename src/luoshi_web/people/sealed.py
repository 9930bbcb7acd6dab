"""Text that the database keeps and only this installation can read: encrypted by a key of its signing key."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def _box() -> Fernet:
    key = hashlib.sha256(b"luoshi second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def sealed(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """Return the text again.

    Raises:
        cryptography.fernet.InvalidToken: another key sealed it.
    """
    return _box().decrypt(text.encode()).decode()

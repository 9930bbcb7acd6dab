"""Mail: one connection to the office's mail server, and how far a letter came where it fails.

`Letter` is what is sent. Until the server has been handed the text, an error means that
nothing was sent. After that nobody can know, so it is said apart: `PerhapsSent`.
"""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from luoshi.errors import LuoshiError

_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


class NotReached(LuoshiError):
    """The mail server was not reached, or did not let us in: no letter can be sent now."""


class NotSent(LuoshiError):
    """This letter was not taken. `for_good`: trying again would change nothing."""

    def __init__(self, chinese: str, english: str, *, for_good: bool = False) -> None:
        super().__init__(chinese, english)
        self.for_good = for_good


class PerhapsSent(LuoshiError):
    """The text was handed over, and the answer did not come."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; `number` makes its Message-ID, so that a repeated letter is known as the same."""

    number: UUID
    to: str
    subject: str
    text: str
    at: datetime


def mail_is_on() -> bool:
    return bool(settings.LUOSHI_MAIL_URL)


def message_id(number: UUID) -> str:
    return f"<{number}@{settings.LUOSHI_MAIL_FROM.rpartition('@')[2].strip('> ') or 'luoshi'}>"


@contextmanager
def connected() -> Iterator[smtplib.SMTP]:
    """Open a connection to the mail server that the settings name.

    Raises:
        NotReached: there is no server, it does not answer in time, or refuses the name and password.
    """
    server = urlsplit(settings.LUOSHI_MAIL_URL)
    try:
        smtp = _opened(server.scheme, server.hostname or "", server.port or _PORTS[server.scheme])
    except (OSError, smtplib.SMTPException, KeyError, ValueError) as error:
        raise _not_reached(error) from None
    try:
        try:
            smtp.ehlo_or_helo_if_needed()
            if server.username:
                smtp.login(unquote(server.username), settings.LUOSHI_MAIL_PASSWORD or unquote(server.password or ""))
        except (OSError, smtplib.SMTPException) as error:
            raise _not_reached(error) from None
        yield smtp
    finally:
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
        smtp.close()


def _opened(scheme: str, host: str, port: int) -> smtplib.SMTP:
    if scheme not in _PORTS:  # with a port it would go out in plain text, password and all
        raise ValueError(scheme)
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=settings.LUOSHI_MAIL_SECONDS, context=ssl.create_default_context())
    smtp = smtplib.SMTP(host, port, timeout=settings.LUOSHI_MAIL_SECONDS)
    if scheme == "smtp+tls":
        try:
            smtp.starttls(context=ssl.create_default_context())
        except (OSError, smtplib.SMTPException):
            smtp.close()
            raise
    return smtp


def _not_reached(error: Exception) -> NotReached:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return NotReached("邮件服务器不认账号或密码。", "The mail server refuses the name or the password.")
    if isinstance(error, ssl.SSLCertVerificationError):
        return NotReached("邮件服务器的证书不对。", "The mail server's certificate is not right.")
    if isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        return NotReached(
            "邮件服务器不会这样加密或登录，请看LUOSHI_MAIL_URL的写法和端口。",
            "The mail server does not encrypt or take a password this way; see LUOSHI_MAIL_URL and its port.",
        )
    if isinstance(error, KeyError | ValueError):
        return NotReached("LUOSHI_MAIL_URL 没有写对。", "LUOSHI_MAIL_URL is not understood.")
    return NotReached("邮件服务器连不上。", "The mail server cannot be reached.")


def hand_over(smtp: smtplib.SMTP, letter: Letter) -> None:
    """Send one letter over an open connection.

    Raises:
        NotReached: the connection broke before the text was sent, or the sender is refused.
        NotSent: the server refuses the letter, now or for good.
        PerhapsSent: the text was sent, and the answer did not come.
    """
    sender = settings.LUOSHI_MAIL_FROM.rpartition("<")[2].strip("> ")
    try:
        Address(addr_spec=letter.to)
        text = written(letter)
        letter.to.encode("ascii")
    except (ValueError, LookupError, MessageError):
        raise NotSent("邮箱地址写得不对。", "The mail address is not one.", for_good=True) from None
    try:
        if (code := smtp.mail(sender)[0]) != 250:
            raise _sender_refused(code)
        for code, wanted in _envelope(smtp, letter.to):
            if code != wanted:
                with suppress(OSError, smtplib.SMTPException):
                    smtp.rset()
                raise _refused(code)
    except (OSError, smtplib.SMTPException) as error:
        raise _not_reached(error) from None
    try:
        # a line that is a dot alone would end the text
        smtp.send(re.sub(rb"(?m)^\.", b"..", text) + b".\r\n")
        code, _text = smtp.getreply()
    except (OSError, smtplib.SMTPException):
        raise PerhapsSent(
            "邮件交出去了，没有等到服务器回话。", "The letter was handed over, and the server did not answer."
        ) from None
    if code != 250:
        raise _refused(code)


def _envelope(smtp: smtplib.SMTP, to: str) -> Iterator[tuple[int, int]]:
    """Say to whom, then that the text comes; give each answer beside the one that lets it go on."""
    yield smtp.rcpt(to)[0], 250
    yield smtp.docmd("DATA")[0], 354


def _sender_refused(code: int) -> NotReached:
    """Whom it is from is the same for every letter: none is at fault, and all wait until an administrator looks."""
    return NotReached(
        f"邮件服务器不收这个发件人的信（{code}），请看LUOSHI_MAIL_FROM和账号。",
        f"The mail server takes no letter from this sender ({code}); see LUOSHI_MAIL_FROM and the account.",
    )


def _refused(code: int) -> NotSent:
    if code >= 500:
        return NotSent(
            f"邮件服务器不收这封信（{code}），多半是邮箱写错了。",
            f"The mail server refuses this letter ({code}); the address may be wrong.",
            for_good=True,
        )
    return NotSent(f"邮件服务器现在不收（{code}）。", f"The mail server does not take it now ({code}).")


def written(letter: Letter) -> bytes:
    """Return a letter as it goes over the line."""
    message = EmailMessage(policy=SMTP)
    message["From"] = settings.LUOSHI_MAIL_FROM
    message["To"] = letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(timezone.localtime(letter.at))
    message["Message-ID"] = message_id(letter.number)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="base64")
    return message.as_bytes()

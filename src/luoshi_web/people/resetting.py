"""A forgotten password by mail, where mail and the site's address are set; else an administrator helps.

The link stands in the letter only: it is made when the letter is sent, is good for half an
hour and once. The site's address comes from its settings, never from a request.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django_tasks import task

from luoshi.errors import LuoshiError
from luoshi_web.mail import Letter, PerhapsSent, connected, hand_over, mail_is_on
from luoshi_web.people.actions import set_password
from luoshi_web.people.logins import record_for
from luoshi_web.people.models import User

APART = timedelta(minutes=10)  # two letters to one account
LONGEST_NAME = 150  # of an account
LATEST = timedelta(hours=1)  # after which nobody waits for the letter any more


def by_mail() -> bool:
    """Tell whether a password can be reset by mail here."""
    return mail_is_on() and bool(settings.LUOSHI_ADDRESS)


def ask(username: str) -> None:
    """Note that a link was asked for; whether there is such an account is looked up later, by a worker.

    So whoever asks is told the same, and waits as long, whether there is one.
    """
    look_up.enqueue(username.strip()[:LONGEST_NAME], timezone.now().isoformat())


@task()
def look_up(username: str, asked_at: str) -> None:
    """Have the link sent where the name is an account's that may have one; else nothing follows."""
    at = datetime.fromisoformat(asked_at)
    rested = Q(reset_asked_at=None) | Q(reset_asked_at__lt=at - APART)
    rows = User.objects.filter(rested, username=username, is_active=True, is_sample=False).exclude(email="")
    with transaction.atomic():
        found = rows.values_list("pk", flat=True).first()
        if found is not None and User.objects.filter(rested, pk=found).update(reset_asked_at=at):
            send_link.enqueue(found)


@task()
def send_link(pk: int) -> None:
    """Send the link, made now; tried again for an hour where the mail server is down."""
    asked = Q(reset_asked_at__gte=timezone.now() - LATEST)
    user = User.objects.filter(asked, pk=pk, is_active=True).exclude(email="").first()
    if user is None or not by_mail():
        return
    parts = [urlsafe_base64_encode(str(user.pk).encode()), default_token_generator.make_token(user)]
    link = f"{settings.LUOSHI_ADDRESS.rstrip('/')}{reverse('people:reset', args=parts)}"
    text = f"""有人请求重设账号{user.username}的密码。是您的话，请在30分钟内打开这个链接，另选一个密码：

{link}

不是您的话，不用理会，密码没有变。

Somebody asked to reset the password of {user.username}. If it was you, open the link within 30 minutes.
If not, there is nothing to do.
"""
    letter = Letter(uuid4(), user.email, "落实：重设密码", text, timezone.now())
    with connected() as smtp, suppress(PerhapsSent):
        hand_over(smtp, letter)


def whose(uid: str, token: str) -> User | None:
    """Return whose link it is; None where it is not good, or no longer."""
    try:
        user = User.objects.filter(pk=force_str(urlsafe_base64_decode(uid)), is_active=True).first()
    except (ValueError, OverflowError):
        return None
    return user if user and not user.is_sample and default_token_generator.check_token(user, token) else None


@transaction.atomic
def choose(user: User, password: str) -> None:
    """Set the password that somebody chose by their link; all their browsers are signed out.

    Raises:
        LuoshiError: the password will not do, or the link was used meanwhile.
    """
    before = user.password
    set_password(user, password, temporary=False)
    if not User.objects.filter(pk=user.pk, password=before).update(password=user.password, password_is_temporary=False):
        raise LuoshiError("这个链接刚刚用过了。", "This link has just been used.")
    record_for(user, "password.reset")

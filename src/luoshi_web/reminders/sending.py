"""Sending: from recorded to sent, and what is known where something breaks in between.

    recorded → sending → sent
                       → recorded, later        nothing left this machine, or a webhook
                       → failed                 for good, or after two days of trying
                       → perhaps_sent           a letter or a chat message went out, and no answer came

A message is marked `sending` before a socket opens. Whose process dies stays so until the
reaper finds it silent. A letter or a chat message may then have arrived: it is perhaps sent,
and only a person repeats it, under its old number. A webhook is repeated by itself, since its
receiver can tell by the number that it has it already.
"""

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTP

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django_tasks import task

from luoshi.errors import LuoshiError
from luoshi_web import mail
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.people.models import User
from luoshi_web.reminders import posting
from luoshi_web.reminders.models import ChannelKind, Message, State
from luoshi_web.trail.actions import record

logger = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=2)  # from when it was recorded
UNKNOWN = ("发的时候中断了，不知道有没有发出。", "It was broken off while being sent; it may have arrived, or not.")


@task()
def send_due(due: str) -> int:
    """Send what is due, by each way; return how many went out. Run twice, it sends nothing twice.

    Args:
        due: when this was asked for, in ISO form; it tells nothing but that.
    """
    return send_mail_due() + send_posts_due()


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many tries: 1, 2, 4 … minutes, an hour at most."""
    return min(timedelta(minutes=2 ** min(max(attempts - 1, 0), 10)), LONGEST_WAIT)


def _by_mail() -> QuerySet[Message]:
    return Message.objects.filter(person__isnull=False)


def _by_post() -> QuerySet[Message]:
    return Message.objects.filter(channel__isnull=False)


def _take(rows: QuerySet[Message]) -> Message | None:
    """Mark the next message that is due as being sent; of two workers one gets it."""
    while True:
        now = timezone.now()
        due = rows.filter(state=State.RECORDED, next_try_at__lte=now).select_related("person", "channel")
        found = due.order_by("next_try_at", "pk").first()
        if found is None:
            return None
        same = Message.objects.filter(pk=found.pk, state=State.RECORDED, attempts=found.attempts)
        if same.update(state=State.SENDING, attempts=F("attempts") + 1, begun_at=now):
            found.attempts += 1
            return found


def send_mail_due() -> int:
    """Send the letters that are due over one connection. Without a server they wait, all of them."""
    if not mail.mail_is_on():
        return 0
    sent = 0
    while (message := _take(_by_mail())) is not None:
        try:
            with mail.connected() as smtp:
                while message is not None:
                    sent += _hand_over(smtp, message)
                    message = _take(_by_mail())
        except mail.NotReached as error:
            assert message is not None
            _later(message, error)
            _all_later(error, message.attempts)
            return sent
    return sent


def _hand_over(smtp: SMTP, message: Message) -> int:
    assert message.person is not None
    letter = mail.Letter(message.number, message.person.email, message.subject, message.body, message.recorded_at)
    try:
        if not letter.to:
            raise mail.NotSent("这个人现在没有邮箱。", "This person has no address now.", for_good=True)
        mail.hand_over(smtp, letter)
    except mail.NotReached:
        raise
    except mail.PerhapsSent as error:
        _settle(message, State.PERHAPS_SENT, error)
        raise mail.NotReached("邮件服务器断开了。", "The mail server hung up.") from None
    except mail.NotSent as error:
        if error.for_good:
            _settle(message, State.FAILED, error)
        else:
            _later(message, error)
        return 0
    return _settle(message, State.SENT)


def send_posts_due() -> int:
    """Post what is due to chat groups and programs, each on its own."""
    sent = 0
    while (message := _take(_by_post())) is not None:
        assert message.channel is not None
        try:
            posting.post(message.channel, message)
        except posting.PerhapsPosted as error:
            if message.channel.kind == ChannelKind.WEBHOOK:
                _later(message, error)
            else:
                _settle(message, State.PERHAPS_SENT, error)
        except posting.NotPosted as error:
            if error.for_good:
                _settle(message, State.FAILED, error)
            else:
                _later(message, error)
        else:
            sent += _settle(message, State.SENT)
    return sent


def _settle(message: Message, state: State, error: LuoshiError | None = None) -> int:
    """Say how a try ended; a reaper that took it for dead meanwhile is put right."""
    same = Message.objects.filter(
        pk=message.pk, attempts=message.attempts, state__in=(State.SENDING, State.PERHAPS_SENT)
    )
    said = {"error": error.chinese[:300], "error_en": error.english[:300]} if error else {"error": "", "error_en": ""}
    if error:
        logger.warning("message %s: %s after %d tries: %s", message.number, state, message.attempts, error.english)
    return same.update(state=state, sent_at=timezone.now() if state == State.SENT else None, **said)


def _later(message: Message, error: LuoshiError) -> None:
    """Let it be tried again, later each time; for good where it was tried long enough."""
    now = timezone.now()
    over = message.recorded_at < now - GIVEN_UP_AFTER
    after = now + wait_after(message.attempts)
    same = Message.objects.filter(pk=message.pk, attempts=message.attempts, state=State.SENDING)
    with transaction.atomic():
        put_back = same.update(
            state=State.FAILED if over else State.RECORDED,
            next_try_at=after,
            error=error.chinese[:300],
            error_en=error.english[:300],
        )
        if put_back and not over:
            send_due.using(run_after=after).enqueue(after.isoformat())
    if put_back:
        what = "given up" if over else "again later"
        logger.warning("message %s: tried %d times, %s: %s", message.number, message.attempts, what, error.english)


def _all_later(error: LuoshiError, attempts: int) -> None:
    """Let all other letters wait as long: a server that is down is asked once, not once a letter."""
    now = timezone.now()
    after = now + wait_after(attempts)
    due = _by_mail().filter(state=State.RECORDED, next_try_at__lte=now)
    with transaction.atomic():
        count = due.update(next_try_at=after, error=error.chinese[:300], error_en=error.english[:300])
        if count:
            send_due.using(run_after=after).enqueue(after.isoformat())
    if count:
        logger.warning("%d more letters wait: %s", count, error.english)


def reap_silent(now: datetime | None = None) -> tuple[int, int]:
    """Settle the messages whose process died; return how many are perhaps sent, and how many webhooks go again."""
    now = now or timezone.now()
    silent = Message.objects.filter(
        state=State.SENDING, begun_at__lt=now - timedelta(seconds=settings.LUOSHI_SENDING_SILENCE)
    )
    perhaps = again = 0
    for pk, attempts, kind in silent.values_list("pk", "attempts", "channel__kind"):
        repeats = kind == ChannelKind.WEBHOOK
        same = Message.objects.filter(pk=pk, attempts=attempts, state=State.SENDING)
        state = State.RECORDED if repeats else State.PERHAPS_SENT
        done = same.update(state=state, next_try_at=now, error=UNKNOWN[0], error_en=UNKNOWN[1])
        again, perhaps = (again + done, perhaps) if repeats else (again, perhaps + done)
    return perhaps, again


def repeat(message: Message, *, by: User, at: datetime | None = None) -> None:
    """Send a message once more, under its old number, since a person asks for it.

    Raises:
        MovedMeanwhile: it is no longer one that failed or was perhaps sent.
    """
    at = at or timezone.now()
    with transaction.atomic():
        same = Message.objects.filter(
            pk=message.pk, state__in=(State.FAILED, State.PERHAPS_SENT), attempts=message.attempts
        )
        if not same.update(state=State.RECORDED, next_try_at=at, error="", error_en=""):
            raise MovedMeanwhile
        send_due.enqueue(at.isoformat())
        record("message.repeated", message.jurisdiction_id, by=by, at=at, objects={"message": message})


def seen_to(now: datetime | None = None) -> None:
    """Settle what is silent, and send what is due though nobody asked: what a sweep does."""
    reap_silent(now)
    with suppress(LuoshiError):
        send_mail_due()
    send_posts_due()

"""Saved phrases (常用语): what an office often writes when it returns a report."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.errors import LuoshiError
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.reports.models import SavedPhrase
from luoshi_web.trail.actions import record

LONGEST = 300  # characters
MOST = 50  # an office that has more reads none of them


def first_phrases() -> list[str]:
    """Return what is offered to an office that has saved no phrase yet, in the reader's language."""
    return [
        _("请补报截至这一期的数。"),
        _("请说明这个数是哪一段时间的。"),
        _("请附佐证。"),
        _("请写明没有完成的原因和预计完成的时间。"),
    ]


def phrases_of(jurisdiction_id: int) -> list[SavedPhrase]:
    """Return the phrases of an office, the oldest first."""
    return list(SavedPhrase.objects.filter(jurisdiction=jurisdiction_id))


@transaction.atomic
def save_phrase(jurisdiction: Jurisdiction, text: str, *, by: User, at: datetime | None = None) -> SavedPhrase:
    """Keep a phrase; one that is there already stays as it is.

    Raises:
        LuoshiError: it is empty or too long, or there are too many.
    """
    at, text = at or timezone.now(), " ".join(text.split())
    if not text:
        raise LuoshiError("先写一句，再存成常用语。", "Please write it first, then save it.")
    if len(text) > LONGEST:
        raise LuoshiError(f"常用语最多{LONGEST}字。", f"A saved phrase has {LONGEST} characters at most.")
    there = SavedPhrase.objects.filter(jurisdiction=jurisdiction)
    if there.count() >= MOST and not there.filter(text=text).exists():
        raise LuoshiError(
            f"常用语最多{MOST}条，请先去掉用不着的。", f"There are {MOST} phrases already; please remove one first."
        )
    row, new = SavedPhrase.objects.get_or_create(
        jurisdiction=jurisdiction, text=text, defaults={"saved_by": by, "saved_at": at}
    )
    if new:
        record("phrase.saved", jurisdiction.pk, by=by, at=at, objects={"phrase": row}, details={"text": text})
    return row


@transaction.atomic
def drop_phrase(jurisdiction: Jurisdiction, number: int, *, by: User, at: datetime | None = None) -> None:
    """Remove a phrase; one that is gone already is no error. Reports that were returned with it keep its words."""
    row = SavedPhrase.objects.filter(jurisdiction=jurisdiction, pk=number).first()
    if row is None:
        return
    text = row.text
    row.delete()
    record(
        "phrase.removed", jurisdiction.pk, by=by, at=at or timezone.now(), objects={"phrase": number},
        details={"text": text},
    )  # fmt: skip

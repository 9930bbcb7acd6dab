"""The office's own wording of a version for publication (发布口径): beside the statement, never over it."""

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.people.models import User
from luoshi_web.reports.contents import phrasing as content_of_phrasing
from luoshi_web.reports.models import Phrasing, Report, ReportVersion
from luoshi_web.reports.steps import HANDED_IN
from luoshi_web.trail.actions import record

LONGEST = 5000  # characters


def phrasing_of(version: ReportVersion | None) -> Phrasing | None:
    """Return the newest wording of a version, also where it is empty, since it was taken back; None where none was."""
    return version.phrasings.select_related("by").order_by("-number").first() if version is not None else None


def standing(version: ReportVersion | None) -> str:
    """Return the wording that is to be published of a version; empty where its statement speaks for itself."""
    newest = phrasing_of(version)
    return newest.text if newest is not None else ""


# a number with what it counts; a day, a year or a number of a document counts nothing
_NUMBER = re.compile(
    r"(?<![\d.])(?P<number>\d[\d,，]*(?:\.\d+)?)(?P<many>[万亿])?(?P<measure>%|[\u4e00-\u9fff]{0,2})", re.ASCII
)
_NO_AMOUNT = ("年", "月", "日", "号", "时", "点", "期", "季", "周", "届", "次会", "·")
_MANY = {"": 1, "万": 10_000, "亿": 100_000_000}


def strange_figures(text: str, statement: str, given: Iterable[str] = ()) -> list[str]:
    """Return the figures of a wording that nothing which was reported bears, as they are written.

    One that is rounded from a reported one is borne, and so is one that the task itself names.

    Args:
        given: what else bears a figure: what stands in the report's fields, the task, what was reckoned.
    """
    borne = [value for words in (statement, *given) for value, _, _ in _amounts(words)]
    strange = [written for value, step, written in _amounts(text) if not _is_borne(value, step, borne)]
    return list(dict.fromkeys(strange))


def _amounts(text: str) -> Iterable[tuple[Decimal, Decimal, str]]:
    """Return each amount of a text: its value, what its last place counts, and how it is written."""
    for found in _NUMBER.finditer(text):
        if found["measure"].startswith(_NO_AMOUNT) and not found["many"]:
            continue
        number = Decimal(found["number"].replace(",", "").replace("，", ""))
        many = _MANY[found["many"] or ""]
        exponent = number.as_tuple().exponent
        assert isinstance(exponent, int)
        yield number * many, Decimal(1).scaleb(exponent) * many, found[0]


def _is_borne(value: Decimal, step: Decimal, borne: Iterable[Decimal]) -> bool:
    return any(abs(one - value) * 2 <= (step if one != one.to_integral_value() or step > 1 else 0) for one in borne)


@transaction.atomic
def phrase(
    version: ReportVersion, text: str, *, by: User, at: datetime | None = None, seen: int | None = None
) -> Phrasing | None:
    """Word a version for publication anew; an empty text takes the wording back. The statement stays as it is.

    What says what stands already changes nothing, and is answered with what stands.

    Args:
        seen: the number of the wording that was looked at, 0 for none; None where nobody looked.

    Raises:
        MovedMeanwhile: somebody else has worded it meanwhile, or the version no longer stands.
        LuoshiError: it is too long.
    """
    at, text = at or timezone.now(), text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise LuoshiError(f"发布口径最多{LONGEST}字。", f"The published wording has {LONGEST} characters at most.")
    report = Report.objects.select_for_update().select_related("cycle__plan").get(pk=version.report_id)
    if version.pk not in (report.current_id, report.accepted_id) or report.state not in HANDED_IN:
        raise MovedMeanwhile
    last = phrasing_of(version)
    if seen is not None and seen != (last.number if last else 0):
        raise MovedMeanwhile
    if text == (last.text if last else ""):
        return last
    try:
        with transaction.atomic():
            made = Phrasing.objects.create(
                jurisdiction_id=version.jurisdiction_id,
                version=version,
                number=last.number + 1 if last else 1,
                text=text,
                by=by,
                at=at,
            )
    except IntegrityError:
        raise MovedMeanwhile from None
    record(
        "report.phrased", report.cycle.plan.jurisdiction_id, by=by, at=at,
        objects={"report": report, "version": version, "phrasing": made}, replaced={"phrasing": last and last.pk},
        details={"text": text, "before": last.text if last else ""}, contents=[content_of_phrasing(made)],
    )  # fmt: skip
    return made

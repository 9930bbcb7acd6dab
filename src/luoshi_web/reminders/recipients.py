"""Who is told: the people of a unit and of an office, by which way each is reached, and how an address is shown."""

from collections.abc import Collection
from enum import StrEnum

from django.utils.translation import gettext as _

from luoshi_web.mail import mail_is_on
from luoshi_web.people.models import OF_A_UNIT, Membership, Role, User
from luoshi_web.places.models import Unit

OFFICE = (Role.REVIEWER, Role.OFFICE_HEAD)


class Way(StrEnum):
    MAIL = "mail"
    SITE = "site"


def people_of(unit: Unit) -> list[User]:
    """Return who answers for a unit now: its liaisons and its head, deputies included."""
    return people_of_each([unit]).get(unit.pk, [])


def people_of_each(units: Collection[Unit]) -> dict[int, list[User]]:
    """Return who answers for each of several units now, by the unit's row."""
    held = Membership.objects.current().filter(unit__in=units, role__in=OF_A_UNIT).select_related("user")
    answer: dict[int, list[User]] = {}
    for one in held.order_by("unit", "role", "user__name", "user"):
        people = answer.setdefault(one.unit_id or 0, [])
        if one.user not in people:
            people.append(one.user)
    return answer


def office_of(jurisdiction_id: int) -> dict[User, set[str]]:
    """Return who reviews for a jurisdiction now, each with their roles there."""
    held = Membership.objects.current().filter(jurisdiction=jurisdiction_id, role__in=OFFICE).select_related("user")
    answer: dict[User, set[str]] = {}
    for one in held.order_by("user"):
        answer.setdefault(one.user, set()).add(one.role)
    return answer


def way_to(person: User) -> Way:
    """Tell how somebody is reached: by mail where they have an address and the site sends mail, else in the site."""
    return Way.MAIL if person.email and mail_is_on() else Way.SITE


def shown_address(address: str) -> str:
    """Show of a mail address only its first letter and where it is: w***@example.org."""
    name, at, host = address.rpartition("@")
    return f"{name[:1]}***@{host}" if at and host else "***"


def way_in_words(person: User) -> str:
    if way_to(person) is Way.MAIL:
        return _("邮件 %(address)s") % {"address": shown_address(person.email)}
    return _("站内（没有邮箱）") if not person.email else _("站内（邮件没有开）")

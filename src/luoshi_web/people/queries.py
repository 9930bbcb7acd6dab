"""Reading people: who works where, since when, and whom somebody administers."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from luoshi_web.people.models import Membership, User
from luoshi_web.people.rights import Right, Viewer, concerning, demand
from luoshi_web.places.models import Jurisdiction


def memberships_of(user: User) -> QuerySet[Membership]:
    """Return in which jurisdictions somebody works or worked, as what, and when."""
    return (
        Membership.objects.filter(user=user)
        .select_related("jurisdiction", "unit", "deputy_of__user")
        .order_by("jurisdiction__name", "role", "valid_from")
    )


def samples() -> list[Membership]:
    """Return the roles of the demo's accounts that can be used, for the page of signing in."""
    rows = Membership.objects.current().filter(user__is_sample=True).select_related("user", "unit", "jurisdiction")
    return sorted(rows, key=lambda row: row.user_id)


def place_to_appoint(user: Viewer, slug: str) -> Jurisdiction:
    """Return the jurisdiction whose people somebody administers: 404 for strangers, 403 for those who only read."""
    rows = Jurisdiction.objects.filter(concerning(user, Right.READ, "pk"), slug=slug)
    found = get_object_or_404(rows)
    demand(user, Right.APPOINT, found.pk)
    return found


def administered_by(user: Viewer) -> QuerySet[Jurisdiction]:
    """Return the places whose people somebody administers."""
    return Jurisdiction.objects.filter(concerning(user, Right.APPOINT, "pk")).order_by("name")


def person_of(jurisdiction: Jurisdiction, username: str) -> User:
    """Return somebody who works or worked for a jurisdiction; 404 for all others, whether they exist or not."""
    found = User.objects.filter(username=username, memberships__jurisdiction=jurisdiction).distinct().first()
    if found is None:
        raise Http404
    return found


def known_people(jurisdiction: Jurisdiction) -> QuerySet[User]:
    """Return the accounts in use that work or worked for a jurisdiction."""
    return User.objects.filter(is_active=True, memberships__jurisdiction=jurisdiction).distinct().order_by("name")

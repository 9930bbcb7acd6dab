"""Reading people: who works where."""

from django.db.models import QuerySet

from luoshi_web.people.models import Membership, User


def memberships_of(user: User) -> QuerySet[Membership]:
    """Return in which jurisdictions somebody works, and as what."""
    return (
        Membership.objects.filter(user=user)
        .select_related("jurisdiction", "unit")
        .order_by("jurisdiction__name", "role")
    )

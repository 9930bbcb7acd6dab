"""Whose pages of administration somebody may open."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from luoshi_web.people.models import Membership
from luoshi_web.people.rights import Right, Viewer, may
from luoshi_web.places.models import Jurisdiction


def place_for(user: Viewer, slug: str, right: Right) -> Jurisdiction:
    """Return a jurisdiction for whoever has a right there: 404 for strangers, 403 for others who work there."""
    found = Jurisdiction.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    if may(user, right, found.pk):
        return found
    if Membership.objects.current().filter(user_id=user.pk or 0, jurisdiction=found).exists():
        raise PermissionDenied
    raise Http404

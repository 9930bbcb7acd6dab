"""Opening an invitation: choose a name and a password, or come by a foreign login or an account that one has."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from luoshi.errors import LuoshiError
from luoshi_web.pages.words import sentence
from luoshi_web.people import inviting, logins
from luoshi_web.people.forms import JoinForm
from luoshi_web.people.models import Invitation
from luoshi_web.people.sign_in import enter
from luoshi_web.people.sso import FOREIGN, JOINING
from luoshi_web.people.views import READING_OR_SENDING, foreign_address


@never_cache
@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Open a link: it is kept in this browser's session, so that its secret leaves the address bar."""
    try:
        found = inviting.opened(token)
    except LuoshiError as error:
        return _no_longer(request, error)
    request.session[JOINING] = found.pk
    request.session.pop(FOREIGN, None)
    return redirect("people:join")


@sensitive_post_parameters()
@never_cache
@READING_OR_SENDING
def join(request: HttpRequest) -> HttpResponse:
    """Use the invitation that was opened in this browser."""
    held: Any = request.session.get(JOINING)
    if held is None:
        return redirect("people:sign-in")
    try:
        found = inviting.good(Invitation.objects.filter(pk=held))
    except LuoshiError as error:
        request.session.pop(JOINING, None)
        return _no_longer(request, error)
    kept = request.session.get(FOREIGN)
    foreign = logins.Foreign(**kept) if kept else None
    signed_in: Any = request.user if request.user.is_authenticated else None
    form = JoinForm(found, request.POST or None, asks_password=foreign is None)
    problem = ""
    if request.method == "POST" and (signed_in is not None or form.is_valid()):
        try:
            told = {} if signed_in is not None else form.cleaned_data
            user = inviting.join(
                found, username=told.get("username", ""), name=told.get("name", ""),
                password=told.get("new_password1"), foreign=foreign, as_user=signed_in,
            )  # fmt: skip
        except inviting.NotGood as error:
            return _no_longer(request, error)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            for name in (JOINING, FOREIGN):
                request.session.pop(name, None)
            return redirect("people:account") if signed_in else enter(request, user)
    context = {
        "here": "sign-in",
        "invitation": found,
        "form": form,
        "problem": problem,
        "foreign": foreign,
        "provider": logins.provider_name(),
        "provider_address": foreign_address(),
    }
    return render(request, "people/join.html", context, status=422 if request.method == "POST" else 200)


def _no_longer(request: HttpRequest, error: LuoshiError) -> HttpResponse:
    """Say why a link is not good, as a page that is not there."""
    return render(request, "people/no-longer.html", {"here": "sign-in", "problem": sentence(error)}, status=410)

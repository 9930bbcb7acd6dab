"""Single sign-on: what a login at another provider leads to. The protocol is django-allauth's; who may come in is ours.

A login that is joined to an account signs it in. One that is not is joined only where an
invitation was opened in this browser, or where the account's page asked for it just now.
Nothing else of allauth is reached: no sign-up, no matching by mail address.
"""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views as protocol
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from luoshi.errors import LuoshiError
from luoshi_web.people import secrets
from luoshi_web.people.logins import Foreign, link
from luoshi_web.people.sign_in import enter

JOINING = "people.joining"  # the invitation that was opened in this browser
FOREIGN = "people.foreign"  # the login that came back for it
LINKING = "people.linking"  # when the account's page asked to join a login
LINKING_LASTS = 600  # seconds


class NoSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of a second factor are kept encrypted by this installation's key."""

    def encrypt(self, text: str) -> str:
        return secrets.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.opened(encrypted_text)


class JoinedOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Decides what follows a foreign login; allauth's own ways on are never taken."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        raise ImmediateHttpResponse(_answer(request, sociallogin))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        raise ImmediateHttpResponse(not_let_in(request, "failed", 502 if exception else 403))


def not_let_in(request: HttpRequest, why: str, status: int = 403) -> HttpResponse:
    """Say in one sentence why a foreign login did not lead in."""
    return render(request, "people/not-let-in.html", {"here": "sign-in", "why": why}, status=status)


def _answer(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    account = sociallogin.account
    shown = _shown(account)
    foreign = Foreign(account.provider, account.uid, shown)
    known = sociallogin.user if account.pk else None
    asked = request.session.pop(LINKING, 0)
    if request.user.is_authenticated:
        if time.time() - asked > LINKING_LASTS:
            return redirect("people:account")
        try:
            link(request.user, foreign)
        except LuoshiError:
            return not_let_in(request, "taken", 409)
        return redirect("people:account")
    if known is not None:
        if not known.is_active:
            return not_let_in(request, "closed")
        onward = reverse("people:join") if JOINING in request.session else sociallogin.get_redirect_url(request)
        return enter(request, known, onward or "")
    if JOINING in request.session:
        request.session[FOREIGN] = {"provider": foreign.provider, "uid": foreign.uid, "shown": shown}
        return redirect("people:join")
    return not_let_in(request, "stranger")


def _shown(account: SocialAccount) -> str:
    """Return a name that its owner knows again; nothing else of what the provider told is kept."""
    data = account.extra_data.get("userinfo") or account.extra_data.get("id_token") or account.extra_data
    shown = next((str(data[key]) for key in ("preferred_username", "name", "email", "shown") if data.get(key)), "")
    account.extra_data = {"shown": shown[:100]}
    if account.pk:
        account.save(update_fields=["extra_data", "last_login"])
    return shown[:100]


@never_cache
@require_safe
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the other provider; where it does not answer, say so."""
    return _reached(request, protocol.login, provider_id)


@never_cache
@require_safe
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the other provider."""
    return _reached(request, protocol.callback, provider_id)


def _reached(request: HttpRequest, view: Any, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view(request, provider_id)
    except (RequestException, OAuth2Error, KeyError, ValueError):
        # a provider that is down, or says what no provider should
        return not_let_in(request, "failed", 502)
    return answer

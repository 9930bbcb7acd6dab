"""Signing in and out, one's own account, choosing a password."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from luoshi.errors import LuoshiError
from luoshi_web.pages.sent import act_in
from luoshi_web.pages.words import sentence
from luoshi_web.people import actions, factors, logins, queries, resetting, sso
from luoshi_web.people.forms import ChoosePasswordForm, SignInForm
from luoshi_web.people.guessing import Waits
from luoshi_web.people.hashing import Busy
from luoshi_web.people.samples import PASSWORD
from luoshi_web.people.sign_in import enter

READING_OR_SENDING = require_http_methods(["GET", "HEAD", "POST"])


@method_decorator(READING_OR_SENDING, name="dispatch")
class SignIn(LoginView):
    """Sign in, and go on to the page that was asked for; first to one's code, where the account has one."""

    template_name = "people/sign-in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)
        except Waits as error:
            return _waits(request, error)
        except Busy as error:
            return _busy(request, error)

    def form_valid(self, form: Any) -> HttpResponse:
        return enter(self.request, form.get_user(), self.get_redirect_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        samples = queries.samples()
        return super().get_context_data(**kwargs) | {
            "here": "sign-in",
            "samples": samples,
            "sample_password": PASSWORD if samples else "",
            "provider": logins.provider_name(),
            "provider_address": foreign_address(self.get_redirect_url()),
            "by_mail": resetting.by_mail(),
        }


def foreign_address(onward: str = "") -> str:
    """Return where a login at the other provider begins; empty where none is set."""
    if not logins.provider_name():
        return ""
    address = reverse("openid_connect_login", kwargs={"provider_id": "office"})
    return f"{address}?{urlencode({'next': onward})}" if onward else address


@method_decorator(require_http_methods(["POST"]), name="dispatch")
class SignOut(LogoutView):
    """Sign out; only by a button, so that no link or picture can do it."""


@sensitive_post_parameters()
@never_cache
@login_required
@READING_OR_SENDING
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, what I may do where and until when, and how I sign in."""
    user: Any = request.user
    problem, do = "", request.POST.get("do", "")
    if request.method == "POST":
        try:
            act_in(request.POST, "link", "unlink", "mail")
            if do == "link" and logins.provider_name():
                request.session[sso.LINKING] = time.time()
                # a form may not lead to another host; a link may
                onward = {"here": "account", "provider": logins.provider_name(), "address": foreign_address()}
                return render(request, "people/linking.html", onward)
            if do == "unlink":
                logins.unlink(user, int(request.POST.get("login", "0") or 0))
            elif do == "mail":
                actions.set_mail(user, request.POST.get("email", ""), request.POST.get("password", ""))
        except (LuoshiError, ValueError) as error:
            problem = sentence(error) if isinstance(error, LuoshiError) else ""
        if not problem:
            return redirect(reverse("people:account") + (f"?saved={do}" if do in ("mail", "unlink") else ""))
    context: dict[str, Any] = {
        "here": "account",
        "memberships": queries.memberships_of(user),
        "saved": request.GET.get("saved", ""),
        "problem": problem,
        "typed": request.POST.get("email", user.email),
        "factor": factors.has_factor(user),
        "paper": factors.left_on_paper(user),
        "provider": logins.provider_name(),
        "logins": logins.logins_of(user),
        "administers": queries.administered_by(user),
    }
    return render(request, "people/account.html", context, status=422 if problem else 200)


@sensitive_post_parameters()
@never_cache
@login_required
@READING_OR_SENDING
def password(request: HttpRequest) -> HttpResponse:
    """Choose a password; other browsers that were signed in are signed out by it."""
    form = ChoosePasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        arriving = user.password_is_temporary
        actions.choose_password(user, form.cleaned_data["new_password1"])
        update_session_auth_hash(request, user)
        return redirect(reverse(settings.LOGIN_REDIRECT_URL if arriving else "people:account") + "?saved=password")
    status = 422 if request.method == "POST" else 200
    return render(request, "people/password.html", {"here": "account", "form": form}, status=status)


def _waits(request: HttpRequest, error: Waits) -> HttpResponse:
    """Say that too many passwords were wrong; the same whether the account exists or not."""
    context = {"here": "sign-in", "minutes": error.minutes, "why": sentence(error)}
    response = render(request, "people/locked-out.html", context, status=429)
    response.headers["Retry-After"] = str(error.minutes * 60)
    return response


def _busy(request: HttpRequest, error: Busy) -> HttpResponse:
    """Say that too many sign in; the name that was typed stays."""
    form = SignInForm(request, initial={"username": request.POST.get("username", "")[:150]})
    view = SignIn()
    view.setup(request)
    response = render(
        request, "people/sign-in.html", view.get_context_data(form=form, busy=sentence(error)), status=503
    )
    response.headers["Retry-After"] = "2"
    return response

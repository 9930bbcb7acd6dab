"""Signing in and out, one's own account, choosing a password."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from luoshi_web.people import actions, queries
from luoshi_web.people.forms import ChoosePasswordForm, SignInForm


@method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
class SignIn(LoginView):
    """Sign in, and go on to the page that was asked for."""

    template_name = "people/sign-in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"here": "sign-in"}


@method_decorator(require_http_methods(["POST"]), name="dispatch")
class SignOut(LogoutView):
    """Sign out; only by a button, so that no link or picture can do it."""


@never_cache
@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, and what I may do where."""
    memberships = queries.memberships_of(request.user)  # type: ignore[arg-type]
    saved = request.GET.get("saved") == "password"
    return render(request, "people/account.html", {"here": "account", "memberships": memberships, "saved": saved})


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose a password; other browsers that were signed in are signed out by it."""
    form = ChoosePasswordForm(request.user, request.POST or None)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        user = form.save()
        actions.password_chosen(user)
        update_session_auth_hash(request, user)
        return redirect(reverse("people:account") + "?saved=password")
    status = 422 if request.method == "POST" else 200
    return render(request, "people/password.html", {"here": "account", "form": form}, status=status)


def locked_out(request: HttpRequest, credentials: dict[str, Any] | None = None, *args: Any) -> HttpResponse:
    """Say that too many passwords were wrong; the same whether the account exists or not."""
    return render(request, "people/locked-out.html", {"here": "sign-in"}, status=429)

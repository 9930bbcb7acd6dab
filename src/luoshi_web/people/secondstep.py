"""The second step of signing in, and one's own second factor: enrol it, renew the codes on paper, give it up."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from luoshi.errors import LuoshiError
from luoshi_web.pages.sent import act_in
from luoshi_web.pages.words import sentence
from luoshi_web.people import factors
from luoshi_web.people.pictures import square_code
from luoshi_web.people.sign_in import PROVEN, let_in, waiting
from luoshi_web.people.views import READING_OR_SENDING

SECRET = "people.secret"


@sensitive_post_parameters()
@never_cache
@READING_OR_SENDING
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of whoever has just given a right password."""
    held = waiting(request)
    if held is None:
        return redirect("people:sign-in")
    problem = ""
    if request.method == "POST":
        try:
            factors.check(held[0], request.POST.get("code", ""))
        except LuoshiError as error:
            problem = sentence(error)
        else:
            return let_in(request, *held)
    context = {"here": "sign-in", "problem": problem}
    return render(request, "people/code.html", context, status=422 if problem else 200)


@sensitive_post_parameters()
@never_cache
@login_required
@READING_OR_SENDING
def factor(request: HttpRequest) -> HttpResponse:
    """One's own second factor. Each change asks for the password, since a screen may stand open."""
    user: Any = request.user
    problem = ""
    if request.method == "POST":
        try:
            codes = _changed(request, user)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            if codes:
                return render(request, "people/codes.html", {"here": "account", "codes": codes})
            return redirect(reverse("people:account") + "?saved=factor")
    context: dict[str, Any] = {"here": "account", "problem": problem, "enrolled": factors.has_factor(user)}
    context |= {"required": factors.required_of(user), "paper": factors.left_on_paper(user)}
    if not context["enrolled"]:
        secret = request.session.setdefault(SECRET, factors.new_secret())
        told = factors.address_of(user, secret)
        context |= {"secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))}
        context |= {"picture": square_code(told), "told": told}
    return render(request, "people/factor.html", context, status=422 if problem else 200)


def _changed(request: HttpRequest, user: Any) -> list[str]:
    """Do what the button says; return codes for paper where there are new ones."""
    if user.has_usable_password() and not user.check_password(request.POST.get("password", "")):
        raise LuoshiError("现在的密码不对。", "The present password is wrong.")
    do = act_in(request.POST, "enrol", "renew", "drop")
    if do == "enrol":
        codes = factors.enrol(user, request.session.get(SECRET) or factors.new_secret(), request.POST.get("code", ""))
        request.session.pop(SECRET, None)
        request.session[PROVEN] = True
        return codes
    if do == "renew" and factors.has_factor(user):
        return factors.new_recovery_codes(user)
    if do == "drop":
        factors.drop(user)
    return []

"""The two pages of a forgotten password; they are there only where it can be reset by mail."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from luoshi.errors import LuoshiError
from luoshi_web.pages.words import sentence
from luoshi_web.people import resetting
from luoshi_web.people.models import User
from luoshi_web.people.views import READING_OR_SENDING


@never_cache
@READING_OR_SENDING
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail."""
    if not resetting.by_mail():
        raise Http404
    asked = request.method == "POST"
    if asked:
        resetting.ask(request.POST.get("username", ""))
    return render(request, "people/forgotten.html", {"here": "sign-in", "asked": asked})


@sensitive_post_parameters()
@never_cache
@READING_OR_SENDING
def reset(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Choose a password by the link; then sign in with it, so that a second factor is asked as ever."""
    user = resetting.whose(uid, token) if resetting.by_mail() else None
    if user is None:
        return render(request, "people/reset.html", {"here": "sign-in", "person": None}, status=410)
    problem = ""
    if request.method == "POST":
        try:
            _choose(request, user)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            return redirect("people:sign-in")
    context = {"here": "sign-in", "person": user, "problem": problem}
    return render(request, "people/reset.html", context, status=422 if problem else 200)


def _choose(request: HttpRequest, user: User) -> None:
    chosen = request.POST.get("new_password1", "")
    if chosen != request.POST.get("new_password2", ""):
        raise LuoshiError("两次输入的新密码不一样。", "The two new passwords differ.")
    resetting.choose(user, chosen)

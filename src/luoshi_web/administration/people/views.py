"""The pages of an administrator: the people of a jurisdiction, one person, invitations, accounts from a sheet."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from luoshi.errors import LuoshiError
from luoshi_web.administration.people import sheet_rows, sheets
from luoshi_web.administration.people.roster import roster_of
from luoshi_web.pages.sent import act_in, by_of, number_of
from luoshi_web.pages.words import sentence
from luoshi_web.people import accounts, appointing, factors, inviting, queries
from luoshi_web.people.inviting import Made
from luoshi_web.people.models import Invitation, Membership, Role, User
from luoshi_web.people.pictures import square_code
from luoshi_web.people.views import READING_OR_SENDING
from luoshi_web.places.models import Jurisdiction, Unit

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SALT = "luoshi.people.sheet"
LOOKED_AT = 3600  # seconds that a looked-at sheet may wait to be taken


def _page(
    request: HttpRequest, template: str, jurisdiction: Jurisdiction, status: int = 200, **context: Any
) -> HttpResponse:
    context = {"here": "people", "jurisdiction": jurisdiction, "on": _on} | context
    return render(request, f"administration/{template}.html", context, status=status)


def _on(at: datetime) -> str:
    return timezone.localtime(at).date().isoformat()


@never_cache
@login_required
@READING_OR_SENDING
def people(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    """Everybody by unit and role; whoever never came in; units that owe and have nobody. Give a role."""
    place = queries.place_to_appoint(request.user, jurisdiction)
    problem = ""
    if request.method == "POST":
        try:
            _give(request, place)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            return redirect("administration:people", place.slug)
    return _roster(request, place, problem)


def _roster(request: HttpRequest, place: Jurisdiction, problem: str = "") -> HttpResponse:
    context = {
        "roster": roster_of(place),
        "units": Unit.objects.filter(jurisdiction=place).order_by("name"),
        "roles": Role.choices,
        "known": queries.known_people(place),
        "typed": request.POST.dict() or {"unit": request.GET.get("unit", "")},  # a link may lead to one unit
        "problem": problem,
    }
    return _page(request, "people", place, 422 if problem else 200, **context)


def _give(request: HttpRequest, place: Jurisdiction) -> None:
    sent = request.POST
    user = _known(place, sent.get("username", ""))
    begins, last = _day(sent.get("begins", "")), _day(sent.get("last", ""))
    role, unit = _role(sent.get("role", "")), _unit(sent.get("unit", ""), place)
    ends = last + timedelta(days=1) if last else None
    if appointing.give_role(user, place, role, unit, begins=begins, ends=ends, by=by_of(request)) is None:
        raise LuoshiError("这些日子里已经有这个角色了。", "This role is held on these days already.")


def _known(place: Jurisdiction, username: str) -> User:
    found = queries.known_people(place).filter(username=username.strip()).first()
    if found is None:
        raise LuoshiError(
            "本地区没有这个在用的账号。新来的人请发邀请链接。",
            "There is no such account in use here. Please invite whoever is new.",
        )
    return found


def _role(text: str) -> Role:
    if text not in Role.values:
        raise LuoshiError("请选一个角色。", "Please choose a role.")
    return Role(text)


def _unit(text: str, place: Jurisdiction) -> Unit | None:
    return get_object_or_404(Unit, pk=number_of(text), jurisdiction=place) if text.isdigit() else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise LuoshiError("日期请写成2026-09-30这样。", "Please write the date like 2026-09-30.") from None


def _day_needed(text: str) -> date:
    day = _day(text)
    if day is None:
        raise LuoshiError("请写明日期。", "Please give the day.")
    return day


@never_cache
@login_required
@READING_OR_SENDING
def person(request: HttpRequest, jurisdiction: str, username: str) -> HttpResponse:
    """One person's roles here, with hand-over and deputies; and their account, where it may be acted on."""
    place = queries.place_to_appoint(request.user, jurisdiction)
    found = queries.person_of(place, username)
    problem = password = ""
    if request.method == "POST":
        try:
            password = _act(request, place, found)
        except LuoshiError as error:
            problem = sentence(error)
        else:
            if not password:
                return redirect("administration:person", place.slug, found.username)
        found = queries.person_of(place, username)
    rows = queries.memberships_of(found).filter(jurisdiction=place)
    context = {
        "person": found,
        "rows": rows,
        "today": timezone.localdate(),
        "others": queries.known_people(place).exclude(pk=found.pk),
        "governs": accounts.governs(by_of(request), found),
        "factor": factors.has_factor(found),
        "problem": problem,
        "password": password,
    }
    return _page(request, "person", place, 409 if problem else 200, **context)


def _act(request: HttpRequest, place: Jurisdiction, found: User) -> str:
    """Do what the button says; return a password to be shown once, where there is one."""
    sent, by = request.POST, by_of(request)
    do = act_in(sent, "password", "close", "open", "factor", "end", "hand-over", "deputy")
    on_account: dict[str, Callable[..., object]] = {
        "close": accounts.close_account,
        "open": accounts.open_account,
        "factor": accounts.remove_factor,
    }
    if do == "password":
        return accounts.give_password(found, place, by=by)
    if do in on_account:
        on_account[do](found, place, by=by)
        return ""
    rows = Membership.objects.not_over().filter(user=found, jurisdiction=place)
    row = get_object_or_404(rows, pk=number_of(sent.get("role", "")))
    if do == "end":
        appointing.end_role(row, _day_needed(sent.get("day", "")), by=by)
    elif do == "hand-over":
        to = _known(place, sent.get("to", ""))
        appointing.hand_over(row, to, _day_needed(sent.get("day", "")), by=by)
    elif do == "deputy":
        first, last = _day_needed(sent.get("first", "")), _day_needed(sent.get("last", ""))
        appointing.set_deputy(row, _known(place, sent.get("to", "")), first, last, by=by)
    return ""


@never_cache
@login_required
@require_POST
def invitations(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    """Make a link, and show it this once; make one anew for an account that waits; or revoke one."""
    place = queries.place_to_appoint(request.user, jurisdiction)
    sent, by = request.POST, by_of(request)
    try:
        do = act_in(sent, "invite", "revoke", "again")
        if do != "invite":
            rows = Invitation.objects.filter(jurisdiction=place).select_related("unit", "user")
            old = get_object_or_404(rows, pk=number_of(sent.get("invitation", "")))
            if do == "again" and old.user is not None:
                accounts.must_govern(by, old.user)
            inviting.revoke(old, by=by)
            if do == "revoke":
                return redirect("administration:people", place.slug)
            made = inviting.invite(place, Role(old.role), old.unit, name=old.name, user=old.user, by=by)
        else:
            role, unit = _role(sent.get("role", "")), _unit(sent.get("unit", ""), place)
            made = inviting.invite(place, role, unit, name=sent.get("name", ""), by=by)
    except LuoshiError as error:
        return _roster(request, place, sentence(error))
    return _page(request, "slips", place, slips=_slips(request, [made]))


def _slips(request: HttpRequest, made: list[Made]) -> list[dict[str, Any]]:
    links = [(one, request.build_absolute_uri(reverse("people:invitation", args=[one.token]))) for one in made]
    return [{"invitation": one.invitation, "link": link, "picture": square_code(link)} for one, link in links]


@never_cache
@login_required
@READING_OR_SENDING
def sheet(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    """Accounts from a sheet: look at it first, then take the good rows; the links are shown this once."""
    place = queries.place_to_appoint(request.user, jurisdiction)
    context: dict[str, Any] = {"problem": "", "look": None, "headings": sheet_rows.HEADINGS}
    if request.method == "POST":
        try:
            if act_in(request.POST, "look", "take", "take-as-sheet") != "look":
                return _take(request, place)
            lines = _lines(request)
            context |= {"look": sheets.look_at(place, lines), "held": _sealed(place, lines), "what": sheets.What}
        except LuoshiError as error:
            context["problem"] = sentence(error)
    return _page(request, "sheet", place, 422 if context["problem"] else 200, **context)


def _lines(request: HttpRequest) -> list[sheet_rows.AccountLine]:
    sent = request.FILES.get("file")
    if sent is None:
        raise LuoshiError("请选一个文件。", "Please choose a file.")
    if (sent.size or 0) > sheet_rows.LIMITS.file_bytes:
        raise LuoshiError("文件太大了，账号表最多2兆。", "The file is too large; a sheet of accounts has 2 MB at most.")
    return sheets.read_confined(sent.read(), sent.name or "")


def _sealed(place: Jurisdiction, lines: list[sheet_rows.AccountLine]) -> str:
    """Return the rows as they were read, signed, for the form that takes them: the site keeps nothing of them."""
    return signing.dumps([place.pk, [asdict(line) for line in lines]], salt=SALT, compress=True)


def _take(request: HttpRequest, place: Jurisdiction) -> HttpResponse:
    try:
        number, rows = signing.loads(request.POST.get("held", ""), salt=SALT, max_age=LOOKED_AT)
    except signing.BadSignature:
        raise LuoshiError("请再传一次文件。", "Please send the file again.") from None
    if number != place.pk:
        raise Http404
    taken = sheets.take(place, [sheet_rows.AccountLine(**row) for row in rows], by=by_of(request))
    slips = _slips(request, taken.invitations)
    if request.POST.get("do") == "take-as-sheet" and slips:
        data = sheets.slips_of((slip["invitation"], slip["link"]) for slip in slips)
        return _attached(data, "links.xlsx")
    return _page(request, "slips", place, slips=slips, taken=taken)


@never_cache
@login_required
@require_safe
def template(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    """The empty sheet, with this place's units to choose from."""
    place = queries.place_to_appoint(request.user, jurisdiction)
    return _attached(sheets.template_of(place), "accounts.xlsx")


def _attached(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=SHEET, headers={"Content-Disposition": f'attachment; filename="{name}"'})

"""The trail's page: what was done, by whom, when, from where; whether the chain holds; all of it as a file."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.errors import LuoshiError
from luoshi_web.administration.access import place_for
from luoshi_web.administration.trail import words
from luoshi_web.administration.trail.looking import Search, page_of, people_of
from luoshi_web.people.rights import Right
from luoshi_web.places.models import Jurisdiction
from luoshi_web.trail.chain import Break, head_given
from luoshi_web.trail.comparing import compared, summary
from luoshi_web.trail.guard import stands
from luoshi_web.trail.queries import exported, head_of, verified


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entries(request: HttpRequest, jurisdiction: str) -> HttpResponse:
    """The entries, newest first; sent as a form, the whole chain is walked first, which takes its time."""
    place = place_for(request.user, jurisdiction, Right.AUDIT)
    english = get_language() == "en"
    search = Search.of(request.GET.dict())
    lines, more = page_of(place, search, english=english)
    answer, holds, problem = "", None, ""
    if request.method == "POST":
        try:
            answer, holds = _walked(place, request.POST.get("head", ""), english)
        except LuoshiError as error:
            problem = error.english if english else error.chinese
    context = {
        "jurisdiction": place,
        "lines": lines,
        "older": urlencode(search.query(before=more)) if more else "",
        "newest": urlencode(search.query()) if search.before else "",
        "search": search,
        "asked": bool(search.query()),
        "head": head_of(place.pk),
        "answer": answer,
        "holds": holds,
        "problem": problem,
        "typed": request.POST.get("head", ""),
        "people": people_of(place),
        "rooms": _rooms(english),
        "link": lambda **instead: "?" + urlencode(search.query(**instead)),
        "local": timezone.localtime,
        "english": english,
        "here": "trail",
    }
    return render(request, "administration/entries.html", context, status=422 if problem else 200)


def _walked(place: Jurisdiction, noted: str, english: bool) -> tuple[str, bool]:
    """Walk the chain from its beginning, past a head that was noted down; return what to say, and whether it holds."""
    found = verified(place.pk, head_given(noted.strip()))
    if isinstance(found, Break):
        said = f"第{found.seq}条{found.chinese}。", f"Entry {found.seq}: {found.english}."
        return said[english], False
    if not stands(connection):
        said = "链都对得上，但是数据库的保护（触发器）不在了。", "The chain holds, but the database's guard is gone."
        return said[english], False
    walked = f"{found.seq}条从头核对过，都对得上。", f"All {found.seq} entries were walked; the chain holds."
    against = compared(place.pk)
    told = [walked[english], summary(against)[english]]
    for back in against.backwards:
        late = f"第{back.seq}条的时间比前一条早。", f"Entry {back.seq} is dated before the one ahead of it."
        told.append(late[english])
    for one in against.differences:
        told.append(f"Entry {one.seq}: {one.english}." if english else f"第{one.seq}条：{one.chinese}。")
    if against.differing:
        told[0] = ("链对得上，数据库里的内容不对。", "The chain holds, what the database says does not.")[english]
    return (" " if english else "").join(told), not against.differing


def _rooms(english: bool) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the acts that one may look for, under what they are about."""
    found = []
    for room, name in words.ROOMS.items():
        acts = [(code, said[english]) for code, said in words.ACTS.items() if code.split(".")[0] == room]
        found.append((room, name[english], acts))
    return found


@never_cache
@login_required
@require_safe
def download(request: HttpRequest, jurisdiction: str) -> StreamingHttpResponse:
    """The whole chain as JSON lines, the head last, as `manage.py exporttrail` writes it."""
    place = place_for(request.user, jurisdiction, Right.AUDIT)

    def lines() -> Iterator[bytes]:
        for text in exported(place.pk):
            yield f"{text}\n".encode()

    response = StreamingHttpResponse(lines(), content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{place.slug}-trail.jsonl"'
    return response

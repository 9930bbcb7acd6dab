"""What the plan page is held against: the same rows as a plain list, and a page that never changes."""

from collections.abc import Callable
from functools import _lru_cache_wrapper

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import include, path

from luoshi_web.plans.models import Wording
from luoshi_web.portal import cells, kept

LIST = Engine().from_string(
    "<!doctype html><meta charset=utf-8><title>list</title><table>{% for row in rows %}<tr><td>{{ row.no }}"
    "<td>{{ row.chapter }}<td>{{ row.objective }}<td>{{ row.text }}<td>{{ row.lead }}"
    "<td>{{ row.cooperating }}{% endfor %}</table>"
)


def plain_list(request: HttpRequest) -> HttpResponse:
    """The same rows, with their units, by Django's ORM and Django's templates and nothing else."""
    rows = []
    for wording in Wording.objects.prefetch_related("duties").order_by("position"):
        duties = list(wording.duties.all())
        rows.append(
            {
                "no": wording.no,
                "chapter": wording.chapter,
                "objective": wording.objective,
                "text": wording.text,
                "lead": "、".join(duty.as_written for duty in duties if duty.role == "lead"),
                "cooperating": "、".join(duty.as_written for duty in duties if duty.role == "cooperating"),
            }
        )
    return HttpResponse(LIST.render(Context({"rows": rows})))


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><title>constant</title><p>constant")


def forgetting(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Forget the rows and tables that the site remembers, where a request asks for that."""

    def answer(request: HttpRequest) -> HttpResponse:
        if "X-Forget" in request.headers:
            for thing in vars(cells).values():
                if isinstance(thing, _lru_cache_wrapper):
                    thing.cache_clear()
            kept.forget()
        return get_response(request)

    return answer


urlpatterns = [
    path("bench/list/", plain_list),
    path("bench/constant/", constant),
    path("", include("luoshi_web.urls")),
]

"""What programs that walk the web are told: robots.txt and sitemap.xml, of published plans only.

An internal plan is not named, not even as forbidden: whoever reads robots.txt would learn that
there is one. So everything is forbidden, and what is published is let in.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_safe

from luoshi_web.plans.models import Plan
from luoshi_web.plans.queries import pages_named, published_plans

XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_PAGES = 50_000  # that the protocol takes in one file
KEPT = "public, max-age=3600"  # seconds


def _answer(text: str, kind: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Cache-Control"] = KEPT
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let robots read the pages of published plans, without their filters; the longest rule that fits holds."""
    lines = ["User-agent: *"]
    for plan in published_plans():
        here = reverse("portal:plan", args=(plan.jurisdiction.slug, plan.year))
        lines += [f"Disallow: {here}cycles/", f"Disallow: {here}revisions/", f"Disallow: {here}*?", f"Allow: {here}"]
    lines += ["Allow: /static/", "Allow: /sitemap.xml", "Allow: /$", "Disallow: /"]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}"]
    return _answer("\n".join(lines) + "\n", "text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the sitemaps: one a published plan."""
    parts = []
    for plan in published_plans():
        at = reverse("portal:plan-sitemap", args=(plan.jurisdiction.slug, plan.year))
        parts.append(f"<sitemap><loc>{escape(request.build_absolute_uri(at))}</loc>{_changed(plan)}</sitemap>")
    return _answer(_xml("sitemapindex", parts), "application/xml")


@require_safe
def plan_sitemap(request: HttpRequest, jurisdiction: str, year: int) -> HttpResponse:
    """List the pages of one published plan, 50,000 at most."""
    found = published_plans().filter(jurisdiction__slug=jurisdiction, year=year).first()
    if found is None:
        raise Http404
    place = (jurisdiction, year)
    keys, units = pages_named(found)
    at = [reverse(f"portal:{name}", args=place) for name in ("plan", "indicators", "units", "source")]
    at += [reverse("portal:task", args=(*place, key)) for key in keys]
    at += [reverse("portal:unit", args=(*place, name)) for name in units]
    root, changed = request.build_absolute_uri("/")[:-1], _changed(found)
    parts = [f"<url><loc>{escape(root + one)}</loc>{changed}</url>" for one in at[:MOST_PAGES]]
    return _answer(_xml("urlset", parts), "application/xml")


def _xml(root: str, parts: list[str]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{XMLNS}">', *parts, f"</{root}>"]
    return "\n".join(lines) + "\n"


def _changed(plan: Plan) -> str:
    assert plan.in_force is not None
    return f"<lastmod>{plan.in_force.confirmed_at:%Y-%m-%d}</lastmod>"


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the sign, for whoever asks at the address of old."""
    return redirect(static("luoshi/favicon.ico"))

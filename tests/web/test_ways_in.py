"""Ways in: robots, short addresses, other years, a 404 that keeps its plan, and what a supervisor of servers asks."""

import re
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

import lxml.etree
import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from luoshi_web.intake.inforce import import_plan
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.plans.models import Plan
from tests.web.site import TABLE, Page, Reader

PLACE = "/binjiang/2025/"


@pytest.fixture
def second(binjiang: Plan) -> Plan:
    """Another year of Binjiang, internal."""
    return import_plan(TABLE.read_bytes(), TABLE.name, jurisdiction=binjiang.jurisdiction, year=2026).plan


@pytest.fixture
def li(binjiang: Plan) -> Client:
    user = User.objects.create_user("li", name="李敏")
    Membership.objects.create(user=user, jurisdiction=binjiang.jurisdiction, role=Role.REVIEWER)
    client = Client()
    client.force_login(user)
    return client


def allowed(robots: str, path: str) -> bool:
    """Read robots.txt as RFC 9309 says: of the rules that fit a path the longest holds, and Allow wins a tie."""
    best = (0, True)
    for line in robots.splitlines():
        name, _, rule = line.partition(": ")
        if name not in ("Allow", "Disallow"):
            continue
        begin, star, rest = rule.partition("*")
        fits = path == rule[:-1] if rule.endswith("$") else path.startswith(begin) and (not star or rest in path)
        if fits:
            best = max(best, (len(rule), name == "Allow"))
    return best[1]


def test_robots_read_what_is_published_and_nothing_else(reader: Reader, second: Plan) -> None:
    answer = reader.client.get("/robots.txt")
    told = answer.content.decode()

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    for path in (
        "/",
        PLACE,
        f"{PLACE}tasks/5/",
        f"{PLACE}units/科技局/",
        f"{PLACE}plan.csv",
        "/static/luoshi/icon.svg",
    ):
        assert allowed(told, path), path
    for path in (
        "/desk/", "/intake/", "/account/", "/sign-in/", "/binjiang/people/", "/binjiang/trail/", "/binjiang/intake/",
        f"{PLACE}cycles/2025-09-30/", f"{PLACE}revisions/", f"{PLACE}?q=电梯", "/binjiang/2026/", "/metrics",
    ):  # fmt: skip
        assert not allowed(told, path), path
    assert "2026" not in told  # that there is an internal plan is nobody's to know
    assert told.rstrip().endswith("Sitemap: http://testserver/sitemap.xml")


def test_the_sitemap_names_public_pages_that_answer(reader: Reader, li: Client, second: Plan) -> None:
    index = lxml.etree.fromstring(reader.client.get("/sitemap.xml").content)
    parts = index.xpath("//*[local-name()='loc']/text()")
    assert parts == [f"http://testserver{PLACE}sitemap.xml"]
    assert li.get("/sitemap.xml").content == reader.client.get("/sitemap.xml").content
    assert li.get("/binjiang/2026/sitemap.xml").status_code == 404

    pages = lxml.etree.fromstring(reader.client.get(parts[0]).content).xpath("//*[local-name()='loc']/text()")
    paths = [urlsplit(page).path for page in pages]
    assert (paths[0], len(paths)) == (PLACE, len(set(paths)))
    assert sum("/tasks/" in path for path in paths) == 154
    for path in [*paths[:8], *paths[-8:]]:
        assert reader.client.get(path).status_code == 200, path


def test_a_sign_is_found_where_browsers_look_for_it(reader: Reader) -> None:
    lead = reader.client.get("/favicon.ico")

    assert (lead.status_code, lead["Location"]) == (302, "/static/luoshi/favicon.ico")
    assert reader.client.get("/favicon.ico", follow=True).redirect_chain


def test_short_addresses_lead_somewhere(reader: Reader, li: Client, second: Plan) -> None:
    assert reader.client.get("/binjiang/")["Location"] == PLACE
    assert reader.client.get("/binjiang")["Location"] == "/binjiang/"
    assert li.get("/binjiang/")["Location"] == "/binjiang/2026/"
    assert reader.client.get(f"{PLACE}tasks/")["Location"] == PLACE
    assert li.get(f"{PLACE}cycles/2025-09-30/report/")["Location"] == "/desk/"


def test_a_place_without_a_public_plan_is_not_told_from_none(reader: Reader, binjiang: Plan) -> None:
    Plan.objects.update(visibility="internal")

    internal, nowhere = reader.open("/binjiang/"), reader.open("/nowhere/")

    assert (internal.status, nowhere.status) == (404, 404)
    assert internal.html.replace("binjiang", "nowhere") == nowhere.html


def prefixes(patterns: list[Any], before: str = "") -> set[str]:
    """Return the pattern of each address of ours, and of each address that is cut off at a slash."""
    found = set()
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found |= prefixes(pattern.url_patterns, route) if "^" not in route else set()
        elif isinstance(pattern, URLPattern) and "^" not in route:
            steps = route.rstrip("/").split("/")
            found |= {"/".join(steps[:n]) for n in range(1, len(steps) + 1)}
    return found


# what is cut off there is nothing by itself: a job, a secret, a provider, a file of a report
ALONE = re.compile(r"jobs/<uuid:job>|sign-in/(forgotten/<str:uid>|at)|single-sign-on.*|.*/(evidence|scan|rows)")


def test_every_address_that_is_cut_off_at_a_slash_leads_somewhere() -> None:
    """An address that is shortened by its end is met by a page, by a redirect or by the sign-in."""

    def plain(route: str) -> str:
        return route.rstrip("/").replace("<int:year>", "<year:year>").replace("<path:", "<str:")

    there = {plain(route) for route in routes(get_resolver().url_patterns)}
    cut = {plain(route) for route in prefixes(get_resolver().url_patterns)}

    assert {route for route in cut - there if not ALONE.fullmatch(route)} == set()


def routes(patterns: list[Any], before: str = "") -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        route = before + str(pattern.pattern)
        found += routes(pattern.url_patterns, route) if isinstance(pattern, URLResolver) else [route]
    return found


def test_a_plan_leads_to_the_other_years_that_may_be_read(reader: Reader, li: Client, second: Plan) -> None:
    assert reader.open(PLACE).tree.cssselect(".eyebrow a") == []

    office = Page(li.get(PLACE))
    assert [a.get("href") for a in office.tree.cssselect(".eyebrow a")] == ["/binjiang/2026/"]
    assert "2026 （内部） · 2025" in " ".join(office.texts(".eyebrow"))

    Plan.objects.filter(pk=second.pk).update(visibility="published", published_at=second.in_force.confirmed_at)
    assert [a.get("href") for a in reader.open(PLACE).tree.cssselect(".eyebrow a")] == ["/binjiang/2026/"]


@pytest.mark.parametrize("rest", ["tasks/155/", "units/没有/", "x/y/", "plan.exe"])
def test_a_404_under_a_plan_keeps_its_navigation(reader: Reader, rest: str) -> None:
    page = reader.open(PLACE + rest)

    assert (page.status, page.texts("h1")) == (404, ["没有这一页"])
    links = [a.get("href") for a in page.tree.cssselect("nav a")]
    assert [PLACE, f"{PLACE}indicators/", f"{PLACE}units/", f"{PLACE}source/"] == links[:4]
    assert PLACE in [a.get("href") for a in page.tree.cssselect("main a")]


@pytest.mark.parametrize("rest", ["tasks/1/", "x/y/"])
def test_under_an_internal_plan_a_404_is_that_of_no_plan_at_all(reader: Reader, second: Plan, rest: str) -> None:
    internal, nowhere = reader.open(f"/binjiang/2026/{rest}"), reader.open(f"/binjiang/2027/{rest}")

    assert (internal.status, nowhere.status) == (404, 404)
    assert internal.html.replace("2026", "2027") == nowhere.html
    assert internal.tree.cssselect(f'nav a[href^="{PLACE}"]') == []


def test_health_is_the_databases(reader: Reader) -> None:
    def away(*_: object) -> None:
        raise OperationalError("secret detail")

    well = reader.client.get("/healthz")
    with connection.execute_wrapper(away):
        ill = reader.client.get("/healthz")

    assert (well.status_code, well.content, well["Cache-Control"]) == (200, b"ok\n", "no-store")
    assert (ill.status_code, ill.content) == (503, b"database\n")
    assert not well.cookies


def test_metrics_are_off_until_a_network_is_named(reader: Reader, settings: Any) -> None:
    assert reader.client.get("/metrics").status_code == 404

    settings.LUOSHI_METRICS = [ip_network("10.0.0.0/8")]
    assert reader.client.get("/metrics").status_code == 404
    assert reader.client.get("/metrics", REMOTE_ADDR="10.1.2.3").status_code == 200
    assert reader.client.get("/metrics", REMOTE_ADDR="").status_code == 404


def test_metrics_are_numbers_without_a_person_or_a_place(reader: Reader, li: Client, settings: Any) -> None:
    settings.LUOSHI_METRICS = [ip_network("127.0.0.0/8")]

    answer = reader.client.get("/metrics")
    lines = answer.content.decode().splitlines()

    assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert 'luoshi_plans{visibility="published"} 1' in lines
    assert "luoshi_workers 0" in lines
    for line in lines:
        name, _, value = line.partition(" ")
        assert line.startswith("# ") or (name.startswith("luoshi_") and value.isdecimal()), line
    assert answer.content.isascii()
    assert [word for word in ("binjiang", "li", "testserver") if f'"{word}"' in answer.content.decode()] == []

"""The administrator says when an indicator comes out; a figure that cannot exist yet is then awaited by itself."""

import json

from django.test import Client

from luoshi_web.plans.models import Indicator
from luoshi_web.reports.queries.questions import Asked, asked_of
from luoshi_web.reports.queries.whole import wording_of
from luoshi_web.trail.models import Entry
from tests.reports.town import Town
from tests.web.site import Page

ADDRESS = "/river/releases/"


def gdp(town: Town) -> Indicator:
    return Indicator.objects.get(jurisdiction=town.place, name="地区生产总值")


def send(town: Town, client: Client, **sent: str) -> Page:
    sent = {"indicator": str(gdp(town).pk), "seen": json.dumps(gdp(town).releases, sort_keys=True), **sent}
    return Page(client.post(ADDRESS, sent, follow=True))


def test_the_usual_calendar_is_shown_where_the_office_has_none(town: Town, gao: Client) -> None:
    (line,) = [line for line in Page(gao.get(ADDRESS)).texts("tbody tr") if line.startswith("地区生产总值")]
    assert "按统计部门通常的时间" in line


def gdp_asked(town: Town) -> list[Asked]:
    report = town.report("1")
    return asked_of(report, wording_of(report))


def test_an_offices_own_calendar_decides_what_is_awaited(town: Town, gao: Client) -> None:
    town.opened()  # as of the end of September, due on 15 October
    (asked,) = gdp_asked(town)
    assert asked.awaited is not None  # GDP usually comes out about the 20th

    page = send(town, gao, frequency="quarterly", months_after="1", day="12")
    assert "已保存" in page.text
    (asked,) = gdp_asked(town)
    assert asked.awaited is None

    send(town, gao, frequency="quarterly", months_after="1", day="18")
    (asked,) = gdp_asked(town)
    assert asked.awaited is not None
    assert asked.awaited.expected.isoformat() == "2025-10-18"

    send(town, gao, frequency="")
    assert gdp(town).releases == []


def test_a_change_stands_in_the_trail_with_what_it_replaced_and_none_does_not(town: Town, gao: Client) -> None:
    send(town, gao, frequency="annual", months_after="11", day="30")
    send(town, gao, frequency="annual", months_after="11", day="30")
    send(town, gao, frequency="")

    rows = list(Entry.objects.filter(act="releases.set").order_by("seq"))
    kept = {"frequency": "annual", "months_after": 11, "day": 30}
    assert [json.loads(row.replaced) for row in rows] == [{"releases": []}, {"releases": [kept]}]


def test_nonsense_is_refused_in_a_sentence_and_kept_in_the_form(town: Town, gao: Client) -> None:
    page = send(town, gao, frequency="quarterly", months_after="99", day="x")
    assert (page.status, "几个月后是0至36" in page.text) == (422, True)
    assert "99" in [field.get("value") for field in page.tree.cssselect("input[name=months_after]")]
    assert gdp(town).releases == []


def test_two_at_once_the_second_is_told(town: Town, gao: Client) -> None:
    send(town, gao, frequency="annual", months_after="11", day="30")
    page = send(town, gao, frequency="monthly", months_after="1", day="20", seen="[]")
    assert (page.status, "别人刚改过" in page.text) == (422, True)


def test_an_indicator_of_another_place_is_not_there(town: Town, gao: Client) -> None:
    from luoshi_web.places.models import Jurisdiction

    other = Indicator.objects.create(jurisdiction=Jurisdiction.objects.create(slug="lake", name="湖区"), name="GDP")
    assert gao.post(ADDRESS, {"indicator": str(other.pk)}).status_code == 404
    assert gao.post(ADDRESS, {"indicator": "x"}).status_code == 404

"""Every address takes what the database lets in: names of units and keys of tasks as tables have them, and worse."""

from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from luoshi_web.pages.routes import Name, segment
from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Plan, Task
from tests.chosen import every
from tests.desk.desk import Desk
from tests.reports.town import AS_OF, Town

HOSTILE = [
    "公安分局（交警/巡警）", "2/1", "a?b", "a#b", "50%", "100%25", "a b", "a\\b", "a;b=c&d+e", "（一）", "'\"<b>",
    "长" * 100, "saving", "2/saving", "upload", "upload/1", "a/../b", "/a", "a/", "//", "..", ".", "~", "~2F", "a\nb",
]  # fmt: skip
# each page with these: a slash within, before and behind, marks of an address, a piece that browsers take away
WALKED = ["公安分局（交警/巡警）", "2/1", "/50%25?#", "a/", "..", "'\"<b>\\saving"]
PLACE = ("river", 2025)
BY_KEY = ("desk:report", "desk:saving", "desk:present", "desk:review")
BY_UNIT = ("desk:unit", "desk:sheet", "workbooks:download", "workbooks:upload")


@pytest.fixture
def named(town: Town, request: pytest.FixtureRequest) -> tuple[Town, str]:
    """A town whose task 2, and the unit that leads it, have a name of that kind; its cycle is open."""
    cycle = town.opened()
    report = cycle.reports.get(task__key="2")
    Plan.objects.filter(pk=cycle.plan_id).update(visibility="published", published_at=timezone.now())
    Unit.objects.filter(pk=report.owner_id).update(name=request.param)
    Task.objects.filter(pk=report.task_id).update(key=request.param)
    return town, request.param


def addresses(name: str) -> dict[str, str]:
    return {
        "portal:task": reverse("portal:task", args=(*PLACE, name)),
        "portal:unit": reverse("portal:unit", args=(*PLACE, name)),
        **{page: reverse(page, args=(*PLACE, AS_OF, name)) for page in (*BY_KEY, *BY_UNIT)},
        "administration:person": reverse("administration:person", args=("river", name)),
    }


@pytest.mark.sqlite  # the addresses are the same
@pytest.mark.parametrize("named", every(2, WALKED), indirect=True)
def test_each_page_of_a_unit_and_a_task_answers_whatever_they_are_called(named: tuple[Town, str]) -> None:
    town, name = named
    everybody = {"unit": Desk(town.wang).client, "office": Desk(town.li).client, "nobody": Client()}
    wrong = []
    for page, address in addresses(name).items():
        if page in ("desk:saving", "desk:present", "administration:person"):
            continue
        public = page.startswith("portal:")
        expected = {
            "unit": {200} if page not in ("desk:review", "desk:unit") else {403, 404},
            "office": {200},
            "nobody": {200} if public else {302},
        }
        for who in ("nobody",) if public else everybody:
            status = everybody[who].get(address).status_code
            wrong += [f"{page} {who}: {status}"] if status not in expected[who] else []

    assert wrong == []


@pytest.mark.sqlite
@pytest.mark.parametrize("named", every(2, WALKED), indirect=True)
def test_the_pages_that_lead_there_are_there_and_a_report_is_saved(named: tuple[Town, str]) -> None:
    town, name = named
    wang, li = Desk(town.wang), Desk(town.li)
    to = addresses(name)
    cycle = reverse("desk:cycle", args=(*PLACE, AS_OF))

    for desk, address, leads in ((wang, "/desk/", "desk:report"), (li, cycle, ""), (li, "/river/2025/", "portal:task")):
        page = desk.open(address)
        assert page.status == 200, address
        assert not leads or to[leads] in [link.get("href") for link in page.tree.cssselect("a")]
    assert wang.client.post(to["desk:saving"], {"seen": "0", "statement": "已办。"}).status_code == 200
    assert "已办。" in wang.open(to["desk:report"]).html


@pytest.mark.parametrize("name", HOSTILE)
def test_each_address_leads_to_its_page_with_that_name(name: str) -> None:
    for page, address in addresses(name).items():
        # as a server hands it on: percent signs taken away once
        found = resolve(unquote(address))
        assert found.view_name == page
        assert name in found.kwargs.values() or name in found.args


@pytest.mark.parametrize("name", [*HOSTILE, "", "...", "a~b", "一、产业提升/1"])
def test_a_name_is_one_piece_of_an_address_and_comes_back(name: str) -> None:
    piece = segment(name)

    assert piece
    assert not {"/", "\\", "\n"} & {*piece}
    assert piece.strip(".")
    assert Name().to_python(piece) == name


def test_former_keys_of_tasks_are_read_with_their_slash() -> None:
    found = resolve("/river/2025/tasks/一、产业提升/1/")

    assert (found.view_name, found.kwargs["key"]) == ("portal:task", "一、产业提升/1")


@pytest.mark.parametrize("name", ["a\0b", "a~00b"])
def test_what_no_name_can_hold_leads_nowhere(name: str) -> None:
    with pytest.raises(ValueError, match="NUL"):
        Name().to_python(name)

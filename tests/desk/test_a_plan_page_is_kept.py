"""A plan's page is kept while nothing of it changes, and never longer: what changes it makes another page at once.

Each reader has the mark (ETag) of the page that is theirs; nobody is shown what was kept for another.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi_web.intake.inforce import import_plan, set_visibility
from luoshi_web.people.models import Membership, Role
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Visibility
from luoshi_web.portal import kept
from luoshi_web.reports.models import Cycle
from luoshi_web.supervision.closing import close_cycle, publish_cycle, withdraw_cycle
from luoshi_web.supervision.phrasing import phrase
from luoshi_web.supervision.reviewing import accept, reopen
from tests.desk.desk import Desk
from tests.reports.town import TABLE, Town, on

PLAN = "/river/2025/"
SAID = "截至9月底，新增学位240个。"


@pytest.fixture
def cycle(town: Town) -> Cycle:
    """The plan is published with lights; one report waits to be accepted."""
    set_visibility(town.plan, Visibility.PUBLISHED, lights=True, at=on(1))
    cycle = town.opened()
    town.submitted("2", SAID, town.wang)
    return cycle


def asked(client: Client, mark: str = "", address: str = PLAN, **headers: str) -> HttpResponse:
    return client.get(address, headers={**({"If-None-Match": mark} if mark else {}), **headers})


def test_a_browser_that_has_the_page_is_told_so_and_sent_nothing(town: Town, cycle: Cycle) -> None:
    client = Client()
    first = asked(client)
    again = asked(client, first["ETag"])

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again["ETag"] == first["ETag"]
    assert first["Cache-Control"] == "no-cache"
    for response in (first, again):
        assert {"Cookie", "HX-Request"} <= {one.strip() for one in response["Vary"].split(",")}
    assert asked(client, f"W/{first['ETag']}").status_code == 304  # as a server that compresses hands it out


def test_a_page_for_somebody_signed_in_is_kept_by_no_shared_cache(town: Town, cycle: Cycle) -> None:
    inside = Desk(town.li).client
    first = asked(inside)
    assert {asked(inside, mark)["Cache-Control"] for mark in ("", first["ETag"])} == {"private, no-cache"}


def test_what_is_kept_is_the_page_as_it_is_made_anew(town: Town, cycle: Cycle) -> None:
    pages = []
    for _ in range(2):
        kept.forget()
        pages += [asked(Client()).content, asked(Client()).content]
    assert len(set(pages)) == 1


def test_a_page_that_is_kept_asks_the_database_once(town: Town, cycle: Cycle) -> None:
    client = Client()
    asked(client)
    with CaptureQueriesContext(connection) as seen:
        asked(client)
    assert len(seen) == 1


def test_whatever_changes_the_page_changes_its_mark(town: Town, cycle: Cycle) -> None:
    """One after another: what the office does, what the public may see, and how the page is read."""
    public, inside, marks = Client(), Desk(town.li).client, set[str]()

    def differs(client: Client, what: str, act: Callable[[], object], words: str = "", gone: str = "") -> None:
        before = asked(client)
        assert asked(client, before["ETag"]).status_code == 304, what
        act()
        after = asked(client, before["ETag"])
        assert after.status_code == 200, f"{what}: nothing changed"
        assert after["ETag"] not in marks | {before["ETag"]}, what
        marks.update((before["ETag"], after["ETag"]))
        text = after.content.decode()
        assert words in text, what
        assert not gone or gone not in text, what

    differs(inside, "accepted", lambda: accept(town.report("2"), by=town.li, at=on(11)))
    differs(inside, "closed", lambda: close_cycle(cycle, by=town.li, at=on(16)), "240")
    differs(public, "published", lambda: publish_cycle(Cycle.objects.get(pk=cycle.pk), by=town.li, at=on(17)), "240")
    accepted = town.report("2").accepted
    assert accepted is not None
    differs(public, "phrased", lambda: phrase(accepted, "学位已增二百四十个。", by=town.li, at=on(18)), "二百四十")
    differs(public, "phrasing taken back", lambda: phrase(accepted, "", by=town.li, at=on(18, 11)), gone="二百四十")
    differs(public, "lights off", lambda: set_visibility(town.plan, Visibility.PUBLISHED, at=on(19)))
    differs(
        public,
        "withdrawn",
        lambda: withdraw_cycle(Cycle.objects.get(pk=cycle.pk), reason="有误", by=town.li, at=on(20)),
        gone="240",
    )
    place = Jurisdiction.objects.filter(pk=town.place.pk)
    differs(public, "renamed", lambda: place.update(name="江城市"), "江城市")

    def another_year() -> None:
        import_plan(TABLE.encode(), "next.txt", jurisdiction=town.place, year=2026, at=on(21), publish=True)

    differs(public, "another year", another_year, "/river/2026/")
    for name, value in (("lang", "en"), ("theme", "dark"), ("print", "large")):
        differs(public, name, lambda name=name, value=value: public.cookies.__setitem__(name, value))  # type: ignore[misc]


def test_what_is_published_again_after_a_return_is_no_page_of_before(town: Town, cycle: Cycle) -> None:
    accept(town.report("2"), by=town.li, at=on(11))
    close_cycle(cycle, by=town.li, at=on(16))
    publish_cycle(Cycle.objects.get(pk=cycle.pk), by=town.li, at=on(17))
    client = Client()
    before = asked(client)
    reopen(town.report("2"), "请再核", by=town.li, at=on(18))

    assert asked(client, before["ETag"]).status_code == 200


def test_a_plan_taken_back_is_gone_at_once_for_whoever_had_its_page(town: Town, cycle: Cycle) -> None:
    client = Client()
    mark = asked(client)["ETag"]
    set_visibility(town.plan, Visibility.INTERNAL, at=on(19))

    assert asked(client, mark).status_code == 404
    assert asked(Desk(town.zhou).client, mark).status_code == 404
    assert asked(Desk(town.li).client, mark).status_code == 200


def test_nothing_of_one_account_stands_in_the_page_of_another(town: Town, cycle: Cycle) -> None:
    accept(town.report("2"), by=town.li, at=on(11))
    close_cycle(cycle, by=town.li, at=on(16))
    set_visibility(town.plan, Visibility.PUBLISHED, lights=False, at=on(17))
    readers = {
        name: Client() if name == "nobody" else Desk(town.people[name]).client
        for name in ("li", "nobody", "liang", "zhou", "wang", "lin")
    }
    pages = {name: asked(client) for name, client in readers.items()}
    texts = {name: page.content.decode() for name, page in pages.items()}

    assert len({page["ETag"] for page in pages.values()}) == len(readers)
    for name, client in readers.items():
        for other, page in pages.items():
            assert asked(client, page["ETag"]).status_code == (304 if name == other else 200), (name, other)
    for name, text in texts.items():
        own = town.people[name].get_full_name() if name in town.people else ""
        for other in town.people.values():
            assert (other.get_full_name() in text) == (other.get_full_name() == own), (name, other)
    for name in ("nobody", "zhou", "wang"):  # who does not work on the plan: no lights, and nothing unpublished
        assert (SAID in texts[name], "chips" in texts[name], "还没有公布" in texts[name]) == (False, False, False), name
    for name in ("li", "liang", "lin"):
        assert "还没有公布" in texts[name], name
        assert "chips" in texts[name], name


def test_a_new_door_in_the_head_of_the_page_is_another_page(town: Town, cycle: Cycle) -> None:
    client = Desk(town.zhou).client
    before = asked(client)
    Membership.objects.create(user=town.zhou, jurisdiction=town.place, role=Role.REVIEWER)

    after = asked(client, before["ETag"])

    assert after.status_code == 200
    assert "chips" in after.content.decode()


def test_a_filter_a_part_and_the_whole_are_pages_of_their_own(town: Town, cycle: Cycle) -> None:
    client = Client()
    whole = asked(client)
    part = asked(client, whole["ETag"], **{"HX-Request": "true"})
    narrowed = asked(client, whole["ETag"], f"{PLAN}?q=学位")

    assert (part.status_code, narrowed.status_code) == (200, 200)
    assert b"<html" not in part.content
    assert asked(client, part["ETag"], **{"HX-Request": "true"}).status_code == 304
    assert "扬尘" not in narrowed.content.decode()
    assert asked(client).content == whole.content


def test_no_more_is_kept_than_has_room() -> None:
    from markupsafe import Markup

    kept.forget()
    for number in range(kept.MOST + 5):
        kept.keep(("table", number), kept.Table(Markup("x"), "", False))
    kept.keep(("long",), kept.Table(Markup("x" * (kept.LONGEST + 1)), "", False))

    assert kept.kept(("long",)) is None
    assert kept.kept(("table", 0)) is None
    assert kept.kept(("table", kept.MOST + 4)) is not None
    kept.forget()

"""Strangers get 404, readers who write get 403, on every page of the desk."""

import pytest

from tests.desk.desk import CYCLE, Desk
from tests.desk.test_a_cycle_on_its_pages import opened
from tests.reports.town import Town

PAGES = ("/river/2025/cycles/", CYCLE, f"{CYCLE}report/2/", f"{CYCLE}review/2/")


@pytest.mark.parametrize(
    ("who", "read", "written"),
    [
        ("zhou", (404, 404, 404, 404), (404, 404, 404, 404)),
        ("zhu", (404, 404, 404, 404), (404, 404, 404, 404)),
        ("wang", (404, 404, 200, 403), (404, 404, 409, 403)),
        ("cai", (404, 404, 200, 403), (404, 404, 403, 403)),
        ("lin", (403, 200, 200, 200), (403, 403, 403, 403)),
        ("li", (200, 200, 200, 200), (422, 409, 403, 409)),
    ],
)
def test_each_sees_and_writes_what_is_theirs(
    town: Town, who: str, read: tuple[int, ...], written: tuple[int, ...]
) -> None:
    opened(town)
    client = Desk(town.people[who]).client

    assert tuple(client.get(page).status_code for page in PAGES) == read
    assert tuple(client.post(page, {"do": "submit"}).status_code for page in reversed(PAGES))[::-1] == written


def test_nobody_who_is_not_signed_in_sees_any_of_it(town: Town, client) -> None:
    opened(town)
    for page in ("/desk/", *PAGES):
        assert client.get(page)["Location"].startswith("/sign-in/")


def test_a_page_that_somebody_may_not_see_does_not_say_that_they_may(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)

    looked = wang.open(f"{CYCLE}review/2/")
    written = wang.posted(f"{CYCLE}review/2/", do="accept")

    assert (looked.texts("h1"), written.texts("h1")) == (["这一页不对您开放"], ["这一页您可以看，不能改"])
    assert "/desk/" in [one.get("href") for one in looked.tree.cssselect("main a")]

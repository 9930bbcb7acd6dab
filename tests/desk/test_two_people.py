"""Two people at one report see each other, and choose between their texts; nothing is written over unseen."""

import json
from datetime import timedelta

from django.utils import timezone

from luoshi_web.reports.models import Draft, Presence
from tests.desk.desk import CYCLE, Desk
from tests.desk.test_a_cycle_on_its_pages import REPORT, opened
from tests.reports.town import Town

SAVING, PRESENT = f"{REPORT}saving/", f"{REPORT}present/"


def test_who_else_has_it_open_is_said_and_who_left_is_forgotten(town: Town) -> None:
    opened(town)
    wang, head = Desk(town.wang), Desk(town.min)
    wang.open(REPORT)
    assert "王敏也开着这一项" in head.open(REPORT).text
    assert "闵行也开着这一项" in wang.send(PRESENT, seen="0").text
    Presence.objects.filter(user=town.min).update(heard_at=timezone.now() - timedelta(minutes=2))
    assert "也开着这一项" not in wang.send(PRESENT, seen="0").html
    Presence.objects.filter(user=town.min).update(heard_at=timezone.now() - timedelta(hours=2))
    wang.send(PRESENT, seen="0")
    assert not Presence.objects.filter(user=town.min).exists()


def test_the_office_and_those_who_add_are_not_counted_as_writing(town: Town) -> None:
    opened(town)
    for reader in (town.li, town.cai):
        Desk(reader).open(REPORT)
    assert "也开着" not in Desk(town.wang).open(REPORT).text
    assert Desk(town.li).client.post(PRESENT).status_code == 403
    assert Desk(town.zhou).client.post(PRESENT).status_code == 404


def test_what_the_other_has_saved_is_announced(town: Town) -> None:
    opened(town)
    Desk(town.wang).send(SAVING, statement="王敏写的", seen="0")
    assert "王敏刚改过这一项" in Desk(town.min).send(PRESENT, seen="0").text
    assert "刚改过" not in Desk(town.wang).send(PRESENT, seen="0").html


def test_both_texts_stand_there_and_one_is_chosen(town: Town) -> None:
    opened(town)
    Desk(town.wang).send(REPORT, statement="王敏写的", problems="缺地", do="save", seen="0")
    head = Desk(town.min)
    page = head.send(REPORT, statement="闵行写的", do="save", seen="0")
    assert page.status == 409
    assert ("王敏写的" in page.texts("#theirs")[0], "闵行写的" in page.texts("#theirs")[0]) == (True, True)
    assert page.tree.cssselect("#seen")[0].get("value") == "0"  # a second click writes over nothing either
    assert head.client.post(REPORT, {"statement": "闵行写的", "do": "save", "seen": "0"}).status_code == 409

    over = page.tree.cssselect("button[name=over]")[0].get("value")
    assert head.client.post(REPORT, {"statement": "闵行写的", "seen": "0", "over": over}).status_code == 302
    assert Draft.objects.get().statement == "闵行写的"


def test_while_it_is_typed_the_two_texts_come_with_the_answer(town: Town) -> None:
    opened(town)
    Desk(town.wang).send(SAVING, statement="王敏写的", seen="0")
    page = Desk(town.min).send(SAVING, statement="闵行写的", seen="0")
    theirs = page.tree.cssselect("#theirs")[0]
    assert (theirs.get("data-number"), json.loads(theirs.get("data-fields"))["statement"]) == ("1", "王敏写的")
    assert "刚写的还在这一页，没有存下" in page.text


def test_two_of_a_unit_that_was_asked_do_not_write_over_one_another(town: Town) -> None:
    opened(town)
    cai = Desk(town.cai)
    cai.send(REPORT, statement="一", do="add", seen="0")
    page = cai.send(REPORT, statement="二", do="add", seen="0")
    assert page.status == 409
    assert page.tree.cssselect("#own")[0].text.strip() == "二"
    assert "一" in page.texts("#own-part .note")[0]
    over = page.tree.cssselect("#own-part button[name=over]")[0].get("value")
    assert cai.client.post(f"{CYCLE}report/2/", {"statement": "二", "do": "add", "over": over}).status_code == 302

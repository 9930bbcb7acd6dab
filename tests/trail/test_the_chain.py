"""The trail: appended only, chained, and able to name the first entry that does not hold."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.trail import actions, queries
from luoshi_web.trail.chain import BEGINNING, Break, Head
from luoshi_web.trail.guard import stands, take_down
from luoshi_web.trail.models import Details, Entry
from luoshi_web.trail.origin import coming_from
from tests.trail.town import NOON, act, force


def test_an_entry_says_who_when_from_where_and_what_it_replaced(town: Jurisdiction, li: User) -> None:
    with coming_from("10.1.2.3"):
        entry = act(town, by=li, replaced={"state": "submitted"}, details={"reason": "数据有误"})

    said = json.loads(entry.details.text)
    assert (entry.seq, entry.who, entry.at, entry.act) == (1, li.pk, NOON, "report.accepted")
    assert (entry.objects_touched, entry.replaced) == ('{"report":7}', '{"state":"submitted"}')
    assert (said["by"], said["from"], said["reason"]) == ("李敏", "10.1.2.3", "数据有误")


def test_each_entry_follows_the_one_before_and_each_jurisdiction_has_its_own_chain(town: Jurisdiction) -> None:
    other = Jurisdiction.objects.create(slug="hill", name="山区")
    first, second, elsewhere = act(town), act(town), act(other)

    assert (first.previous, second.previous, elsewhere.previous) == (BEGINNING, first.hash, BEGINNING)
    assert queries.verified(town.pk) == Head(2, second.hash)
    assert queries.verified(other.pk) == Head(1, elsewhere.hash)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE trail_entry SET act = 'x'",
        "DELETE FROM trail_entry",
        "UPDATE trail_details SET text = 'x'",
        "DELETE FROM trail_details",
    ],
)
def test_the_database_itself_refuses_to_change_or_delete_an_entry(town: Jurisdiction, sql: str) -> None:
    act(town)

    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.sqlite
@pytest.mark.parametrize("table", ["trail_entry", "trail_details"])
def test_sqlite_refuses_to_put_another_entry_in_the_place_of_one(town: Jurisdiction, table: str) -> None:
    act(town)

    with pytest.raises(DatabaseError, match="appended only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")


@pytest.mark.parametrize(
    ("sql", "seq", "said"),
    [
        ("UPDATE trail_entry SET act = 'report.returned' WHERE seq = 2", 2, "its content was changed"),
        ("UPDATE trail_entry SET who = 99 WHERE seq = 3", 3, "its content was changed"),
        ("UPDATE trail_entry SET previous = details_hash WHERE seq = 3", 3, "it does not follow the entry before"),
        (
            "UPDATE trail_details SET text = '{}' WHERE entry_id = (SELECT MAX(id) FROM trail_entry WHERE seq = 1)",
            1,
            "its details were changed",
        ),
    ],
)
def test_the_first_break_is_named(town: Jurisdiction, sql: str, seq: int, said: str) -> None:
    for _ in range(4):
        act(town)

    force(sql)

    found = queries.verified(town.pk)
    assert isinstance(found, Break)
    assert (found.seq, found.english) == (seq, said)


def test_a_missing_entry_is_named(town: Jurisdiction) -> None:
    entries = [act(town) for _ in range(3)]
    force("DELETE FROM trail_details WHERE entry_id = %s", entries[1].pk)
    force("DELETE FROM trail_entry WHERE id = %s", entries[1].pk)

    found = queries.verified(town.pk)
    assert isinstance(found, Break)
    assert (found.seq, found.english) == (2, "this entry is missing")


def test_a_head_that_was_noted_down_shows_a_chain_that_was_cut_or_reckoned_anew(town: Jurisdiction) -> None:
    act(town)
    last = act(town)
    noted = Head(last.seq, last.hash)
    assert queries.verified(town.pk, noted) == noted

    force("DELETE FROM trail_details WHERE entry_id = %s", last.pk)
    force("DELETE FROM trail_entry WHERE id = %s", last.pk)
    assert isinstance(queries.verified(town.pk, noted), Break)

    act(town, "report.returned")
    found = queries.verified(town.pk, noted)
    assert isinstance(found, Break)
    assert found.english == "it differs from the head that was noted down"


def test_details_can_be_blanked_by_a_rule_and_the_chain_holds(town: Jurisdiction, li: User) -> None:
    act(town, by=li, details={"reason": "王敏来电"})

    assert actions.blank(town.pk, before=NOON.replace(year=2030), rule="满五年", by=None, at=NOON) == 1

    assert "王敏" not in "".join(Details.objects.filter(entry__chain=town.pk).values_list("text", flat=True))
    assert Entry.objects.filter(chain=town.pk).order_by("seq").last().act == "trail.blanked"  # type: ignore[union-attr]
    assert isinstance(queries.verified(town.pk), Head)


def test_state_and_entry_are_kept_together_or_not_at_all(town: Jurisdiction) -> None:
    def stopped_half_way() -> None:
        with transaction.atomic():
            Jurisdiction.objects.filter(pk=town.pk).update(name="改名")
            actions.record("place.renamed", town.pk, by=None, at=NOON, objects={"place": town})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stopped_half_way()

    town.refresh_from_db()
    assert (town.name, Entry.objects.filter(chain=town.pk).count()) == ("某镇", 0)


def test_verify_says_the_head_and_ends_with_one_where_the_chain_is_broken(town: Jurisdiction) -> None:
    act(town)
    entry = act(town)
    out = StringIO()
    call_command("verify", stdout=out)
    assert f"某镇：2条，都对得上。链尾 2:{entry.hash}" in out.getvalue()

    force("UPDATE trail_entry SET act = 'x' WHERE seq = 2")
    said = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", stdout=out, stderr=said)
    assert ended.value.code == 1
    assert "第2条内容被改过" in said.getvalue()


def test_verify_says_when_the_guard_is_gone(town: Jurisdiction) -> None:
    assert stands(connection)
    connection.check_constraints()
    take_down(connection)
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify", stdout=StringIO(), stderr=said)
    assert "保护（触发器）不在了" in said.getvalue()


def test_what_is_exported_can_be_walked_without_the_database(town: Jurisdiction, li: User, tmp_path: Path) -> None:
    act(town, by=li)
    entry = act(town, by=li)
    out = StringIO()
    call_command("exporttrail", "town", stdout=out)
    lines = out.getvalue().splitlines()
    assert json.loads(lines[-1]) == {"head": {"seq": 2, "hash": entry.hash}}

    path = tmp_path / "trail.jsonl"
    path.write_text(out.getvalue(), encoding="utf-8")
    call_command("verify", "--file", str(path), stdout=StringIO())

    path.write_text("\n".join(lines[1:]), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        call_command("verify", "--file", str(path), stdout=StringIO(), stderr=StringIO())
    assert ended.value.code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--jurisdiction", "nowhere"], "没有nowhere这个地区。"),
        (["--jurisdiction", "town", "--head", "2"], "链尾要写成"),
        (["--head", f"2:{'0' * 64}"], "--head要和--jurisdiction一起写"),
        (["--file", "/nowhere/trail.jsonl"], "打不开"),
    ],
)
def test_what_verify_cannot_do_gets_a_sentence(town: Jurisdiction, arguments: list[str], said: str) -> None:
    error = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify", *arguments, stderr=error)
    assert ended.value.code == 2
    assert said in error.getvalue()

"""An older version's backup comes across whole into this version's tables; the older database is left as it was.

tests/backups/older holds backups of a small office, made by builds of before the migrations began anew.
"""

import json
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from luoshi_web.backups.archive import Reader
from luoshi_web.backups.carrying.cells import meant_by
from luoshi_web.backups.carrying.offices import HANGS_ON, Offices
from luoshi_web.backups.carrying.source import Older, tables_of
from luoshi_web.backups.older import refusal
from luoshi_web.places.belonging import models_of_offices
from luoshi_web.places.models import OfJurisdiction
from tests import chosen
from tests.backups.places import Place, beside, name_of, new_url
from tests.conftest import on_postgresql

OLDER = Path(__file__).parent / "older"
BACKUPS = ("bc12325-sqlite", "bc12325-postgresql", "e7b5144-sqlite")
# sign-in attempts as the former guard kept them, and what each build has of its own
MADE_ANEW = {"django_migrations", "django_content_type", "auth_permission", "auth_group_permissions", "jobs_worker"}
# what the migrations between the two older builds changed: done to rows of the earlier one too
CHANGED = {
    "plans_task": ("key",),
    "plans_finding": ("task_key",),
    "reports_cycle": ("published_at",),
    "supervision_assessment": ("findings",),
}
WITH_TABLES = """
import shutil, sys
from django.db import connection
from luoshi_web.backups.carrying import carry
carry._make_tables = lambda: shutil.copy({tables!r}, connection.settings_dict["NAME"])
"""
CARRIED = """
sys.argv = ["luoshi_web", "carry-over", *{arguments!r}]
from luoshi_web.__main__ import main
main()
"""
KILLED = """
from django.core.management import call_command
from luoshi_web.backups.carrying import {module} as module
def hit(*args, **options):
    os.kill(os.getpid(), 9)
module.{name} = hit
call_command("carryover", {path!r}, "--replace")
"""


@dataclass(frozen=True)
class Arrived:
    """What came of a backup: the place, what the command said, and a backup that the place made of itself."""

    name: str
    place: Place
    said: str
    after: Path


def backup(name: str) -> Path:
    return OLDER / f"{name}.zip"


def carried(place: Place, path: Path, *more: str, tables: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """Carry a backup over; where `tables` is given, the new ones are a copy of that file, as all tests' but one are."""
    if tables is None or place.url:
        return place.run("carry-over", str(path), *more)
    code = WITH_TABLES.format(tables=str(tables)) + CARRIED.format(arguments=[str(path), *more])
    return place.run(code=code)


def place_in(home: Path) -> Place:
    """Return a place with nothing in it."""
    home.mkdir()
    url = on_postgresql()
    return Place(home, new_url(url, "template0") if url else "")


def removed(place: Place) -> None:
    if place.url:
        beside(place.url, f'DROP DATABASE "{name_of(place.url)}" WITH (FORCE)')


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Place]:
    place = place_in(tmp_path / "new")
    yield place
    removed(place)


def backups_here() -> tuple[str, ...]:
    """Each backup comes in on one of the databases, in `make test-all` each on both: its tables are made anew."""
    if chosen.ALL:
        return BACKUPS
    return BACKUPS[:1] if on_postgresql() else BACKUPS[1:]


@pytest.fixture(scope="module", params=backups_here())
def arrived(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, migrated: Path
) -> Iterator[Arrived]:
    """A place into which a backup was carried over, for every test that changes nothing of it."""
    folder = tmp_path_factory.mktemp("arrived")
    place = place_in(folder / "new")
    by_itself = chosen.ALL or place.url  # the migrations take four seconds; PostgreSQL's are always run
    done = carried(place, backup(request.param), tables=None if by_itself else migrated)
    assert done.returncode == 0, done.stderr
    saved = place.run("backup", str(folder / "after.zip"))
    assert saved.returncode == 0, saved.stderr
    yield Arrived(request.param, place, done.stdout, folder / "after.zip")
    removed(place)


class Read:
    """A backup's tables, cell by cell as the fields of today mean them."""

    def __init__(self, older: Older) -> None:
        self.older = older

    def rows(self, table: str, fields: list[Any]) -> dict[Any, dict[str, Any]]:
        columns = [field.column for field in fields]
        key = next(field.column for field in fields if field.primary_key)
        rows = {}
        for cells in self.older.rows(table, columns):
            row = {
                field.column: None if cell is None else meant_by(field)(cell)
                for field, cell in zip(fields, cells, strict=True)
            }
            rows[row[key]] = row
        return rows


def test_every_row_comes_across_with_all_that_it_says(arrived: Arrived, tmp_path: Path) -> None:
    name = arrived.name
    assert "行数和留痕都核对过" in arrived.said
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    before_reader, after_reader = Reader(backup(name)), Reader(arrived.after)
    with (
        tables_of(before_reader, tmp_path / "a") as older,
        tables_of(after_reader, tmp_path / "b") as newer,
    ):
        compared = 0
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if table not in older.columns or table in MADE_ANEW:
                continue
            fields = [field for field in model._meta.local_concrete_fields if field.column in older.columns[table]]
            fields = [
                field for field in fields if not (name.startswith("bc") and field.column in CHANGED.get(table, ()))
            ]
            was, now = Read(older).rows(table, fields), Read(newer).rows(table, fields)
            assert now == was, table
            compared += len(was)
        assert compared > 250
        offices, of_today = Offices(older), Offices(newer)
        for model in models_of_offices():
            assert of_today.of(model) == (offices.of(model) or of_today.of(model)), model
    heads = before_reader.manifest.facts.chains
    assert after_reader.manifest.facts.chains == heads
    assert [one.sha256 for one in after_reader.manifest.files] == [one.sha256 for one in before_reader.manifest.files]


def test_what_the_trail_proves_is_said_and_what_an_older_one_cannot(arrived: Arrived) -> None:
    older = arrived.name.startswith("bc")
    assert ("11条没有记内容，是以前的版本写的" in arrived.said) == older
    assert ("12条的内容和数据库对照过。" in arrived.said) == (not older)

    verified = arrived.place.run("verify")

    assert (verified.returncode, "对不上" in verified.stdout + verified.stderr) == (0, False), verified.stderr
    assert arrived.place.run("checkoffices").returncode == 0


def test_a_place_with_data_is_kept(arrived: Arrived) -> None:
    before = arrived.place.rows()

    refused = carried(arrived.place, backup(arrived.name))

    assert (refused.returncode, "这里已经有数据" in refused.stderr, refused.stdout) == (2, True, "")
    assert arrived.place.rows() == before


def test_the_site_goes_on_with_what_came_across(arrived: Arrived) -> None:
    """Keys with a chapter's words lead on, what was published is, new rows get numbers that were never given."""
    done = arrived.place.run(
        code="""
import json
from django.db import transaction
from django.test import Client
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import FormerKey, Task
from luoshi_web.reports.models import Cycle, Evidence, Report
from luoshi_web.reminders.channels import unsealed
from luoshi_web.reminders.models import Channel
from django.contrib.auth import authenticate
place = Jurisdiction.objects.get(slug="river")
public = Client(headers={"host": "localhost"})
said = {
    "keys": sorted(Task.objects.filter(jurisdiction=place).values_list("key", flat=True)),
    "former": public.get("/river/2025/tasks/二、民生改善/1/").headers.get("Location", ""),
    "former keys": FormerKey.objects.count(),
    "public": public.get("/river/2025/").status_code,
    "published": Cycle.objects.filter(jurisdiction=place, published_at__isnull=False).count(),
    "secret": unsealed(Channel.objects.get().secret)[:3],
    "signs in": authenticate(username="wang", password="correct horse battery") is not None,
}
report = Report.objects.first()
with transaction.atomic():
    made = dict(report=report, number=99, link="https://example.gov.cn/", name="x", added_at="2025-12-01T00:00:00Z")
    said["number"] = Evidence.objects.create(jurisdiction_id=report.jurisdiction_id, **made).pk
    transaction.set_rollback(True)
print(json.dumps(said, ensure_ascii=False))
"""
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    older = arrived.name.startswith("bc")
    assert said["keys"] == ["#1" if older else "0-1", "1-1", "1-2", "2-1", "2-2"]
    assert said["former"].endswith("/river/2025/tasks/2-1/")
    assert said["former keys"] == (8 if older else 0)
    assert (said["public"], said["published"], said["secret"], said["signs in"]) == (200, 2, "SEC", True)
    assert said["number"] == 5  # the fourth was taken out again, and its number is not given twice


@pytest.mark.parametrize(
    ("module", "name"),
    [
        pytest.param("carry", "load", marks=pytest.mark.long),
        pytest.param("loading", "_go_on_counting", marks=pytest.mark.long),
        ("rules", "follow"),
        pytest.param("carry", "move_in", marks=pytest.mark.long),
    ],
)
def test_killed_at_any_step_the_new_database_is_empty_or_whole(
    module: str, name: str, fresh: Place, migrated: Path
) -> None:
    tables = "" if fresh.url else WITH_TABLES.format(tables=str(migrated))
    killed = fresh.run(code=tables + KILLED.format(module=module, name=name, path=str(backup("e7b5144-sqlite"))))
    assert killed.returncode == -9, killed.stderr

    assert rows_in(fresh) in (0, None)
    done = carried(fresh, backup("e7b5144-sqlite"), "--replace", tables=migrated)
    assert done.returncode == 0, done.stderr
    assert rows_in(fresh) == 2
    assert not (fresh.home / ".carrying").exists()


def rows_in(place: Place) -> int | None:
    """Count the jurisdictions; None where there is no table."""
    rows = place.rows() if place.url or (place.home / "luoshi.sqlite3").exists() else {}
    return len(rows["plans_jurisdiction"]) if "plans_jurisdiction" in rows else None


@pytest.mark.parametrize("wrong", ["text", "cut", "too old"])
def test_a_wrong_file_gets_one_sentence_in_two_languages(wrong: str, fresh: Place, tmp_path: Path) -> None:
    path = tmp_path / "wrong.zip"
    if wrong == "text":
        path.write_text("no backup")
    elif wrong == "cut":
        path.write_bytes(backup("bc12325-sqlite").read_bytes()[:40_000])
    else:
        path.write_bytes(without_a_migration(tmp_path))

    one_sentence(carried(fresh, path, "--replace"))

    assert rows_in(fresh) in (0, None)


def test_a_backup_of_today_is_restored_and_not_carried_over(arrived: Arrived, fresh: Place) -> None:
    one_sentence(carried(fresh, arrived.after))

    assert rows_in(fresh) in (0, None)


def one_sentence(done: "subprocess.CompletedProcess[str]") -> None:
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 2
    assert "Traceback" not in done.stderr


def without_a_migration(folder: Path) -> bytes:
    """Return a backup whose database and manifest lack the last migration of the earliest version."""
    import hashlib

    data, path = {}, folder / "older.sqlite3"
    with zipfile.ZipFile(backup("bc12325-sqlite")) as archive:
        data = {name: archive.read(name) for name in archive.namelist()}
    path.write_bytes(data["database.sqlite3"])
    gone = "reports.0009_reports_say_when_they_were_signed"
    with closing(sqlite3.connect(path)) as file:
        file.execute("DELETE FROM django_migrations WHERE app || '.' || name = ?", [gone])
        file.commit()
    data["database.sqlite3"] = path.read_bytes()
    told = json.loads(data["manifest.json"])
    told["migrations"].remove(gone)
    told["tables"]["django_migrations"] -= 1
    for member in told["members"]:
        if member["name"] == "database.sqlite3":
            member["size"], member["sha256"] = path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest()
    data["manifest.json"] = json.dumps(told).encode()
    made = folder / "made.zip"
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in data.items():
            archive.writestr(name, content)
    return made.read_bytes()


@pytest.fixture
def older_place(tmp_path: Path) -> Path:
    """A LUOSHI_HOME as the earlier version left it."""
    home = tmp_path / "older"
    home.mkdir()
    with zipfile.ZipFile(backup("bc12325-sqlite")) as archive:
        (home / "luoshi.sqlite3").write_bytes(archive.read("database.sqlite3"))
        (home / "secret-key").write_bytes(archive.read("home/secret-key"))
    return home


@pytest.mark.sqlite
@pytest.mark.parametrize("command", ["migrate", "demo", "worker", "verify", "checkoffices"])
def test_a_command_on_an_older_database_says_so_and_changes_nothing(command: str, older_place: Path) -> None:
    before = (older_place / "luoshi.sqlite3").read_bytes()

    done = Place(older_place).run(command)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip().splitlines() == [refusal().chinese, refusal().english]
    assert (older_place / "luoshi.sqlite3").read_bytes() == before


@pytest.mark.sqlite
def test_the_server_does_not_start_on_an_older_database(older_place: Path) -> None:
    before = (older_place / "luoshi.sqlite3").read_bytes()
    line = [sys.executable, "-c", "import luoshi_web.wsgi"]

    done = subprocess.run(line, env=Place(older_place).around, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr.strip().splitlines() == [refusal().chinese, refusal().english]
    assert (older_place / "luoshi.sqlite3").read_bytes() == before


@pytest.mark.sqlite
def test_make_run_says_so_too(older_place: Path) -> None:
    """What `make run` does before it serves, in a process as it starts one."""
    code = "from tools.run import prepare; prepare()"

    done = subprocess.run(
        [sys.executable, "-c", code], env=Place(older_place).around, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [f"✗ {refusal().chinese}", refusal().english]


@pytest.mark.sqlite
def test_an_older_database_can_be_backed_up_and_carried_over_where_it_stands(
    older_place: Path, tmp_path: Path, migrated: Path
) -> None:
    place = Place(older_place)
    with zipfile.ZipFile(backup("bc12325-sqlite")) as archive:
        archive.extractall(tmp_path / "all")
    (tmp_path / "all" / "home" / "files").rename(older_place / "files")
    assert place.run("backup", str(tmp_path / "now.zip")).returncode == 0
    assert place.run("restore", str(tmp_path / "now.zip"), "--replace").returncode == 2

    done = carried(place, tmp_path / "now.zip", "--replace", tables=migrated)

    assert done.returncode == 0, done.stderr
    assert "原来的在：" in done.stdout
    (aside,) = older_place.glob(".before-*")
    assert (aside / "luoshi.sqlite3").stat().st_size > 0
    assert place.run("verify").returncode == 0


def test_every_model_of_an_office_is_told_where_its_office_comes_from() -> None:
    hanging = {model._meta.label for model in models_of_offices() if issubclass(model, OfJurisdiction)}
    assert set(HANGS_ON) == hanging

"""A backup holds database and files, is made while the site runs, and restores into an empty place as it was."""

import json
import stat
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from luoshi.errors import LuoshiError
from luoshi_web.backups import sqlite
from luoshi_web.backups.checking import check
from luoshi_web.backups.restoring import Restored, restore
from luoshi_web.backups.saving import back_up
from tests.backups.places import Place

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def put_back(path: Path, place: Place, *, replace: bool = False) -> Restored:
    known = frozenset(check(path).manifest.facts.migrations)
    return restore(place.site, path, at=AT, replace=replace, known=known)


def test_what_is_restored_into_an_empty_place_is_what_was_backed_up(place: Place, empty: Place, folder: Path) -> None:
    key = (place.home / "secret-key").read_text()
    saved = back_up(place.site, folder, at=AT)
    assert saved.path == folder / "luoshi-20261124-020000.backup.zip"
    assert stat.S_IMODE(saved.path.stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [saved.path.name]

    done = put_back(saved.path, empty)

    assert empty.rows() == place.rows()
    assert empty.files() == place.files()
    assert (empty.home / "secret-key").read_text() == key
    assert (done.aside, done.key_differs, done.behind) == ((), False, False)
    assert "都对得上" in empty.run("verify").stdout


def test_the_commands_say_what_was_done(place: Place, empty: Place, folder: Path) -> None:
    done = place.run("backup", str(folder))
    (path,) = folder.iterdir()
    assert done.stdout.startswith(f"已备份到{path}：数据库")
    assert f"文件2个，留痕{place.entries()}条，写完后核对过。" in done.stdout
    assert "密钥也在里面" in done.stdout

    assert "都核对过，没有问题。" in place.run("backup", "--check", str(path)).stdout

    done = empty.run("restore", str(path))
    assert (done.returncode, "行数和留痕都核对过。" in done.stdout) == (0, True)
    done = empty.run("restore", str(path))
    assert (done.returncode, "这里已经有数据" in done.stderr) == (2, True)


def test_the_manifest_says_what_is_inside(place: Place, folder: Path) -> None:
    path = back_up(place.site, folder / "one.zip", at=AT).path
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("manifest.json"))
        names = set(archive.namelist())

    assert {member["name"] for member in told["members"]} == names - {"manifest.json"}
    assert (told["made_at"], told["tables"]["plans_task"]) == ("2026-11-24T02:00:00Z", 154)
    assert told["chains"]["binjiang"]["seq"] == place.entries()
    assert "trail.0001_tables" in told["migrations"]


def test_what_is_there_is_refused_or_kept_beside(place: Place, empty: Place, folder: Path) -> None:
    path = back_up(place.site, folder, at=AT).path
    put_back(path, empty)
    newer = empty.evidence(b"%PDF-1.4 three")

    with pytest.raises(LuoshiError, match="已经有数据"):
        put_back(path, empty)
    assert (empty.home / "files" / newer[:2] / newer).exists()

    done = put_back(path, empty, replace=True)

    assert empty.files() == place.files()
    assert (empty.home / ".before-20261124-020000" / "files" / newer[:2] / newer).read_bytes() == b"%PDF-1.4 three"
    assert bool(done.aside)
    assert empty.rows() == place.rows()
    again = back_up(empty.site, folder / "again.zip", at=AT)  # what stands beside is no part of the next backup
    assert {one.name for one in again.manifest.files} == {one.name for one in check(path).manifest.files}


def test_the_newest_are_kept_and_other_files_left_alone(place: Place, folder: Path) -> None:
    (folder / "note.zip").write_text("mine")
    for day in (1, 2, 3):
        saved = back_up(place.site, folder, at=AT.replace(day=day), keep=2)

    assert [path.name for path in saved.removed] == ["luoshi-20261101-020000.backup.zip"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "luoshi-20261102-020000.backup.zip", "luoshi-20261103-020000.backup.zip", "note.zip",
    ]  # fmt: skip


def test_a_backup_within_the_home_is_no_part_of_the_next(place: Place) -> None:
    inside = place.home / "backups"
    inside.mkdir()
    back_up(place.site, inside, at=AT)
    second = back_up(place.site, inside, at=AT)

    assert second.path.name == "luoshi-20261124-020000-2.backup.zip"
    assert not [one.name for one in second.manifest.files if "backup" in one.name]


def test_a_key_from_the_environment_is_not_inside_and_another_key_is_told(
    place: Place, empty: Place, folder: Path
) -> None:
    from dataclasses import replace

    saved = back_up(replace(place.site, secret_key="from the environment"), folder, at=AT)
    (place.home / "secret-key").unlink()

    assert saved.manifest.key_inside is False
    assert put_back(saved.path, empty).key_differs is True


WRITE = """
import hashlib, sys
from pathlib import Path
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from luoshi_web.plans.models import Jurisdiction
from luoshi_web.trail.actions import record
town = Jurisdiction.objects.get()
for n in range(60):
    data = f"evidence {n}".encode()
    name = hashlib.sha256(data).hexdigest()
    path = settings.HOME / "files" / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    with transaction.atomic():
        record("evidence.added", town.pk, by=None, at=timezone.now(), objects={"file": name})
    print(n, flush=True)
"""


def test_while_others_write_each_backup_is_one_moment_with_every_file_that_it_names(
    place: Place, empty: Place, folder: Path
) -> None:
    writer = subprocess.Popen(place.line(code=WRITE), cwd=Path.cwd(), env=place.around, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    writer.stdout.readline()  # it has begun
    saved = []
    while writer.poll() is None or not saved:
        saved.append(back_up(place.site, folder, at=AT))
    assert writer.returncode == 0

    put_back(saved[0].path, empty)
    named = [json.loads(row) for row in _objects(empty)]
    files = {one["file"] for one in named if "file" in one}
    assert files
    assert files <= {Path(name).name for name in empty.files()}
    assert saved[0].manifest.facts.chains["binjiang"].seq == len(named)


def _objects(place: Place) -> list[str]:
    if place.url:
        import psycopg

        with psycopg.connect(place.url) as server:
            return [text for (text,) in server.execute("SELECT objects_touched FROM trail_entry")]
    with sqlite.opened(place.home / "luoshi.sqlite3", "ro") as file:
        return [text for (text,) in file.execute("SELECT objects_touched FROM trail_entry")]

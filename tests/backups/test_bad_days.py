"""The disk is full, the archive is cut or changed, the process is killed: each gets a sentence, and nothing is lost."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from luoshi.errors import LuoshiError
from luoshi_web.backups.checking import check
from luoshi_web.backups.restoring import restore
from luoshi_web.backups.saving import back_up
from tests.backups.places import Place
from tests.backups.test_backing_up_and_restoring import AT, put_back

pytestmark = pytest.mark.django_db
BACK_UP = """
import sys
from pathlib import Path
from django.core.management import call_command
from luoshi_web.backups import {module} as module
def hit(*args, **options):
    os.kill(os.getpid(), 9)
module.{name} = hit
call_command(*{command})
"""


@pytest.fixture
def backup(place: Place, folder: Path) -> Path:
    return back_up(place.site, folder / "good.zip", at=AT).path


def refused(path: Path, place: Place) -> str:
    """Try to restore; nothing may have come of it."""
    with pytest.raises(LuoshiError) as said:
        put_back(path, place)
    assert [one.name for one in place.home.iterdir() if one.name != "secret-key"] == []
    return said.value.chinese


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_an_archive_that_was_not_copied_whole_is_refused(backup: Path, empty: Place, share: float) -> None:
    data = backup.read_bytes()
    backup.write_bytes(data[: int(len(data) * share)])
    assert "没有拷完整" in refused(backup, empty)


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9])
def test_one_changed_byte_is_found(backup: Path, empty: Place, at: float) -> None:
    data = bytearray(backup.read_bytes())
    data[int(len(data) * at)] ^= 0xFF
    backup.write_bytes(data)
    assert refused(backup, empty)


def changed(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write an archive again, as somebody would who wants it to look right."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def without_manifest(members: dict[str, bytes]) -> None:
    del members["manifest.json"]


def with_one_more(members: dict[str, bytes]) -> None:
    members["home/files/x"] = b"x"


def without_a_file(members: dict[str, bytes]) -> None:
    del members[next(name for name in members if name.startswith("home/files/"))]


def with_a_name_that_leads_out(members: dict[str, bytes]) -> None:
    members["home/../../x"] = b"x"
    _told(members, "home/../../x")


def with_fewer_rows_told(members: dict[str, bytes]) -> None:
    told = json.loads(members["manifest.json"])
    told["tables"]["plans_task"] = 153
    members["manifest.json"] = json.dumps(told).encode()


def with_another_head(members: dict[str, bytes]) -> None:
    told = json.loads(members["manifest.json"])
    told["chains"]["binjiang"]["hash"] = "0" * 64
    members["manifest.json"] = json.dumps(told).encode()


def of_a_later_form(members: dict[str, bytes]) -> None:
    told = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps(told | {"luoshi_backup": 2}).encode()


def _told(members: dict[str, bytes], name: str) -> None:
    told = json.loads(members["manifest.json"])
    kept = [one for one in told["members"] if one["name"] != name]
    data = members[name]
    told["members"] = [*kept, {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}]
    members["manifest.json"] = json.dumps(told).encode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without_manifest, "不是落实的备份"),
        (with_one_more, "多出清单没有的"),
        (without_a_file, "备份里缺"),
        (with_a_name_that_leads_out, "读不懂"),
        (with_fewer_rows_told, "plans_task有154行，清单上是153行"),
        (with_another_head, "链尾和清单上的不同"),
        (of_a_later_form, "请先升级"),
    ],
)
def test_an_archive_that_was_changed_is_refused(
    backup: Path, empty: Place, change: Callable[[dict[str, bytes]], None], said: str
) -> None:
    assert said in refused(changed(backup, change), empty)


def test_another_file_is_no_backup(empty: Place, folder: Path) -> None:
    path = folder / "table.csv"
    path.write_text("序号,内容\n")
    assert "不是备份" in refused(path, empty)
    assert "打不开" in refused(folder / "nowhere.zip", empty)


def test_a_backup_of_the_other_database_is_refused(backup: Path, empty: Place) -> None:
    other = {"ENGINE": "django.db.backends.sqlite3", "NAME": empty.home / "luoshi.sqlite3"}
    if not empty.url:
        other = {"ENGINE": "django.db.backends.postgresql", "NAME": "luoshi"}
    known = frozenset(check(backup).manifest.facts.migrations)
    with pytest.raises(LuoshiError, match="不能互相恢复"):
        restore(replace(empty.site, database=other), backup, at=AT, replace=False, known=known)


def test_a_backup_of_a_newer_version_asks_to_upgrade_first(backup: Path, empty: Place) -> None:
    known = frozenset(check(backup).manifest.facts.migrations) - {"trail.0001_tables"}
    with pytest.raises(LuoshiError, match="请先升级"):
        restore(empty.site, backup, at=AT, replace=False, known=known)


def test_a_backup_of_an_older_version_says_that_migrations_are_to_be_run(backup: Path, empty: Place) -> None:
    known = frozenset(check(backup).manifest.facts.migrations) | {"trail.0099_later"}
    assert restore(empty.site, backup, at=AT, replace=False, known=known).behind


def test_a_full_disk_leaves_no_half_a_backup(place: Place, folder: Path) -> None:
    code = f"""
import resource, signal
from django.core.management import call_command
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
call_command("backup", {str(folder)!r})
"""
    done = place.run(code=code)

    assert (done.returncode, "磁盘满了" in done.stderr, "Traceback" in done.stderr) == (2, True, False)
    assert list(folder.iterdir()) == []


def test_a_full_disk_in_the_middle_of_a_restore_leaves_what_was_there(backup: Path, place: Place) -> None:
    rows, files = place.rows(), place.files()
    place.evidence(b"x" * 500_000)
    big = back_up(place.site, backup.with_name("big.zip"), at=AT).path
    (next(place.home.rglob(hashlib.sha256(b"x" * 500_000).hexdigest()))).unlink()
    code = f"""
import resource, signal
from django.core.management import call_command
from luoshi_web.backups import restoring
def checked(path, check=restoring.check):
    manifest = check(path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    return manifest
restoring.check = checked
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
call_command("restore", "--replace", {str(big)!r})
"""
    done = place.run(code=code)

    assert (done.returncode, "磁盘满了" in done.stderr) == (2, True)
    assert (place.rows(), place.files()) == (rows, files)


def test_a_backup_that_is_killed_leaves_nothing_that_looks_like_one(place: Place, folder: Path) -> None:
    done = place.run(code=BACK_UP.format(module="saving", name="_add_file", command=("backup", str(folder))))
    assert done.returncode == -9
    assert [path.name[0] for path in folder.iterdir()] == ["."]

    saved = back_up(place.site, folder, at=AT)  # and the next one removes what it left

    assert list(folder.iterdir()) == [saved.path]


@pytest.mark.parametrize("step", ["put_files_aside", "move_in", "sync"])
def test_a_restore_that_is_killed_can_be_run_again_and_loses_nothing(backup: Path, place: Place, step: str) -> None:
    rows, files = place.rows(), place.files()
    newer = place.evidence(b"%PDF-1.4 newer")
    command = ("restore", "--replace", str(backup))
    done = place.run(code=BACK_UP.format(module="restoring", name=step, command=command))
    assert done.returncode == -9, done.stderr

    put_back(backup, place, replace=True)

    assert (place.rows(), place.files()) == (rows, files)
    kept = list(place.home.rglob(newer))
    assert [path.read_bytes() for path in kept] == [b"%PDF-1.4 newer"]


def test_a_trail_that_does_not_hold_is_told_and_the_backup_is_made_all_the_same(place: Place, folder: Path) -> None:
    back_up(place.site, folder, at=AT.replace(day=1))
    code = """
from django.db import connection
from tests.trail.unguarded import taken_down
with taken_down(connection), connection.cursor() as cursor:
    cursor.execute("UPDATE trail_entry SET act = 'x' WHERE seq = 1")
"""
    assert place.run(code=code).returncode == 0

    done = place.run("backup", str(folder), "--keep", "1")

    assert (done.returncode, "binjiang的留痕第1条内容被改过" in done.stderr) == (1, True)
    assert len(list(folder.iterdir())) == 2  # the older one, which is right, is not removed


def test_evidence_that_is_missing_or_was_changed_is_told(place: Place, empty: Place, folder: Path) -> None:
    changed = place.evidence(b"%PDF-1.4 one")
    (place.home / "files" / changed[:2] / changed).write_bytes(b"%PDF-1.4 forged")
    code = f"""
from django.utils import timezone
from luoshi_web.places.models import Jurisdiction
from luoshi_web.reports.models import KeptFile
KeptFile.objects.create(jurisdiction=Jurisdiction.objects.get(), sha256="{"a" * 64}", size=1, kept_at=timezone.now())
"""
    done = place.run(code=code)
    assert done.returncode == 0, done.stderr

    saved = back_up(place.site, folder, at=AT)

    said = [str(doubt) for doubt in saved.doubts]
    assert [f"{changed}的内容和收到时不同了" in said[0], f"有files/aa/{'a' * 64}，磁盘上没有" in said[1]] == [
        True,
        True,
    ]
    assert [str(doubt) for doubt in put_back(saved.path, empty).doubts] == said


def test_a_place_without_tables_or_without_a_folder_gets_a_sentence(place: Place, empty: Place, folder: Path) -> None:
    with pytest.raises(LuoshiError, match="没有"):
        back_up(empty.site, folder, at=AT)
    with pytest.raises(LuoshiError, match="这个目录"):
        back_up(place.site, folder / "a" / "b.zip", at=AT)
    with pytest.raises(LuoshiError, match="--keep"):
        back_up(place.site, folder / "b.zip", at=AT, keep=1)
    there = folder / "there.zip"
    there.write_text("mine")
    with pytest.raises(LuoshiError, match="没有覆盖"):
        back_up(place.site, there, at=AT)
    assert there.read_text() == "mine"


@pytest.mark.postgres
def test_without_pg_dump_a_sentence_says_what_to_install(
    place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(LuoshiError, match="请装postgresql-client"):
        back_up(place.site, folder, at=AT)

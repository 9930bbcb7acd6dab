"""A command that cannot reach its database, or has no room, says so in two lines and ends with 2."""

import os
from pathlib import Path

import pytest
from django.db import OperationalError, ProgrammingError

from luoshi_web.__main__ import why
from tests import warm


def said(home: Path, url: str, *words: str) -> list[str]:
    around = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    around |= {"LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings"}
    around |= {"DATABASE_URL": url} if url else {}
    done = warm.run(around, *words)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr.splitlines()


def test_without_tables_it_says_what_to_run(tmp_path: Path) -> None:
    assert said(tmp_path, "", "adduser", "gao", "--admin") == [
        "数据库还没有建好，或者版本旧。先运行 migrate。",
        "The database is not ready, or is of an older version; first run migrate.",
    ]


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    lines = said(tmp_path, "postgresql://luoshi:river-horse@127.0.0.1:1/luoshi", "worker", "--batch")

    assert len(lines) == 2
    assert lines[0].startswith("数据库用不了：")
    assert "127.0.0.1" in lines[1]
    assert "river-horse" not in "".join(lines)


def test_a_full_disk_is_said_and_a_fault_of_the_command_is_not_hidden() -> None:
    full = why(OperationalError("database or disk is full"))
    assert full is not None
    assert full[0].startswith("磁盘满了，没有做完。")
    assert why(ProgrammingError('syntax error at or near "SELEC"')) is None


@pytest.mark.parametrize(
    "error",
    [OperationalError("no such column: a.b"), ProgrammingError('relation "a" does not exist'),
     ProgrammingError("column a.b does not exist")],
)  # fmt: skip
def test_a_site_that_was_not_migrated_says_so_on_both_databases(error: Exception) -> None:
    said = why(error)
    assert said is not None
    assert "先运行 migrate" in said[0]

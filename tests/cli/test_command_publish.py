"""`luoshi publish`: a whole file or none, in the format that its name says."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from luoshi.publishing import KINDS
from tests.chosen import every
from tests.cli.desk import Luoshi


@pytest.mark.parametrize("kind", KINDS)
def test_the_suffix_decides_the_format(kind: str, luoshi: Luoshi, folder: Path) -> None:
    answer = luoshi("publish", "old.txt", "--to", f"OUT.{kind.upper()}")

    assert (answer.status, answer.err) == (0, "")
    written = (folder / f"OUT.{kind.upper()}").read_bytes()
    assert zipfile.is_zipfile(folder / f"OUT.{kind.upper()}") == (kind in {"xlsx", "docx"})
    assert written


def test_what_is_published_is_read_again(luoshi: Luoshi, folder: Path) -> None:
    luoshi("publish", "plan.txt", "--to", "out.docx")

    texts = [task["text"] for task in json.loads(luoshi("read", "out.docx").out)["tasks"]]
    assert texts == [task["text"] for task in json.loads(luoshi("read", "plan.txt").out)["tasks"]]


def test_a_file_that_cannot_be_written_whole_is_left_as_it_was(
    luoshi: Luoshi, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "out.csv").write_text("before")
    before = sorted(folder.iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    answer = luoshi("publish", "plan.txt", "--to", "out.csv")

    assert (answer.status, answer.out) == (2, "")
    assert "No space left on device" in answer.err
    assert (folder / "out.csv").read_text() == "before"
    assert sorted(folder.iterdir()) == before


def test_a_file_keeps_its_permissions_and_a_link_stays_a_link(luoshi: Luoshi, folder: Path) -> None:
    (folder / "shared.csv").write_text("before")
    (folder / "shared.csv").chmod(0o640)
    (folder / "link.csv").symlink_to(folder / "shared.csv")

    assert luoshi("publish", "plan.txt", "--to", "link.csv").status == 0

    assert (folder / "link.csv").is_symlink()
    assert (folder / "shared.csv").stat().st_mode & 0o777 == 0o640
    assert (folder / "shared.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_file_over_the_limit_is_refused_without_reading_it_all(luoshi: Luoshi, folder: Path) -> None:
    with open(folder / "huge.txt", "wb") as file:
        file.truncate(5_000_000_000)  # a hole: it takes no room on the disk

    answer = luoshi("read", "huge.txt")

    assert (answer.status, answer.out) == (2, "")
    assert "50000000" in answer.err


@pytest.mark.parametrize("kind", every(2, ["csv", "json", "xlsx"]))
def test_a_dash_is_standard_output(kind: str, luoshi: Luoshi, folder: Path) -> None:
    luoshi("publish", "old.txt", "--to", f"same.{kind}", "--lights")
    command = [sys.executable, "-c", "import sys; from luoshi.cli import main; sys.exit(main())"]

    done = subprocess.run(
        [*command, "publish", "old.txt", "--to", "-", "--format", kind, "--lights", "--language", "zh"],
        capture_output=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (folder / f"same.{kind}").read_bytes()
    assert not (folder / "-").exists()


def test_standard_output_is_csv_where_no_format_is_named(luoshi: Luoshi, folder: Path) -> None:
    luoshi("publish", "old.txt", "--to", "same.csv")

    assert luoshi("publish", "old.txt", "--to", "-").out.encode() == (folder / "same.csv").read_bytes()


def test_a_format_that_is_named_holds_before_the_suffix(luoshi: Luoshi, folder: Path) -> None:
    assert luoshi("publish", "old.txt", "--to", "out.txt", "--format", "json").status == 0

    assert json.loads((folder / "out.txt").read_text())["tasks"]

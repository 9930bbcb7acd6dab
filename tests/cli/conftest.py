"""A person at a terminal: `luoshi("read", "plan.txt")` in a folder with the demo table in it."""

import io
import shutil
import sys
from pathlib import Path

import pytest

from luoshi.cli import main
from luoshi.publishing import KINDS, publish
from luoshi.reading import read_plan
from tests.cli.desk import SMALL, Answer, Luoshi


@pytest.fixture(scope="session", autouse=True)
def _expressions_are_made(demo_path: Path) -> None:
    """Read and publish the demo once here, with the expressions and libraries that this takes.

    Each command runs in a fork of this process, which would make and import them anew.
    """
    plan = read_plan(demo_path.read_bytes(), demo_path.name)
    for kind in KINDS:
        publish(plan, kind)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo_path: Path) -> Path:
    """A working folder with plan.txt (the demo), old.txt, new.txt, sentences.jsonl, a report and functions in it."""
    shutil.copy(demo_path, tmp_path / "plan.txt")
    shutil.copy(Path(__file__).parents[1] / "drafting" / "report_of_a_city.txt", tmp_path / "report.txt")
    (tmp_path / "functions.csv").write_text(
        "单位名称,主要职能\n园林中心,公园绿地建设管理；口袋公园\n教育局,中小学建设；学位供给\n", encoding="utf-8"
    )
    (tmp_path / "old.txt").write_text(SMALL, encoding="utf-8")
    (tmp_path / "new.txt").write_text(SMALL.replace("60家以上", "80家以上"), encoding="utf-8")
    (tmp_path / "sentences.jsonl").write_text(
        '{"id": 1, "kind": "target", "text": "新认定研发载体60家以上。", "year": 2025}\n'
        '{"id": "b", "kind": "progress", "text": "1-6月完成投资161亿元。", "year": 2025, "as_of": "2025-06-30"}\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def luoshi(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, folder: Path) -> Luoshi:
    for name in ("LC_ALL", "LC_MESSAGES", "LUOSHI_TRACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: str, stdin: bytes = b"") -> Answer:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        status = main(words)
        out, err = capfdbinary.readouterr()
        return Answer(status, out.decode(), err.decode())

    return run

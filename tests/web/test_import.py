"""Importing: all of a file or nothing of it, once, exactly, and what is kept builds the same plan."""

import io
import os
import shutil
import signal
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from openpyxl import Workbook

from luoshi.errors import LuoshiError
from luoshi.reading import read_plan
from luoshi_web.intake.inforce import AnotherPlanInForce, import_plan
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.plans.models import Plan, Revision, SourceFile, Target, Task, Wording
from luoshi_web.reports.models import Cycle, Observation, Report, ReportVersion
from luoshi_web.supervision.models import Assessment
from luoshi_web.supervision.queries import judged_plan
from tests import warm
from tests.web.site import TABLE, table

SMALL = table(
    "1 | 新增学位2745个。 | 教育局 | / | 新增学位1500个。",
    "2 | 加装电梯100台以上。 | 住建局 | 财政局 | 序时推进",
)
KEPT: tuple[type[models.Model], ...] = (
    Plan, Revision, SourceFile, Task, Wording, Target, Unit, Cycle, Report, ReportVersion, Observation, Assessment,
)  # fmt: skip


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in KEPT}


def test_what_was_kept_builds_the_plan_that_was_read(binjiang: Plan) -> None:
    read = read_plan(TABLE.read_bytes(), TABLE.name, year=2025)
    kept = judged_plan(binjiang, lights=True).plan

    assert len(kept.tasks) == len(read.tasks) == 154
    for mine, theirs in zip(kept.tasks, read.tasks, strict=True):
        assert replace(mine, reports=()) == replace(theirs, reports=())
    assert kept.units == read.units
    assert sorted(kept.findings, key=repr) == sorted(read.findings, key=repr)
    assert (kept.title, kept.as_of, kept.year, kept.source) == (read.title, read.as_of, read.year, read.source)


def test_the_statements_become_accepted_reports_of_the_first_cycle(binjiang: Plan) -> None:
    cycle = Cycle.objects.get(plan=binjiang)

    assert (str(cycle.as_of), cycle.heading) == ("2025-06-30", "截至6月底完成情况")
    assert Report.objects.filter(cycle=cycle, state="accepted", current__number=1).count() == 154
    assert Report.objects.get(task__key="3", cycle=cycle).owner.name == "发改局"


def test_the_same_file_twice_changes_nothing(town: Jurisdiction) -> None:
    first = import_plan(SMALL, "a.txt", jurisdiction=town, year=2025)
    before = counts()

    again = import_plan(SMALL, "another-name.txt", jurisdiction=town, year=2025)

    assert (first.changed, again.changed) == (True, False)
    assert again.revision == first.revision
    assert counts() == before


def test_the_same_file_twice_changes_nothing_where_the_file_says_the_year(town: Jurisdiction) -> None:
    import_plan(SMALL, "tasks-2025.txt", jurisdiction=town)
    before = counts()

    assert not import_plan(SMALL, "tasks-2025.txt", jurisdiction=town).changed
    assert counts() == before


def test_the_same_file_can_be_published_later(town: Jurisdiction) -> None:
    import_plan(SMALL, "a.txt", jurisdiction=town, year=2025)
    done = import_plan(SMALL, "a.txt", jurisdiction=town, year=2025, publish=True, lights=True)

    assert (done.changed, done.plan.visibility, done.plan.public_lights) == (False, "published", True)


def test_another_file_does_not_silently_replace_the_plan_in_force(town: Jurisdiction) -> None:
    import_plan(SMALL, "a.txt", jurisdiction=town, year=2025)
    before = counts()

    with pytest.raises(AnotherPlanInForce, match="某镇2025年已有生效的任务表"):
        import_plan(table("1 | 另一份。 | 教育局 | / | 序时推进"), "b.txt", jurisdiction=town, year=2025)
    assert counts() == before


def test_a_file_without_a_year_asks_for_it(town: Jurisdiction) -> None:
    with pytest.raises(LuoshiError, match="请写明年份"):
        import_plan(SMALL, "a.txt", jurisdiction=town)


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02\x03" * 100, "今天天气很好。".encode()], ids=["empty", "binary", "prose"]
)
def test_a_file_that_cannot_be_read_leaves_nothing(town: Jurisdiction, data: bytes) -> None:
    before = counts()
    with pytest.raises(LuoshiError):
        import_plan(data, "a.txt", jurisdiction=town, year=2025)
    assert counts() == before


def test_a_failure_in_the_middle_leaves_nothing(town: Jurisdiction, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RuntimeError

    before = counts()
    monkeypatch.setattr("luoshi_web.intake.inforce.record_assessments", fault)
    with pytest.raises(RuntimeError):
        import_plan(SMALL, "a.txt", jurisdiction=town, year=2025)
    assert counts() == before


@pytest.mark.sqlite
def test_a_kill_in_the_middle_leaves_nothing_and_the_next_try_works(tmp_path: Path, migrated: Path) -> None:
    shutil.copy(migrated, tmp_path)
    home = {**os.environ, "LUOSHI_HOME": str(tmp_path)}
    home.pop("DATABASE_URL", None)
    (tmp_path / "plan.txt").write_bytes(SMALL)
    load = ["loadplan", str(tmp_path / "plan.txt"), "--jurisdiction", "town", "--name", "某镇", "--year", "2025"]
    killed = f"""
import os, signal, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi_web.settings"
django.setup()
from luoshi_web.intake import inforce
inforce.record_assessments = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
from django.core.management import call_command
call_command(*{load!r})
"""
    count = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi_web.settings"
django.setup()
from luoshi_web.plans.models import Plan, Task
print(Plan.objects.count(), Task.objects.count())
"""

    assert warm.run(home, code=killed).returncode == -signal.SIGKILL

    assert warm.checked(home, code=count).split() == ["0", "0"]
    assert "读入2项任务" in warm.checked(home, *load)


def test_figures_are_kept_exactly(town: Jurisdiction) -> None:
    done = import_plan(
        table("1 | 增长7.0%，完成投资123456789012.345678901亿元以上。 | 教育局 | / | 序时推进"),
        "a.txt",
        jurisdiction=town,
        year=2025,
    )
    values = [target.value for target in Target.objects.filter(wording__revision=done.revision).order_by("position")]

    assert str(values[0]) == "7.0"
    assert Decimal("12345678901234567890.1") in values


def test_units_are_one_under_every_spelling_and_never_merged_silently(binjiang: Plan) -> None:
    names = set(Unit.objects.filter(jurisdiction=binjiang.jurisdiction).values_list("name", flat=True))

    assert {"人社局", "人力社保局"} <= names
    assert Unit.objects.get(name="各街道").kind == "group"
    assert Unit.objects.get(name="人社局").likenesses.filter(other__name="人力社保局", decision="open").exists() or (
        Unit.objects.get(name="人力社保局").likenesses.filter(other__name="人社局", decision="open").exists()
    )


def test_the_command_says_what_it_did(db: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes(SMALL)
    asked = ["loadplan", str(file), "--jurisdiction", "town", "--name", "某镇", "--year", "2025", "--publish"]

    call_command(*asked)
    call_command(*asked)

    said = capsys.readouterr().out
    assert "读入2项任务，已生效：/town/2025/" in said
    assert "这份文件已经生效，没有改动" in said


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (["no-such-file.txt", "--jurisdiction", "town", "--name", "某镇"], "打不开文件"),
        ([str(TABLE), "--jurisdiction", "某镇", "--name", "某镇"], "--jurisdiction只能用字母"),
        ([str(TABLE), "--jurisdiction", "village"], "请用--name写明"),
    ],
)
def test_the_command_refuses_in_one_sentence_with_status_2(
    db: None, capsys: pytest.CaptureFixture[str], asked: list[str], sentence: str
) -> None:
    before = counts()
    with pytest.raises(SystemExit) as stopped:
        call_command("loadplan", *asked)

    assert stopped.value.code == 2
    assert sentence in capsys.readouterr().err
    assert counts() == before


def test_the_command_wants_a_jurisdiction(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("loadplan", str(TABLE))


def sheets(*tables: tuple[str, list[list[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in tables:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


DATED = (
    "一",
    [["序号", "内容及要求", "牵头单位", "截至9月底完成情况"], [1, "新增学位300个。", "教育局", "新增学位120个。"]],
)


def test_a_column_without_a_day_is_of_the_only_day_that_the_file_names(town: Jurisdiction) -> None:
    undated = (
        "二",
        [["序号", "内容及要求", "牵头单位", "进度"], [2, "新增绿化面积25万方。", "住建局", "新增绿化面积10万方。"]],
    )
    plan = import_plan(sheets(DATED, undated), "two.xlsx", jurisdiction=town, year=2026).plan

    cycle = plan.cycles.get()
    assert str(cycle.as_of) == "2026-09-30"
    assert cycle.reports.count() == 2


def test_where_the_file_names_two_days_or_a_row_has_two_columns_it_stays_apart(town: Jurisdiction) -> None:
    head = ["序号", "内容及要求", "牵头单位", "一季度完成情况", "进度"]
    beside = ("二", [head, [2, "新增绿化面积25万方。", "住建局", "新增绿化面积10万方。", "新增绿化面积12万方。"]])
    plan = import_plan(sheets(DATED, beside), "two.xlsx", jurisdiction=town, year=2026).plan

    assert None in plan.cycles.values_list("as_of", flat=True)

"""An office and its files: a bad table, what reads it, and a draft that was read already."""

import json
import zlib
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.core.management import call_command
from django.test import Client

from luoshi.contract import dump, plan_as_json
from luoshi.documents import read_document
from luoshi.drafting import draft_report
from luoshi.drafting.writing import as_plan, draft_as_dict
from luoshi.grammar import VERSION
from luoshi.tasktable import plan_of
from luoshi_web.intake.models import Intake, IntakeReading, IntakeState
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction

# 说明栏 holds cooperating units; number 3 is missing; 人社局 is 人力社保局; a row has a cell too many.
BAD_TABLE = """2026年重点任务分解表
| 序号 | 工作任务 | 牵头单位 | 说明栏 | 截至6月底完成情况 | 备注 |
| --- | --- | --- | --- | --- | --- |
| 1 | 全年新增就业4万人以上，城镇调查失业率控制在5%以内。 | 人力社保局 | 教育局、各街道 | 新增就业2.1万人。 | |
| 2 | 开工建设学校3所。 | 教育局 | 住建局 | 序时推进 | 省级实事 |
| 4 | 完成固定资产投资300亿元，增长7%。 | 人社局 | 住建局 | 完成161亿元，占年度目标的35%。 | |
| 5 | 新改建农村公路50公里。 | 交通运输局 | 各乡镇 | 完成20公里。 | 多出来的 | 格子 |
"""


def work() -> None:
    """Run the jobs that wait, as a worker does.

    A worker drops connections that are not in autocommit, between two jobs. In a test the one
    connection is in the test's own transaction, so it stays, as it does for Django's test client.
    """
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        call_command("worker", batch=True, verbosity=0)


def read_draft(place: Jurisdiction, by: User, text: str = BAD_TABLE, name: str = "任务表.txt") -> Intake:
    """Make an intake that was read, without a child process, for tests of what comes after."""
    from luoshi_web.intake.actions import take_in

    intake = take_in(text.encode(), name, jurisdiction=place, year=None, by=by).intake
    plan = plan_of(read_document(text.encode(), name))
    IntakeReading.objects.create(
        jurisdiction_id=intake.jurisdiction_id,
        intake=intake,
        attempt=0,
        grammar=VERSION,
        tasks=len(plan.tasks),
        packed=zlib.compress(plan_as_json(plan).encode()),
    )
    Intake.objects.filter(pk=intake.pk).update(state=IntakeState.READ, read_at=intake.uploaded_at)
    intake.refresh_from_db()
    return intake


REPORT = Path(__file__).parents[1] / "drafting" / "report_of_a_city.txt"


def read_drafted(place: Jurisdiction, by: User) -> Intake:
    """Make an intake of a work report that was cut, without a child process."""
    from luoshi_web.intake.actions import take_in

    data = REPORT.read_bytes()
    intake = take_in(data, "政府工作报告.txt", jurisdiction=place, year=None, by=by, drafted=True).intake
    document = read_document(data, "政府工作报告.txt")
    made = draft_report(document)
    plan = as_plan(made, document.kind, document.sha256)
    IntakeReading.objects.create(
        jurisdiction_id=intake.jurisdiction_id,
        intake=intake,
        attempt=0,
        grammar=VERSION,
        tasks=len(plan.tasks),
        packed=zlib.compress(plan_as_json(plan).encode()),
        cut=zlib.compress(dump(draft_as_dict(made)).encode()),
    )
    Intake.objects.filter(pk=intake.pk).update(state=IntakeState.READ, read_at=intake.uploaded_at)
    intake.refresh_from_db()
    return intake


class Desk:
    """One person's browser at one intake."""

    def __init__(self, user: User | None, intake: Intake, *, script: bool = False) -> None:
        self.client = Client()
        if user is not None:
            self.client.force_login(user)
        self.intake = intake
        self.script = script

    @property
    def address(self) -> str:
        return f"/{self.intake.jurisdiction.slug}/intake/{self.intake.number}/"

    def get(self, rest: str = "", **headers: str) -> Any:
        return self.client.get(self.address + rest, headers=headers)

    def send(self, rest: str, **fields: Any) -> Any:
        headers = {"hx-request": "true"} if self.script else {}
        fields.setdefault("seen", self.intake.acts.count())
        return self.client.post(self.address + rest, fields, headers=headers)

    def correct(self, kind: str, **fields: Any) -> Any:
        return self.send("correct/", kind=kind, **fields)

    def cell(self, key: str, **cells: str) -> Any:
        return self.correct("cells", key=key, **{f"cell.{name}": text for name, text in cells.items()})

    def place_of(self, key: str) -> str:
        from luoshi_web.intake.queries import corrected_plan

        task = next(task for task in corrected_plan(self.intake).tasks if task.key == key)
        return json.dumps(task.place.as_dict())

"""The site that the cycle is measured on: seventy units with five tasks each, and what must be there afterwards.

python -m bench.cycle_site prepare FILE     makes it, and writes who is signed in and what each owes
python -m bench.cycle_site check FILE       holds what was sent against what is kept; says what is lost
"""

import hashlib
import json
import os
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

UNITS, TASKS = 70, 5
SLUG, YEAR, AS_OF = "bench", 2025, date(2025, 9, 30)
KINDS = ("新增学位{n}0个", "完成投资{n}亿元", "新增绿化面积{n}万方", "引进人才{n}00人", "新建充电桩{n}00个")


def table() -> str:
    """Return the plan: five tasks a unit, each with a figure to be reported."""
    head = "工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |"
    lines = ["截至6月底完成情况", "一、做好工作", head]
    for number in range(UNITS * TASKS):
        unit, kind = f"第{number // TASKS + 1}局", KINDS[number % TASKS].format(n=number % 90 + 10)
        goal = "做好工作" if number == 0 else ""
        lines.append(f"{goal} | {number + 1} | {kind}以上。 | {unit} | | 序时推进。 |")
    return "\n".join(lines)


def prepare(told: Path) -> None:
    from django.test import Client
    from django.utils import timezone

    from luoshi_web.intake.inforce import import_plan
    from luoshi_web.people.models import Membership, Role, User
    from luoshi_web.places.models import Jurisdiction, Unit
    from luoshi_web.reports.actions.opening import open_cycle

    place = Jurisdiction.objects.create(slug=SLUG, name="某区")
    plan = import_plan(table().encode(), "bench.txt", jurisdiction=place, year=YEAR).plan
    open_cycle(plan, AS_OF, deadline=timezone.now() + timedelta(days=5), by=None)
    people = []
    for unit in Unit.objects.filter(jurisdiction=place, name__startswith="第").order_by("pk"):
        user = User.objects.create_user(f"liaison{unit.pk}", name=f"{unit.name}联络员")
        Membership.objects.create(user=user, jurisdiction=place, role=Role.LIAISON, unit=unit)
        client = Client()
        client.force_login(user)
        owed = unit.reports.filter(cycle__as_of=AS_OF).order_by("pk").values_list("task__key", flat=True)
        people.append({"session": client.cookies["sessionid"].value, "tasks": list(owed)})
    assert [len(one["tasks"]) for one in people] == [TASKS] * UNITS
    told.write_text(json.dumps(people))


def check(sent: Path) -> None:
    """Print what is lost, as JSON: a sentence each; nothing where all is there."""
    from django.conf import settings

    from luoshi_web.places.models import Jurisdiction
    from luoshi_web.reports.models import Report, ReportState
    from luoshi_web.trail.chain import Break
    from luoshi_web.trail.models import Entry
    from luoshi_web.trail.queries import verified

    place = Jurisdiction.objects.get(slug=SLUG)
    lost: list[str] = []
    if isinstance(found := verified(place.pk), Break):
        lost.append(f"the trail breaks at {found.seq}: {found.english}")
    told: dict[tuple[str, int], set[str]] = {}
    for act, objects in Entry.objects.filter(chain=place.pk).values_list("act", "objects_touched"):
        touched: dict[str, Any] = json.loads(objects)
        if "report" in touched:
            told.setdefault((act, touched["report"]), set()).add(str(touched.get("sha256", "")))
    reports = Report.objects.filter(cycle__as_of=AS_OF).select_related("current", "task")
    kept = {report.task.key: report for report in reports}
    for one in json.loads(sent.read_text()):
        report, key = kept[one["task"]], one["task"]
        if report.state != ReportState.SUBMITTED or report.current is None:
            lost.append(f"{key} is {report.state}")
            continue
        if (report.current.number, report.current.statement) != (1, one["statement"]):
            lost.append(f"{key} does not say what was sent")
        files = {row.file.sha256 for row in report.current.evidence.select_related("file") if row.file}
        if files != {one["sha256"]}:
            lost.append(f"{key} has not its file")
        path = Path(settings.KEPT_FILES) / one["sha256"][:2] / one["sha256"]
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != one["sha256"]:
            lost.append(f"the bytes of {key} are not on the disk")
        if ("report.submit", report.pk) not in told or one["sha256"] not in told.get(("evidence.added", report.pk), ()):
            lost.append(f"{key} has no entry in the trail")
    print(json.dumps(lost, ensure_ascii=False))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings")
    import django

    django.setup()
    {"prepare": prepare, "check": check}[sys.argv[1]](Path(sys.argv[2]))

"""A workbook of 20,000 rows, from the upload to a plan in force: each part in a process of its own."""

import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.measuring import Table

TITLE = "20,000 rows in force"
ABOUT = (
    "A workbook (xlsx) of 20,000 rows and five columns, a task with a figure and its result each and no two alike, as "
    "an office uploads it: reading is what the worker and its confined child do, confirming what the worker does that "
    "puts the plan in force. Processor seconds of all processes, since the machine has other work, from when the "
    "worker is there, which lives on for other files; and the largest memory of one. SQLite in a new folder. The "
    "control is openpyxl, which only reads the cells."
)
ROWS = int(os.environ.get("LUOSHI_BENCH_ROWS", 20_000))
GOAL_SECONDS, GOAL_MEGABYTES = 15, 300
UNITS = 70
KINDS = (
    ("学位", "新增", "个"),
    ("投资", "完成", "亿元"),
    ("绿地", "新建", "公顷"),
    ("人才", "引进", "人"),
    ("管网", "改造", "公里"),
)
# of which two and two name an area: with the kinds 2,500 subjects, so that little is met twice
FIRST, SECOND = "东南西北中上下大小长金银青红白云山石松柳", "溪塘桥浦湾岗坪庄店河港洲岭田沙林泉峰湖埠坝潭浜渡里"
PRIME = 20_011  # a figure is its row's number times another, modulo this: no two of 20,000 are the same
ROOT = Path(__file__).parent.parent
STEPS = ("prepare", "control", "read", "confirm")


def workbook(rows: int) -> bytes:
    """Return a table of so many tasks with a figure each, and what was done of them."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("任务")
    sheet.append(["2025年重点任务分解表"])
    sheet.append(["序号", "内容及要求", "牵头单位", "配合单位", "截至6月底完成情况"])
    for number in range(1, rows + 1):
        what, verb, measure = KINDS[number % len(KINDS)]
        lead, other = f"第{number % UNITS + 1}局", f"第{(number + 7) % UNITS + 1}局"
        what = f"{FIRST[number // 5 % len(FIRST)]}{SECOND[number // 100 % len(SECOND)]}片区{what}"
        goal, done = 10_000 + number * 7_919 % PRIME, 40 + number * 4_973 % PRIME
        sheet.append([number, f"{verb}{what}{goal}{measure}。", lead, other, f"已{verb}{what}{done}{measure}。"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def prepare(file: Path) -> None:
    from django.core.management import call_command

    from luoshi_web.intake.actions import take_in
    from luoshi_web.people.models import User
    from luoshi_web.plans.models import Jurisdiction

    call_command("migrate", verbosity=0)
    place = Jurisdiction.objects.create(slug="bench", name="某区")
    user = User.objects.create_user("office", name="督查室")
    take_in(file.read_bytes(), "任务表.xlsx", jurisdiction=place, year=2025, by=user)


def control(file: Path) -> None:
    from openpyxl import load_workbook

    assert sum(1 for _ in load_workbook(file, read_only=True).active.iter_rows(values_only=True)) == ROWS + 2


def read(file: Path) -> None:
    from luoshi_web.intake.models import Intake
    from luoshi_web.intake.reading import read_intake

    state = read_intake.func(Intake.objects.get().pk)
    assert state == "read", (state, Intake.objects.get().trouble)


def confirm(file: Path) -> None:
    from django.utils import timezone

    from luoshi_web.intake.confirming import confirm_intake
    from luoshi_web.intake.models import Intake
    from luoshi_web.people.models import User
    from luoshi_web.plans.models import Wording

    intake = Intake.objects.get()
    Intake.objects.update(state="confirming")
    state = confirm_intake.func(intake.pk, User.objects.get().pk, timezone.now().isoformat())
    assert (state, Wording.objects.count()) == ("confirmed", ROWS)


def step(name: str, file: Path, home: Path) -> dict[str, Any]:
    """Run one step in a process of its own; return its seconds and megabytes."""
    environment = {**os.environ, "LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings"}
    command = [sys.executable, "-m", "bench.in_force", name, str(file)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure() -> Table:
    with tempfile.TemporaryDirectory(prefix="luoshi-") as folder:
        file = Path(folder) / "tasks.xlsx"
        file.write_bytes(workbook(ROWS))
        found = {name: step(name, file, Path(folder)) for name in STEPS}
    both = [found["read"], found["confirm"]]
    seconds, megabytes = sum(one["seconds"] for one in both), max(one["megabytes"] for one in both)
    rows = [
        ["reading: the worker and its child", f"{found['read']['seconds']:.1f} s", f"{found['read']['megabytes']} MB"],
        ["confirming: the worker", f"{found['confirm']['seconds']:.1f} s", f"{found['confirm']['megabytes']} MB"],
        ["**both**", f"**{seconds:.1f} s**", f"**{megabytes} MB**"],
        ["control: openpyxl", f"{found['control']['seconds']:.1f} s", f"{found['control']['megabytes']} MB"],
    ]
    verdict = "Reached" if seconds <= GOAL_SECONDS and megabytes <= GOAL_MEGABYTES else "Missed"
    notes = [f"Goal: {GOAL_SECONDS} s and {GOAL_MEGABYTES} MB together. {verdict}."]
    return Table(["what", "processor time", "largest process"], rows, notes)


if __name__ == "__main__":
    import resource

    import django

    django.setup()
    already = resource.getrusage(resource.RUSAGE_SELF)
    {"prepare": prepare, "control": control, "read": read, "confirm": confirm}[sys.argv[1]](Path(sys.argv[2]))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    spent = sum(one.ru_utime + one.ru_stime for one in used) - already.ru_utime - already.ru_stime
    print(json.dumps({"seconds": spent, "megabytes": max(one.ru_maxrss for one in used) // 1024}))

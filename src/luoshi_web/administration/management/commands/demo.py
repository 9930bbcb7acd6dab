"""demo: load the published table of one district as a published plan, to look at, with accounts to try it by."""

from argparse import ArgumentParser
from datetime import date, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

import luoshi_web
from luoshi_web.calendars.queries import workdays_of
from luoshi_web.intake.inforce import import_plan
from luoshi_web.people.models import User
from luoshi_web.people.samples import close_samples, make_samples
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.plans.models import Plan
from luoshi_web.reports.actions.contributing import ask
from luoshi_web.reports.actions.opening import open_cycle
from luoshi_web.reports.models import CycleStatus, Report

TABLE = Path(luoshi_web.__file__).parent / "demo" / "binjiang-2025-h1.txt"
AS_OF = date(2025, 9, 30)
DAYS, HOUR = 5, time(18)  # working days from the first loading


class Command(BaseCommand):
    help = """载入演示计划和示例账号。 Load the demo plan with its sample accounts; a second time changes nothing."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        either = parser.add_mutually_exclusive_group()
        either.add_argument(
            "--without-accounts", action="store_true", help="停用示例账号 / let the sample accounts sign in no more"
        )
        either.add_argument(
            "--with-accounts",
            action="store_true",
            help="已有别的账号时也建示例账号，停用过的重新启用 / also where other accounts are, and again where closed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        jurisdiction, _ = Jurisdiction.objects.get_or_create(
            slug="binjiang", defaults={"name": "杭州高新区（滨江）", "name_en": "Hangzhou High-tech Zone (Binjiang)"}
        )
        done = import_plan(
            TABLE.read_bytes(),
            TABLE.name,
            jurisdiction=jurisdiction,
            year=2025,
            publish=True,
            lights=True,
            url="http://www.hhtz.gov.cn/art/2025/7/3/art_1229229037_4367733.html",
            published_on="2025-07",
        )
        self.stdout.write("演示计划已载入。" if done.changed else "演示计划已经在了，没有改动。")
        if options["without_accounts"]:
            closed = close_samples()
            self.stdout.write(f"停用了{closed}个示例账号。" if closed else "没有在用的示例账号。")
            return
        made = make_samples(jurisdiction, asked=options["with_accounts"])
        if made:
            self.stdout.write(f"建了{made}个示例账号，登录页上有，密码公开；正式使用前运行 demo --without-accounts。")
        if User.objects.filter(is_sample=True, is_active=True).exists() and opened(done.plan):
            self.stdout.write("截至9月底的填报已发起，5个工作日内截止。")


def opened(plan: Plan) -> bool:
    """Open the demo's cycle where none is open and none was; one unit is asked to cooperate, so that it has a part."""
    cycles = plan.cycles.exclude(status=CycleStatus.RECORDED)
    if cycles.exists():
        return False
    at = timezone.now()
    due = workdays_of(plan.jurisdiction_id).deadline(at, DAYS, HOUR)
    cycle = open_cycle(plan, AS_OF, deadline=due.at, calendar_note=(due.note, due.note_en), by=None, at=at).cycle
    unit = Unit.objects.filter(jurisdiction=plan.jurisdiction_id, name="滨江交警大队").first()
    asked = Report.objects.filter(cycle=cycle, task__wordings__duties__unit=unit, owner__isnull=False)
    report = asked.exclude(owner=unit).select_related("cycle__plan").order_by("task__pk").first()
    if unit is not None and report is not None:
        ask(report, unit, question="请补上你们配合的部分。", by=None, at=at)
    return True

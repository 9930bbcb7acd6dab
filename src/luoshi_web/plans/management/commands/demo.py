"""demo: load the published table of one district as a published plan, to look at."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

import luoshi_web
from luoshi_web.plans.actions import import_plan
from luoshi_web.plans.models import Jurisdiction

TABLE = Path(luoshi_web.__file__).parent / "demo" / "binjiang-2025-h1.txt"


class Command(BaseCommand):
    help = "载入演示计划。 Load the demo plan; a second time changes nothing."

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

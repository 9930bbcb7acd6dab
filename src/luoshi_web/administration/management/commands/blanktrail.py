"""blanktrail JURISDICTION --before DATE --rule "…": blank what old entries say of persons; the chain holds."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.administration.management.commands.verify import places
from luoshi_web.trail.actions import blank
from luoshi_web.trail.queries import to_blank


class Command(BaseCommand):
    help = """按规则隐去以前留痕里的姓名、来处和原因；做过什么还在，链也对得上。 Blank old details by a rule.

    manage.py blanktrail binjiang --before 2021-01-01 --rule "档案规定：满五年" --dry-run
    manage.py blanktrail binjiang --before 2021-01-01 --rule "档案规定：满五年"

隐去的找不回来；这件事本身也留痕。以前的备份里还有，按备份的规定处理。
What is blanked cannot be had back, but from older backups. The blanking itself stands in the trail.
"""

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("jurisdiction", help="whose: binjiang")
        parser.add_argument("--before", required=True, help="the first day that is kept: 2021-01-01")
        parser.add_argument("--rule", required=True, help="by which rule; it stands beside each entry")
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            (place,) = places(options["jurisdiction"])
            before, rule = _first_day_kept(options["before"]), _rule(options["rule"])
            if options["dry_run"]:
                count = to_blank(place.pk, before).count()
                self.stdout.write(f"{place.name}：会隐去{count}条的明细，什么也没有改。")
                return
            count = blank(place.pk, before=before, rule=rule, by=None, at=timezone.now())
        except LuoshiError as error:
            self.stderr.write(f"{error}\n{error.english}")
            sys.exit(2)
        self.stdout.write(f"{place.name}：隐去了{count}条的明细。")


def _first_day_kept(text: str) -> datetime:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise LuoshiError("--before要写成2021-01-01。", "--before is a day, such as 2021-01-01.") from None
    before = timezone.make_aware(datetime.combine(day, time()))
    if before > timezone.now():
        raise LuoshiError("--before不能是以后的日子。", "--before is no day to come.")
    return before


def _rule(text: str) -> str:
    if not 1 <= len(text.strip()) <= 200:
        raise LuoshiError("--rule要写明按哪条规则，200字以内。", "--rule says by which rule, in 200 characters.")
    return text.strip()

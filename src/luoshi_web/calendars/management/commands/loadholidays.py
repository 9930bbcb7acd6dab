"""loadholidays JURISDICTION YEAR FILE: take in 放假安排 of a year, before an upgrade brings it."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from luoshi.errors import LuoshiError
from luoshi_web.calendars.actions import load_holidays
from luoshi_web.places.models import Jurisdiction


class Command(BaseCommand):
    help = """装入一年的放假安排：一行一天，“2027-01-01,休”或“2027-02-14,班”。 Load a year's holidays.

    manage.py loadholidays binjiang 2027 2027.csv

已经定好的截止时间不会变。 Deadlines that are set already do not move.
"""

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("jurisdiction", help="where: binjiang")
        parser.add_argument("year", type=int)
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            place = Jurisdiction.objects.filter(slug=options["jurisdiction"]).first()
            if place is None:
                slug = options["jurisdiction"]
                raise LuoshiError(f"没有{slug}这个地区。", f"There is no jurisdiction {slug}.")
            try:
                text = options["file"].read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                path = options["file"]
                raise LuoshiError(f"打不开{path}，或者不是UTF-8。", f"{path} cannot be read as UTF-8.") from error
            load_holidays(place, options["year"], text, by=None)
        except LuoshiError as error:
            self.stderr.write(f"{error}\n{error.english}")
            sys.exit(2)
        self.stdout.write(f"{place.name}{options['year']}年的放假安排已装入。")

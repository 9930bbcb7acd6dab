"""exporttrail: write a jurisdiction's chain as JSON lines, the head last."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand

from luoshi.errors import LuoshiError
from luoshi_web.administration.management.commands.verify import places
from luoshi_web.trail.queries import exported


class Command(BaseCommand):
    help = """把一个地区的留痕写成JSON，一行一条，最后一行是链尾。 Write a trail as JSON lines, the head last.

    manage.py exporttrail binjiang > trail.jsonl
    manage.py verify --file trail.jsonl
"""

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("jurisdiction", help="whose: binjiang")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            (place,) = places(options["jurisdiction"])
        except LuoshiError as error:
            self.stderr.write(f"{error}\n{error.english}")
            sys.exit(2)
        for text in exported(place.pk):
            self.stdout.write(text)

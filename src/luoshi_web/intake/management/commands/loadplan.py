"""loadplan FILE: read a plan and put it in force, or say in one sentence why not."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.core.validators import validate_slug

from luoshi.errors import LuoshiError
from luoshi_web.intake.inforce import import_plan
from luoshi_web.places.models import Jurisdiction


class Command(BaseCommand):
    help = """读一份任务分解表，作为一年的计划生效。 Read a plan and put it in force.

    manage.py loadplan plan.docx --jurisdiction binjiang --name 滨江区 --year 2025 --publish --lights
"""

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--jurisdiction", required=True, help="how addresses name it: binjiang")
        parser.add_argument("--name", help="its name, 滨江区; needed the first time")
        parser.add_argument("--year", type=int, help="where the file does not say it")
        parser.add_argument("--title", default="")
        parser.add_argument("--url", default="", help="where the file was published")
        parser.add_argument("--published-on", default="", help="when, as far as it is known: 2025-07")
        parser.add_argument("--publish", action="store_true", help="the public sees it from now on")
        parser.add_argument("--lights", action="store_true", help="with --publish: the public sees the reckoned lights")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(load(options))
        except LuoshiError as error:
            self.stderr.write(f"{error}\n{error.english}")
            sys.exit(2)


def load(options: dict[str, Any]) -> str:
    """Do it, and say what was done."""
    path: Path = options["file"]
    try:
        validate_slug(options["jurisdiction"])
        data = path.read_bytes()
    except OSError as error:
        raise LuoshiError(f"打不开文件{path}：{error.strerror}。", f"Cannot open {path}: {error.strerror}.") from error
    except Exception as error:
        raise LuoshiError(
            "--jurisdiction只能用字母、数字和-，比如binjiang。",
            "--jurisdiction takes letters, digits and -, such as binjiang.",
        ) from error
    jurisdiction = jurisdiction_called(options["jurisdiction"], options["name"] or "")
    done = import_plan(
        data,
        path.name,
        jurisdiction=jurisdiction,
        year=options["year"],
        publish=options["publish"],
        lights=options["lights"],
        title=options["title"],
        url=options["url"],
        published_on=options["published_on"],
    )
    where = f"/{jurisdiction.slug}/{done.plan.year}/"
    if not done.changed:
        return f"这份文件已经生效，没有改动：{where}"
    count = done.revision.wordings.count()
    return f"读入{count}项任务，已生效：{where}"


def jurisdiction_called(slug: str, name: str) -> Jurisdiction:
    """Find the jurisdiction, or make it under its name."""
    found = Jurisdiction.objects.filter(slug=slug).first()
    if found is None and not name:
        raise LuoshiError(
            f"还没有{slug}这个地区，请用--name写明它的名称。",
            f"There is no jurisdiction {slug} yet; please give its name with --name.",
        )
    return found or Jurisdiction.objects.create(slug=slug, name=name)

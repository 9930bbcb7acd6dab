"""verify: walk each chain of the trail, and hold what its entries were about against the database."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.places.models import Jurisdiction
from luoshi_web.trail.chain import Break, Head, Link, head_given, read_line, walk
from luoshi_web.trail.comparing import Compared, compared, summary
from luoshi_web.trail.guard import stands
from luoshi_web.trail.queries import verified


class Command(BaseCommand):
    help = """从头核对留痕的链，再拿当时的内容和数据库对照，说出对不上的。 Walk the trail; name what differs.

    manage.py verify                                   every jurisdiction
    manage.py verify --jurisdiction binjiang --head 120:9f86d0…   a head that was noted down must still be in it
    manage.py verify --file trail.jsonl                an exported chain, without the database

对照的是通过的填报、数、任务内容、数的确认、发布口径和佐证：在数据库里改过的，说出是哪一处。
Accepted reports, figures, wordings, settlements, phrasings and evidence are compared; what was changed is named.

退出码0：都对得上。1：有对不上的。2：命令写错了。
"""

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--jurisdiction", default="", help="only this one: binjiang")
        parser.add_argument("--head", default="", help="a head noted down before, as number:hash")
        parser.add_argument("--file", default="", help="an exported chain, instead of the database")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            holds = self.walk(options)
        except LuoshiError as error:
            self.stderr.write(f"{error}\n{error.english}")
            sys.exit(2)
        if not holds:
            sys.exit(1)

    def walk(self, options: dict[str, Any]) -> bool:
        kept = head_given(options["head"])
        if options["file"]:
            return self.say(options["file"], walk(links_in(Path(options["file"])), kept=kept))
        if kept and not options["jurisdiction"]:
            raise LuoshiError(
                "--head要和--jurisdiction一起写，说明是哪个地区的链。",
                "--head goes with --jurisdiction: say whose chain it is of.",
            )
        holds = []
        for place in places(options["jurisdiction"]):
            holds += [self.say(place.name, verified(place.pk, kept)), self.say_compared(place.name, compared(place.pk))]
        if not (guarded := stands(connection)):
            self.stderr.write("数据库的保护（触发器）不在了。\nThe database's own guard (its triggers) is gone.")
        return all(holds) and guarded

    def say(self, name: str, found: Head | Break) -> bool:
        if isinstance(found, Head):
            self.stdout.write(f"{name}：{found.seq}条，都对得上。链尾 {found.seq}:{found.hash}")
            return True
        self.stderr.write(f"{name}：第{found.seq}条{found.chinese}。\n{name}: entry {found.seq}: {found.english}.")
        return False

    def say_compared(self, name: str, found: Compared) -> bool:
        for back in found.backwards:
            at, before = (f"{timezone.localtime(one):%Y-%m-%d %H:%M:%S}" for one in (back.at, back.before))
            self.stderr.write(
                f"{name}：第{back.seq}条的时间（{at}）比前一条（{before}）早。\n"
                f"{name}: entry {back.seq} is dated {at}, before the entry ahead of it ({before})."
            )
        for one in found.differences:
            self.stderr.write(f"{name}：第{one.seq}条：{one.chinese}。\n{name}: entry {one.seq}: {one.english}.")
        if found.differing > len(found.differences):
            self.stderr.write(f"{name}：一共{found.differing}处不同。\n{name}: {found.differing} rows differ in all.")
        self.stdout.write(f"{name}：{summary(found)[0]}")
        return not found.differing


def places(slug: str) -> list[Jurisdiction]:
    """Return one jurisdiction, or all."""
    found = list(Jurisdiction.objects.filter(slug=slug) if slug else Jurisdiction.objects.order_by("slug"))
    if slug and not found:
        raise LuoshiError(f"没有{slug}这个地区。", f"There is no jurisdiction {slug}.")
    return found


def links_in(path: Path) -> Iterator[Link]:
    """Read an exported chain; its last line, the head, is no entry."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        for text in lines:
            if text.strip() and not text.startswith('{"head"'):
                yield read_line(text)
    except OSError as error:
        raise LuoshiError(f"打不开{path}。", f"{path} cannot be opened.") from error
    except ValueError as error:
        raise LuoshiError(f"{path}不是导出的留痕。", f"{path} is no exported trail.") from error

"""carry-over FILE: take what an older version's backup holds across into the tables of this version."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connections
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.backups.carrying.carry import CarriedOver, carry_over
from luoshi_web.backups.installation import here
from luoshi_web.backups.management.commands.backup import summary
from luoshi_web.places.models import Jurisdiction
from luoshi_web.trail.comparing import compared
from luoshi_web.trail.comparing import summary as covered


class Command(BaseCommand):
    help = """把以前版本的备份带到这一版的表里：账号、计划、各期填报、佐证、留痕都在；先停网站和后台任务。
Take an older version's backup across; stop site and worker first.

    luoshi-web backup /backup                             先备份，新的一版也能备份以前的数据库
    luoshi-web carry-over /backup/luoshi-20261124-020000.backup.zip --replace

退出码0：好了。2：没有带过来，原来的都还在。
"""
    requires_system_checks: list[str] = []  # noqa: RUF012

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a backup of an earlier version")
        parser.add_argument("--replace", action="store_true", help="put what is there aside")

    def handle(self, *args: Any, **options: Any) -> None:
        connections.close_all()
        try:
            done = carry_over(here(), options["file"], at=timezone.now(), replace=options["replace"])
        except LuoshiError as error:
            self.stderr.write(f"{error}\n{error.english}")
            sys.exit(2)
        for sentence in (*told(done), *proved()):
            self.stdout.write(sentence)


def told(done: CarriedOver) -> list[str]:
    """Say what was carried over, what was not, and where that which was there is now."""
    manifest = done.manifest
    said = [f"已带过来{manifest.made_at}的备份（{manifest.version}版）：{summary(manifest)}行数和留痕都核对过。"]
    said += [str(doubt) for doubt in done.doubts]
    said += [f"{left.table}的{left.rows}行没有带过来：这一版没有这张表。" for left in done.left]
    said += [f"原来的在：{'，'.join(done.aside)}。"] if done.aside else []
    if done.key_differs:
        said.append("现在的密钥和备份时的不同：加密保存的推送地址读不出来，要重新填写；请设回原来的LUOSHI_SECRET_KEY。")
    return said


def proved() -> list[str]:
    """Say of each trail what its entries prove of what was carried over, and what older ones cannot."""
    return [f"{place.name}的留痕：{covered(compared(place.pk))[0]}" for place in Jurisdiction.objects.order_by("slug")]

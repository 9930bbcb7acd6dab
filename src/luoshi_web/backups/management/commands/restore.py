"""restore FILE: put a backup into an empty place, or in place of what is there."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.backups.installation import here
from luoshi_web.backups.management.commands.backup import summary
from luoshi_web.backups.restoring import Restored, restore


class Command(BaseCommand):
    help = """从备份恢复数据库和文件；先停网站和后台任务。 Restore a backup; stop site and worker first.

    LUOSHI_HOME=/srv/luoshi luoshi-web restore /backup/luoshi-20261124-020000.backup.zip
    luoshi-web restore FILE --replace            换掉现有的，原来的留在旁边 what is there is kept beside

退出码0：好了。2：没有恢复，原来的都还在。
"""
    requires_system_checks: list[str] = []  # noqa: RUF012

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a backup")
        parser.add_argument("--replace", action="store_true", help="put what is there aside")

    def handle(self, *args: Any, **options: Any) -> None:
        disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
        known = frozenset(f"{app}.{name}" for app, name in disk)
        try:
            done = restore(here(), options["file"], at=timezone.now(), replace=options["replace"], known=known)
        except LuoshiError as error:
            self.stderr.write(f"{error}\n{error.english}")
            sys.exit(2)
        for sentence in told(done):
            self.stdout.write(sentence)


def told(done: Restored) -> list[str]:
    """Say what was restored, and what is to be done next."""
    manifest = done.manifest
    said = [f"已恢复{manifest.made_at}的备份（{manifest.version}版）：{summary(manifest)}行数和留痕都核对过。"]
    said += [str(doubt) for doubt in done.doubts]
    said += [f"原来的在：{'，'.join(done.aside)}。"] if done.aside else []
    if done.key_differs:
        said.append("现在的密钥和备份时的不同：加密保存的推送地址读不出来，要重新填写；请设回原来的LUOSHI_SECRET_KEY。")
    said += ["备份是以前的版本做的，启动前请运行：luoshi-web migrate。"] if done.behind else []
    return said

"""backup TO: write the database and the files into one file, while the site runs, and read it again."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.backups.checking import check
from luoshi_web.backups.installation import here
from luoshi_web.backups.manifest import Manifest
from luoshi_web.backups.saving import back_up


class Command(BaseCommand):
    help = """把数据库和文件备份成一个文件，写完再整个读一遍核对；网站不用停。 Back up database and files.

    luoshi-web backup /backup                    起一个带时间的名字 named after the moment
    luoshi-web backup /backup --keep 14          只留最近的14份 the newest 14 are kept
    luoshi-web backup --check /backup/luoshi-20261124-020000.backup.zip

备份里有密钥和个人信息，只有本账号能读，请放在安全的地方。
The backup holds the secret key and personal data; it is readable by its owner only. Keep it safe.
退出码0：好了。1：备份好了，但这里有文件不见或留痕对不上，已说明，旧的备份没有删。2：没有做成，原来的都还在。
"""
    requires_system_checks: list[str] = []  # noqa: RUF012

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("to", type=Path, help="a folder, or a file that is not there yet")
        parser.add_argument("--keep", type=int, default=None, help="how many backups the folder keeps")
        parser.add_argument("--check", action="store_true", help="read a backup whole, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                checked = check(options["to"])
                wrong = "但有下面的问题。" if checked.doubts else "没有问题。"
                self.stdout.write(f"{options['to']}：{summary(checked.manifest)}都核对过，{wrong}")
                self.doubt(checked.doubts)
                return
            saved = back_up(here(), options["to"], at=timezone.now(), keep=options["keep"])
        except LuoshiError as error:
            self.stderr.write(f"{error}\n{error.english}")
            sys.exit(2)
        self.stdout.write(f"已备份到{saved.path}：{summary(saved.manifest)}写完后核对过。")
        for path in saved.removed:
            self.stdout.write(f"删去了旧的{path.name}。")
        self.stdout.write(of_the_key(saved.manifest))
        self.doubt(saved.doubts)

    def doubt(self, doubts: tuple[LuoshiError, ...]) -> None:
        """Say what was wrong already; end with 1 where anything was."""
        for one in doubts:
            self.stderr.write(f"{one}\n{one.english}")
        if doubts:
            sys.exit(1)


def summary(manifest: Manifest) -> str:
    """Say what is in a backup."""
    entries = sum(head.seq for head in manifest.facts.chains.values())
    files = sum(one.name != "home/secret-key" for one in manifest.files)
    return f"数据库{len(manifest.facts.tables)}张表{manifest.facts.rows}行，文件{files}个，留痕{entries}条，"


def of_the_key(manifest: Manifest) -> str:
    """Say where the key is, without which encrypted addresses cannot be read."""
    if manifest.key_inside:
        return "密钥也在里面，加密保存的推送地址要靠它。文件只有本账号能读，请放在安全的地方。"
    return "密钥由LUOSHI_SECRET_KEY给出，不在备份里，请另外保存：没有它，加密保存的推送地址读不出来。"

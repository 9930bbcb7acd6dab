"""checkoffices: does each row belong to the office of the rows that it refers to?"""

import sys
from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand

from luoshi_web.places.belonging import references, strays


class Command(BaseCommand):
    help = """核对数据库里每一行和它引用的行属于同一个地区。只读。 Check that no row refers to another office's.

    luoshi-web checkoffices

退出码0：都属于同一个地区。1：有不属于的，已说明是哪张表、哪一列、多少行。
"""

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(strays())
        for one in found:
            column = one.reference.column
            self.stderr.write(
                f"{column}有{one.count}行指向另一个地区的行，第一行是{one.first}。\n"
                f"{column}: {one.count} rows refer to another office's, the first is {one.first}."
            )
        if found:
            sys.exit(1)
        count = len(references())
        self.stdout.write(
            f"{count}种引用都核对过，没有跨地区的。\n{count} references were checked; none leads to another office."
        )

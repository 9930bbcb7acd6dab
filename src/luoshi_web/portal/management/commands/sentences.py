"""sentences: gather what templates and code say, and compile the English of it."""

from typing import Any

from django.core.management.base import BaseCommand

from luoshi_web.portal.messages import renew


class Command(BaseCommand):
    help = "更新译文目录。 Renew the catalogue of sentences, and say which have no English yet."

    def handle(self, *args: Any, **options: Any) -> None:
        count, missing = renew()
        for message in missing:
            self.stdout.write(f"还没有英文：{message}")
        self.stdout.write(f"{count}句，{len(missing)}句还没有英文。")

"""reread PLAN: read the file in force by the present grammar, and show what would be read otherwise."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from luoshi.errors import LuoshiError
from luoshi_web.people.models import User
from luoshi_web.plans.models import Plan
from luoshi_web.revisions import actions, queries, words


class Command(BaseCommand):
    help = """用现在的读法重读一份计划，列出不同；人定过的保持原样。 Read a plan again, and show the difference.

    manage.py reread binjiang/2025                         show it, and lay it ready on the page
    manage.py reread binjiang/2025 --confirm --as limin    take all of it
"""

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", help="jurisdiction and year: binjiang/2025")
        parser.add_argument("--confirm", action="store_true", help="take every difference, and put it in force")
        parser.add_argument("--as", dest="by", default="", help="whose account confirms")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with translation.override("zh-hans"):
                for line in reread(options):
                    self.stdout.write(line)
        except LuoshiError as error:
            self.stderr.write(f"{error}\n{error.english}")
            sys.exit(0 if isinstance(error, actions.NothingDifferent) else 2)


def reread(options: dict[str, Any]) -> list[str]:
    """Do it, and say what is different and what was done."""
    plan, by = _plan(options["plan"]), _person(options["by"])
    proposal = actions.propose_rereading(plan, by=by)
    review = queries.review_of(proposal)
    said = []
    for row in review.rows:
        said.append(f"第{row.change.task.no}项  {'、'.join(map(words.kind_word, row.change.kinds))}")
        said += [f"  {fact.label}：{fact.old or '—'} → {fact.new or '—'}" for fact in words.facts(row.change)]
    said.append(f"{len(review.rows)}项不同，{review.diff.same}项没有变。")
    address = f"/{plan.jurisdiction.slug}/{plan.year}/revisions/{proposal.number}/"
    if not options["confirm"]:
        return [*said, f"计划没有改动。逐项看、逐项定：{address}；全部接受：加--confirm。"]
    actions.accept_all(proposal, by=by)
    revision = actions.confirm(proposal, by=by, seen=queries.review_of(proposal).seen)
    return [*said, f"已生效，是第{revision.number}版。"]


def _plan(name: str) -> Plan:
    slug, _, year = name.strip("/").partition("/")
    plans = Plan.objects.filter(in_force__isnull=False).select_related("jurisdiction", "in_force__source")
    found = plans.filter(jurisdiction__slug=slug, year=int(year)).first() if year.isascii() and year.isdigit() else None
    if found is None:
        known = [f"{plan.jurisdiction.slug}/{plan.year}" for plan in plans.order_by("jurisdiction__slug", "year")[:20]]
        raise LuoshiError(
            f"没有{name}这份计划（现有：{'、'.join(known) or '无'}）。",
            f"There is no plan {name} in force (known: {', '.join(known) or 'none'}).",
        )
    return found


def _person(username: str) -> User | None:
    if not username:
        return None
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise LuoshiError(f"没有{username}这个账号。", f"There is no account {username}.")
    return found

"""adduser NAME: give somebody an account and a role; nobody signs up by themselves."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.core.validators import validate_slug
from django.db.models import Q

from luoshi.errors import LuoshiError
from luoshi_web.intake.management.commands.loadplan import jurisdiction_called
from luoshi_web.people.actions import add_user, one_time_password
from luoshi_web.people.models import Role, User
from luoshi_web.places.models import Jurisdiction, Unit


class Command(BaseCommand):
    help = """开一个账号，或给已有的账号加一个角色。 Make an account, or give one another role.

    manage.py adduser limin --jurisdiction binjiang --role reviewer --name 李敏
    manage.py adduser limin --jurisdiction binjiang --role reviewer --one-time     a password to read out
    manage.py adduser wangmin --jurisdiction binjiang --role liaison --unit 住建局
    manage.py adduser root --admin                                                 the whole site

liaison 联络员、head 单位负责人：替一个单位填报，要写--unit
reviewer 督查室、office_head 督查室负责人：导入、校对、修订、发起、审核   leader 领导：只看
admin 管理员：另可开账号   auditor 审计：只看留痕
"""

    def create_parser(self, *args: Any, **options: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="the person's name: 李敏")
        parser.add_argument("--jurisdiction", default="", help="where: binjiang")
        parser.add_argument("--jurisdiction-name", default="", help="its name, 滨江区; needed the first time")
        parser.add_argument("--role", default="", help=" | ".join(Role.values))
        parser.add_argument("--unit", default="", help="of which unit, for liaison and head: 住建局")
        parser.add_argument("--admin", action="store_true", help="administrator of the whole site")
        parser.add_argument("--one-time", action="store_true", help="print a password that is good for one sign-in")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            for line in add(options):
                self.stdout.write(line)
        except LuoshiError as error:
            self.stderr.write(f"{error}\n{error.english}")
            sys.exit(2)


def add(options: dict[str, Any]) -> list[str]:
    """Do it, and say what was done; a one-time password stands on a line of its own."""
    role = _role(options)
    place = _place(options) if role else None
    username = options["username"]
    known = User.objects.filter(username=username).exists()
    password = None
    if options["one_time"]:
        password = one_time_password()
    elif not known:
        password = _asked()
    done = add_user(
        username,
        password,
        name=options["name"],
        jurisdiction_id=place.pk if place else None,
        role=role,
        unit_id=_unit(options["unit"], place),
        administrator=options["admin"],
        temporary=options["one_time"],
    )
    said = [f"账号{username}已开。" if done.new else f"账号{username}已经有了。"]
    if place is not None and role is not None:
        said.append(f"{place.name}：{role.label}{'' if done.role_is_new else '（原来就是）'}")
    if options["admin"]:
        said.append("全站管理员。")
    if options["one_time"]:
        said += ["一次性密码，登录后要换：", str(password)]
    return said


def _role(options: dict[str, Any]) -> Role | None:
    """Return the role that is asked for; it goes with a jurisdiction, or the account is the site's administrator."""
    role, place = options["role"], options["jurisdiction"]
    if role and role not in Role.values:
        raise LuoshiError(
            f"没有“{role}”这个角色，只有{'、'.join(Role.values)}。",
            f"There is no role '{role}'; choose one of {', '.join(Role.values)}.",
        )
    if bool(role) != bool(place):
        raise LuoshiError(
            "--jurisdiction和--role要一起写，比如--jurisdiction binjiang --role reviewer。",
            "--jurisdiction and --role go together: --jurisdiction binjiang --role reviewer.",
        )
    if not role and not options["admin"]:
        raise LuoshiError(
            "请写明在哪里做什么：--jurisdiction binjiang --role reviewer；全站管理员写--admin。",
            "Say where and as what: --jurisdiction binjiang --role reviewer; or --admin for the whole site.",
        )
    return Role(role) if role else None


def _place(options: dict[str, Any]) -> Jurisdiction:
    slug, name = options["jurisdiction"], options["jurisdiction_name"]
    known = list(Jurisdiction.objects.order_by("slug").values_list("slug", flat=True))
    if slug not in known and not name:
        raise LuoshiError(
            f"没有{slug}这个地区（现有：{'、'.join(known) or '无'}）。要新建，用--jurisdiction-name写明它的名称。",
            f"There is no jurisdiction {slug} (known: {', '.join(known) or 'none'}). "
            "To make it, give its name by --jurisdiction-name.",
        )
    try:
        validate_slug(slug)
    except ValidationError as error:
        raise LuoshiError(
            "--jurisdiction只能用字母、数字和-，比如binjiang。",
            "--jurisdiction takes letters, digits and -, such as binjiang.",
        ) from error
    return jurisdiction_called(slug, name)


def _unit(name: str, place: Jurisdiction | None) -> int | None:
    """Return the unit that is named, by its name or one that was confirmed to mean it."""
    if not name:
        return None
    found = Unit.objects.filter(Q(name=name) | Q(aliases__name=name), jurisdiction=place).first()
    if found is None:
        raise LuoshiError(
            f"没有“{name}”这个单位，请照任务表里的名称写。", f"There is no unit '{name}'; name it as the plan does."
        )
    return found.pk


def _asked() -> str:
    """Ask for the password twice at a terminal; elsewhere read one line."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline().rstrip("\r\n")
        if not line:
            raise LuoshiError(
                "没有密码。加上--one-time生成一个一次性密码，或者从标准输入给一行。",
                "There is no password. Add --one-time to make one, or give a line on standard input.",
            )
        return line
    first = getpass("密码 / password: ")
    if first != getpass("再输一次 / again: "):
        raise LuoshiError("两次输入的密码不一样，账号没有开。", "The two passwords differ; no account was made.")
    return first

"""Accounts from a sheet: 姓名, 账号, 单位, 角色, 邮箱, 电话; each bad row with its cell and its sentence.

Reading and looking change nothing. Taking makes the good rows' accounts, each with an
invitation; the same sheet a second time changes nothing.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from io import BytesIO
from itertools import zip_longest

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from luoshi.confined import Bounds, read_apart
from luoshi.errors import LuoshiError, UnreadableFile
from luoshi.publishing.cells import safe_in_csv
from luoshi_web.administration.people.sheet_rows import HEADINGS, AccountLine
from luoshi_web.people.actions import check_name
from luoshi_web.people.appointing import ChangedMeanwhile, give_role
from luoshi_web.people.inviting import Made, invite
from luoshi_web.people.models import OF_A_UNIT, Invitation, Membership, Role, User
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.places.names import UnitsByName

BOUNDS = Bounds(memory=1_000_000_000, seconds=30)
ROLES = {
    "联络员": Role.LIAISON, "单位负责人": Role.HEAD, "督查室": Role.REVIEWER, "督查室负责人": Role.OFFICE_HEAD,
    "领导": Role.LEADER, "管理员": Role.ADMIN, "审计": Role.AUDITOR,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a row, and in which cell; the first thing only, since others may follow from it."""

    sheet: str
    cell: str
    chinese: str
    english: str


class What(Enum):
    """What taking a row does."""

    ACCOUNT = "account"
    ROLE = "role"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Meant:
    """A good row: who, as what, and what taking it does."""

    line: AccountLine
    what: What
    role: Role
    unit: Unit | None

    @property
    def username(self) -> str:
        return self.line.text("账号")

    @property
    def name(self) -> str:
        return self.line.text("姓名")


@dataclass(frozen=True, slots=True)
class Look:
    """What a sheet would do."""

    meant: tuple[Meant, ...]
    troubles: tuple[Trouble, ...]

    def count(self, what: What) -> int:
        return sum(1 for one in self.meant if one.what is what)


@dataclass(slots=True)
class Taken:
    """What was done: invitations with their tokens, shown once."""

    invitations: list[Made] = field(default_factory=list)
    roles: int = 0
    unchanged: int = 0


def read_confined(data: bytes, name: str) -> list[AccountLine]:
    """Read the rows of an uploaded sheet in the core's confined child, as every uploaded file is.

    Raises:
        LuoshiError: no sheet, no headings, over a limit, or more memory or time than a sheet of accounts can need.
    """
    answer = read_apart("luoshi_web.administration.people.sheet_child", {"name": name}, data, BOUNDS)
    if refused := answer.said.get("refused"):
        raise UnreadableFile(refused["chinese"], refused["english"])
    return [AccountLine(**row) for row in json.loads(answer.left)]


def look_at(jurisdiction: Jurisdiction, lines: Iterable[AccountLine]) -> Look:
    """Say of each row what taking it would do, or what is wrong with it; nothing is changed."""
    units = UnitsByName(jurisdiction)
    lines = list(lines)
    names = {line.text("账号") for line in lines}
    users = {user.username: user for user in User.objects.filter(username__in=names)}
    held: dict[int, set[tuple[str, int | None]]] = {}
    here = Membership.objects.filter(user__in=users.values(), jurisdiction=jurisdiction)
    for user_id in here.values_list("user", flat=True):
        held[user_id] = set()
    for row in here.not_over().filter(deputy_of=None):
        held[row.user_id].add((row.role, row.unit_id))
    meant: list[Meant] = []
    troubles: list[Trouble] = []
    called: dict[str, str] = {}
    seen: set[tuple[str, Role, int | None]] = set()
    for line in lines:
        one = _meant(line, units, users, held, called)
        if isinstance(one, Trouble):
            troubles.append(one)
            continue
        called.setdefault(one.username, one.name)
        key = (one.username, one.role, one.unit.pk if one.unit else None)
        if key in seen:
            troubles.append(_trouble(line, "账号", "这一行前面已经有了。", "This row stands above already."))
            continue
        seen.add(key)
        meant.append(one)
    return Look(tuple(meant), tuple(troubles))


def _meant(
    line: AccountLine,
    units: UnitsByName,
    users: dict[str, User],
    held: dict[int, set[tuple[str, int | None]]],
    called: dict[str, str],
) -> Meant | Trouble:
    for heading in ("姓名", "账号", "角色"):
        if not line.text(heading):
            return _trouble(line, heading, f"缺{heading}。", f"{heading} is missing.")
    role = ROLES.get(line.text("角色"))
    if role is None:
        known = "、".join(ROLES)
        return _trouble(line, "角色", f"没有“{line.text('角色')}”这个角色，只有{known}。", f"The roles are {known}.")
    unit = units.get(line.text("单位"))
    if role in OF_A_UNIT and unit is None:
        said = line.text("单位")
        return _trouble(
            line, "单位",
            f"没有“{said}”这个单位，请照任务表里的名称写。" if said else f"{line.text('角色')}要写单位。",
            f"There is no unit '{said}'; name it as the plan does." if said else "This role needs a unit.",
        )  # fmt: skip
    if line.text("邮箱"):
        try:
            validate_email(line.text("邮箱"))
        except ValidationError:
            return _trouble(line, "邮箱", "这不是邮箱地址。", "This is no mail address.")
    unit = unit if role in OF_A_UNIT else None
    user = users.get(line.text("账号"))
    if user is None:
        return _newcomer(line, role, unit, called)
    if user.pk not in held or (user.name and user.name != line.text("姓名")):
        return _trouble(
            line, "账号", "这个账号名已经有人用了，请换一个。", "This account name is taken; choose another."
        )
    there = (role.value, unit.pk if unit else None) in held[user.pk]
    return Meant(line, What.NOTHING if there else What.ROLE, role, unit)


def _newcomer(line: AccountLine, role: Role, unit: Unit | None, called: dict[str, str]) -> Meant | Trouble:
    username, name = line.text("账号"), line.text("姓名")
    if username in called:
        if called[username] != name:
            return _trouble(line, "账号", "这个账号名在前面是另一个人的。", "This account is somebody else's above.")
        return Meant(line, What.ROLE, role, unit)
    try:
        check_name(User(username=username, name=name, email=line.text("邮箱"), phone=line.text("电话")))
    except LuoshiError as error:
        return _trouble(line, "账号", error.chinese, error.english)
    if User.objects.filter(username__iexact=username).exists():
        return _trouble(
            line, "账号", "这个账号名已经有人用了，请换一个。", "This account name is taken; choose another."
        )
    return Meant(line, What.ACCOUNT, role, unit)


def _trouble(line: AccountLine, heading: str, chinese: str, english: str) -> Trouble:
    return Trouble(line.sheet, line.cells.get(heading, f"第{line.row}行"), chinese, english)


@transaction.atomic
def take(jurisdiction: Jurisdiction, lines: Iterable[AccountLine], *, by: User) -> Taken:
    """Make what the good rows say, all of it or nothing.

    Raises:
        ChangedMeanwhile: somebody made one of these accounts at the same moment.
    """
    Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    taken = Taken()
    users: dict[str, User] = {}
    for one in look_at(jurisdiction, lines).meant:
        if one.what is What.NOTHING:
            taken.unchanged += 1
            continue
        user = users.get(one.username) or User.objects.filter(username=one.username).first() or _made(one)
        users[one.username] = user
        if give_role(user, jurisdiction, one.role, one.unit, by=by) is not None:
            taken.roles += 1
        if one.what is What.ACCOUNT:
            taken.invitations.append(invite(jurisdiction, one.role, one.unit, name=one.name, user=user, by=by))
    return taken


def _made(one: Meant) -> User:
    user = User(username=one.username, name=one.name, email=one.line.text("邮箱"), phone=one.line.text("电话"))
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise ChangedMeanwhile from None
    return user


def template_of(jurisdiction: Jurisdiction) -> bytes:
    """Return an empty sheet with the headings, and the units and roles to choose from."""
    book = Workbook()
    sheet, lists = book.active, book.create_sheet("可选")
    assert sheet is not None
    sheet.title = "账号"
    sheet.append(HEADINGS)
    for cell, width in zip(sheet[1], (12, 18, 24, 14, 26, 16), strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width  # type: ignore[union-attr]
    names = list(Unit.objects.filter(jurisdiction=jurisdiction).order_by("name").values_list("name", flat=True))
    for pair in zip_longest(["单位", *names], ["角色", *ROLES]):
        lists.append(pair)
    for column, letter, count in (("C", "A", len(names)), ("D", "B", len(ROLES))):
        if count:
            choice = DataValidation("list", formula1=f"可选!${letter}$2:${letter}${count + 1}", allow_blank=True)
            sheet.add_data_validation(choice)
            choice.add(f"{column}2:{column}1000")
    sheet.freeze_panes = "A2"
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def slips_of(rows: Iterable[tuple[Invitation, str]]) -> bytes:
    """Return a sheet of one-time links, for whoever hands them out; each row is an invitation and its link."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "一次性链接"
    sheet.append(["姓名", "账号", "单位", "角色", "链接", "有效到"])
    for one, link in rows:
        unit, username = one.unit.name if one.unit else "", one.user.username if one.user else ""
        expires = timezone.localtime(one.expires_at).date().isoformat()
        sheet.append([_plain(text) for text in (one.name, username, unit, str(one.get_role_display()), link, expires)])
    for letter, width in zip("ABCDEF", (12, 18, 24, 14, 60, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return safe_in_csv(text)

"""Accounts from a sheet: bad rows say which cell and why, good rows are taken, the same sheet twice changes nothing."""

import resource
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from luoshi.errors import LuoshiError
from luoshi_web.administration.people import sheets
from luoshi_web.people.models import Invitation, Membership, Role, User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan
from luoshi_web.trail.models import Entry
from tests.people.lake import PASSWORD

SHEET = "/lake/people/sheet/"
HEAD = ["姓名", "账号", "单位", "角色", "邮箱", "电话"]
GOOD = ["陈晨", "chenchen", "教育局", "联络员", "chen@example.com", 13800000000]


@pytest.fixture
def admin(client: Client, gao: User, plan: Plan) -> Client:
    client.force_login(gao)
    return client


def workbook(*rows: list[object], title: str = "名单") -> SimpleUploadedFile:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    held = BytesIO()
    book.save(held)
    return SimpleUploadedFile("people.xlsx", held.getvalue())


def look(admin: Client, *rows: list[object], file: SimpleUploadedFile | None = None) -> str:
    return admin.post(SHEET, {"do": "look", "file": file or workbook(HEAD, *rows)}).content.decode()


def take(admin: Client, page: str, do: str = "take"):
    held = page.split('name="held" value="')[1].split('"')[0]
    return admin.post(SHEET, {"do": do, "held": held})


def test_looking_changes_nothing_and_taking_makes_the_accounts_with_their_links(
    admin: Client, lake: Jurisdiction
) -> None:
    page = look(admin, GOOD)
    assert "1个新账号，0行没有读懂" in page
    assert not User.objects.filter(username="chenchen").exists()

    slips = take(admin, page).content.decode()
    user = User.objects.get(username="chenchen")
    assert (user.name, user.email, user.phone) == ("陈晨", "chen@example.com", "13800000000")
    assert not user.has_usable_password()
    held = Membership.objects.get(user=user)
    assert (held.role, held.unit.name if held.unit else "") == (Role.LIAISON, "教育局")
    assert Entry.objects.filter(chain=lake.pk, act="role.given").exists()

    link = slips.split("http://testserver")[1].split('"')[0]
    own = Client()
    own.get(link)
    assert own.post("/join/", {"name": "陈晨", "new_password1": PASSWORD, "new_password2": PASSWORD}).status_code == 302
    assert own.get("/account/").status_code == 200


def test_the_same_sheet_twice_changes_nothing(admin: Client) -> None:
    take(admin, look(admin, GOOD))
    before = (User.objects.count(), Membership.objects.count(), Invitation.objects.count(), Entry.objects.count())

    again = look(admin, GOOD)
    assert "1行原来就有" in again
    assert 'name="held"' not in again
    assert before == (
        User.objects.count(),
        Membership.objects.count(),
        Invitation.objects.count(),
        Entry.objects.count(),
    )


def test_taking_twice_what_was_looked_at_once_changes_nothing_either(admin: Client) -> None:
    page = look(admin, GOOD)
    take(admin, page)
    count = Entry.objects.count()
    assert "0个一次性链接" in take(admin, page).content.decode()
    assert Entry.objects.count() == count


BAD_ROWS: list[tuple[list[object], str, str]] = [
    (["", "x1", "教育局", "联络员"], "A3", "缺姓名"),
    (["吴越", "", "教育局", "联络员"], "B3", "缺账号"),
    (["吴越", "wu yue", "教育局", "联络员"], "B3", "wu yue"),
    (["吴越", "gao", "教育局", "联络员"], "B3", "已经有人用了"),
    (["吴越", "ZHOU", "教育局", "联络员"], "B3", "已经有人用了"),
    (["吴越", "zhou", "教育局", "联络员"], "B3", "已经有人用了"),
    (["吴越", "wuyue", "没有这个局", "联络员"], "C3", "没有“没有这个局”这个单位"),
    (["吴越", "wuyue", "", "联络员"], "C3", "联络员要写单位"),
    (["吴越", "wuyue", "教育局", "联络人"], "D3", "没有“联络人”这个角色"),
    (["吴越", "wuyue", "教育局", "联络员", "不是邮箱"], "E3", "这不是邮箱地址"),
    (["吴越", "chenchen", "教育局", "联络员"], "B3", "前面是另一个人的"),
    (["陈晨", "chenchen", "教育局", "联络员"], "B3", "前面已经有了"),
    (["", "", "没有这个局", "联络人"], "A3", "缺姓名"),
]


def test_a_bad_row_says_its_cell_and_one_reason_and_the_good_row_is_taken(admin: Client, zhou: User) -> None:
    for row, cell, said in BAD_ROWS:
        page = look(admin, GOOD, row)

        assert "1个新账号，1行没有读懂" in page, row
        assert f'<span lang="zh-Hans">名单</span> <b class="n">{cell}</b>' in page, row
        assert said in page, row
    take(admin, page)
    assert User.objects.filter(username="chenchen").exists()


def test_one_person_may_have_two_roles_and_one_link(admin: Client) -> None:
    page = look(admin, GOOD, ["陈晨", "chenchen", "住建局", "单位负责人"])
    take(admin, page)
    assert Membership.objects.filter(user__username="chenchen").count() == 2
    assert Invitation.objects.count() == 1


def test_who_works_here_already_gets_the_role_without_a_link(admin: Client, li: User) -> None:
    take(admin, look(admin, ["李敏", "li", "教育局", "联络员"]))
    assert Membership.objects.filter(user=li).count() == 2
    assert not Invitation.objects.exists()


def test_empty_rows_are_no_error_and_csv_does_as_well(admin: Client) -> None:
    text = "姓名,账号,单位,角色\n\n陈晨,chenchen,教育局,联络员\n,,,\n吴越,wuyue,没有这个局,联络员\n"
    page = look(admin, file=SimpleUploadedFile("people.csv", text.encode("gb18030")))
    assert "1个新账号，1行没有读懂" in page
    assert ">C5<" in page


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"%PDF-1.7 nothing", "请传xlsx或csv"),
        ("a.csv", "单位,电话\n教育局,1\n".encode(), "第一行要有这些栏目"),
        ("a.xlsx", b"PK\x03\x04 broken", "。"),
        ("a.csv", b"", "。"),
    ],
)
def test_what_is_no_such_sheet_gets_a_sentence(admin: Client, name: str, data: bytes, said: str) -> None:
    answer = admin.post(SHEET, {"do": "look", "file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert said in answer.content.decode().split('id="problem"')[1]


def test_rows_that_nobody_looked_at_are_not_taken(admin: Client, client: Client) -> None:
    answer = admin.post(SHEET, {"do": "take", "held": "forged"})
    assert "请再传一次文件" in answer.content.decode()


@pytest.mark.usefixtures("begun_anew")
def test_the_template_is_a_sheet_that_can_be_filled_in_and_sent(admin: Client) -> None:
    got = admin.get(f"{SHEET}template/")
    book = load_workbook(BytesIO(got.content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == HEAD
    assert "教育局" in [cell.value for cell in book.worksheets[1]["A"]]
    sheet.append(GOOD)
    held = BytesIO()
    book.save(held)
    assert "1个新账号" in look(admin, file=SimpleUploadedFile("filled.xlsx", held.getvalue()))


def test_the_links_can_be_had_as_a_sheet_instead(admin: Client) -> None:
    answer = take(admin, look(admin, GOOD), "take-as-sheet")
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    assert rows[1][:4] == ("陈晨", "chenchen", "教育局", "联络员")
    assert Client().get(str(rows[1][4]).removeprefix("http://testserver")).status_code == 302


@pytest.mark.usefixtures("begun_anew")
def test_a_sheet_that_asks_for_more_than_it_holds_is_refused_and_the_site_goes_on() -> None:
    """Two cells a million rows apart: laid out in between they would fill the memory of the page's own process."""
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "姓名", "账号"  # type: ignore[index]
    data = BytesIO()
    book.save(data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(LuoshiError):
        sheets.read_confined(data.getvalue(), "账号.xlsx")

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB

import pytest

from luoshi_web.intake.inforce import import_plan
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction
from tests.kept_rows import kept_rows
from tests.reports.town import OPENED, TABLE, Town


@pytest.fixture
def town(db: None) -> Town:
    return kept_rows("the town of the reports", made_town)


def made_town() -> Town:
    place = Jurisdiction.objects.create(slug="river", name="江城")
    plan = import_plan(TABLE.encode(), "river.txt", jurisdiction=place, year=2025, at=OPENED).plan
    town = Town(place, plan)
    town.person("li", "李敏", Role.REVIEWER)
    town.person("liang", "梁岩", Role.REVIEWER)
    town.person("lin", "林岚", Role.LEADER)
    town.person("wang", "王敏", Role.LIAISON, "教育局")
    town.person("min", "闵行", Role.HEAD, "教育局")
    town.person("zhu", "朱宁", Role.LIAISON, "住建局")
    town.person("cai", "蔡青", Role.LIAISON, "财政局")
    hill = Jurisdiction.objects.create(slug="hill", name="山区")
    zhou = User.objects.create_user("zhou", name="周平")
    Membership.objects.create(user=zhou, jurisdiction=hill, role=Role.ADMIN)
    town.people["zhou"] = zhou
    return town

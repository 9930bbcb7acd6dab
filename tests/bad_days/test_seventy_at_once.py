"""Seventy units hand in at the same moment: every report arrives once, none waits for ever, the chain holds."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from luoshi_web.intake.inforce import import_plan
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.reports.actions.answering import Written, save_draft, submit
from luoshi_web.reports.actions.opening import open_cycle
from luoshi_web.reports.models import Report, ReportState
from luoshi_web.trail.chain import Head
from luoshi_web.trail.models import Entry
from luoshi_web.trail.queries import verified
from tests.reports.town import AS_OF

UNITS = 70


def table() -> str:
    rows = "\n".join(
        f"{'做好民生' if number == 1 else ''} | {number} | 新增学位{number + 10}个。 | 第{number}单位 | | 序时推进。 |"
        for number in range(1, UNITS + 1)
    )
    return f"一、做好民生\n工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |\n{rows}\n"


@pytest.mark.django_db(transaction=True)
def test_seventy_units_hand_in_in_the_same_moment() -> None:
    place = Jurisdiction.objects.create(slug="river", name="江城")
    plan = import_plan(table().encode(), "river.txt", jurisdiction=place, year=2025).plan
    open_cycle(plan, AS_OF, deadline=timezone.now() + timedelta(days=5), by=None)
    people = {unit.pk: User.objects.create_user(f"u{unit.pk}") for unit in Unit.objects.filter(jurisdiction=place)}
    for unit, user in people.items():
        Membership.objects.create(user=user, jurisdiction=place, role=Role.LIAISON, unit_id=unit)
    together, failed = Barrier(UNITS), []

    def hand_in(report: int, by: User) -> None:
        try:
            row = Report.objects.select_related("cycle__plan__jurisdiction", "task").get(pk=report)
            together.wait(30)
            draft = save_draft(row, Written("截至9月底，新增学位9个。"), seen=0, by=by)
            submit(row, seen=draft.number, by=by)
        except BaseException as error:  # told in the test's own thread
            failed.append(error)
        finally:
            connection.close()

    asked = dict(Report.objects.filter(cycle__as_of=AS_OF).values_list("pk", "owner"))
    threads = [Thread(target=hand_in, args=(report, people[owner])) for report, owner in asked.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    rows = Report.objects.filter(cycle__as_of=AS_OF)
    assert [(row.state, row.versions.count(), row.on_time) for row in rows] == [
        (ReportState.SUBMITTED, 1, True)
    ] * UNITS
    assert Entry.objects.filter(act="report.submit").count() == UNITS
    assert isinstance(verified(place.pk), Head)

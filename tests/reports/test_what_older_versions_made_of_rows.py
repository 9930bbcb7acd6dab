"""What is carried over from before cycles were published apart stays published, and nothing else is."""

import pytest

from luoshi_web.backups.carrying.rules import lay_findings_beside, publish_what_was_seen
from luoshi_web.plans.models import Plan
from luoshi_web.reports.models import Cycle
from luoshi_web.supervision.closing import close_cycle
from luoshi_web.supervision.models import Assessment
from tests.reports.town import Town, on


@pytest.mark.parametrize(("visibility", "both"), [("published", True), ("internal", False)])
def test_what_the_public_sees_today_is_published(town: Town, visibility: str, both: bool) -> None:
    Plan.objects.filter(pk=town.plan.pk).update(visibility=visibility, published_at=on(1))
    cycle = town.opened()
    close_cycle(cycle, by=town.li, at=on(16))
    later = town.plan.cycles.create(jurisdiction=town.place, position=9, as_of="2025-10-31", shown=False)
    Cycle.objects.update(published_at=None)

    publish_what_was_seen()

    seen = dict(Cycle.objects.values_list("pk", "published_at"))
    first = town.plan.cycles.get(as_of="2025-06-30").pk
    assert (seen[first] is not None, seen[cycle.pk] is not None, seen[later.pk]) == (True, both, None)
    assert seen[cycle.pk] == (on(16) if both else None)


def test_what_was_found_in_an_imported_statement_stands_beside_its_assessment(town: Town) -> None:
    rows = Assessment.objects.filter(target=None, task__key="3", task__plan=town.plan)
    was = list(rows.values_list("findings", flat=True))
    assert [one["code"] for one in was[0]] == ["no-figure"]
    rows.update(findings=[])

    lay_findings_beside()

    assert list(rows.values_list("findings", flat=True)) == was

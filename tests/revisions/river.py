"""The river district's tables, and how a test takes a file in without a worker."""

import zlib
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from luoshi.contract import plan_as_json
from luoshi.documents import read_document
from luoshi.tasktable import plan_of
from luoshi_web.intake import actions as intakes
from luoshi_web.intake.models import Intake, IntakeReading, IntakeState
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan, Revision, Task, Wording
from luoshi_web.revisions import actions, queries
from luoshi_web.revisions.models import Proposal

FIRST = (
    ("1", "新增规模以上工业企业60家。", "经信局", "发改局", "新增25家。"),
    ("2", "老旧小区加装电梯40台，改造雨污管网12公里。", "住建局", "各街道", "加装18台。"),
    ("3", "建成社区食堂12个，覆盖全部街道。", "民政局", "财政局", "序时推进。"),
    ("4", "完善公共法律服务体系。", "司法局", "", "序时推进。"),
)
# The second table: 1 with another target and another lead, 2 reworded, 3 gone, 4 renumbered, one new.
SECOND = (
    ("1", "新增规模以上工业企业80家。", "发改局", "经信局", "新增25家。"),
    ("2", "老旧小区加装电梯40台，改造雨污管网15公里，惠及三千户。", "住建局", "各街道", "加装18台。"),
    ("3", "完善公共法律服务体系。", "司法局", "", "序时推进。"),
    ("4", "开通社区微公交线路3条。", "交通局", "各街道", "开通1条。"),
)


def table(*rows: tuple[str, ...], heading: str = "截至6月底完成情况") -> bytes:
    head = f"工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | {heading} |"
    lines = [f"{'做好民生' if index == 0 else ''} | {' | '.join(row)} |" for index, row in enumerate(rows)]
    return "\n".join(["一、做好民生", head, *lines]).encode()


@dataclass
class River:
    place: Jurisdiction
    li: User
    gao: User

    def take_in(self, data: bytes, name: str) -> Intake:
        """Take a file in and read it here, as the worker would."""
        intake = intakes.take_in(data, name, jurisdiction=self.place, year=2025, by=self.li).intake
        if intake.state == IntakeState.WAITING:
            read = plan_of(read_document(data, name), year=2025)
            packed = zlib.compress(plan_as_json(read).encode())
            IntakeReading.objects.create(
                jurisdiction=self.place,
                intake=intake,
                attempt=intake.attempt,
                grammar="1",
                tasks=len(read.tasks),
                packed=packed,
            )
            Intake.objects.filter(pk=intake.pk).update(state=IntakeState.READ, read_at=timezone.now())
            intake.refresh_from_db()
        return intake

    def put_in_force(self, data: bytes, name: str) -> Plan:
        return intakes.confirm(self.take_in(data, name), by=self.li, seen=0).plan

    def propose(self, data: bytes, name: str = "second.txt") -> Proposal:
        return actions.propose_file(self.take_in(data, name), by=self.li)

    def revise(self, data: bytes, *refused: str, name: str = "second.txt") -> Revision:
        """Propose a table, take all rows but those named, and confirm."""
        proposal = self.propose(data, name)
        review = queries.review_of(proposal)
        names = {row.name for row in review.rows}
        assert set(refused) <= names, names
        actions.choose(proposal, names - set(refused), True, by=self.li)
        if refused:
            actions.choose(proposal, refused, False, by=self.li)
        return actions.confirm(proposal, by=self.li, seen=queries.review_of(proposal).seen)

    def words(self, key: str) -> str:
        """What the plan in force says under a task's key."""
        return Wording.objects.get(revision__plan__jurisdiction=self.place, revision=self.in_force, task__key=key).text

    @property
    def in_force(self) -> Revision:
        revision = Plan.objects.get(jurisdiction=self.place).in_force
        assert revision is not None
        return revision

    def task(self, key: str) -> Task:
        return Task.objects.get(plan__jurisdiction=self.place, key=key)

    def tasks_in_force(self) -> list[str]:
        return list(self.in_force.wordings.order_by("position").values_list("task__key", flat=True))

    def of(self, proposal: Proposal, page: str = "", **more: Any) -> str:
        return f"/river/2025/revisions/{proposal.number}/{page}"

"""The town's office and its units in one cycle as of the end of September 2025: who they are, and how time is told."""

from dataclasses import dataclass, field
from datetime import date, datetime

from luoshi.workdays import SHANGHAI
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.plans.models import Plan
from luoshi_web.reports.actions.answering import Written, save_draft, submit
from luoshi_web.reports.actions.opening import open_cycle
from luoshi_web.reports.models import Contribution, Cycle, Report, ReportVersion

TABLE = """截至6月底完成情况
工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
主要预期指标 | 1 | 地区生产总值增长5.5%。 | 发改局 | | 增长5.6%。 |
一、做好民生
工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
做好民生 | 2 | 新增学位300个。 | 教育局、财政局 | 各街道 | 新增学位120个。 |
 | 3 | 新增绿化面积25万方。 | 住建局 | 财政局 | 序时推进。 |
 | 4 | 加强工地扬尘管治。 | 住建局 | | 序时推进。 |
"""
AS_OF = date(2025, 9, 30)
OPENED = datetime(2025, 10, 9, 9, 0, tzinfo=SHANGHAI)
DEADLINE = datetime(2025, 10, 15, 18, 0, tzinfo=SHANGHAI)


def on(day: int, hour: int = 10, minute: int = 0, month: int = 10) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=SHANGHAI)


@dataclass
class Town:
    """Li reviews, Liang too; Wang and Min answer for 教育局, Zhu for 住建局, Cai for 财政局; Zhou is a stranger."""

    place: Jurisdiction
    plan: Plan
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def unit(self, name: str) -> Unit:
        return Unit.objects.get(jurisdiction=self.place, name=name)

    def person(self, name: str, shown: str, role: Role, unit: str = "") -> User:
        user = User.objects.create_user(name, name=shown)
        Membership.objects.create(user=user, jurisdiction=self.place, role=role, unit=self.unit(unit) if unit else None)
        self.people[name] = user
        return user

    def opened(self, **asked: object) -> Cycle:
        told = {"deadline": DEADLINE, "at": OPENED, "by": self.li, **asked}
        return open_cycle(self.plan, AS_OF, **told).cycle  # type: ignore[arg-type]

    def report(self, key: str) -> Report:
        rows = Report.objects.select_related("cycle__plan__jurisdiction", "task", "owner", "current", "accepted")
        return rows.get(cycle__plan=self.plan, cycle__as_of=AS_OF, task__key=key)

    def contribution(self, key: str, unit: str) -> Contribution:
        rows = Contribution.objects.select_related("report__cycle__plan", "unit")
        return rows.get(report__cycle__as_of=AS_OF, report__task__key=key, unit__name=unit)

    def submitted(self, key: str, statement: str, by: User, at: datetime | None = None) -> ReportVersion:
        """Somebody writes a sentence, and hands it in."""
        at = at or on(10)
        draft = save_draft(self.report(key), Written(statement), seen=0, by=by, at=at)
        return submit(self.report(key), seen=draft.number, by=by, at=at)

"""Which office each row of an older table belongs to: older tables say so of the uppermost rows only."""

from typing import Any

from django.db.models import Model

from luoshi.errors import LuoshiError
from luoshi_web.backups.carrying.source import Older
from luoshi_web.places.belonging import office_of

# the row that each hangs on, whose office is its own
HANGS_ON = {
    "intake.Act": "intake",
    "intake.IntakeReading": "intake",
    "intake.Opinion": "intake",
    "places.GroupMembership": "group",
    "plans.Duty": "wording",
    "plans.Finding": "revision",
    "plans.FormerKey": "plan",
    "plans.Likeness": "unit",
    "plans.Mention": "revision",
    "plans.Milestone": "wording",
    "plans.Revision": "plan",
    "plans.SourceContent": "source",
    "plans.Target": "wording",
    "plans.Task": "plan",
    "plans.Wording": "revision",
    "reminders.Urge": "cycle",
    "reports.Contribution": "report",
    "reports.ContributionEvidence": "contributionversion",
    "reports.ContributionVersion": "contribution",
    "reports.Cycle": "plan",
    "reports.Draft": "report",
    "reports.Evidence": "report",
    "reports.Exemption": "cycle",
    "reports.FigureAnswer": "version",
    "reports.MilestoneAnswer": "version",
    "reports.Observation": "version",
    "reports.Phrasing": "version",
    "reports.Presence": "report",
    "reports.Relation": "version",
    "reports.Report": "cycle",
    "reports.ReportVersion": "report",
    "reports.SealedSheet": "cycle",
    "reports.Settlement": "version",
    "reports.SheetVersion": "sealedsheet",
    "reports.VersionEvidence": "reportversion",
    "revisions.Choice": "proposal",
    "revisions.Proposal": "plan",
    "revisions.ProposalContent": "proposal",
    "supervision.Assessment": "cycle",
    "trail.Details": "entry",
    "trail.Entry": "chain",
    "workbooks.Line": "upload",
    "workbooks.Upload": "cycle",
}


def column_of(field: Any) -> str:
    """Return the column that a field stands in; each of those here has one."""
    return str(field.column)


class Offices:
    """The offices of an older backup's rows. What is asked of one table is kept, since others hang on it."""

    def __init__(self, older: Older) -> None:
        self._older = older
        self._known: dict[type[Model], dict[int, int]] = {}

    def of(self, model: type[Model]) -> dict[int, int]:
        """Return the office of each row of a model's table, by the row's number.

        Raises:
            LuoshiError: a row hangs on none.
        """
        if model not in self._known:
            self._known[model] = self._found(model)
        return self._known[model]

    def _found(self, model: type[Model]) -> dict[int, int]:
        table, key = model._meta.db_table, column_of(model._meta.pk)
        if table not in self._older.columns:
            return {}
        office = office_of(model)
        assert office is not None
        if column_of(office) in self._older.columns[table]:
            return {int(pk): int(its) for pk, its in self._older.rows(table, [key, column_of(office)])}
        field = model._meta.get_field(HANGS_ON[model._meta.label])
        above = self.of(field.related_model)  # type: ignore[arg-type]
        found = {}
        for pk, on in self._older.rows(table, [key, column_of(field)]):
            if int(on) not in above:
                raise LuoshiError(
                    f"{table}的第{pk}行没有它所属的行，带不过来。",
                    f"{table}: row {pk} hangs on a row that is not there.",
                )
            found[int(pk)] = above[int(on)]
        return found

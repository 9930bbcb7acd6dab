"""Kinds: the closed lists that a plan speaks in, by the words of the contract."""

from enum import StrEnum


class Basis(StrEnum):
    """What kind of thing a figure is."""

    LEVEL = "level"
    GROWTH = "growth"
    SHARE = "share"
    RANK = "rank"
    PER_CAPITA = "per_capita"
    PARITY = "parity"
    TREND = "trend"
    BREAKTHROUGH = "breakthrough"


class Comparator(StrEnum):
    """How a value is meant, as written; a bare number is EXACTLY."""

    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"
    EXACTLY = "="
    ABOUT = "~"


class MilestoneKind(StrEnum):
    """A stated phase of an identifiable work."""

    START = "start"
    CONTINUE = "continue"
    NEW = "new"
    COMPLETE = "complete"
    COMMISSION = "commission"
    PILOT = "pilot"
    WIN = "win"
    ISSUE = "issue"
    HOLD = "hold"
    LAND = "land"


class Stage(StrEnum):
    """How far a milestone is, as its unit answered."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"


class Claim(StrEnum):
    """What the unit says of a task (自评)."""

    ON_SCHEDULE = "on_schedule"
    COMPLETED = "completed"
    AHEAD = "ahead"
    BEHIND = "behind"
    NOT_STARTED = "not_started"
    AWAITING_DATA = "awaiting_data"
    ANNUAL_DATA = "annual_data"
    FIGURES = "figures"
    NONE = "none"
    OTHER = "other"


class State(StrEnum):
    """What the figures say of a target or task as of a date (研判)."""

    NOT_DUE = "not_due"
    AWAITING_DATA = "awaiting_data"
    AHEAD = "ahead"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_EARLY = "done_early"
    CHANGED = "changed"
    DROPPED = "dropped"
    NOT_REPORTED = "not_reported"
    UNCLEAR = "unclear"
    NO_FIGURE = "no_figure"
    CLAIM_ONLY = "claim_only"


class Light(StrEnum):
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"
    BLUE = "blue"
    ORANGE = "orange"


class Aspect(StrEnum):
    """One of the five things that must be settled before a figure may light a target.

    The same thing is counted, in a measure that converts, as a level or a growth as promised, for
    the year so far, and it is reached: not begun, not planned, not expected.
    """

    METRIC = "metric"
    MEASURE = "measure"
    BASIS = "basis"
    PERIOD = "period"
    COMPLETION = "completion"


class Settler(StrEnum):
    """Who said which figure answers a target, where the words did not."""

    UNIT = "unit"
    OFFICE = "office"


class Level(StrEnum):
    """How heavy a finding is: `luoshi check` exits 1 on an error."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

"""Who the pages of a plan speak to, and so of which cycles: those who work on it see what the public does not yet."""

from dataclasses import dataclass

from django.db.models import Q

from luoshi_web.reports.models import Cycle


@dataclass(frozen=True, slots=True)
class Audience:
    """Whoever reads the pages of a plan.

    Args:
        public: they see what the office has published; else all that was closed, too.
        also: a cycle that they are to be told of, as if it were published: to look before that is done.
    """

    public: bool = False
    also: Cycle | None = None

    def cycles(self, cycle: str = "") -> Q:
        """Return the condition that this audience is told of a cycle.

        Args:
            cycle: how the row reaches its cycle: "cycle__"; empty for the cycle itself.
        """
        told = Q(**{f"{cycle}published_at__isnull": False}) if self.public else Q(**{f"{cycle}shown": True})
        return told if self.also is None else told | Q(**{f"{cycle}pk": self.also.pk})


INSIDE = Audience()
PUBLIC = Audience(public=True)

"""The bar of one unit on the board: accepted, waiting, written, not touched; on one axis for all units.

The numbers stand in the table beside it, and the bar's label says them to a screen reader.
"""

from decimal import Decimal

from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi_web.pages.charts import percent
from luoshi_web.reports.queries.worklists import Standing

HEIGHT = 14


def parts_of(one: Standing) -> list[tuple[str, str, int]]:
    """Return what a unit's reports are, in the order of the bar: how it is drawn, its word, how many."""
    rest = one.asked - one.accepted - one.submitted - one.drafted - one.returned
    return [
        ("a", _("已通过"), one.accepted),
        ("b2", _("待审"), one.submitted),
        ("w", _("已退回"), one.returned),
        ("b3", _("草稿"), one.drafted),
        ("track", _("没动"), rest),
    ]


def standing(one: Standing, most: int) -> Markup:
    """Draw a unit's bar; `most` is how many the unit with most was asked, the whole width."""
    whole, at, pieces = Decimal(max(1, most)), Decimal(0), []
    for kind, _word, count in parts_of(one):
        if not count:
            continue
        width = Decimal(count) / whole * 100
        pieces.append(
            Markup('<rect class="{}" x="{}" y="0" width="{}" height="{}"/>').format(
                kind, percent(at), percent(width), HEIGHT
            )
        )
        at += width
    label = _("，").join(f"{word}{count}" for _kind, word, count in parts_of(one) if count)
    return Markup('<svg class="ch" height="{}" role="img" aria-label="{}">{}</svg>').format(
        HEIGHT, label, Markup("").join(pieces)
    )

"""Target, last year and this year on one scale, with the parts that add up to this year's figure.

Which figures are parts is what the arithmetic found: a sum that holds. A part of a part
(其中, 含) is a line under it. Nothing is drawn that the statement does not give.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from markupsafe import Markup

from luoshi.indicators import same_metric
from luoshi.pacing.matching import figure_of
from luoshi.plan import Basis, Observation, Target, Task
from luoshi_web.pages.charts import percent, share_points
from luoshi_web.pages.typography import wide

FIRST = 22  # where the first bar begins, under the words of the tick
STEP = 40  # from one bar to the next
HEIGHT = 26
UNDER = 36  # what the names of parts take below their bar, a row of them
NARROW = 330  # pixels that the drawing has on the smallest phone: what would meet there stands in a row below
KINDS = ("a", "b2", "b3")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is drawn, in base of one measure: `within` holds parts of parts, by the part they belong to."""

    target: Target
    now: Observation
    before: Observation | None
    parts: tuple[Observation, ...]
    within: tuple[tuple[Observation, Observation], ...]

    @property
    def top(self) -> Decimal:
        assert self.target.value is not None
        return max(self.target.value, self.now.value, self.before.value if self.before else Decimal(0))


def comparison(task: Task, target: Target, as_of: date | None) -> Comparison | None:
    """Lay out one target; None where its statement has no level to compare."""
    now = figure_of(task, target, as_of) if target.basis is Basis.LEVEL else None
    if now is None or not target.value or target.value < 0 or now.measure != target.measure or now.value < 0:
        return None
    by_span = {seen.value_span: seen for seen in task.observations}
    held = [relation for relation in task.relations if relation.holds]
    sums = [
        relation.spans for relation in held if relation.relation == "sum" and relation.spans[-1:] == (now.value_span,)
    ]
    parts = [by_span[span] for span in sums[0][:-1] if span in by_span] if sums else []
    if any(part.measure != now.measure or part.value < 0 for part in parts):
        parts = []
    pairs = [relation.spans for relation in held if relation.relation == "part_of" and len(relation.spans) == 2]
    within = [(by_span[part], by_span[whole]) for part, whole in pairs if part in by_span and whole in by_span]
    return Comparison(
        target=target,
        now=now,
        before=next((seen for seen in task.observations if _is_last_year(seen, now)), None),
        parts=tuple(parts),
        within=tuple((part, whole) for part, whole in within if whole in parts and part not in parts),
    )


def _is_last_year(seen: Observation, now: Observation) -> bool:
    if not seen.base or seen.basis is not Basis.LEVEL or seen.measure != now.measure or seen.value < 0:
        return False
    if seen.period is not None and now.period is not None and seen.period != now.period.year_earlier():
        return False
    return same_metric(seen.metric, now.metric)


def side_by_side(drawn: Comparison, due: Decimal | None) -> Markup:
    """Draw it; `due` is the share of the target, in per cent, that was to be reached by now."""
    top, y, pieces, spoken = drawn.top, FIRST, [], []
    assert drawn.target.value is not None
    bars = [(_("目标"), drawn.target.value_text or "", drawn.target.value, "track")]
    if drawn.before is not None:
        bars.append((_("去年同期"), drawn.before.value_text, drawn.before.value, "b3"))
    if not drawn.parts:
        bars.append((_("今年"), drawn.now.value_text, drawn.now.value, "a"))
    for name, text, value, kind in bars:
        pieces.append(_bar(f"{name} {text}", value / top * 100, kind, y))
        spoken.append(f"{name} {text}")
        y += STEP
    if drawn.parts:
        pieces.append(_parted(drawn, y))
        spoken.append(" ".join((_("今年"), drawn.now.value_text)))
        spoken += [f"{part.metric} {part.value_text}" for part in drawn.parts]
        y += STEP
    if due is not None:
        pieces.append(_tick(drawn.target.value / top * due, y - STEP + HEIGHT + 10, due))
    if drawn.parts:
        y += UNDER * (1 + max(line for *_, line in _names(drawn))) + (24 if drawn.within else 0)
    return Markup('<svg class="ch" height="{}" role="img" aria-label="{}">{}</svg>').format(
        y - 8, _("；").join(spoken), Markup("").join(pieces)
    )


def _bar(label: str, width: Decimal, kind: str, y: int) -> Markup:
    """One bar with its label inside it, or behind it where it is too short."""
    inside = width > 25
    ink = "k on" if kind == "a" and inside else "k"
    return Markup(
        '<rect class="{}" x="0" y="{}" width="{}" height="{}"/><text class="{}" x="{}" dx="8" y="{}">{}</text>'
    ).format(kind, y, percent(width), HEIGHT, ink, "0" if inside else percent(width), y + 18, label)


def _parted(drawn: Comparison, y: int) -> Markup:
    """This year's bar in its parts, each named below it, and lines for the parts of parts."""
    top, at, pieces = drawn.top, Decimal(0), []
    starts: dict[int, Decimal] = {}
    names = _names(drawn)
    for number, part in enumerate(drawn.parts):
        shown, anchor, line = names[number]
        x, width = percent(at / top * 100), percent(max(Decimal("0.1"), part.value / top * 100 - Decimal("0.15")))
        pieces.append(
            Markup(
                '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>'
                '<text class="cj" x="{}" y="{}"{}>{}</text><text class="k" x="{}" y="{}"{}>{}</text>'
            ).format(
                KINDS[number % 3], x, y, width, HEIGHT, percent(shown), y + 44 + line * UNDER, anchor,
                wide(part.metric), percent(shown), y + 61 + line * UNDER, anchor, part.value_text,
            )
        )  # fmt: skip
        starts[id(part)] = at
        at += part.value
    pieces.append(
        Markup('<text class="k" x="{}" dx="8" y="{}">{}</text>').format(
            percent(drawn.now.value / top * 100), y + 18, " ".join((_("今年"), drawn.now.value_text))
        )
    )
    below = UNDER * max(line for *_, line in names)
    for part, whole in drawn.within[:1]:
        start = starts[id(whole)]
        pieces.append(
            Markup('<line class="zero" x1="{}" x2="{}" y1="{}" y2="{}"/><text x="{}" y="{}">{}</text>').format(
                percent(start / top * 100), percent((start + part.value) / top * 100), y + 70 + below, y + 70 + below,
                percent(start / top * 100), y + 86 + below,
                _("其中%(part)s") % {"part": f"{wide(part.metric)} {part.value_text}"},
            )
        )  # fmt: skip
    return Markup("").join(pieces)


def _names(drawn: Comparison) -> list[tuple[Decimal, Markup, int]]:
    """Return where the name of each part stands: at which per cent, anchored how, in which row below the bar."""
    at, ends, answer = Decimal(0), [0], []
    for part in drawn.parts:
        start = at / drawn.top * 100
        at += part.value
        long = max(14 * len(part.metric), 9 * len(part.value_text)) + 12
        left, anchor = int(start * NARROW / 100), Markup("")
        if left + long > NARROW:  # it would leave the drawing: it ends at its edge
            left, start, anchor = NARROW - long, Decimal(100), Markup(' text-anchor="end"')
        line = next((number for number, end in enumerate(ends) if end <= left), len(ends))
        ends[line : line + 1] = [left + long]
        answer.append((start, anchor, line))
    return answer


def _tick(x: Decimal, bottom: int, due: Decimal) -> Markup:
    return Markup(
        '<line class="tick" x1="{}" x2="{}" y1="14" y2="{}"/><text x="{}" y="8" text-anchor="middle">{}</text>'
    ).format(percent(x), percent(x), bottom, percent(x), _("序时应达%(share)s%%") % {"share": share_points(due)})

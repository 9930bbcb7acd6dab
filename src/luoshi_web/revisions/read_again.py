"""The same words, read otherwise: which targets, milestones and figures, and what of each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from luoshi.cycle import Period
from luoshi.plan import Basis, Comparator, Milestone, Observation, Target
from luoshi_web.intake.words import BASES, COMPARATORS, MILESTONES
from luoshi_web.pages.charts import period_words

Thing = TypeVar("Thing", Target, Milestone, Observation)


@dataclass(frozen=True, slots=True)
class Fact:
    """What changed beside the wording: before and after; one of them is empty where it came or went."""

    label: str
    old: str
    new: str


def same_words(label: str, words: str, old: dict[str, str], new: dict[str, str]) -> Fact:
    """Say of one thing, which is called the same, what is understood otherwise; a figure as written says enough."""
    differ = [name for name in old if old[name] != new[name]]
    written, converted = _("目标"), _("换算后")
    if written in differ and converted in differ:
        differ.remove(converted)
    named = differ != [written]
    before, after = (
        _("，").join(f"{name} {side[name] or '—'}" if named else side[name] or "—" for name in differ)
        for side in (old, new)
    )
    return Fact(_("%(label)s“%(words)s”") % {"label": label, "words": words}, before, after)


def about_target(target: Target) -> dict[str, str]:
    """Return what is understood of a target, by what it is called."""
    return {
        _("量的是"): target.metric,
        _("口径"): str(BASES[target.basis]),
        _("怎么算达到"): _comparator(target.comparator),
        _("目标"): target.value_text or "",
        _("换算后"): _base(target.value, target.measure),
        _("节点"): str(MILESTONES[target.milestone]) if target.milestone else "",
        _("和谁同步"): target.reference or "",
        _("占什么"): target.of or "",
        _("范围"): target.scope or "",
        _("最迟"): target.due.isoformat() if target.due else "",
        _("做什么"): target.action or "",
        _("语气"): target.hedge or "",
    }


def about_milestone(milestone: Milestone) -> dict[str, str]:
    return {
        _("节点"): str(MILESTONES[milestone.kind]),
        _("工程"): milestone.object,
        _("最迟"): milestone.due.isoformat() if milestone.due else "",
        _("语气"): milestone.hedge or "",
    }


def about_figure(figure: Observation) -> dict[str, str]:
    yes = _("是")
    return {
        _("量的是"): figure.metric,
        _("口径"): str(BASES[Basis(figure.basis)]),
        _("时期"): _period(figure.period),
        _("换算后"): _base(figure.value, figure.measure),
        _("比较"): _comparator(figure.comparator),
        _("占什么"): figure.of or "",
        _("范围"): figure.scope or "",
        _("去年的数"): yes if figure.base else "",
        _("预计"): yes if figure.estimated else "",
        _("约数"): yes if figure.approximate else "",
        _("其中"): figure.part_of or "",
    }


def _base(value: Decimal | None, measure: str | None) -> str:
    """Say a value in the base of its measure; 13.0 and 13 are one."""
    return f"{value.normalize():f} {measure or ''}".strip() if value is not None else ""


def _comparator(comparator: Comparator | None) -> str:
    return str(COMPARATORS[comparator]) if comparator else ""


def _period(period: Period | None) -> str:
    return period_words(period, None)


def things(
    label: str,
    old: Sequence[Thing],
    new: Sequence[Thing],
    words: tuple[Callable[[Thing], str], Callable[[Thing], str]],
    about: Callable[[Thing], dict[str, str]],
    same: Callable[[Thing, Thing], bool],
) -> Iterable[Fact]:
    """Say which of some things came, went, or is understood otherwise.

    Args:
        words: how a thing stands in the old text, and in the new.
        same: whether two are the same thing, however each is understood.
    """
    left = list(old)
    for thing in new:
        own = about(thing)
        alike = [
            (sum(own[name] == value for name, value in about(one).items()), one) for one in left if same(one, thing)
        ]
        if not alike:
            yield Fact(label, "", words[1](thing))
            continue
        found = max(alike, key=lambda pair: pair[0])[1]
        left.remove(found)
        if about(found) != own:
            yield same_words(label, words[1](thing), about(found), own)
    for thing in left:
        yield Fact(label, words[0](thing), "")

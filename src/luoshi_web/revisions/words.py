"""What a difference is called, and what it says: one line of facts for each kind."""

from collections.abc import Callable, Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from luoshi.place import Span
from luoshi.plan import Target, Task
from luoshi.revision import Change, ChangeKind, TargetChange
from luoshi.units import spelled
from luoshi.words import CLAIMS
from luoshi_web.pages.typography import wide
from luoshi_web.revisions.read_again import Fact, about_figure, about_milestone, about_target, same_words, things


def kind_word(kind: ChangeKind) -> str:
    """Return what a kind of difference is called, in the reader's language."""
    return {
        ChangeKind.ADDED: _("新增"),
        ChangeKind.REMOVED: _("删去"),
        ChangeKind.SPLIT: _("拆分"),
        ChangeKind.MERGED: _("合并"),
        ChangeKind.REWORDED: _("改写"),
        ChangeKind.TARGETS: _("改目标"),
        ChangeKind.MILESTONES: _("改节点"),
        ChangeKind.UNITS: _("改单位"),
        ChangeKind.DUE: _("改时限"),
        ChangeKind.LEADER: _("改责任领导"),
        ChangeKind.STEPS: _("改分步"),
        ChangeKind.EXTRA: _("改其他列"),
        ChangeKind.RENUMBERED: _("改序号"),
        ChangeKind.MOVED: _("换板块"),
        ChangeKind.ORDER: _("换位置"),
        ChangeKind.STATEMENT: _("改完成情况"),
        ChangeKind.FIGURES: _("改读法"),
    }[kind]


def facts(change: Change) -> list[Fact]:
    """Return what changed beside the wording, in the order in which a reader asks for it."""
    if change.old is None or change.new is None:
        return []
    told: list[Fact] = []
    for kind in change.kinds:
        if kind is ChangeKind.UNITS:
            told += _units(change, change.old, change.new)
        elif kind in _TOLD:
            told += _TOLD[kind](change.old, change.new)
        elif kind is ChangeKind.TARGETS:
            told += [_target(pair, change) for pair in change.targets]
    return told


def relatives(change: Change) -> str:
    """Say which tasks a split or merged one has to do with; "" for any other."""
    numbers = _("、").join(str(task.no) for task in change.relatives)
    if not numbers:
        return ""
    if change.old is None:
        return _("从第%(numbers)s项拆出") % {"numbers": numbers}
    if change.new is None:
        return _("并入第%(numbers)s项") % {"numbers": numbers}
    if ChangeKind.SPLIT in change.kinds and ChangeKind.MERGED in change.kinds:
        return _("和第%(numbers)s项有拆有并") % {"numbers": numbers}
    if ChangeKind.SPLIT in change.kinds:
        return _("拆出第%(numbers)s项") % {"numbers": numbers}
    return _("并进了原第%(numbers)s项") % {"numbers": numbers}


def _target(pair: TargetChange, change: Change) -> Fact:
    old = _said(pair.old, change.old.text) if pair.old and change.old else ""
    new = _said(pair.new, change.new.text) if pair.new and change.new else ""
    if pair.old and pair.new and pair.old.metric == pair.new.metric:
        return same_words(_("目标"), pair.new.metric or new, about_target(pair.old), about_target(pair.new))
    return Fact(_("目标"), old, new)


def _said(target: Target, text: str) -> str:
    """Say a target as it stands in its sentence; where that is all of it, by metric and value."""
    return target.span.of(text) or f"{target.metric} {target.value_text or ''}".strip()


def called(names: Iterable[str], change: Change) -> list[str]:
    """Return units as their table writes them, each with its own name where that is another."""

    def written(name: str) -> str:
        own = change.known_as.get(name)
        other = own and spelled(own) != spelled(name)
        return _("%(written)s（即%(name)s）") % {"written": name, "name": own} if other else name

    return [written(name) for name in names]


def _units(change: Change, old: Task, new: Task) -> Iterable[Fact]:
    def own(names: Iterable[str]) -> list[str]:
        return [change.known_as.get(name, name) for name in names]

    def listed(names: Iterable[str]) -> str:
        return "、".join(called(names, change))

    if own(old.lead) != own(new.lead):
        yield Fact(_("牵头"), listed(old.lead), listed(new.lead))
    before, now = set(own(old.cooperating)), set(own(new.cooperating))
    if before != now:
        gone = [name for name in old.cooperating if change.known_as.get(name, name) not in now]
        come = [name for name in new.cooperating if change.known_as.get(name, name) not in before]
        yield Fact(_("配合"), listed(gone), listed(come))


def _place(old: Task, new: Task) -> Iterable[Fact]:
    if old.chapter != new.chapter:
        yield Fact(_("板块"), old.chapter, new.chapter)
    if old.objective != new.objective:
        yield Fact(_("工作目标"), old.objective, new.objective)


def _extra(old: Task, new: Task) -> Iterable[Fact]:
    for heading in dict.fromkeys((*old.extra, *new.extra)):
        before, after = old.extra.get(heading, ""), new.extra.get(heading, "")
        if before != after:
            yield Fact(heading, before, after)


def _milestones(old: Task, new: Task) -> Iterable[Fact]:
    words = (lambda one: one.span.of(old.text), lambda one: one.span.of(new.text))
    return things(
        _("节点"), old.milestones, new.milestones, words, about_milestone,
        lambda one, other: words[0](one) == words[1](other),
    )  # fmt: skip


def _figures(old: Task, new: Task) -> Iterable[Fact]:
    words = (lambda one: one.span.of(old.statement), lambda one: one.span.of(new.statement))
    yield from things(
        _("数据"), old.observations, new.observations, words, about_figure,
        lambda one, other: one.value_span == other.value_span,
    )  # fmt: skip
    if old.claim != new.claim:
        english = get_language() == "en"
        yield Fact(_("自评"), CLAIMS[old.claim][english], CLAIMS[new.claim][english])


def _single(label: Callable[[], str], value: Callable[[Task], str]) -> Callable[[Task, Task], Iterable[Fact]]:
    return lambda old, new: [Fact(label(), value(old), value(new))]


_TOLD: dict[ChangeKind, Callable[[Task, Task], Iterable[Fact]]] = {
    ChangeKind.RENUMBERED: _single(lambda: _("序号"), lambda task: str(task.no)),
    ChangeKind.DUE: _single(lambda: _("完成时限"), lambda task: task.due or ""),
    ChangeKind.LEADER: _single(lambda: _("责任领导"), lambda task: task.leader or ""),
    ChangeKind.STEPS: _single(lambda: _("分步"), lambda task: "；".join(step.text for step in task.steps)),
    ChangeKind.EXTRA: _extra,
    ChangeKind.MOVED: _place,
    ChangeKind.MILESTONES: _milestones,
    ChangeKind.FIGURES: _figures,
}


def before(change: Change) -> Markup:
    """Set the old wording, what is gone from it struck."""
    assert change.old is not None
    return _marked(change.old.text, [edit.old for edit in change.edits], "del")


def after(change: Change) -> Markup:
    """Set the new wording, what is new in it marked."""
    assert change.new is not None
    return _marked(change.new.text, [edit.new for edit in change.edits], "ins")


def _marked(text: str, spans: Iterable[Span], tag: str) -> Markup:
    shown, reached, pieces = wide(text), 0, []
    for span in spans:
        if span.start == span.end:
            continue
        pieces.append(escape(shown[reached : span.start]))
        pieces.append(Markup(f"<{tag}>{{}}</{tag}>").format(shown[span.start : span.end]))
        reached = span.end
    return Markup("").join([*pieces, escape(shown[reached:])])

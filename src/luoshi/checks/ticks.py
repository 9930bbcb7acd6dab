"""Is it settled which box is ticked?

□已完成 □推进中            none: nothing is claimed
☑已完成 ☑推进中            two: nobody knows which is meant
"""

from collections.abc import Iterator

from luoshi.checks.case import Answer, Stated
from luoshi.grammar.ticks import read_ticks
from luoshi.plan import Level


def check(stated: Stated) -> Iterator[Answer]:
    ticks = read_ticks(stated.printed)
    if ticks is None or ticks.claim is not None:
        return
    shown = "、".join(f"“{word}”" for word in ticks.chosen)
    english = ", ".join(f'"{word}"' for word in ticks.chosen)
    yield Answer(
        finding=stated.finding(
            "ticks-unclear",
            Level.WARNING,
            f"勾选了{shown}，没有写清是哪一项，请核对。" if shown else "列出的选项一个也没有勾选，请核对。",
            f"{english} are ticked; it is not clear which is meant." if shown else "None of the boxes is ticked.",
            written=stated.printed,
        )
    )

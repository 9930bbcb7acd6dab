"""The terminal: columns stand under each other, and a file cannot steer the screen."""

import pytest

from luoshi.cli.terminal import shown, table, width, wrapped


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("任务", 4), ("5.6%。", 6), ("ＡＢ", 4), ("e\u0301", 1), ("\u200b", 0)]
)
def test_a_chinese_character_takes_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_a_line_is_never_wider_than_its_room_nor_begins_with_a_comma() -> None:
    text = "新认定市级以上研发载体60家，新引进各类人才4万人以上，盘活闲置用地300亩。"
    for room in range(4, 60):
        lines = wrapped(text, room)
        assert max(map(width, lines)) <= room
        assert "".join(lines) == text
        assert not any(line.startswith(("，", "。")) for line in lines)


def test_columns_line_up_whatever_stands_in_them() -> None:
    printed = table(("序号", "内容", "单位"), [("1", "建成科学馆", "住建局"), ("12", "build", "a")], 1, room=60)

    starts = {
        width(line[: line.index(unit)]) for line, unit in zip(printed.splitlines()[2:], ("住建局", "a"), strict=True)
    }
    assert len(starts) == 1


def test_sequences_that_steer_a_terminal_are_not_printed() -> None:
    assert shown("a\x1b[31mb\x07\u202ec\n d") == "a\ufffd[31mb\ufffd\ufffdc d"

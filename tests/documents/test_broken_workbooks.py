"""Old workbooks that broke their reader: each is refused in a sentence."""

import random
from pathlib import Path

import pytest

from luoshi.documents import read_document
from luoshi.errors import LuoshiError, UnreadableFile
from tests.rows import each_of

DAMAGED = (Path(__file__).parent / "broken" / "damaged.xls").read_bytes()


def test_a_workbook_on_which_calamine_panics_is_damaged() -> None:
    with pytest.raises(UnreadableFile, match=r"。$"):
        read_document(DAMAGED, "a.xls")


@each_of("seed", range(40))
def test_a_workbook_damaged_at_random_gives_a_document_or_a_sentence(seed: int) -> None:
    chance, data = random.Random(seed), bytearray(DAMAGED)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(512, len(data))  # behind the head, so that it is still taken for a workbook
        data[at : at + chance.randint(0, 40)] = chance.randbytes(chance.randint(0, 8))
    try:
        told = read_document(bytes(data), "a.xls").kind
    except LuoshiError as error:
        told = str(error)[-1]
    assert told in ("xls", "。")

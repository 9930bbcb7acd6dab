"""How much of a file is read: settings, and the sentences that refuse what is more."""

from dataclasses import dataclass

from luoshi.errors import TooMuchInFile
from luoshi.place import Place

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds, each inclusive.

    Args:
        file_bytes: of the file itself.
        unpacked_bytes: of all parts of a packed file (docx, xlsx) together.
        rows: of all tables together.
        columns: of one table.
        pages: of a PDF.
        cells: of all tables together.
        characters: of all text together.
        seconds: that LibreOffice may take to convert one file.
    """

    file_bytes: int = 50 * MEGABYTE
    unpacked_bytes: int = 500 * MEGABYTE
    rows: int = 200_000
    columns: int = 256
    pages: int = 2_000
    cells: int = 4_000_000
    characters: int = 100_000_000
    seconds: int = 120


DEFAULT = Limits()


def refuse_over(count: int, limit: int, what: str, what_en: str, place: Place | None = None) -> None:
    """Raise when `count` is more than `limit`.

    Args:
        what: the thing counted, in Chinese, after its number: "行".
        what_en: the same in English, plural: "rows".

    Raises:
        TooMuchInFile: with the limit and the place in its sentence.
    """
    if count <= limit:
        return
    where = str(place) if place else ""
    where_en = f" ({place.english()})" if place and place.english() else ""
    raise TooMuchInFile(
        f"{where}超过了上限：最多{limit}{what}，请拆分后再导入。",
        f"Over the limit of {limit} {what_en}{where_en}; please split the file.",
        place,
    )

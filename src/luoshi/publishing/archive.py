"""Archives: Word and Excel files are zip files; the same plan shall give the same bytes.

Both libraries write the time of day into what they save. Here each entry gets one fixed
time, so that a published file can be verified by its hash.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from xml.sax.saxutils import escape

from luoshi.plan import Plan

# The earliest time that a zip file can hold.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def moment_of(plan: Plan) -> datetime:
    """Return the day the file says that it was made: the plan's own date, since no clock is asked."""
    day = plan.as_of or (date(plan.year, 1, 1) if plan.year else date(1980, 1, 1))
    return datetime(day.year, day.month, day.day)


def settled(archive: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """Return the archive with fixed times, and with the entries of `replaced` in place of its own."""
    settled_archive = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as given,
        zipfile.ZipFile(settled_archive, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, replaced.get(name, given.read(name)))
    return settled_archive.getvalue()


def core_properties(title: str, moment: datetime, comments: str = "") -> bytes:
    """Return docProps/core.xml with a fixed moment; `comments` are what Word and Excel show as such."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>落实 Luoshi</dc:creator>"
        f"{f'<dc:description>{escape(comments)}</dc:description>' if comments else ''}"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        "</cp:coreProperties>"
    ).encode()

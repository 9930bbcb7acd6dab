"""A converted file that never had a table is not said to have lost one."""

import io
import zipfile

import pytest

from luoshi.documents import Limits
from luoshi.documents.office import holds_no_table

ROW = '<table:table table:name="t"><table:table-row><table:table-cell/></table:table-row></table:table>'


def odt(content: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("content.xml", f"<office:text>{content}</office:text>")
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix", "none"),
    [
        (odt("<text:p>1.新建学校3所。</text:p>"), ".odt", True),
        (odt(f"<text:p>任务表</text:p>{ROW}"), ".odt", False),
        (rb"{\rtf1 plain\par}", ".rtf", True),
        (rb"{\rtf1 \trowd\cellx900 a\cell\row}", ".rtf", False),
        (b"\xd0\xcf\x11\xe0", ".doc", False),  # nobody looked
    ],
)
def test_an_error_is_told_only_of_a_file_that_may_have_had_tables(data: bytes, suffix: str, none: bool) -> None:
    assert holds_no_table(data, suffix, Limits()) is none

"""doc, wps, rtf and odt → docx by LibreOffice, where it is installed.

LibreOffice may lose tables of old files, so the plan says: compare. Without it a doc is read by
word_binary.py, and the refusal of other files says how to save them. It runs without a network, in
a folder of its own, for a limited time.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from luoshi.documents.limits import Limits
from luoshi.documents.zip_package import Package
from luoshi.errors import UnreadableFile
from luoshi.place import Place
from luoshi.plan import Finding, Level


def office_program() -> str | None:
    """The path of LibreOffice's command, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def ended(command: Sequence[str], seconds: int) -> bool:
    """Run a command to its end; after `seconds` stop it with all that it started, and answer False."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # soffice is a script whose children would live on
        process.wait()
        return False
    return True


def as_docx(data: bytes, limits: Limits, suffix: str = ".doc") -> bytes:
    """Convert an old document to docx.

    Raises:
        UnreadableFile: LibreOffice is absent, took too long, or could not read the file.
    """
    program = office_program()
    if program is None:
        raise UnreadableFile(
            "doc和wps格式的文件需要先用Word或WPS另存为docx，再导入。",
            "Files in doc or wps format must first be saved as docx in Word or WPS.",
        )
    with tempfile.TemporaryDirectory(prefix="luoshi-") as folder:
        source = Path(folder) / f"in{suffix}"
        source.write_bytes(data)
        command = [
            program,
            "--headless",
            "--norestore",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            folder,
            str(source),
        ]
        if not ended(command, limits.seconds):
            raise UnreadableFile(
                f"旧格式文件在{limits.seconds}秒内没有转换完，请另存为docx后再导入。",
                f"The old file could not be converted within {limits.seconds} seconds; please save it as docx.",
            )
        made = Path(folder) / "in.docx"
        if not made.exists():
            raise UnreadableFile(
                "旧格式文件无法转换，请用Word或WPS另存为docx后再导入。",
                "The old file could not be converted; please save it as docx.",
            )
        return made.read_bytes()


def holds_no_table(data: bytes, suffix: str, limits: Limits) -> bool:
    """Tell whether a file surely has no table that a conversion could lose; False where nobody looked."""
    if suffix == ".rtf":
        return b"\\trowd" not in data
    return suffix == ".odt" and b"table:table-row" not in Package(data, limits).read("content.xml")


def compare_note(none_lost: bool) -> Finding:
    """Say that a file was converted.

    Args:
        none_lost: it still has tables, or had none; else they may all be lost.
    """
    if none_lost:
        return Finding(
            "converted",
            Level.WARNING,
            "旧格式文件是转换后读取的，表格可能有缺失，请与原文件对照。",
            Place(),
            "The old file was converted before it was read; tables may be lost: please compare with the original.",
        )
    return Finding(
        "converted-without-table",
        Level.ERROR,
        "旧格式文件转换后没有表格，原文件若有表格则已丢失，请另存为docx后再导入。",
        Place(),
        "After conversion the old file holds no table; if it had one, it is lost: please save it as docx.",
    )


def read_directly() -> Finding:
    """Say that an old file was read by ourselves, since no LibreOffice is there."""
    return Finding(
        "read-directly",
        Level.WARNING,
        "旧格式文件是直接读取的（这台机器没有LibreOffice），个别自动编号可能未读出，请与原文件对照。",
        Place(),
        "The old file was read directly (this machine has no LibreOffice); some automatic numbers may be missing: "
        "please compare with the original.",
    )


def tables_recovered() -> Finding:
    """Say that the conversion lost rows of tables, and that they were read from the old file itself."""
    return Finding(
        "tables-recovered",
        Level.WARNING,
        "转换后表格有缺失，已改从原文件直接读取，其中自动编号可能未读出，请与原文件对照。",
        Place(),
        "The conversion lost rows of tables, so they were read from the old file itself; automatic numbers may be "
        "missing: please compare.",
    )

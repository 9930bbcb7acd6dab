"""Packed files (docx, xlsx): opened within the limits, their XML without entities or networks."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import TypeVar

from lxml import etree

from luoshi.documents.limits import Limits, refuse_over
from luoshi.errors import DamagedFile, EncryptedFile, UnreadableFile

_PARTS = 20_000
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_Result = TypeVar("_Result")


class Package:
    """The parts of a packed file, each read at most once, and never more than the limits allow.

    Some programs write the names of parts with backslashes, or in another case than they name them by; Office opens
    those files, and so do we.

    Raises:
        UnreadableFile: damaged, encrypted, or unpacking to more than the limit.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._zip = guarded(lambda: zipfile.ZipFile(io.BytesIO(data)))
        infos = self._zip.infolist()
        refuse_over(len(infos), _PARTS, "个部件", "parts")
        if any(info.flag_bits & 0x1 for info in infos):
            raise encrypted()
        refuse_over(sum(info.file_size for info in infos), limits.unpacked_bytes, "字节（解压后）", "bytes unpacked")
        self.names = frozenset(_slashed(info.filename) for info in infos)
        self._stored: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            self._stored.setdefault(_slashed(info.filename).lower(), info)

    def has(self, name: str) -> bool:
        """Tell whether there is such a part, in any case of its letters."""
        return name.lower() in self._stored

    def size(self, name: str) -> int:
        """Return how many bytes a part unpacks to; 0 where there is no such part."""
        return self._stored[name.lower()].file_size if self.has(name) else 0

    def read(self, name: str) -> bytes:
        """Return a part's bytes; empty where there is no such part."""
        if not self.has(name):
            return b""
        return guarded(lambda: self._zip.read(self._stored[name.lower()]))

    def xml(self, name: str) -> etree._Element | None:
        """Return a part's root element; None where there is no such part."""
        data = self.read(name)
        return parsed(data) if data.strip() else None

    def related(self, name: str = "") -> dict[str, tuple[str, str]]:
        """Return what a part names as related: (last word of the relation's type, part) by its id.

        Args:
            name: the part; "" for the package itself, whose "officeDocument" is the main part.
        """
        folder, _, last = name.rpartition("/")
        relations = self.xml(f"{folder}/_rels/{last}.rels".lstrip("/"))
        found: dict[str, tuple[str, str]] = {}
        for relation in relations if relations is not None else ():
            if isinstance(relation.tag, str) and relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rstrip("/").rpartition("/")[2]
                found[relation.get("Id", "")] = kind, _target(folder, relation.get("Target", ""))
        return found

    def main(self) -> str:
        """Return the part that holds the document; "" where the package names none."""
        named = [part for kind, part in self.related().values() if kind == "officeDocument"]
        return next((part for part in named if self.has(part)), "")


def _slashed(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _target(folder: str, target: str) -> str:
    """Return the name of a part that another in `folder` names: absolute, or with ../ in it."""
    target = target.replace("\\", "/")
    path = target if target.startswith("/") else f"/{folder}/{target}"
    return posixpath.normpath(path).lstrip("/")


def parsed(data: bytes) -> etree._Element:
    """Parse XML that declares no document type: neither entity bombs nor external entities get in.

    Raises:
        UnreadableFile: a document type is declared, or the XML is broken.
    """
    refuse_doctype(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise broken_xml(error) from None


def refuse_doctype(data: bytes) -> None:
    """Refuse XML with a document type: no office program writes one, and bombs need it."""
    plain = data.replace(b"\x00", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data
    if _DOCTYPE.search(plain):
        raise UnreadableFile(
            "文件内含有自定义实体（DTD），出于安全不予读取，请用Word、WPS或Excel重新保存。",
            "The file declares entities (a DTD) and is refused; please save it again with an office program.",
        )


def guarded(read: Callable[[], _Result]) -> _Result:
    """Run a reading of a packed file; what breaks in it is a damaged file, in one sentence."""
    try:
        return read()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, KeyError):
        raise damaged() from None
    except RecursionError:
        raise too_deep() from None
    except RuntimeError:  # zipfile's word for a part that needs a password
        raise encrypted() from None


def damaged() -> DamagedFile:
    return DamagedFile(
        "文件不完整或已损坏，请重新下载或重新保存后再导入。",
        "The file is incomplete or damaged; please download or save it again.",
    )


def too_deep() -> UnreadableFile:
    return UnreadableFile(
        "文件内部一层套一层，层数太多，无法读取，请把内容复制到新文件，保存后再导入。",
        "The file is nested too deeply to be read; please copy what it holds into a new file.",
    )


def broken_xml(error: etree.XMLSyntaxError) -> UnreadableFile:
    """Return what a part that no parser reads is: one nested beyond libxml2's bound is not damaged.

    Raises:
        MemoryError: libxml2 had no memory left, which it calls an error of the file.
    """
    if lacked_memory(error):
        raise MemoryError
    return too_deep() if "depth" in str(error) else damaged()


def lacked_memory(error: Exception) -> bool:
    """Tell whether a parser broke off since it had no memory, and not for what the file holds."""
    is_syntax = isinstance(error, etree.XMLSyntaxError)
    return is_syntax and getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY


def encrypted() -> EncryptedFile:
    return EncryptedFile("文件已加密，请去掉密码后再导入。", "The file is encrypted; please remove its password first.")

"""The parts of a docx: found by their relations, whatever their names; in a zip, or in one XML (Flat OPC)."""

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from lxml import etree

from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.zip_package import damaged, parsed

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    f"{_STRICT}wordprocessingml/main": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    f"{_STRICT}officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    f"{_STRICT}drawingml/main": "http://schemas.openxmlformats.org/drawingml/2006/main",
    f"{_STRICT}officeDocument/relationships": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_MOST = 20_000  # relations of one part


class Parts(Protocol):
    """A package: its parts by their names, without a stroke before them."""

    @property
    def names(self) -> frozenset[str]: ...

    def read(self, name: str) -> bytes: ...

    def xml(self, name: str) -> etree._Element | None: ...


class Relation(NamedTuple):
    """What a part points to: the last word of the relation's type (styles, aFChunk), and the part's name."""

    identity: str
    kind: str
    part: str


class _Names:
    """The names of parts, whatever their case and their strokes."""

    def __init__(self, names: Iterable[str]) -> None:
        self._known = {name.replace("\\", "/").lstrip("/").lower(): name for name in names}

    def found(self, name: str) -> str:
        """Return a part's own name; "" where there is none."""
        return self._known.get(name.lower(), "")


@dataclass(slots=True)
class WordFile:
    """A docx, opened: its main part, and the parts that it points to."""

    parts: Parts
    main: str
    root: etree._Element
    relations: list[Relation] = field(default_factory=list)
    _roots: dict[str, etree._Element | None] = field(default_factory=dict)

    def part(self, kind: str) -> etree._Element | None:
        """Return the root of the first part of a kind: styles, numbering."""
        return next((root for _, root in self.all_of(kind)), None)

    def all_of(self, *kinds: str) -> Iterator[tuple[str, etree._Element]]:
        """Iterate the parts of some kinds, each with its kind."""
        for relation in self.relations:
            if relation.kind in kinds and (root := self._root(relation.part)) is not None:
                yield relation.kind, root

    def _root(self, name: str) -> etree._Element | None:
        if name not in self._roots:
            root = self.parts.xml(name)
            self._roots[name] = _transitional(root) if root is not None else None
        return self._roots[name]

    def named(self, identity: str) -> str:
        """Return the name of the part that an id stands for, "" where there is none."""
        return next((one.part for one in self.relations if one.identity == identity), "")


def opened(parts: Parts) -> WordFile:
    """Find the main part of a docx and what it points to.

    Raises:
        UnreadableFile: it has no main part, or is damaged.
    """
    found = _Names(parts.names).found
    pointed = (one.part for one in _relations(parts, found, "") if one.kind == "officeDocument")
    usual = ("word/document.xml", "word/document2.xml", "document.xml")
    names = [*pointed, *(name for known in usual if (name := found(known)))]
    for name in names:
        root = parts.xml(name)
        if root is not None:
            relations = _relations(parts, found, name) or _guessed(found, name)
            return WordFile(parts, name, _transitional(root), relations)
    raise damaged()


def _transitional(root: etree._Element) -> etree._Element:
    """Rename Strict Open XML's elements to the names that all others use."""
    if not any((uri or "").startswith(_STRICT) for uri in root.nsmap.values()):
        return root
    data = etree.tostring(root)
    for strict, usual in _TRANSITIONAL.items():
        data = data.replace(strict.encode(), usual.encode())
    return parsed(data)


def _relations(parts: Parts, found: Callable[[str], str], name: str) -> list[Relation]:
    folder, _, file = name.rpartition("/")
    rels = found(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
    root = parts.xml(rels) if rels else None
    if root is None:
        return []
    elements = [one for one in root.iter(_RELATION) if one.get("TargetMode") != "External"]
    refuse_over(len(elements), _MOST, "个关系", "relations")
    return [
        Relation(one.get("Id", ""), one.get("Type", "").rpartition("/")[2], target)
        for one in elements
        if (target := found(_target(folder, one.get("Target", ""))))
    ]


def _guessed(found: Callable[[str], str], name: str) -> list[Relation]:
    """Name the usual parts beside a main part whose relations are lost."""
    folder, _, _ = name.rpartition("/")
    beside = f"{folder}/" if folder else ""
    usual = ("styles", "numbering", "footnotes", "endnotes", "comments")
    return [Relation("", kind, part) for kind in usual if (part := found(f"{beside}{kind}.xml"))]


def _target(folder: str, target: str) -> str:
    """Return the name that a relation's target stands for: beside its part, from the root, or up by ../ ."""
    target = target.replace("\\", "/")
    steps = [] if target.startswith("/") else folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(step for step in steps if step)


class FlatPackage:
    """A package in one XML (pkg:package), as Word saves it and templates of office systems write it.

    Raises:
        UnreadableFile: damaged, over a limit, or with a document type.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        root = parsed(data.lstrip(b"\xef\xbb\xbf \t\r\n") if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else data)
        elements = list(root.iter(f"{_PKG}part"))
        refuse_over(len(elements), _MOST, "个部件", "parts")
        refuse_over(len(data), limits.unpacked_bytes, "字节（解压后）", "bytes unpacked")
        self._parts = {one.get(f"{_PKG}name", "").lstrip("/"): one for one in elements}
        self.names = frozenset(self._parts)

    def read(self, name: str) -> bytes:
        """Return a part's bytes; empty where there is no such part.

        Raises:
            UnreadableFile: it is not in base64.
        """
        part = self._parts.get(name)
        if part is None:
            return b""
        binary = part.find(f"{_PKG}binaryData")
        if binary is not None:
            try:
                return base64.b64decode(binary.text or "")
            except (binascii.Error, ValueError):
                raise damaged() from None
        root = self.xml(name)
        return etree.tostring(root, encoding="utf-8") if root is not None else b""

    def xml(self, name: str) -> etree._Element | None:
        """Return a part's root element; None where there is no such part."""
        part = self._parts.get(name)
        content = part.find(f"{_PKG}xmlData") if part is not None else None
        return next((one for one in content if isinstance(one.tag, str)), None) if content is not None else None

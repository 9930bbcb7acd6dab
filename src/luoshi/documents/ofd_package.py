"""The parts of an OFD file: found by their addresses, which makers write in several ways."""

from collections.abc import Iterator
from posixpath import normpath

from lxml import etree

from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.ofd_shapes import Unit, children, name_of
from luoshi.documents.zip_package import Package, damaged, encrypted

ROOT = "ofd.xml"
_SEALED = ("encryptions.xml", "decryptseed.dat", "encryptinfo.xml")
_PART_BYTES = 40_000_000  # of one page's objects, unpacked


def plain(name: str) -> str:
    """A part's name as it is compared: any slash, any case, from the root."""
    return normpath("/" + name.replace("\\", "/").strip()).lstrip("/").lower()


class Parts:
    """Finds and reads the parts of an OFD file.

    Raises:
        UnreadableFile: damaged, encrypted, or over a limit.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.package = Package(data, limits)
        self.names = {plain(name): name for name in sorted(self.package.names)}
        if any(name.rpartition("/")[2] in _SEALED for name in self.names):
            raise encrypted()

    def find(self, address: str, folder: str) -> str:
        """The part at an address: from the root, from the folder of the part that names it, or of one above."""
        tries = [address] if address.strip().startswith(("/", "\\")) else []
        while not tries or tries[-1] != address:
            tries.append(f"{folder}/{address}" if folder else address)
            folder = folder.rpartition("/")[0]
        return next((name for name in map(plain, tries) if name in self.names), "")

    def xml(self, name: str) -> etree._Element | None:
        """The root element of a part by its plain name; None where there is none."""
        if name not in self.names:
            return None
        refuse_over(self.package.size(self.names[name]), _PART_BYTES, "字节（一个部件）", "bytes in one part")
        root = self.package.xml(self.names[name])
        if root is not None and any(name_of(part) == "EncryptedData" for part in (root, *root)):
            raise encrypted()
        return root


class Resources:
    """Composite objects, fonts and pictures of a document, by their number; read when one is asked for."""

    def __init__(self, parts: Parts, files: list[str]) -> None:
        self.parts = parts
        self.files = files
        self.units: dict[str, etree._Element] | None = None

    @property
    def unit(self) -> Unit:
        return self._unit

    def _unit(self, number: str) -> etree._Element | None:
        if self.units is None:
            self.units = {unit.get("ID", ""): unit for unit in self._composites()}
        return self.units.get(number.strip())

    def _composites(self) -> Iterator[etree._Element]:
        for name in self.files:
            root = self.parts.xml(name)
            for group in children(root, "CompositeGraphicUnits"):
                yield from children(group, "CompositeGraphicUnit")


def root_of(parts: Parts) -> etree._Element:
    """The root of an OFD file.

    Raises:
        UnreadableFile: it is missing or broken.
    """
    root = parts.xml(ROOT)
    if root is None or name_of(root) != "OFD":
        raise damaged()
    return root

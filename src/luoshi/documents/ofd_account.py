"""How many letters an OFD file holds: the second walk of its account, by elements and not by what is drawn.

A template counts on each page that names it, a composite object wherever it is named, as they are shown there.
"""

from lxml import etree

from luoshi.documents.account import weight
from luoshi.documents.ofd_package import Parts
from luoshi.documents.ofd_shapes import Unit, name_of

_DEEPEST = 20  # templates and composite objects within one another


class Walk:
    """Counts letters in the parts of one document of an OFD file; each part is counted once and remembered.

    Args:
        templates: the part of each template, by its number.
        unit: finds composite objects.
    """

    def __init__(self, parts: Parts, templates: dict[str, str], unit: Unit) -> None:
        self.parts = parts
        self.templates = templates
        self.unit = unit
        self._known: dict[str, int] = {}

    def letters_in(self, part: str, depth: int = 0) -> int:
        """Count the letters of a page, a template or annotations, given the part's plain name."""
        if part not in self._known:
            root = self.parts.xml(part)
            self._known[part] = 0 if root is None else self._below(root, depth)
        return self._known[part]

    def _below(self, root: etree._Element, depth: int) -> int:
        count = 0
        for element in root.iter("*"):
            kind = name_of(element)
            if kind == "TextCode":
                count += weight("".join(map(str, element.itertext())))
            elif kind == "CompositeObject":
                count += self._named("unit/" + element.get("ResourceID", ""), depth)
            elif kind == "Template":
                count += self._named(element.get("TemplateID", ""), depth)
        return count

    def _named(self, identity: str, depth: int) -> int:
        """Count what stands under the number of a composite object or of a template."""
        if depth >= _DEEPEST:
            return 0
        if not identity.startswith("unit/"):
            part = self.templates.get(identity, "")
            return self.letters_in(part, depth + 1) if part else 0
        if identity not in self._known:
            self._known[identity] = 0  # one that holds itself shows nothing more
            content = self.unit(identity.removeprefix("unit/"))
            self._known[identity] = 0 if content is None else self._below(content, depth + 1)
        return self._known[identity]

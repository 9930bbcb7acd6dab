"""docx → Document: paragraphs and tables, as they stand after all tracked changes are accepted.

Words that are deleted in tracked changes, struck out or hidden, by their own format or by a style, are not read,
and said so; so are notes and their marks, comments, headers and footers. Text boxes are read where they hang, and
files that are inserted (altChunk) where they are shown. Numbers that Word makes itself (automatic lists) are
reckoned, since offices number the rows of a table with them. A table within a table is a layout: its inner table is
read.
"""

from lxml import etree

from luoshi.documents.account import Account, Ledger
from luoshi.documents.document import Block, Paragraph
from luoshi.documents.encoding import tidy
from luoshi.documents.grid import Meter
from luoshi.documents.hidden_content import part_left_out, text_left_out
from luoshi.documents.inserted import Content, ReadPart, counts_of, lines_of, moved, texts_of
from luoshi.documents.limits import Limits
from luoshi.documents.word_2003 import as_2006
from luoshi.documents.word_account import beside, held, notes_of
from luoshi.documents.word_blocks import children
from luoshi.documents.word_controls import ended_fields
from luoshi.documents.word_lists import Lists
from luoshi.documents.word_package import FlatPackage, WordFile, opened
from luoshi.documents.word_styles import Looks, W
from luoshi.documents.word_tables import TableCells, is_layout, tell
from luoshi.documents.word_words import DELETED, Speaker, all_words
from luoshi.documents.zip_package import Package, damaged
from luoshi.errors import LuoshiError, UnreadableFile
from luoshi.place import Place
from luoshi.plan import Finding

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DEEPEST_BOX = 20  # text boxes within one another


def read_word(data: bytes, limits: Limits, read_part: ReadPart | None = None) -> Content:
    """Return the blocks of a docx, what was left out, its title if a paragraph has the title's style, and the account.

    Args:
        read_part: reads a file that is inserted in this one; without it such files are named.

    Raises:
        UnreadableFile: damaged, encrypted, over a limit, or with entities.
    """
    return _read(opened(Package(data, limits)), limits, read_part)


def read_flat_word(data: bytes, limits: Limits, read_part: ReadPart | None = None) -> Content:
    """Return the same of a docx that is one XML (Flat OPC).

    Raises:
        UnreadableFile: damaged, over a limit, or with entities.
    """
    return _read(opened(FlatPackage(data, limits)), limits, read_part)


def read_word_2003(data: bytes, limits: Limits) -> Content:
    """Return the same of Word's XML of 2003 (w:wordDocument).

    Raises:
        UnreadableFile: damaged, over a limit, or with entities.
    """
    return _read(as_2006(data), limits, None)


def _read(file: WordFile, limits: Limits, read_part: ReadPart | None) -> Content:
    body = file.root.find(f"{W}body")
    if body is None:
        raise damaged()
    reader = _Reader(file, limits, read_part)
    reader.read(body)
    reader.end()
    return reader.blocks, reader.findings, reader.title, reader.account()


class _Reader:
    def __init__(self, file: WordFile, limits: Limits, read_part: ReadPart | None) -> None:
        styles = file.part("styles")
        self.file = file
        self.meter = Meter(limits)
        self.lists = Lists(file.part("numbering"), styles)
        self.speaker = Speaker(Looks(styles), notes_of(file))
        self.speaker.fields.ended = ended_fields(file.root)
        self.ledger = Ledger()
        self.read_part = read_part
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []
        self.title: str | None = None
        self.paragraphs = 0
        self.tables = 0
        self.boxes = 0  # that are open
        self.inserted: set[str] = set()
        self.held = 0  # in the files that are inserted

    def read(self, parent: etree._Element) -> None:
        for child in children(parent):
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag == f"{W}altChunk":
                self._chunk(child)
            elif child.tag in DELETED:
                self._leave("deleted", all_words(child), Place(paragraph=self.paragraphs + 1))

    def end(self) -> None:
        """Say what stands beside the main text."""
        for (kind, _), text in self.speaker.notes.items():
            self._leave("comment" if kind == "comment" else "footnote", text, Place())
        for why, text in beside(self.file):
            self._leave(why, text, Place())

    def account(self) -> Account:
        return self.ledger.closed(held(self.file) + self.held)

    def _leave(self, why: str, text: str, place: Place) -> None:
        if text.strip():
            finding = text_left_out(why, text, place)
            self.findings.append(finding)
            self.ledger.leave(finding.code, text)

    def _paragraph(self, element: etree._Element) -> None:
        words = self.speaker.words_of(element)
        label = self.meter.text(self.lists.label(element) if words.text.strip() else "")
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        tell(words, place, self.findings, self.ledger)
        text = tidy(words.text).strip()
        level, bullet = self.lists.outline(element), self.lists.has_bullet(element)
        if text and self.lists.is_title(element) and self.title is None:
            self.title = text.replace("\n", "")
        for line in filter(None, (line.strip() for line in text.split("\n"))):
            self.blocks.append(Paragraph(self.meter.text(line), place, level, label, bullet))
            label, bullet = "", False
        for box in words.boxes:
            if self.boxes >= _DEEPEST_BOX:
                self._leave("graphic", all_words(box), place)
                continue
            self.boxes += 1
            self.read(box)
            self.boxes -= 1

    def _table(self, element: etree._Element) -> None:
        if is_layout(element):
            for row in children(element):
                for cell in children(row):
                    if cell.tag == f"{W}tc":
                        self.read(cell)
            return
        self.tables += 1
        table = TableCells(self, self.tables).read(element)
        if table is not None:
            self.blocks.append(table)

    def _chunk(self, element: etree._Element) -> None:
        """Read a file that is inserted here, and put its blocks in place."""
        place = Place(paragraph=self.paragraphs + 1)
        blocks, findings = self._of_chunk(element, place)
        kept, told, _, _ = moved(blocks, findings, self.tables, self.paragraphs)
        self.blocks += kept
        self.findings += told
        tables, paragraphs = counts_of(kept)
        self.tables, self.paragraphs = max(self.tables, tables), max(self.paragraphs, paragraphs)

    def chunk_words(self, element: etree._Element, place: Place) -> str:
        """Return the words of a file that is inserted in a cell."""
        blocks, findings = self._of_chunk(element, place)
        self.findings += findings
        return lines_of(blocks)

    def _of_chunk(self, element: etree._Element, place: Place) -> tuple[list[Block], list[Finding]]:
        name = self.file.named(element.get(_R_ID, ""))
        if not name or name in self.inserted:
            reason = ("已在前面读入过一次", "it was read before") if name else ("文件里没有这一部分", "it is missing")
            self.findings.append(part_left_out(name, *reason, place))
            return [], []
        self.inserted.add(name)
        data = self.file.parts.read(name)
        try:
            if self.read_part is None:
                raise UnreadableFile("嵌套过深。", "It is nested too deeply.")
            blocks, findings, _, account = self.read_part(data, name)
        except LuoshiError as error:
            english = getattr(error, "english", str(error))
            self.findings.append(part_left_out(name, str(error), english, place))
            return [], []
        if account is not None:
            self.held += account.held
            self.ledger.enter_count(account.read)
            for code, count in account.left_out.items():
                self.ledger.left_out[code] = self.ledger.left_out.get(code, 0) + count
        for text in texts_of(blocks):
            self.meter.text(text)
        return blocks, findings

"""Single-file pages (mht by Chrome, Edge, Word, WPS, Excel) → their pages, style sheets and frames.

The headers say what a part is: the page named by `start`, or the first one, is read first, then every other page
that it holds as a frame or a sheet.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message

from luoshi.documents.account import Ledger
from luoshi.documents.document import Block
from luoshi.documents.hidden_content import text_left_out
from luoshi.documents.inserted import Content, counts_of, moved
from luoshi.documents.limits import Limits, refuse_over
from luoshi.documents.webpage import read_webpage
from luoshi.documents.zip_package import damaged
from luoshi.errors import UnreadableFile
from luoshi.place import Place
from luoshi.plan import Finding

_TABS = re.compile(r"tabstrip\.html?$", re.IGNORECASE)
_MOST_PAGES = 300


def read_page_archive(data: bytes, limits: Limits) -> Content:
    """Return the blocks of all its pages, what was left out, the title, and the account.

    Raises:
        UnreadableFile: it holds no page, or a page of it cannot be read, or over a limit.
    """
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=email.policy.compat32)
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise damaged()
    refuse_over(len(pages), _MOST_PAGES, "个网页", "pages")
    sheets = [_text(part) for part in parts if part.get_content_type() == "text/css"]
    blocks: list[Block] = []
    findings: list[Finding] = []
    title: str | None = None
    ledger, held = Ledger(), 0
    for content in _contents(_in_order(message, pages), sheets, limits):
        kept, told, _, _ = moved(content[0], content[1], *counts_of(blocks))
        blocks += kept
        findings += told
        title = title or content[2]
        if (account := content[3]) is not None:
            held += account.held
            ledger.enter_count(account.read)
            for code, count in account.left_out.items():
                ledger.left_out[code] = ledger.left_out.get(code, 0) + count
    if not blocks:
        raise damaged()
    return blocks, findings, title, ledger.closed(held)


def _contents(pages: list[Message], sheets: list[str], limits: Limits) -> Iterator[Content]:
    refused: UnreadableFile | None = None
    read = 0
    for page in pages:
        try:
            content = read_webpage(_bytes(page), limits, page.get_content_charset() or "", sheets)
        except UnreadableFile as error:
            refused = error  # an empty frame is no page; a file of nothing else is refused
            continue
        read += 1
        if _TABS.search(page.get("Content-Location", "")):
            yield _tabs(content)
        else:
            yield content
    if not read and refused is not None:
        raise refused


def _tabs(content: Content) -> Content:
    """The names of sheets that Excel writes in a frame of its own are navigation."""
    account = content[3]
    texts = [cell.text for block in content[0] if hasattr(block, "rows") for row in block.rows for cell in row.distinct]
    texts += [block.text for block in content[0] if not hasattr(block, "rows")]
    if account is None or not account.held:
        return [], [], None, None
    ledger = Ledger()
    ledger.left_out["text-controls"] = account.held
    return [], [text_left_out("controls", " ".join(texts), Place())], None, ledger.closed(account.held)


def _in_order(message: Message, pages: list[Message]) -> list[Message]:
    """The page that the archive starts with first, then the others as they stand; each address once."""
    start = str(message.get_param("start") or "").strip("<>")
    first = next((page for page in pages if start and str(page.get("Content-ID", "")).strip("<> ") == start), pages[0])
    ordered, seen = [], set()
    for page in (first, *(page for page in pages if page is not first)):
        address = page.get("Content-Location", "") or page.get("Content-ID", "")
        if not address or address not in seen:
            ordered.append(page)
        seen.add(address)
    return ordered


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    try:
        return _bytes(part).decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return ""

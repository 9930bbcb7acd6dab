"""What an OFD file holds that is not read, or is read with a doubt: each said at its page."""

from luoshi.errors import UnreadableFile
from luoshi.place import Place
from luoshi.plan import Finding, Level

_SHOWN = 60  # characters of what was left out


def _left_out(code: str, chinese: str, english: str, words: str, number: int) -> list[Finding]:
    text = words.strip()
    if not text:
        return []
    short = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    said, said_en = f"{chinese}，未读入：{short}", f"{english} and were not read: {short}"
    return [Finding(code, Level.NOTE, said, Place(page=number), said_en, written=text)]


def switched_off(words: str, number: int) -> list[Finding]:
    return _left_out("text-hidden", "这一页有设为不显示的文字", "Words on this page are switched off", words, number)


def invisible(words: str, number: int) -> list[Finding]:
    return _left_out("text-hidden", "这一页有白色或透明的文字", "Words on this page are white or clear", words, number)


def askew(words: str, number: int) -> list[Finding]:
    return _left_out("text-askew", "这一页有斜放的文字（如水印）", "Words on this page stand askew", words, number)


def watermark(words: str, number: int) -> list[Finding]:
    return _left_out("watermark", "这一页有水印", "Words on this page are a watermark", words, number)


def outside(words: str, number: int) -> list[Finding]:
    return _left_out("text-off-page", "有文字在纸面以外", "Words stand beyond the edges of this page", words, number)


def layer_read(number: int) -> Finding:
    """Say that a page is a picture, and that its words are those that recognition laid over it."""
    return Finding(
        "recognised",
        Level.WARNING,
        "这一页是图片，文字取自识别后附上的透明文字层，可能有错，请与原文件对照。",
        Place(page=number),
        "This page is a picture; its words come from the clear layer of recognised text and may be wrong: compare.",
    )


def letters_unknown(count: int, number: int) -> list[Finding]:
    if not count:
        return []
    return [
        Finding(
            "character-lost",
            Level.WARNING,
            f"这一页有{count}个字只有字形、没有文字编码，请与原文件核对。",
            Place(page=number),
            f"{count} characters of this page are glyphs whose letters the file does not tell; please compare.",
        )
    ]


def template_missing(number: int) -> Finding:
    return Finding(
        "template-missing",
        Level.WARNING,
        "这一页用到的模板在文件里找不到，模板上的文字和表格线未读入，请与原文件对照。",
        Place(page=number),
        "A template of this page is missing in the file; its words and rules were not read: please compare.",
    )


def signatures(count: int) -> list[Finding]:
    """Name the signatures and seals of a file; whether they are genuine is for a program that knows keys."""
    if not count:
        return []
    return [
        Finding(
            "signatures",
            Level.NOTE,
            f"文件带有{count}个电子签名或印章，这里没有验证，请用版式阅读器验证。",
            Place(),
            f"The file bears {count} signatures or seals, which were not checked; please check them in an OFD reader.",
        )
    ]


def attachments(names: list[str]) -> list[Finding]:
    if not names:
        return []
    listed = "、".join(names[:10]) + ("等" if len(names) > 10 else "")
    return [
        Finding(
            "attachments",
            Level.WARNING,
            f"文件带有{len(names)}个附件，未读入，如有任务请另行导入：{listed}",
            Place(),
            f"The file holds {len(names)} attachments that were not read; import them if they hold tasks: {listed}",
        )
    ]


def no_text() -> UnreadableFile:
    return UnreadableFile(
        "这份OFD里没有文字，只有图形或图片（扫描件，或把字转成了线条），请提供Word、Excel或带文字的OFD、PDF。",
        "This OFD holds no text, only shapes or pictures; please provide Word, Excel, or an OFD or PDF with text.",
    )


def no_letters(number: int) -> UnreadableFile:
    """The refusal of a page whose characters have no known meaning."""
    return UnreadableFile(
        f"OFD第{number}页的字只有字形、没有文字编码，读出来是乱码，请提供Word、Excel或重新导出的文件。",
        f"The characters of page {number} are glyphs whose letters nobody knows; please provide Word or Excel.",
        Place(page=number),
    )

"""Lines outside tables → items: the number that each begins with, its words, the units that it names.

5.1—10月完成24万亩       number 5 between 4. and 6.; 5.1 is a number only among 5.1, 5.2
（牵                     a parenthesis that a line broke is one again
头单位：市发改委）
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from luoshi.documents import Paragraph
from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.tasktable.clauses import Clause, charged, clauses_of, says_only_when
from luoshi.tasktable.draft import Answer
from luoshi.tasktable.forms import Labelled, labelled_lines, tail_of
from luoshi.tasktable.numbering import CIRCLED, DOTTED, ENCLOSED, NUMERAL, TURNED
from luoshi.tasktable.results import in_bracket
from luoshi.tasktable.wording import join_mark
from luoshi.units import split_units
from luoshi.units.names import look_like_units
from luoshi.units.roles import bare_roles, roles_of_cell

_BLOCK_NAME = rf"(?:重点)?(?:任务|事项|项目|目标|实事|工程)(?:(?:{NUMERAL})|\d{{1,3}})"
_BLOCK = rf"{_BLOCK_NAME}(?=\s*[:：])"
_BLOCK_IN_BRACKETS = expression(rf"^[【〔\[]\s*({_BLOCK_NAME})\s*[】〕\]]\s*[:：]?\s*", needs="[【〔")
_NTH = rf"第(?:\d+|{NUMERAL})"
_KIND = rf"{_NTH}(?:大?类|方面)(?=\s*[:：、\s])"  # 第一类：产业提升
STYLES = [
    ("chapter", expression(rf"^({_NTH}[章篇部板][块分]?|{_KIND}|(?:{NUMERAL})\s*[、.．]|[Ⅰ-Ⅻ])\s*[、.．:：]?\s*")),
    (
        "sub",
        expression(rf"^(第(?:\d+|{NUMERAL})[节条项]|[（(](?:{NUMERAL})[)）]|[{ENCLOSED}]|{_BLOCK})\s*[、.．:：]?\s*"),
    ),
    (
        "arabic",
        expression(rf"^(\d{{1,3}}(?:[.．]\d{{1,3}}){{1,3}}|\d{{1,3}}\s*[.．、](?!\d)|[{DOTTED}])\s*[、.．]?\s*"),
    ),
    ("paren", expression(rf"^([（(]\d{{1,3}}[)）]|\d{{1,3}}[)）]|[{TURNED}])\s*[、.．]?\s*")),
    ("circle", expression(rf"^([{CIRCLED}])\s*")),
    ("ordinal", expression(rf"^((?:{NUMERAL})(?:是|要)|第(?:{NUMERAL})(?=[，,、：:]))\s*[，,、：:]?\s*")),
    ("dash", expression(r"^(——|—|[●■◆▲·○•]|[□☐☑☒✓✔]|\[[ xX√]\])\s*")),
]
DEPTH = {style: depth for depth, (style, _) in enumerate(STYLES)}
_BULLET = expression(rf"^[●■◆▲·○•※★▶►▪◇□*\-–]\s*(?=(?:[（(]?(?:(?:{NUMERAL})|\d{{1,3}})[)）、.．]|[{CIRCLED}])\s*\S)")
_UNITS_BEHIND_DASH = expression(  # who owes the task above, on a line of their own
    r"^[—－–-]{1,3}\s*[（(【]?(?P<units>[^。；;（）()【】\d]{2,80}?(?:牵头|负责|配合|协助|参与|落实|承办))[)）】]?[。]?$"
)
_LABELS = [f"{role}{body}" for role in ("牵头", "责任", "配合", "主办", "协办", "承办") for body in ("单位", "部门")]
_NAMED_TASK = expression(  # 1.目标任务：新建站点30个。 the label only says that it is the task
    r"^(?:(?:年度|重点|主要|具体)?(?:工作|任务)?目标(?:任务)?|(?:工作|重点|具体|主要)?任务(?:内容)?|(?:督办|督查|工作|交办)?事项"
    r"|(?:工作|实事|承诺)内容)\s*[:：]\s*(?=.{6})"
)
TICKED = ("☑", "☒", "✓", "✔", "[x]", "[X]", "[√]")
BULLET = "•"  # one that the format sets
_DIGIT_BEHIND = expression(r"^(\d{1,3})\s*([.．、])\s*(?=\d)")
_ISSUED = expression(  # （市委办公室　2026年3月10日）: who issued it, and when
    r"^[（(](?![^）)]*(?:[:：]|牵头|负责|配合|前|底))[^（）()\d]{2,40}\s*20\d\d年\d{1,2}月\d{1,2}日(?:印发|发布)?[)）]$"
)
_NESTED = expression(r"^(\d{1,3})[.．](\d{1,3})(?!\d)")
_PLAIN = expression(r"^(\d{1,3})\s*[.．、](?!\d)")
_CUT_LABEL = expression(  # a label that a line cut in two: 责 | 任单位：
    "(?:^|(?<=[。；;！]))(?:"
    + "|".join(rf"{word[:cut]}\v{word[cut:]}[:：]" for word in _LABELS for cut in range(1, len(word)))
    + ")"
)
_TIME_ALONE = expression(
    r"^(?:第?[一二三四]季度|前三季度|[上下]半年)\s*[:：]$"
)  # a heading, and no result without words
_SHORTEST_WORDS = 5  # characters of what is to be done, before slashes that part it from who does it
_SHORT_LABELS = {
    **{word: f"{word}单位" for word in ("牵头", "主办", "责任", "承办", "配合", "协办")},
    "进展": "进展情况",
    "完成": "完成情况",
    "时限": "完成时限",
}
_SHORT_LABEL = re.compile(rf"(?<=[。；;！!])\s*({'|'.join(_SHORT_LABELS)})(?=[:：])")
_SLASH = re.compile(r"\s*[/／]\s*")
_BRACKETS = {**dict.fromkeys("（([【〔［", 1), **dict.fromkeys("）)]】〕］", -1)}
_BREAKS = 5  # lines over which a broken parenthesis may go on
_NARROWEST, _WIDEST = 16, 60  # characters of lines that a width broke
_FEWEST_FULL = 3
_LONGEST = 400  # characters of it


@dataclass(slots=True)
class Item:
    """A line: its number, its words, and the pieces of it that name units; `written` is the number with its stop."""

    mark: str
    style: str
    text: str
    place: Place
    level: int = 0
    clauses: list[Clause] = field(default_factory=list)
    labels: list[Labelled] = field(default_factory=list)  # the line is these and nothing else
    tail: list[Labelled] = field(default_factory=list)  # those behind its words
    result: Answer | None = None  # what the bracket at its end says was done
    written: str = ""

    @property
    def label(self) -> Labelled | None:
        return self.labels[0] if self.labels else None

    @property
    def named(self) -> bool:
        return bool(self.tail) or any(clause.roles for clause in self.clauses)

    @property
    def bulleted(self) -> bool:
        """Whether the format sets a bullet before it: it may be a task, or say more of the one above."""
        return self.mark == BULLET

    @property
    def is_title(self) -> bool:
        """Whether it reads as a heading: short, and no sentence."""
        return len(self.text) <= 40 and self.text[-1:] not in "。；;，,：:" and not self.named


def item_of(paragraph: Paragraph) -> Item:
    """Read one line: the number that it begins with, and the units that it names.

    A line that the format itself numbers has no other number in its words.
    """
    place, level, text = paragraph.place, paragraph.level, paragraph.text.strip()
    if paragraph.label and (found := _mark_of(paragraph.label)):
        style, mark, _ = found
        return _numbered_item(mark, style, text, paragraph, paragraph.label)
    text = _BULLET.sub("", f"{paragraph.label}{text}")  # a bullet before a number says nothing
    text = _BLOCK_IN_BRACKETS.sub(r"\1：", text)
    if (behind := _UNITS_BEHIND_DASH.match(text)) and (by := roles_of_cell(behind["units"])) and by.lead:
        return Item("", "", "", place, level, [Clause("", by, True, behind["units"])])  # ——市教育局牵头，市财政局配合
    labels = [] if _in_brackets(text) or _TIME_ALONE.match(text) else labelled_lines(text, place)
    found = _mark_of(text)
    if found and not (found[0] == "dash" and labels):
        style, mark, end = found
        return _numbered_item(mark, style, text[end:].strip(), paragraph, text[:end])
    words, result = (text, None) if labels else in_bracket(text, place)
    if _ISSUED.match(text):
        return Item("", "", text, place, level)
    if paragraph.bullet and not labels and not level and not _in_brackets(text):
        return _numbered_item(BULLET, "dash", text, paragraph, "")
    return Item("", "", words, place, level, [] if labels else clauses_of(words), labels, result=result)


def _numbered_item(mark: str, style: str, text: str, paragraph: Paragraph, written: str) -> Item:
    text = _NAMED_TASK.sub("", text)
    parted = _with_whole_labels(_without_slashes(text, paragraph.place))
    words, tail = tail_of(parted, paragraph.place)
    words = words.rstrip("；") if parted != text else words
    words, result = in_bracket(words, paragraph.place)
    clauses = [by] if (by := _behind_slashes(words)) else clauses_of(words)
    if not tail and not any(clause.roles for clause in clauses) and (by := charged(words)):
        clauses = [by]
    item = Item(mark, style, words, paragraph.place, paragraph.level, clauses, tail=tail, result=result)
    item.written = written.strip()
    return item


def _without_slashes(text: str, place: Place) -> str:
    """Write 新建学校2所 / 牵头单位：A / 完成时限：8月底 with stops, where each field behind the words has a label."""
    first, *fields = _SLASH.split(text) if "/" in text or "／" in text else [text]
    if not fields or not all(labelled_lines(field, place) for field in fields):
        return text
    return "；".join([first.rstrip("。；;，, "), *(field.rstrip("。；;，, ") for field in fields)])


def _with_whole_labels(text: str) -> str:
    """Write 。牵头：A。配合：B。进展：… as 。牵头单位：A。配合单位：B。进展情况：…, where bodies stand behind one."""
    owing = [found.end() + 1 for found in _SHORT_LABEL.finditer(text) if _SHORT_LABELS[found[1]].endswith("单位")]
    values = (re.split(r"[。；;]", text[start : start + _LONGEST], maxsplit=1)[0] for start in owing)
    if not any(look_like_units(split_units(value)) for value in values):
        return text
    return _SHORT_LABEL.sub(lambda label: _SHORT_LABELS[label[1]], text)


def _behind_slashes(text: str) -> Clause | None:
    """Read 新建学校2所/县教育局/县住建局、县财政局/8月底前: who leads, who helps, by when; None for other words."""
    words, *fields = _SLASH.split(text.rstrip("。；; ")) if "/" in text or "／" in text else [text]
    due = fields.pop() if len(fields) > 1 and says_only_when(fields[-1]) else None
    read = [bare_roles(field) for field in fields]
    if not 1 <= len(read) <= 2 or len(words) < _SHORTEST_WORDS or read[0] is None or read[-1] is None:
        return None
    roles = replace(read[0], due=due, assumed=read[0].assumed or len(read) > 1)
    for helping in read[1:]:
        roles.add((*helping.lead, *helping.cooperating) if helping else (), roles.cooperating)
    return Clause(words.strip(), roles, True, "/".join(fields))


def _mark_of(text: str) -> tuple[str, str, int] | None:
    """The style of a text's number, the number, and where the words behind it begin."""
    if text.isdigit() and len(text) < 4:
        return "arabic", text, len(text)
    for style, pattern in STYLES:
        if found := pattern.match(text):
            mark = found[1].strip()
            return style, mark.rstrip(".．、") if style == "arabic" else mark, found.end()
    return None


def _in_brackets(text: str) -> bool:
    """Tell whether a line is one pair of brackets: 【牵头单位：市教育局；完成时限：12月】."""
    bare = text.rstrip("。")
    if bare[:1] not in _BRACKETS or bare[-1:] not in _BRACKETS or not bare:
        return False
    depth = 0
    for character in bare[:-1]:
        depth += _BRACKETS.get(character, 0)
        if depth <= 0:
            return False  # 【进展情况】已建成: the pair closes before the end
    return True


def as_written(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Undo what lines did to paragraphs: parentheses in pieces, figures that ran into numbers."""
    return _numbered(_joined(_unwrapped(paragraphs)))


def _unwrapped(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Join lines that were broken at one width: most of those that do not end a sentence are as long as each other."""
    width = max((len(paragraph.text) for paragraph in paragraphs), default=0)
    full = [len(one.text) >= width - 1 for one in paragraphs]
    if not _NARROWEST <= width <= _WIDEST or sum(full) * 3 < len(full) or sum(full) < _FEWEST_FULL:
        return list(paragraphs)
    joined: list[Paragraph] = []
    goes_on = False
    for paragraph, is_full in zip(paragraphs, full, strict=True):
        text = paragraph.text.strip()
        marked = _mark_of(text) and not _DIGIT_BEHIND.match(text)  # 1.2亿元 behind a broken line is a figure
        begins = bool(paragraph.label or paragraph.bullet or marked or labelled_lines(text, Place()))
        if goes_on and not begins:
            text = joined[-1].text + join_mark(joined[-1].text, paragraph.text) + paragraph.text
            joined[-1] = replace(joined[-1], text=text)
        else:
            joined.append(paragraph)
        goes_on = is_full and paragraph.text[-1:] not in "。；;！!：:）)】"
    return joined


def _joined(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Join the lines over which a parenthesis was broken."""
    joined: list[Paragraph] = []
    index = 0
    while index < len(paragraphs):
        count, text = _unbroken(paragraphs[index : index + _BREAKS])
        joined.append(paragraphs[index] if count == 1 else replace(paragraphs[index], text=text))
        index += count
    return joined


def _unbroken(lines: Sequence[Paragraph]) -> tuple[int, str]:
    """How many lines a parenthesis goes on that the first leaves open, and their text; 1 where it never closes."""
    text = lines[0].text
    for count, line in enumerate(lines[1:], start=2):
        cut = _CUT_LABEL.search(text[-8:] + "\v" + line.text[:8]) if count == 2 else None
        if not (_is_open(text) or cut) or (line.label or line.bullet or _mark_of(line.text)):
            break
        text += join_mark(text, line.text) + line.text
        if not _is_open(text):
            return count, text
    return 1, lines[0].text


def _is_open(text: str) -> bool:
    """Tell whether a parenthesis that begins near the end of a text is not closed in it."""
    depth = 0
    for character in reversed(text[-_LONGEST:]):
        depth += _BRACKETS.get(character, 0)
        if depth > 0:
            return True
    return False


def _numbered(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Part the numbers from the figures behind them, by the run of numbers that they stand in."""
    parted: list[Paragraph] = []
    last, inner = 0, 0  # the last plain number, and that within it: 5.1 is (5, 1)
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip()
        if not paragraph.label and (found := _DIGIT_BEHIND.match(text)):
            number, nested = int(found[1]), _NESTED.match(text)
            within = (
                nested is not None and found[2] != "、" and _is_within(paragraphs[index + 1 :], nested, last, inner)
            )
            if nested is not None and within:
                last, inner = number, int(nested[2])
            elif number == last + 1 or found[2] == "、" or nested is None or number == 1:
                paragraph = replace(paragraph, text=text[found.end() :], label=found[0].strip())
                last, inner = number, 0
        elif not paragraph.label and (plain := _PLAIN.match(text)):
            last, inner = int(plain[1]), 0
        elif (style := _mark_of(f"{paragraph.label}{text}")) and style[0] in ("chapter", "sub"):
            inner = 0
        parted.append(paragraph)
    return parted


def _is_within(after: Sequence[Paragraph], number: re.Match[str], last: int, inner: int) -> bool:
    """Tell whether 5.1 stands among its like: behind 5. or 5.n, or before 5.2."""
    upper, lower = int(number[1]), int(number[2])
    if inner and (lower == inner + 1 if upper == last else lower == 1):
        return True
    if upper == last and not inner and lower == 1:
        return True
    following = (found for paragraph in after[:12] if (found := _NESTED.match(paragraph.text.strip())))
    return lower < 50 and any((int(f[1]), int(f[2])) == (upper, lower + 1) for f in following)

"""The catalogue of sentences: gathered from templates and code, kept in a .po, compiled to a .mo.

Chinese is the language of the source. Everything is done here, in Python, so that no
gettext tools have to be installed; the .mo is committed, and a test holds it to the .po.
"""

import ast
import struct
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment

import luoshi_web

PACKAGE = Path(luoshi_web.__file__).parent
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
_CALLS = {"_", "gettext", "gettext_lazy"}
HEADER = "Content-Type: text/plain; charset=UTF-8\nLanguage: en\nPlural-Forms: nplurals=2; plural=(n != 1);\n"


def used() -> dict[str, list[str]]:
    """Return every sentence that a template or the code translates, with the files that use it."""
    found: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in {".html", ".py"} and "migrations" not in path.relative_to(PACKAGE).parts:
            where = path.relative_to(PACKAGE).as_posix()
            for message in _in_template(path) if path.suffix == ".html" else _in_code(path):
                if where not in found.setdefault(message, []):
                    found[message].append(where)
    return found


def _in_template(path: Path) -> Iterator[str]:
    environment = Environment(extensions=["jinja2.ext.i18n"])
    for _, _, message in environment.extract_translations(path.read_text(encoding="utf-8")):  # type: ignore[attr-defined]
        yield message if isinstance(message, str) else message[0]


def _in_code(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def catalogue() -> dict[str, str]:
    """Return the translations as they stand in the .po: one line an id, one a sentence."""
    pairs: dict[str, str] = {}
    message = ""
    for line in CATALOGUE.read_text(encoding="utf-8").splitlines() if CATALOGUE.exists() else ():
        if line.startswith("msgid "):
            message = ast.literal_eval(line[6:])
        elif line.startswith("msgstr "):
            pairs[message] = ast.literal_eval(line[7:])
    pairs.pop("", None)
    return pairs


def renew() -> tuple[int, list[str]]:
    """Write .po and .mo anew; return how many sentences there are, and those without English."""
    known, wanted = catalogue(), used()
    kept = {message: known.get(message, "") for message in sorted(wanted)}
    lines = ['msgid ""', f"msgstr {_quoted(HEADER)}", ""]
    for message, translated in kept.items():
        lines += [f"#: {' '.join(wanted[message])}", f"msgid {_quoted(message)}", f"msgstr {_quoted(translated)}", ""]
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text("\n".join(lines), encoding="utf-8")
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(kept))
    return len(kept), [message for message, translated in kept.items() if not translated]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def compiled(pairs: dict[str, str]) -> bytes:
    """Return the .mo of a catalogue: two tables of lengths and offsets, sorted by id, then the texts."""
    texts = sorted((key.encode(), value.encode()) for key, value in {"": HEADER, **pairs}.items() if value)
    start = 28 + 16 * len(texts)
    ids = b"".join(key + b"\0" for key, _ in texts)
    values = b"".join(value + b"\0" for _, value in texts)
    tables: list[bytes] = []
    at = start
    for key, _ in texts:
        tables.append(struct.pack("<II", len(key), at))
        at += len(key) + 1
    for _, value in texts:
        tables.append(struct.pack("<II", len(value), at))
        at += len(value) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(texts), 28, 28 + 8 * len(texts), 0, start)
    return head + b"".join(tables) + ids + values

"""The catalogue of the site's sentences: gathered from templates and code, kept in a .po, compiled to a .mo.

    tools/with-python sentences

Chinese is the language of the source. Babel reads and writes the catalogue, so that one that Poedit or
Weblate has saved is read as well as ours; no gettext tools have to be installed. The .mo is committed,
and a test holds it to the .po.
"""

import io
from datetime import UTC, datetime

from tools import environment
from tools.environment import DEV_LOCK, ROOT

PACKAGE = ROOT / "src" / "luoshi_web"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
METHODS = [("**/migrations/**.py", "ignore"), ("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None}
# A day that stays: a catalogue without a change is the same file, whenever it is written.
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)


def used() -> dict[str, list[str]]:
    """Return every sentence that a template or the code translates, with the files that use it."""
    from babel.messages.extract import extract_from_dir  # installed for developers, after this tool has begun

    found: dict[str, list[str]] = {}
    for where, _, message, _, _ in extract_from_dir(PACKAGE, method_map=METHODS, keywords=KEYWORDS):
        files = found.setdefault(message if isinstance(message, str) else message[0], [])
        if where not in files:
            files.append(where)
    return found


def catalogue() -> dict[str, str]:
    """Return the translations as they stand in the .po; one that is marked fuzzy is none yet."""
    from babel.messages.pofile import read_po

    with CATALOGUE.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale="en") if one.id and not one.fuzzy}


def renew() -> tuple[int, list[str]]:
    """Write .po and .mo anew; return how many sentences there are, and those without English."""
    from babel.messages.pofile import write_po

    known, wanted = catalogue(), used()
    kept = {message: known.get(message, "") for message in sorted(wanted)}
    with CATALOGUE.open("wb") as file:
        write_po(file, _made_of(kept, wanted), width=0, sort_output=True)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(kept))
    return len(kept), [message for message, translated in kept.items() if not translated]


def compiled(pairs: dict[str, str]) -> bytes:
    """Return the .mo of a catalogue; what has no English is left out."""
    from babel.messages.mofile import write_mo

    file = io.BytesIO()
    write_mo(file, _made_of({message: text for message, text in pairs.items() if text}, {}))
    return file.getvalue()


def _made_of(pairs: dict[str, str], files: dict[str, list[str]]):  # type: ignore[no-untyped-def]
    from babel.messages.catalog import Catalog

    made = Catalog(
        "en", domain="django", header_comment="# The site's sentences in English.", project="luoshi",
        version="1", msgid_bugs_address="-", creation_date=WRITTEN, revision_date=WRITTEN, last_translator="Luoshi",
        language_team="Luoshi", fuzzy=False,
    )  # fmt: skip
    for message, text in pairs.items():
        made.add(message, text, locations=[(where, 0) for where in files.get(message, [])])
    return made


def main() -> None:
    environment.ensure(DEV_LOCK)
    count, missing = renew()
    for message in missing:
        print(f"还没有英文：{message}")
    print(f"{count}句，{len(missing)}句还没有英文。 / {count} sentences, {len(missing)} without English.")


if __name__ == "__main__":
    main()

"""The templates' surroundings: translation, addresses, static files with their digest, and how text is set."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, Undefined
from markupsafe import Markup, escape

from luoshi_web.pages import lamps, marks, typography


def environment(**options: Any) -> Environment:
    made = Environment(**{"extensions": ["jinja2.ext.i18n"], "trim_blocks": True, "lstrip_blocks": True, **options})
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "static": versioned,
        "url": address,
        "LAMP_SHAPES": lamps.SHAPES,
        "lamp": lamps.drawn,
        "drawn": lamps.drawn,
        "figure": typography.figure,
        "amount": typography.amount,
        "promise": marks.promise,
        "statement": marks.statement,
        "chinese": chinese,
        "inside_of": inside_of,
    }
    made.filters |= {"wide": typography.shown, "said": said}
    return made


def inside_of(*spoken_of: object) -> bool:
    """Tell whether what a page speaks of is of an internal plan: a plan's row, or what hangs on one."""
    for one in (one for one in spoken_of if not isinstance(one, Undefined)):
        of = getattr(one, "cycle", None) or one
        plan = getattr(of, "plan", None) or of
        if visibility := getattr(plan, "visibility", None):
            return bool(visibility == "internal")
    return False


def said(sentence: str) -> Markup:
    """Set a sentence of ours in the reader's language; English keeps its own punctuation, and days as they are."""
    return escape(sentence) if lamps.in_english() else typography.shown(_DAY.sub(_day, sentence))


_DAY = re.compile(r"(?<![\d./-])([12]\d{3})-(0\d|1[0-2])-([0-3]\d)(?![\d./-])")


def _day(found: re.Match[str]) -> str:
    return f"{int(found[1])}年{int(found[2])}月{int(found[3])}日"


def chinese(text: str) -> Markup:
    """Set the table's own words within a sentence of another language."""
    return Markup('<span lang="zh-Hans">{}</span>').format(typography.shown(text))


def address(name: str, *parts: object) -> str:
    """Return a page's address: of the portal by its bare name, of another room as room:name."""
    return reverse(name if ":" in name else f"portal:{name}", args=parts)


@lru_cache(maxsize=256)
def versioned(path: str) -> str:
    """Return a static file's address with a digest of its content, so that a browser may keep it."""
    found = finders.find(path)
    if not isinstance(found, str):
        return static(path)
    return f"{static(path)}?v={hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10]}"

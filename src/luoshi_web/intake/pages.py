"""What every page of taking in a file is made with: its frame, and an error's sentence."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from luoshi.corrections import cell_of
from luoshi.errors import LuoshiError
from luoshi_web.intake import words
from luoshi_web.intake.cuts import cuts_of
from luoshi_web.intake.forms import ROLES
from luoshi_web.intake.preview import OF_COLUMNS, chapter_anchor, open_in, tasks_in
from luoshi_web.places.models import Jurisdiction

TOOLS: dict[str, Any] = {
    "said_of": words.said_of,
    "cell_of": cell_of,
    "cuts_of": cuts_of,
    "local": timezone.localtime,
    "as_json": json.dumps,
    "tasks_in": tasks_in,
    "open_in": open_in,
    "chapter_anchor": chapter_anchor,
    "of_columns": OF_COLUMNS,
}


def sentence(error: LuoshiError) -> str:
    """Say an error in the reader's language, with its place."""
    english = get_language() == "en"
    said = error.english if english else error.chinese
    if error.place is None or not error.place.as_dict():
        return said
    where = error.place.english() if english else str(error.place)
    return said if where in said else f"{where}：{said}"


def page_of(request: HttpRequest, template: str, jurisdiction: Jurisdiction | None, **context: Any) -> HttpResponse:
    status = context.pop("status", 200)
    context |= {"here": "intake", "jurisdiction": jurisdiction, "words": words, "roles": ROLES, **TOOLS}
    context["english"] = get_language() == "en"
    return render(request, f"intake/{template}.html", context, status=status)

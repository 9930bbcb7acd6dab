"""How a test sits at the desk: somebody signed in, a page, a form sent with all that stands in it."""

from typing import Any

from django.test import Client

from luoshi_web.people.models import User
from tests.web.site import Page

TICKED = ("checkbox", "radio")
CYCLE = "/river/2025/cycles/2025-09-30/"


class Desk:
    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)

    def open(self, address: str) -> Page:
        return Page(self.client.get(address))

    def send(self, address: str, **fields: Any) -> Page:
        """Send a form as the page has it, with some fields filled in."""
        page = self.open(address)
        form = {}
        if page.status == 200:
            for one in page.tree.cssselect("form [name]"):
                if one.tag == "textarea":
                    form[one.get("name")] = one.text or ""
                elif one.tag == "select":
                    form[one.get("name")] = next((o.get("value") for o in one.cssselect("option[selected]")), "")
                elif one.tag == "input" and (one.get("type") not in TICKED or one.get("checked") is not None):
                    form[one.get("name")] = one.get("value", "")
        return Page(self.client.post(address, {**form, **fields}))

    def posted(self, address: str, **fields: Any) -> Page:
        """Send exactly these fields; a list is sent as many of one name, as ticks are."""
        return Page(self.client.post(address, fields))

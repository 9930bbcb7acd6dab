"""How many statements a report costs, counted within the process that answers.

python -P bench/statements.py FILE    FILE as bench.cycle_site wrote it; prints JSON

Counted are opening at first, opening again, and handing in.

It is run as a file with the modules of the build that is measured, so it uses nothing of this one.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any


def count(told: Path) -> dict[str, int]:
    """Open one report twice and hand it in with a file, as the browser of a person does who is signed in."""
    import django

    django.setup()
    import lxml.html
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.cycle_site import AS_OF, SLUG, YEAR

    client, found = Client(headers={"host": "localhost"}), dict[str, int]()
    people = json.loads(told.read_text())
    for task in people[-1]["tasks"][:2]:  # the first is what is done once in a process
        client.cookies["sessionid"] = people[-1]["session"]
        address = f"/{SLUG}/{YEAR}/cycles/{AS_OF}/report/{task}/"
        for name in ("first", "again"):
            with CaptureQueriesContext(connection) as seen:
                page = client.get(address)
            found[name] = len(seen)
        fields: dict[str, Any] = {}
        forms = lxml.html.document_fromstring(page.content.decode()).forms
        (form,) = [one for one in forms if one.xpath(".//textarea[@name='statement']")]
        for one in form.xpath(".//input[@name]|.//textarea[@name]|.//select[@name]"):
            if one.get("type") not in ("file", "submit"):
                fields[one.get("name")] = str(one.value or "")
        fields |= {name: "12" for name in fields if name.startswith("value.")}
        fields |= {"statement": "截至9月底，完成12个。", "do": "submit"}
        fields["evidence_file"] = SimpleUploadedFile("佐证.pdf", b"%PDF-1.4\n" + task.encode(), "application/pdf")
        with CaptureQueriesContext(connection) as seen:
            answer = client.post(address, fields)
        assert answer.status_code == 302, answer.content.decode()
        found["hand_in"] = len(seen)
    return found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings")
    print(json.dumps(count(Path(sys.argv[1]))))

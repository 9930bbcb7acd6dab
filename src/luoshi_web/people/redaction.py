"""Links with a secret are not written into the log: whoever reads it could use one that is still good."""

import logging
import re

# of an invitation, and of a forgotten password; see urls.py
_SECRET = re.compile(r"(/join/|/sign-in/forgotten/[^/\s]+/)[^/\s]+")


class WithoutSecrets(logging.Filter):
    """Takes the secret out of the addresses that Django names where a page is not found, refuses or breaks."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_SECRET.sub(r"\1…", one) if isinstance(one, str) else one for one in record.args)
        return True

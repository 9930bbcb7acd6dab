"""What an operator reads in the log."""

import logging

from luoshi_web.outages import Outage, outage_of


class OutageInOneLine(logging.Filter):
    """Let a request that found no database, or a full disk, be one line: the trace of each tells nothing more."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if record.name == "django.request" and outage_of(error) in (Outage.AWAY, Outage.FULL, Outage.READS):
            record.msg, record.args = f"{record.getMessage()}: {' '.join(str(error).split())}", ()
            record.exc_info = record.exc_text = None
        return True

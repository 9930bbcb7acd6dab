"""While the database is away each request is one line of the log; a fault of the site keeps its trace."""

import io
import logging
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client


@pytest.fixture
def log() -> Any:
    """What the site's own handler writes of requests."""
    handler = next(one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.mark.parametrize(
    ("fault", "lines"), [(OperationalError("connection refused\nis it running?"), 1), (RuntimeError("a fault"), None)]
)
def test_an_outage_is_one_line_and_a_fault_keeps_its_trace(
    db: None, log: io.StringIO, fault: Exception, lines: int | None
) -> None:
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["outages"]

    def away(*_: object) -> None:
        raise fault

    with connection.execute_wrapper(away):
        Client(raise_request_exception=False).get("/")

    said = log.getvalue()
    assert ("Traceback" in said) is (lines is None)
    if lines:
        assert said.splitlines() == ["Service Unavailable: /: connection refused is it running?"]

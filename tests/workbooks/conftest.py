from tests.reports.conftest import town

__all__ = ["town"]

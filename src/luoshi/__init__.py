"""Luoshi's core: bytes, sentences and dates in; plans, targets and findings out.

Knows no Django, no network and no clock (today is an argument), and does nothing while it
is imported.
"""

__version__ = "0.1.0"

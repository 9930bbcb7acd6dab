"""Calendars: the holidays of a year, and when each indicator comes out."""

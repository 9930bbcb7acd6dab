"""Reminders: who is told what and when, by mail, in a chat group or on the site; urging."""

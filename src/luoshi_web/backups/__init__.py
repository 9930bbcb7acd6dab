"""Backups: database and files in one archive, checked, and restored into an empty site."""

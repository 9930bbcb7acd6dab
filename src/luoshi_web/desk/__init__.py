"""The desk: a unit's pages and the office's, from one list to one report."""

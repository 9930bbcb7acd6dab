"""Writing reports: each act in a transaction, with its entry in the trail."""

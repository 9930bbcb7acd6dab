"""Reading reports: nothing here changes a row."""

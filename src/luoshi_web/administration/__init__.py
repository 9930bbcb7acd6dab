"""Administration: people, the trail and calendars as an administrator sees them; commands that set a site up."""

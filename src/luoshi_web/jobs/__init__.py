"""Jobs: what a worker does apart from pages, by queue and by the clock, and what becomes of one that dies."""

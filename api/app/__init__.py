"""Finance Tracker's API: what is really yours to spend."""

"""A pretend bank behind TrueLayer's Data API v1 wire format, for demo mode and tests."""

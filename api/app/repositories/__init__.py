"""The only place that writes SQL, always within one household."""

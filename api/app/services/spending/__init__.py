"""Where the money went: sorting rows as they come, showing what they add up to, being corrected."""

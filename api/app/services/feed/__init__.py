"""The feed: connecting banks, reading them, and keeping rows equal to theirs."""

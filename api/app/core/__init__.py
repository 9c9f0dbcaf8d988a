"""What everything else stands on: settings, clock, database, keys, log, queue."""

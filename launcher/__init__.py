"""Starts everything on one machine: PostgreSQL, API, worker, demo bank."""

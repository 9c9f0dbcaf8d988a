"""Commitments: schedules and what pays them."""

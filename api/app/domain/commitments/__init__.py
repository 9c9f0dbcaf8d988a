"""Recurring and one-off incomes and bills: when they fall due and what pays them."""

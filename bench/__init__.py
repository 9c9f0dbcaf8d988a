"""Measures the product against data that is not shipped with it (see README.md)."""

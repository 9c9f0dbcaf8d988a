"""Tests of where the money went."""

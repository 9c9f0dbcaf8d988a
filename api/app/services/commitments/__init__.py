"""Commitments: found, told, remembered and followed."""

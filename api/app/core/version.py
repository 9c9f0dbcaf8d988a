"""Which version runs."""

VERSION = "0.1.0"

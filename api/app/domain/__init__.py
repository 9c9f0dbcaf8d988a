"""The rules of domain.md as pure functions on plain values."""

"""Everyday spending: learned from the household's own days, projected with honest bands."""

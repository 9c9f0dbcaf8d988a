"""Every forward figure: the situation, what is made of it, and what was said before."""

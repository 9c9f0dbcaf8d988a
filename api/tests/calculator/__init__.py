"""An independent day-by-day calculator, written from domain.md alone, and households for it.

It shares no code with the application: whole pence in plain integers, every rule spelled out
day by day, slow and easy to read. The application has to agree with it to the penny.
"""

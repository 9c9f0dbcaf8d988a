"""Finds commitments in what the bank says: rows, standing orders and direct debits.

``detect.detect`` is the way in; its docstring says what goes in and what comes out, and
``values`` holds the types of both.
"""

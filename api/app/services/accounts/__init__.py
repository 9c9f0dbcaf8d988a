"""Accounts and their transactions as people see them."""

"""A believable UK household, the same on every machine."""

from demo_bank.household.accounts import CARDS, OPENING, OVERDRAFT, Account, Entry, Household
from demo_bank.household.facts import TrueCommitment, true_commitments
from demo_bank.household.simulation import EPOCH, live

__all__ = [
    "CARDS",
    "EPOCH",
    "OPENING",
    "OVERDRAFT",
    "Account",
    "Entry",
    "Household",
    "TrueCommitment",
    "live",
    "true_commitments",
]

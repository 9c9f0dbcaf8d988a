"""What a row of a card is to the card."""

from app.domain.card_cycle import is_payment
from app.domain.spending.entries import Kind
from app.models.banking import Transaction
from app.repositories.transactions import FlowRow

_PAYING = frozenset({Kind.CARD_REPAYMENT, Kind.TRANSFER})


def pays_card(row: FlowRow | Transaction) -> bool:
    """Return whether a card's row paid it: by what it was sorted as, or else by its text."""
    return row.amount_minor > 0 and (
        row.kind in _PAYING
        or is_payment(text=row.description, bank_category=row.bank_category, merchant=row.merchant)
    )

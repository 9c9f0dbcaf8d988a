"""Commitments that are a connected card's own direct debit: the card's repayment, counted once."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from app.domain.cards import statement_days
from app.domain.commitments.counterparty import Likeness, likeness
from app.domain.situation import LONGEST, Card
from app.models.banking import Transaction
from app.models.planning import Commitment
from app.services.figures.card_rows import pays_card
from app.services.figures.expected import Expectation
from app.services.figures.known import Known

_ARRIVES = range(-1, 6)
"""How many days after it left cash a payment is on its card."""


def counted_by_card(
    facts: Known, found: Sequence[Expectation], cards: Sequence[Card]
) -> Mapping[UUID, Card]:
    """Return the commitments whose money goes to a card that is counted itself, with the card.

    Told by what it paid, which came in on the card; or by its name, which is the card's and no
    more. A card whose days nobody knows is counted nowhere else, so its commitment stays.
    """
    known = [card for card in cards if _is_counted(card, facts)]
    of_cards = {card.account_id for card in cards}
    paid: dict[UUID, list[UUID]] = {}
    for one in found:
        if one.payment_id is not None:
            paid.setdefault(one.expected.commitment_id, []).append(one.payment_id)
    rows = {row.id: row for row in facts.recent}
    return {
        row.id: card
        for row in facts.told.commitments
        if row.direction == "out" and row.account_id not in of_cards
        for card in known
        if _bears_its_name(row, card)
        or any(
            _came_in(rows[payment_id], card, facts.card_rows)
            for payment_id in paid.get(row.id, ())
            if payment_id in rows
        )
    }


def _is_counted(card: Card, facts: Known) -> bool:
    ahead = facts.today + LONGEST
    return bool(statement_days(card=card.state, plan=card.plan, until=ahead, today=facts.today))


def _bears_its_name(row: Commitment, card: Card) -> bool:
    """Return whether both names say the same, words for how it is paid left out."""
    return (
        likeness(names=(card.name,), texts=(row.name,)) is Likeness.WHOLE
        and likeness(names=(row.name,), texts=(card.name,)) is Likeness.WHOLE
    )


def _came_in(left: Transaction, card: Card, card_rows: Sequence[Transaction]) -> bool:
    return any(
        row.account_id == card.account_id
        and (
            left.paired_with_id == row.id
            or (
                row.amount_minor == -left.amount_minor
                and (row.booked_on - left.booked_on) // timedelta(days=1) in _ARRIVES
                and pays_card(row)
            )
        )
        for row in card_rows
    )

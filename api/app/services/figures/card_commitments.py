"""Commitments that are a connected card's own direct debit: the card's repayment, counted once."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from app.domain.cards import statement_days
from app.domain.commitments.counterparty import Likeness, likeness
from app.domain.situation import LONGEST, Card
from app.models.banking import Account, Transaction
from app.models.planning import Commitment
from app.services.figures.card_rows import pays_card
from app.services.figures.expected import Expectation
from app.services.figures.known import Known

_ARRIVES = range(-1, 6)
"""How many days after it left cash a payment is on its card."""


def of_cards(facts: Known, found: Sequence[Expectation]) -> Mapping[UUID, UUID]:
    """Return the commitments whose money goes to a card of the household's, with the card.

    Told by what they paid, which came in on the card, or by their name, which is the card's and
    no more.
    """
    cards = [card for card in facts.cards if card.currency == facts.household.currency]
    card_ids = {card.id for card in facts.cards}
    came_in = [row for row in facts.card_rows if row.amount_minor > 0]
    paid = _payments_of(found, facts.recent) if came_in else {}
    return {
        row.id: card.id
        for row in facts.told.commitments
        if row.direction == "out" and row.account_id not in card_ids
        for card in cards
        if _bears_its_name(row, card)
        or any(_came_in(one, card, came_in) for one in paid.get(row.id, ()))
    }


def is_counted(card: Card, facts: Known) -> bool:
    """Return whether it is known when the card is paid; else it is counted nowhere else."""
    ahead = facts.today + LONGEST
    return bool(statement_days(card=card.state, plan=card.plan, until=ahead, today=facts.today))


def _payments_of(
    found: Sequence[Expectation], recent: Sequence[Transaction]
) -> dict[UUID, list[Transaction]]:
    rows = {row.id: row for row in recent}
    paid: dict[UUID, list[Transaction]] = {}
    for one in found:
        if one.payment_id in rows:
            paid.setdefault(one.expected.commitment_id, []).append(rows[one.payment_id])
    return paid


def _bears_its_name(row: Commitment, card: Account) -> bool:
    """Return whether both names say the same, words for how it is paid left out."""
    return (
        likeness(names=(card.name,), texts=(row.name,)) is Likeness.WHOLE
        and likeness(names=(row.name,), texts=(card.name,)) is Likeness.WHOLE
    )


def _came_in(left: Transaction, card: Account, came_in: Sequence[Transaction]) -> bool:
    return any(
        row.account_id == card.id
        and (
            left.paired_with_id == row.id
            or (
                row.amount_minor == -left.amount_minor
                and (row.booked_on - left.booked_on).days in _ARRIVES
                and pays_card(row)
            )
        )
        for row in came_in
    )

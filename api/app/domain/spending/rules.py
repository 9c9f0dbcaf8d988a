"""A person's rules: what rows like these are, now and from now on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.errors import InvalidInputError
from app.domain.spending.entries import Entry, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Conditions that must all hold, and what then holds; later rules go before earlier ones.

    ``merchant_id`` is the merchant a row was recognised as. Amounts are sizes, in minor units.
    """

    id: UUID
    merchant_id: UUID | None = None
    text: str | None = None
    account_id: UUID | None = None
    amount_min: int | None = None
    amount_max: int | None = None
    is_outflow: bool | None = None
    applies_from: date | None = None
    category: str | None = None
    kind: Kind | None = None
    to_merchant_id: UUID | None = None


def check_rule(rule: Rule) -> None:
    """Refuse a rule without conditions or without effect.

    :raises InvalidInputError: if it would catch everything, or do nothing.
    """
    if rule.merchant_id is None and not rule.text and rule.account_id is None:
        raise InvalidInputError("Say which merchant, text or account the rule is for.")
    if rule.category is None and rule.kind is None and rule.to_merchant_id is None:
        raise InvalidInputError("Say what the rule should do.")
    if (
        rule.amount_min is not None
        and rule.amount_max is not None
        and rule.amount_min > rule.amount_max
    ):
        raise InvalidInputError("The smallest amount is above the largest.", field="amount_min")


def holds(rule: Rule, entry: Entry, *, merchant_id: UUID | None) -> bool:
    """Return whether a row meets all of a rule's conditions."""
    size = abs(entry.amount.minor)
    return (
        (rule.merchant_id is None or rule.merchant_id == merchant_id)
        and (rule.text is None or rule.text.casefold() in entry.description.casefold())
        and (rule.account_id is None or rule.account_id == entry.account_id)
        and (rule.amount_min is None or size >= rule.amount_min)
        and (rule.amount_max is None or size <= rule.amount_max)
        and (rule.is_outflow is None or rule.is_outflow == entry.is_outflow)
        and (rule.applies_from is None or entry.booked_on >= rule.applies_from)
    )


@dataclass(frozen=True, slots=True)
class Ruling:
    """What rules say about a row; None where they say nothing."""

    category: str | None
    kind: Kind | None
    merchant_id: UUID | None


def ruling_of(rules: Sequence[Rule], entry: Entry, *, merchant_id: UUID | None) -> Ruling:
    """Return what the rules say, each word from the latest rule that says it."""
    category: str | None = None
    kind: Kind | None = None
    to_merchant: UUID | None = None
    for rule in reversed(rules):
        if holds(rule, entry, merchant_id=merchant_id):
            category = category or rule.category
            kind = kind or rule.kind
            to_merchant = to_merchant or rule.to_merchant_id
    return Ruling(category, kind, to_merchant)

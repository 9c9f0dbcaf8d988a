"""Rows and households to tell spending by."""

from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from app.domain.ledger import AccountKind
from app.domain.money import Money
from app.domain.spending.entries import Entry, Household, OwnAccount


def an_id(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, name)


KINDS = {
    "current": AccountKind.CURRENT,
    "joint": AccountKind.CURRENT,
    "saver": AccountKind.SAVINGS,
    "card": AccountKind.CREDIT_CARD,
    "pot": AccountKind.POT,
}
ALEX = Household(
    people=("Alex Morgan",),
    accounts=(
        OwnAccount(
            id=an_id("current"), kind=AccountKind.CURRENT, name="Classic Account",
            institution="Harbour Bank", last_digits="5678",
        ),
        OwnAccount(
            id=an_id("joint"), kind=AccountKind.CURRENT, name="Joint Account",
            institution="Northway", last_digits="1122",
        ),
        OwnAccount(
            id=an_id("saver"), kind=AccountKind.SAVINGS, name="Rainbow Saver",
            institution="Harbour Bank", last_digits="9900",
        ),
        OwnAccount(
            id=an_id("card"), kind=AccountKind.CREDIT_CARD, name="Meridian Card",
            institution="Meridian", last_digits=None,
        ),
        OwnAccount(
            id=an_id("pot"), kind=AccountKind.POT, name="Bills pot", institution=None,
            last_digits=None,
        ),
    ),
)  # fmt: skip


def entry(
    name: str,
    on: str,
    pounds: str,
    description: str,
    *,
    account: str = "current",
    category: str = "TRANSFER",
    classification: tuple[str, ...] = (),
    merchant: str | None = None,
    channel: str | None = None,
    reference: str | None = None,
    at: str | None = None,
    currency: str = "GBP",
) -> Entry:
    """Return a row of one of Alex's accounts; ``at`` is a time of its day."""
    day = date.fromisoformat(on)
    return Entry(
        id=an_id(name),
        account_id=an_id(account),
        account_kind=KINDS[account],
        booked_on=day,
        occurred_at=datetime.fromisoformat(f"{on}T{at}").replace(tzinfo=UTC) if at else None,
        amount=Money.from_major(pounds, currency),
        description=description,
        bank_merchant=merchant,
        bank_category=category,
        classification=classification,
        channel=channel,
        reference=reference,
    )

"""Today's figure: what is safe to spend, and everything it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.commitments.match import Status
from app.domain.ledger import cushion
from app.domain.money import Money, total
from app.domain.safe_to_spend import SafeToSpend
from app.domain.shortfall import Shortfall
from app.domain.situation import figure_of
from app.models.banking import Account
from app.services.accounts import accounts
from app.services.figures import expectations, forecasting
from app.services.figures.expectations import CardOutlook, Expectation, Outlook
from app.services.figures.feeds import FeedAge, feed_ages
from app.services.figures.forecasting import Companions
from app.services.household.people import SignedIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The figure and what stands beside it."""

    as_of: datetime
    today: date
    currency: str
    figure: SafeToSpend
    outlook: Outlook
    owed: Sequence[Expectation]
    missed: Sequence[Expectation]
    cards: Sequence[CardOutlook]
    cushion: Money
    cards_owed: Money
    feeds: Sequence[FeedAge]
    companions: Companions
    shortfalls: Sequence[Shortfall]
    reconciles: dict[UUID, bool]
    notes: Sequence[str]


def overview(session: Session, *, signed_in: SignedIn, today: date, now: datetime) -> Overview:
    """Return today's figure with its parts."""
    household = signed_in.household
    outlook = expectations.outlook(session, signed_in=signed_in, today=today)
    pool = [account for account in outlook.pool if account.currency == household.currency]
    openings = outlook.situation.openings
    figure = figure_of(outlook.situation)
    beside = forecasting.companions(
        session, signed_in=signed_in, outlook=outlook, figure=figure, now=now
    )
    feeds = feed_ages(outlook, now=now)
    return Overview(
        as_of=now,
        today=today,
        currency=household.currency,
        figure=figure,
        outlook=outlook,
        owed=[
            one
            for one in outlook.expectations
            if one.owed.minor < 0 and one.owed_on in figure.window and _is_of_pool(one, outlook)
        ],
        missed=[one for one in outlook.expectations if one.status is Status.MISSED],
        cards=outlook.cards,
        cushion=total(
            (cushion(opening.own, opening.overdraft) for opening in openings), household.currency
        ),
        cards_owed=total(
            (card.owed for card in outlook.cards if card.account.currency == household.currency),
            household.currency,
        ),
        feeds=feeds,
        companions=beside,
        shortfalls=forecasting.warnings(outlook, figure),
        reconciles={
            account.id: accounts.own_of(
                account, pending_minor=outlook.pending_minor.get(account.id, 0)
            ).reconciles
            for account in pool
        },
        notes=[
            *(feed.sentence for feed in feeds if feed.sentence),
            *_notes(outlook, pool=pool, figure=figure, without_everyday=beside.without),
        ],
    )


def _is_of_pool(one: Expectation, outlook: Outlook) -> bool:
    account_id = one.expected.account_id
    return account_id is None or any(account.id == account_id for account in outlook.pool)


def _notes(
    outlook: Outlook, *, pool: Sequence[Account], figure: SafeToSpend, without_everyday: str | None
) -> list[str]:
    """Return in words what the figure assumes or leaves out."""
    notes: list[str] = []
    if figure.payday is None:
        notes.append("No payday is set, so this looks 30 days ahead.")
    if not pool:
        notes.append("No account pays for daily life yet: connect a bank or add one by hand.")
    foreign = [account.name for account in outlook.pool if account.currency != outlook.currency]
    notes += [f"{name} is in another currency and is not counted." for name in foreign]
    for card in outlook.cards:
        if card.missing is not None:
            notes.append(f"{card.account.name}: its repayment is not counted. {card.missing}")
        elif card.is_assumed and card.repayments:
            notes.append(f"{card.account.name} is taken to be paid in full each month.")
    notes += [
        f"{name} is the direct debit of {card}, and is counted as its repayment."
        for name, card in outlook.counted_by_card.items()
    ]
    if without_everyday is not None:
        notes.append(without_everyday)
    return notes

"""Accounts kept by hand: balances said of them, and rows entered."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.domain.errors import InvalidInputError
from app.routers.dependencies import ClockDep, SessionDep, SignedInDep
from app.routers.problems import problems
from app.routers.recording import KEEPS_FIGURE
from app.schemas import imports as bodies
from app.services.accounts import hand_accounts
from app.services.accounts.accounts import AccountNotByHandError, AccountUnknownError
from app.services.accounts.hand_accounts import RowByHand
from app.services.household.people import NotSignedInError

router = APIRouter(
    prefix="/banking/accounts/{account_id}", tags=["by hand"], dependencies=[KEEPS_FIGURE]
)

_ERRORS = (NotSignedInError, AccountUnknownError, AccountNotByHandError)


@router.get("/balances", responses=problems(*_ERRORS))
def list_balances(
    account_id: UUID, session: SessionDep, signed_in: SignedInDep
) -> list[bodies.SaidBalanceOut]:
    """The balances said of an account kept by hand, newest first."""
    return [
        bodies.SaidBalanceOut.model_validate(view)
        for view in hand_accounts.balances(
            session, household_id=signed_in.household.id, account_id=account_id
        )
    ]


@router.post(
    "/balances",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_ERRORS, InvalidInputError),
)
def say_balance(
    account_id: UUID,
    body: bodies.SaidBalanceIn,
    session: SessionDep,
    signed_in: SignedInDep,
    clock: ClockDep,
) -> bodies.SaidBalanceOut:
    """Say what an account held at the end of a day."""
    return bodies.SaidBalanceOut.model_validate(
        hand_accounts.say_balance(
            session,
            household_id=signed_in.household.id,
            account_id=account_id,
            on=body.date,
            balance_minor=body.balance,
            note=body.note,
            today=clock.today(),
            now=clock.now(),
        )
    )


@router.delete(
    "/balances/{balance_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(*_ERRORS, hand_accounts.BalanceUnknownError, hand_accounts.LastBalanceError),
)
def unsay_balance(
    account_id: UUID,
    balance_id: UUID,
    session: SessionDep,
    signed_in: SignedInDep,
    clock: ClockDep,
) -> None:
    """Take back a balance said of an account."""
    hand_accounts.unsay_balance(
        session,
        household_id=signed_in.household.id,
        account_id=account_id,
        balance_id=balance_id,
        now=clock.now(),
    )


@router.post(
    "/transactions",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_ERRORS, InvalidInputError),
)
def add_transaction(
    account_id: UUID,
    body: bodies.TransactionIn,
    session: SessionDep,
    signed_in: SignedInDep,
    clock: ClockDep,
) -> bodies.HandTransactionOut:
    """Enter a transaction of an account kept by hand."""
    row, name = hand_accounts.add_row(
        session,
        household_id=signed_in.household.id,
        account_id=account_id,
        entered=_entered(body),
        today=clock.today(),
        now=clock.now(),
    )
    return _out(row, name)


@router.put(
    "/transactions/{transaction_id}",
    responses=problems(*_ERRORS, hand_accounts.HandRowUnknownError, InvalidInputError),
)
def change_hand_transaction(
    account_id: UUID,
    transaction_id: UUID,
    body: bodies.TransactionIn,
    session: SessionDep,
    signed_in: SignedInDep,
    clock: ClockDep,
) -> bodies.HandTransactionOut:
    """Change a transaction that was entered by hand."""
    row, name = hand_accounts.change_row(
        session,
        household_id=signed_in.household.id,
        account_id=account_id,
        transaction_id=transaction_id,
        entered=_entered(body),
        today=clock.today(),
        now=clock.now(),
    )
    return _out(row, name)


@router.delete(
    "/transactions/{transaction_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(*_ERRORS, hand_accounts.HandRowUnknownError),
)
def delete_hand_transaction(
    account_id: UUID,
    transaction_id: UUID,
    session: SessionDep,
    signed_in: SignedInDep,
    clock: ClockDep,
) -> None:
    """Delete a transaction that was entered by hand."""
    hand_accounts.remove_row(
        session,
        household_id=signed_in.household.id,
        account_id=account_id,
        transaction_id=transaction_id,
        now=clock.now(),
    )


def _entered(body: bodies.TransactionIn) -> RowByHand:
    return RowByHand(
        booked_on=body.date,
        amount_minor=body.amount,
        description=body.description,
        note=body.note,
    )


def _out(row: hand_accounts.HandRow, name: str) -> bodies.HandTransactionOut:
    return bodies.HandTransactionOut(
        id=row.id,
        account_id=row.account_id,
        account_name=name,
        date=row.booked_on,
        amount=row.amount_minor,
        currency=row.currency,
        description=row.description,
        note=row.note,
    )

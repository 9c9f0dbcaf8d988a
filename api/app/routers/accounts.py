"""Accounts and what moved on them."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from app.routers.dependencies import ClockDep, SessionDep, SignedInDep
from app.routers.problems import problems
from app.routers.recording import KEEPS_FIGURE
from app.schemas import banking as bodies
from app.services.accounts import accounts, joining
from app.services.household.people import NotSignedInError

router = APIRouter(prefix="/banking", tags=["banking"], dependencies=[KEEPS_FIGURE])


@router.get("/accounts", responses=problems(NotSignedInError))
def list_accounts(session: SessionDep, signed_in: SignedInDep) -> list[bodies.AccountOut]:
    """The household's accounts, with what of each is really owned or owed."""
    return [
        bodies.AccountOut.model_validate(view)
        for view in accounts.accounts(session, household_id=signed_in.household.id)
    ]


@router.post("/accounts", status_code=HTTPStatus.CREATED, responses=problems(NotSignedInError))
def add_account(
    body: bodies.AccountIn, session: SessionDep, signed_in: SignedInDep, clock: ClockDep
) -> bodies.AccountOut:
    """Add an account kept by hand."""
    return bodies.AccountOut.model_validate(
        accounts.add_by_hand(
            session,
            household_id=signed_in.household.id,
            given=body.model_dump(exclude_unset=False),
            today=clock.today(),
            now=clock.now(),
        )
    )


@router.get(
    "/accounts/{account_id}", responses=problems(NotSignedInError, accounts.AccountUnknownError)
)
def read_account(
    account_id: UUID, session: SessionDep, signed_in: SignedInDep
) -> bodies.AccountOut:
    """One account."""
    return bodies.AccountOut.model_validate(
        accounts.account(session, household_id=signed_in.household.id, account_id=account_id)
    )


@router.patch(
    "/accounts/{account_id}",
    responses=problems(
        NotSignedInError, accounts.AccountUnknownError, accounts.AccountNotByHandError
    ),
)
def change_account(
    account_id: UUID,
    body: bodies.AccountPatch,
    session: SessionDep,
    signed_in: SignedInDep,
    clock: ClockDep,
) -> bodies.AccountOut:
    """Change an account's name or place, and by hand its figures."""
    return bodies.AccountOut.model_validate(
        accounts.change(
            session,
            household_id=signed_in.household.id,
            account_id=account_id,
            changes=body.model_dump(exclude_unset=True),
            today=clock.today(),
            now=clock.now(),
        )
    )


@router.post(
    "/accounts/{account_id}/accept-balance",
    responses=problems(NotSignedInError, accounts.AccountUnknownError),
)
def accept_balance(
    account_id: UUID, session: SessionDep, signed_in: SignedInDep, clock: ClockDep
) -> bodies.AccountOut:
    """Take the balance as right where the rows do not add up to it, and check on from there."""
    return bodies.AccountOut.model_validate(
        accounts.accept_balance(
            session,
            household_id=signed_in.household.id,
            account_id=account_id,
            now=clock.now(),
        )
    )


@router.post(
    "/accounts/{account_id}/join",
    responses=problems(
        NotSignedInError, accounts.AccountUnknownError, joining.AccountsNotJoinableError
    ),
)
def join_accounts(
    account_id: UUID, body: bodies.JoinIn, session: SessionDep, signed_in: SignedInDep
) -> bodies.JoinedOut:
    """Take an account kept by hand or from files into this one; each payment is there once."""
    return bodies.JoinedOut.model_validate(
        joining.join(
            session,
            household_id=signed_in.household.id,
            kept_id=account_id,
            gone_id=body.account_id,
        )
    )


@router.delete(
    "/accounts/{account_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(
        NotSignedInError, accounts.AccountUnknownError, accounts.AccountNotByHandError
    ),
)
def delete_account(account_id: UUID, session: SessionDep, signed_in: SignedInDep) -> None:
    """Delete an account kept by hand, or what is left of a disconnected one."""
    accounts.delete_by_hand(session, household_id=signed_in.household.id, account_id=account_id)

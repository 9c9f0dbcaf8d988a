"""A household's own categories, rules and merchants."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from app.domain.errors import InvalidInputError
from app.domain.spending.categories import NOT_SPENDING, Category
from app.routers.answers import AnsweringDep, Asking
from app.routers.dependencies import ClockDep, SessionDep, SignedInDep, WiringDep
from app.routers.problems import problems
from app.routers.recording import KEEPS_FIGURE
from app.schemas import spending as bodies
from app.services.accounts.accounts import AccountUnknownError
from app.services.household.people import NotSignedInError, SignedIn
from app.services.spending import arranging, correcting
from app.services.spending.arranging import (
    CategoryTakenError,
    OwnCategoryUnknownError,
    RuleUnknownError,
    SortingUnknownError,
)
from app.services.spending.correcting import CategoryUnknownError, MerchantUnknownError

router = APIRouter(prefix="/analytics", tags=["analytics"], dependencies=[KEEPS_FIGURE])
_RULE_ERRORS = problems(
    NotSignedInError,
    MerchantUnknownError,
    AccountUnknownError,
    CategoryUnknownError,
    InvalidInputError,
)


@router.get("/categories", responses=problems(NotSignedInError))
def list_categories(session: SessionDep, signed_in: SignedInDep) -> list[bodies.CategoryOut]:
    """Every category: the project's, then the household's own."""
    return [
        bodies.CategoryOut(
            id=None,
            key=one.value,
            name=one.label,
            is_own=False,
            is_spending=one not in NOT_SPENDING,
        )
        for one in Category
    ] + [_category_out(row) for row in arranging.categories(session, signed_in=signed_in)]


def _category_out(row: arranging.CategoryRow) -> bodies.CategoryOut:
    return bodies.CategoryOut(id=row.id, key=row.key, name=row.name, is_own=True, is_spending=True)


@router.post(
    "/categories",
    status_code=HTTPStatus.CREATED,
    responses=problems(NotSignedInError, CategoryTakenError),
)
def add_category(
    body: bodies.CategoryIn, session: SessionDep, signed_in: SignedInDep
) -> bodies.CategoryOut:
    """Add a category."""
    return _category_out(arranging.add_category(session, signed_in=signed_in, name=body.name))


@router.patch(
    "/categories/{category_id}", responses=problems(NotSignedInError, OwnCategoryUnknownError)
)
def rename_category(
    category_id: UUID, body: bodies.CategoryIn, session: SessionDep, signed_in: SignedInDep
) -> bodies.CategoryOut:
    """Give a category of the household's own another name."""
    return _category_out(
        arranging.rename_category(
            session, signed_in=signed_in, category_id=category_id, name=body.name
        )
    )


@router.delete(
    "/categories/{category_id}",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(
        NotSignedInError, OwnCategoryUnknownError, CategoryUnknownError, InvalidInputError
    ),
)
def delete_category(
    category_id: UUID,
    session: SessionDep,
    signed_in: SignedInDep,
    move_to: Annotated[str | None, Query(max_length=120, pattern="^[^\\x00]*$")] = None,
) -> None:
    """Delete a category of the household's own; what was put there moves, or is sorted anew."""
    arranging.delete_category(
        session, signed_in=signed_in, category_id=category_id, move_to=move_to
    )


@router.get("/rules", responses=problems(NotSignedInError))
def list_rules(session: SessionDep, signed_in: SignedInDep) -> list[bodies.RuleOut]:
    """The household's rules, the latest first: it goes before earlier ones."""
    found = arranging.rules(session, signed_in=signed_in)
    return _rules_out(session, signed_in, found)


def _rules_out(
    session: SessionDep, signed_in: SignedIn, found: Sequence[arranging.RuleRow]
) -> list[bodies.RuleOut]:
    names = arranging.merchant_names(session, signed_in=signed_in, rules=found)
    return [
        bodies.RuleOut.model_validate(
            {
                "id": row.id,
                "origin": row.origin,
                "merchant_id": row.merchant_id,
                "merchant": names.get(row.merchant_id),
                "text": row.text,
                "account_id": row.account_id,
                "amount_min": row.amount_min,
                "amount_max": row.amount_max,
                "direction": None if row.is_outflow is None else "out" if row.is_outflow else "in",
                "applies_from": row.applies_from,
                "category": row.category,
                "kind": row.kind,
                "to_merchant_id": row.to_merchant_id,
                "to_merchant": names.get(row.to_merchant_id),
            }
        )
        for row in found
    ]


@router.post("/rules/preview", responses=_RULE_ERRORS)
def preview_rule(
    body: bodies.RuleIn, session: SessionDep, signed_in: SignedInDep
) -> bodies.RulePreviewOut:
    """How many transactions a rule is about and would change, without making it."""
    return bodies.RulePreviewOut.model_validate(
        arranging.preview_rule(session, signed_in=signed_in, given=body.model_dump())
    )


@router.post("/rules", status_code=HTTPStatus.CREATED, responses=_RULE_ERRORS)
def add_rule(
    body: bodies.RuleIn,
    session: SessionDep,
    signed_in: SignedInDep,
    wiring: WiringDep,
    clock: ClockDep,
) -> bodies.RuleMadeOut:
    """Add a rule; what it is about is sorted at once, or by a run that can be watched."""
    row, run = arranging.add_rule(
        session, wiring.queue, signed_in=signed_in, given=body.model_dump(), now=clock.now()
    )
    return bodies.RuleMadeOut(
        rule=_rules_out(session, signed_in, [row])[0],
        sorting=bodies.SortingOut.model_validate(run),
    )


@router.get("/rules/{rule_id}/deletion", responses=problems(NotSignedInError, RuleUnknownError))
def preview_rule_deletion(
    rule_id: UUID, session: SessionDep, signed_in: SignedInDep
) -> bodies.RulePreviewOut:
    """How many transactions a rule is about, and how many would be sorted anew without it."""
    return bodies.RulePreviewOut.model_validate(
        arranging.preview_deletion(session, signed_in=signed_in, rule_id=rule_id)
    )


@router.delete("/rules/{rule_id}", responses=problems(NotSignedInError, RuleUnknownError))
def delete_rule(
    rule_id: UUID, session: SessionDep, signed_in: SignedInDep, wiring: WiringDep, clock: ClockDep
) -> bodies.SortingOut:
    """Delete a rule, and sort again what it was about."""
    return bodies.SortingOut.model_validate(
        arranging.delete_rule(
            session, wiring.queue, signed_in=signed_in, rule_id=rule_id, now=clock.now()
        )
    )


@router.get("/sortings/{sorting_id}", responses=problems(NotSignedInError, SortingUnknownError))
def read_sorting(
    sorting_id: UUID, session: SessionDep, signed_in: SignedInDep
) -> bodies.SortingOut:
    """A re-sorting, and how far it is."""
    return bodies.SortingOut.model_validate(
        arranging.sorting_run(session, signed_in=signed_in, run_id=sorting_id)
    )


@router.get(
    "/merchants",
    response_model=list[bodies.MerchantOut],
    responses=problems(NotSignedInError),
)
def list_merchants(
    answering: AnsweringDep,
    q: Annotated[str | None, Query(max_length=100, pattern="^[^\\x00]*$")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Response:
    """Merchants by what was spent there."""

    def make(asking: Asking) -> bodies.MerchantList:
        return bodies.MerchantList(
            [
                bodies.MerchantOut(
                    id=row.id, name=row.name, spent=spent, count=count, last_month=last
                )
                for row, spent, count, last in arranging.merchants(
                    asking.session, signed_in=asking.signed_in, text=q, limit=limit
                )
            ]
        )

    return answering.answer(make)


@router.patch(
    "/merchants/{merchant_id}", responses=problems(NotSignedInError, MerchantUnknownError)
)
def rename_merchant(
    merchant_id: UUID, body: bodies.MerchantPatch, session: SessionDep, signed_in: SignedInDep
) -> bodies.MerchantNamedOut:
    """Rename a merchant, in the past too; the name of another merges the two."""
    now_id = correcting.rename(
        session, signed_in=signed_in, merchant_id=merchant_id, name=body.name
    )
    return bodies.MerchantNamedOut(id=now_id, name=body.name)


@router.post(
    "/merchants/{merchant_id}/preview", responses=problems(NotSignedInError, MerchantUnknownError)
)
def preview_merchant(
    merchant_id: UUID, body: bodies.MerchantPatch, session: SessionDep, signed_in: SignedInDep
) -> bodies.MerchantPreviewOut:
    """What renaming a merchant would do, without doing it."""
    return bodies.MerchantPreviewOut.model_validate(
        arranging.preview_merchant(
            session, signed_in=signed_in, merchant_id=merchant_id, name=body.name
        )
    )

"""The shape of TrueLayer's rows as they arrive; anything may be missing that can be."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    field_validator,
)


class _Row(BaseModel):
    """A row: unknown keys are nobody's business, and errors never show what was in it."""

    model_config = ConfigDict(
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        coerce_numbers_to_str=True,
    )


class TokenRow(_Row):
    """The answer of ``/connect/token``."""

    access_token: str = Field(min_length=1, repr=False)
    expires_in: int = 3600
    refresh_token: str | None = Field(default=None, repr=False)


class ExtensionRow(_Row):
    """The answer of ``/connections/extend``, told apart by ``action_needed``."""

    action_needed: str
    user_input_link: str | None = None


class ProviderRow(_Row):
    """The bank behind a row."""

    provider_id: str | None = None
    display_name: str | None = None


class InstitutionRow(_Row):
    """One bank of ``/api/providers``."""

    provider_id: str = Field(min_length=1)
    display_name: str | None = None
    country: str | None = None
    logo_url: str | None = None
    scopes: list[str] | None = None


class ConsentRow(_Row):
    """The row of ``/me``."""

    credentials_id: str | None = None
    consent_status: str | None = None
    consent_expires_at: datetime | None = None
    provider: ProviderRow | None = None


class AccountNumberRow(_Row):
    """Whichever numbers the bank gives; pots have none."""

    iban: str | None = None
    number: str | None = None
    sort_code: str | None = None


class AccountRow(_Row):
    """A row of ``/accounts``."""

    account_id: str = Field(min_length=1)
    account_type: str | None = None
    display_name: str | None = None
    currency: str
    account_number: AccountNumberRow | None = None
    provider: ProviderRow | None = None


class CardRow(_Row):
    """A row of ``/cards``; its id is an ``account_id`` too."""

    account_id: str = Field(min_length=1)
    card_network: str | None = None
    card_type: str | None = None
    currency: str
    display_name: str | None = None
    partial_card_number: str | None = None
    provider: ProviderRow | None = None


class AccountBalanceRow(_Row):
    """An account's balance: positive is the person's."""

    currency: str | None = None
    current: Decimal
    available: Decimal | None = None
    overdraft: Decimal | None = None
    update_timestamp: datetime | None = None


class CardBalanceRow(_Row):
    """A card's balance: positive is owed."""

    currency: str | None = None
    current: Decimal
    available: Decimal | None = None
    credit_limit: Decimal | None = None
    last_statement_balance: Decimal | None = None
    last_statement_date: datetime | None = None
    payment_due: Decimal | None = None
    payment_due_date: datetime | None = None
    update_timestamp: datetime | None = None


class RunningBalanceRow(_Row):
    """The balance after a row; may be empty."""

    amount: Decimal | None = None
    currency: str | None = None


class TransactionRow(_Row):
    """A booked or pending row of either family."""

    transaction_id: str = Field(min_length=1)
    provider_transaction_id: str | None = None
    normalised_provider_transaction_id: str | None = None
    timestamp: datetime
    description: str | None = None
    amount: Decimal
    currency: str | None = None
    transaction_type: str | None = None
    transaction_category: str | None = None
    transaction_classification: list[str] | None = None
    merchant_name: str | None = None
    running_balance: RunningBalanceRow | None = None
    meta: dict[str, Any] | None = None

    @field_validator(
        "transaction_category",
        "transaction_classification",
        "merchant_name",
        "running_balance",
        "meta",
        mode="wrap",
    )
    @classmethod
    def _drop_a_broken_hint(cls, value: Any, read: ValidatorFunctionWrapHandler) -> Any:
        """Give up the hint rather than the money it came with."""
        try:
            return read(value)
        except ValidationError:
            return None


class DirectDebitRow(_Row):
    """A row of ``direct_debits``."""

    direct_debit_id: str | None = None
    name: str
    status: str | None = None
    previous_payment_timestamp: datetime | None = None
    previous_payment_amount: Decimal | None = None
    currency: str | None = None
    meta: dict[str, Any] | None = None


class StandingOrderRow(_Row):
    """A row of ``standing_orders``; it has no id of its own."""

    frequency: str
    status: str | None = None
    currency: str | None = None
    payee: str | None = None
    reference: str | None = None
    next_payment_date: datetime | None = None
    next_payment_amount: Decimal | None = None
    first_payment_date: datetime | None = None
    first_payment_amount: Decimal | None = None
    final_payment_date: datetime | None = None
    final_payment_amount: Decimal | None = None
    meta: dict[str, Any] | None = None

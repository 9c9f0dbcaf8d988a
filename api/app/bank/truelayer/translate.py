"""TrueLayer's rows in our sign, our calendar and our minor units; pure."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from app.bank.protocol import (
    AccountRef,
    BankAccount,
    BankBalance,
    BankTransaction,
    Consent,
    Family,
    Institution,
    Mandate,
    StandingOrder,
)
from app.bank.truelayer.schemas import (
    AccountBalanceRow,
    AccountNumberRow,
    AccountRow,
    CardBalanceRow,
    CardRow,
    ConsentRow,
    DirectDebitRow,
    InstitutionRow,
    StandingOrderRow,
    TransactionRow,
)
from app.domain.calendar import london_day
from app.domain.ledger import AccountKind
from app.domain.money import Money

# A full card number in disguise and a street address: nothing here needs them.
# Edition of these rules: raise it when a row would be read otherwise, and kept rows are re-read.
RULES_VERSION = 1
_META_LEFT_OUT = frozenset({"cardNumber", "address"})
_LAST_YEAR_OF_DOUBT = 1
_FIRST_YEAR_OF_NEVER = 9999
_UK_IBAN_LENGTH = 22


def to_institution(row: InstitutionRow) -> Institution:
    """Return the bank as a choice."""
    return Institution(
        provider_id=row.provider_id,
        display_name=row.display_name or row.provider_id,
        logo_url=row.logo_url,
        scopes=frozenset(row.scopes or ()),
    )


def to_consent(row: ConsentRow) -> Consent:
    """Return the consent behind the token in use."""
    return Consent(
        credentials_id=row.credentials_id,
        provider_id=row.provider.provider_id if row.provider else None,
        provider_name=row.provider.display_name if row.provider else None,
        status=row.consent_status,
        expires_at=_moment(row.consent_expires_at),
    )


def to_account(row: AccountRow) -> BankAccount:
    """Return a payment or savings account."""
    number = row.account_number or AccountNumberRow()
    provider_id = row.provider.provider_id if row.provider else None
    sort_code = _digits(number.sort_code)
    local_number = _digits(number.number)
    iban = _iban(number.iban)
    return BankAccount(
        provider_account_id=row.account_id,
        family=Family.ACCOUNT,
        kind=_account_kind(row, has_number=bool(local_number or iban or sort_code)),
        name=row.display_name or "",
        currency=_currency(row.currency),
        provider_id=provider_id,
        sort_code=sort_code,
        number_last4=local_number[-4:] if local_number else None,
        iban=iban,
        identity=_account_identity(sort_code=sort_code, number=local_number, iban=iban),
    )


def to_card(row: CardRow) -> BankAccount:
    """Return a credit or charge card; how it really works may only show in its balance."""
    provider_id = row.provider.provider_id if row.provider else None
    digits = _digits(row.partial_card_number)
    last4 = digits[-4:] if digits else None
    network = (row.card_network or "").lower()
    charge = (row.card_type or "").upper() == "CHARGE"
    return BankAccount(
        provider_account_id=row.account_id,
        family=Family.CARD,
        kind=AccountKind.CHARGE_CARD if charge else AccountKind.CREDIT_CARD,
        name=row.display_name or "",
        currency=_currency(row.currency),
        provider_id=provider_id,
        partial_card_number=row.partial_card_number,
        identity=f"card:{provider_id or ''}:{network}:{last4}" if last4 else None,
    )


def to_account_balance(row: AccountBalanceRow, *, account: AccountRef) -> BankBalance:
    """Return an account's balance; ``available`` stays as the bank meant it."""
    currency = _currency(row.currency or account.currency)
    return BankBalance(
        current=Money.from_major(row.current, currency),
        available=_money(row.available, currency),
        overdraft=abs(Money.from_major(row.overdraft or Decimal(0), currency)),
        updated_at=_moment(row.update_timestamp),
    )


def to_card_balance(row: CardBalanceRow, *, account: AccountRef) -> BankBalance:
    """Return a card's balance: the bank says what is owed, we say what is had.

    An instalment plan shown as a card (Monzo Flex) turns the sign round: it gives itself away
    by less than nothing left to spend that no limit explains.
    """
    currency = _currency(row.currency or account.currency)
    owed = Money.from_major(row.current, currency)
    below_nothing = row.available is not None and row.available < 0
    over_limit = row.credit_limit is not None and row.current > row.credit_limit
    in_credit = row.current < 0
    is_instalments = below_nothing and not over_limit
    if is_instalments:
        owed = abs(owed)
    # In credit, more than the limit should be left; a bank that says otherwise, or says nothing
    # else, may have meant a debt.
    left_over = (
        row.available is not None
        and row.credit_limit is not None
        and row.available > row.credit_limit
    )
    return BankBalance(
        current=-owed,
        available=_money(row.available, currency),
        overdraft=Money(0, currency),
        updated_at=_moment(row.update_timestamp),
        owed=owed,
        credit_limit=_money(row.credit_limit, currency),
        last_statement_balance=_money(row.last_statement_balance, currency),
        last_statement_on=_day(row.last_statement_date),
        payment_due=_money(row.payment_due, currency),
        payment_due_on=_day(row.payment_due_date),
        kind=AccountKind.INSTALMENT_CREDIT if is_instalments else None,
        needs_review=is_instalments or (in_credit and not left_over),
    )


def to_transaction(row: TransactionRow, *, account: AccountRef, pending: bool) -> BankTransaction:
    """Return the row in our sign and on its London day."""
    currency = _currency(row.currency or account.currency)
    size = abs(Money.from_major(row.amount, currency))
    # Cards report purchases as positive, accounts as negative, so the number's own sign means
    # nothing alone: the type says which way the money went.
    sign_says_in = (row.amount > 0) == (account.family is Family.ACCOUNT)
    match (row.transaction_type or "").upper():
        case "CREDIT":
            is_in = True
        case "DEBIT":
            is_in = False
        case _:
            is_in = sign_says_in
    moment = _aware(row.timestamp)
    meta = _meta(row.meta)
    return BankTransaction(
        transaction_id=row.transaction_id,
        provider_transaction_id=row.provider_transaction_id,
        normalised_id=row.normalised_provider_transaction_id,
        booked_on=london_day(moment),
        occurred_at=None if _is_bare_date(moment) else moment,
        amount=size if is_in else -size,
        description=row.description or "",
        merchant=row.merchant_name or meta.get("provider_merchant_name"),
        category=row.transaction_category or "UNKNOWN",
        classification=tuple(row.transaction_classification or ()),
        running_balance=_running_balance(row, currency=currency),
        pending=pending,
        meta=meta,
        sign_disagrees=row.amount != 0 and is_in != sign_says_in,
    )


def to_mandate(row: DirectDebitRow, *, account: AccountRef) -> Mandate:
    """Return a direct debit; what it last took may be unknown."""
    meta = _meta(row.meta)
    return Mandate(
        mandate_id=meta.get("provider_direct_debit_id") or row.direct_debit_id,
        name=row.name,
        reference=meta.get("provider_mandate_identification"),
        is_active=_is_active(row.status),
        last_paid_on=_day(row.previous_payment_timestamp),
        last_amount=_size(row.previous_payment_amount, row.currency or account.currency),
    )


def to_standing_order(row: StandingOrderRow, *, account: AccountRef) -> StandingOrder:
    """Return a standing order without its placeholders."""
    currency = row.currency or account.currency
    return StandingOrder(
        order_id=_meta(row.meta).get("provider_standing_order_id"),
        payee=row.payee,
        reference=row.reference,
        frequency=row.frequency,
        is_active=_is_active(row.status),
        next_on=_day(row.next_payment_date),
        next_amount=_size(row.next_payment_amount, currency),
        first_on=_day(row.first_payment_date),
        first_amount=_size(row.first_payment_amount, currency),
        final_on=_day(row.final_payment_date),
        final_amount=_size(row.final_payment_amount, currency),
    )


def _account_kind(row: AccountRow, *, has_number: bool) -> AccountKind:
    # Old rows say SAVING, business ones BUSINESS_SAVINGS.
    if "SAVING" not in (row.account_type or "").upper():
        return AccountKind.CURRENT
    # Money set aside inside another account has no number of its own to pay into.
    return AccountKind.SAVINGS if has_number else AccountKind.POT


def _account_identity(*, sort_code: str | None, number: str | None, iban: str | None) -> str | None:
    if sort_code and number:
        return f"uk:{sort_code}-{number}"
    if iban and iban.startswith("GB") and len(iban) == _UK_IBAN_LENGTH:
        # A UK IBAN is country, check, bank, sort code, number: the same account either way.
        return f"uk:{iban[8:14]}-{iban[14:]}"
    if iban:
        return f"iban:{iban}"
    return None


def _digits(text: str | None) -> str | None:
    """Return only the digits; ``NOT_SUPPORTED_BY_PROVIDER`` and the like have none."""
    return "".join(char for char in text or "" if char.isdecimal()) or None


def _iban(text: str | None) -> str | None:
    compact = (text or "").replace(" ", "").upper()
    return compact if compact.isalnum() else None


def _currency(code: str) -> str:
    """Return the code as Money takes it, which refuses what is none."""
    return Money.zero(code.strip().upper()).currency


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money.from_major(amount, currency)


def _size(amount: Decimal | None, currency: str) -> Money | None:
    """Return a size; 0 stands for "not known" in mandates and standing orders."""
    return abs(Money.from_major(amount, _currency(currency))) if amount else None


def _running_balance(row: TransactionRow, *, currency: str) -> Money | None:
    balance = row.running_balance
    if balance is None or balance.amount is None:
        return None
    return Money.from_major(balance.amount, _currency(balance.currency or currency))


def _is_active(status: str | None) -> bool | None:
    return {"active": True, "inactive": False}.get((status or "").lower())


def _meta(meta: Mapping[str, Any] | None) -> dict[str, str]:
    """Return the texts only, in a stable order and without what nobody should keep."""
    return {
        key: value
        for key, value in sorted((meta or {}).items())
        if isinstance(value, str) and value and key not in _META_LEFT_OUT
    }


def evidence(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row as the bank wrote it, without what nobody should keep."""
    meta = row.get("meta")
    if not isinstance(meta, dict):
        return dict(row)
    return {**row, "meta": {key: text for key, text in meta.items() if key not in _META_LEFT_OUT}}


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_bare_date(moment: datetime) -> bool:
    return not (moment.hour or moment.minute or moment.second or moment.microsecond)


def _is_placeholder(moment: datetime) -> bool:
    return not _LAST_YEAR_OF_DOUBT < moment.year < _FIRST_YEAR_OF_NEVER


def _moment(moment: datetime | None) -> datetime | None:
    if moment is None or _is_placeholder(moment):
        return None
    return _aware(moment).astimezone(UTC)


def _day(moment: datetime | None) -> date | None:
    if moment is None or _is_placeholder(moment):
        return None
    return london_day(_aware(moment))

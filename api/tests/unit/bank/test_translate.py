"""TrueLayer's rows become ours: sign, day, kind and the fields that are not there."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bank.protocol import AccountRef, BankBalance, BankTransaction, Family
from app.bank.truelayer import translate
from app.bank.truelayer.schemas import (
    AccountBalanceRow,
    AccountRow,
    CardBalanceRow,
    CardRow,
    ConsentRow,
    DirectDebitRow,
    InstitutionRow,
    StandingOrderRow,
    TransactionRow,
)
from app.domain.ledger import AccountKind
from app.domain.money import Money
from tests.unit.bank.payloads import payload

ACCOUNT = AccountRef(provider_account_id="acc-1", family=Family.ACCOUNT, currency="GBP")
CARD = AccountRef(provider_account_id="card-1", family=Family.CARD, currency="GBP")


def gbp(pence: int) -> Money:
    return Money(pence, "GBP")


def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = payload(name)["results"]
    return found


def row(**changes: Any) -> dict[str, Any]:
    return {
        "transaction_id": "493f304b6f56f21b37af871c1779fcbb",
        "timestamp": "2026-07-18T00:00:00Z",
        "description": "GREENGROCER & SONS 0412",
        "amount": -18.4,
        "currency": "GBP",
        "transaction_type": "DEBIT",
        "transaction_category": "PURCHASE",
        "transaction_classification": [],
    } | changes


def translated(
    raw: dict[str, Any], *, account: AccountRef = ACCOUNT, pending: bool = False
) -> BankTransaction:
    return translate.to_transaction(
        TransactionRow.model_validate(raw), account=account, pending=pending
    )


def card_balance(**raw: Any) -> BankBalance:
    return translate.to_card_balance(CardBalanceRow.model_validate(raw), account=CARD)


class TestSign:
    def test_follows_the_number_on_accounts(self) -> None:
        amounts = [translated(raw).amount.minor for raw in rows("account_transactions")]

        assert amounts == [
            -1840, -320, -320, -6400, -85000, 241055, -4000, 610, -20000, -137, 42
        ]  # fmt: skip

    def test_turns_the_number_round_on_cards(self) -> None:
        found = [translated(raw, account=CARD) for raw in rows("card_transactions")]

        assert [one.amount.minor for one in found] == [-2150, -4830, 31020, 999]
        assert not any(one.sign_disagrees for one in found)

    def test_believes_a_credit_with_a_negative_number(self) -> None:
        found = translated(row(transaction_type="CREDIT", amount=-20.5))

        assert found.amount == gbp(2050)
        assert found.sign_disagrees

    def test_believes_a_debit_with_a_positive_number(self) -> None:
        found = translated(row(transaction_type="DEBIT", amount=20.5))

        assert found.amount == gbp(-2050)
        assert found.sign_disagrees

    def test_believes_a_card_debit_with_a_negative_number(self) -> None:
        found = translated(row(transaction_type="DEBIT", amount=-20.5), account=CARD)

        assert found.amount == gbp(-2050)
        assert found.sign_disagrees

    @pytest.mark.parametrize("word", [None, "", "REVERSAL"])
    def test_is_the_numbers_own_where_no_known_type_is_given(self, word: str | None) -> None:
        raw = row(transaction_type=word, amount=-3.2)

        assert translated(raw).amount == gbp(-320)
        assert translated(raw, account=CARD).amount == gbp(320)

    def test_of_nothing_disagrees_with_nobody(self) -> None:
        found = translated(row(transaction_type="CREDIT", amount=0))

        assert found.amount == gbp(0)
        assert not found.sign_disagrees

    @given(
        pence=st.integers(min_value=-(10**9), max_value=10**9),
        kind=st.sampled_from(["DEBIT", "CREDIT"]),
        account=st.sampled_from([ACCOUNT, CARD]),
    )
    def test_comes_from_the_type_whatever_the_number(
        self, pence: int, kind: str, account: AccountRef
    ) -> None:
        raw = row(transaction_type=kind, amount=f"{pence / 100:.2f}")

        size = abs(pence) if kind == "CREDIT" else -abs(pence)
        assert translated(raw, account=account).amount == gbp(size)


class TestBookedOn:
    @pytest.mark.parametrize(
        ("timestamp", "day"),
        [
            ("2026-07-18T00:00:00Z", date(2026, 7, 18)),
            ("2026-07-18T00:00:00", date(2026, 7, 18)),
            ("2026-07-18T00:00:00+01:00", date(2026, 7, 18)),
            ("2026-07-18T00:00:00.0000000Z", date(2026, 7, 18)),
            ("2026-01-18T00:00:00Z", date(2026, 1, 18)),
        ],
    )
    def test_keeps_a_bare_date(self, timestamp: str, day: date) -> None:
        found = translated(row(timestamp=timestamp))

        assert found.booked_on == day
        assert found.occurred_at is None

    @pytest.mark.parametrize(
        ("timestamp", "day"),
        [
            ("2026-07-15T23:30:00Z", date(2026, 7, 16)),
            ("2026-07-15T23:30:00", date(2026, 7, 16)),
            ("2026-07-15T22:59:59.9999999Z", date(2026, 7, 15)),
            ("2026-07-15T23:30:00+01:00", date(2026, 7, 15)),
            ("2026-01-15T23:30:00Z", date(2026, 1, 15)),
        ],
    )
    def test_is_the_day_in_london(self, timestamp: str, day: date) -> None:
        assert translated(row(timestamp=timestamp)).booked_on == day

    def test_keeps_the_moment_of_a_real_time(self) -> None:
        found = translated(row(timestamp="2026-07-15T23:31:09.2Z"))

        assert found.occurred_at == datetime(2026, 7, 15, 23, 31, 9, 200000, tzinfo=UTC)

    def test_takes_a_time_without_zone_as_utc(self) -> None:
        found = translated(row(timestamp="2026-07-15T12:00:00"))

        assert found.occurred_at == datetime(2026, 7, 15, 12, 0, tzinfo=UTC)


class TestTransaction:
    def test_carries_all_three_ids_and_the_hints(self) -> None:
        found = translated(rows("account_transactions")[0])

        assert found.transaction_id == "493f304b6f56f21b37af871c1779fcbb"
        assert found.provider_transaction_id == "53e20d68eab19125f5"
        assert found.normalised_id == "txn-2a6959542ff9006f5"
        assert found.merchant == "Greengrocer & Sons"
        assert found.category == "PURCHASE"
        assert found.classification == ("Shopping", "Groceries")
        assert found.running_balance == gbp(24218)
        assert found.meta == {"provider_transaction_category": "DEB"}

    def test_lives_without_what_is_optional(self) -> None:
        found = translated(rows("account_transactions_no_stable_ids")[0])

        assert found.provider_transaction_id is None
        assert found.normalised_id is None
        assert found.merchant is None
        assert found.running_balance is None

    def test_lives_with_an_empty_running_balance_and_new_words(self) -> None:
        found = translated(row(running_balance={}, transaction_category="CARRIER_PIGEON"))

        assert found.running_balance is None
        assert found.category == "CARRIER_PIGEON"

    def test_gives_up_a_broken_hint_rather_than_the_money(self) -> None:
        found = translated(row(running_balance="n/a", transaction_classification="x", meta=3))

        assert found.amount == gbp(-1840)
        assert (found.running_balance, found.classification, found.meta) == (None, (), {})

    def test_knows_a_move_from_a_pot(self) -> None:
        pot_move = translated(rows("account_transactions_monzo_like")[2])

        assert pot_move.meta["provider_category"] == "uk_retail_pot"
        assert pot_move.description == "🧾 Bills pot"

    def test_leaves_card_numbers_at_the_door(self) -> None:
        found = translated(rows("card_transactions")[1], account=CARD)

        assert found.meta == {"location": "INTERNET"}

    def test_takes_the_banks_word_for_the_merchant_where_there_is_no_other(self) -> None:
        assert translated(rows("card_transactions")[0], account=CARD).merchant == "Online Bookshop"

    def test_can_be_pending(self) -> None:
        [fuel, _] = [translated(raw, pending=True) for raw in rows("account_transactions_pending")]

        assert fuel.pending
        assert fuel.amount == gbp(-9900)

    def test_has_the_accounts_currency_where_none_is_given(self) -> None:
        assert translated(row(currency=None)).amount.currency == "GBP"

    def test_never_shows_its_content_when_it_is_broken(self) -> None:
        with pytest.raises(ValueError, match="timestamp") as caught:
            TransactionRow.model_validate(row(timestamp="secret"))

        assert "secret" not in str(caught.value)


class TestAccount:
    def test_of_each_kind_is_told_apart(self) -> None:
        found = [translate.to_account(AccountRow.model_validate(raw)) for raw in rows("accounts")]

        assert [(one.name, one.kind) for one in found] == [
            ("Everyday Current", AccountKind.CURRENT),
            ("Rainy Day Saver", AccountKind.SAVINGS),
            ("🏖️ Holiday pot", AccountKind.POT),
        ]
        assert [one.identity for one in found] == ["uk:000001-12345678", "uk:000001-87654321", None]
        assert found[0].number_last4 == "5678"
        assert found[0].provider_id == "ob-highstreet"

    @pytest.mark.parametrize(
        ("word", "kind"),
        [
            ("SAVING", AccountKind.SAVINGS),
            ("BUSINESS_SAVINGS", AccountKind.SAVINGS),
            ("BUSINESS_TRANSACTION", AccountKind.CURRENT),
            ("SOMETHING_NEW", AccountKind.CURRENT),
            (None, AccountKind.CURRENT),
        ],
    )
    def test_has_a_kind_whatever_it_is_called(self, word: str | None, kind: AccountKind) -> None:
        raw = {"account_id": "a", "currency": "gbp", "account_type": word}
        raw_number = {"number": "12345678", "sort_code": "00-00-01"}

        found = translate.to_account(
            AccountRow.model_validate(raw | {"account_number": raw_number})
        )

        assert (found.kind, found.currency) == (kind, "GBP")

    @pytest.mark.parametrize(
        ("number", "identity"),
        [
            ({"iban": "GB29 NWBK 6016 1331 9268 19"}, "uk:601613-31926819"),
            ({"iban": "IE29AIBK93115212345678"}, "iban:IE29AIBK93115212345678"),
            ({"iban": "NOT_SUPPORTED_BY_GEO", "swift_bic": "EXMPGB2L"}, None),
            ({"sort_code": "NOT_SUPPORTED_BY_PROVIDER", "number": "1"}, None),
            ({}, None),
        ],
    )
    def test_is_recognised_by_its_number(
        self, number: dict[str, str], identity: str | None
    ) -> None:
        raw = {"account_id": "a", "currency": "GBP", "account_number": number}

        found = translate.to_account(AccountRow.model_validate(raw))

        assert found.identity == identity
        assert identity is None or identity not in repr(found)

    def test_on_a_card_is_recognised_by_its_last_digits(self) -> None:
        credit, charge = [translate.to_card(CardRow.model_validate(raw)) for raw in rows("cards")]

        assert (credit.kind, charge.kind) == (AccountKind.CREDIT_CARD, AccountKind.CHARGE_CARD)
        assert credit.identity == "card:ob-cardissuer:mastercard:0042"
        assert charge.partial_card_number == "1007"

    def test_keeps_four_of_five_card_digits(self) -> None:
        raw = {"account_id": "c", "currency": "GBP", "partial_card_number": "91007"}

        assert translate.to_card(CardRow.model_validate(raw)).identity == "card:::1007"


class TestAccountBalance:
    def test_keeps_available_as_the_bank_meant_it(self) -> None:
        [raw] = rows("account_balance_overdrawn")

        found = translate.to_account_balance(AccountBalanceRow.model_validate(raw), account=ACCOUNT)

        assert (found.current, found.available) == (gbp(-11350), gbp(38650))
        assert found.overdraft == gbp(50000)
        assert found.updated_at == datetime(2026, 7, 20, 6, 15, 3, tzinfo=UTC)
        assert found.owed is None

    def test_lives_without_available(self) -> None:
        [raw] = rows("account_balance_sparse")

        found = translate.to_account_balance(AccountBalanceRow.model_validate(raw), account=ACCOUNT)

        assert (found.current, found.available, found.overdraft) == (gbp(102007), None, gbp(0))


class TestCardBalance:
    def test_is_negative_money_when_owed(self) -> None:
        found = card_balance(**rows("card_balance")[0])

        assert (found.current, found.owed) == (gbp(-28865), gbp(28865))
        assert (found.available, found.credit_limit) == (gbp(271135), gbp(300000))
        assert (found.last_statement_balance, found.last_statement_on) == (
            gbp(31020),
            date(2026, 7, 5),
        )
        assert (found.payment_due, found.payment_due_on) == (gbp(2500), date(2026, 7, 30))
        assert not found.needs_review

    def test_lives_without_limit_and_available(self) -> None:
        found = card_balance(**rows("card_balance_sparse")[0])

        assert (found.owed, found.available, found.credit_limit) == (gbp(16490), None, None)
        assert found.payment_due == gbp(0)
        assert not found.needs_review

    def test_shows_an_instalment_plan_by_less_than_nothing_to_spend(self) -> None:
        found = card_balance(**rows("card_balance_flex_like")[0])

        assert (found.current, found.owed) == (gbp(-12000), gbp(12000))
        assert found.kind is AccountKind.INSTALMENT_CREDIT
        assert found.needs_review

    def test_takes_a_card_over_its_limit_for_a_card(self) -> None:
        found = card_balance(current=3050, available=-50, credit_limit=3000)

        assert (found.owed, found.kind, found.needs_review) == (gbp(305000), None, False)

    def test_believes_a_credit_that_the_limit_explains(self) -> None:
        found = card_balance(current=-20, available=3020, credit_limit=3000)

        assert (found.current, found.owed, found.needs_review) == (gbp(2000), gbp(-2000), False)

    def test_asks_about_a_credit_that_nothing_explains(self) -> None:
        assert card_balance(current=-500, available=2500, credit_limit=3000).needs_review


class TestConsent:
    def test_says_when_it_ends(self) -> None:
        found = translate.to_consent(ConsentRow.model_validate(rows("me")[0]))

        assert found.expires_at == datetime(2026, 9, 29, 9, 0, 1, 520000, tzinfo=UTC)
        assert (found.provider_id, found.status) == ("ob-highstreet", "Authorised")

    def test_lives_without_its_beginning(self) -> None:
        found = translate.to_consent(ConsentRow.model_validate(rows("me_sandbox_sparse")[0]))

        assert found.provider_id == "mock"

    def test_has_no_end_where_none_is_told(self) -> None:
        found = translate.to_consent(
            ConsentRow.model_validate({"consent_expires_at": "0001-01-01T00:00:00Z"})
        )

        assert found.expires_at is None


class TestMandate:
    def test_may_know_nothing_of_its_last_payment(self) -> None:
        active, inactive, silent = [
            translate.to_mandate(DirectDebitRow.model_validate(raw), account=ACCOUNT)
            for raw in rows("account_direct_debits")
        ]

        assert (active.is_active, inactive.is_active, silent.is_active) == (True, False, None)
        assert (active.last_amount, active.last_paid_on) == (gbp(6400), date(2026, 7, 17))
        assert inactive.last_amount is None
        assert silent.last_paid_on == date(2026, 7, 2)
        assert (active.mandate_id, inactive.mandate_id) == (
            "5dfb031145dbed68462343afebc10b43",
            "dd-2",
        )


class TestStandingOrder:
    def test_loses_its_placeholders(self) -> None:
        rent, pocket_money = [
            translate.to_standing_order(StandingOrderRow.model_validate(raw), account=ACCOUNT)
            for raw in rows("account_standing_orders")
        ]

        assert (rent.next_on, rent.next_amount) == (date(2026, 8, 16), gbp(85000))
        assert (rent.final_on, rent.final_amount) == (None, None)
        assert (rent.order_id, rent.payee) == ("so-77", "RIVERSIDE LETTINGS")
        assert (pocket_money.payee, pocket_money.is_active) == (None, None)

    def test_takes_amounts_given_as_text(self) -> None:
        raw = {"frequency": "EvryDay", "next_payment_amount": "12.50"}

        found = translate.to_standing_order(StandingOrderRow.model_validate(raw), account=ACCOUNT)

        assert found.next_amount == gbp(1250)


class TestInstitution:
    def test_has_a_name_and_scopes(self) -> None:
        [_, monzo, amex, _] = [
            translate.to_institution(InstitutionRow.model_validate(raw))
            for raw in payload("providers")
        ]

        assert monzo.display_name == "Monzo"
        assert "accounts" not in amex.scopes

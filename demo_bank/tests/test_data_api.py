"""The wire: shapes, signs, depth and refusals of `/data/v1`."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from demo_bank.tests.person import Person

HARBOUR, PEBBLE, NORTHWAY, MERIDIAN = (
    "ob-demo-highstreet",
    "ob-demo-app",
    "ob-demo-bills",
    "ob-demo-amex",
)


def sum_of(rows: list[dict[str, object]]) -> Decimal:
    return sum((Decimal(str(row["amount"])) for row in rows), Decimal(0))


class TestAccounts:
    def test_high_street_accounts_carry_everything(self, person: Person) -> None:
        person.connect(HARBOUR)

        current, saver = person.rows("/accounts")

        assert set(current) == {
            "update_timestamp",
            "account_id",
            "account_type",
            "display_name",
            "currency",
            "account_number",
            "provider",
        }
        assert set(current["account_number"]) == {"iban", "number", "sort_code", "swift_bic"}
        assert set(current["provider"]) == {"display_name", "logo_uri", "provider_id"}
        assert saver["account_type"] == "SAVINGS"
        [alone] = person.rows(f"/accounts/{current['account_id']}")
        assert alone["account_number"] == current["account_number"]

    def test_pots_have_no_number(self, person: Person) -> None:
        person.connect(PEBBLE)

        pots = [row for row in person.rows("/accounts") if row["account_type"] == "SAVINGS"]

        assert [set(pot["account_number"]) for pot in pots] == [{"swift_bic"}, {"swift_bic"}]

    def test_ids_stay_after_connecting_again(self, person: Person) -> None:
        person.connect(HARBOUR)
        before = [row["account_id"] for row in person.rows("/accounts")]

        person.connect(HARBOUR)

        assert [row["account_id"] for row in person.rows("/accounts")] == before


class TestBalances:
    def test_available_includes_overdraft_and_pending(self, person: Person) -> None:
        person.connect(HARBOUR)
        account_id = person.rows("/accounts")[0]["account_id"]

        [balance] = person.rows(f"/accounts/{account_id}/balance")
        pending = person.rows(f"/accounts/{account_id}/transactions/pending")

        assert set(balance) == {"currency", "available", "current", "overdraft", "update_timestamp"}
        own = Decimal(str(balance["current"])) + sum_of(pending)
        assert Decimal(str(balance["available"])) == own + 500

    def test_running_balance_chains_down_to_the_current_balance(self, person: Person) -> None:
        person.connect(HARBOUR)
        account_id = person.rows("/accounts")[0]["account_id"]

        [balance] = person.rows(f"/accounts/{account_id}/balance")
        rows = person.rows(f"/accounts/{account_id}/transactions")

        expected = Decimal(str(balance["current"]))
        for row in rows:
            assert Decimal(str(row["running_balance"]["amount"])) == expected
            expected -= Decimal(str(row["amount"]))

    def test_app_bank_tells_no_available(self, person: Person) -> None:
        person.connect(PEBBLE)
        account_id = person.rows("/accounts")[0]["account_id"]

        [balance] = person.rows(f"/accounts/{account_id}/balance")

        assert set(balance) == {"currency", "current", "overdraft", "update_timestamp"}

    def test_flex_is_the_other_way_round(self, person: Person) -> None:
        person.connect(PEBBLE)
        [card] = person.rows("/cards")

        [balance] = person.rows(f"/cards/{card['account_id']}/balance")

        assert (balance["current"], balance["available"]) == (-200, -200)
        assert set(balance) == {"available", "currency", "current", "update_timestamp"}

    def test_charge_card_names_its_last_statement(self, person: Person) -> None:
        person.connect(MERIDIAN)
        [card] = person.rows("/cards")

        [balance] = person.rows(f"/cards/{card['account_id']}/balance")

        assert card["card_network"] == "AMEX"
        assert balance["last_statement_date"] == "2026-11-05"
        assert balance["payment_due_date"] == "2026-11-25T00:00:00Z"
        assert balance["payment_due"] == balance["last_statement_balance"]
        assert "available" not in balance
        assert "credit_limit" not in balance


class TestTransactions:
    def test_high_street_rows_are_dated_at_midnight_with_stable_ids(self, person: Person) -> None:
        person.connect(HARBOUR)
        path = f"/accounts/{person.rows('/accounts')[0]['account_id']}/transactions"

        rows = person.rows(path)

        assert rows == person.rows(path)
        assert all(row["timestamp"].endswith("T00:00:00Z") for row in rows)
        assert all(row["normalised_provider_transaction_id"].startswith("txn-") for row in rows)
        assert all((row["amount"] < 0) == (row["transaction_type"] == "DEBIT") for row in rows)
        assert [row["timestamp"] for row in rows] == sorted(
            (row["timestamp"] for row in rows), reverse=True
        )

    def test_card_purchases_are_positive(self, person: Person) -> None:
        person.connect(MERIDIAN)
        [card] = person.rows("/cards")

        rows = person.rows(f"/cards/{card['account_id']}/transactions")

        assert all((row["amount"] > 0) == (row["transaction_type"] == "DEBIT") for row in rows)
        assert any(row["description"] == "PAYMENT RECEIVED - THANK YOU" for row in rows)

    def test_building_society_renames_its_rows_at_every_fetch(self, person: Person) -> None:
        person.connect(NORTHWAY)
        path = f"/accounts/{person.rows('/accounts')[0]['account_id']}/transactions"

        first, second = person.rows(path), person.rows(path)

        assert {row["transaction_id"] for row in first}.isdisjoint(
            row["transaction_id"] for row in second
        )
        assert all("normalised_provider_transaction_id" not in row for row in first)
        assert [row["description"] for row in first] == [row["description"] for row in second]

    def test_both_ends_of_the_window_are_included(self, person: Person) -> None:
        person.connect(HARBOUR)
        path = f"/accounts/{person.rows('/accounts')[0]['account_id']}/transactions"

        rows = person.rows(path, **{"from": "2026-11-02", "to": "2026-11-12"})

        assert rows[0]["timestamp"] == "2026-11-12T00:00:00Z"
        assert rows[-1]["timestamp"] == "2026-11-02T00:00:00Z"

    @pytest.mark.parametrize(
        ("start", "end"),
        [("2026-11-01", "2026-11-20"), ("2026-11-10", "2026-11-01"), ("2020-11-01", "2026-11-01")],
    )
    def test_impossible_ranges_are_refused(self, person: Person, start: str, end: str) -> None:
        person.connect(HARBOUR)
        path = f"/accounts/{person.rows('/accounts')[0]['account_id']}/transactions"

        answer = person.get(path, **{"from": start, "to": end})

        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_date_range")

    def test_deep_history_closes_five_minutes_after_sign_in(self, person: Person) -> None:
        person.connect(HARBOUR)
        path = f"/accounts/{person.rows('/accounts')[0]['account_id']}/transactions"
        deep = str(date(2026, 11, 19) - timedelta(days=730))
        assert person.get(path, **{"from": deep}).status_code == 200

        person.advance(301)

        refused = person.get(path, **{"from": deep})
        assert (refused.status_code, refused.json()["error"]) == (403, "sca_exceeded")
        assert person.get(path, **{"from": "2026-08-24"}).status_code == 200


class TestMandates:
    def test_direct_debits_agree_with_history(self, person: Person) -> None:
        person.connect(HARBOUR)
        account_id = person.rows("/accounts")[0]["account_id"]

        debits = {row["name"]: row for row in person.rows(f"/accounts/{account_id}/direct_debits")}

        assert debits["PUREGYM LTD"]["previous_payment_timestamp"] == "2026-11-12T00:00:00Z"
        assert debits["PUREGYM LTD"]["previous_payment_amount"] == 34.99

    def test_standing_orders_tell_the_next_payment(self, person: Person) -> None:
        person.connect(HARBOUR)
        account_id = person.rows("/accounts")[0]["account_id"]

        rows = person.rows(f"/accounts/{account_id}/standing_orders")
        rent = next(row for row in rows if row.get("payee") == "RIVERSIDE LETTINGS")

        assert rent["frequency"] == "IntrvlMnthDay:01:01"
        assert rent["next_payment_date"] == "2026-12-01T00:00:00Z"
        assert rent["next_payment_amount"] == 985


class TestWhatABankDoesNotOffer:
    @pytest.mark.parametrize(
        ("provider_id", "path"),
        [(HARBOUR, "/cards"), (MERIDIAN, "/accounts")],
    )
    def test_answers_501(self, person: Person, provider_id: str, path: str) -> None:
        person.connect(provider_id)

        answer = person.get(path)

        assert (answer.status_code, answer.json()["error"]) == (501, "endpoint_not_supported")

    def test_building_society_has_no_standing_orders_and_an_empty_card_list(
        self, person: Person
    ) -> None:
        person.connect(NORTHWAY)
        account_id = person.rows("/accounts")[0]["account_id"]

        assert person.get(f"/accounts/{account_id}/standing_orders").status_code == 501
        assert person.rows("/cards") == []

    def test_a_scope_that_was_not_asked_for_is_refused(self, person: Person) -> None:
        person.connect(HARBOUR, scope="accounts offline_access")
        account_id = person.rows("/accounts")[0]["account_id"]

        answer = person.get(f"/accounts/{account_id}/balance")

        assert (answer.status_code, answer.json()["error"]) == (403, "access_denied")

    def test_an_unknown_account_is_not_found(self, person: Person) -> None:
        person.connect(HARBOUR)

        answer = person.get("/accounts/0000/balance")

        assert (answer.status_code, answer.json()["error"]) == (404, "account_not_found")

    def test_mock_users_fail_as_named(self, person: Person) -> None:
        person.connect("uk-cs-mock", who=("error.provider_error", "error"))

        answer = person.get("/accounts")

        assert (answer.status_code, answer.json()["error"]) == (503, "provider_error")

    def test_mock_bank_reports_itself_as_mock(self, person: Person) -> None:
        person.connect("uk-cs-mock")

        assert person.rows("/accounts")[0]["provider"]["provider_id"] == "mock"
        assert "consent_created_at" not in person.rows("/me")[0]

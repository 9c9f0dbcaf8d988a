"""Every route, found in the application itself: who may call it, and whose things it shows."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.bank.fake import FakeConnection
from app.bank.protocol import Mandate
from app.core.config import Settings
from app.main import create_app
from app.services.wiring import wire
from tests.integration.stories import account, balance, row, shared

V1 = "/api/v1"
PUBLIC = {
    ("GET", "/api/v1/health"),
    ("GET", "/api/v1/meta"),
    ("POST", "/api/v1/auth/register"),
    ("POST", "/api/v1/auth/login"),
    ("POST", "/api/v1/auth/demo"),
}
NOWHERE = "postgresql://nowhere.invalid/none"
STRANGE = "00000000-0000-4000-8000-000000000000"
A_ROW: dict[str, object] = {"date": "2026-11-18", "amount": -100, "description": "x"}
# What makes a request valid, so that only whose thing it is can be what is wrong.
BODIES: dict[tuple[str, str], dict[str, object]] = {
    ("PUT", "/api/v1/analytics/cards/{account_id}/repayment"): {"plan": "full"},
    ("POST", "/api/v1/analytics/commitments/{commitment_id}/merge"): {"commitment_id": STRANGE},
    ("POST", "/api/v1/analytics/commitments/{commitment_id}/split"): {"transaction_ids": [STRANGE]},
    ("POST", "/api/v1/banking/questions/{question_id}/answer"): {"same_as": None},
    ("POST", "/api/v1/banking/connections/{connection_id}/extend"): {"reconfirmed": True},
    ("POST", "/api/v1/banking/accounts/{account_id}/balances"): {
        "date": "2026-11-18",
        "balance": 1,
    },
    ("POST", "/api/v1/banking/accounts/{account_id}/join"): {"account_id": STRANGE},
    ("PUT", "/api/v1/analytics/expected/{expected_id}/{date}"): {"word": "paid"},
    ("POST", "/api/v1/banking/accounts/{account_id}/transactions"): A_ROW,
    ("PATCH", "/api/v1/analytics/categories/{category_id}"): {"name": "x"},
    ("PATCH", "/api/v1/analytics/merchants/{merchant_id}"): {"name": "x"},
    ("POST", "/api/v1/analytics/merchants/{merchant_id}/preview"): {"name": "x"},
    ("PUT", "/api/v1/banking/accounts/{account_id}/transactions/{transaction_id}"): A_ROW,
}


def an_app() -> FastAPI:
    """Return the application, for its routes only: it reaches no database."""
    return create_app(
        wire(
            Settings.model_validate(
                {
                    "database_url": NOWHERE,
                    "secret_key": "for its routes only",
                    "encryption_key": "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
                    "ui_dir": "nowhere",
                    "truelayer_client_id": "client",
                }
            )
        )
    )


def routes() -> list[tuple[str, str]]:
    """Return method and path of every operation in the OpenAPI document."""
    paths: dict[str, dict[str, object]] = an_app().openapi()["paths"]
    return sorted(
        (method.upper(), path) for path, operations in paths.items() for method in operations
    )


ROUTES = routes()
WITH_ID = [(method, path) for method, path in ROUTES if re.search(r"\{\w*_id\}", path)]


def a_debit(number: int) -> Mandate:
    return Mandate(
        mandate_id=f"dd-{number}",
        name=f"BILLER {number}",
        reference=None,
        is_active=True,
        last_amount=None,
        last_paid_on=None,
    )


@pytest.fixture
def household(
    client: TestClient,
    sign_up: Callable[[str], dict[str, str]],
    connect: Callable[[FakeConnection, dict[str, str]], str],
    run_jobs: Callable[[], None],
) -> dict[str, str]:
    """Return the ids of what Alex's household has, by the name of the path's parameter."""
    headers = sign_up("alex@example.com")
    held = account(
        row("1", "2026-11-18", -500),
        held=balance(100_00),
        pending=(row("2", "2026-11-17", -2_000, "NANDOS"),),
    )
    held.direct_debits = [a_debit(1)]
    connection_id = connect(shared(held), headers)
    held.direct_debits = [a_debit(1), a_debit(2)]
    # Two booked rows that the pending one may have become: a question.
    held.pending = []
    held.transactions += [row("3", "2026-11-18", -2_200, "NANDOS")]
    held.transactions += [row("4", "2026-11-19", -2_400, "NANDOS")]
    client.post(f"{V1}/banking/sync/transactions", headers=headers)
    run_jobs()

    def made(path: str, body: dict[str, object]) -> str:
        answer = client.post(f"{V1}{path}", json=body, headers=headers)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    needs = client.get(f"{V1}/needs-you", headers=headers).json()
    card_id = made("/banking/accounts", {"name": "Amex", "kind": "credit_card", "balance": -100})
    rule = client.post(
        f"{V1}/analytics/rules", json={"text": "NANDOS", "category": "other"}, headers=headers
    ).json()
    commitment_id = made(
        "/analytics/commitments",
        {
            "name": "Rent",
            "direction": "out",
            "amount": 95_000,
            "cadence": {"kind": "monthly_day", "day": 1},
            "next_date": "2026-12-01",
        },
    )
    balances = f"/banking/accounts/{card_id}/balances"
    return {
        "connection_id": connection_id,
        "balance_id": made(balances, {"date": "2026-11-18", "balance": -90}),
        "transaction_id": made(f"/banking/accounts/{card_id}/transactions", A_ROW),
        "import_id": str(
            client.post(
                f"{V1}/banking/import",
                files={"file": ("f.csv", b"Date,Description,Amount\n20/10/2026,SHOP,-1.00\n")},
                headers=headers,
            ).json()["id"]
        ),
        "sync_id": str(client.get(f"{V1}/banking/syncs", headers=headers).json()[0]["id"]),
        "account_id": card_id,
        "commitment_id": commitment_id,
        "expected_id": commitment_id,
        "item_id": made(
            "/analytics/planned-items", {"name": "MOT", "amount": -5_485, "date": "2026-11-24"}
        ),
        "plan_id": made(
            "/analytics/payment-plans",
            {"name": "Sofa", "total": 10_000, "instalments": 3, "first_date": "2026-12-01"},
        ),
        "category_id": made("/analytics/categories", {"name": "Hobbies"}),
        "merchant_id": str(
            client.get(f"{V1}/analytics/merchants", headers=headers).json()[0]["id"]
        ),
        "rule_id": str(rule["rule"]["id"]),
        "sorting_id": str(rule["sorting"]["id"]),
        "question_id": str(needs[0]["subject_id"]),
        "mandate_id": str(
            next(need["subject_id"] for need in needs if need["kind"] == "new_mandate")
        ),
        "goal_id": made(
            "/analytics/goals", {"name": "Holiday", "target": 100_000, "date": "2027-06-01"}
        ),
        "session_id": str(client.get(f"{V1}/auth/sessions", headers=headers).json()[0]["id"]),
    }


def filled(path: str, ids: dict[str, str]) -> str:
    """Return the path with its parameters, unknown ids where the household has no such thing."""

    def value(match: re.Match[str]) -> str:
        return "2026-12-01" if match[1] == "date" else ids.get(match[1], STRANGE)

    return re.sub(r"\{(\w+)\}", value, path)


class TestAnotherHouseholdsThing:
    def test_does_not_exist(
        self,
        client: TestClient,
        household: dict[str, str],
        sign_up: Callable[[str], dict[str, str]],
    ) -> None:
        stranger = sign_up("sam@example.com")
        wrong: list[str] = []

        # One household for all of them: what is refused changes nothing.
        for method, path in WITH_ID:
            answer = client.request(
                method,
                filled(path, household),
                headers=stranger,
                json=BODIES.get((method, path), {} if method in {"PUT", "PATCH"} else None),
            )
            if answer.status_code != 404 or not answer.json()["code"].endswith("_not_found"):
                wrong.append(f"{method} {path}: {answer.status_code} {answer.text}")

        assert wrong == []

    @pytest.mark.parametrize(
        "path", ["/analytics/planned-items", "/analytics/payment-plans", "/analytics/commitments"]
    )
    def test_cannot_be_named_in_ones_own(
        self,
        client: TestClient,
        household: dict[str, str],
        sign_up: Callable[[str], dict[str, str]],
        path: str,
    ) -> None:
        stranger = sign_up("sam@example.com")
        body = {
            "/analytics/planned-items": {"name": "x", "amount": -1, "date": "2026-11-24"},
            "/analytics/payment-plans": {
                "name": "x",
                "total": 100,
                "instalments": 1,
                "first_date": "2026-12-01",
            },
            "/analytics/commitments": {
                "name": "x",
                "direction": "out",
                "amount": 1,
                "cadence": {"kind": "once"},
                "next_date": "2026-12-01",
            },
        }[path]

        answer = client.post(
            f"{V1}{path}", json=body | {"account_id": household["account_id"]}, headers=stranger
        )

        assert answer.status_code == 404
        assert answer.json()["code"] == "account_not_found"

    def test_cannot_be_chosen_as_payday(
        self,
        client: TestClient,
        household: dict[str, str],
        sign_up: Callable[[str], dict[str, str]],
    ) -> None:
        stranger = sign_up("sam@example.com")

        answer = client.put(
            f"{V1}/analytics/payday",
            json={"commitment_ids": [household["commitment_id"]]},
            headers=stranger,
        )

        assert answer.status_code == 404
        assert answer.json()["code"] == "commitment_not_found"

    @pytest.mark.usefixtures("household")
    def test_shows_in_no_list(
        self, client: TestClient, sign_up: Callable[[str], dict[str, str]]
    ) -> None:
        stranger = sign_up("sam@example.com")

        for path in (
            "/banking/accounts",
            "/banking/connections",
            "/banking/syncs",
            "/banking/transactions",
            "/analytics/commitments",
            "/analytics/planned-items",
            "/analytics/payment-plans",
            "/needs-you",
        ):
            found = client.get(f"{V1}{path}", headers=stranger).json()
            assert found in ([], {"items": [], "next_cursor": None}), path

    def test_every_kind_of_it_is_tried(self, household: dict[str, str]) -> None:
        named = {name for _, path in WITH_ID for name in re.findall(r"\{(\w*_id)\}", path)}

        assert named == set(household)


class TestWithoutASession:
    def test_every_route_asks_who_is_there(self, client: TestClient) -> None:
        wrong: list[str] = []

        for method, path in ROUTES:
            if (method, path) in PUBLIC:
                continue
            answer = client.request(method, filled(path, {"id": str(UUID(int=0))}))
            is_problem = answer.headers["content-type"] == "application/problem+json"
            if answer.status_code != 401 or not is_problem:
                wrong.append(f"{method} {path}: {answer.status_code} {answer.text}")
            elif answer.json()["code"] != "not_signed_in":
                wrong.append(f"{method} {path}: {answer.text}")

        assert wrong == []

    def test_only_these_are_public(self) -> None:
        assert set(ROUTES) >= PUBLIC

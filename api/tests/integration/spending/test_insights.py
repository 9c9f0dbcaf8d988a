"""What is worth telling about spending, through the API: each kind of insight, from bank rows."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.bank.fake import FakeAccount, FakeConnection
from app.bank.protocol import BankTransaction
from tests.integration.spending.test_correcting import Story
from tests.integration.stories import account, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]


def monthly(text: str, minor: int, *days: str) -> list[BankTransaction]:
    return [row(f"{text}{day}", day, -minor, text) for day in days]


@pytest.fixture
def held() -> list[FakeAccount]:
    """Return an account of today, 19 November 2026, with one story for each insight."""
    year = [f"2025-{month:02}-05" for month in (11, 12)] + [
        f"2026-{month:02}-05" for month in range(1, 12)
    ]
    food = [f"2026-{month:02}-{day:02}" for month in (7, 8, 9, 10) for day in (3, 15)]
    return [
        account(
            *monthly("NETFLIX.COM", 10_99, "2026-07-10", "2026-08-10", "2026-09-10"),
            *monthly("NETFLIX.COM", 12_99, "2026-10-10", "2026-11-10"),
            *monthly("DISNEY PLUS", 8_99, "2026-09-15", "2026-10-15", "2026-11-15"),
            *monthly("STRAVA", 8_99, *year),
            *monthly("TESCO STORES 2041", 20_00, *food),
            *monthly("TESCO STORES 2041", 150_00, "2026-11-12"),
            row("u1", "2026-11-13", -39_90, "UNIQLO LONDON"),
            row("u2", "2026-11-13", -39_90, "UNIQLO LONDON"),
        )
    ]


@pytest.fixture
def story(
    client: TestClient, headers: dict[str, str], connect: Connect, held: list[FakeAccount]
) -> Story:
    connect(shared(*held), headers)
    return Story(client, headers)


def told(story: Story, query: str = "") -> dict[str, dict[str, Any]]:
    """Return the insights by what they are about."""
    insights = story.ask("GET", f"/analytics/spending/insights{query}")["insights"]
    found = {f"{one['kind']} {one['merchant'] or one['category']}": one for one in insights}
    assert len(found) == len(insights)
    return found


def test_every_kind_is_told_with_its_rows(story: Story) -> None:
    found = told(story)

    assert {name: (one["amount"], one["usual"], one["yearly"]) for name, one in found.items()} == {
        "price_rise Netflix": (12_99, 10_99, 24_00),
        "new_subscription Disney+": (8_99, 0, 107_88),
        "forgotten_subscription Strava": (8_99, 8_99, 107_88),
        "unusual_charge Tesco": (150_00, 20_00, 0),
        "charged_twice Uniqlo": (39_90, 0, 0),
        "category_ahead groceries": (150_00, 40_00, 0),
        "category_ahead shopping": (79_80, 0, 0),
    }
    assert all(one["transaction_ids"] for one in found.values() if one["kind"] != "category_ahead")


def test_one_dismissed_stays_dismissed_through_syncs(
    story: Story, held: list[FakeAccount], run_jobs: Callable[[], None]
) -> None:
    key = told(story)["price_rise Netflix"]["key"]
    body = {"key": key, "dismissed": True}

    story.ask("POST", "/analytics/spending/insights/dismissals", body, status=204)
    held[0].transactions.append(row("new", "2026-11-18", -3_00, "GREGGS"))
    story.ask("POST", "/banking/sync/transactions", {}, status=202)
    run_jobs()

    assert "price_rise Netflix" not in told(story)
    assert told(story, "?dismissed=with")["price_rise Netflix"]["is_dismissed"]
    story.ask("POST", "/analytics/spending/insights/dismissals", body | {"dismissed": False}, 204)
    assert "price_rise Netflix" in told(story)


def test_a_second_rise_is_told_though_the_first_was_dismissed(
    story: Story, held: list[FakeAccount], run_jobs: Callable[[], None]
) -> None:
    body = {"key": told(story)["price_rise Netflix"]["key"], "dismissed": True}
    story.ask("POST", "/analytics/spending/insights/dismissals", body, status=204)

    held[0].transactions.append(row("again", "2026-11-18", -14_99, "NETFLIX.COM"))
    story.ask("POST", "/banking/sync/transactions", {}, status=202)
    run_jobs()

    assert told(story)["price_rise Netflix"]["amount"] == 14_99

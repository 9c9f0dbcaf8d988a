"""A person's word on rows, through the API: it wins for ever."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from app.bank.fake import FakeAccount, FakeConnection
from app.domain.ledger import AccountKind
from app.models.planning import PaymentPlan
from app.services.wiring import Wiring
from tests.integration.spending.test_sorting import moved, sums_differ, unsorted
from tests.integration.stories import V1, account, row, shared

type Connect = Callable[[FakeConnection, dict[str, str]], str]
type Person = dict[str, str]


class Story:
    """A household seen through the API."""

    def __init__(self, client: TestClient, headers: Person) -> None:
        self.client, self.headers = client, headers

    def rows(self, query: str = "limit=500") -> dict[str, Any]:
        """Return the rows by description."""
        page = self.client.get(f"{V1}/banking/transactions?{query}", headers=self.headers).json()
        return {one["description"]: one for one in page["items"]}

    def say(self, row_id: str, status: int = 200, **word: Any) -> Any:
        answer = self.client.patch(
            f"{V1}/banking/transactions/{row_id}", json=word, headers=self.headers
        )
        assert answer.status_code == status, answer.text
        return answer.json()

    def ask(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        answer = self.client.request(method, f"{V1}{path}", json=body, headers=self.headers)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    def totals(self, month: str = "2026-11") -> dict[str, int]:
        groups = self.ask("GET", f"/analytics/spending?month={month}")["groups"]
        return {group["key"]: group["total"] for group in groups}


@pytest.fixture
def held() -> list[FakeAccount]:
    return [
        account(
            row("1", "2026-11-02", -40_00, "TESCO STORES 2041"),
            row("2", "2026-11-03", -25_00, "TESCO STORES 6120"),
            row("3", "2026-11-04", -12_00, "BLUE DOOR"),
            moved("4", "2026-11-05", -200_00, "TO EVERYDAY SAVER", "TRANSFER"),
            moved("5", "2026-11-06", 30_00, "P SHAH", "TRANSFER"),
            moved("6", "2026-11-07", -30_00, "K JONES", "TRANSFER"),
            row("7", "2026-10-20", -80_00, "UNIQLO LONDON"),
            moved("8", "2026-11-08", 80_00, "UNIQLO LONDON REFUND", "CREDIT"),
            moved("9", "2026-11-09", -100_00, "LENDER CO", "DIRECT_DEBIT"),
            row("10", "2026-10-09", -300_00, "SOFA SHOP"),
        ),
        account(
            moved("s4", "2026-11-05", 200_00, "FROM CURRENT", "TRANSFER"),
            identity="acc-2",
            name="Everyday Saver",
            kind=AccountKind.SAVINGS,
            number="uk:040004:87654321",
        ),
    ]


@pytest.fixture
def story(
    client: TestClient, headers: Person, connect: Connect, held: list[FakeAccount], wiring: Wiring
) -> Story:
    connect(shared(*held), headers)
    assert unsorted(wiring) == 0
    return Story(client, headers)


class TestOneRow:
    def test_takes_another_category_and_keeps_it_through_syncs(
        self, story: Story, run_jobs: Callable[[], None], wiring: Wiring
    ) -> None:
        first = story.rows()["TESCO STORES 2041"]

        said = story.say(first["id"], category="gifts_charity", note="for Kim")
        story.ask("POST", "/banking/sync/transactions", {}, status=202)
        run_jobs()

        assert (said["category"], said["category_source"]) == ("gifts_charity", "person")
        kept = story.rows()["TESCO STORES 2041"]
        assert (kept["category"], kept["note"]) == ("gifts_charity", "for Kim")
        assert story.rows()["TESCO STORES 6120"]["category"] == "groceries"
        assert story.totals()["gifts_charity"] == 40_00
        assert sums_differ(wiring) == []
        assert story.say(first["id"], category=None)["category"] == "groceries"

    def test_teaches_how_the_next_ones_are_sorted(
        self, story: Story, held: list[FakeAccount], run_jobs: Callable[[], None]
    ) -> None:
        story.say(story.rows()["BLUE DOOR"]["id"], category="childcare")
        held[0].transactions += [row("new", "2026-11-19", -15_00, "BLUE DOOR 44")]

        story.ask("POST", "/banking/sync/transactions", {}, status=202)
        run_jobs()

        new = story.rows()["BLUE DOOR 44"]
        assert (new["category"], new["category_source"]) == ("childcare", "rule")
        [rule] = story.ask("GET", "/analytics/rules")
        assert (rule["origin"], rule["merchant"]) == ("learned", "Blue Door")

    def test_says_the_same_of_all_of_its_merchant_where_asked(self, story: Story) -> None:
        first = story.rows()["TESCO STORES 2041"]

        story.say(first["id"], category="shopping", apply_to="merchant")

        assert story.rows()["TESCO STORES 6120"]["category"] == "shopping"

    def test_is_split_to_the_penny(self, story: Story, wiring: Wiring) -> None:
        first = story.rows()["TESCO STORES 2041"]
        parts = [
            {"category": "groceries", "amount": -28_00},
            {"category": "gifts_charity", "amount": -12_00, "note": "flowers"},
        ]

        said = story.say(first["id"], splits=parts)

        assert [one["amount"] for one in said["splits"]] == [-28_00, -12_00]
        assert story.totals()["gifts_charity"] == 12_00
        assert story.totals()["groceries"] == 25_00 + 28_00
        assert set(story.rows("category=gifts_charity")) == {"TESCO STORES 2041"}
        assert sums_differ(wiring) == []
        assert story.say(first["id"], status=422, splits=parts[:1])["code"] == "invalid_input"
        assert story.say(first["id"], splits=[])["splits"] == []
        assert sums_differ(wiring) == []

    def test_cannot_be_what_its_sign_denies(self, story: Story) -> None:
        first = story.rows()["TESCO STORES 2041"]

        for word in ({"kind": "income"}, {"kind": "refund"}, {"category": "income"}):
            assert story.say(first["id"], status=422, **word)["code"] == "invalid_input"
        assert story.say(story.rows()["P SHAH"]["id"], status=422, kind="spending")
        assert story.say(first["id"], status=404, category="nowhere")["code"] == (
            "category_not_found"
        )

    def test_called_a_transfer_is_spent_no_longer(self, story: Story, wiring: Wiring) -> None:
        said = story.say(story.rows()["K JONES"]["id"], category="savings")

        assert (said["kind"], said["kind_source"]) == ("transfer", "person")
        assert story.totals()["other"] == 12_00
        assert story.say(said["id"], kind="spending", category=None)["kind"] == "spending"
        assert sums_differ(wiring) == []


class TestTwoRows:
    def test_taken_apart_never_pair_again(self, story: Story, wiring: Wiring) -> None:
        out = story.rows()["TO EVERYDAY SAVER"]
        assert out["paired_with_id"] == story.rows()["FROM CURRENT"]["id"]

        said = story.say(out["id"], kind="spending", paired_with_id=None)

        assert (said["kind"], said["paired_with_id"]) == ("spending", None)
        assert story.rows()["FROM CURRENT"]["paired_with_id"] is None
        assert sums_differ(wiring) == []
        assert story.say(out["id"], kind=None)["paired_with_id"] is None

    def test_put_together_are_a_move_for_ever(self, story: Story, wiring: Wiring) -> None:
        out, into = story.rows()["TO EVERYDAY SAVER"], story.rows()["FROM CURRENT"]
        story.say(out["id"], paired_with_id=None)

        said = story.say(out["id"], paired_with_id=into["id"])

        assert said["transfer"]["state"] == "told"
        assert said["transfer"]["other"]["id"] == into["id"]
        assert story.rows()["FROM CURRENT"]["kind"] == "transfer"
        assert sums_differ(wiring) == []

    def test_of_one_account_or_other_amounts_are_no_move(self, story: Story) -> None:
        rows = story.rows()

        for other in ("P SHAH", "FROM CURRENT"):
            story.say(rows["K JONES"]["id"], status=422, paired_with_id=rows[other]["id"])
        story.say(rows["K JONES"]["id"], status=422, paired_with_id=rows["BLUE DOOR"]["id"])


class TestARefund:
    def test_counts_in_its_purchases_month(self, story: Story, wiring: Wiring) -> None:
        back, bought = story.rows()["UNIQLO LONDON REFUND"], story.rows()["UNIQLO LONDON"]

        assert (back["kind"], back["refund_of_id"]) == ("refund", bought["id"])
        assert story.totals("2026-10")["shopping"] == 0
        assert "shopping" not in story.totals()
        said = story.say(back["id"], refund_of_id=None)
        assert said["counted_on"] == "2026-11-08"
        assert story.totals("2026-10")["shopping"] == 80_00
        assert story.say(back["id"], refund_of_id=bought["id"])["counted_on"] == "2026-10-20"
        assert sums_differ(wiring) == []
        story.say(back["id"], status=422, refund_of_id=story.rows()["P SHAH"]["id"])
        story.say(bought["id"], status=422, refund_of_id=back["id"])


class TestAPlan:
    def test_counts_its_purchase_once(self, story: Story, wiring: Wiring) -> None:
        bought = story.rows()["SOFA SHOP"]

        body = {"name": "Sofa", "total": 300_00, "instalments": 3, "first_date": "2026-11-09"}
        plan = story.ask("POST", "/analytics/payment-plans", body, status=201)
        with wiring.bank.unit_of_work() as session:
            session.execute(update(PaymentPlan).values(purchase_transaction_id=bought["id"]))

        paid = story.rows()["LENDER CO"]
        assert (paid["kind"], paid["kind_source"]) == ("card_repayment", "plan")
        assert sum(story.totals("2026-10").values()) == 300_00
        assert sums_differ(wiring) == []
        story.ask("DELETE", f"/analytics/payment-plans/{plan['id']}", status=204)
        assert story.rows()["LENDER CO"]["kind"] == "spending"
        assert sums_differ(wiring) == []


class TestMerchants:
    def test_are_renamed_in_the_past_too(self, story: Story) -> None:
        first = story.rows()["TESCO STORES 2041"]

        preview = story.ask(
            "POST", f"/analytics/merchants/{first['merchant_id']}/preview", {"name": "Big T"}
        )
        story.say(first["id"], merchant="Big T")

        assert preview == {"count": 2, "merges_into_id": None, "merges_into": None}
        assert story.rows()["TESCO STORES 6120"]["merchant"] == "Big T"
        assert {one["name"] for one in story.ask("GET", "/analytics/merchants")} >= {"Big T"}

    def test_merge_under_one_name(
        self, story: Story, held: list[FakeAccount], run_jobs: Callable[[], None], wiring: Wiring
    ) -> None:
        door = story.rows()["BLUE DOOR"]["merchant_id"]

        story.ask("PATCH", f"/analytics/merchants/{door}", {"name": "tesco"})
        held[0].transactions += [row("new", "2026-11-19", -15_00, "BLUE DOOR 44")]
        story.ask("POST", "/banking/sync/transactions", {}, status=202)
        run_jobs()

        names = {text: one["merchant"] for text, one in story.rows().items()}
        assert names["BLUE DOOR"] == names["BLUE DOOR 44"] == "Tesco"
        assert sums_differ(wiring) == []

    def test_can_be_another_for_one_row(self, story: Story) -> None:
        first = story.rows()["TESCO STORES 2041"]

        assert story.say(first["id"], merchant="Kim", apply_to="this")["merchant"] == "Kim"
        assert story.rows()["TESCO STORES 6120"]["merchant"] == "Tesco"
        assert story.say(first["id"], merchant=None)["merchant"] == "Tesco"


class TestRules:
    def test_are_previewed_made_and_taken_back(self, story: Story, wiring: Wiring) -> None:
        body = {"text": "tesco", "amount_min": 30_00, "category": "shopping"}

        preview = story.ask("POST", "/analytics/rules/preview", body)
        made = story.ask("POST", "/analytics/rules", body, status=201)

        assert (preview["matching"], preview["changing"]) == (1, 1)
        assert (made["sorting"]["status"], made["sorting"]["total"]) == ("succeeded", 1)
        rows = story.rows()
        assert rows["TESCO STORES 2041"]["category"] == "shopping"
        assert rows["TESCO STORES 6120"]["category"] == "groceries"
        gone = story.ask("GET", f"/analytics/rules/{made['rule']['id']}/deletion")
        assert (gone["matching"], gone["changing"]) == (1, 1)
        assert gone["sample"] == [rows["TESCO STORES 2041"]["id"]]
        story.say(rows["TESCO STORES 2041"]["id"], category="travel", apply_to="this")
        gone = story.ask("GET", f"/analytics/rules/{made['rule']['id']}/deletion")
        assert (gone["matching"], gone["changing"]) == (1, 0)
        story.say(rows["TESCO STORES 2041"]["id"], category=None)
        story.ask("DELETE", f"/analytics/rules/{made['rule']['id']}")
        assert story.rows()["TESCO STORES 2041"]["category"] == "groceries"
        assert sums_differ(wiring) == []

    def test_need_conditions(self, story: Story) -> None:
        story.ask("POST", "/analytics/rules", {"category": "other"}, status=422)
        story.ask("POST", "/analytics/rules", {"text": "x"}, status=422)

    def test_over_many_rows_are_followed_by_a_job(
        self, story: Story, run_jobs: Callable[[], None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.services.spending.arranging.AT_ONCE", 0)

        made = story.ask(
            "POST", "/analytics/rules", {"text": "tesco", "category": "shopping"}, status=201
        )
        path = f"/analytics/sortings/{made['sorting']['id']}"

        assert story.ask("GET", path)["status"] == "queued"
        assert story.rows()["TESCO STORES 2041"]["category"] == "groceries"
        run_jobs()
        assert story.ask("GET", path) | {"id": ""} == {
            "id": "", "reason": "rule", "status": "succeeded", "done": 2, "total": 2,
        }  # fmt: skip
        assert story.rows()["TESCO STORES 2041"]["category"] == "shopping"


class TestOwnCategories:
    def test_are_added_used_renamed_and_deleted(self, story: Story, wiring: Wiring) -> None:
        made = story.ask("POST", "/analytics/categories", {"name": "Hobbies & fun"}, status=201)
        story.say(story.rows()["BLUE DOOR"]["id"], category=made["key"])

        assert story.totals()["hobbies_fun"] == 12_00
        story.ask("PATCH", f"/analytics/categories/{made['id']}", {"name": "Fun"})
        listed = story.ask("GET", "/analytics/categories")
        assert {one["name"] for one in listed} >= {"Fun", "Groceries"}
        story.ask("POST", "/analytics/categories", {"name": "Groceries"}, status=409)
        story.ask("DELETE", f"/analytics/categories/{made['id']}?move_to=travel", status=204)
        assert story.totals()["travel"] == 12_00
        assert sums_differ(wiring) == []

    def test_deleted_without_a_place_to_go_are_forgotten(self, story: Story) -> None:
        made = story.ask("POST", "/analytics/categories", {"name": "Fun"}, status=201)
        story.say(story.rows()["BLUE DOOR"]["id"], category=made["key"])

        story.ask("DELETE", f"/analytics/categories/{made['id']}", status=204)

        assert story.rows()["BLUE DOOR"]["category"] == "other"


class TestManyRows:
    def test_take_one_word(self, story: Story, wiring: Wiring) -> None:
        ids = [one["id"] for text, one in story.rows().items() if "TESCO" in text]

        done = story.ask("POST", "/banking/transactions/bulk", {"ids": ids, "category": "shopping"})

        assert done == {"updated": 2}
        assert story.totals()["shopping"] == 65_00
        assert story.ask("GET", "/analytics/rules") == []
        assert sums_differ(wiring) == []

    def test_take_another_merchant_or_kind(self, story: Story, wiring: Wiring) -> None:
        ids = [one["id"] for text, one in story.rows().items() if "TESCO" in text]

        named = {"ids": ids[:1], "merchant": "Corner shop"}
        story.ask("POST", "/banking/transactions/bulk", named)
        rows = {row["id"]: row["merchant"] for row in story.rows().values()}
        assert (rows[ids[0]], rows[ids[1]]) == ("Corner shop", "Tesco")
        story.ask("POST", "/banking/transactions/bulk", {"ids": ids, "kind": "transfer"})
        assert "groceries" not in story.totals()
        assert sums_differ(wiring) == []


def test_sums_equal_the_rows_whatever_a_person_says(
    story: Story, held: list[FakeAccount], run_jobs: Callable[[], None], wiring: Wiring
) -> None:
    dice = Random(6)  # noqa: S311 - the same story each time
    for step in range(12):
        row_ = dice.choice(sorted(story.rows().values(), key=lambda one: str(one["id"])))
        words: list[dict[str, Any]] = [
            {"category": dice.choice(["groceries", "travel", "other", "transfer"])},
            {"kind": dice.choice(["transfer", "card_repayment", None])},
            {"paired_with_id": None},
            {"merchant": dice.choice(["Tesco", "Somebody"])},
        ]
        word = dice.choice(words)
        story.say(row_["id"], **word)
        if step % 4 == 3:
            held[0].transactions.pop(dice.randrange(len(held[0].transactions)))
            story.ask("POST", "/banking/sync/transactions", {}, status=202)
            run_jobs()
        assert sums_differ(wiring) == [], (step, word)
        cuts = {
            story.ask("GET", f"/analytics/spending?from=2026-10-02&to=2026-11-18&group_by={by}")[
                "total"
            ]
            for by in ("category", "merchant", "month", "account")
        }
        assert len(cuts) == 1


@pytest.mark.parametrize("dismissed", [True, False])
def test_an_insight_is_dismissed_for_good(story: Story, *, dismissed: bool) -> None:
    body = {"key": "price_rise:x", "dismissed": dismissed}

    story.ask("POST", "/analytics/spending/insights/dismissals", body, status=204)
    story.ask("POST", "/analytics/spending/insights/dismissals", body, status=204)

    assert story.ask("GET", "/analytics/spending/insights")["insights"] is not None

"""Scenarios S10 to S16: account warnings, days, one-offs, refusals, silent feeds, savings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from app.models.banking import Connection
from app.models.syncing import AccountState
from app.services.wiring import Wiring
from tests.integration.homes import TO_NOW, Home, monthly, months
from tests.integration.scenarios.house import House, last_friday
from tests.integration.scenarios.house import monthly as on_day
from tests.integration.stories import account, balance, row

TODAY = date(2026, 11, 19)


@pytest.fixture
def home(house: House) -> Home:
    return Home(house.client, house.headers, house.connect, house.run_jobs)


class TestS10:
    @pytest.mark.parametrize(
        ("bills", "rent", "on", "needed", "by"),
        [
            (100_00, -700_00, "2026-12-03", 600_00, "2026-12-02"),
            # A Monday: the last working day before is the Friday.
            (0, -1, "2026-11-23", 1, "2026-11-20"),
            # Between Christmas and New Year only three days work; 29 December follows two holidays.
            (49_99, -50_00, "2026-12-29", 1, "2026-12-24"),
            (-20_00, -5_00, "2026-11-24", 25_00, "2026-11-19"),
            (75_25, -80_25, "2026-11-19", 5_00, "2026-11-19"),
        ],
    )
    def test_s10_a_bills_account_that_runs_dry_is_named_with_the_transfer(
        self, house: House, bills: int, rent: int, on: str, needed: int, by: str
    ) -> None:
        house.today("2026-12-01" if on > "2026-12-24" else "2026-11-19")
        main = house.keeps(1_500_00)
        account_id = house.keeps(bills, name="Bills")
        house.expects("Rent", rent, on, account_id=account_id)

        summary = house.summary()

        assert summary["is_short"] is False
        [warning] = summary["shortfalls"]
        assert (warning["account_id"], warning["needed"]) == (account_id, needed)
        assert warning["missing"] == 0
        assert warning["transfers"] == [
            {
                "from_account_id": main,
                "from_name": "Current",
                "to_account_id": account_id,
                "amount": needed,
                "by": by,
            }
        ]
        low = {one["id"]: one["low_point"] for one in summary["accounts"]}[account_id]
        if on < summary["window"]["end"]:
            assert low["balance"] == bills + rent

    def test_s10_what_other_accounts_cannot_spare_is_said(self, house: House) -> None:
        main = house.keeps(120_00)
        bills = house.keeps(10_00, name="Bills")
        house.keeps(15_00, name="Rainy day", kind="savings")
        house.expects("Food", -100_00, "2026-11-25", account_id=main)
        house.expects("Rent", -60_00, "2026-11-26", account_id=bills)

        [warning] = house.summary()["shortfalls"]

        assert [(one["from_name"], one["amount"]) for one in warning["transfers"]] == [
            ("Current", 20_00),
            ("Rainy day", 15_00),
        ]
        assert warning["missing"] == 15_00


class TestS11:
    @pytest.mark.parametrize(
        ("today", "name", "minor", "nominal", "shift", "due"),
        [
            ("2027-03-19", "DD", -90_00, "2027-03-26", "next_working_day", "2027-03-30"),
            ("2027-03-19", "DD", -90_00, "2027-03-27", "next_working_day", "2027-03-30"),
            ("2027-03-19", "DD", -90_00, "2027-03-29", "next_working_day", "2027-03-30"),
            ("2026-12-07", "Wage", 90_00, "2026-12-25", "previous_working_day", "2026-12-24"),
            ("2026-12-07", "Wage", 90_00, "2026-12-28", "previous_working_day", "2026-12-24"),
            ("2026-12-07", "DD", -90_00, "2026-12-25", "next_working_day", "2026-12-29"),
            ("2026-12-07", "DD", -90_00, "2027-01-01", "next_working_day", "2027-01-04"),
            ("2027-04-20", "Wage", 90_00, "2027-05-03", "previous_working_day", "2027-04-30"),
            ("2028-02-14", "Wage", 90_00, "2028-02-29", "previous_working_day", "2028-02-29"),
            ("2026-11-19", "DD", -90_00, "2026-11-28", "none", "2026-11-28"),
        ],
    )
    def test_s11_days_that_do_not_work_are_moved(
        self, house: House, today: str, name: str, minor: int, nominal: str, shift: str, due: str
    ) -> None:
        house.today(today)
        house.keeps(1_000_00)
        one = house.expects(name, minor, nominal, on_day(int(nominal[-2:])), shift=shift)

        assert house.stands(one)[nominal]["due_date"] == due
        assert house.out_of_cash(30)[0] == (due, name, minor)

    @pytest.mark.parametrize(
        ("nation", "due"), [("scotland", "2027-03-29"), ("england_and_wales", "2027-03-30")]
    )
    def test_s11_the_nation_says_which_days_work(self, house: House, nation: str, due: str) -> None:
        """Easter Monday is no bank holiday in Scotland."""
        house.today("2027-03-19")
        house.call("PATCH", "/auth/household", {"nation": nation})
        one = house.expects("DD", -90_00, "2027-03-26", on_day(26), shift="next_working_day")

        assert house.stands(one)["2027-03-26"]["due_date"] == due

    def test_s11_found_direct_debits_and_wages_are_moved_too(
        self, home: Home, house: House
    ) -> None:
        paid = [
            "2025-11-25", "2025-12-24", "2026-01-23", "2026-02-25", "2026-03-25", "2026-04-24",
            "2026-05-22", "2026-06-25", "2026-07-24", "2026-08-25", "2026-09-25", "2026-10-23",
        ]  # fmt: skip
        home.has(
            *(
                replace(row(f"w{day}", day, 230_000, "ACME PAYROLL"), category="CREDIT")
                for day in paid
            ),
            *monthly("SMARTY MOBILE", -1_800, 26, months=months("2025-11", 12)),
        )
        wage, phone = sorted(home.all(), key=lambda one: one["direction"])
        for one in (wage, phone):
            home.say(one, status="confirmed")

        assert house.stands(wage)["2026-12-25"]["due_date"] == "2026-12-24"
        assert house.stands(phone)["2027-03-26"]["due_date"] == "2027-03-30"


class TestS12:
    @pytest.mark.parametrize(("skipped", "free"), [([2, 3], (2, 3)), ([1, 2], (1, 2)), ([6], (6,))])
    def test_s12_months_left_out_take_nothing(
        self, house: House, skipped: list[int], free: tuple[int, ...]
    ) -> None:
        house.keeps(1_000_00)
        tax = {"kind": "monthly_day", "day": 20, "skip_months": skipped}
        house.expects("Council tax", -164_13, "2026-03-20", tax, shift="next_working_day")

        for month in free:
            house.today(f"2027-{month:02}-15")
            ends = house.forecast(20)["days"]
            assert house.summary()["owed"] == []
            assert {day["committed"] for day in ends if day["date"][5:7] == f"{month:02}"} == {
                1_000_00
            }
        taken = {day[5:7] for day, _, _ in house.out_of_cash(365)}
        assert taken == {f"{month:02}" for month in range(1, 13)} - {f"{one:02}" for one in free}

    def test_s12_ten_of_twelve_are_found_in_the_bank_s_rows(self, home: Home, house: House) -> None:
        ten = [f"{year}-{month:02}" for year in (2025, 2026) for month in (1, *range(4, 13))]
        seen = [month for month in ten if "2025-01" <= month <= "2026-11"]
        home.has(*monthly("LAMBETH COUNCIL TAX", -17_100, 15, months=seen))
        one = home.say(home.only(), status="confirmed")

        due = [day for day, each in house.stands(one).items() if each["status"] == "expected"]

        assert one["cadence"]["skip_months"] == [2, 3]
        assert [day for day in due if day[5:7] in {"02", "03"}] == []
        assert {"2027-01-15", "2027-04-15"} <= set(due)
        house.today("2027-02-20")
        assert house.summary()["owed"] == []


def shopping(days: int, *, apart: int = 1) -> list[object]:
    return [
        row(f"s{n}", str(TODAY - timedelta(days=n)), -2_000 - 17 * (n % 13))
        for n in range(1, days, apart)
    ]


WAGES = [
    "2025-07-25", "2025-08-29", "2025-09-26", "2025-10-31", "2025-11-28", "2025-12-25",
    "2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24", "2026-05-29", "2026-06-26",
    "2026-07-31", "2026-08-28", "2026-09-25", "2026-10-30",
]  # fmt: skip


class TestS13:
    @pytest.mark.parametrize("cost", [-1_400_00, -6_000_00])
    def test_s13_a_laptop_of_last_june_is_not_repeated(
        self, house: House, sign_up: Callable[[str], dict[str, str]], cost: int
    ) -> None:
        laptop = row("laptop", "2026-06-11", cost, "CURRYS 442")
        usual = [*shopping(500), *(row(day, day, 630_00, "WAGE ACME LTD") for day in WAGES)]
        house.shares(account(*usual, held=balance(5_000_00)))  # type: ignore[arg-type]
        house.earns(630_00, "2026-11-27", last_friday())
        without = house.summary(), house.forecast(300)

        house.headers = sign_up("sam@example.com")
        house.shares(
            account(*usual, laptop, held=balance(5_000_00), number="uk:040004:9"),  # type: ignore[arg-type]
            credentials="cred-2",
        )
        house.earns(630_00, "2026-11-27", last_friday())
        with_laptop = house.summary(), house.forecast(300)

        window = [one[0]["safe_to_spend"] - one[0]["as_usual"] for one in (without, with_laptop)]
        assert window[1] == pytest.approx(window[0], rel=0.15)
        year = [one[1]["days"][-1]["expected"] for one in (without, with_laptop)]
        assert year[1] >= year[0] + cost * 0.25
        # June itself, where a season that repeated it would show.
        june = [
            [day["expected"] - day["committed"] for day in one[1]["days"]]
            for one in (without, with_laptop)
        ]
        spent = [found[235] - found[194] for found in june]
        assert spent[1] >= spent[0] + cost * 0.1


class TestS14:
    @pytest.mark.parametrize(("name", "minor", "day"), [("GIFFGAFF", -10_00, 21),
                                                        ("PUREGYM LTD", -24_99, 28)])  # fmt: skip
    def test_s14_a_rejection_survives_three_more_hits(
        self, home: Home, house: House, name: str, minor: int, day: int
    ) -> None:
        home.has(*monthly(name, minor, day, months=months("2025-11", 12)))
        home.say(home.only(), status="rejected")

        for month, seen_on in (("2026-11", "2026-12-04"), ("2026-12", "2027-01-06"),
                               ("2027-01", "2027-02-04")):  # fmt: skip
            house.today(seen_on)
            home.sync(*monthly(name, minor, day, months=[month]))

        assert home.only()["status"] == "rejected"
        assert home.needs("suggestion", "offered_again") == []
        assert house.out_of_cash() == []

    def test_s14_it_is_offered_once_when_it_has_become_another_thing(
        self, home: Home, house: House
    ) -> None:
        home.has(*monthly("GIFFGAFF", -1_000, 9, months=TO_NOW))
        home.say(home.only(), status="rejected")

        house.today("2027-03-20")
        home.sync(*monthly("GIFFGAFF", -1_800, 9, months=months("2026-12", 4)))
        again = home.only()
        (need,) = home.needs("offered_again")
        assert (again["status"], again["amount"], again["is_offered_again"]) == (
            "suggested", 1_800, True,
        )  # fmt: skip
        assert need["commitment"]["id"] == again["id"]

        home.say(again, status="rejected")
        house.today("2027-07-20")
        home.sync(*monthly("GIFFGAFF", -2_900, 9, months=months("2027-04", 4)))
        assert home.only()["status"] == "rejected"
        assert home.needs("suggestion", "offered_again") == []


class TestS15:
    @pytest.mark.parametrize(("status", "days"), [("expired", 5), ("expired", 1), ("expired", 60)])
    def test_s15_a_feed_that_went_silent_is_named_with_its_age(
        self, house: House, wiring: Wiring, status: str, days: int
    ) -> None:
        house.shares(account(*shopping(200), held=balance(1_000_00)))  # type: ignore[arg-type]
        house.earns(2_300_00, "2026-11-27", last_friday())
        fresh = house.summary()
        assert [feed["status"] for feed in fresh["feeds"]] == ["active"]

        silent = timedelta(days=days, minutes=1)
        with wiring.bank.unit_of_work() as session:
            session.execute(
                update(Connection).values(
                    status=status, last_synced_at=Connection.last_synced_at - silent
                )
            )
            session.execute(update(AccountState).values(read_at=AccountState.read_at - silent))
        stale = house.summary()

        [feed] = stale["feeds"]
        assert (feed["status"], feed["age_hours"] >= days * 24) == (status, True)
        assert "up to date" not in (feed["sentence"] or "").lower()
        assert feed["sentence"]
        assert stale["safe_to_spend"] == fresh["safe_to_spend"]
        assert stale["cautious"] < fresh["cautious"]
        assert stale["as_usual"] <= fresh["as_usual"]
        assert house.forecast(30)["feeds"] == stale["feeds"]


class TestS16:
    @pytest.mark.parametrize(
        ("words", "minor"),
        [
            ("TRANSFER TO SAVINGS ACCOUNT", -200_00),
            ("PLUM SAVINGS", -1),
            ("TO MARCUS SAVINGS", -1_234_56),
        ],
    )
    def test_s16_money_moved_to_savings_elsewhere_is_cash_gone_and_nothing_spent(
        self, house: House, words: str, minor: int
    ) -> None:
        moved = replace(row("1", "2026-11-18", minor, words), category="TRANSFER")
        there = account(row("2", "2026-11-17", -12_34), held=balance(1_500_00))
        house.shares(there)
        assert house.safe() == 1_500_00

        there.transactions.append(moved)
        there.balance = balance(1_500_00 + minor)
        house.sync()

        assert house.safe() == 1_500_00 + minor
        assert house.get("/analytics/spending?month=2026-11")["total"] == 12_34
        [shown] = [one for one in house.rows() if one["amount"] == minor]
        assert shown["kind"] == "transfer"

    def test_s16_a_person_who_says_what_it_was_is_believed(self, house: House) -> None:
        house.shares(account(row("1", "2026-11-18", -200_00, "M4RC 99812"), held=balance(800_00)))
        [one] = house.rows()
        assert house.get("/analytics/spending?month=2026-11")["total"] == 200_00

        house.call("PATCH", f"/banking/transactions/{one['id']}", {"kind": "transfer"})
        house.sync()

        assert house.get("/analytics/spending?month=2026-11")["total"] == 0
        assert house.safe() == 800_00

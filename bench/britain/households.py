"""Households of a seeded generator: every row with what it is, and what it is one move with."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count

from app.core.bank_holidays import Nation, working_days
from bench.britain.shops import Shop, shops
from bench.britain.writing import BANKS, CARD_PAYMENTS, CARDS, TOWNS, Payment, card_name, write

_FIRST, _LAST = date(2025, 11, 1), date(2026, 10, 31)
_MOVES = ("transfer", "card_repayment")
_FORENAMES = (
    "James",
    "Priya",
    "Olivia",
    "Mohammed",
    "Grace",
    "Tom",
    "Aisha",
    "Rhys",
    "Catherine",
    "Daniel",
    "Siobhan",
    "Wei",
    "Ewan",
    "Nadia",
    "Peter",
    "Zofia",
    "Ben",
    "Chloe",
)
_SURNAMES = (
    "Hartley",
    "Patel",
    "O'Brien",
    "Khan",
    "Griffiths",
    "Campbell",
    "Nowak",
    "Thompson",
    "Adeyemi",
    "Wright",
    "Chen",
    "Fletcher",
    "Murray",
    "Singh",
    "Bell",
    "Marsh",
    "Price",
    "Shaw",
    "Cook",
    "Baker",
)
_EMPLOYERS = (
    "JAMES MARTIN LTD",
    "NHS TRUST LEEDS",
    "TESCO STORES LTD",
    "ACCENTURE UK",
    "DIXON COOK LLP",
    "HAYS SPECIALIST",
    "KENT COUNTY COUNCIL",
    "BRIGHTWAVE SOFTWARE",
    "J SAINSBURY PLC",
    "UNIV OF YORK",
    "OAKFIELD PRIMARY",
    "SARAH COLE DESIGN",
    "DELOITTE",
    "COMPASS GROUP",
)
_REFERENCES = (
    "RENT",
    "DINNER",
    "THANKS",
    "FROM ME",
    "HOLIDAY",
    "BILLS",
    "HOUSE",
    "JAN",
    "LOAN BACK",
    "FOOD",
    "TICKETS",
    "XMAS",
    "BIRTHDAY",
    "GAS",
    "PIZZA",
    "MONEY",
    "THX",
)
_OWN_REFERENCES = (
    "SAVINGS",
    "BILLS",
    "TRANSFER",
    "FROM ME",
    "HOLIDAY FUND",
    "TO SAVER",
    "JOINT",
    "MONTHLY",
    "HOUSE",
    "TOP UP",
    "",
)
_POTS = (
    "Holiday",
    "🧾 Bills",
    "Rainy day",
    "Christmas",
    "Car",
    "🏠 House deposit",
    "Emergency fund",
    "Fun money",
    "Council tax",
    "Wedding 💍",
)
_PUT_ASIDE = (
    ("NS&I PREMIUM BONDS", "out"),
    ("MARCUS BY GOLDMAN S", "out"),
    ("VANGUARD ASSET MGMT", "dd"),
    ("TRADING 212", "card"),
    ("HARGREAVES LANSDOWN", "dd"),
    ("CHIP FINANCIAL", "card"),
    ("MONEYBOX", "dd"),
    ("PLUM FINTECH", "dd"),
    ("COINBASE", "out"),
    ("FREETRADE", "out"),
    ("NUTMEG", "dd"),
    ("AJ BELL SECURITIES", "dd"),
    ("PENSIONBEE", "dd"),
    ("NEST PENSIONS", "dd"),
    ("KRAKEN", "out"),
    ("INTERACTIVE INVESTR", "dd"),
    ("COVENTRY BS ISA", "so"),
    ("SKIPTON B S SAVINGS", "so"),
    ("ZOPA SMART SAVER", "out"),
    ("RAISIN UK", "out"),
    ("WEALTHIFY", "dd"),
    ("ATOM BANK SAVINGS", "out"),
    ("YORKSHIRE BS", "so"),
    ("CREDIT UNION SAVINGS", "so"),
    ("ETORO UK", "card"),
)
_TOP_UPS = (
    ("REVOLUT", "card"),
    ("WISE PAYMENTS LTD", "out"),
    ("REVOLUT*1234*", "card"),
    ("MONESE", "card"),
)
_CASH_AT = (
    "NOTEMACHINE",
    "LINK CO-OP",
    "TESCO EXPRESS",
    "BARCLAYS",
    "CARDTRONICS",
    "POST OFFICE",
    "SAINSBURYS",
)


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a household, connected to the product or not."""

    id: int
    bank: str
    kind: str
    name: str
    digits: str
    owner: str
    connected: bool = True

    @property
    def number(self) -> str:
        return f"{40 + self.id % 50}{(self.id * 37) % 9999:04} {self.digits}"


@dataclass(slots=True, kw_only=True)
class Row:
    """A row as its bank tells it, and the truth about it."""

    id: int
    account: Account
    on: date
    at: datetime | None
    pence: int
    text: str
    bank_category: str
    meta: dict[str, str]
    kinds: tuple[str, ...]
    categories: tuple[str, ...]
    shop: Shop | None = None
    partner: int | None = None
    classification: tuple[str, ...] = ()
    merchant: str | None = None


@dataclass(slots=True)
class Home:
    """A household while it is being made up."""

    dice: random.Random
    which: str
    people: list[str] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def open(
        self, bank: str, kind: str, name: str, *, owner: str = "", connected: bool = True
    ) -> Account:
        account = Account(
            len(self.accounts) + 1,
            bank,
            kind,
            name,
            f"{self.dice.randrange(10**7, 10**8)}",
            owner,
            connected,
        )
        self.accounts.append(account)
        return account

    def put(
        self,
        account: Account,
        payment: Payment,
        pence: int,
        kinds: tuple[str, ...],
        categories: tuple[str, ...],
        shop: Shop | None = None,
    ) -> Row:
        written = write(
            account.bank if account.kind != "credit_card" else "card", payment, self.dice
        )
        exact = account.bank in {"Monzo", "Starling", "Revolut"} and account.kind != "credit_card"
        at = datetime.combine(
            payment.on, time(self.dice.randrange(7, 22), self.dice.randrange(60), 7)
        )
        row = Row(
            id=next(self.ids),
            account=account,
            on=payment.on,
            at=at if exact else None,
            pence=pence,
            text=written.text,
            bank_category=written.category,
            meta=dict(written.meta),
            kinds=kinds,
            categories=categories,
            shop=shop,
        )
        if account.connected and _FIRST <= payment.on <= _LAST:
            self.rows.append(row)
        return row

    def days(self, per_month: float) -> list[date]:
        """Return that many days a month, anywhere."""
        length = (_LAST - _FIRST).days
        many = round(per_month * 12 * (0.6 + 0.8 * self.dice.random()))
        return sorted(_FIRST + timedelta(days=self.dice.randrange(length)) for _ in range(many))

    def monthly(self, day: int) -> list[date]:
        """Return the day of each month, or the next working day."""
        found = []
        for month in range(12):
            year, number = divmod(_FIRST.month - 1 + month, 12)
            on = date(_FIRST.year + year, number + 1, min(day, 28))
            found.append(_WORKING.on_or_after(on))
        return found


_WORKING = working_days(Nation.ENGLAND_AND_WALES, around=_FIRST)


def household(seed: int, which: str) -> Home:
    """Return a household that shops at the merchants of a list."""
    home = Home(random.Random(f"{which} {seed}"), which)
    _people_and_accounts(home)
    main = home.accounts[0]
    _wages(home, main)
    _shopping(home)
    _bills(home)
    _moves(home)
    _repayments(home)
    _aside(home)
    _friends(home)
    _cash(home)
    _tell(home)
    home.rows.sort(key=lambda row: (row.on, row.id))
    return home


def _people_and_accounts(home: Home) -> None:
    dice = home.dice
    surname = dice.choice(_SURNAMES)
    first, second = dice.sample(_FORENAMES, 2)
    home.people = [f"{first} {surname}"]
    couple = dice.random() < 0.5
    if couple:
        home.people.append(f"{second} {dice.choice((surname, dice.choice(_SURNAMES)))}")
    banks = dice.sample(sorted(BANKS), 5)
    home.open(
        banks[0],
        "current",
        dice.choice(("Current Account", "Everyday", "Club Account", home.people[0])),
        owner=home.people[0],
    )
    if dice.random() < 0.55:
        home.open(
            banks[1],
            "current",
            dice.choice(("Bills", "Second account", "Personal")),
            owner=home.people[0],
        )
    if couple:
        home.open(banks[2], "current", "Joint account", owner=" & ".join(home.people))
    if dice.random() < 0.7:
        home.open(
            dice.choice((banks[0], banks[3])),
            "savings",
            dice.choice(("Everyday Saver", "Easy Access", "ISA")),
            owner=home.people[0],
            connected=dice.random() < 0.65,
        )
    for issuer in dice.sample(sorted(CARDS), dice.choice((0, 1, 1, 2))):
        home.open(
            issuer,
            "credit_card",
            f"{issuer} card",
            owner=home.people[0],
            connected=dice.random() < 0.6,
        )


def _town(home: Home) -> str:
    return home.dice.choice(TOWNS)


def _spelt(home: Home, name: str) -> str:
    """Return a person's name as banks write it."""
    first, _, last = name.partition(" ")
    forms = (
        name,
        name.upper(),
        f"{first[0]} {last}".upper(),
        f"MR {first[0]} {last}".upper(),
        f"{last} {first[0]}".upper(),
        f"{first[0]}.{last}".upper(),
        f"MISS {name}".upper(),
    )
    return home.dice.choice(forms)[:18]


def _joined(home: Home, account: Account) -> str:
    if " & " not in account.owner:
        return _spelt(home, account.owner)
    one, other = account.owner.split(" & ")
    return f"{one[0]} & {other[0]} {one.split()[-1]}".upper()[:18]


def _currents(home: Home) -> list[Account]:
    return [one for one in home.accounts if one.kind == "current"]


def _wages(home: Home, main: Account) -> None:
    dice = home.dice
    income = (("income",), ("income",))
    for _ in home.people:
        employer, pay = dice.choice(_EMPLOYERS), dice.randrange(1400_00, 3900_00)
        told = dice.choice(("SALARY", "WAGES", "", f"{dice.randrange(10**5, 10**6)}", "PAYROLL"))
        for on in home.monthly(dice.randrange(20, 28)):
            pence = pay + dice.choice((0, 0, dice.randrange(-90_00, 90_00)))
            home.put(main, Payment("wage", employer, on, told), pence, *income)
    for who, pence, chance in (
        ("HMRC CHILD BENEFIT", 102_40, 0.4),
        ("DWP UC", 412_12, 0.12),
        ("DWP PIP", 294_00, 0.07),
    ):
        if dice.random() < chance:
            for on in home.monthly(dice.randrange(1, 28)):
                home.put(main, Payment("wage", who, on), pence, *income)
    for on in home.days(0.25):
        who = dice.choice(
            ("INTEREST PAID", "GROSS INTEREST", "CASHBACK", "DIVIDEND AVIVA", "HMRC TAX REFUND")
        )
        home.put(
            main,
            Payment("wage", who, on),
            dice.randrange(90, 9000),
            ("income", "refund"),
            ("income", "other"),
        )


def _shopping(home: Home) -> None:
    dice = home.dice
    payers = [*_currents(home), *(one for one in home.accounts if one.kind == "credit_card")]
    weights = [dice.random() + 0.2 for _ in payers]
    for group in shops(home.which).values():
        if group[0].how not in {"card", "fee"}:
            continue
        liked = dice.sample(group, min(len(group), 6))
        for on in home.days(group[0].per_month):
            shop = dice.choices(liked, weights=[6, 4, 3, 2, 1, 1][: len(liked)])[0]
            account = dice.choices(payers, weights=weights)[0]
            pence = shop.price(dice)
            who = (
                card_name(shop.stem, dice, is_small=shop.is_small)
                if shop.how == "card"
                else shop.stem
            )
            home.put(
                account,
                Payment(shop.how, who, on, town=_town(home)),
                -pence,
                ("spending",),
                shop.categories,
                shop,
            )
            if shop.how == "card" and dice.random() < (
                0.06 if "shopping" in shop.categories else 0.005
            ):
                back = on + timedelta(days=dice.randrange(2, 25))
                part = pence if dice.random() < 0.6 else max(100, pence // 3)
                home.put(
                    account,
                    Payment("card_refund", who, back, town=_town(home)),
                    part,
                    ("refund",),
                    shop.categories,
                    shop,
                )


def _bills(home: Home) -> None:
    dice = home.dice
    payers = _currents(home)
    housed = False
    for heading, group in shops(home.which).items():
        if group[0].how in {"card", "fee"}:
            continue
        rare = heading.split("|")[0].strip() in {"childcare", "debt"}
        if dice.random() < (0.55 if rare else 0.15) or (heading.startswith("housing") and housed):
            continue
        housed = housed or heading.startswith("housing")
        for shop in dice.sample(
            group,
            1
            if len(group) == 1 or heading.startswith(("housing", "council"))
            else dice.choice((1, 1, 2)),
        ):
            pence, account = shop.price(dice), dice.choice(payers)
            for on in home.monthly(dice.randrange(1, 28)):
                if dice.random() > shop.per_month:
                    continue
                how = {"fp": "out"}.get(shop.how, shop.how)
                home.put(
                    account,
                    Payment(how, shop.stem.upper()[:22], on, f"{dice.randrange(10**7, 10**8)}"),
                    -pence,
                    ("spending",),
                    shop.categories,
                    shop,
                )
    if not housed:
        landlord = f"{dice.choice(_FORENAMES)} {dice.choice(_SURNAMES)}"
        rent, account = dice.randrange(450, 1500) * 100, dice.choice(payers)
        for on in home.monthly(1):
            home.put(
                account,
                Payment("so", _spelt(home, landlord), on, "RENT"),
                -rent,
                ("spending",),
                ("housing",),
            )


def _moves(home: Home) -> None:
    """Move money between own accounts, at times days apart and in sizes others have too."""
    dice = home.dice
    own = [one for one in home.accounts if one.kind in {"current", "savings"}]
    routes = [
        (one, other)
        for one in own
        for other in own
        if one is not other and (one.connected or other.connected)
    ]
    dice.shuffle(routes)
    for n, (out, into) in enumerate(routes[:4]):
        regular = n == 0 or dice.random() < 0.3
        size = dice.choice((50, 100, 150, 200, 250, 400, 500, 875)) * 100
        for on in (
            home.monthly(dice.randrange(1, 28))
            if regular
            else home.days(dice.choice((0.5, 1, 2.5)))
        ):
            pence = (
                size
                if regular
                else dice.choice(
                    (10_00, 20_00, 25_00, 50_00, 100_00, 200_00, dice.randrange(500, 40000))
                )
            )
            _move(
                home,
                out,
                into,
                on,
                pence,
                how="so" if regular and dice.random() < 0.5 else "moved_out",
            )


def _move(home: Home, out: Account, into: Account, on: date, pence: int, *, how: str) -> None:
    dice = home.dice
    reference = dice.choice(_OWN_REFERENCES)
    late = dice.choices((0, 1, 2, 3, 4), weights=(70, 14, 7, 5, 4))[0]
    there = on + timedelta(days=late)
    saved = "savings" in {out.kind, into.kind}
    categories = ("savings", "transfer") if saved else ("transfer", "savings")
    to = dice.choice(
        (_joined(home, into), into.name.upper(), f"{into.bank.upper()} {into.name.upper()}"[:18])
    )
    of = dice.choice((_joined(home, out), out.name.upper(), _joined(home, out)))
    left = home.put(
        out, Payment(how, to, on, reference, number=into.number), -pence, ("transfer",), categories
    )
    came = home.put(
        into,
        Payment("moved_in", of, there, reference, number=out.number),
        pence,
        ("transfer",),
        categories,
    )
    if out.connected and into.connected and there <= _LAST:
        left.partner, came.partner = came.id, left.id


def _repayments(home: Home) -> None:
    dice = home.dice
    payer = home.accounts[0]
    for card in [one for one in home.accounts if one.kind == "credit_card"]:
        by_debit, said = dice.random() < 0.7, dice.choice(CARD_PAYMENTS)
        name = dice.choice((CARDS[card.bank], CARDS[card.bank], f"{card.bank.upper()} CARD"))
        for on in home.monthly(dice.randrange(1, 28)):
            pence = dice.choice((dice.randrange(4000, 130000), 100_00, 250_00))
            left = home.put(
                payer,
                Payment("dd" if by_debit else "out", name, on, f"{dice.randrange(10**15, 10**16)}"),
                -pence,
                ("card_repayment",),
                ("transfer",),
            )
            there = on + timedelta(days=dice.choice((0, 0, 1, 2, 3)))
            came = home.put(
                card, Payment("payment", said, there), pence, ("card_repayment",), ("transfer",)
            )
            came.text = said
            came.bank_category = dice.choice(("CREDIT", "CREDIT", "OTHER", "BILL_PAYMENT"))
            if card.connected and there <= _LAST:
                left.partner, came.partner = came.id, left.id


def _aside(home: Home) -> None:
    """Put money aside where the product cannot see it: pots, savings, investments, top-ups."""
    dice, main = home.dice, home.accounts[0]
    moved = (("transfer",), ("savings", "transfer"))
    for who, how in dice.sample(_PUT_ASIDE, dice.choice((1, 2, 3))):
        pence, account = dice.choice((25, 50, 100, 250)) * 100, dice.choice(_currents(home))
        for on in home.monthly(dice.randrange(1, 28)):
            home.put(
                account, Payment(how, who, on, f"{dice.randrange(10**6, 10**7)}"), -pence, *moved
            )
    if dice.random() < 0.35:
        who, how = dice.choice(_TOP_UPS)
        for on in home.days(0.8):
            home.put(
                main,
                Payment(how, who, on, town="VILNIUS"),
                -dice.choice((20_00, 50_00, 100_00)),
                *moved,
            )
    if dice.random() < 0.4:
        for on in home.days(0.7):
            name = _spelt(home, home.people[0])
            side = dice.choice((1, -1))
            home.put(
                main,
                Payment("out" if side < 0 else "in", name, on, dice.choice(_OWN_REFERENCES)),
                side * dice.choice((50_00, 100_00, 300_00)),
                *moved,
            )
    for account in [one for one in _currents(home) if one.bank in {"Monzo", "Starling", "Chase"}]:
        _pots(home, account)


def _pots(home: Home, account: Account) -> None:
    dice = home.dice
    names = dice.sample(_POTS, 3)
    listed = {
        name: home.open(account.bank, "pot", name, owner=account.owner)
        for name in names
        if dice.random() < 0.4
    }
    for on in home.days(5):
        name, is_in = dice.choice(names), dice.random() < 0.35
        pence = (
            dice.randrange(1, 100)
            if dice.random() < 0.4
            else dice.choice((10_00, 20_00, 50_00, dice.randrange(500, 20000)))
        )
        text, category, meta = _pot_words(home, account.bank, name, is_in=is_in)
        row = home.put(
            account,
            Payment("pot", text, on),
            pence if is_in else -pence,
            ("transfer",),
            ("savings", "transfer"),
        )
        row.text, row.bank_category, row.meta = text, category, meta
        if name in listed:
            text = f"{account.name}"
            other = home.put(
                listed[name],
                Payment("pot", text, on),
                -row.pence,
                ("transfer",),
                ("savings", "transfer"),
            )
            other.text, other.bank_category, other.meta, other.at = text, category, meta, row.at
            row.partner, other.partner = other.id, row.id


def _pot_words(home: Home, bank: str, name: str, *, is_in: bool) -> tuple[str, str, dict[str, str]]:
    dice = home.dice
    match bank:
        case "Monzo":
            pot = f"pot_0000{dice.randrange(10**12):012}"
            return (
                dice.choice((f"{name} pot", name, pot)),
                "TRANSFER",
                {"provider_category": "uk_retail_pot"},
            )
        case "Starling":
            return (
                dice.choice((name, f"{'From' if is_in else 'To'} {name}")),
                "TRANSFER",
                {"provider_source": "INTERNAL_TRANSFER"},
            )
        case _:
            return dice.choice((f"{'From' if is_in else 'To'} {name}", "Round up")), "TRANSFER", {}


def _friends(home: Home) -> None:
    """Pay friends and be paid by them, in the sizes that own moves have too."""
    dice = home.dice
    surname = home.people[0].split()[-1]
    friends = [f"{dice.choice(_FORENAMES)} {dice.choice(_SURNAMES)}" for _ in range(6)]
    friends = [one for one in friends if one.split()[-1] != surname and one not in home.people]
    for on in home.days(3):
        out = dice.random() < 0.6
        pence = dice.choice((10_00, 20_00, 25_00, 50_00, 100_00, dice.randrange(300, 9000)))
        payment = Payment(
            "out" if out else "in", _spelt(home, dice.choice(friends)), on, dice.choice(_REFERENCES)
        )
        account = dice.choice(_currents(home))
        kinds = ("spending",) if out else ("income", "refund")
        home.put(
            account,
            payment,
            -pence if out else pence,
            kinds,
            (
                "other",
                "gifts_charity",
                "eating_out",
                "income",
                "entertainment",
                "travel",
                "housing",
                "utilities",
                "debt",
            ),
        )


def _cash(home: Home) -> None:
    for on in home.days(1.2):
        pence = home.dice.choice((10_00, 20_00, 50_00, 100_00, 200_00))
        payment = Payment("atm", home.dice.choice(_CASH_AT), on, town=_town(home))
        home.put(home.dice.choice(_currents(home)), payment, -pence, ("spending",), ("cash",))


def _tell(home: Home) -> None:
    """Say what TrueLayer says beside a row: often right, at times nothing, at times wrong."""
    dice = home.dice
    every = [one for group in shops(home.which).values() for one in group]
    for row in home.rows:
        if row.shop is None:
            continue
        roll = dice.random()
        told = row.shop if roll < 0.72 else dice.choice(every) if roll < 0.78 else None
        if told is not None:
            row.classification = told.classification[: 1 if dice.random() < 0.2 else 2]
        if dice.random() < 0.55:
            row.merchant = row.shop.name if dice.random() < 0.97 else dice.choice(every).name

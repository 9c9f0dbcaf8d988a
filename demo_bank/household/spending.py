"""Everyday spending: what a day's purchases are, decided by that day's own dice."""

from dataclasses import dataclass
from datetime import timedelta

from demo_bank.household.accounts import Account, Kind
from demo_bank.household.books import Books, Text
from demo_bank.household.calendar import after_working_days, is_working_day

_GROCERIES = ("Shopping", "Groceries")
_COFFEE = ("Food & Dining", "Coffee shops")
_RESTAURANTS = ("Food & Dining", "Restaurants")
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
_MONDAY, _WEDNESDAY, _THURSDAY, _FRIDAY, _SATURDAY, _SUNDAY = 0, 2, 3, 4, 5, 6
_FUEL_HOLD = -10_000
_HARBOUR_FLOOR = 15_000
_PEBBLE_FLOOR = 6_500
_DECEMBER = 12
_COFFEE_ROSE_IN = 2025
_COFFEE_CHANCE, _SECOND_COFFEE_CHANCE = 0.6, 0.15
_TRAVEL_CHANCE, _LUNCH_CHANCE, _DINNER_CHANCE, _CORNER_CHANCE = 0.7, 0.4, 0.5, 0.7
_FRIEND_CHANCE, _FRIEND_PAYS_CHANCE = 0.05, 0.03
_AMAZON_CHANCE, _RETURN_CHANCE, _GIFT_CHANCE = 0.14, 0.2, 0.12


@dataclass(frozen=True, slots=True)
class Shop:
    """A merchant as a card row shows it."""

    description: str
    merchant: str
    classification: tuple[str, ...]
    low: int
    high: int

    def text(self, channel: str | None = None) -> Text:
        """Return the row's words."""
        return Text(self.description, Kind.PURCHASE, self.merchant, self.classification, channel)


_BIG_SHOPS = (
    Shop("TESCO STORES 2847 LONDON GB", "Tesco", _GROCERIES, 3_400, 6_800),
    Shop("SAINSBURYS S/MKTS 0912 LONDON", "Sainsbury's", _GROCERIES, 3_600, 7_200),
    Shop("TESCO STORES 6120 LONDON GB", "Tesco", _GROCERIES, 2_900, 5_900),
)
_JOINT_SHOPS = (
    Shop("ALDI 88 774 BRIXTON", "Aldi", _GROCERIES, 4_400, 7_400),
    Shop("LIDL GB LONDON 0031", "Lidl", _GROCERIES, 4_200, 7_100),
)
_LUNCHES = (
    Shop("Pret A Manger", "Pret A Manger", ("Food & Dining", "Fast Food"), 495, 1_085),
    Shop("Greggs", "Greggs", ("Food & Dining", "Fast Food"), 360, 790),
    Shop("Itsu", "Itsu", ("Food & Dining", "Fast Food"), 795, 1_250),
)
_DINNERS = (
    Shop("Franco Manca", "Franco Manca", _RESTAURANTS, 1_450, 3_600),
    Shop("Dishoom", "Dishoom", _RESTAURANTS, 1_900, 3_900),
    Shop("The Effra Tavern", "Effra Tavern", ("Food & Dining", "Bars"), 1_050, 2_900),
)
_CORNER = Shop("Lidl", "Lidl", _GROCERIES, 850, 2_350)
_PUMPS = (
    Shop(
        "SHELL BRIXTON HILL 4471 LONDON GB",
        "Shell",
        ("Auto & Transport", "Gas & Fuel"),
        3_600,
        6_100,
    ),
    Shop("BP CLAPHAM SSTN 20711 LONDON", "BP", ("Auto & Transport", "Gas & Fuel"), 3_400, 5_800),
)
_HIGH_STREET = (
    Shop("BOOTS 0431 BRIXTON GB", "Boots", ("Health & Fitness", "Pharmacy"), 385, 1_890),
    Shop("UNIQLO LONDON GB", "Uniqlo", ("Shopping", "Clothing"), 1_490, 5_980),
)
_CARD_SHOPS = (
    (0.06, Shop("WAITROSE 642 LONDON", "Waitrose", _GROCERIES, 1_700, 4_100)),
    (
        0.05,
        Shop(
            "TRAINLINE.COM LONDON",
            "Trainline",
            ("Auto & Transport", "Public transport"),
            1_780,
            6_460,
        ),
    ),
    (0.05, Shop("BRASSERIE BLANC LONDON", "Brasserie Blanc", _RESTAURANTS, 2_750, 7_400)),
)
_GIFTS = Shop("JOHN LEWIS PARTNERS LONDON", "John Lewis", ("Shopping", "General"), 1_500, 7_200)
_TRAVEL = Text(
    "TfL Travel Charge",
    Kind.PURCHASE,
    "Transport for London",
    ("Auto & Transport", "Public transport"),
    "mastercard",
)
_MEAL_DEAL = Shop("TESCO EXPRESS 3391 LONDON GB", "Tesco", _GROCERIES, 385, 465)


def spend(books: Books) -> None:
    """Live the day's purchases on every account."""
    _harbour(books)
    _northway(books)
    _pebble(books)
    _meridian(books)
    if not books.waiting:
        # Somebody always buys a sandwich: no day is without a payment on its way.
        _authorise(books, Account.HARBOUR_CURRENT, _MEAL_DEAL, days=1)


def _harbour(books: Books) -> None:
    dice, account = books.random, Account.HARBOUR_CURRENT
    shop, pump, extra = dice.choice(_BIG_SHOPS), dice.choice(_PUMPS), dice.choice(_HIGH_STREET)
    wants_fuel, wants_cash, wants_extra = (dice.random() < p for p in (0.07, 0.06, 0.06))
    note, litres = dice.choice((2_000, 3_000, 4_000)), dice.randint(pump.low, pump.high)
    if books.free(account) < _HARBOUR_FLOOR:
        return
    if books.day.weekday() == _SATURDAY:
        _authorise(books, account, shop, days=1)
    if wants_fuel:
        settles_on = after_working_days(books.day, 2)
        books.authorise(account, -litres, pump.text(), settles_on=settles_on, hold=_FUEL_HOLD)
    if wants_cash:
        books.book(account, -note, Text("LNK NOTEMACHINE BRIXTON RD", Kind.ATM))
    if wants_extra:
        _authorise(books, account, extra, days=1)


def _northway(books: Books) -> None:
    shop = books.random.choice(_JOINT_SHOPS)
    if books.day.weekday() == _WEDNESDAY and books.free(Account.NORTHWAY) > _HARBOUR_FLOOR:
        _authorise(books, Account.NORTHWAY, shop, days=1)


def _pebble(books: Books) -> None:
    dice, account, weekday = books.random, Account.PEBBLE, books.day.weekday()
    lunch, dinner = dice.choice(_LUNCHES), dice.choice(_DINNERS)
    coffee, twice, travel, eats, out, friend = (dice.random() for _ in range(6))
    if books.free(account) < _PEBBLE_FLOOR:
        return
    if is_working_day(books.day) and coffee < _COFFEE_CHANCE:
        price = 310 if books.day.year < _COFFEE_ROSE_IN else 340
        for _ in range(2 if twice < _SECOND_COFFEE_CHANCE else 1):
            text = Text("Cafe Nero Holborn", Kind.PURCHASE, "Caffe Nero", _COFFEE, "mastercard")
            at = books.moment(books.day, hour_min=7, hour_max=11)
            books.book(account, -price, text, at=at)
    if _MONDAY <= weekday <= _THURSDAY and is_working_day(books.day) and travel < _TRAVEL_CHANCE:
        books.authorise(account, -560, _TRAVEL, settles_on=books.day + timedelta(days=1))
    if is_working_day(books.day) and eats < _LUNCH_CHANCE:
        books.book(account, -dice.randint(lunch.low, lunch.high), lunch.text("mastercard"))
    if weekday in {_FRIDAY, _SATURDAY} and out < _DINNER_CHANCE:
        _authorise(books, account, dinner, days=1, channel="mastercard")
    if weekday == _SUNDAY and out < _CORNER_CHANCE:
        books.book(account, -dice.randint(_CORNER.low, _CORNER.high), _CORNER.text("mastercard"))
    if friend < _FRIEND_CHANCE:
        sign = 1 if friend < _FRIEND_PAYS_CHANCE else -1
        text = Text("Priya Shah", Kind.TRANSFER, channel="p2p_payment")
        books.book(account, sign * dice.randint(6, 28) * 100, text)


def _meridian(books: Books) -> None:
    dice, account = books.random, Account.MERIDIAN
    code = "".join(dice.choices(_LETTERS, k=6))
    amazon = Shop(f"AMZNMktplace*{code}", "Amazon", ("Shopping", "General"), 699, 5_499)
    price, returned, after = (
        dice.randint(amazon.low, amazon.high),
        dice.random(),
        dice.randint(8, 12),
    )
    if dice.random() < _AMAZON_CHANCE:
        text = amazon.text()
        books.authorise(account, -price, text, settles_on=after_working_days(books.day, 2))
        if returned < _RETURN_CHANCE:
            refund = Text(f"AMZNMktplace*{code} REFUND", Kind.CREDIT, "Amazon")
            books.refund(account, price, refund, on=books.day + timedelta(days=after))
    for chance, shop in _CARD_SHOPS:
        if dice.random() < chance:
            _authorise(books, account, shop, days=2)
    if books.day.month == _DECEMBER and dice.random() < _GIFT_CHANCE:
        _authorise(books, account, _GIFTS, days=2)


def _authorise(
    books: Books, account: Account, shop: Shop, *, days: int, channel: str | None = None
) -> None:
    price = books.random.randint(shop.low, shop.high)
    settles_on = after_working_days(books.day, days)
    books.authorise(account, -price, shop.text(channel), settles_on=settles_on)

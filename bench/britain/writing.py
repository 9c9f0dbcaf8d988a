"""How British banks write a payment: one function for each way money moves.

From memory of statements and of open banking feeds; nothing of it was copied from anybody's.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

TOWNS = (
    "LEEDS",
    "BRISTOL",
    "YORK",
    "LONDON",
    "MANCHESTER",
    "READING",
    "CARDIFF",
    "GLASGOW",
    "NORWICH",
    "SHEFFIELD",
    "BATH",
    "LONDON SW11",
    "NEWCASTLE UPO",
    "MILTON KEYNES",
)
_PROCESSORS = (
    "SumUp  *{}",
    "SQ *{}",
    "ZETTLE_*{}",
    "SUMUP *{}",
    "PAYPAL *{}",
    "SP {}",
    "TST* {}",
    "Dojo*{}",
    "IZ *{}",
    "STRIPE*{}",
)


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment, before a bank writes it."""

    how: str
    who: str
    on: date
    reference: str = ""
    town: str = ""
    number: str = ""
    """Sort code and account number of the other side, for a transfer between accounts."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a bank makes of a payment."""

    text: str
    category: str
    meta: Mapping[str, str] = field(default_factory=dict)


type _Writer = Callable[[Payment, random.Random], Written]


def card_name(stem: str, dice: random.Random, *, is_small: bool) -> str:
    """Return what a terminal sends: perhaps by a processor, with a store number, cut short."""
    name = stem.upper() if dice.random() < 0.85 else stem
    if is_small and dice.random() < 0.35:
        form = dice.choice(_PROCESSORS)
        name = form.format(name.replace(" ", "") if "PAYPAL" in form else name)
        return name[:22]
    if name.startswith("AMZN"):
        return f"{name}*{_code(dice, 9)}"
    if name.endswith("*") or "-" in name[-1:]:
        return f"{name}{_code(dice, 8)}"
    roll = dice.random()
    if roll < 0.35:
        return f"{name[:18]} {dice.randrange(100, 9999)}"
    if roll < 0.45:
        return f"{name[:16]} {dice.randrange(1, 60):03}"
    if roll < 0.55:
        return f"{name} LTD"[:22]
    if roll < 0.6 and " " in name:
        return name.replace(" ", "-")[:22]
    return name[:22]


def _code(dice: random.Random, length: int) -> str:
    return "".join(dice.choice("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789") for _ in range(length))


def _day(on: date, form: str) -> str:
    return on.strftime(form).upper()


def _barclays(one: Payment, dice: random.Random) -> Written:
    before = one.on - timedelta(days=dice.randint(0, 2))
    card_end = f"{one.town} ON {_day(before, '%d %b')} {dice.choice(('CPM', 'CLP', 'BCC'))}"
    match one.how:
        case "card":
            return Written(f"{one.who} {card_end}", "PURCHASE")
        case "card_refund":
            return Written(f"{one.who} REFUND {card_end}", "PURCHASE")
        case "dd":
            return Written(f"{one.who} {_code(dice, 10)} DDR", "DIRECT_DEBIT")
        case "so":
            return Written(f"{one.who} {one.reference} STO", "STANDING_ORDER")
        case "atm":
            return Written(f"CASH MACHINE {one.who} {card_end}", "ATM")
        case "out" | "moved_out":
            return Written(
                f"{one.who} {one.reference} {dice.choice(('BBP', 'FT'))}", "BILL_PAYMENT"
            )
        case "in" | "moved_in":
            return Written(
                f"{one.who} {one.reference} {dice.choice(('FT', 'BGC', 'CR'))}", "CREDIT"
            )
        case "wage":
            return Written(f"{one.who} {one.reference} BGC", "CREDIT")
        case _:
            return Written(one.who, "FEE_CHARGE")


def _lloyds(one: Payment, dice: random.Random) -> Written:
    code = {
        "card": "DEB",
        "card_refund": "DEB",
        "dd": "DD",
        "so": "SO",
        "atm": "CPT",
        "out": "FPO",
        "in": "FPI",
        "moved_out": "TFR",
        "moved_in": "TFR",
        "wage": "BGC",
    }.get(one.how, "CHG")
    category = {
        "DEB": "PURCHASE",
        "DD": "DIRECT_DEBIT",
        "SO": "STANDING_ORDER",
        "CPT": "ATM",
        "FPO": "TRANSFER",
        "FPI": "TRANSFER",
        "TFR": "TRANSFER",
        "BGC": "CREDIT",
        "CHG": "FEE_CHARGE",
    }[code]
    meta = {"provider_transaction_category": code}
    match one.how:
        case "card" | "card_refund":
            text = f"{one.who} CD {dice.randrange(1000, 9999)}"
        case "atm":
            text = f"LNK {one.who} CD {dice.randrange(1000, 9999)} {_day(one.on, '%d%b%y')}"
        case "out" | "in":
            number = f"{dice.randrange(10**8, 10**9):018}"
            text = f"{one.who} {one.reference} {number} {_day(one.on, '%d%b%y')} 00:00"
        case "moved_out" | "moved_in":
            text = (
                f"{one.who} {one.number}" if dice.random() < 0.5 else f"{one.who} {one.reference}"
            )
        case "dd" | "so":
            text = f"{one.who} {one.reference or _code(dice, 12)}"
        case _:
            text = f"{one.who} {one.reference}"
    return Written(text.strip(), category, meta)


def _hsbc(one: Payment, dice: random.Random) -> Written:
    match one.how:
        case "card":
            sign = dice.choice((")))", "VIS"))
            return Written(f"{sign} {one.who} {one.town}", "PURCHASE")
        case "card_refund":
            return Written(f"CR {one.who} {one.town}", "PURCHASE")
        case "dd":
            return Written(f"DD {one.who}", "DIRECT_DEBIT")
        case "so":
            return Written(f"SO {one.who} {one.reference}", "STANDING_ORDER")
        case "atm":
            return Written(f"ATM CASH {one.who} {_day(one.on, '%b%d')} {one.town}", "ATM")
        case "out":
            return Written(f"BP {one.who} {one.reference}", "BILL_PAYMENT")
        case "moved_out":
            return Written(f"TFR {dice.choice((one.number, one.who))}", "TRANSFER")
        case "moved_in":
            return Written(f"{dice.choice(('TFR', 'CR'))} {one.who} {one.reference}", "TRANSFER")
        case "in" | "wage":
            return Written(f"CR {one.who} {one.reference}", "CREDIT")
        case _:
            return Written(f"DR {one.who}", "FEE_CHARGE")


def _natwest(one: Payment, dice: random.Random) -> Written:
    day = _day(one.on, "%d%b%y")
    match one.how:
        case "card" | "card_refund":
            sign = dice.choice(("CD ", "C ", "D ", ""))
            where = f" , {one.town} GB"
            lead = dice.choice(("", "POS "))
            return Written(
                f"{lead}{dice.randrange(1000, 9999)} {day} {sign}, {one.who}{where}", "PURCHASE"
            )
        case "dd":
            return Written(f"D/D {one.who} , {_code(dice, 11)}", "DIRECT_DEBIT")
        case "so":
            return Written(f"S/O {one.who} , {one.reference}", "STANDING_ORDER")
        case "atm":
            return Written(f"{dice.randrange(1000, 9999)} {day} , {one.who} , {one.town}", "ATM")
        case "out" | "moved_out":
            return Written(f"OTR {one.who} , {one.reference} , VIA MOBILE - PYMT", "TRANSFER")
        case "in" | "moved_in":
            number = f"{dice.randrange(10**15, 10**16)}"
            text = f"{one.who} , {one.reference} , FP {_day(one.on, '%d/%m/%y')} 10 , {number}"
            return Written(text, "TRANSFER")
        case "wage":
            return Written(f"BAC {one.who} , {one.reference}", "CREDIT")
        case _:
            return Written(f"CHG {one.who}", "FEE_CHARGE")


def _santander(one: Payment, dice: random.Random) -> Written:
    day = _day(one.on, "%d-%m-%Y")
    match one.how:
        case "card":
            amount = f"{dice.randrange(1, 99)}.{dice.randrange(10, 99)}"
            text = f"CARD PAYMENT TO {one.who},{amount} GBP, RATE 1.00/GBP ON {day}"
            return Written(dice.choice((text, f"CARD PAYMENT TO {one.who} ON {day}")), "PURCHASE")
        case "card_refund":
            return Written(f"CREDIT FROM {one.who} ON {day}", "CREDIT")
        case "dd":
            mandate = f"{_code(dice, 10)}, MANDATE NO 00{dice.randrange(10, 99)}"
            text = f"DIRECT DEBIT PAYMENT TO {one.who} REF {mandate}"
            return Written(text, "DIRECT_DEBIT")
        case "so":
            to = f"{one.who} REFERENCE {one.reference} , MANDATE NO 1"
            text = f"STANDING ORDER VIA FASTER PAYMENT TO {to}"
            return Written(text, "STANDING_ORDER")
        case "atm":
            return Written(f"CASH WITHDRAWAL AT {one.who} ATM {one.town}, ON {day}", "ATM")
        case "out":
            to = f"{one.who} REFERENCE {one.reference} , MANDATE NO 4"
            text = f"BILL PAYMENT VIA FASTER PAYMENT TO {to}"
            return Written(text, "BILL_PAYMENT")
        case "moved_out":
            return Written(f"TRANSFER TO {one.who}", "TRANSFER")
        case "moved_in":
            return Written(
                f"FASTER PAYMENTS RECEIPT REF.{one.reference} FROM {one.who}", "TRANSFER"
            )
        case "in":
            return Written(f"FASTER PAYMENTS RECEIPT REF {one.reference} FROM {one.who}", "CREDIT")
        case "wage":
            return Written(f"BANK GIRO CREDIT REF {one.who}, {one.reference}", "CREDIT")
        case _:
            return Written(one.who, "FEE_CHARGE")


def _nationwide(one: Payment, dice: random.Random) -> Written:
    match one.how:
        case "card":
            way = dice.choice(("Contactless Payment", "Visa purchase", "Payment to"))
            return Written(f"{way} {one.who} {one.town} GB", "PURCHASE")
        case "card_refund":
            return Written(f"Visa refund {one.who} {one.town}", "PURCHASE")
        case "dd":
            return Written(f"Direct debit {one.who}", "DIRECT_DEBIT")
        case "so":
            return Written(f"Standing order {one.who} {one.reference}", "STANDING_ORDER")
        case "atm":
            return Written(f"ATM Withdrawal {one.who} {one.town}", "ATM")
        case "out":
            return Written(f"Payment to {one.who} {one.reference}", "BILL_PAYMENT")
        case "moved_out":
            return Written(f"Transfer to {dice.choice((one.number, one.who))}", "TRANSFER")
        case "moved_in":
            return Written(f"{dice.choice(('Transfer from', 'Bank credit'))} {one.who}", "TRANSFER")
        case "in" | "wage":
            return Written(f"Bank credit {one.who} {one.reference}", "CREDIT")
        case _:
            return Written(one.who, "FEE_CHARGE")


def _monzo(one: Payment, dice: random.Random) -> Written:
    way = {
        "card": "mastercard",
        "card_refund": "mastercard",
        "dd": "bacs",
        "wage": "bacs",
        "atm": "mastercard",
    }.get(one.how, "payport_faster_payments")
    meta = {"provider_category": way}
    match one.how:
        case "card" | "card_refund":
            text = dice.choice((one.who, f"{one.who:<22} {one.town:<13} GBR"))
            return Written(text, "PURCHASE", meta)
        case "dd":
            return Written(one.who, "DIRECT_DEBIT", meta)
        case "so" | "out" | "in" | "moved_out" | "moved_in" | "wage":
            return Written(
                dice.choice((one.who, one.reference or one.who))
                if one.how == "moved_in"
                else one.who,
                "TRANSFER",
                meta | {"counter_party_preferred_name": one.who},
            )
        case "atm":
            return Written(f"{one.who} {one.town} GBR", "ATM", meta)
        case _:
            return Written(one.who, "FEE_CHARGE", meta)


def _starling(one: Payment, dice: random.Random) -> Written:
    del dice
    source = {
        "card": "MASTER_CARD",
        "card_refund": "MASTER_CARD",
        "dd": "DIRECT_DEBIT",
        "atm": "MASTER_CARD",
        "wage": "DIRECT_CREDIT",
        "in": "FASTER_PAYMENTS_IN",
        "moved_in": "FASTER_PAYMENTS_IN",
    }.get(one.how, "FASTER_PAYMENTS_OUT")
    category = {
        "card": "PURCHASE",
        "card_refund": "PURCHASE",
        "dd": "DIRECT_DEBIT",
        "atm": "ATM",
        "so": "STANDING_ORDER",
        "fee": "FEE_CHARGE",
    }.get(one.how, "TRANSFER")
    return Written(one.who, category, {"provider_source": source})


def _revolut(one: Payment, dice: random.Random) -> Written:
    match one.how:
        case "out" | "moved_out" | "so":
            return Written(f"{dice.choice(('To', 'Transfer to'))} {one.who}", "TRANSFER")
        case "in":
            return Written(f"Payment from {one.who}", "TRANSFER")
        case "moved_in":
            top_up = f"Top-Up by *{dice.randrange(1000, 9999)}"
            return Written(dice.choice((f"Payment from {one.who}", top_up)), "TRANSFER")
        case "atm":
            return Written(f"Cash withdrawal at {one.who}", "ATM")
        case "dd":
            return Written(one.who, "DIRECT_DEBIT")
        case "wage":
            return Written(f"Payment from {one.who}", "CREDIT")
        case "card" | "card_refund":
            return Written(one.who, "PURCHASE")
        case _:
            return Written(one.who, "FEE_CHARGE")


def _plain(one: Payment, dice: random.Random) -> Written:
    """TSB, Chase, First Direct and others without a hand of their own; some tell nothing."""
    category = {
        "card": "PURCHASE",
        "card_refund": "PURCHASE",
        "dd": "DIRECT_DEBIT",
        "atm": "ATM",
        "so": "STANDING_ORDER",
        "fee": "FEE_CHARGE",
    }.get(one.how)
    unsaid = category is None or dice.random() < 0.15
    side = "CREDIT" if one.how in {"in", "moved_in", "wage", "card_refund"} else "DEBIT"
    text = {
        "card": f"{one.who:<18} {one.town}",
        "atm": f"CASH {one.who} {one.town}",
        "moved_out": f"{dice.choice(('TO ', 'TRANSFER TO ', ''))}{one.who}",
        "moved_in": f"{dice.choice(('FROM ', 'TRANSFER FROM ', ''))}{one.who}",
    }.get(one.how, f"{one.who} {one.reference}".strip())
    return Written(text, dice.choice((side, "OTHER", "UNKNOWN")) if unsaid else category or side)


def _credit_card(one: Payment, dice: random.Random) -> Written:
    is_refund = one.how == "card_refund"
    text = dice.choice((f"{one.who:<22}{one.town}", f"{one.who}, {one.town}", one.who))
    return Written(text, "CREDIT" if is_refund else dice.choice(("DEBIT", "DEBIT", "PURCHASE")))


CARD_PAYMENTS = (
    "PAYMENT RECEIVED - THANK YOU",
    "DIRECT DEBIT PAYMENT",
    "Payment, Thank You",
    "PAYMENT - THANK YOU",
    "DIRECT DEBIT PAYMENT - THANK YOU",
    "PAYMENT RECEIVED",
    "Payment By Direct Debit",
    "FASTER PAYMENT RECEIVED",
    "AUTOPAY PAYMENT",
    "PAYMENT BY FASTER PAYMENTS",
    "YOUR PAYMENT",
    "BANK TRANSFER - THANK YOU",
    "DD PAYMENT",
    "CREDIT CARD PAYMENT",
    "Monthly Direct Debit",
)
BANKS: Mapping[str, _Writer] = {
    "Barclays": _barclays,
    "Lloyds": _lloyds,
    "Halifax": _lloyds,
    "HSBC": _hsbc,
    "First Direct": _hsbc,
    "NatWest": _natwest,
    "Santander": _santander,
    "Nationwide": _nationwide,
    "Monzo": _monzo,
    "Starling": _starling,
    "Revolut": _revolut,
    "TSB": _plain,
    "Chase": _plain,
}
CARDS: Mapping[str, str] = {
    "American Express": "AMERICAN EXPRESS",
    "Barclaycard": "BARCLAYCARD",
    "MBNA": "MBNA LIMITED",
    "Capital One": "CAPITAL ONE",
    "Lloyds Bank": "LLOYDS BANK CARD",
    "HSBC": "HSBC CREDIT CARD",
    "Tesco Bank": "TESCO BANK CREDIT C",
    "Virgin Money": "VIRGIN MONEY CC",
    "Vanquis": "VANQUIS BANK",
    "Halifax": "HALIFAX CLARITY",
    "NatWest": "NATWEST CREDIT CARD",
    "M&S Bank": "M&S BANK",
}


def write(bank: str, payment: Payment, dice: random.Random) -> Written:
    """Return the payment as the bank writes it."""
    written = BANKS.get(bank, _credit_card)(payment, dice)
    return Written(" ".join(written.text.split(" ")).strip(), written.category, written.meta)

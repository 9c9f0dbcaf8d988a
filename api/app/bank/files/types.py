"""What banks call the ways money moves, in the words the feed uses for them."""

import re

_LETTERS = re.compile(r"[^a-z]")
_WAYS: dict[str, str] = {
    name: category
    for category, names in {
        "DIRECT_DEBIT": "dd directdebit directdebitpayment",
        "STANDING_ORDER": "so sto standingorder repeatpmt",
        "PURCHASE": "deb pos card cardpayment cardpurchase debitcard visapurchase purchase "
        "contactless cardtransaction visa onlinetransaction chippin dpc cnp",
        "ATM": "atm cpt cashwithdrawal cashpoint cash atmwithdrawal cashmachinewithdrawal",
        "TRANSFER": "tfr transfer xfer fpo fpi fasterpayment fasterpayments bp fundstransfer "
        "ibp pottransfer topup exchange onlinebanking payment billpayment ftr",
        "CREDIT": "bgc bankgirocredit countercredit credit directdep bacs bacsdirectcredit "
        "automatedcredit bacscredit directcredit bankcredit bac",
        "INTEREST": "int interest interestpaid intp",
        "FEE_CHARGE": "fee chg charge charges srvchg bankcharges",
        "CHEQUE": "chq cheque check",
        "DIVIDEND": "div dividend",
    }.items()
    for name in names.split()
}


def category_of(text: str) -> str:
    """Return the feed's word for a bank's, or ``UNKNOWN``."""
    return _WAYS.get(_LETTERS.sub("", text.casefold()), "UNKNOWN")

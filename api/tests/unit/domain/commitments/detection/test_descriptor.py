"""Who a text is about."""

import pytest

from app.domain.commitments.detection.descriptor import Means, is_council_tax, read


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("NETFLIX.COM 866-579-7172", "netflix"),
        ("DIRECT DEBIT PAYMENT TO BRITISH GAS REF 85001234 MANDATE NO 0012", "british gas"),
        ("CARD PAYMENT TO TESCO STORES 3324,12.34 GBP ON 12-03-2026", "tesco stores"),
        ("Amazon.co.uk*VK6IN", "amazon"),
        ("GOOGLE *YouTube", "google youtube"),
        ("PAYPAL *SPOTIFY", "spotify"),
        ("SumUp *Corner Cafe", "corner cafe"),
        ("PREMIER INN4401262", "premier inn"),
        ("O2", "o2"),
        ("ACME LTD 12 NOV", "acme"),
        ("SAINSBURY'S S/MKT", "sainsburys mkt"),
        ("DIRECT DEBIT", "direct debit"),
        ("000042", ""),
    ],
)
def test_the_words_that_stay_are_the_counterparty(text: str, key: str) -> None:
    assert read(text).key == key


@pytest.mark.parametrize(
    ("text", "category", "means"),
    [
        ("DIRECT DEBIT PAYMENT TO EE", None, Means.DIRECT_DEBIT),
        ("EE LIMITED", "DIRECT_DEBIT", Means.DIRECT_DEBIT),
        ("STANDING ORDER J PATEL", None, Means.STANDING_ORDER),
        ("LNK HIGH STREET", None, Means.CASH_OUT),
        ("CASH DEPOSIT", None, Means.CASH_IN),
        ("INTEREST (GROSS)", None, Means.INTEREST),
        ("CARD PAYMENT TO PRET", None, Means.CARD),
        ("FASTER PAYMENT J SMITH", "OTHER", Means.TRANSFER),
        ("PRET", None, Means.UNKNOWN),
    ],
)
def test_how_the_money_moved(text: str, category: str | None, means: Means) -> None:
    assert read(text, category).means is means


def test_what_is_stripped_is_kept_as_evidence() -> None:
    descriptor = read("PAYPAL *SPOTIFY P0A77 12/11")

    assert descriptor.processor == "paypal"
    assert descriptor.references == ("p0a77", "12", "11")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TV LICENCE MBP 4411", "TV Licence MBP"),
        ("Disney Plus 8831", "Disney Plus"),
        ("000042 ", "000042"),
    ],
)
def test_a_name_a_person_reads(text: str, name: str) -> None:
    assert read(text).name == name


@pytest.mark.parametrize(
    ("text", "says_so"),
    [("LEEDS C.TAX", True), ("Council Tax", True), ("CTAX 44", True), ("ROAD TAX", False)],
)
def test_council_tax(text: str, says_so: bool) -> None:
    assert is_council_tax(text) is says_so


def test_the_stem_is_the_first_telling_word() -> None:
    assert read("BANK OF SCOTLAND LOAN").stem == "scotland"
    assert read("HOME INSURANCE").stem == "home"

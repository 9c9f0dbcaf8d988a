"""Who a bank's text names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.descriptor import descriptor, tokens_of


class TestOneName:
    @pytest.mark.parametrize(
        "spellings",
        [
            ("TESCO STORES 2847 LONDON GB", "CARD PAYMENT TO TESCO STORES 6120 ON 12 NOV", "Tesco"),
            ("SQ *COFFEE CART", "SUMUP *COFFEE CART LTD", "PAYPAL *COFFEECART", "Coffee Cart"),
            ("ZETTLE_*THE EFFRA TAVERN", "The Effra Tavern", "EFFRA TAVERN BRIXTON"),
            ("AMAZON.CO.UK*VK6IN", "WWW.AMAZON.CO.UK", "Amazon, Transaction Date: 2026-11-12"),
            ("H & M 0123", "H&M LONDON", "h & m"),
            ("SHELL BRIXTON HILL 4471 LONDON GB", "SHELL 12/11", "Shell CD 4411"),
            ("WHSMITH GATWICK 12/11", "WHSMITH GATWICK AIRPORT", "WHSMITH 14:20"),
            ("PRET A MANGER 123 LOND", "Pret A Manger"),
            ("McDonald's 1298", "MCDONALDS 1298 CARDIFF"),
            ("CAFÉ ROUGE 12.50 GBP", "CAFE ROUGE"),
            ("POS 5598 08NOV25 D , TK MAXX 6263 , LEEDS GB", "))) TK MAXX", "TK MAXX CD 1234"),
            (
                "CARD PAYMENT TO BOOTS,9.50 GBP, RATE 1.00/GBP ON 25-06-2026",
                "CARD PAYMENT TO BOOTS ON 2026-06-25",
                "VIS SP BOOTS LONDON SW11",
                "Boots",
            ),
            ("12 MARKET STREET CAFE", "Market Street Cafe"),
            (
                "FASTER PAYMENTS RECEIPT REF.RENT FROM J SMITH",
                "STANDING ORDER VIA FASTER PAYMENT TO J SMITH REFERENCE RENT , MANDATE NO 1",
                "OTR J SMITH , VIA MOBILE - PYMT",
                "J SMITH 03FEB26 00:00",
                "Transfer to J Smith",
            ),
        ],
    )
    def test_has_one_key_however_it_is_spelt(self, spellings: tuple[str, ...]) -> None:
        assert len({descriptor(spelling).key for spelling in spellings}) == 1

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("DD THAMES WATER REF 9000117742", "Thames Water"),
            ("LAMBETH COUNCIL TAX", "Lambeth Council Tax"),
            ("TFL TRAVEL CH", "TFL Travel"),
            ("GOOGLE *YouTube Premium", "YouTube Premium"),
            ("BAKERY OF THE YEAR", "Bakery of the Year"),
            ("O2", "O2"),
            ("1234", "1234"),
            ("_ REFERENCE", "Reference"),
            ("THE", "The"),
            ("***", ""),
        ],
    )
    def test_is_written_as_a_person_would(self, text: str, name: str) -> None:
        assert descriptor(text).name == name

    def test_says_who_carried_the_money(self) -> None:
        assert descriptor("SQ *COFFEE CART").processor == "Square"
        assert descriptor("COFFEE CART").processor is None
        assert descriptor("PAYPAL *").processor is None
        assert descriptor("KLARNA* 29965200").name == "Klarna"

    def test_keeps_its_numbers_among_the_tokens(self) -> None:
        assert descriptor("TRADING 212 UK").tokens == ("trading", "212", "uk")
        assert tokens_of("B & Q") == ("bq",)

    @given(st.text(max_size=60))
    def test_is_found_or_not_in_any_text_at_all(self, text: str) -> None:
        found = descriptor(text)

        assert set(found.words) <= set(found.tokens)
        assert bool(found.name) == bool(found.tokens)

    @given(st.sampled_from(["Tesco", "Coffee Cart", "Thames Water"]), st.integers(1, 9999))
    def test_does_not_hang_on_the_branch(self, name: str, number: int) -> None:
        assert descriptor(f"{name.upper()} {number} LONDON GB").key == descriptor(name).key

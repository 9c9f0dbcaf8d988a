"""A bank's text names a counterparty however it is dressed up."""

import pytest

from app.domain.commitments.counterparty import Likeness, likeness


class TestLikeness:
    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("Netflix", "NETFLIX.COM 866-579-7172 GB"),
            ("Netflix subscription", "CARD PAYMENT TO NETFLIX ON 12 NOV"),
            ("Sainsbury's", "SAINSBURYS S/MKT 4021 CD 9876"),
            ("Council tax", "LB HACKNEY COUNCIL TAX DD"),
            ("Acme wage", "BGC ACME LTD SALARY REF A12345"),
            ("Octopus Energy", "OCTOPUS ENER DIRECT DEBIT"),
            ("Spotify", "SpotifyUK P2B3C4D5"),
            ("O2", "O2 UK PAY MONTHLY"),
            ("Rent", "STANDING ORDER J SMITH RENT"),
        ],
    )
    def test_is_whole_when_every_word_of_the_name_is_there(self, name: str, text: str) -> None:
        assert likeness(names=(name,), texts=(text,)) is Likeness.WHOLE

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("Octopus Energy", "OCTOPUS ELECTRICITY"),
            ("Hackney Council Tax", "LBH COUNCIL TAX"),
            ("Aviva car insurance club", "CAR INSURANCE CLUB DIRECT"),
        ],
    )
    def test_is_partial_when_the_telling_words_are(self, name: str, text: str) -> None:
        assert likeness(names=(name,), texts=(text,)) is Likeness.PARTLY

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("Netflix", "TESCO STORES 3121"),
            ("Car insurance", "HOME INSURANCE AVIVA"),
            ("Water", "WATERSTONES BOOKS"),
            ("EE", "EEZY TAXI"),
            ("John Frederick Ainsley Brown", "JOHN LEWIS"),
            ("Direct debit", "DIRECT DEBIT"),
            ("Netflix", ""),
        ],
    )
    def test_is_none_when_only_common_words_are(self, name: str, text: str) -> None:
        assert likeness(names=(name,), texts=(text,)) is Likeness.NONE

    def test_takes_the_best_of_the_names_over_all_texts(self) -> None:
        assert (
            likeness(names=("Telly", "NETFLIX.COM"), texts=("CARD 1234", "Netflix"))
            is Likeness.WHOLE
        )

    def test_of_no_name_is_none(self) -> None:
        assert likeness(names=(), texts=("NETFLIX",)) is Likeness.NONE

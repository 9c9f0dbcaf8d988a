"""What stands beside safe to spend: the same after everyday spending, as usual and cautiously."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.calendar import Period
from app.domain.cash_pool import Movement, MovementSource, certain_movements
from app.domain.forecast import EVERYDAY, Everyday
from app.domain.money import Money, total
from app.domain.safe_to_spend import Line, SafeToSpend, line_of
from app.domain.situation import Situation, pool_movements

_TENTH = 10
_CARDS = "Everyday spending on cards"


@dataclass(frozen=True, slots=True)
class Companion:
    """A figure beside safe to spend, and the lines it is the sum of."""

    amount: Money
    lines: tuple[Line, ...]


def as_usual(situation: Situation, figure: SafeToSpend, everyday: Everyday) -> Companion:
    """Return safe to spend less what is usually spent every day of the window."""
    daily = everyday.daily(figure.window.length)
    spent = Money(min(sum(daily), 0), situation.currency)
    return _less(figure, _lines(figure, spent, _on_cards(situation, figure.window, everyday)))


def cautious(
    situation: Situation,
    figure: SafeToSpend,
    everyday: Everyday,
    *,
    unseen: Sequence[Movement] = (),
) -> Companion:
    """Return safe to spend less what is spent in the dearest tenth of windows.

    ``unseen`` are bills that fell due while their bank was silent: never seen paid, nor unpaid.
    """
    usual = sum(everyday.daily(figure.window.length))
    dear = everyday.cash.quantile(_TENTH / 100)[figure.window.length - 1] + everyday.offset
    spent = Money(min(dear, usual, 0), situation.currency)
    on_cards = _on_cards(situation, figure.window, everyday)
    return _less(
        figure,
        (*_lines(figure, spent, on_cards), *(line_of(movement) for movement in unseen)),
    )


def _less(figure: SafeToSpend, more: tuple[Line, ...]) -> Companion:
    lines = (*figure.lines, *more)
    return Companion(
        amount=total((line.amount for line in lines), figure.amount.currency), lines=lines
    )


def _lines(figure: SafeToSpend, spent: Money, on_cards: Money) -> tuple[Line, ...]:
    last = figure.window.start if figure.window.length == 0 else max(figure.window.days())
    return tuple(
        Line(
            label=label,
            amount=amount,
            on=last,
            source=MovementSource.EVERYDAY,
            source_id=None,
            account_id=None,
        )
        for label, amount in ((EVERYDAY, spent), (_CARDS, on_cards))
        if amount
    )


def _on_cards(situation: Situation, window: Period, everyday: Everyday) -> Money:
    """Return what everyday spending on cards adds to the repayments of the window."""

    def repaid(movements: Sequence[Movement]) -> Money:
        return total(
            (
                movement.amount
                for movement in certain_movements(movements, window=window)
                if movement.source is MovementSource.CARD
            ),
            situation.currency,
        )

    if not everyday.cards:
        return Money.zero(situation.currency)
    expected = repaid(pool_movements(situation, on_cards=everyday.on_cards()))
    return min(expected - repaid(pool_movements(situation)), Money.zero(situation.currency))

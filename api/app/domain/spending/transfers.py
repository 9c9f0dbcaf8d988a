"""Which two rows are one move between the household's own accounts.

A move is an outflow of one account and an equal inflow of another, 0 to 4 days apart. What is
worth more as evidence, text and timing, decides between several that could be; all of them are
settled together, so that one good pair never spoils two.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.descriptor import tokens_of
from app.domain.spending import kinds
from app.domain.spending.assignment import best_pairs
from app.domain.spending.entries import Entry, Household, Kind, Source, names_person
from app.domain.spending.knowledge import Trade, known

DAYS_APART_MAX = 4
_SAME_MOMENT = timedelta(seconds=3)
_SATURDAY = 5


class Evidence(StrEnum):
    """Why two rows are taken for one move."""

    OPPOSITE_AMOUNTS = "opposite_amounts"
    SAME_DAY = "same_day"
    SAME_MOMENT = "same_moment"
    NAMES_THE_ACCOUNT = "names_the_account"
    OWN_NAME = "own_name"
    TRANSFER_WORDS = "transfer_words"
    SAVINGS_WORDS = "savings_words"
    REPAYMENT_WORDS = "repayment_words"
    POT = "pot"
    ONLY_CANDIDATE = "only_candidate"
    PERSON = "person"


# What evidence is worth. A pair needs _ENOUGH, which equal amounts of a day reach only if neither
# text says that somebody else was paid.
_OPPOSITE = 40
_BY_DAYS = (25, 20, 14, 9, 5)
_BACKWARDS = -6
_MOMENT, _POT, _ACCOUNT, _NAME, _WORDS, _SAVING, _REPAYMENT = 25, 20, 30, 20, 10, 20, 25
_MOVING_CATEGORY = 8
_BOUGHT, _COLLECTED, _EARNED, _SHOP, _SOMEBODY_ELSE = -60, -45, -60, -50, -22
_ELSEWHERE, _SAVED_NOWHERE = -80, -15
_ENOUGH = 58
_HABIT_MIN = 2
_TWO = 2
_HABIT = 12
_SURENESS_BASE, _SURENESS_STEP, _SUREST = 50, 3, 99


@dataclass(frozen=True, slots=True)
class Pair:
    """One move of money: the row it left by and the row it came in by."""

    out_id: UUID
    in_id: UUID
    kind: Kind
    is_saving: bool
    confidence: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Leg:
    """A row that may be half of a move, with what its own text says, worked out once."""

    entry: Entry
    standing: kinds.Standing
    names_owner: bool
    says_shop: bool
    held_elsewhere: bool
    """It names who holds money of one's own, or a pot: only that account can be the other half."""
    worth: int
    """What the row's own text and bank category add or take."""

    @property
    def means_a_move(self) -> bool:
        return self.standing.kind in {Kind.TRANSFER, Kind.CARD_REPAYMENT}


def pair_transfers(
    entries: Sequence[Entry],
    *,
    household: Household,
    refused: Collection[tuple[UUID, UUID]] = (),
) -> list[Pair]:
    """Return the moves among the rows, each row in one at most.

    ``refused`` are pairs (outflow, inflow) that the person took apart: they never form again.
    """
    legs = _legs(entries, household)
    found = _candidates(legs, household, frozenset(refused))
    habits = _habits(found)
    worth: dict[tuple[UUID, UUID], int] = {}
    for (out_id, in_id), (out, into, value, _) in found.items():
        value_with_habit = value + _HABIT * (habits[_habit(out)] + habits[_habit(into)])
        if value_with_habit >= _ENOUGH:
            worth[out_id, in_id] = value_with_habit
    choices = Counter(row_id for pair in worth for row_id in pair)
    return [
        _pair(
            *found[pair][:2],
            worth[pair],
            found[pair][3],
            is_only=all(choices[row_id] == 1 for row_id in pair),
        )
        for pair in best_pairs(worth).items()
    ]


def _pair(
    out: _Leg, into: _Leg, worth: int, evidence: tuple[Evidence, ...], *, is_only: bool
) -> Pair:
    repays = into.entry.is_on_card and not out.entry.is_on_card
    return Pair(
        out_id=out.entry.id,
        in_id=into.entry.id,
        kind=Kind.CARD_REPAYMENT if repays else Kind.TRANSFER,
        is_saving=out.entry.is_on_savings or into.entry.is_on_savings,
        confidence=min(_SURENESS_BASE + worth // _SURENESS_STEP, _SUREST),
        evidence=(*evidence, Evidence.ONLY_CANDIDATE) if is_only else evidence,
    )


def pair_by_hand(out: Entry, into: Entry) -> Pair:
    """Return two rows as the move a person says they are."""
    repays = into.is_on_card and not out.is_on_card
    return Pair(
        out_id=out.id,
        in_id=into.id,
        kind=Kind.CARD_REPAYMENT if repays else Kind.TRANSFER,
        is_saving=out.is_on_savings or into.is_on_savings,
        confidence=100,
        evidence=(Evidence.PERSON,),
    )


def names_learned(texts: Sequence[str], *, household: Household) -> tuple[str, ...]:
    """Return the names that moves between own accounts go by: ``A MORGAN``, seen twice.

    ``texts`` are of rows that had nothing else to be paired with. Words of the accounts' and
    banks' own names are no person's. Where ``A & S MORGAN`` is one of the household, so is
    ``S MORGAN``, who pays into what both have.
    """
    own_words = {
        word
        for one in household.accounts
        for word in (*tokens_of(one.name), *tokens_of(one.institution or ""))
    }
    seen: Counter[str] = Counter()
    for text in texts:
        words = tokens_of(text)
        seen.update(
            {
                f"{first} {last}"
                for first, last in itertools.pairwise(words)
                if len(first) == 1
                and first.isalpha()
                and last.isalpha()
                and len(last) > 2  # noqa: PLR2004 - a surname
                and last not in own_words
            }
        )
    learned = {name for name, count in seen.items() if count >= _HABIT_MIN}
    return tuple(sorted(learned | _partners(texts, {*household.people, *learned})))


def _partners(texts: Iterable[str], people: Collection[str]) -> set[str]:
    """Return who shares an account with one of the people, seen twice: both initials told."""
    known_as = {(name[0][0], name[-1]) for name in map(tokens_of, people) if len(name) > 1}
    seen: Counter[str] = Counter()
    for text in texts:
        for initials, last in itertools.pairwise(tokens_of(text)):
            if len(initials) == _TWO and (initials[0], last) in known_as:
                seen[f"{initials[1]} {last}"] += 1
            if len(initials) == _TWO and (initials[1], last) in known_as:
                seen[f"{initials[0]} {last}"] += 1
    return {name for name, count in seen.items() if count >= _HABIT_MIN}


def _legs(entries: Sequence[Entry], household: Household) -> list[_Leg]:
    """Return the rows whose amount has a counterpart, in date order."""
    sizes: defaultdict[tuple[str, int], set[bool]] = defaultdict(set)
    for entry in entries:
        sizes[entry.amount.currency, abs(entry.amount.minor)].add(entry.is_outflow)
    both_ways = {size for size, ways in sizes.items() if len(ways) > 1}
    return [
        _leg(entry, household)
        for entry in sorted(entries, key=lambda one: (one.booked_on, str(one.id)))
        if (entry.amount.currency, abs(entry.amount.minor)) in both_ways
    ]


def _leg(entry: Entry, household: Household) -> _Leg:
    standing = kinds.kind_of(entry, household)
    merchant = known(entry.descriptor)
    names_owner = names_person(entry.who, household.people)
    says_shop = not names_owner and merchant is not None and merchant.trade not in {
        Trade.SAVINGS, Trade.MONEY_APP, Trade.CARD_ISSUER, Trade.DEBT, Trade.OTHER,
    }  # fmt: skip
    return _Leg(
        entry=entry,
        standing=standing,
        names_owner=names_owner,
        says_shop=says_shop,
        held_elsewhere=merchant is not None and merchant.trade in kinds.HOLD_MONEY,
        worth=_own_worth(entry, standing, says_shop=says_shop, names_owner=names_owner),
    )


def _own_worth(
    entry: Entry, standing: kinds.Standing, *, says_shop: bool, names_owner: bool
) -> int:
    worth = _NAME if names_owner else 0
    is_move = standing.kind in {Kind.TRANSFER, Kind.CARD_REPAYMENT}
    if entry.bank_category in kinds.MOVING:
        worth += _MOVING_CATEGORY
    elif not is_move:
        worth += _BOUGHT
    if says_shop and not is_move:
        worth += _SHOP
    if not entry.is_outflow and standing.source in {Source.WORDS, Source.MERCHANT}:
        worth += _EARNED
    if is_move and standing.source in {Source.TRANSFER_TEXT, Source.OWN_ACCOUNT}:
        worth += _WORDS
    if not is_move and not names_owner and kinds.names_somebody(entry):
        worth += _SOMEBODY_ELSE
    return worth


type _Found = dict[tuple[UUID, UUID], tuple[_Leg, _Leg, int, tuple[Evidence, ...]]]


def _candidates(
    legs: Sequence[_Leg], household: Household, refused: frozenset[tuple[UUID, UUID]]
) -> _Found:
    inflows: defaultdict[tuple[str, int], list[_Leg]] = defaultdict(list)
    for leg in legs:
        if not leg.entry.is_outflow:
            inflows[leg.entry.amount.currency, leg.entry.amount.minor].append(leg)
    found: _Found = {}
    for out in legs:
        if not out.entry.is_outflow:
            continue
        for into in inflows[out.entry.amount.currency, -out.entry.amount.minor]:
            days = (into.entry.booked_on - out.entry.booked_on).days
            if days > DAYS_APART_MAX:
                break
            key = (out.entry.id, into.entry.id)
            is_own = into.entry.account_id == out.entry.account_id
            if days >= -DAYS_APART_MAX and not is_own and key not in refused:
                value, evidence = _worth(out, into, household)
                found[key] = (out, into, value, evidence)
    return found


def _worth(out: _Leg, into: _Leg, household: Household) -> tuple[int, tuple[Evidence, ...]]:
    evidence = [Evidence.OPPOSITE_AMOUNTS]
    worth = _OPPOSITE + out.worth + into.worth + _by_days(out.entry, into.entry)
    if out.entry.booked_on == into.entry.booked_on:
        evidence.append(Evidence.SAME_DAY)
    for value, reason, holds in (
        (_MOMENT, Evidence.SAME_MOMENT, _at_one_moment(out.entry, into.entry)),
        (_POT, Evidence.POT, Source.POT in {out.standing.source, into.standing.source}),
        (_ACCOUNT, Evidence.NAMES_THE_ACCOUNT, _names(out, into, household)),
        (_ACCOUNT, Evidence.NAMES_THE_ACCOUNT, _names(into, out, household)),
        (0, Evidence.OWN_NAME, out.names_owner or into.names_owner),
        (_SAVING, Evidence.SAVINGS_WORDS, _says_saving(out, into)),
        (_REPAYMENT, Evidence.REPAYMENT_WORDS, _says_repayment(out, into)),
    ):
        if holds:
            worth += value
            if reason not in evidence:
                evidence.append(reason)
    if out.entry.bank_category == "DIRECT_DEBIT" and not into.entry.is_on_card:
        worth += _COLLECTED
    if _is_elsewhere(out, into, household) or _is_elsewhere(into, out, household):
        worth += _ELSEWHERE
    if _speaks_of_savings(out, into) and not _is_on_savings(out, into):
        worth += _SAVED_NOWHERE
    if out.entry.is_on_card and not out.means_a_move:
        worth += _BOUGHT
    if into.entry.is_on_card and not into.means_a_move:
        worth += _EARNED
    return worth, tuple(evidence)


def _by_days(out: Entry, into: Entry) -> int:
    """Return what the time between is worth; a weekend in between does not count."""
    first, last = sorted((out.booked_on, into.booked_on))
    between = (last - first).days
    resting = sum(_rests(first + timedelta(days=day)) for day in range(1, between))
    return _BY_DAYS[between - resting] + (_BACKWARDS if into.booked_on < out.booked_on else 0)


def _rests(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def _at_one_moment(out: Entry, into: Entry) -> bool:
    if out.occurred_at is None or into.occurred_at is None:
        return False
    return abs(out.occurred_at - into.occurred_at) <= _SAME_MOMENT


def _names(leg: _Leg, other: _Leg, household: Household) -> bool:
    account = household.account(other.entry.account_id)
    return kinds.names_account(leg.entry, account, household)


def _is_elsewhere(leg: _Leg, other: _Leg, household: Household) -> bool:
    """Return whether the row's money went somewhere that the other row's account is not."""
    if leg.standing.source is Source.POT and not leg.entry.is_on_savings:
        return not other.entry.is_on_savings
    if leg.standing.source is Source.CARD_TEXT and leg.entry.is_outflow:
        return not other.entry.is_on_card
    return leg.held_elsewhere and not _names(leg, other, household)


def _says_saving(out: _Leg, into: _Leg) -> bool:
    return _is_on_savings(out, into) and _speaks_of_savings(out, into)


def _is_on_savings(out: _Leg, into: _Leg) -> bool:
    return out.entry.is_on_savings or into.entry.is_on_savings


def _speaks_of_savings(out: _Leg, into: _Leg) -> bool:
    return Source.SAVINGS_TEXT in {out.standing.source, into.standing.source}


def _says_repayment(out: _Leg, into: _Leg) -> bool:
    return into.entry.is_on_card and Kind.CARD_REPAYMENT in {out.standing.kind, into.standing.kind}


type _Habit = tuple[UUID, bool, str]


def _habit(leg: _Leg) -> _Habit:
    return leg.entry.account_id, leg.entry.is_outflow, leg.entry.descriptor.key


def _habits(found: _Found) -> Counter[_Habit]:
    """Return which texts have gone with a counterpart on a day of their own, twice or more."""
    days: defaultdict[_Habit, set[date]] = defaultdict(set)
    for out, into, value, _ in found.values():
        if value >= _ENOUGH - _HABIT:
            days[_habit(out)].add(out.entry.booked_on)
            days[_habit(into)].add(into.entry.booked_on)
    return Counter({habit: 1 for habit, seen in days.items() if len(seen) >= _HABIT_MIN})

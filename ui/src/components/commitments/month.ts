/** A month of occurrences: which day holds what, and what it comes to. */
import { addDays, calendar, type Day, monthName } from '@/lib/dates'
import type { Commitment, DatedOccurrence, Occurrence } from '@/services/types'

export interface Entry {
  key: string
  commitment: Commitment
  day: Day
  /** In our sign: out is negative. */
  amount: number
  state: Occurrence['status']
  transactionId: string | null
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

export function isMonth(text: string): boolean {
  return MONTH.test(text)
}

export function monthOf(day: Day): string {
  return day.slice(0, 7)
}

export function monthInWords(month: string): string {
  const { year, month: number } = calendar(`${month}-01`)
  return `${monthName(number)} ${year}`
}

export function addMonths(month: string, count: number): string {
  const { year, month: number } = calendar(`${month}-01`)
  const serial = year * 12 + number - 1 + count
  return `${Math.floor(serial / 12)}-${String((serial % 12) + 1).padStart(2, '0')}`
}

/** Return the month's weeks, Monday first, with the days of its neighbours that fill them. */
export function weeksOf(month: string): Day[][] {
  const first = `${month}-01`
  const weekday = (calendar(first).serial + 3) % 7
  const weeks: Day[][] = []
  for (let day = addDays(first, -weekday); day < `${addMonths(month, 1)}-01`; day = addDays(day, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, place) => addDays(day, place)))
  }
  return weeks
}

/**
 * Return what stands in a calendar: occurrences on the day they were paid or are due, and
 * before the first of them the payments the bank's rows show.
 */
export function entriesOf(
  commitments: readonly Commitment[],
  occurrences: readonly DatedOccurrence[],
): Entry[] {
  const known = new Map(commitments.map((each) => [each.id, each]))
  const told = occurrences.flatMap((each): Entry[] => {
    const commitment = known.get(each.commitment_id)
    if (!commitment) return []
    return [
      {
        key: `${each.commitment_id}-${each.date}`,
        commitment,
        day: each.paid_date ?? each.due_date,
        amount: each.paid_amount ?? each.amount,
        state: each.status,
        transactionId: each.transaction_id,
      },
    ]
  })
  const first = occurrences.reduce((least, each) => (each.due_date < least ? each.due_date : least), '9999')
  const seen = new Set(told.map((each) => each.transactionId))
  const past = commitments.flatMap((commitment) =>
    commitment.history
      .filter((payment) => payment.date < first && !seen.has(payment.transaction_id))
      .map(
        (payment): Entry => ({
          key: payment.transaction_id,
          commitment,
          day: payment.date,
          amount: signed(payment.amount, commitment.direction),
          state: payment.status === 'pending' ? 'pending' : 'paid',
          transactionId: payment.transaction_id,
        }),
      ),
  )
  return [...past, ...told].toSorted(
    (one, other) => one.day.localeCompare(other.day) || one.amount - other.amount,
  )
}

function signed(amount: number, direction: Commitment['direction']): number {
  return direction === 'in' ? Math.abs(amount) : -Math.abs(amount)
}

/** What comes in and goes out; what was skipped, did not come or is a guess adds nothing. */
export function monthTotals(entries: readonly Entry[]): { in: number; out: number } {
  const counted = entries.filter(
    ({ state, commitment }) => state !== 'skipped' && state !== 'missed' && commitment.status !== 'suggested',
  )
  const sum = (some: readonly Entry[]) => some.reduce((total, each) => total + each.amount, 0)
  return {
    in: sum(counted.filter((each) => each.amount > 0)),
    out: sum(counted.filter((each) => each.amount < 0)),
  }
}

export function byDay(entries: readonly Entry[]): Map<Day, Entry[]> {
  const days = new Map<Day, Entry[]>()
  for (const entry of entries) days.set(entry.day, [...(days.get(entry.day) ?? []), entry])
  return days
}

const MOVES: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Return the day a key leads to from another, as in any calendar; null for other keys. */
export function dayFor(key: string, from: Day): Day | null {
  const days = MOVES[key]
  if (days !== undefined) return addDays(from, days)
  const weekday = (calendar(from).serial + 3) % 7
  switch (key) {
    case 'Home':
      return addDays(from, -weekday)
    case 'End':
      return addDays(from, 6 - weekday)
    case 'PageUp':
      return sameDay(addMonths(monthOf(from), -1), from)
    case 'PageDown':
      return sameDay(addMonths(monthOf(from), 1), from)
    default:
      return null
  }
}

/** The same day of another month, or its last. */
function sameDay(month: string, day: Day): Day {
  const last = addDays(`${addMonths(month, 1)}-01`, -1)
  const wished = `${month}${day.slice(7)}`
  return wished < last ? wished : last
}

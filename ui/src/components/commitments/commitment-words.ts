/** What the commitments page says of a commitment, and how its figures add up. */
import { cadenceInWords } from '@/lib/cadence'
import { dayInWords } from '@/lib/dates'
import { countOf } from '@/lib/words'
import type { Commitment, Occurrence } from '@/services/types'

/** How sure a guess is, as it was measured: of the ones called 0.9, nine in ten were right. */
export function confidenceInWords(confidence: number): string {
  if (confidence >= 0.95) return 'Almost certain: 19 of 20 guesses like this are right'
  const tenths = Math.floor(Math.round(confidence * 100) / 10)
  if (tenths >= 9) return 'Very likely: 9 of 10 guesses like this are right'
  if (tenths >= 7) return `Likely: ${tenths} of 10 guesses like this are right`
  return `Perhaps: ${tenths} of 10 guesses like this are right`
}

/** "24 payments, every month on the 1st" as a sentence. */
export function sentence(words: string): string {
  return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

export function nextInWords({ next_due_date }: Pick<Commitment, 'next_due_date'>, today: string): string {
  return next_due_date ? `next ${dayInWords(next_due_date, today)}` : 'no more to come'
}

/** How often, as said in a sentence of its own. */
export function rhythmInWords({ cadence, next_date }: Pick<Commitment, 'cadence' | 'next_date'>): string {
  const words = cadenceInWords(cadence, next_date)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

export interface Groups {
  guesses: Commitment[]
  incomes: Commitment[]
  bills: Commitment[]
  paused: Commitment[]
  ended: Commitment[]
  rejected: Commitment[]
}

/** What waits to be decided, surest first; the rest by its next day. */
export function grouped(commitments: readonly Commitment[]): Groups {
  const of = (status: Commitment['status']) =>
    commitments.filter((each) => each.status === status).toSorted(soonestFirst)
  const confirmed = of('confirmed')
  return {
    guesses: of('suggested').toSorted((one, other) => (other.confidence ?? 0) - (one.confidence ?? 0)),
    incomes: confirmed.filter((each) => each.direction === 'in'),
    bills: confirmed.filter((each) => each.direction === 'out'),
    paused: of('paused'),
    ended: of('ended'),
    rejected: of('rejected'),
  }
}

/** By their next day; what has no more to come goes last. */
function soonestFirst(one: Commitment, other: Commitment): number {
  return (one.next_due_date ?? '9999').localeCompare(other.next_due_date ?? '9999')
}

/** What these come to in the coming year. */
export function yearlyTotal(commitments: readonly Commitment[]): number {
  return commitments.reduce((sum, each) => sum + each.yearly_amount, 0)
}

/** Whether the sum rests on an estimate. */
export function isEstimate(commitments: readonly Commitment[]): boolean {
  return commitments.some((each) => each.variable)
}

type State = Occurrence['status']

const STATE_WORDS: Record<State, string> = {
  expected: 'expected',
  pending: 'on its way',
  paid: 'paid',
  part_paid: 'part paid',
  late: 'late',
  missed: 'did not come',
  skipped: 'skipped',
}

/** "paid", or "came in" of an income. */
export function stateInWords(state: State, direction: Commitment['direction'] = 'out'): string {
  if (direction === 'in' && state === 'paid') return 'came in'
  return direction === 'in' && state === 'part_paid' ? 'came in part' : STATE_WORDS[state]
}

/** "paid on the day", "paid 3 days early", "part paid, £12.00 still owed" without the amount. */
export function standingInWords(
  occurrence: Pick<Occurrence, 'status' | 'days_off' | 'timing'>,
  direction: Commitment['direction'],
): string {
  const { status, days_off, timing } = occurrence
  if (status !== 'paid' && status !== 'part_paid') return stateInWords(status)
  const verb = stateInWords(status, direction)
  if (timing === null || days_off === null) return verb
  if (timing === 'on_time') return `${verb} on the day`
  const days = countOf(Math.abs(days_off), 'day')
  return `${verb} ${days} ${timing === 'early' ? 'early' : 'late'}`
}

const FIELD_WORDS: Record<string, string> = {
  name: 'the name',
  direction: 'the direction',
  amount: 'the amount',
  variable: 'that it varies or not',
  cadence: 'how often',
  next_date: 'the next date',
  shift: 'what weekends do',
  ends_on: 'the end',
  account_id: 'the account',
}

/** What the person set, and what therefore follows no news from the bank. */
export function editedInWords(fields: readonly string[]): string[] {
  return fields.flatMap((field) => FIELD_WORDS[field] ?? [])
}

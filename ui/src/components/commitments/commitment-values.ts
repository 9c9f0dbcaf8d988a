/** What the commitment form holds, and how it maps to and from what the API takes. */
import { z } from 'zod'
import type { Cadence, Shift, Weekday } from '@/lib/cadence'
import { calendar } from '@/lib/dates'
import { moneyInput, parseMoney } from '@/lib/money'
import type { Commitment, CommitmentBody, CommitmentChanges } from '@/services/types'

export const RHYTHMS = [
  { value: 'monthly_day', label: 'Monthly, on a date' },
  { value: 'monthly_last_working_day', label: 'Monthly, on the last working day' },
  { value: 'monthly_weekday', label: 'Monthly, on a weekday (like the last Friday)' },
  { value: 'weekly', label: 'Every so many weeks' },
  { value: 'yearly', label: 'Every year' },
  { value: 'once', label: 'Once' },
] as const satisfies readonly { value: Cadence['kind']; label: string }[]

export const SHIFTS = [
  { value: 'none', label: 'It still happens that day' },
  { value: 'next_working_day', label: 'The next working day' },
  { value: 'previous_working_day', label: 'The working day before' },
] as const satisfies readonly { value: Shift; label: string }[]

export const NTHS = [
  { value: '1', label: 'First' },
  { value: '2', label: 'Second' },
  { value: '3', label: 'Third' },
  { value: '4', label: 'Fourth' },
  { value: '-1', label: 'Last' },
] as const

export interface CommitmentValues {
  name: string
  amount: string
  variable: boolean
  rhythm: Cadence['kind']
  nextDate: string
  weeks: string
  months: string
  day: string
  nth: string
  skipMonths: string[]
  shift: Shift
  accountId: string
  isPayday: boolean
  endsOn: string
}

export function commitmentSchema(currency: string) {
  return z
    .object({
      name: z.string().trim().min(1, 'Give it a name.'),
      amount: z
        .string()
        .refine((text) => (parseMoney(text, currency) ?? 0) > 0, 'Enter an amount, like 12.99.'),
      variable: z.boolean(),
      rhythm: z.enum([
        'once',
        'weekly',
        'monthly_day',
        'monthly_last_working_day',
        'monthly_weekday',
        'yearly',
      ]),
      nextDate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Choose the next date.'),
      weeks: z.string(),
      months: z.string(),
      day: z.string(),
      nth: z.string(),
      skipMonths: z.array(z.string()),
      shift: z.enum(['none', 'next_working_day', 'previous_working_day']),
      accountId: z.string(),
      isPayday: z.boolean(),
      endsOn: z.string(),
    })
    .refine((entered) => entered.rhythm !== 'weekly' || /^[1-9]\d?$/.test(entered.weeks), {
      path: ['weeks'],
      message: 'A number of weeks, from 1.',
    })
    .refine((entered) => entered.rhythm !== 'monthly_day' || /^([1-9]|[12]\d|3[01])$/.test(entered.day), {
      path: ['day'],
      message: 'A day from 1 to 31.',
    })
}

export function startingValues(
  commitment: Commitment | null,
  { direction, currency, today }: { direction: 'in' | 'out'; currency: string; today: string },
): CommitmentValues {
  const blank: CommitmentValues = {
    name: '',
    amount: '',
    variable: false,
    rhythm: 'monthly_day',
    nextDate: '',
    weeks: '1',
    months: '1',
    day: String(calendar(today).day),
    nth: '-1',
    skipMonths: [],
    shift: direction === 'in' ? 'previous_working_day' : 'next_working_day',
    accountId: '',
    isPayday: false,
    endsOn: '',
  }
  if (!commitment) return blank
  return {
    ...blank,
    name: commitment.name,
    amount: moneyInput(commitment.amount, currency),
    variable: commitment.variable,
    nextDate: commitment.next_date,
    shift: commitment.shift,
    accountId: commitment.account_id ?? '',
    isPayday: commitment.is_payday,
    endsOn: commitment.ends_on ?? '',
    ...cadenceValues(commitment.cadence),
  }
}

function cadenceValues(cadence: Cadence): Partial<CommitmentValues> {
  switch (cadence.kind) {
    case 'weekly':
      return { rhythm: 'weekly', weeks: String(cadence.every ?? 1) }
    case 'monthly_day':
      return {
        rhythm: 'monthly_day',
        day: String(cadence.day),
        months: String(cadence.every ?? 1),
        skipMonths: (cadence.skip_months ?? []).map(String),
      }
    case 'monthly_weekday':
      return { rhythm: 'monthly_weekday', nth: String(cadence.nth) }
    case 'once':
    case 'monthly_last_working_day':
    case 'yearly':
      return { rhythm: cadence.kind }
    default:
      return cadence satisfies never
  }
}

export function commitmentBody(
  entered: CommitmentValues,
  { direction, currency }: { direction: 'in' | 'out'; currency: string },
): CommitmentBody {
  return {
    name: entered.name.trim(),
    direction,
    amount: parseMoney(entered.amount, currency) ?? 0,
    variable: entered.variable,
    cadence: cadenceOf(entered),
    next_date: entered.nextDate,
    shift: entered.shift,
    account_id: entered.accountId || null,
    ends_on: entered.endsOn || null,
    ...(direction === 'in' ? { is_payday: entered.isPayday } : {}),
  }
}

/**
 * What was changed: whatever is set by hand follows the bank no longer, so what was left alone
 * isn't sent.
 */
export function changesOf(commitment: Commitment, body: CommitmentBody): CommitmentChanges {
  const before = commitmentBody(
    startingValues(commitment, {
      direction: commitment.direction,
      currency: commitment.currency,
      today: commitment.next_date,
    }),
    commitment,
  )
  const changed = Object.entries(body).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof CommitmentBody]),
  )
  return Object.fromEntries(changed)
}

/** How to set back what `changes` changed. */
export function changesBack(commitment: Commitment, changes: CommitmentChanges): CommitmentChanges {
  const fields = Object.keys(changes) as (keyof CommitmentChanges)[]
  return Object.fromEntries(fields.map((field) => [field, commitment[field]]))
}

export function cadenceOf(entered: CommitmentValues): Cadence {
  switch (entered.rhythm) {
    case 'weekly':
      return { kind: 'weekly', every: Number(entered.weeks) }
    case 'monthly_day':
      return {
        kind: 'monthly_day',
        day: Number(entered.day),
        every: Number(entered.months),
        skip_months: entered.skipMonths.map(Number),
      }
    case 'monthly_weekday':
      return {
        kind: 'monthly_weekday',
        weekday: calendar(entered.nextDate).weekday.toLowerCase() as Weekday,
        nth: Number(entered.nth),
      }
    case 'once':
    case 'monthly_last_working_day':
    case 'yearly':
      return { kind: entered.rhythm }
    default:
      return entered.rhythm satisfies never
  }
}

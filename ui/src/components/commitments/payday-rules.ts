/** A payday by its days, as chosen in a form and as the API takes it. */
import type { Cadence, Shift, Weekday } from '@/lib/cadence'
import { calendar } from '@/lib/dates'

export type PaydayRhythm =
  | 'last_working_day'
  | 'day_of_month'
  | 'last_weekday'
  | 'weekly'
  | 'fortnightly'
  | 'four_weekly'

export const RULES: Record<PaydayRhythm, string> = {
  last_working_day: 'on the last working day of the month',
  day_of_month: 'on the same day each month',
  last_weekday: 'on the last such weekday of the month',
  weekly: 'every week',
  fortnightly: 'every 2 weeks',
  four_weekly: 'every 4 weeks',
}

export interface RuleValues {
  rhythm: PaydayRhythm
  nextDate: string
  shift: Shift
}

export interface Rule {
  cadence: Cadence
  next_date: string
  shift: Shift
}

export function ruleFrom({ rhythm, nextDate, shift }: RuleValues): Rule {
  return {
    cadence: cadenceFor(rhythm, nextDate),
    next_date: nextDate,
    shift: rhythm === 'last_working_day' ? 'none' : shift,
  }
}

function cadenceFor(rhythm: PaydayRhythm, nextDate: string): Cadence {
  switch (rhythm) {
    case 'last_working_day':
      return { kind: 'monthly_last_working_day' }
    case 'day_of_month':
      return { kind: 'monthly_day', day: calendar(nextDate).day }
    case 'last_weekday':
      return {
        kind: 'monthly_weekday',
        weekday: calendar(nextDate).weekday.toLowerCase() as Weekday,
        nth: -1,
      }
    case 'weekly':
      return { kind: 'weekly', every: 1 }
    case 'fortnightly':
      return { kind: 'weekly', every: 2 }
    case 'four_weekly':
      return { kind: 'weekly', every: 4 }
    default:
      return rhythm satisfies never
  }
}

export function rhythmOf(cadence: Cadence): PaydayRhythm {
  switch (cadence.kind) {
    case 'weekly':
      return cadence.every === 4 ? 'four_weekly' : cadence.every === 2 ? 'fortnightly' : 'weekly'
    case 'monthly_weekday':
      return 'last_weekday'
    case 'monthly_last_working_day':
      return 'last_working_day'
    case 'monthly_day':
    case 'once':
    case 'yearly':
      return 'day_of_month'
    default:
      return cadence satisfies never
  }
}

/** How often something happens, in the words a person would use. */
import { calendar, type Day, monthName, ordinal } from './dates'

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'

export type Cadence =
  | { kind: 'once' }
  | { kind: 'weekly'; every?: number }
  | { kind: 'monthly_day'; day: number; every?: number; skip_months?: number[] }
  | { kind: 'monthly_last_working_day' }
  | { kind: 'monthly_weekday'; weekday: Weekday; nth: number }
  | { kind: 'yearly' }

export type Shift = 'none' | 'next_working_day' | 'previous_working_day'

/** "every 4 weeks on Friday", "monthly on the 31st", "on the last working day of the month". */
export function cadenceInWords(cadence: Cadence, nextDate: Day): string {
  const next = calendar(nextDate)
  switch (cadence.kind) {
    case 'once':
      return 'once'
    case 'weekly':
      return weeks(cadence.every ?? 1, next.weekday)
    case 'monthly_day':
      return `${monthlyStep(cadence)} on ${dayOfMonth(cadence.day)}${exceptMonths(cadence.skip_months ?? [])}`
    case 'monthly_last_working_day':
      return 'on the last working day of the month'
    case 'monthly_weekday':
      return `on the ${nthInWords(cadence.nth)} ${capital(cadence.weekday)} of the month`
    case 'yearly':
      return `every year on ${next.day} ${next.monthName}`
    default:
      return cadence satisfies never
  }
}

/** What happens when the day is a weekend or bank holiday; empty when nothing does. */
export function shiftInWords(shift: Shift): string {
  switch (shift) {
    case 'none':
      return ''
    case 'next_working_day':
      return 'The next working day if that isn’t one.'
    case 'previous_working_day':
      return 'The working day before if that isn’t one.'
    default:
      return shift satisfies never
  }
}

function weeks(every: number, weekday: string): string {
  return every === 1 ? `every ${weekday}` : `every ${every} weeks on ${weekday}`
}

function monthlyStep({ every = 1 }: { every?: number }): string {
  if (every === 1) return 'monthly'
  if (every === 12) return 'every year'
  return `every ${every} months`
}

function dayOfMonth(day: number): string {
  return day >= 31 ? 'the last day' : `the ${ordinal(day)}`
}

function exceptMonths(months: readonly number[]): string {
  if (months.length === 0) return ''
  const names = months.map(monthName)
  const last = names.pop()
  return `, not in ${names.length > 0 ? `${names.join(', ')} or ${last}` : last}`
}

function nthInWords(nth: number): string {
  return nth === -1 ? 'last' : (['first', 'second', 'third', 'fourth'][nth - 1] ?? ordinal(nth))
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

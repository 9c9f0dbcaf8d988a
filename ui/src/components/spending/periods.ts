import { calendar, monthName } from '@/lib/dates'
import type { SpendingMonth, SpendingPace } from '@/services/types'

export type MonthKind = 'calendar' | 'payday'

/** A month as the address names it: "2026-11", or the payday it begins on. */
export function monthKey(month: Pick<SpendingMonth, 'month' | 'start'>, kind: MonthKind): string {
  return kind === 'calendar' ? month.month : month.start
}

/** The month the address names, or the one today is in. */
export function chosenPlace(
  months: readonly SpendingMonth[],
  key: string | undefined,
  kind: MonthKind,
): number {
  const found = months.findIndex((month) => monthKey(month, kind) === key)
  return found < 0 ? months.length - 1 : found
}

/** "November", "November 2025" seen from 2026; a month between paydays says both its ends. */
export function monthInWords(
  month: Pick<SpendingMonth, 'start' | 'end'>,
  kind: MonthKind,
  today: string,
): string {
  const start = calendar(month.start)
  const thisYear = calendar(today).year
  if (kind === 'calendar') {
    return start.year === thisYear ? start.monthName : `${start.monthName} ${start.year}`
  }
  const end = calendar(month.end)
  const year = end.year === thisYear ? '' : ` ${end.year}`
  return `${start.day} ${short(start.month)} to ${end.day} ${short(end.month)}${year}`
}

/** What stands under a bar: its month, or the payday it began with, and the year where one begins. */
export function barLabel(
  months: readonly SpendingMonth[],
  place: number,
  kind: MonthKind = 'calendar',
): { month: string; year: string } {
  const { day, month, year } = calendar(months[place]?.start ?? '')
  const before = place > 0 ? calendar(months[place - 1]?.start ?? '').year : 0
  const name = kind === 'payday' ? `${day} ${short(month)}` : short(month)
  return { month: name, year: place === 0 || year !== before ? String(year) : '' }
}

function short(month: number): string {
  return monthName(month).slice(0, 3)
}

export interface Span {
  from: string
  to: string
}

/** The days looked at: a whole month, or this one as far as it has come. */
export function spanOf(month: SpendingMonth, today: string): Span {
  return { from: month.start, to: !month.is_whole && today < month.end ? today : month.end }
}

/** The same days of another month: as many from its start as the chosen one has had, or all of it. */
export function sameDaysOf(other: SpendingMonth, chosen: SpendingMonth, today: string): Span {
  if (chosen.is_whole) return { from: other.start, to: other.end }
  const days = calendar(today).serial - calendar(chosen.start).serial
  const end = new Date((calendar(other.start).serial + days) * 86_400_000).toISOString().slice(0, 10)
  return { from: other.start, to: end < other.end ? end : other.end }
}

export type Against = { middle: number; difference: number; standing: 'as_usual' | 'higher' | 'lower' }

/** How the chosen month stands against the usual: of whole months, or by the same day of them. */
export function against(
  month: SpendingMonth,
  pace: SpendingPace | undefined,
  usual: { middle: number } | null,
): Against | null {
  const found = month.is_whole
    ? { spent: month.total, usual, standing: month.standing }
    : { spent: pace?.spent ?? 0, usual: pace?.usual ?? null, standing: pace?.standing ?? 'unknown' }
  if (!found.usual || found.standing === 'unknown') return null
  return {
    middle: found.usual.middle,
    difference: found.spent - found.usual.middle,
    standing: found.standing,
  }
}

/** A share in whole per cent that never says 0 of something. */
export function shareInWords(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return ''
  const share = (part / whole) * 100
  return share < 1 ? 'under 1%' : `${Math.round(share)}%`
}

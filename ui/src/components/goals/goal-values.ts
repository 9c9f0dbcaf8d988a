import { z } from 'zod'
import { moneyInput, parseMoney } from '@/lib/money'
import type { Goal, GoalBody } from '@/services/types'

export interface GoalValues {
  name: string
  target: string
  date: string
  saved: string
  accountId: string
  /** Whether so much a month is put aside, and counts in every figure. */
  isMonthly: boolean
  monthly: string
  firstDate: string
  payFrom: string
}

export function goalSchema(currency: string) {
  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)
  return z
    .object({
      name: z.string().trim().min(1, 'Give it a name.'),
      target: z
        .string()
        .refine((text) => (parseMoney(text, currency) ?? 0) > 0, 'Enter an amount, like 1200.'),
      date: z.string().refine(isDay, 'Choose a date.'),
      saved: z
        .string()
        .refine(
          (text) => text === '' || (parseMoney(text, currency) ?? -1) >= 0,
          'Enter an amount, like 250.',
        ),
      accountId: z.string(),
      isMonthly: z.boolean(),
      monthly: z.string(),
      firstDate: z.string(),
      payFrom: z.string(),
    })
    .refine((entered) => !entered.isMonthly || (parseMoney(entered.monthly, currency) ?? 0) > 0, {
      path: ['monthly'],
      message: 'Enter an amount, like 100.',
    })
    .refine((entered) => !entered.isMonthly || isDay(entered.firstDate), {
      path: ['firstDate'],
      message: 'Choose a date.',
    })
}

export function goalStart(goal: Goal | null): GoalValues {
  const text = (minor: number | null) => (minor ? moneyInput(minor, goal?.currency ?? 'GBP') : '')
  return {
    name: goal?.name ?? '',
    target: text(goal?.target ?? null),
    date: goal?.date ?? '',
    saved: text(goal?.saved ?? null),
    accountId: goal?.account_id ?? '',
    isMonthly: goal?.monthly != null,
    monthly: text(goal?.monthly ?? null),
    firstDate: goal?.first_date ?? '',
    payFrom: goal?.pay_from_account_id ?? '',
  }
}

/** What is kept in an account is read from it, so what was put aside is said only where there is none. */
export function goalBody(entered: GoalValues, currency: string): GoalBody {
  const minor = (text: string) => parseMoney(text, currency)
  return {
    name: entered.name.trim(),
    target: minor(entered.target) ?? 0,
    date: entered.date,
    saved: entered.accountId ? 0 : (minor(entered.saved || '0') ?? 0),
    account_id: entered.accountId || null,
    monthly: entered.isMonthly ? minor(entered.monthly) : null,
    first_date: entered.isMonthly ? entered.firstDate : null,
    pay_from_account_id: entered.isMonthly ? entered.payFrom || null : null,
  }
}

/** How much of the target there is, from 0 to 100, never rounded up to done. */
export function percentSaved({ saved, target }: Pick<Goal, 'saved' | 'target'>): number {
  return Math.min(100, Math.floor((saved * 100) / target))
}

/** What can be added at once: what is safe, and no more than is missing. */
export function addable({ safe_to_add, missing }: Pick<Goal, 'safe_to_add' | 'missing'>): number {
  return Math.max(0, Math.min(safe_to_add, missing))
}

export type Standing = 'reached' | 'on_track' | 'behind' | 'measured'

/** How a goal stands: only one with money put aside monthly can be on its way or behind. */
export function standingOf(goal: Pick<Goal, 'missing' | 'monthly' | 'on_track'>): Standing {
  if (goal.missing === 0) return 'reached'
  if (goal.monthly === null) return 'measured'
  return goal.on_track ? 'on_track' : 'behind'
}

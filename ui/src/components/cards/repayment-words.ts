import { countOf } from '@/lib/words'
import type { Repayment, RepaymentDue } from '@/services/types'

type PlanName = Repayment['plan']

/** The four ways a card gets paid, and what each means for the money. */
export const WAYS: readonly { value: PlanName; label: string; means: string }[] = [
  { value: 'full', label: 'In full', means: 'All of each statement, so there is no interest.' },
  {
    value: 'fixed',
    label: 'A fixed amount each month',
    means: 'The same every time, at most what is owed. What stays unpaid is charged interest.',
  },
  {
    value: 'minimum',
    label: 'The minimum',
    means:
      'The least the bank asks for; where it doesn’t say, £25, or 1% and the interest if that is more. The slowest way, and the dearest.',
  },
  {
    value: 'pay_down',
    label: 'Pay it down in equal parts',
    means: 'Today’s balance in so many payments, interest included. New spending is paid in full.',
  },
]

/** "in full each statement", "£150 a month", … completed by the caller with its money. */
export function planInWords(plan: Pick<Repayment, 'plan' | 'instalments'>): string {
  switch (plan.plan) {
    case 'full':
      return 'in full, each statement'
    case 'fixed':
      return 'a fixed amount each month'
    case 'minimum':
      return 'at the minimum each month'
    case 'pay_down':
      return `down in ${countOf(plan.instalments ?? 0, 'equal part')}`
    default:
      return plan.plan satisfies never
  }
}

export interface Cost {
  /** Interest charged by the repayments that are known. */
  interest: number
  /** The day on which nothing stays unpaid any more, where the plan gets there in this time. */
  clearOn: string | null
  /** What is still unpaid after the last of them. */
  leftMinor: number
  lastOn: string
}

/** What a way to pay costs, as far as the repayments ahead tell; null where it leaves nothing unpaid. */
export function costOf(repayments: readonly RepaymentDue[]): Cost | null {
  const last = repayments.at(-1)
  if (!last || repayments.every(({ carried, interest }) => carried === 0 && interest === 0)) return null
  const lastUnpaid = repayments.findLastIndex(({ carried }) => carried > 0)
  return {
    interest: repayments.reduce((sum, { interest }) => sum + interest, 0),
    clearOn: last.carried > 0 ? null : (repayments[lastUnpaid + 1]?.date ?? last.date),
    leftMinor: last.carried,
    lastOn: last.date,
  }
}

import { formatMoney } from '@/lib/money'
import { listInWords } from '@/lib/words'
import type { LeftOut, LeftOuts } from '@/services/types'

export interface LeftOutWords {
  /** What it is, as a heading of a row. */
  name: string
  why: string
  /** After the amount: "£580.00 between your accounts". */
  short: string
}

/** Why a kind of row is no spending. */
export function whyLeftOut({
  kind,
  category,
  label,
}: Pick<LeftOut, 'kind' | 'category' | 'label'>): LeftOutWords {
  if (kind === 'card_repayment') {
    return {
      name: 'Card repayments',
      why: 'What the card paid for was counted on the day it was bought; repaying it isn’t spending it again.',
      short: 'repaid on cards',
    }
  }
  if (category === 'savings') {
    return {
      name: 'Put aside',
      why: 'Into and out of savings, pots and investments: it is still yours.',
      short: 'put aside',
    }
  }
  if (kind === 'transfer') {
    return {
      name: 'Between your accounts',
      why: 'It left one account of yours and came into another, so nothing was spent.',
      short: 'between your accounts',
    }
  }
  return { name: label, why: 'It is neither spending nor income.', short: label.toLowerCase() }
}

/** "£580.00 between your accounts and £488.97 put aside". */
export function leftOutInWords({ groups, currency }: LeftOuts): string {
  const sums = new Map<string, number>()
  for (const group of groups) {
    const { short } = whyLeftOut(group)
    sums.set(short, (sums.get(short) ?? 0) + Math.max(group.out, group.into))
  }
  return listInWords([...sums].map(([short, minor]) => `${formatMoney(minor, currency)} ${short}`))
}

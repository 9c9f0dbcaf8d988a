import { formatMoney } from '@/lib/money'
import { listInWords } from '@/lib/words'
import type { Rule } from '@/services/types'

/** "Tesco, over £50.00": what a rule is about. */
export function ruleConditions(rule: Rule, accounts: ReadonlyMap<string, string>, currency: string): string {
  const parts = [
    rule.merchant,
    rule.text && `statements saying “${rule.text}”`,
    rule.account_id && `on ${accounts.get(rule.account_id) ?? 'an account'}`,
    amounts(rule, currency),
    rule.direction && (rule.direction === 'out' ? 'money out' : 'money in'),
  ]
  return parts.filter(Boolean).join(', ')
}

function amounts({ amount_min: low, amount_max: high }: Rule, currency: string): string | null {
  if (low !== null && high !== null) {
    return low === high
      ? `exactly ${formatMoney(low, currency)}`
      : `${formatMoney(low, currency)} to ${formatMoney(high, currency)}`
  }
  if (low !== null) return `${formatMoney(low, currency)} or more`
  return high === null ? null : `${formatMoney(high, currency)} or less`
}

const KINDS = {
  spending: 'spending',
  income: 'income',
  refund: 'a refund',
  transfer: 'a move between your accounts',
  card_repayment: 'a card repayment',
} as const

/** What a rule can make a payment count as. */
export const RULE_KINDS = [
  { value: 'spending', label: 'Spending' },
  { value: 'income', label: 'Income' },
  { value: 'refund', label: 'A refund' },
  { value: 'transfer', label: 'Between your accounts' },
  { value: 'card_repayment', label: 'A card repayment' },
] as const

/** "Groceries, under the name Tesco": what a rule makes of it. */
export function ruleOutcome(rule: Rule, categories: ReadonlyMap<string, string>): string {
  return listInWords(
    [
      rule.category && (categories.get(rule.category) ?? rule.category),
      rule.kind && KINDS[rule.kind],
      rule.to_merchant && `under the name ${rule.to_merchant}`,
    ].filter((part): part is string => Boolean(part)),
  )
}

import type { Transaction, TransactionDetail } from '@/services/types'

const SOURCES: Record<NonNullable<Transaction['category_source']>, string> = {
  person: 'You said so.',
  rule: 'One of your rules says so.',
  pair: 'The other half of the move is on another account of yours.',
  plan: 'It belongs to a payment plan.',
  pot: 'It went into or came out of a pot.',
  card_text: 'It reads like a card repayment.',
  savings_text: 'It reads like a move to savings.',
  own_account: 'It names an account of yours.',
  own_name: 'It carries your own name.',
  transfer_text: 'It reads like a transfer.',
  purchase: 'It goes with its purchase.',
  merchant: 'That is what this merchant sells.',
  classification: 'The bank sorts it so.',
  bank: 'The bank says so.',
  words: 'Its words suggest so.',
  sign: 'A guess: nothing says more.',
}
const UNSURE_BELOW = 60

/** Why it is taken for what it is; a guess is called one. */
export function reasonInWords({ category_source, confidence }: Transaction): string {
  if (category_source === null) return 'Not sorted yet.'
  const isUnsure = confidence !== null && confidence < UNSURE_BELOW && category_source !== 'sign'
  return `${SOURCES[category_source]}${isUnsure ? ' Not a sure thing.' : ''}`
}

const KINDS = [
  { value: 'spending', label: 'Spending', goes: 'out' },
  { value: 'income', label: 'Income', goes: 'in' },
  { value: 'refund', label: 'Refund', goes: 'in' },
  { value: 'transfer', label: 'Between your own accounts', goes: 'both' },
  { value: 'card_repayment', label: 'Card repayment', goes: 'both' },
] as const

/** The kinds a row can be: money that went out is no income, and money that came in no spending. */
export function kindsFor({ amount, kind }: Pick<TransactionDetail, 'amount' | 'kind'>) {
  const way = amount < 0 ? 'out' : 'in'
  return KINDS.filter((each) => each.goes === 'both' || each.goes === way || each.value === kind)
}

const PURCHASES_SHOWN = 8

/** The purchases money back can be for: of the same amount first, then the latest that cost more. */
export function likelyPurchases<Row extends Pick<Transaction, 'amount' | 'currency' | 'date'>>(
  rows: readonly Row[],
  back: number,
  currency: string,
): Row[] {
  return rows
    .filter((row) => row.amount <= -back && row.currency === currency)
    .toSorted(
      (one, other) =>
        Number(other.amount === -back) - Number(one.amount === -back) || other.date.localeCompare(one.date),
    )
    .slice(0, PURCHASES_SHOWN)
}

export interface Part {
  category: string
  /** As typed, a size. */
  amount: string
}

/** What is left of a row after its parts, in minor units; null where a part isn't an amount. */
export function leftAfter(size: number, parts: readonly (number | null)[]): number | null {
  let left = size
  for (const part of parts) {
    if (part === null) return null
    left -= part
  }
  return left
}

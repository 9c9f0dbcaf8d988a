import type { Transaction, TransactionDetail } from '@/services/types'

const KINDS: Record<Transaction['kind'], string | null> = {
  spending: null,
  income: null,
  transfer: 'between your accounts',
  card_repayment: 'card repayment',
  refund: 'refund',
}

export function kindInWords(kind: Transaction['kind']): string | null {
  return KINDS[kind]
}

const KIND_CHOICES: Record<Transaction['kind'], string> = {
  spending: 'Spending',
  income: 'Income',
  transfer: 'Between your accounts',
  card_repayment: 'Card repayments',
  refund: 'Refunds',
}

export function kindChoice(kind: Transaction['kind']): string {
  return KIND_CHOICES[kind]
}

/** A category's name; one that isn't on the list is still said plainly. */
export function categoryInWords(key: string, names: ReadonlyMap<string, string>): string {
  return names.get(key) ?? bankWord(key)
}

const SOURCES: Record<TransactionDetail['source'], string> = {
  feed: 'Sent by the bank',
  file: 'Read from a file',
  by_hand: 'Entered by hand',
}

export function sourceInWords(source: TransactionDetail['source']): string {
  return SOURCES[source]
}

/** A bank's own word for a kind of payment, "DIRECT_DEBIT", as one would write it. */
export function bankWord(word: string): string {
  const plain = word.replaceAll('_', ' ').toLowerCase()
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

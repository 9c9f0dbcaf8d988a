import { dayInWords } from '@/lib/dates'
import { formatMoney } from '@/lib/money'
import type { Need } from '@/services/types'

/** A question about a payment is answered on its card; all else is settled elsewhere. */
export function isQuestion({ kind }: Need): boolean {
  return kind === 'possible_double' || kind === 'settled_as'
}

export function noneInWords({ kind, candidates }: Need): string {
  if (kind === 'possible_double') return 'No, these are separate payments'
  return candidates.length === 1 ? 'No, it isn’t' : 'None of these'
}

export function answerInWords(need: Need, sameAs: string | null, today: string): string {
  const chosen = need.candidates.find(({ id }) => id === sameAs)
  if (!chosen)
    return need.kind === 'possible_double' ? 'Both count: they are separate payments.' : 'None of them, then.'
  const amount = formatMoney(Math.abs(chosen.amount), chosen.currency)
  return `One payment: ${amount}, ${dayInWords(chosen.date, today)}. It counts once.`
}

import { dayInWords } from '@/lib/dates'
import { formatMoney } from '@/lib/money'
import type { Need } from '@/services/types'

export interface NeedCardContent {
  need: Need
  /** What was decided; `null` while it is open. */
  words: string | null
}

export function keyOf({ kind, subject_id }: Need): string {
  return `${kind}-${subject_id}`
}

/** A question about a payment is answered on its card; all else is settled elsewhere. */
export function isQuestion({ kind }: Need): boolean {
  return kind === 'possible_double' || kind === 'settled_as'
}

/** What is open, with what was settled just now still in its place, so that it can be undone. */
export function withSettled(
  needs: readonly Need[],
  settled: readonly { need: Need; words: string; place: number }[],
): NeedCardContent[] {
  const done = new Map(settled.map((each) => [keyOf(each.need), each]))
  const cards: NeedCardContent[] = needs
    .filter((need) => !done.has(keyOf(need)))
    .map((need) => ({ need, words: null }))
  for (const { need, words, place } of settled.toSorted((one, other) => one.place - other.place)) {
    cards.splice(place, 0, { need, words })
  }
  return cards
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

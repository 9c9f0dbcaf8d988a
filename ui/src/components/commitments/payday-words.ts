/** How a payday is chosen: by incomes, or by its days alone. */
import type { Cadence } from '@/lib/cadence'
import { cadenceInWords, shiftInWords } from '@/lib/cadence'
import type { Payday } from '@/services/types'

/** What stands now, as a sentence without its end. */
export function standing(payday: Payday): string {
  if (payday.rule) {
    const { cadence, next_date, shift = 'previous_working_day' } = payday.rule
    return `By its days: ${cadenceInWords(cadence as Cadence, next_date)}. ${shiftInWords(shift)}`.trim()
  }
  if (payday.commitment_ids.length === 0) return 'No payday yet, so figures cover the next 30 days.'
  if (payday.is_default) return 'You haven’t chosen it yet, so the largest regular income is taken.'
  return payday.commitment_ids.length === 1 ? 'As you chose.' : 'As you chose: whichever comes next.'
}

/** The incomes to choose, with one more or one fewer. */
export function withChosen(chosen: readonly string[], id: string, isChosen: boolean): string[] {
  const others = chosen.filter((each) => each !== id)
  return isChosen ? [...others, id] : others
}

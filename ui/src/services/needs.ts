/** What waits for the person's word, and what was decided of it just now. */
import type { Decision } from './decisions'
import type { Need } from './types'

/** What was decided of a need, and the way back; `null` where there is none. */
export interface Settled {
  need: Need
  words: string
  place: number
  undo: Decision['undo']
}

export interface NeedCardContent {
  need: Need
  /** What was decided; `null` while it is open. */
  words: string | null
  undo: Decision['undo']
}

/** Two days of one commitment are two questions. */
export function keyOf({ kind, subject_id, since }: Need): string {
  return `${kind}-${subject_id}-${since ?? ''}`
}

/** What is open, with what was settled just now still in its place, so that it can be undone. */
export function withSettled(needs: readonly Need[], settled: readonly Settled[]): NeedCardContent[] {
  const done = new Map(settled.map((each) => [keyOf(each.need), each]))
  const cards: NeedCardContent[] = needs
    .filter((need) => !done.has(keyOf(need)))
    .map((need) => ({ need, words: null, undo: null }))
  for (const { need, words, place, undo } of settled.toSorted((one, other) => one.place - other.place)) {
    cards.splice(place, 0, { need, words, undo })
  }
  return cards
}

/** What can be answered about a commitment, and the words for it. */
import type { Need } from '@/services/types'

export type Answer = 'skip' | 'end' | 'keep' | 'acknowledge'

interface Choice {
  answer: Answer
  label: string
  /** What is said once it is done. */
  done: string
}

const SKIP_LATE: Choice = {
  answer: 'skip',
  label: 'Skip this one',
  done: 'Skipped this once. The next one is expected as before.',
}
const SKIP_MISSED: Choice = {
  answer: 'skip',
  label: 'It was left out this once',
  done: 'Left out this once. The next one is expected as before.',
}
const END: Choice = { answer: 'end', label: 'It has ended', done: 'Ended. It counts in no figure any more.' }
const KEEP: Choice = { answer: 'keep', label: 'It goes on', done: 'It goes on, and stays counted.' }
const NOTED: Choice = {
  answer: 'acknowledge',
  label: 'Noted',
  done: 'Noted. The new amount is counted from its day.',
}

/** Return the choices of a need about a commitment, the likelier first; none for other needs. */
export function choicesOf({ kind, commitment, since }: Need): Choice[] {
  if (commitment === null) return []
  switch (kind) {
    case 'late':
      return since === null ? [] : [SKIP_LATE]
    case 'missed':
      return since === null ? [END] : [SKIP_MISSED, END]
    case 'series_ended':
      return [END, KEEP]
    case 'price_rise':
      return since === null ? [] : [NOTED]
    default:
      return []
  }
}

export function keyOf({ kind, subject_id, since }: Need): string {
  return `${kind}-${subject_id}-${since ?? ''}`
}

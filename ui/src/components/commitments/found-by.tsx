import { Section } from '@/components/ui/section'
import { listInWords } from '@/lib/words'
import type { Commitment } from '@/services/types'
import { confidenceInWords, editedInWords, sentence } from './commitment-words'

const ORIGINS: Record<Commitment['origin'], string> = {
  by_hand: 'You entered it.',
  detected: 'Found in your payments.',
  marked: 'You marked a payment as recurring, and the rest was found from it.',
}

/** Where it comes from, why it is believed, and what the person set. */
export function FoundBy({ commitment }: { commitment: Commitment }) {
  const { origin, why, confidence, edited } = commitment
  const set = editedInWords(edited)
  return (
    <Section title="What found it">
      <ul className="flex flex-col gap-1 py-3">
        <li>{ORIGINS[origin]}</li>
        {why.map((each) => (
          <li key={each}>{sentence(each)}</li>
        ))}
        {confidence !== null && origin !== 'by_hand' && <li>{confidenceInWords(confidence)}.</li>}
        {set.length > 0 && (
          <li className="text-muted">You set {listInWords(set)}, so that stays whatever the bank sends.</li>
        )}
      </ul>
    </Section>
  )
}

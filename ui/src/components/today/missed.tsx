import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { shortDay } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import { sayWhatBecameOfItMutation, skipOccurrenceMutation } from '@/services/queries'
import type { Owed, Summary } from '@/services/types'

/** Expected, never seen, and no longer counted: a question, not an accusation. */
export function Missed({ summary }: { summary: Summary }) {
  const queryClient = useQueryClient()
  const settle = { onSuccess: () => queryClient.invalidateQueries() }
  const skip = useMutation({ ...skipOccurrenceMutation(), ...settle })
  const say = useMutation({ ...sayWhatBecameOfItMutation(), ...settle })
  const problem = skip.error ?? say.error
  if (summary.missed.length === 0) return null
  return (
    <Section title="Did these happen?">
      {problem && (
        <Notice tone="problem" alert className="mt-3">
          {problemSentence(problem)}
        </Notice>
      )}
      <ul>
        {summary.missed.map((each) => (
          <li
            key={`${each.source_id}-${each.nominal_date}`}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-rule py-3"
          >
            <p>
              {each.label}, <Money minor={each.amount} currency={summary.currency} sign="never" />
              <span className="block text-caption text-muted">
                expected {shortDay(each.date, summary.today)} and not seen, so no longer counted
              </span>
            </p>
            <span className="flex flex-wrap gap-2">
              <Button
                variant="secondary"
                busy={say.isPending}
                aria-label={`${each.label}: it happened`}
                onClick={() => say.mutate({ path: pathOf(each), body: { word: 'paid' } })}
              >
                It happened
              </Button>
              <Button
                variant="secondary"
                busy={skip.isPending || say.isPending}
                aria-label={`${each.label}: it won’t happen this time`}
                onClick={() =>
                  isCommitment(each)
                    ? skip.mutate({ path: { commitment_id: each.source_id, date: each.nominal_date } })
                    : say.mutate({ path: pathOf(each), body: { word: 'left_out' } })
                }
              >
                It won’t happen this time
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function pathOf({ source_id, nominal_date }: Owed) {
  return { expected_id: source_id, date: nominal_date }
}

function isCommitment(owed: Owed): owed is Owed & { source_id: string } {
  return owed.source === 'commitment' && owed.source_id !== null
}

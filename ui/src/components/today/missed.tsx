import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { shortDay } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import { skipOccurrenceMutation } from '@/services/queries'
import type { Owed, Summary } from '@/services/types'

/** Expected, never seen, and no longer counted: a question, not an accusation. */
export function Missed({ summary }: { summary: Summary }) {
  const queryClient = useQueryClient()
  const skip = useMutation({ ...skipOccurrenceMutation(), onSuccess: () => queryClient.invalidateQueries() })
  if (summary.missed.length === 0) return null
  return (
    <Section title="Did these happen?">
      {skip.isError && (
        <Notice tone="problem" alert className="mt-3">
          {problemSentence(skip.error)}
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
            {isCommitment(each) && (
              <Button
                variant="secondary"
                busy={skip.isPending}
                onClick={() =>
                  skip.mutate({ path: { commitment_id: each.source_id, date: each.nominal_date } })
                }
              >
                It won’t happen this time
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function isCommitment(owed: Owed): owed is Owed & { source_id: string } {
  return owed.source === 'commitment' && owed.source_id !== null
}

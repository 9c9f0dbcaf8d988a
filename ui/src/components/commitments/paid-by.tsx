import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Sheet } from '@/components/ui/sheet'
import { dayInWords, shortDay } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import { listCandidatesOptions, sayWhatBecameOfItMutation } from '@/services/queries'
import type { Commitment, Occurrence } from '@/services/types'

interface PaidByProps {
  commitment: Commitment
  occurrence: Occurrence
  today: string
  onClose: () => void
}

/** The person's word on which payment paid it; it goes before what was worked out. */
export function PaidBy({ commitment, occurrence, today, onClose }: PaidByProps) {
  const path = { expected_id: commitment.id, date: occurrence.date }
  const { data: candidates, error } = useQuery(listCandidatesOptions({ path }))
  const queryClient = useQueryClient()
  const say = useMutation({
    ...sayWhatBecameOfItMutation(),
    onSuccess: () => {
      onClose()
      return queryClient.invalidateQueries()
    },
  })
  const problem = error ?? say.error
  const paid = commitment.direction === 'in' ? 'Which payment was it?' : 'Which payment paid it?'
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={paid}
      description={`${commitment.name}, due ${dayInWords(occurrence.due_date, today)}`}
    >
      {problem && (
        <Notice tone="problem" alert>
          {problemSentence(problem)}
        </Notice>
      )}
      {!candidates && !error && <div role="status" aria-label="Loading" className="skeleton h-24 w-full" />}
      {candidates?.length === 0 && <p className="text-muted">No payment of those days is free to be it.</p>}
      <ul>
        {candidates?.map((each) => (
          <li key={each.id} className="border-b border-rule">
            <button
              type="button"
              className="flex min-h-14 w-full items-baseline justify-between gap-4 py-2 text-left hover:bg-sunken"
              disabled={say.isPending}
              onClick={() => say.mutate({ path, body: { word: 'paid', transaction_id: each.id } })}
            >
              <span className="min-w-0">
                <span className="block truncate">{each.merchant ?? each.description}</span>
                <span className="text-caption text-muted">{shortDay(each.date, today)}</span>
              </span>
              <Money minor={each.amount} currency={each.currency} sign="never" />
            </button>
          </li>
        ))}
      </ul>
      <Button
        variant="secondary"
        className="mt-4"
        busy={say.isPending}
        onClick={() => say.mutate({ path, body: { word: 'paid' } })}
      >
        None of these, but it was paid
      </Button>
    </Sheet>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { dayInWords } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import { listOccurrencesOptions, skipOccurrenceMutation } from '@/services/queries'
import type { Commitment, Occurrence } from '@/services/types'

const STATUS_WORDS: Record<Occurrence['status'], string | null> = {
  expected: null,
  pending: 'on its way',
  paid: 'paid',
  late: 'late',
  part_paid: 'part paid',
  missed: 'not seen',
  skipped: 'skipped',
}

const SHOWN = 6

/** What is expected next of one commitment; each date can be skipped without touching the others. */
export function NextOccurrences({ commitment, today }: { commitment: Commitment; today: string }) {
  const queryClient = useQueryClient()
  const { data: occurrences, error } = useQuery(
    listOccurrencesOptions({ path: { commitment_id: commitment.id } }),
  )
  const skip = useMutation({ ...skipOccurrenceMutation(), onSuccess: () => queryClient.invalidateQueries() })
  const problem = error ?? skip.error

  return (
    <section aria-label="Next dates" className="mt-8">
      <h3 className="border-b border-ink pb-2 font-semibold">Next dates</h3>
      {problem && (
        <Notice tone="problem" alert className="mt-3">
          {problemSentence(problem)}
        </Notice>
      )}
      {!occurrences && !error && (
        <div role="status" aria-label="Loading" className="skeleton mt-3 h-32 w-full" />
      )}
      {occurrences?.length === 0 && <p className="py-3 text-muted">No more to come.</p>}
      <ul>
        {occurrences
          ?.filter((each) => each.due_date >= today)
          .slice(0, SHOWN)
          .map((each) => (
            <li
              key={each.date}
              className="flex min-h-14 items-center justify-between gap-4 border-b border-rule py-1"
            >
              <span className="flex-1">
                {dayInWords(each.due_date, today)}
                {STATUS_WORDS[each.status] && (
                  <span className="block text-caption text-muted">{STATUS_WORDS[each.status]}</span>
                )}
              </span>
              <Money minor={each.amount} currency={commitment.currency} sign="never" />
              <span className="w-14 text-right">
                {(each.status === 'expected' || each.status === 'late') && (
                  <Button
                    variant="quiet"
                    busy={skip.isPending}
                    aria-label={`Skip ${dayInWords(each.due_date, today)}`}
                    onClick={() => skip.mutate({ path: { commitment_id: commitment.id, date: each.date } })}
                  >
                    Skip
                  </Button>
                )}
              </span>
            </li>
          ))}
      </ul>
    </section>
  )
}

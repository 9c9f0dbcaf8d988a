import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { dayInWords, daysBetween } from '@/lib/dates'
import { problemSentence } from '@/services/problems'
import {
  listOccurrencesOptions,
  skipOccurrenceMutation,
  takeBackWhatWasSaidMutation,
  unskipOccurrenceMutation,
} from '@/services/queries'
import type { Commitment, Occurrence } from '@/services/types'
import { standingInWords } from './commitment-words'
import { PaidBy } from './paid-by'
import { StateMark } from './state-mark'

const AHEAD = 6
const BEHIND = 2

/** The days just gone and coming; each can be skipped, and that taken back, without touching the others. */
export function NextOccurrences({ commitment, today }: { commitment: Commitment; today: string }) {
  const path = { commitment_id: commitment.id }
  const { data: occurrences, error } = useQuery(listOccurrencesOptions({ path }))
  const queryClient = useQueryClient()
  const settle = { onSuccess: () => queryClient.invalidateQueries() }
  const skip = useMutation({ ...skipOccurrenceMutation(), ...settle })
  const unskip = useMutation({ ...unskipOccurrenceMutation(), ...settle })
  const unsay = useMutation({ ...takeBackWhatWasSaidMutation(), ...settle })
  const [asked, setAsked] = useState<Occurrence>()
  const problem = error ?? skip.error ?? unskip.error ?? unsay.error
  const shown = occurrences && around(occurrences, today)

  return (
    <Section title="Days">
      {problem && (
        <Notice tone="problem" alert className="mt-3">
          {problemSentence(problem)}
        </Notice>
      )}
      {!occurrences && !error && (
        <div role="status" aria-label="Loading" className="flex flex-col gap-5 pt-4">
          {[0, 1, 2, 3, 4, 5].map((row) => (
            <div key={row} className="skeleton h-9 w-full" />
          ))}
        </div>
      )}
      {shown?.length === 0 && (
        <p className="py-3 text-muted">
          {commitment.status === 'paused'
            ? 'Nothing is expected while it is paused.'
            : commitment.status === 'ended' || commitment.status === 'rejected'
              ? 'Nothing is expected of it.'
              : 'No more to come.'}
        </p>
      )}
      <ul>
        {shown?.map((each) => {
          const day = dayInWords(each.due_date, today)
          return (
            <li
              key={each.date}
              className="grid min-h-14 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-rule py-1 sm:grid-cols-[minmax(0,1fr)_auto_8rem]"
            >
              <span>
                <span className="block first-letter:uppercase">{day}</span>
                <span className="flex items-center gap-1.5 text-caption text-muted">
                  <StateMark state={each.status} />
                  {each.transaction_id ? (
                    <Link
                      to="/transactions/$transactionId"
                      params={{ transactionId: each.transaction_id }}
                      className="underline decoration-rule-strong underline-offset-4"
                    >
                      {standingInWords(each, commitment.direction)}
                    </Link>
                  ) : (
                    standingInWords(each, commitment.direction)
                  )}
                  {each.status === 'part_paid' && (
                    <span>
                      , <Money minor={each.owed} currency={commitment.currency} sign="never" /> still owed
                    </span>
                  )}
                </span>
              </span>
              <Money
                minor={each.paid_amount ?? each.amount}
                currency={commitment.currency}
                sign="never"
                className={each.status === 'skipped' ? 'text-muted line-through' : undefined}
              />
              <span className="flex justify-end gap-3 max-sm:col-span-2">
                {canBePaid(each, today) && (
                  <Button variant="quiet" aria-label={`Say what paid ${day}`} onClick={() => setAsked(each)}>
                    Paid
                  </Button>
                )}
                {each.is_told && (
                  <Button
                    variant="quiet"
                    disabled={unsay.isPending}
                    aria-label={`Take back what paid ${day}`}
                    onClick={() => unsay.mutate({ path: { expected_id: commitment.id, date: each.date } })}
                  >
                    Take back
                  </Button>
                )}
                {canSkip(each) && (
                  <Button
                    variant="quiet"
                    disabled={skip.isPending}
                    aria-label={`Skip ${day}`}
                    onClick={() => skip.mutate({ path: { ...path, date: each.date } })}
                  >
                    Skip
                  </Button>
                )}
                {each.status === 'skipped' && (
                  <Button
                    variant="quiet"
                    disabled={unskip.isPending}
                    aria-label={`Take back skipping ${day}`}
                    onClick={() => unskip.mutate({ path: { ...path, date: each.date } })}
                  >
                    Take back
                  </Button>
                )}
              </span>
            </li>
          )
        })}
      </ul>
      {asked && (
        <PaidBy
          commitment={commitment}
          occurrence={asked}
          today={today}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Section>
  )
}

function canSkip({ status }: Occurrence): boolean {
  return status === 'expected' || status === 'late' || status === 'missed'
}

/** Only what is due about now can have been paid. */
function canBePaid({ status, due_date }: Occurrence, today: string): boolean {
  return (
    status === 'late' || status === 'missed' || (status === 'expected' && daysBetween(today, due_date) <= 14)
  )
}

/** The last days gone by and the next to come. */
function around(occurrences: readonly Occurrence[], today: string): Occurrence[] {
  const ahead = occurrences.findIndex((each) => each.due_date >= today)
  const place = ahead < 0 ? occurrences.length : ahead
  return occurrences.slice(Math.max(0, place - BEHIND), place + AHEAD)
}

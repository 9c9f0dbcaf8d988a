import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Button } from '@/components/ui/button'
import { CheckField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { problemSentence } from '@/services/problems'
import { listAllOccurrencesOptions } from '@/services/queries'
import type { Commitment } from '@/services/types'
import { entriesOf, monthOf } from './month'
import { OccurrenceCalendar } from './occurrence-calendar'

interface MonthViewProps {
  commitments: Commitment[]
  withGuesses: boolean
  month: string
  day: string | undefined
  today: string
  currency: string
  onChange: (changes: {
    month?: string | undefined
    day?: string | undefined
    guesses?: boolean | undefined
  }) => void
}

/** The calendar with what it needs read, and whether guesses stand in it. */
export function MonthView({
  commitments,
  withGuesses,
  month,
  day,
  today,
  currency,
  onChange,
}: MonthViewProps) {
  const occurrences = useQuery(listAllOccurrencesOptions())
  const entries = useMemo(() => {
    const shown = commitments.filter(
      ({ status }) => status === 'confirmed' || status === 'ended' || (withGuesses && status === 'suggested'),
    )
    return entriesOf(shown, occurrences.data ?? [])
  }, [commitments, occurrences.data, withGuesses])
  if (occurrences.isError) {
    return (
      <div className="flex flex-col items-start gap-4">
        <Notice tone="problem" alert>
          {problemSentence(occurrences.error)}
        </Notice>
        <Button onClick={() => occurrences.refetch()}>Try again</Button>
      </div>
    )
  }
  if (occurrences.isPending) {
    return (
      <div role="status" aria-label="Loading" className="flex flex-col gap-4 pt-4">
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <div key={row} className="skeleton h-9 w-full" />
        ))}
      </div>
    )
  }
  const hasGuesses = commitments.some(({ status }) => status === 'suggested')
  return (
    <div className="flex flex-col gap-4">
      <OccurrenceCalendar
        entries={entries}
        month={month}
        day={day}
        today={today}
        currency={currency}
        onMonth={(next, chosen) =>
          onChange({ month: next === monthOf(today) ? undefined : next, day: chosen })
        }
        onDay={(next) =>
          onChange({
            day: next === day ? undefined : next,
            month: month === monthOf(today) ? undefined : month,
          })
        }
      />
      {hasGuesses && (
        <CheckField
          label="Show what waits for your word too"
          hint="In no total until you say yes."
          checked={withGuesses}
          onChange={(event) => onChange({ guesses: event.target.checked || undefined })}
        />
      )}
    </div>
  )
}

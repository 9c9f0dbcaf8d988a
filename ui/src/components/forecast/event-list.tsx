import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { Empty, Section } from '@/components/ui/section'
import { SourceLink } from '@/components/ui/source-link'
import { keyed } from '@/components/ui/sources'
import { cn } from '@/lib/cn'
import { dayInWords } from '@/lib/dates'
import type { Account, Forecast, ForecastEvent } from '@/services/types'

interface EventListProps {
  forecast: Forecast
  accounts: Account[]
  /** The day under the cursor, and how to move it there. */
  chosen: string | undefined
  onChoose: (day: string) => void
}

const FIRST_DAYS = 14

/** What moves the line, day by day; choosing one moves the cursor to it and back. */
export function EventList({ forecast, accounts, chosen, onChoose }: EventListProps) {
  const { events, today, currency } = forecast
  const [isWhole, setIsWhole] = useState(false)
  const names = new Map(accounts.map((account) => [account.id, account.name]))
  const days = byDay(events)
  const shown = isWhole ? days : days.slice(0, FIRST_DAYS)
  return (
    <Section title="What is coming">
      {events.length === 0 && (
        <Empty title="Nothing certain yet">
          Once commitments, planned items or card repayments are known, they stand here on their days.
        </Empty>
      )}
      <ol className="flex flex-col">
        {shown.map(([day, ofDay]) => (
          <li
            key={day}
            className={cn(
              'grid gap-x-4 border-b border-rule px-1 py-1 md:grid-cols-[8.5rem_1fr]',
              day === chosen && 'bg-accent-soft',
            )}
          >
            <button
              type="button"
              aria-pressed={day === chosen}
              onClick={() => onChoose(day)}
              className="min-h-11 rounded-sm text-left md:min-h-8 text-muted underline-offset-4 hover:underline md:self-start"
            >
              {dayInWords(day, today)}
            </button>
            <ul className="flex flex-col">
              {keyed(ofDay).map(({ key, line: event }) => (
                <li key={key} className="flex min-h-8 items-center justify-between gap-4">
                  <span>
                    <SourceLink source={event.source} sourceId={event.source_id} accountId={event.account_id}>
                      {event.label}
                    </SourceLink>
                    <About
                      event={event}
                      account={event.account_id ? names.get(event.account_id) : undefined}
                    />
                  </span>
                  <span className={cn('shrink-0', event.amount > 0 && 'text-positive')}>
                    {event.estimate && <span className="text-muted">about </span>}
                    <Money minor={event.amount} currency={currency} sign="always" />
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {shown.length < days.length && (
        <Button variant="quiet" className="self-start" onClick={() => setIsWhole(true)}>
          Show {days.length - shown.length} more days
        </Button>
      )}
    </Section>
  )
}

function About({ event, account }: { event: ForecastEvent; account: string | undefined }) {
  const words = [event.late && 'late', event.suggested && 'not confirmed', account].filter(Boolean)
  return words.length > 0 ? <span className="text-caption text-muted"> {words.join(' · ')}</span> : null
}

function byDay(events: ForecastEvent[]): [string, ForecastEvent[]][] {
  const days = new Map<string, ForecastEvent[]>()
  for (const event of events) days.set(event.date, [...(days.get(event.date) ?? []), event])
  return [...days]
}

import { Money } from '@/components/ui/money'
import { Section } from '@/components/ui/section'
import { dayInWords } from '@/lib/dates'
import type { Owed, Summary } from '@/services/types'

const STATUS_WORDS: Record<Owed['status'], string | null> = {
  expected: null,
  pending: 'leaving now',
  paid: 'paid',
  skipped: 'skipped',
  late: 'late, not seen yet',
  part_paid: 'part paid, the rest is owed',
  missed: 'not seen',
}

/** What still has to leave before payday, soonest first. */
export function OwedList({ summary }: { summary: Summary }) {
  const { owed, payday, currency, today } = summary
  const title = payday ? 'Owed before payday' : 'Owed in this time'
  return (
    <Section
      title={title}
      aside={
        <span className="text-muted">
          <Money minor={summary.committed} currency={currency} className="font-medium text-ink" /> has to stay
        </span>
      }
    >
      {owed.length === 0 ? (
        <p className="py-4 text-muted">Nothing we know of leaves before then.</p>
      ) : (
        <ul>
          {owed.map((each) => (
            <li
              key={`${each.source}-${each.source_id}-${each.nominal_date}-${each.label}`}
              className="flex items-baseline justify-between gap-4 border-b border-rule py-3"
            >
              <div className="min-w-0 flex-1 md:grid md:grid-cols-[minmax(0,5fr)_7rem_minmax(0,4fr)] md:items-baseline md:gap-4">
                <p className="truncate">{each.label}</p>
                <p className="inline text-caption text-muted">{dayInWords(each.date, today)}</p>
                <p className="inline text-caption text-muted">
                  {each.account_name && (
                    <>
                      <span className="md:hidden"> · </span>
                      {each.account_name}
                    </>
                  )}
                  {STATUS_WORDS[each.status] && (
                    <span className="font-medium text-attention md:block">
                      <span className="md:hidden"> · </span>
                      {STATUS_WORDS[each.status]}
                    </span>
                  )}
                </p>
              </div>
              <Money
                minor={each.amount}
                currency={currency}
                className="w-24 shrink-0 text-right font-medium"
              />
            </li>
          ))}
        </ul>
      )}
      <LaterThanLowPoint summary={summary} />
    </Section>
  )
}

function LaterThanLowPoint({ summary }: { summary: Summary }) {
  const { after_trough, currency, today } = summary
  if (after_trough.length === 0) return null
  return (
    <details className="group py-2">
      <summary className="flex min-h-11 cursor-pointer items-center text-muted">
        After the low point, and so not in the figure ({after_trough.length})
      </summary>
      <ul>
        {after_trough.map((line) => (
          <li
            key={`${line.source}-${line.source_id}-${line.date}`}
            className="flex items-baseline justify-between gap-4 py-1.5"
          >
            <span>
              {line.label}{' '}
              {line.date && <span className="text-caption text-muted">{dayInWords(line.date, today)}</span>}
            </span>
            <Money minor={line.amount} currency={currency} sign="always" />
          </li>
        ))}
      </ul>
    </details>
  )
}

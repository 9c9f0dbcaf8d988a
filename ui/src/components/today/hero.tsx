import { Money } from '@/components/ui/money'
import { cn } from '@/lib/cn'
import { countDays, dayInWords, longDay } from '@/lib/dates'
import { listInWords } from '@/lib/words'
import type { Summary } from '@/services/types'
import { Companions } from './companions'
import { isBehind } from './feed-words'

/** The figure that answers why the page was opened, with its sentence. */
export function Hero({ summary }: { summary: Summary }) {
  const { safe_to_spend, currency, is_short } = summary
  return (
    <section aria-labelledby="safe-to-spend" className="flex flex-col gap-3">
      <h1 id="safe-to-spend" className="text-lead font-medium text-muted">
        {is_short ? 'Short before payday' : 'Safe to spend'}
      </h1>
      <p
        className={cn(
          'text-hero font-semibold',
          is_short ? 'text-negative' : summary.feeds.some(isBehind) && 'text-muted',
        )}
        data-testid="safe-to-spend"
      >
        <Money minor={safe_to_spend} currency={currency} size="hero" />
      </p>
      <p className="max-w-prose text-lead">
        <WindowSentence summary={summary} />
      </p>
      <LowPoint summary={summary} />
      <OtherFigures summary={summary} />
      <Companions summary={summary} />
    </section>
  )
}

function WindowSentence({ summary }: { summary: Summary }) {
  const { payday, window, per_day, currency, today, is_short } = summary
  const perDay = !is_short && (
    <span className="block md:inline">
      <span aria-hidden className="hidden md:inline">
        {' '}
        ·{' '}
      </span>
      <Money minor={per_day} currency={currency} className="font-semibold" /> a day
    </span>
  )
  if (!payday) {
    return (
      <>
        for the next {countDays(window.days)}, as no payday is chosen yet
        {perDay}
      </>
    )
  }
  if (window.days <= 1 && payday.date === today) {
    return <>until {payday.name} arrives, due today</>
  }
  return (
    <>
      until payday, {longDay(window.end, today)}, {countDays(window.days)}
      {perDay}
    </>
  )
}

/** Where the money is lowest and why; when it runs short, first the day, the item and the account. */
function LowPoint({ summary }: { summary: Summary }) {
  const { low_point, first_short, currency, today, is_short } = summary
  const isNow = low_point.date === today && low_point.cause === null
  if (isNow && !is_short) return null
  const balance = <Money minor={low_point.balance} currency={currency} className="font-medium text-ink" />
  if (is_short && first_short) {
    const isLowestToo = first_short.date === low_point.date
    return (
      <p className="max-w-prose text-body">
        It runs short {dayInWords(first_short.date, today)}
        {causeInWords(first_short, summary, 'when')}.{' '}
        {isLowestToo ? (
          <>Your money is down to {balance} that day.</>
        ) : (
          <>
            Lowest {dayInWords(low_point.date, today)}, at {balance}
            {causeInWords(low_point, summary, 'after')}.
          </>
        )}
      </p>
    )
  }
  return (
    <p className="max-w-prose text-body text-muted">
      With nothing more spent, lowest {dayInWords(low_point.date, today)}, at {balance}
      {causeInWords(low_point, summary, 'after')}.
    </p>
  )
}

function causeInWords(point: Summary['low_point'], { accounts }: Summary, word: 'when' | 'after'): string {
  if (point.cause === null) return ''
  const account = accounts.find((each) => each.id === point.account_id)
  return `, ${word} ${point.cause} is paid${account ? ` from ${account.name}` : ''}`
}

function OtherFigures({ summary }: { summary: Summary }) {
  const { with_late_income, with_payday, late_paydays, payday, currency } = summary
  const late = listInWords(late_paydays.map((each) => each.name))
  const figures = [
    { label: `once ${late} is in, which is late`, minor: with_late_income },
    { label: `once ${payday?.name} is in`, minor: with_payday },
  ].filter((figure): figure is { label: string; minor: number } => figure.minor !== null)
  if (figures.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1 text-body text-muted">
      {figures.map(({ label, minor }) => (
        <li key={label}>
          <Money minor={minor} currency={currency} className="font-semibold text-ink" /> {label}
        </li>
      ))}
    </ul>
  )
}

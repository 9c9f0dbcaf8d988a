import { Money } from '@/components/ui/money'
import { cn } from '@/lib/cn'
import { countDays, dayInWords, longDay } from '@/lib/dates'
import type { Summary } from '@/services/types'

/** The figure that answers why the page was opened, with its sentence. */
export function Hero({ summary }: { summary: Summary }) {
  const { safe_to_spend, currency, is_short } = summary
  return (
    <section aria-labelledby="safe-to-spend" className="flex flex-col gap-3">
      <h1 id="safe-to-spend" className="text-lead font-medium text-muted">
        {is_short ? 'Short before payday' : 'Safe to spend'}
      </h1>
      <p className={cn('text-hero font-semibold', is_short && 'text-negative')} data-testid="safe-to-spend">
        <Money minor={safe_to_spend} currency={currency} size="hero" />
      </p>
      <p className="max-w-prose text-lead">
        <WindowSentence summary={summary} />
      </p>
      <LowPoint summary={summary} />
      <OtherFigures summary={summary} />
    </section>
  )
}

function WindowSentence({ summary }: { summary: Summary }) {
  const { payday, window, per_day, currency, today, is_short } = summary
  const perDay = !is_short && (
    <>
      {' · '}
      <Money minor={per_day} currency={currency} className="font-semibold" /> a day
    </>
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
      until {payday.late ? 'the payday after next' : 'payday'}, {longDay(window.end, today)},{' '}
      {countDays(window.days)}
      {perDay}
    </>
  )
}

function LowPoint({ summary }: { summary: Summary }) {
  const { low_point, accounts, currency, today, is_short } = summary
  const account = accounts.find((each) => each.id === low_point.account_id)
  const from = account ? ` from ${account.name}` : ''
  const isNow = low_point.date === today && low_point.cause === null
  if (isNow && !is_short) return null

  const balance = <Money minor={low_point.balance} currency={currency} className="font-medium" />
  const when = dayInWords(low_point.date, today)
  if (is_short) {
    return (
      <p className="max-w-prose text-body">
        Your money is down to {balance} {isNow ? 'already' : when}
        {low_point.cause && `, when ${low_point.cause} leaves${from}`}.
      </p>
    )
  }
  return (
    <p className="max-w-prose text-body text-muted">
      Lowest {when}, at <span className="text-ink">{balance}</span>
      {low_point.cause && `, after ${low_point.cause} leaves${from}`}.
    </p>
  )
}

function OtherFigures({ summary }: { summary: Summary }) {
  const { with_late_income, with_payday, as_usual, cautious, payday, currency } = summary
  const figures = [
    {
      label: `with ${payday?.name ?? 'the late income'}, once it arrives`,
      minor: with_late_income ?? with_payday,
    },
    { label: 'if you spend as usual', minor: as_usual },
    { label: 'to be cautious', minor: cautious },
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

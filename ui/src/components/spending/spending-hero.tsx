import { Icon } from '@/components/ui/icon'
import { Money } from '@/components/ui/money'
import { calendar, countDays, daysBetween, ordinal } from '@/lib/dates'
import type { LeftOuts, Spending } from '@/services/types'
import { leftOutInWords } from './left-out-words'
import type { Against } from './periods'

interface SpendingHeroProps {
  spending: Spending
  leftOut: LeftOuts | undefined
  /** "November", or the two ends of a month between paydays. */
  name: string
  /** The category, merchant or account the page is narrowed to. */
  of: string | null
  isWhole: boolean
  against: Against | null
  today: string
  earlier: (() => void) | null
  later: (() => void) | null
}

/** What was spent in the month, how that compares, and what it does not hold. */
export function SpendingHero(props: SpendingHeroProps) {
  const { spending, leftOut, name, of, isWhole, against, today, earlier, later } = props
  const { total, cash, credit, currency, other_currencies } = spending
  return (
    <section aria-labelledby="spent" className="flex flex-col gap-3">
      <div className="flex items-center gap-1">
        <Step label="The month before" onClick={earlier} isBack />
        <h2 id="spent" className="text-lead font-medium text-muted" aria-live="polite">
          Spent {of && <>on {of} </>}
          {isWhole ? `in ${name}` : `in ${name} so far`}
        </h2>
        <Step label="The month after" onClick={later} />
      </div>
      <p className="text-hero font-semibold" data-testid="spent">
        <Money minor={total} currency={currency} size="hero" />
      </p>
      <p className="max-w-prose text-lead">
        <AgainstSentence
          against={against}
          isWhole={isWhole}
          today={today}
          currency={currency}
          start={spending.start}
        />
      </p>
      {leftOut && leftOut.groups.length > 0 && !of && (
        <p className="max-w-prose text-muted">
          Not counted:{' '}
          <a href="#left-out" className="underline underline-offset-4 hover:text-ink">
            {leftOutInWords(leftOut)}
          </a>
          .
        </p>
      )}
      {other_currencies.map((other) => (
        <p key={other.currency} className="text-muted">
          And <Money minor={other.total} currency={other.currency} /> in {other.currency}, which isn’t added
          in.
        </p>
      ))}
      {credit !== 0 && cash !== 0 && <CashAndCredit cash={cash} credit={credit} currency={currency} />}
    </section>
  )
}

function AgainstSentence({
  against,
  isWhole,
  today,
  currency,
  start,
}: {
  against: Against | null
  isWhole: boolean
  today: string
  currency: string
  start: string
}) {
  const days = daysBetween(start, today) + 1
  const when = isWhole
    ? ''
    : start.endsWith('-01')
      ? ` by the ${ordinal(calendar(today).day)}`
      : ` after ${countDays(days)}`
  if (against === null) {
    return <span className="text-muted">What is usual shows after three whole months.</span>
  }
  const { difference, middle, standing } = against
  const size = <Money minor={difference} currency={currency} sign="never" className="font-semibold" />
  const usual = (
    <>
      , where <Money minor={middle} currency={currency} /> is usual{when}
    </>
  )
  if (standing === 'as_usual') {
    return (
      <>
        About as usual{when}: {size} {difference < 0 ? 'less' : 'more'} than{' '}
        <Money minor={middle} currency={currency} />.
      </>
    )
  }
  return (
    <>
      {size} {standing === 'higher' ? 'more' : 'less'} than usual{usual}.
    </>
  )
}

/** What paid: money there was, or money to be repaid. */
function CashAndCredit({ cash, credit, currency }: { cash: number; credit: number; currency: string }) {
  const whole = Math.max(cash, 0) + Math.max(credit, 0)
  return (
    <div className="flex max-w-md flex-col gap-1.5 pt-1">
      <div aria-hidden className="flex h-1.5 gap-0.5">
        <div className="rounded-sm bg-accent" style={{ flexGrow: Math.max(cash, 0) / whole }} />
        <div className="rounded-sm border border-accent" style={{ flexGrow: Math.max(credit, 0) / whole }} />
      </div>
      <p className="flex justify-between gap-4 text-caption text-muted">
        <span>
          <Money minor={cash} currency={currency} /> from accounts
        </span>
        <span>
          <Money minor={credit} currency={currency} /> on cards
        </span>
      </p>
    </div>
  )
}

function Step({ label, onClick, isBack }: { label: string; onClick: (() => void) | null; isBack?: boolean }) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={onClick === null}
      onClick={onClick ?? undefined}
      className="flex size-11 items-center justify-center rounded-md text-muted first:-ml-3 hover:bg-sunken hover:text-ink disabled:opacity-30"
    >
      <Icon name="chevron" className={isBack ? 'rotate-180' : undefined} />
    </button>
  )
}

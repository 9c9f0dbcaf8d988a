import type { ReactNode } from 'react'
import { Money } from '@/components/ui/money'
import { dayInWords } from '@/lib/dates'
import type { Forecast } from '@/services/types'
import { lowInWords, whenInWords } from './cause'

type Point = Forecast['low_point']

/** What the line says, in sentences: where it is lowest, whether it goes below nought, how likely. */
export function Outlook({ forecast }: { forecast: Forecast }) {
  const { low_point, cautious_low_point, first_negative, first_breach, currency, today, overdraft } = forecast
  const chance = forecast.breach_probability
  const cause = lowInWords(forecast, today)
  return (
    <div className="flex max-w-prose flex-col gap-1.5 text-lead">
      <p>
        Lowest {dayInWords(low_point.date, today)}, at <Amount point={low_point} currency={currency} />
        {cause && <>, {cause}</>}
        {cautious_low_point && (
          <span className="text-muted">
            ; if you spend more than usual, <Amount point={cautious_low_point} currency={currency} />{' '}
            {dayInWords(cautious_low_point.date, today)}
          </span>
        )}
        .
      </p>
      {first_negative && (
        <Warning>
          Below nought {dayInWords(first_negative.date, today)}
          {first_negative.cause && <> {whenInWords(first_negative.cause)}</>}
          {overdraft > 0 && !first_breach && <>, within the arranged overdraft</>}.
        </Warning>
      )}
      {first_breach && overdraft > 0 && (
        <Warning>
          Past the arranged overdraft {dayInWords(first_breach.date, today)}
          {first_breach.cause && <> {whenInWords(first_breach.cause)}</>}.
        </Warning>
      )}
      {chance !== null && !first_breach && (
        <p className="text-body text-muted">{chanceInWords(chance, overdraft)}</p>
      )}
      {forecast.without_bands && <p className="text-body text-muted">{forecast.without_bands}</p>}
    </div>
  )
}

function Amount({ point, currency }: { point: Point; currency: string }) {
  return (
    <Money
      minor={point.balance}
      currency={currency}
      className={point.balance < 0 ? 'font-semibold text-negative' : 'font-semibold'}
    />
  )
}

function Warning({ children }: { children: ReactNode }) {
  return <p className="font-medium text-negative">{children}</p>
}

/** "Very unlikely to run out", rather than a decimal. */
export function chanceInWords(chance: number, overdraft: number): string {
  const what = overdraft > 0 ? 'going past the overdraft' : 'running out'
  if (chance < 0.01) return `The chance of ${what} in this time is under 1 in 100.`
  if (chance > 0.95) return `By past spending, ${what} in this time is almost certain.`
  const [of, inAll] = chance < 0.1 ? [Math.round(chance * 100), 100] : [Math.round(chance * 10), 10]
  return `By past spending, the chance of ${what} in this time is about ${of} in ${inAll}.`
}

import { Money } from '@/components/ui/money'
import { daysBetween, longDay } from '@/lib/dates'
import type { Forecast, ForecastDay } from '@/services/types'

interface DayReadoutProps {
  forecast: Forecast
  day: ForecastDay
  after: number | undefined
}

/** The day under the cursor in words, above the chart so that nothing covers the line. */
export function DayReadout({ forecast, day, after }: DayReadoutProps) {
  const { currency, today } = forecast
  const isToday = daysBetween(today, day.date) === 0
  return (
    <dl className="flex flex-wrap items-end gap-x-8 gap-y-2" aria-live="off">
      <div className="min-w-44">
        <dt className="text-caption text-muted">{isToday ? 'Tonight' : longDay(day.date, today)}</dt>
        <dd className="text-figure font-semibold">
          <Money minor={after ?? day.expected} currency={currency} data-testid="day-expected" />
        </dd>
      </div>
      {after !== undefined && <Figure label="without it" minor={day.expected} currency={currency} />}
      {day.p10 !== null && day.p90 !== null && (
        <div>
          <dt className="text-caption text-muted">8 times in 10 between</dt>
          <dd>
            <Money minor={day.p10} currency={currency} /> and <Money minor={day.p90} currency={currency} />
          </dd>
        </div>
      )}
      <Figure label="if you spend nothing more" minor={day.committed} currency={currency} />
    </dl>
  )
}

function Figure({ label, minor, currency }: { label: string; minor: number; currency: string }) {
  return (
    <div>
      <dt className="text-caption text-muted">{label}</dt>
      <dd>
        <Money minor={minor} currency={currency} />
      </dd>
    </div>
  )
}

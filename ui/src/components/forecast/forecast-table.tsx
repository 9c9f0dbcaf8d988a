import { Money } from '@/components/ui/money'
import { shortDay } from '@/lib/dates'
import type { Forecast } from '@/services/types'

/** The chart's own numbers, every day of them. */
export function ForecastTable({ forecast, after }: { forecast: Forecast; after: number[] | null }) {
  const { days, currency, today } = forecast
  const hasBands = days.some((day) => day.p10 !== null)
  return (
    <div className="max-h-128 overflow-auto border-y border-rule">
      <table className="w-full border-collapse text-right">
        <caption className="sr-only">Balance at the end of each day</caption>
        <thead className="sticky top-0 bg-paper text-caption text-muted">
          <tr>
            <th scope="col" className="py-2 pr-4 text-left font-medium">
              Day
            </th>
            <th scope="col" className="py-2 pl-4 font-medium">
              Expected
            </th>
            {after && (
              <th scope="col" className="py-2 pl-4 font-medium">
                What if
              </th>
            )}
            {hasBands && (
              <>
                <th scope="col" className="py-2 pl-4 font-medium">
                  1 in 10 below
                </th>
                <th scope="col" className="py-2 pl-4 font-medium">
                  1 in 10 above
                </th>
              </>
            )}
            <th scope="col" className="py-2 pl-4 font-medium">
              Spending nothing
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map((day, place) => (
            <tr key={day.date} className="border-t border-rule">
              <th scope="row" className="py-1.5 pr-4 text-left font-normal whitespace-nowrap">
                {shortDay(day.date, today)}
              </th>
              <Cell minor={day.expected} currency={currency} />
              {after && <Cell minor={after[place] ?? day.expected} currency={currency} />}
              {hasBands && (
                <>
                  <Cell minor={day.p10} currency={currency} />
                  <Cell minor={day.p90} currency={currency} />
                </>
              )}
              <Cell minor={day.committed} currency={currency} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ minor, currency }: { minor: number | null; currency: string }) {
  return <td className="py-1.5 pl-4">{minor === null ? '–' : <Money minor={minor} currency={currency} />}</td>
}

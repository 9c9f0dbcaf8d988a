import { Money } from '@/components/ui/money'
import type { SpendingMonth, SpendingTrend } from '@/services/types'
import { type MonthKind, monthInWords } from './periods'

const STANDINGS: Record<SpendingMonth['standing'], string> = {
  higher: 'more than usual',
  lower: 'less than usual',
  as_usual: 'as usual',
  unknown: '–',
}

/** The chart's own numbers. */
export function TrendTable({ trend, kind, today }: { trend: SpendingTrend; kind: MonthKind; today: string }) {
  const { currency, months } = trend
  return (
    <div className="overflow-x-auto border-y border-rule">
      <table className="w-full border-collapse text-right">
        <caption className="sr-only">Spending of each month</caption>
        <thead className="text-caption text-muted">
          <tr>
            <th scope="col" className="py-2 pr-4 text-left font-medium">
              Month
            </th>
            <th scope="col" className="py-2 pl-4 font-medium">
              Spent
            </th>
            <th scope="col" className="py-2 pl-4 font-medium max-md:hidden">
              From accounts
            </th>
            <th scope="col" className="py-2 pl-4 font-medium max-md:hidden">
              On cards
            </th>
            <th scope="col" className="py-2 pl-4 font-medium">
              Against the usual
            </th>
          </tr>
        </thead>
        <tbody>
          {months.toReversed().map((month) => (
            <tr key={month.start} className="border-t border-rule">
              <th scope="row" className="py-1.5 pr-4 text-left font-normal">
                {monthInWords(month, kind, today)}
                {!month.is_whole && <span className="text-muted"> so far</span>}
              </th>
              <td className="py-1.5 pl-4">
                <Money minor={month.total} currency={currency} />
              </td>
              <td className="py-1.5 pl-4 max-md:hidden">
                <Money minor={month.cash} currency={currency} />
              </td>
              <td className="py-1.5 pl-4 max-md:hidden">
                <Money minor={month.credit} currency={currency} />
              </td>
              <td className="py-1.5 pl-4 text-muted">{STANDINGS[month.standing]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

import { Money } from '@/components/ui/money'
import { dayInWords } from '@/lib/dates'
import type { Instalment } from '@/services/types'

interface ScheduleTableProps {
  schedule: readonly Instalment[]
  currency: string
  today: string
}

/** Every payment on its day, and what they come to. */
export function ScheduleTable({ schedule, currency, today }: ScheduleTableProps) {
  const sum = schedule.reduce((total, { amount }) => total + amount, 0)
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">Payments by day</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {schedule.map(({ date, amount }) => (
          <tr key={date} className="border-b border-rule">
            <th scope="row" className="py-2 text-left font-normal">
              {dayInWords(date, today)}
              {date < today && <span className="text-caption text-muted"> · gone by</span>}
            </th>
            <td className="py-2 text-right">
              <Money minor={amount} currency={currency} sign="never" />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className="py-2 text-left font-semibold">
            In all
          </th>
          <td className="py-2 text-right font-semibold">
            <Money minor={sum} currency={currency} sign="never" />
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Money } from '@/components/ui/money'
import { dayInWords } from '@/lib/dates'
import { countOf } from '@/lib/words'
import { readPaydayOptions } from '@/services/queries'
import type { Commitment } from '@/services/types'
import { isEstimate, yearlyTotal } from './commitment-words'

interface CommitmentTotalsProps {
  bills: Commitment[]
  incomes: Commitment[]
  currency: string
  today: string
}

/** What goes out by itself in a year: the figure that answers why the page was opened. */
export function CommitmentTotals({ bills, incomes, currency, today }: CommitmentTotalsProps) {
  const { data: payday } = useQuery(readPaydayOptions())
  const out = yearlyTotal(bills)
  return (
    <div className="flex flex-col gap-1">
      <p>
        <span className="sr-only">Bills in a year: </span>
        <span className="text-hero font-semibold" data-testid="bills-a-year">
          <Money minor={out} currency={currency} size="hero" sign="never" />
        </span>
      </p>
      <p className="text-lead">
        goes out by itself in the coming year: {countOf(bills.length, 'bill')},{' '}
        {isEstimate(bills) && 'about '}
        <Money minor={Math.round(out / 12)} currency={currency} short sign="never" /> a month
      </p>
      <p className="text-muted">
        {incomes.length > 0 && (
          <>
            <Money minor={yearlyTotal(incomes)} currency={currency} sign="never" /> comes in.{' '}
          </>
        )}
        {payday &&
          (payday.next
            ? `Payday: ${payday.next.name}, ${dayInWords(payday.next.date, today)}. `
            : 'No payday yet, so figures cover 30 days. ')}
        <Link to="/payday" className="font-medium text-accent underline underline-offset-4">
          {payday?.next ? 'Change the payday' : 'Choose the payday'}
        </Link>
      </p>
    </div>
  )
}
